//! Writes Markdown in UTF-8: headings with `#`, tables by bars, and tables with merged cells as HTML, which bars cannot
//! show.
//!
//! Paragraphs are indented by two full-width spaces, as in text; what Markdown or HTML would take for a mark is escaped.

use std::fmt::Write as _;

use crate::formats::{Output, Verification, WriteOptions, Writer};
use crate::model::document::{Block, Cell, CellRole, Document, Paragraph, Role, Table};
use crate::model::error::Result;

/// Writes Markdown.
#[derive(Clone, Copy, Debug)]
pub struct Markdown;

const INDENT: &str = "\u{3000}\u{3000}";
/// Markdown has no more levels.
const DEEPEST: u8 = 6;

impl Writer for Markdown {
    fn write(&self, output: &Output<'_>, _options: &WriteOptions) -> Result<Vec<u8>> {
        Ok(text(output.document).into_bytes())
    }

    fn verification(&self, _options: &WriteOptions) -> Verification {
        Verification::Content
    }
}

fn text(document: &Document) -> String {
    let mut all = String::new();
    for (at, block) in document.blocks.iter().enumerate() {
        let written = match block {
            Block::Paragraph(paragraph) => lines(paragraph, document.marks.get(&at).copied()),
            Block::Table(table) if needs_html(table) => html(table),
            Block::Table(table) => rows(table),
        };
        if !all.is_empty() && !written.is_empty() {
            all.push('\n');
        }
        all.push_str(&written);
    }
    all
}

/// The lines of a paragraph, each a paragraph of its own.
fn lines(paragraph: &Paragraph, mark: Option<u8>) -> String {
    let level = match paragraph.role {
        Role::Title => Some(1),
        Role::Heading(level) => Some(level.saturating_add(1)),
        Role::Body | Role::Navigation | Role::Note | Role::Signature | Role::Date => None,
    };
    let level = mark.or(level).map(|level| level.clamp(1, DEEPEST));
    let texts = paragraph.text.split('\n').map(str::trim).filter(|text| !text.is_empty());
    let written = texts.map(|text| match level {
        Some(level) => {
            let end = if text.ends_with('#') { " #" } else { "" };
            format!("{} {}{end}\n", "#".repeat(level.into()), escaped(text))
        }
        None => format!("{INDENT}{}\n", escaped(text)),
    });
    written.collect::<Vec<_>>().join("\n")
}

/// The text with a backslash before what would be a mark.
fn escaped(text: &str) -> String {
    let mut all = String::with_capacity(text.len());
    let mut before = None;
    for (at, character) in text.char_indices() {
        let next = text.get(at + character.len_utf8()..).and_then(|rest| rest.chars().next());
        let is_mark = match character {
            '\\' | '*' | '_' | '`' | '[' => true,
            '<' => next.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!')),
            '&' => next.is_some_and(|c| c.is_ascii_alphabetic() || c == '#'),
            '~' => next == Some('~') || before == Some('~'),
            _ => false,
        };
        if is_mark {
            all.push('\\');
        }
        all.push(character);
        before = Some(character);
    }
    all
}

/// Whether bars cannot show a table: it has merged cells, or a tab in a cell, which parts the cells of a text.
fn needs_html(table: &Table) -> bool {
    let needs = |cell: &Cell| cell.colspan > 1 || cell.rowspan > 1 || cell.text.contains('\t');
    table.rows.iter().flatten().any(needs)
}

/// A table by bars; its first row is the head, which a table must have.
fn rows(table: &Table) -> String {
    let width = table.rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut all = String::new();
    for (at, row) in table.rows.iter().enumerate() {
        for column in 0..width {
            all.push_str("| ");
            all.push_str(&row.get(column).map(bar_cell).unwrap_or_default());
            all.push(' ');
        }
        all.push_str("|\n");
        if at == 0 {
            all.push_str(&"|---".repeat(width));
            all.push_str("|\n");
        }
    }
    all
}

/// A cell between bars.
fn bar_cell(cell: &Cell) -> String {
    let text = escaped(cell.text.trim()).replace('|', "\\|").replace('\n', "<br>");
    // A row of dashes would be the one under the head.
    if text.trim_start_matches(':').starts_with('-') && text.chars().all(|c| matches!(c, '-' | ':')) {
        return format!("\\{text}");
    }
    text
}

/// A table with merged cells, a row a line.
fn html(table: &Table) -> String {
    let mut all = String::from("<table>\n");
    for row in &table.rows {
        all.push_str("<tr>");
        for cell in row {
            let name = match cell.role {
                CellRole::ColumnHeader | CellRole::RowHeader | CellRole::RotatedRowHeader => "th",
                CellRole::Plain | CellRole::Banner | CellRole::Figure => "td",
            };
            all.push('<');
            all.push_str(name);
            for (attribute, span) in [("colspan", cell.colspan), ("rowspan", cell.rowspan)] {
                if span > 1 {
                    let _ = write!(all, " {attribute}=\"{span}\"");
                }
            }
            if cell.text.contains('\t') {
                all.push_str(" style=\"white-space:pre-wrap\"");
            }
            let text = cell.text.trim().replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            let _ = write!(all, ">{}</{name}>", text.replace('\n', "<br>"));
        }
        all.push_str("</tr>\n");
    }
    all.push_str("</table>\n");
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::place::Place;

    fn table(rows: &[&[&str]]) -> Table {
        let cell = |text: &&str| Cell::new(*text, Place::Unknown);
        Table { rows: rows.iter().map(|row| row.iter().map(cell).collect()).collect(), ..Table::default() }
    }

    #[test]
    fn tables_have_bars_unless_cells_are_merged() {
        let mut bars = table(&[&["甲|乙", ""], &["---", "1\n2"]]);
        assert_eq!(rows(&bars), "| 甲\\|乙 |  |\n|---|---|\n| \\--- | 1<br>2 |\n");
        bars.rows[0][0].colspan = 2;
        bars.rows[0].pop();
        assert!(needs_html(&bars));
        assert_eq!(
            html(&bars),
            "<table>\n<tr><td colspan=\"2\">甲|乙</td></tr>\n<tr><td>---</td><td>1<br>2</td></tr>\n</table>\n"
        );
    }

    #[test]
    fn marks_in_texts_are_escaped() {
        assert_eq!(
            escaped("a*b_c<d> 1 < 2 & &amp; ~~x~~ 5~6 [1]"),
            "a\\*b\\_c\\<d> 1 < 2 & \\&amp; \\~\\~x\\~\\~ 5~6 \\[1]"
        );
        let heading = Paragraph::new("C#", Role::Heading(1), Place::Unknown);
        assert_eq!(lines(&heading, None), "## C# #\n");
    }
}
