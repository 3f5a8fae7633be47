//! Writes a web page that stands alone: no scripts, nothing fetched, readable on a phone, on paper and
//! with a screen reader.
//!
//! Roles become elements, scopes and classes (`note`, `signature`, `date`, `banner`, `rotated`), from
//! which our own reader knows them again. White space that HTML would collapse is kept with `pre-wrap`.

mod chart;
mod markup;
mod table;
#[cfg(test)]
mod tests;

use crate::document::{Block, Chart, Document, Paragraph, Role};
use crate::error::Result;
use crate::formats::{Output, WriteOptions, Writer};
use markup::Markup;

/// Writes `.html`, always in UTF-8.
#[derive(Clone, Copy, Debug)]
pub struct Html;

impl Writer for Html {
    fn write(&self, output: &Output<'_>, _options: &WriteOptions) -> Result<Vec<u8>> {
        Ok(page(output.document, output.chart).into_bytes())
    }
}

const STYLE: &str = include_str!("style.css");

fn page(document: &Document, chart: Option<&Chart>) -> String {
    let mut page = Markup::default();
    page.raw("<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    head(document, &mut page);
    page.raw("<style>\n").raw(STYLE).raw("</style>\n</head>\n<body>\n<main>\n");
    let mut heading = None;
    let mut tables = 0;
    for block in &document.blocks {
        match block {
            Block::Paragraph(text) => {
                paragraph(text, &mut page);
                if matches!(text.role, Role::Title | Role::Heading(_)) {
                    heading = Some(text.text.as_str());
                }
            }
            Block::Table(rows) => {
                tables += 1;
                table::write(rows, tables, heading, &mut page);
            }
        }
    }
    if let Some(chart) = chart {
        chart::write(chart, &mut page);
    }
    page.raw("</main>\n</body>\n</html>\n");
    page.finish()
}

/// The title (every page must have one) and the other properties as `meta`.
fn head(document: &Document, page: &mut Markup) {
    let named = document.head.iter().position(|property| property.name == "title");
    let by_name = named.and_then(|at| document.head.get(at)).map(|property| property.text.as_str());
    let title = by_name.or_else(|| first_title(document)).unwrap_or("政府信息公开工作年度报告");
    page.raw("<title>").line(title).raw("</title>\n");
    for (_, property) in document.head.iter().enumerate().filter(|&(at, _)| Some(at) != named) {
        page.raw("<meta name=\"").line(&property.name);
        page.raw("\" content=\"").line(&property.text).raw("\">\n");
    }
}

fn first_title(document: &Document) -> Option<&str> {
    document.blocks.iter().find_map(|block| match block {
        Block::Paragraph(Paragraph { text, role: Role::Title, .. }) => Some(text.as_str()),
        _ => None,
    })
}

fn paragraph(paragraph: &Paragraph, page: &mut Markup) {
    if paragraph.text.is_empty() {
        return;
    }
    let (element, class) = match paragraph.role {
        Role::Title => ("h1", None),
        Role::Heading(0 | 1) => ("h2", None),
        Role::Heading(2) => ("h3", None),
        Role::Heading(_) => ("h4", None),
        Role::Note => ("p", Some("note")),
        Role::Signature => ("p", Some("signature")),
        Role::Date => ("p", Some("date")),
        Role::Body | Role::Navigation => ("p", None),
    };
    page.open(element, class, &paragraph.text).raw(">");
    page.text(&paragraph.text).close(element).raw("\n");
}
