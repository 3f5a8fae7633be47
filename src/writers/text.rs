//! Writes plain text: what a clerk pastes into a legacy system, and what our own reader reads back.
//!
//! Paragraphs are indented by two full-width spaces, which also marks them as paragraphs whatever their
//! content. Tables are rows of cells separated by tabs in the full grid, as copied from a sheet: a position
//! covered by a span is a blank cell. In documents without a form, tables with merged cells are drawn. Headings whose text does not show that they are some are marked as in Markdown
//! (`# `), in documents without a form. Text and tables are separated by a blank line. Lines end in CR LF.

mod aligned;
mod encode;
mod grid_table;

use unicode_width::UnicodeWidthStr;

use crate::formats::{FormatOption, Output, TextEncoding, TextLayout, Verification, WriteOptions, Writer};
use crate::model::document::{Block, Cell, CellRole, Document, Role, Table, TableRole};
use crate::model::error::Result;

/// Writes plain text; the encoding defaults to GBK.
#[derive(Clone, Copy, Debug)]
pub struct Text;

impl Writer for Text {
    fn write(&self, output: &Output<'_>, options: &WriteOptions) -> Result<Vec<u8>> {
        let lines = lines(output.document, options.layout);
        encode::encode(&lines, options.encoding.unwrap_or(TextEncoding::Gbk), options.lossy)
    }

    /// Without tabs, words and blanks could be read as other cells, so the read-back must be exact.
    fn verification(&self, options: &WriteOptions) -> Verification {
        match options.layout {
            TextLayout::Tabs => Verification::Content,
            TextLayout::Aligned | TextLayout::Cells => Verification::Exact,
        }
    }

    fn uses(&self, option: FormatOption) -> bool {
        option == FormatOption::Encoding
    }
}

const INDENT: &str = "\u{3000}\u{3000}";
/// Width of a line, to whose end signature and date are aligned, in display columns.
const LINE_WIDTH: usize = 64;

/// The lines of the text, without line ends.
fn lines(document: &Document, layout: TextLayout) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut after_table = false;
    for (at, block) in document.blocks.iter().enumerate() {
        let separate = |lines: &mut Vec<String>| {
            if lines.last().is_some_and(|line| !line.is_empty()) {
                lines.push(String::new());
            }
        };
        match block {
            Block::Paragraph(paragraph) => {
                if after_table || is_own_block(paragraph.role) {
                    separate(&mut lines);
                }
                let mark = document.marks.get(&at).copied();
                let written = paragraph.text.split('\n').map(|text| match mark {
                    Some(level) => marked(text.trim(), level),
                    None if document.marks.is_empty() => line(text.trim(), paragraph.role),
                    None => line_beside_marks(text.trim(), paragraph.role),
                });
                lines.extend(written);
                if paragraph.role == Role::Title {
                    separate(&mut lines);
                }
                after_table = false;
            }
            Block::Table(table) => {
                separate(&mut lines);
                let has_marks = !document.marks.is_empty();
                let cell_text = |text: &str| if has_marks { escaped(text) } else { text.to_owned() };
                let drawn = grid_table::lines(table, cell_text);
                lines.extend(drawn.unwrap_or_else(|| table_lines(table, layout)));
                after_table = true;
            }
        }
    }
    lines
}

const fn is_own_block(role: Role) -> bool {
    match role {
        Role::Title | Role::Heading(_) => true,
        Role::Body | Role::Navigation | Role::Note | Role::Signature | Role::Date => false,
    }
}

fn line(text: &str, role: Role) -> String {
    if text.is_empty() {
        // A blank line would only separate; this one is read as a blank paragraph.
        return "\u{3000}".to_owned();
    }
    match role {
        Role::Title | Role::Heading(_) if is_plain(text) => text.to_owned(),
        Role::Signature | Role::Date if is_plain(text) => {
            let padding = LINE_WIDTH.saturating_sub(text.width_cjk()) / 2;
            format!("{}{text}", "\u{3000}".repeat(padding.max(2)))
        }
        _ => format!("{INDENT}{text}"),
    }
}

/// A heading that its text does not show, as Markdown marks it.
fn marked(text: &str, level: u8) -> String {
    let end = if text.ends_with('#') { " #" } else { "" };
    format!("{} {}{end}", "#".repeat(level.into()), escaped(text))
}

/// A line of a text that has such headings: what could be a mark is none in an indented line.
fn line_beside_marks(text: &str, role: Role) -> String {
    let line = line(text, role);
    if line.contains(EMPHASIS) { format!("{INDENT}{text}") } else { line }
}

/// Signs that emphasise in Markdown, and the one that escapes them.
const EMPHASIS: [char; 3] = ['*', '_', '\\'];

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if EMPHASIS.contains(&character) {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

/// Whether a text is read back as a paragraph even without the indent.
fn is_plain(text: &str) -> bool {
    let begins_oddly = text.starts_with(|c: char| !c.is_alphanumeric() && !"（《“〔(".contains(c));
    let is_table_like = text.contains(['\t', '|', '│', '┃', '║', '\u{3000}']) || text.contains("  ");
    !begins_oddly && !is_table_like && !text.ends_with('页')
}

/// A table in the requested layout, if it can be distinguished from text in that layout.
fn table_lines(table: &Table, layout: TextLayout) -> Vec<String> {
    match layout {
        TextLayout::Aligned if is_figures(table) => aligned::rows(table),
        TextLayout::Cells if is_figures(table) => cells(table),
        TextLayout::Tabs | TextLayout::Aligned | TextLayout::Cells => rows(table),
    }
}

/// A statutory table with plain figures: text in them could be read as labels.
fn is_figures(table: &Table) -> bool {
    let is_plain = |cell: &Cell| {
        cell.role != CellRole::Figure
            || cell.text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-'))
    };
    matches!(table.role, TableRole::Statutory) && table.rows.iter().flatten().all(is_plain)
}

/// One cell per line, a blank as a full-width space.
fn cells(table: &Table) -> Vec<String> {
    let shown = |cell: &Cell| match cell.text.trim() {
        "" => "\u{3000}".to_owned(),
        text => text.replace('\n', ""),
    };
    table.rows.iter().flatten().map(shown).collect()
}

/// The rows of a table in the full grid.
fn rows(table: &Table) -> Vec<String> {
    let grid = table.grid();
    let width =
        grid.iter().flatten().map(|(column, cell)| column + cell.colspan.max(1) as usize).max().unwrap_or(0);
    grid.iter()
        .flat_map(|row| {
            let mut texts = vec![""; width];
            for (column, cell) in row {
                if let Some(slot) = texts.get_mut(*column) {
                    *slot = cell.text.trim();
                }
            }
            match texts.as_slice() {
                // Without tabs there is no row: a line is a paragraph.
                [text] => text.split('\n').map(|text| line(text.trim(), Role::Body)).collect(),
                texts => vec![texts.iter().map(|text| quoted(text)).collect::<Vec<_>>().join("\t")],
            }
        })
        .collect()
}

/// A cell as Excel puts it on the clipboard.
fn quoted(text: &str) -> String {
    if text.starts_with('"') || text.contains(['\t', '\n']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests;
