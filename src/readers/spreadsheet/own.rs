//! Sheets that repconv's writer adds beside the report, recognised by their first cell: a cover, what was found, why
//! some of it does not count, and a copy of the report out of sight. They are no part of what the document says.

use super::sheet::Sheet;
use crate::model::document::Property;
use crate::model::metadata::FILLED_IN;
use crate::model::set_aside::{SHEET_COLUMNS, SHEET_HEADS, SHEET_TITLE, SetAside};

/// How the first cell of a cover ends, and the labels below it.
const COVER: &str = "报送封面";
const COVER_LABELS: [&str; 3] = ["填报单位", "报告年度", "报告格式"];
const FINDINGS: &str = "转换时检查发现的问题";
const COPY: &str = "repconv.report";
/// The first row of the copy that holds a piece of it.
const FIRST_PIECE: u32 = 3;

/// A sheet that repconv's writer adds.
#[derive(Debug)]
pub enum Own {
    /// What was filled in on the cover.
    Cover(Vec<Property>),
    Findings,
    /// The reasons for what was set aside.
    SetAside(Vec<Property>),
    /// The stored text.
    Copy(String),
    /// What the form says of its tables: the relations, and the codes and kinds of rows and columns.
    AboutForm,
}

impl Own {
    /// Which of the writer's sheets this is, if any.
    pub fn of(sheet: &Sheet) -> Option<Self> {
        if is_about_form(sheet) {
            return Some(Self::AboutForm);
        }
        match sheet.cells.get(&(1, 1))?.as_str() {
            FINDINGS => Some(Self::Findings),
            SHEET_TITLE if has_heads(sheet) => Some(Self::SetAside(reasons(sheet))),
            COPY => Some(Self::Copy(copy(sheet))),
            title if title.ends_with(COVER) && has_cover_labels(sheet) => Some(Self::Cover(filled_in(sheet))),
            _ => None,
        }
    }
}

/// A sheet 审核 or 指标 of a blank form, which comes back with the filled one.
fn is_about_form(sheet: &Sheet) -> bool {
    const HEAD_WITHIN: u32 = 4;
    let heads: &[&str] = match &*sheet.name {
        "审核" => &["表", "关系式"],
        "指标" => &["表", "代码", "数值类型"],
        _ => return false,
    };
    let has =
        |row: u32, head: &&str| sheet.cells.range((row, 0)..=(row, u32::MAX)).any(|(_, text)| text == head);
    (1..=HEAD_WITHIN).any(|row| heads.iter().all(|head| has(row, head)))
}

fn has_cover_labels(sheet: &Sheet) -> bool {
    let is_at = |(row, label): (u32, &str)| sheet.cells.get(&(row, 1)).is_some_and(|cell| cell == label);
    (2..).zip(COVER_LABELS).all(is_at)
}

fn has_heads(sheet: &Sheet) -> bool {
    let mut heads = (1..).zip(SHEET_COLUMNS);
    heads.all(|(column, head)| sheet.cells.get(&(SHEET_HEADS, column)).is_some_and(|cell| cell == head))
}

/// The third column has the reasons, the fourth the fingerprints of their findings.
fn reasons(sheet: &Sheet) -> Vec<Property> {
    let prints = sheet.cells.range((SHEET_HEADS + 1, 1)..).filter(|((_, column), _)| *column == 4);
    let reason = |((row, _), print): (&(u32, u32), &String)| {
        let reason = sheet.cells.get(&(*row, 3))?;
        Some(SetAside::new(print, reason)?.property())
    };
    prints.filter_map(reason).collect()
}

/// What a person fills in on the cover; it comes back as properties of the document.
fn filled_in(sheet: &Sheet) -> Vec<Property> {
    let rows = sheet.cells.iter().filter(|((_, column), _)| *column == 1);
    let found = rows.filter_map(|((row, _), label)| {
        let name = FILLED_IN.into_iter().find(|name| name == label)?;
        let text = sheet.cells.get(&(*row, 2))?.clone();
        Some(Property { name: name.to_owned(), text })
    });
    found.collect()
}

/// The pieces, which are between bars, joined.
fn copy(sheet: &Sheet) -> String {
    let pieces = sheet.cells.range((FIRST_PIECE, 1)..).filter(|((_, column), _)| *column == 1);
    pieces.filter_map(|(_, text)| text.strip_prefix('|')?.strip_suffix('|')).collect()
}
