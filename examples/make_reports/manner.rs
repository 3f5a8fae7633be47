//! How a report is written: format, encoding, layout of tables.

use repconv::formats::{Formats, TextEncoding, TextLayout, WriteOptions};
use repconv::model::error::Error;
use repconv::model::report::Report;

use super::chance::Chance;

/// A way of writing a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Manner {
    pub format: &'static str,
    pub extension: &'static str,
    /// Of text and pages, as the manifest names it.
    pub encoding: Option<&'static str>,
    /// Of tables in text.
    pub layout: Option<&'static str>,
}

const fn manner(format: &'static str, extension: &'static str) -> Manner {
    Manner { format, extension, encoding: None, layout: None }
}

const fn page(encoding: &'static str, extension: &'static str) -> Manner {
    Manner { encoding: Some(encoding), ..manner("html", extension) }
}

const fn text(encoding: &'static str, layout: &'static str) -> Manner {
    Manner { encoding: Some(encoding), layout: Some(layout), ..manner("text", "txt") }
}

pub const DOCX: Manner = manner("docx", "docx");
pub const XLSX: Manner = manner("xlsx", "xlsx");
const TABS: Manner = text("gbk", "tabs");

/// Every manner, and how many reports of a hundred are written so.
const MANNERS: [(Manner, usize); 15] = [
    (DOCX, 36),
    (XLSX, 18),
    (page("utf-8", "html"), 8),
    (page("gbk", "htm"), 7),
    (TABS, 6),
    (text("gbk", "aligned"), 2),
    (text("gbk", "cells"), 2),
    (text("gb18030", "tabs"), 3),
    (text("gb18030", "aligned"), 2),
    (text("utf-8", "tabs"), 3),
    (text("utf-8", "cells"), 2),
    (text("utf-8-bom", "tabs"), 3),
    (text("utf-16le", "tabs"), 2),
    (text("utf-16le", "aligned"), 2),
    (manner("json", "json"), 4),
];

/// A manner by chance; the first reports of all take each in turn, so that none is missing.
pub fn choose(number: usize, chance: &mut Chance) -> Manner {
    if let Some((manner, _)) = MANNERS.get(number) {
        return *manner;
    }
    let mut left = chance.below(MANNERS.iter().map(|(_, share)| share).sum());
    for (manner, share) in MANNERS {
        if left < share {
            return manner;
        }
        left -= share;
    }
    DOCX
}

/// Writes the report; with tabs where the layout can't hold its blanks. Returns how it was written.
pub fn write(report: &Report, manner: Manner) -> Result<(Manner, Vec<u8>), Error> {
    match bytes(report, manner) {
        Err(Error::ReadsOtherwise { .. }) if manner.format == "text" => {
            let manner = Manner { layout: TABS.layout, ..manner };
            Ok((manner, bytes(report, manner)?))
        }
        other => Ok((manner, other?)),
    }
}

fn bytes(report: &Report, manner: Manner) -> Result<Vec<u8>, Error> {
    let formats = Formats::builtin();
    let format = formats.by_name(manner.format).expect("a built-in format");
    let encoding = manner.encoding.filter(|_| manner.format == "text").map(|name| match name {
        "gbk" => TextEncoding::Gbk,
        "gb18030" => TextEncoding::Gb18030,
        "utf-8-bom" => TextEncoding::Utf8Bom,
        "utf-16le" => TextEncoding::Utf16Le,
        _ => TextEncoding::Utf8,
    });
    let layout = match manner.layout {
        Some("aligned") => TextLayout::Aligned,
        Some("cells") => TextLayout::Cells,
        _ => TextLayout::Tabs,
    };
    let bytes =
        repconv::write(report, format, &WriteOptions::default().with_encoding(encoding).with_layout(layout))?;
    let is_old_page = manner.format == "html" && manner.encoding == Some("gbk");
    Ok(if is_old_page { old_page(&bytes) } else { bytes })
}

/// A page in the encoding of older sites, which it declares.
fn old_page(bytes: &[u8]) -> Vec<u8> {
    let page = String::from_utf8_lossy(bytes).replacen("charset=\"utf-8\"", "charset=\"gbk\"", 1);
    encoding_rs::GBK.encode(&page).0.into_owned()
}
