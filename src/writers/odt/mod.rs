//! Writes OpenDocument texts (.odt) that look as the Word documents do: what the two share is in `writers/word`.
//!
//! The same document gives the same bytes.

mod automatic;
mod body;
mod common;
mod page;
mod properties;
mod table;
#[cfg(test)]
mod tests;
mod text;

use self::common::Styles;
use crate::formats::{FormatOption, Output, WriteOptions, Writer};
use crate::model::error::Result;
use crate::writers::word::package::{KIND, pack};

/// Writes OpenDocument texts.
#[derive(Clone, Copy, Debug)]
pub struct Odt;

const MIME_TYPE: &str = "application/vnd.oasis.opendocument.text";
const VERSION: (&str, &str) = ("office:version", "1.3");
const OFFICE: (&str, &str) = ("xmlns:office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0");
const STYLE: (&str, &str) = ("xmlns:style", "urn:oasis:names:tc:opendocument:xmlns:style:1.0");
const FO: (&str, &str) = ("xmlns:fo", "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0");
const TEXT: (&str, &str) = ("xmlns:text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0");
const TABLE: (&str, &str) = ("xmlns:table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0");

impl Writer for Odt {
    fn write(&self, output: &Output<'_>, _options: &WriteOptions) -> Result<Vec<u8>> {
        let document = output.document;
        let styles = Styles::official();
        let body = body::write(document, &styles);
        let meta = properties::meta(document, output.report.organization.as_deref());
        let common = common::write(&styles);
        let manifest = properties::manifest(&["content.xml", "styles.xml", "meta.xml"]);
        let parts = [
            (KIND, MIME_TYPE),
            ("content.xml", &body),
            ("styles.xml", &common),
            ("meta.xml", &meta),
            ("META-INF/manifest.xml", &manifest),
        ];
        pack(&parts, "odt")
    }

    fn uses(&self, option: FormatOption) -> bool {
        option == FormatOption::Final
    }
}

/// Twips as points.
fn points(twips: impl Into<i64>) -> String {
    let hundredths = twips.into().saturating_mul(5);
    let sign = if hundredths < 0 { "-" } else { "" };
    let (whole, part) = (hundredths.unsigned_abs() / 100, hundredths.unsigned_abs() % 100);
    let part = format!(".{part:02}");
    format!("{sign}{whole}{}pt", part.trim_end_matches('0').trim_end_matches('.'))
}
