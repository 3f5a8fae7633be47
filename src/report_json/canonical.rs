//! The canonical form of a report, whatever the JSON: content that a document could also have shown.
//!
//! A line of text has no line break, markers exist only for tables that exist, notes are numbered in
//! the order of their markers.

use std::collections::HashSet;

use crate::model::place::Place;
use crate::model::report::{Item, Passage, Report};
use crate::model::text::{self, lines};

/// A text on one line, for members of the model without line breaks; `None` if nothing is left.
pub(super) fn one_line(text: &str) -> Option<String> {
    let mut joined = String::new();
    for line in lines(text) {
        // Chinese continues across a line break; Latin words need a space.
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        if latin(joined.chars().next_back()) && latin(line.chars().next()) {
            joined.push(' ');
        }
        joined.push_str(&line);
    }
    (!joined.is_empty()).then_some(joined)
}

/// The text of a cell, which may hold line breaks.
pub(super) fn cell_text(text: &str) -> String {
    lines(text).collect::<Vec<_>>().join("\n")
}

pub(super) fn passages(text: &str) -> impl Iterator<Item = Passage> + '_ {
    lines(text).map(|line| Passage::new(line, Place::Unknown))
}

/// How many characters the model cannot hold, apart from white space.
pub(super) fn unholdable(text: &str) -> usize {
    text.chars().filter(|&c| !text::is_allowed(c) && !c.is_whitespace()).count()
}

/// Leaves one mark for each table that has cells: where it stands, else at the start of the table's
/// own section, else at the end of the last one.
pub(super) fn settle_tables(report: &mut Report) {
    let mut unmarked: HashSet<&str> = report.cells.keys().map(|address| address.table).collect();
    for section in &mut report.sections {
        section.body.retain(|item| match item {
            Item::StatutoryTable(key) => unmarked.remove(key),
            Item::Paragraph(_) | Item::Table(_) | Item::Note(_) => true,
        });
    }
    for table in report.edition.tables.iter().filter(|table| unmarked.contains(table.key)) {
        let mark = Item::StatutoryTable(table.key);
        let own = report.sections.iter_mut().find(|section| table.section == Some(section.key));
        if let Some(section) = own {
            section.body.insert(0, mark);
        } else if let Some(section) = report.sections.last_mut() {
            section.body.push(mark);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_on_two_lines_is_one_line() {
        assert_eq!(one_line("某市人民政府\r\n 2021年报告 ").as_deref(), Some("某市人民政府2021年报告"));
        assert_eq!(one_line("Open\nGovernment").as_deref(), Some("Open Government"));
        assert_eq!(one_line(" \u{200b}\n\u{3000}"), None);
    }
}
