//! The words of the language for what a form declares.

use super::draft::Records;
use super::lines::{NUMBERS, PRESENCES};
use super::read::{LAYOUTS, RECORDS};
use super::sums::KINDS;
use crate::model::form::{Kind, Layout, Presence, SumKind, TableForm};

pub(in crate::forms) fn number(kind: Kind) -> &'static str {
    name(&NUMBERS, &kind)
}

pub(in crate::forms) fn presence(presence: Presence) -> &'static str {
    name(&PRESENCES, &presence)
}

pub(in crate::forms) fn layout(layout: Layout) -> &'static str {
    name(&LAYOUTS, &layout)
}

pub(in crate::forms) fn sum(kind: SumKind) -> &'static str {
    name(&KINDS, &kind)
}

fn name<T: PartialEq>(words: &[(&'static str, T)], meaning: &T) -> &'static str {
    words.iter().find(|(_, one)| one == meaning).map_or("", |(word, _)| word)
}

/// What stands for the rows of a table of records.
pub(in crate::forms) fn records(table: &TableForm) -> Option<&'static str> {
    let records = if table.has_bodies() { Records::Bodies } else { Records::One };
    table.has_records().then(|| name(&RECORDS, &records))
}
