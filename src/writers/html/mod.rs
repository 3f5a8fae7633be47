//! Writes a self-contained web page: no scripts, nothing fetched, readable on a phone, on paper and
//! with a screen reader.
//!
//! Roles become elements, scopes and classes (`note`, `signature`, `date`, `banner`, `rotated`), from
//! by which our own reader recognises them. White space that HTML would collapse is kept with `pre-wrap`.

mod chart;
mod markup;
mod table;
mod template;
#[cfg(test)]
mod tests;

use crate::formats::{FormatOption, Output, WriteOptions, Writer};
use crate::model::document::{Block, Chart, Document, Paragraph, Role};
use crate::model::error::Result;
use crate::model::set_aside::SetAside;
use crate::model::title;
use markup::Markup;
use template::Parts;

/// Writes `.html`, always in UTF-8.
#[derive(Clone, Copy, Debug)]
pub struct Html;

impl Writer for Html {
    fn write(&self, output: &Output<'_>, options: &WriteOptions) -> Result<Vec<u8>> {
        let template = options.template.as_deref().unwrap_or(template::OURS);
        Ok(page(output.document, output.chart, template)?.into_bytes())
    }

    fn uses(&self, option: FormatOption) -> bool {
        option == FormatOption::Template
    }
}

/// Begins a part of the title that goes to the next line as a whole.
const PART: &str = "<span style=\"display:inline-block\">";
const STYLE: &str = include_str!("style.css");

/// What a report needs to be presentable in a page without our style: no more, and nothing beyond the report.
const STYLE_IN_PAGE: &str = include_str!("in_page.css");

fn page(document: &Document, chart: Option<&Chart>, template: &str) -> Result<String> {
    let mut body = Markup::default();
    let has_heading = shows_title(document) && template::has_heading(template);
    let mut heading = None;
    let mut tables = 0;
    for block in &document.blocks {
        match block {
            Block::Paragraph(text) => {
                if text.role != Role::Title || !has_heading {
                    paragraph(text, &mut body);
                }
                if matches!(text.role, Role::Title | Role::Heading(_)) {
                    heading = Some(text.text.as_str());
                }
            }
            Block::Table(rows) => {
                tables += 1;
                table::write(rows, tables, heading, &mut body);
            }
        }
    }
    let mut drawn = Markup::default();
    if let Some(chart) = chart {
        let target = if template.contains(template::CHART) { &mut drawn } else { &mut body };
        chart::write(chart, target);
    }
    let (title, meta) = head(document);
    let (mut body, chart) = (body.finish(), drawn.finish());
    if !template.contains(template::STYLE) {
        body = format!("<div class=\"repconv\">\n<style>\n{STYLE_IN_PAGE}</style>\n{body}</div>\n");
    }
    let parts = Parts { title: &title, meta: &meta, style: STYLE, body: &body, chart: &chart };
    template::fill(template, &parts)
}

/// The title (every page must have one) and the other properties as `meta`.
fn head(document: &Document) -> (String, String) {
    let named = document.head.iter().position(|property| property.name == "title");
    let by_name = named.and_then(|at| document.head.get(at)).map(|property| property.text.as_str());
    let mut title = Markup::default();
    title.line(by_name.or_else(|| first_title(document)).unwrap_or("政府信息公开工作年度报告"));
    let mut meta = Markup::default();
    // A page is published; why findings were set aside is not for its readers.
    let is_shown = |at, property| Some(at) != named && SetAside::of_property(property).is_none();
    for (_, property) in document.head.iter().enumerate().filter(|&(at, property)| is_shown(at, property)) {
        meta.raw("<meta name=\"").line(&property.name);
        meta.raw("\" content=\"").line(&property.text).raw("\">\n");
    }
    (title.finish(), meta.finish())
}

/// Whether the title of the page is that of the report.
fn shows_title(document: &Document) -> bool {
    let named = document.head.iter().find(|property| property.name == "title");
    named.is_none_or(|property| Some(property.text.as_str()) == first_title(document))
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
        Role::Heading(3) => ("h4", None),
        Role::Heading(4) => ("h5", None),
        Role::Heading(_) => ("h6", None),
        Role::Note => ("p", Some("note")),
        Role::Signature => ("p", Some("signature")),
        Role::Date => ("p", Some("date")),
        Role::Body | Role::Navigation => ("p", None),
    };
    page.open(element, class, &paragraph.text).raw(">");
    match paragraph.role {
        Role::Title => title_words(&paragraph.text, page),
        _ => {
            page.text(&paragraph.text);
        }
    }
    page.close(element).raw("\n");
}

/// The title in the parts between which a line may end: the first division only where there is not room for one line,
/// the others where a part alone is too long.
fn title_words(text: &str, page: &mut Markup) {
    let mut divisions: Vec<usize> = title::divisions(text).collect();
    let first = divisions.first().copied().filter(|_| !text.contains(char::is_whitespace));
    let Some(first) = first else {
        page.text(text);
        return;
    };
    divisions.sort_unstable();
    divisions.dedup();
    let mut from = 0;
    page.raw(PART);
    for at in divisions.into_iter().chain([text.len()]) {
        page.text(text.get(from..at).unwrap_or_default());
        match at {
            _ if at == text.len() => {}
            _ if at == first => {
                page.raw("</span>").raw(PART);
            }
            _ => {
                page.raw("<wbr>");
            }
        }
        from = at;
    }
    page.raw("</span>");
}
