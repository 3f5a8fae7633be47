//! The body that a record names: 青溪县教育局 below or beside 单位名称. Other fields may name any body.

use super::captions::OwnReport;
use crate::model::document::Table;
use crate::model::form::{Edition, Kind};
use crate::recognise::tables::labels::{Labels, words};

/// Words of the labels of fields that say whose record it is.
const WHOSE: [&str; 5] = ["单位", "部门", "主体", "机关", "机构"];

/// The text of a table that names another body than the report's. Of a form of an office's own only records do: its
/// rows may be places, and those of a table of bodies are bodies.
pub fn another<'t>(table: &'t Table, labels: &Labels, edition: &Edition, own: &OwnReport) -> Option<&'t str> {
    if edition.disclosure.is_some() {
        return own.another_of(table.rows.iter().flatten().map(|cell| cell.text.as_str()));
    }
    if !labels.form.has_records() || labels.form.has_bodies() {
        return None;
    }
    let columns = labels.form.blocks.iter().flat_map(|block| block.columns);
    let texts = columns.filter(|column| column.kind == Kind::Text);
    let spellings = texts.flat_map(|column| std::iter::once(&column.label).chain(column.variants));
    let whose: Vec<_> = spellings.filter(|label| WHOSE.iter().any(|word| label.contains(word))).collect();
    let grid = table.grid();
    let mut names: Vec<&'t str> = Vec::new();
    for (at, row) in grid.iter().enumerate() {
        for (position, (column, cell)) in row.iter().enumerate() {
            if !whose.iter().any(|label| *words(label) == *words(&cell.text)) {
                continue;
            }
            names.extend(row.get(position + 1).map(|(_, beside)| beside.text.as_str()));
            let below = grid.iter().skip(at + 1).flatten().filter(|(other, _)| other == column);
            names.extend(below.map(|(_, below)| below.text.as_str()));
        }
    }
    own.another_of(names.into_iter().filter(|name| !labels.is_label(name)))
}
