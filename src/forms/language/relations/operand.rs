//! The operands of a relation: `13栏`, `2行13栏`, `「合计」行`, `denied.*`, `「表名」.13栏`, `上年.13栏`, `0.5`.
//!
//! Ids may be of any letters, those of the language too, so that the longest id that the form has is taken.

use super::Wrong;
use super::index::TableIndex;
use super::parse::{Operand, Parsed, Reference, Source};
use super::scan::Scanner;
use crate::forms::language::node::{LONGEST_SHOWN, levels};
use crate::model::decimal::Decimal;
use crate::model::form::Axis;

/// Characters of the longest name that is looked up.
const LONGEST_NAME: usize = 250;
/// The word before figures of the report for the year before.
const PREVIOUS: [char; 2] = ['上', '年'];

/// Rows or columns that an operand names; the axis is that of a sum over them.
pub(super) struct Part {
    axis: Axis,
    lines: Vec<usize>,
}

enum Name {
    Part(Part),
    Constant(Decimal),
}

impl Scanner<'_, '_> {
    /// An operand; several for a group.
    pub(super) fn operand(&mut self, is_subtracted: bool) -> Parsed<Vec<Operand>> {
        let at = self.place();
        let is_previous = self.eat(&[PREVIOUS[0], PREVIOUS[1], '.']);
        let table = self.table_in_brackets()?;
        let table = if table.is_some() { table } else { self.table_by_id() };
        let index = table.unwrap_or(self.context.own);
        let Some(of) = self.table(index) else { return Ok(Vec::new()) };
        let operand = |source| Operand { at, is_subtracted, source };
        let first = match self.name(of, table.is_none() && !is_previous)? {
            Name::Constant(number) => return Ok(vec![operand(Source::Constant(number))]),
            Name::Part(part) => part,
        };
        let place = self.place();
        let second = if self.is_at_name() { Some(self.name(of, false)?) } else { None };
        let (rows, columns) = match (first, second) {
            (Part { axis: Axis::EachColumn, lines }, None) => (lines, Vec::new()),
            (Part { axis: Axis::EachRow, lines }, None) => (Vec::new(), lines),
            (first, Some(Name::Part(second))) if first.axis != second.axis => match first.axis {
                Axis::EachColumn => (first.lines, second.lines),
                Axis::EachRow => (second.lines, first.lines),
            },
            _ => {
                return Err(Wrong::new(
                    place,
                    "一格写成一行一栏，如 2行3栏",
                    "a cell is a row and a column, such as 2行3栏",
                ));
            }
        };
        let all = |lines: Vec<usize>| -> Vec<Option<usize>> {
            if lines.is_empty() { vec![None] } else { lines.into_iter().map(Some).collect() }
        };
        let (rows, columns) = (all(rows), all(columns));
        let reference =
            |row, column| operand(Source::Figure(Reference { table: index, row, column, is_previous }));
        Ok(rows
            .iter()
            .flat_map(|row| columns.iter().map(move |column| (*row, *column)))
            .map(|(row, column)| reference(row, column))
            .collect())
    }

    /// Whether a second part of an operand follows.
    fn is_at_name(&self) -> bool {
        self.peek().is_some_and(|c| c == '「' || c != '则' && (c.is_alphanumeric() || c == '_'))
    }

    /// `「表名」.`
    fn table_in_brackets(&mut self) -> Parsed<Option<usize>> {
        let (start, place) = (self.at, self.place());
        if self.peek() != Some('「') {
            return Ok(None);
        }
        let name = self.label()?;
        if !self.eat(&['.']) {
            self.at = start;
            return Ok(None);
        }
        let mut found = (0..).zip(self.context.tables).filter(|(_, table)| table.is_called(&name));
        let (first, second) = (found.next(), found.next());
        let (zh, en) = match (first, second) {
            (Some((table, _)), None) => return Ok(Some(table)),
            (Some(_), Some(_)) => ("有几张表都叫", "several tables are called"),
            (None, _) => ("这个表样没有这样一张表：", "the form has no such table:"),
        };
        let name = shown(&name);
        Err(Wrong::new(place, format!("{zh}“{name}”"), format!("{en} '{name}'")))
    }

    /// `penalties.`, where that is no id of the table itself.
    fn table_by_id(&mut self) -> Option<usize> {
        self.skip_space();
        if self.longest(self.at, self.own()).is_some() {
            return None;
        }
        let points = (self.at + 1..self.run_end(self.at)).rev().filter(|cut| self.char(*cut) == Some('.'));
        for cut in points {
            let name = self.text(self.at, cut);
            if let Some(table) = self.context.tables.iter().position(|table| table.is_called(&name)) {
                self.at = cut + 1;
                return Some(table);
            }
        }
        None
    }

    /// The end of what may be a name.
    fn run_end(&self, start: usize) -> usize {
        let rest = self.chars.get(start..).unwrap_or_default().iter().take(LONGEST_NAME);
        let is_of_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '*');
        start + rest.take_while(|(_, c)| is_of_name(*c)).count()
    }

    /// The longest name of rows or columns that begins here, and its end.
    pub(super) fn longest(&self, start: usize, table: Option<&TableIndex<'_>>) -> Option<(Vec<Part>, usize)> {
        let table = table?;
        let end = self.run_end(start);
        let is_cut = |cut: &usize| {
            *cut == end || matches!(self.char(*cut), Some('-' | '行' | '栏' | '列' | '若' | '则'))
        };
        let longest = end.min(start + table.longest_name);
        (start + 1..=longest).rev().filter(is_cut).find_map(|cut| {
            let name = self.text(start, cut);
            let of_axis = |axis: Axis, is_numbered: bool| {
                let lines = table.lines(axis);
                let number = lines.by_number(&name).filter(|_| is_numbered);
                let found = number.map_or_else(|| lines.by_id(&name), |line| vec![line]);
                (!found.is_empty()).then_some(Part { axis, lines: found })
            };
            if let Some(part) = self.char(cut).and_then(axis_of).and_then(|axis| of_axis(axis, true)) {
                return Some((vec![part], cut + 1));
            }
            // A number alone is a constant, whatever the ids are.
            let is_number = name.starts_with(|c: char| c.is_ascii_digit()) && name.parse::<Decimal>().is_ok();
            let axes = table.open_axes().iter().copied().filter(|_| !is_number);
            let parts: Vec<Part> = axes.filter_map(|axis| of_axis(axis, false)).collect();
            (!parts.is_empty()).then_some((parts, cut))
        })
    }

    fn name(&mut self, table: &TableIndex<'_>, may_be_constant: bool) -> Parsed<Name> {
        let place = self.place();
        self.skip_space();
        if self.peek() == Some('「') {
            return self.labelled(table).map(Name::Part);
        }
        let start = self.at;
        if let Some((parts, end)) = self.longest(start, Some(table)) {
            let name = self.text(start, end);
            self.at = end;
            return one_axis(parts, place, &name).map(Name::Part);
        }
        let digits = (start..self.run_end(start))
            .take_while(|at| self.char(*at).is_some_and(|c| c.is_ascii_digit() || c == '.'));
        let end = start + digits.count();
        if may_be_constant
            && self.char(end).and_then(axis_of).is_none()
            && let Ok(number) = self.text(start, end).parse::<Decimal>()
        {
            self.at = end;
            return Ok(Name::Constant(number.normalize()));
        }
        Err(self.unknown(table, start, place))
    }

    /// `「合计」行`, `「罚款」`.
    fn labelled(&mut self, table: &TableIndex<'_>) -> Parsed<Part> {
        let place = self.place();
        let label = self.label()?;
        let named = self.char(self.at).and_then(axis_of);
        if named.is_some() {
            self.at += 1;
        }
        let levels = levels(&label);
        let axes = named.map_or_else(|| table.open_axes().to_vec(), |axis| vec![axis]);
        let found = axes.iter().map(|axis| Part { axis: *axis, lines: table.lines(*axis).by_label(&levels) });
        let found: Vec<Part> = found.filter(|part| !part.lines.is_empty()).collect();
        if found.is_empty() {
            let hint = axes.iter().find_map(|axis| table.lines(*axis).nearest(&label, true));
            return Err(no_line(
                place,
                &format!("「{}」", shown(&label)),
                named,
                hint.map(|hint| format!("「{hint}」")),
            ));
        }
        let part = one_axis(found, place, &format!("「{label}」"))?;
        if part.lines.len() > 1 {
            let (zh, en) = kind(Some(part.axis));
            return Err(Wrong::new(
                place,
                format!(
                    "有几{zh}的标签都是「{label}」，请连上层标签一起写，如「上层/{label}」，或者用次序、代码"
                ),
                format!(
                    "several {en}s have the label '{label}'; give the labels above it, too, or a number or id"
                ),
            ));
        }
        Ok(part)
    }

    /// The text in 「」.
    fn label(&mut self) -> Parsed<String> {
        let place = self.place();
        self.skip_space();
        let inner = self.chars.get(self.at + 1..).unwrap_or_default();
        let Some(length) = inner.iter().position(|(_, c)| *c == '」') else {
            return Err(Wrong::new(place, "「没有对应的」", "'「' has no '」'"));
        };
        let label = self.text(self.at + 1, self.at + 1 + length);
        self.at += length + 2;
        Ok(label)
    }

    /// Nothing of this name is in the table.
    fn unknown(&self, table: &TableIndex<'_>, start: usize, place: usize) -> Wrong {
        let end = self.run_end(start);
        if start == end && matches!(self.peek(), Some('(' | '“' | '"')) {
            return Wrong::new(
                place,
                "关系里没有括号，标签写在「」里",
                "a relation has no parentheses, and labels are in 「」",
            );
        }
        if start == end {
            return Wrong::new(
                place,
                "这里应当是一项，如 13栏、2行、2行13栏、「合计」行、代码、上年.13栏，或者一个数",
                "expected an operand, such as 13栏, 2行, 2行13栏, 「合计」行, an id, 上年.13栏, or a number",
            );
        }
        let cut =
            (start + 1..end).find(|cut| matches!(self.char(*cut), Some('-' | '行' | '栏' | '列' | '则')));
        let cut = cut.unwrap_or(end);
        let (name, axis) = (self.text(start, cut), self.char(cut).and_then(axis_of));
        if let Some(axis) = axis
            && name.bytes().all(|byte| byte.is_ascii_digit())
        {
            let (zh, en) = kind(Some(axis));
            let (zh_known, en_known) =
                table.lines(axis).numbered().map_or_else(Default::default, |(first, last)| {
                    (format!("，{zh}次是 {first} 到 {last}"), format!("; numbers are {first} to {last}"))
                });
            return Wrong::new(
                place,
                format!("这张表没有第 {name} {zh}{zh_known}"),
                format!("the table has no {en} {name}{en_known}"),
            );
        }
        let searched = axis.map_or_else(|| vec![Axis::EachColumn, Axis::EachRow], |axis| vec![axis]);
        let is_label = searched.iter().any(|axis| !table.lines(*axis).by_label(&levels(&name)).is_empty());
        let nearest = || searched.iter().find_map(|axis| table.lines(*axis).nearest(&name, false));
        let hint = if is_label { Some(format!("「{name}」")) } else { nearest().map(str::to_owned) };
        no_line(place, &format!("“{}”", shown(&name)), axis, hint)
    }
}

/// What follows a number, label or id. The axis is that of a sum over such lines.
const fn axis_of(letter: char) -> Option<Axis> {
    match letter {
        '行' => Some(Axis::EachColumn),
        '栏' | '列' => Some(Axis::EachRow),
        _ => None,
    }
}

const fn kind(axis: Option<Axis>) -> (&'static str, &'static str) {
    match axis {
        Some(Axis::EachColumn) => ("行", "row"),
        Some(Axis::EachRow) => ("栏", "column"),
        None => ("行或栏", "row or column"),
    }
}

fn no_line(place: usize, name: &str, axis: Option<Axis>, hint: Option<String>) -> Wrong {
    let (zh, en) = kind(axis);
    let (zh_hint, en_hint) = hint
        .map(|hint| (format!("；是不是 {hint}？"), format!("; did you mean {hint}?")))
        .unwrap_or_default();
    Wrong::new(
        place,
        format!("{name}不是这张表的{zh}{zh_hint}"),
        format!("{name} is no {en} of the table{en_hint}"),
    )
}

/// The lines, if they are of one axis.
fn one_axis(mut parts: Vec<Part>, place: usize, name: &str) -> Parsed<Part> {
    match (parts.pop(), parts.is_empty()) {
        (Some(part), true) => Ok(part),
        _ => Err(Wrong::new(
            place,
            format!("行和栏里都有{name}，请写明是{name}行还是{name}栏"),
            format!("both a row and a column are {name}; write {name}行 or {name}栏"),
        )),
    }
}

fn shown(name: &str) -> String {
    name.chars().take(LONGEST_SHOWN).collect()
}
