//! Statutory tables of which nothing could be read although their section has values: they are not missing,
//! and a person must check them.

use crate::model::finding::Finding;
use crate::model::form::TableForm;
use crate::model::generic_table::GenericTable;
use crate::model::language::Message;
use crate::model::reading_rules::UNPLACED_CELL;
use crate::model::report::{Item, Section};

use crate::recognise::tables::labels::{Labels, words};
use crate::recognise::tables::value_text::is_figure;

/// The finding for a table without any row, if its section has what may be its values.
pub fn unread(form: &'static TableForm, sections: &[Section]) -> Option<Finding> {
    let section = sections.iter().find(|section| Some(section.key) == form.section)?;
    let labels = Labels::of(form);
    let place = section.body.iter().find_map(|item| match item {
        Item::Paragraph(passage) if is_row(&passage.text) => Some(&passage.place),
        Item::Table(table) if is_torn(table, &labels) => Some(&section.heading.place),
        Item::Paragraph(_) | Item::Table(_) | Item::StatutoryTable(_) | Item::Note(_) => None,
    })?;
    let message = Message::new(
        format!("“{}”里有数，但对不上{}的行和列；未计入，原样保留", section.heading.text, form.name),
        format!(
            "the values in section '{}' match no row or column of table '{}'; they are kept as text",
            section.key, form.key
        ),
    );
    Some(Finding::new(&UNPLACED_CELL, message, place.clone()))
}

/// Fewest values by which a line or table is taken for a part of a statutory table.
const FEWEST_VALUES: usize = 3;

/// Whether a line has only values.
fn is_row(line: &str) -> bool {
    line.split_whitespace().count() >= FEWEST_VALUES && line.split_whitespace().all(is_figure)
}

/// Whether a table has values and labels of the form.
fn is_torn(table: &GenericTable, labels: &Labels) -> bool {
    let texts = || table.rows.iter().flatten().map(|cell| cell.text.as_str());
    let (row_labels, header_labels) = labels.score(&texts().map(words).collect::<Vec<_>>());
    row_labels + header_labels > 0 && texts().filter(|text| is_figure(text)).count() >= FEWEST_VALUES
}
