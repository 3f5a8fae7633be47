//! Which cells of a roster are names of bodies.

use super::parts::{Called, Entry, Part};
use crate::model::text;

/// Headings of the column of names, compared without white space: the most general last, since they
/// may also be the content of a cell. Of a row that has several, the first in this list counts.
const HEADS: [&[&str]; 3] = [
    &["单位名称", "机关名称", "机构名称", "部门名称"],
    &["报告单位", "填报单位", "报送单位"],
    &["单位", "机关", "名称", "organization", "name"],
];

/// Sums over or under the names.
const SUMS: [&str; 5] = ["合计", "总计", "小计", "共计", "累计"];

/// The beginnings, before a colon, of lines that are not names.
const NOTES: [&str; 10] =
    ["注", "说明", "填表人", "制表人", "填报人", "联系人", "联系电话", "审核人", "负责人", "日期"];

/// The endings of titles of rosters.
const TITLES: [&str; 4] = ["名单", "名录", "一览表", "花名册"];

/// The columns of names, and the row they begin in.
#[derive(Clone, Debug)]
pub(super) struct Columns {
    pub first_row: usize,
    pub of_names: Vec<usize>,
    width: usize,
}

/// The names in the requested columns, in columns with such a heading, or in a plain list.
///
/// # Errors
/// The part in which no column of names is found.
pub fn names(parts: &[Part], asked: Option<&str>) -> Result<Vec<String>, Called> {
    let found: Vec<_> = parts.iter().map(|part| columns_of(part, asked)).collect();
    let are_lists = asked.is_none() && found.iter().all(Option::is_none);
    let mut names = Vec::new();
    let mut before: Option<Columns> = None;
    for (part, columns) in parts.iter().zip(found) {
        if are_lists && part.is_list() {
            names.extend(part.rows.iter().filter_map(|row| listed(row)));
            continue;
        }
        // A table without a head continues the one before it if their columns agree.
        let mut same = || before.take().filter(|before| before.width == part.width());
        let columns = columns
            .or_else(|| same().map(|before| Columns { first_row: 0, ..before }))
            .ok_or_else(|| part.called.clone())?;
        names.extend(columns.names(part, asked));
        before = Some(columns);
    }
    Ok(names)
}

/// The columns of names according to the head row; of several such rows the first with names below it.
pub(super) fn columns_of(part: &Part, asked: Option<&str>) -> Option<Columns> {
    let one = asked.map(|asked| [asked]);
    let tiers: Vec<&[&str]> = one.as_ref().map_or_else(|| HEADS.to_vec(), |one| vec![one.as_slice()]);
    let mut empty = None;
    for tier in tiers {
        for (at, row) in part.rows.iter().enumerate() {
            let is_in_row = |head: &&&str| row.iter().any(|entry| is(&entry.text, head));
            let head =
                tier.iter().find(|head| is_in_row(head) && (asked.is_some() || !is_value(part, row, head)));
            let Some(columns) = head.and_then(|head| below(part, at, head, asked)) else { continue };
            if !columns.names(part, asked).is_empty() {
                return Some(columns);
            }
            empty.get_or_insert(columns);
        }
    }
    empty
}

/// Whether the word is also in other rows that do not repeat this one: 机关, for example, can be a kind
/// of body.
fn is_value(part: &Part, row: &[Entry], head: &str) -> bool {
    let texts =
        |row: &[Entry]| row.iter().map(|entry| text::fold(&entry.text).into_owned()).collect::<Vec<_>>();
    let mut others = part.rows.iter().filter(|other| other.iter().any(|entry| is(&entry.text, head)));
    others.any(|other| texts(other) != texts(row))
}

/// The columns under every cell of the row that is this head. A head over several columns is
/// ignored if there are names in more than one of them.
fn below(part: &Part, at: usize, head: &str, asked: Option<&str>) -> Option<Columns> {
    let mut found = Columns { first_row: at + 1, of_names: Vec::new(), width: part.width() };
    for entry in part.rows.get(at)?.iter().filter(|entry| is(&entry.text, head)) {
        let has_names = |column: &usize| {
            let alone = Columns { of_names: vec![*column], ..found.clone() };
            !alone.names(part, asked).is_empty()
        };
        // Names can only be where cells start: the span itself may be very wide.
        let starts = part.rows.iter().skip(at + 1).flatten().map(|entry| entry.column);
        let within = starts.filter(|column| (entry.column..entry.column + entry.span).contains(column));
        let columns: std::collections::BTreeSet<usize> = within.collect();
        let columns: Vec<usize> = columns.into_iter().filter(has_names).collect();
        match columns.as_slice() {
            [] => found.of_names.push(entry.column),
            [column] => found.of_names.push(*column),
            _ => return None,
        }
    }
    Some(found)
}

impl Columns {
    fn names(&self, part: &Part, asked: Option<&str>) -> Vec<String> {
        let mut names = Vec::new();
        for row in part.rows.iter().skip(self.first_row) {
            if let ([entry], true) = (row.as_slice(), part.is_text) {
                names.extend(body(&entry.text, asked));
                continue;
            }
            let mut left = 0;
            for &column in &self.of_names {
                // 合计 in the column of numbers means that the cell beside it is not a name.
                let beside = |entry: &&Entry| (left..column).contains(&entry.column);
                let is_sum = row.iter().filter(beside).any(|entry| is_aside(&text::fold(&entry.text)));
                let cell = row.iter().find(|entry| entry.column == column);
                names.extend(cell.filter(|_| !is_sum).and_then(|entry| body(&entry.text, asked)));
                left = column + 1;
            }
        }
        names
    }
}

/// The name in a row of a list: its first cell that is not a number.
fn listed(row: &[Entry]) -> Option<String> {
    body(&row.iter().find(|entry| has_letters(&entry.text))?.text, None)
}

/// The name of the body, without its number; `None` when the text is not a name.
pub(super) fn body(text: &str, asked: Option<&str>) -> Option<String> {
    let name = unnumbered(text);
    let folded = text::fold(name);
    let is_head = HEADS.iter().copied().flatten().copied().chain(asked).any(|head| is(name, head));
    let is_no_body = is_head || folded == "序号" || is_aside(&folded) || !has_letters(name);
    (!is_no_body).then(|| name.to_owned())
}

/// Whether a folded text is a sum, a note or a title.
fn is_aside(text: &str) -> bool {
    let is_note = |note: &&str| {
        let rest = text.strip_prefix(*note).map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '.', '、']))
    };
    let counts = text.strip_prefix('共').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    counts
        || text.starts_with("备注")
        || text.ends_with(':')
        || NOTES.iter().any(is_note)
        || SUMS.iter().any(|sum| text.starts_with(sum) || text.ends_with(sum))
        || TITLES.iter().any(|title| text.ends_with(title))
}

pub(super) fn is(cell: &str, head: &str) -> bool {
    text::fold(cell).eq_ignore_ascii_case(&text::fold(head))
}

pub(super) fn has_letters(text: &str) -> bool {
    text.chars().any(char::is_alphabetic) && !text.chars().all(|c| is_chinese_digit(c) || !c.is_alphabetic())
}

const fn is_chinese_digit(c: char) -> bool {
    matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '〇' | '零')
}

/// The text without `1.`, `1、`, `（1）`, `一、`, `①` or a bullet before it.
fn unnumbered(text: &str) -> &str {
    let mut rest = text::trim(text);
    while let Some(next) = without_number(rest) {
        rest = text::trim(next);
    }
    rest
}

fn without_number(text: &str) -> Option<&str> {
    const OPENING: [char; 6] = ['(', '（', '[', '［', '【', '〔'];
    const CLOSING: [char; 6] = [')', '）', ']', '］', '】', '〕'];
    let is_bullet = |c: char| matches!(c, '-' | '*' | '•' | '·' | '●' | '■' | '◆' | '①'..='⑳');
    if let Some(rest) = text.strip_prefix(is_bullet) {
        return Some(rest);
    }
    let opened = text.strip_prefix(OPENING);
    let inside = opened.unwrap_or(text);
    let is_digit = |c: char| c.is_ascii_digit() || matches!(c, '０'..='９');
    let after_digits = inside.trim_start_matches(is_digit);
    let is_arabic = after_digits.len() < inside.len();
    let after = if is_arabic { after_digits } else { inside.trim_start_matches(is_chinese_digit) };
    if after.len() == inside.len() {
        return None;
    }
    if opened.is_some() {
        let rest = after.strip_prefix(CLOSING)?;
        return Some(rest.trim_start_matches(['、', '.', '．']));
    }
    let parts = |c: char| {
        CLOSING.contains(&c)
            || matches!(c, '、' | '.' | '．' | '。' | ':' | '：')
            || is_arabic && (c.is_whitespace() || matches!(c, ',' | '，' | '-'))
    };
    after.strip_prefix(parts)
}
