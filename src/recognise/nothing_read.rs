//! A report of which not one figure was read: it has not passed a check, whatever the rules find.

use crate::model::address::Address;
use crate::model::document::Document;
use crate::model::finding::Finding;
use crate::model::form::{ColumnForm, Presence, RowForm};
use crate::model::language::Message;
use crate::model::reading_rules::{NOTHING_READ, UNREAD_FIGURES};
use crate::model::report::Report;

/// The finding, if the edition has tables and all cells are blank or absent. The tables `seen` in the document,
/// by position, are not missing; nor is any if pictures or form controls were not read. A form that is whole and
/// not filled in was read: rules say that it is blank. It is only certain where nothing was left unread (`found`).
pub fn nothing_read(
    report: &mut Report,
    document: &Document,
    seen: &[usize],
    found: &[Finding],
) -> Option<Finding> {
    let tables = report.edition.tables;
    if tables.is_empty() || report.cells.values().any(|cell| !cell.value.is_blank()) {
        return None;
    }
    if found.is_empty() && document.doubts.is_empty() && has_all_cells(report) {
        return None;
    }
    let mut unread = document.doubts.iter().filter(|doubt| doubt.rule.code == UNREAD_FIGURES.code).peekable();
    let may_all_be_there = unread.peek().is_some();
    let there = tables.iter().enumerate().filter(|(at, _)| may_all_be_there || seen.contains(at));
    report.unresolved.extend(there.map(|(_, table)| table.key));
    let are_pictures = unread.any(|doubt| doubt.message.zh.contains("图片"));
    let (zh, en) = if are_pictures {
        ("表格是图片，请录成真正的表格", "the tables are pictures; enter them as real tables")
    } else {
        (
            "表格可能是图片、在附件里，或者样子认不出来，请核对",
            "the tables may be pictures, in an attachment, or in an unknown layout; please check",
        )
    };
    let message = Message::new(
        format!("法定表格里一个数也没有读到：{zh}"),
        format!("not one figure of the statutory tables was read: {en}"),
    );
    let section =
        report.sections.iter().find(|section| tables.iter().any(|table| table.section == Some(section.key)));
    let place = section.map(|section| section.heading.place.clone()).unwrap_or_default();
    Some(Finding::new(&NOTHING_READ, message, place))
}

/// Whether the report has every cell that its form requires.
fn has_all_cells(report: &Report) -> bool {
    let is_required = |row: &RowForm| row.presence == Presence::Required;
    report.edition.tables.iter().all(|table| {
        let mut rows = table.rows().filter(|(_, row)| is_required(row)).peekable();
        rows.peek().is_some()
            && rows.all(|(block, row)| {
                let address =
                    |column: &ColumnForm| Address { table: table.key, row: row.key, column: column.key };
                block.columns.iter().all(|column| report.cells.contains_key(&address(column)))
            })
    })
}
