//! Statutory tables of which nothing could be read although their section holds figures: they are not
//! missing, and a person must look.

use crate::model::finding::Finding;
use crate::model::form::TableForm;
use crate::model::generic_table::GenericTable;
use crate::model::language::Message;
use crate::model::reading_rules::UNPLACED_CELL;
use crate::model::report::{Item, Section};

use crate::recognise::tables::labels::{Labels, words};
use crate::recognise::tables::value_text::is_figure;

/// The finding for a table of which no row was met, if its section holds what may be its figures.
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
            "the figures in section '{}' fit no row or column of table '{}'; they are kept as they stood",
            section.key, form.key
        ),
    );
    Some(Finding::new(&UNPLACED_CELL, message, place.clone()))
}

/// A line of nothing but figures.
fn is_row(line: &str) -> bool {
    const FEWEST: usize = 3;
    line.split_whitespace().count() >= FEWEST && line.split_whitespace().all(is_figure)
}

/// A table with figures and words of the form.
fn is_torn(table: &GenericTable, labels: &Labels) -> bool {
    const FEWEST: usize = 3;
    let texts = || table.rows.iter().flatten().map(|cell| cell.text.as_str());
    let (rows, heads) = labels.score(&texts().map(words).collect::<Vec<_>>());
    rows + heads > 0 && texts().filter(|text| is_figure(text)).count() >= FEWEST
}
