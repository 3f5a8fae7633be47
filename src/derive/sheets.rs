//! The sheets of a blank form that are about its tables: 审核 with relations, 指标 with codes and kinds.

use std::collections::BTreeSet;

use super::grid::{Grid, GridCell};
use super::header::number;
use super::relations::Found;
use super::table::Derived;
use super::{Doubt, kinds, titles};
use crate::forms::language::names;
use crate::forms::source::{LineSource, RelationSource};
use crate::model::finding::Severity;
use crate::model::form::{Presence, plain};
use crate::model::language::Message;
use crate::model::text;

/// Rows from the top in which the head of such a sheet may be.
const HEAD_WITHIN: usize = 4;

/// How a person writes the levels of relations.
const LEVELS: [(&str, Severity); 15] = [
    ("", Severity::Error),
    ("错误", Severity::Error),
    ("严重", Severity::Error),
    ("强制", Severity::Error),
    ("必须", Severity::Error),
    ("error", Severity::Error),
    ("提醒", Severity::Warning),
    ("警告", Severity::Warning),
    ("核实", Severity::Warning),
    ("核实性", Severity::Warning),
    ("强制性", Severity::Error),
    ("warning", Severity::Warning),
    ("说明", Severity::Info),
    ("提示", Severity::Info),
    ("info", Severity::Info),
];

/// The row of the head, if a table is one of these sheets.
fn head(grid: &Grid<'_>) -> Option<usize> {
    (0..grid.height().min(HEAD_WITHIN)).find(|row| {
        let has = |name: &str| (0..grid.width).any(|column| grid.text(*row, column) == name);
        has("关系式") || has("代码") && has("数值类型")
    })
}

/// Whether a table is one of these sheets, by its head.
pub fn is_of_language(grid: &Grid<'_>) -> bool {
    head(grid).is_some()
}

/// A row of such a sheet.
struct Entry<'g, 'd> {
    grid: &'g Grid<'d>,
    head: usize,
    row: usize,
}

impl<'g, 'd> Entry<'g, 'd> {
    /// The grid column of this head; one beyond the last if the sheet has none.
    fn column(&self, name: &str) -> usize {
        let mut columns = 0..self.grid.width;
        columns.find(|column| self.grid.text(self.head, *column) == name).unwrap_or(self.grid.width)
    }

    fn cell(&self, name: &str) -> Option<&'g GridCell<'d>> {
        self.grid.at(self.row, self.column(name))
    }

    fn text(&self, name: &str) -> &'g str {
        self.cell(name).map_or("", |cell| &cell.text)
    }

    fn doubt(&self, doubts: &mut Vec<Doubt>, name: &str, zh: impl Into<String>, en: impl Into<String>) {
        let place = self.cell(name).or_else(|| self.grid.at(self.row, 0)).map(|cell| cell.place.clone());
        doubts.push(Doubt { place: place.unwrap_or_default(), message: Message::new(zh, en) });
    }

    /// The table that the row is about: by title, name, sheet or id; the only one where none is named.
    fn table(&self, tables: &[Derived], doubts: &mut Vec<Doubt>) -> Option<usize> {
        let name = self.text("表");
        if name.is_empty() && tables.len() == 1 {
            return Some(0);
        }
        let found = tables.iter().position(|table| is_named(table, name));
        let is_said =
            self.row.checked_sub(1).is_some_and(|above| self.grid.text(above, self.column("表")) == name);
        if found.is_none() && !is_said {
            self.doubt(
                doubts,
                "表",
                format!("没有“{name}”这张表；“表”一列写工作表的名字或表的标题"),
                format!("there is no table '{name}'; name a sheet or the title of a table"),
            );
        }
        found
    }
}

/// Whether a table has this title, sheet, name or id. A sheet's name may lack the number and the end of the title.
fn is_named(table: &Derived, name: &str) -> bool {
    const LONGEST_SHEET_NAME: usize = 31;
    let source = &table.source;
    let whole = plain(name);
    let is_like = |known: &str| {
        let is_cut = known.chars().count() >= LONGEST_SHEET_NAME - 3 && whole.starts_with(known);
        !known.is_empty() && (text::fold(known) == text::fold(name) || known == whole || is_cut)
    };
    let title = titles::of_text(name);
    [&source.id, &source.title, &source.name].into_iter().any(|known| is_like(known))
        || table.sheet.as_deref().is_some_and(is_like)
        || !title.is_empty() && source.title == title
}

fn entries<'g, 'd>(grid: &'g Grid<'d>, head: usize) -> impl Iterator<Item = Entry<'g, 'd>> {
    (head + 1..grid.height()).map(move |row| Entry { grid, head, row })
}

/// The relations of the sheet 审核.
pub fn relations(grid: &Grid<'_>, tables: &[Derived], doubts: &mut Vec<Doubt>) -> Vec<Found> {
    let Some(head) = head(grid) else { return Vec::new() };
    let mut found = Vec::new();
    for entry in entries(grid, head) {
        let rule = entry.cell("关系式").map_or("", |cell| cell.written);
        if rule.is_empty() {
            continue;
        }
        let Some(table) = entry.table(tables, doubts) else { continue };
        let word = entry.text("级别");
        let known = LEVELS.iter().find(|(known, _)| known.eq_ignore_ascii_case(word));
        if known.is_none() {
            entry.doubt(
                doubts,
                "级别",
                format!("级别“{word}”不认识，按错误算；可以写 错误、提醒、说明"),
                format!("the level '{word}' is unknown and taken for an error; write 错误, 提醒 or 说明"),
            );
        }
        let says = Some(entry.cell("说明").map_or("", |cell| cell.written).to_owned())
            .filter(|says| !says.is_empty());
        found.push(Found {
            table,
            place: entry.cell("关系式").map(|cell| cell.place.clone()).unwrap_or_default(),
            relation: RelationSource {
                rule: tables.get(table).map_or_else(|| rule.to_owned(), |table| numbered(rule, table)),
                says,
                level: known.map_or(Severity::Error, |(_, level)| *level),
            },
        });
    }
    found
}

/// `(1)=(2)+(3)` with what the numbers count: the columns or the rows, whichever the form numbers.
fn numbered(rule: &str, table: &Derived) -> String {
    let is_numbered = |line: &LineSource| line.no.is_some();
    let columns = table.source.blocks.iter().flat_map(|block| &block.columns).any(is_numbered);
    let rows = table.source.blocks.iter().flat_map(|block| &block.rows).any(is_numbered);
    let word = match (columns, rows) {
        (true, false) => "栏",
        (false, true) => "行",
        _ => return rule.to_owned(),
    };
    let mut written = String::new();
    let mut rest = rule;
    while let Some(at) = rest.find(['（', '(']) {
        let (before, bracket) = rest.split_at_checked(at).unwrap_or((rest, ""));
        written.push_str(before);
        let end = bracket.find(['）', ')']);
        let inner = end.and_then(|end| bracket.get(..end)).map(|inner| inner.trim_start_matches(['（', '(']));
        let after = end.and_then(|end| bracket.get(end..)).map(|rest| rest.trim_start_matches(['）', ')']));
        let (Some(number), Some(after)) = (inner.and_then(number), after) else {
            written.push_str(bracket);
            return written;
        };
        written.extend([number.to_string().as_str(), word]);
        rest = after;
    }
    written.push_str(rest);
    written
}

/// Sets what the sheet 指标 says of rows and columns.
pub fn apply_indicators(grid: &Grid<'_>, tables: &mut [Derived], doubts: &mut Vec<Doubt>) {
    let Some(head) = head(grid) else { return };
    for entry in entries(grid, head) {
        let label = entry.text("行/列");
        if label.is_empty() {
            continue;
        }
        let Some(at) = entry.table(tables, doubts) else { continue };
        let Some(table) = tables.get_mut(at) else { continue };
        let title = entry.text("表");
        if title != table.source.title && plain(title).starts_with(&table.source.title) {
            title.clone_into(&mut table.source.title);
            title.clone_into(&mut table.source.name);
        }
        let Some(line) = line(table, label) else {
            entry.doubt(
                doubts,
                "行/列",
                format!("“{label}”不是这张表的行或列，或者不止一处；可以写“上层/标签”，或者如 3行、2栏"),
                format!(
                    "'{label}' is no row or column of the table, or several; write 上层/标签, 3行 or 2栏"
                ),
            );
            continue;
        };
        apply(&entry, line, doubts);
    }
    for table in tables {
        keep_ids_unique(table, doubts);
    }
}

/// The row or column of this label, alone, after those of its groups, or after the banner of its block too; or of this
/// position.
fn line<'t>(table: &'t mut Derived, label: &str) -> Option<&'t mut LineSource> {
    let has_blocks = table.source.blocks.len() > 1;
    let blocks = table.source.blocks.iter_mut();
    let lines = blocks.flat_map(|block| {
        let clause = block.clause.clone();
        let columns = block.columns.iter_mut().enumerate().map(|(at, line)| (at, line, "栏"));
        let rows = block.rows.iter_mut().enumerate().map(|(at, line)| (at, line, "行"));
        columns.chain(rows).map(move |(at, line, word)| {
            let whole = line.path.iter().chain([&line.label]).cloned().collect::<Vec<_>>().join("/");
            let in_block = clause.as_ref().map(|clause| format!("{clause}/{whole}"));
            let position = (!has_blocks).then(|| format!("{}{word}", at + 1));
            let is_whole = whole == label || in_block.as_deref() == Some(label);
            let is_bare = kinds::without_unit(&whole) == label;
            let is_whole = is_whole || is_bare;
            let is_named = is_whole || line.label == label || position.as_deref() == Some(label);
            (line, is_named, is_whole)
        })
    });
    let mut named: Vec<_> = lines.filter(|(_, is_named, _)| *is_named).collect();
    if named.len() > 1 && named.iter().filter(|(_, _, is_whole)| *is_whole).count() == 1 {
        named.retain(|(_, _, is_whole)| *is_whole);
    }
    if named.len() == 1 { named.pop().map(|(line, _, _)| line) } else { None }
}

fn apply(entry: &Entry<'_, '_>, line: &mut LineSource, doubts: &mut Vec<Doubt>) {
    let code = entry.text("代码");
    let is_part =
        |part: &str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
    if code.split('.').all(is_part) {
        code.clone_into(&mut line.id);
    } else if !code.is_empty() {
        entry.doubt(
            doubts,
            "代码",
            format!("代码“{code}”里只能有文字、数字、_ 和 -，没有用它"),
            format!("the code '{code}' may have letters, digits, _ and - only, and is not used"),
        );
    }
    if let Some(no) = number(entry.text("编号")) {
        line.no = Some(no);
    }
    let word = entry.text("数值类型");
    let (word, choices) = word.split_once(['：', ':']).unwrap_or((word, ""));
    line.choices =
        choices.split(['；', ';']).filter(|choice| !choice.is_empty()).map(str::to_owned).collect();
    match names::number_of_word(word) {
        Some(number) => line.number = number,
        None if word.is_empty() => {}
        None => entry.doubt(
            doubts,
            "数值类型",
            format!("数值类型“{word}”不认识；可以写 {}", names::number_words()),
            format!("the kind '{word}' is unknown; it is one of {}", names::number_words()),
        ),
    }
    let unit = entry.text("单位");
    if !unit.is_empty() {
        if kinds::unit_in(&line.label).as_deref() == Some(unit) {
            line.label = kinds::without_unit(&line.label).to_owned();
        }
        line.unit = Some(unit.to_owned());
    }
    let also = entry.text("别名").split(['；', ';']).map(str::trim).filter(|also| !also.is_empty());
    line.also.extend(also.map(str::to_owned));
    match entry.text("必填") {
        "否" | "选填" | "可选" => line.presence = Presence::Optional,
        "" | "是" | "必填" | "√" => {}
        other => entry.doubt(
            doubts,
            "必填",
            format!("必填一列应当是 是 或 否，不是“{other}”"),
            format!("必填 is 是 or 否, not '{other}'"),
        ),
    }
}

/// Codes that occur twice are not used.
fn keep_ids_unique(table: &mut Derived, doubts: &mut Vec<Doubt>) {
    let place = table.place.clone();
    let mut twice = |id: &str| {
        doubts.push(Doubt {
            place: place.clone(),
            message: Message::new(
                format!("代码“{id}”用了两次，后一处没有用它"),
                format!("the code '{id}' is used twice; the second is left out"),
            ),
        });
    };
    let mut rows = BTreeSet::new();
    for block in &mut table.source.blocks {
        let mut columns = BTreeSet::new();
        for (lines, seen, letter) in
            [(&mut block.columns, &mut columns, 'c'), (&mut block.rows, &mut rows, 'r')]
        {
            for line in lines.iter_mut() {
                if seen.contains(&line.id) {
                    twice(&line.id);
                    let mut free = (1..=seen.len() + 1).map(|n| format!("{letter}{n}"));
                    let free = free.find(|id| !seen.contains(id));
                    line.id = free.unwrap_or_default();
                }
                seen.insert(line.id.clone());
            }
        }
    }
}
