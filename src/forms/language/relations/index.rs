//! The rows and columns that a relation can name: by number, by label and by id.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::super::draft::{Records, TableDraft};
use super::super::lines::Line;
use super::super::sums::Index;
use crate::model::form::{Axis, Presence, plain, records};
use crate::model::suggestion::nearest;
use crate::model::text::fold;

/// Lines of one label that are searched for one with the right groups; more are never told apart.
const MOST_NAMESAKES: usize = 1000;

/// Digits of the longest number of a row or column.
const LONGEST_NUMBER: usize = 5;

/// The row of records that a relation can name: the only one, or the total of the bodies.
fn record_row(records: Records) -> &'static Line<'static> {
    static ROWS: LazyLock<[Line<'static>; 2]> = LazyLock::new(|| {
        let [one] = &records::ONE;
        [one, &records::TOTAL_ROW].map(|row| Line::plain(row.key, row.label))
    });
    let [one, total] = &*ROWS;
    match records {
        Records::One => one,
        Records::Bodies => total,
    }
}

/// The lines of a table.
#[derive(Debug)]
pub(super) struct TableIndex<'l> {
    pub table: &'l TableDraft<'l>,
    pub rows: Lines<'l>,
    pub columns: Lines<'l>,
    /// Characters of the longest id, group or number of a line.
    pub longest_name: usize,
}

/// The rows or the columns of a table.
#[derive(Debug)]
pub(super) struct Lines<'l> {
    pub index: Index<'l>,
    /// The block of each line.
    blocks: Vec<usize>,
    /// 行次 or 栏次.
    numbers: BTreeMap<u32, usize>,
    /// The lines of a label and whether it is a whole wording of theirs.
    labels: BTreeMap<Cow<'l, str>, Vec<(usize, bool)>>,
}

impl<'l> TableIndex<'l> {
    pub(super) fn of(table: &'l TableDraft<'l>) -> Self {
        let blocks = || table.blocks.iter().enumerate();
        let rows = blocks().flat_map(|(at, block)| block.rows.iter().map(move |row| (at, row)));
        let rows = rows.chain(table.records.map(|records| (0, record_row(records))));
        let columns = blocks().flat_map(|(at, block)| block.columns.iter().map(move |column| (at, column)));
        let (rows, columns) = (Lines::of(rows), Lines::of(columns));
        let longest_name = rows.longest_id().max(columns.longest_id()).max(LONGEST_NUMBER);
        Self { table, rows, columns, longest_name }
    }

    /// The lines along this axis of a sum: its columns are added up in each row.
    pub(super) const fn lines(&self, axis: Axis) -> &Lines<'l> {
        match axis {
            Axis::EachRow => &self.columns,
            Axis::EachColumn => &self.rows,
        }
    }

    /// The axes of names that do not say whether they are of rows or of columns. The rows of records have no names
    /// of their own.
    pub(super) const fn open_axes(&self) -> &'static [Axis] {
        match self.table.records {
            Some(_) => &[Axis::EachRow],
            None => &[Axis::EachColumn, Axis::EachRow],
        }
    }

    /// Whether a relation may call the table so.
    pub(super) fn is_called(&self, name: &str) -> bool {
        let TableDraft { id, name: own, title, .. } = self.table;
        id.text == name || [own, title].iter().any(|own| fold(own) == fold(name))
    }
}

impl<'l> Lines<'l> {
    fn of(lines: impl Iterator<Item = (usize, &'l Line<'l>)>) -> Self {
        let (blocks, lines): (Vec<usize>, Vec<&Line<'_>>) = lines.unzip();
        let mut labels: BTreeMap<Cow<'_, str>, Vec<(usize, bool)>> = BTreeMap::new();
        for (at, line) in lines.iter().enumerate() {
            let mut add = |label: &'l str, is_whole| {
                let named = labels.entry(fold(label)).or_default();
                if named.len() <= MOST_NAMESAKES && named.last().is_none_or(|(last, _)| *last != at) {
                    named.push((at, is_whole));
                }
            };
            add(&line.label, true);
            line.also.iter().for_each(|label| add(label.text, true));
            add(plain(&line.label), false);
        }
        Self { numbers: numbers(&lines), index: Index::of(lines.into_iter()), blocks, labels }
    }

    /// The lines of this id, or of the group `x.*`.
    pub(super) fn by_id(&self, id: &str) -> Vec<usize> {
        self.index.named(id)
    }

    /// The line with this 行次 or 栏次.
    pub(super) fn by_number(&self, number: &str) -> Option<usize> {
        self.numbers.get(&number.parse().ok()?).copied()
    }

    /// The lines of this label, which may have those of groups before it.
    pub(super) fn by_label(&self, levels: &[Cow<'_, str>]) -> Vec<usize> {
        let Some((label, groups)) = levels.split_last() else { return Vec::new() };
        let all = self.labels.get(&fold(label)).map(Vec::as_slice).unwrap_or_default();
        let is_within = |(at, _): &&(usize, bool)| {
            let path = self.line(*at).map(|line| line.path.as_slice()).unwrap_or_default();
            let is_same = |(own, named): (&Cow<'_, str>, &Cow<'_, str>)| {
                fold(own) == fold(named) || fold(plain(own)) == fold(named)
            };
            path.len() >= groups.len() && path.iter().rev().zip(groups.iter().rev()).all(is_same)
        };
        let found: Vec<&(usize, bool)> = all.iter().filter(is_within).collect();
        let has_whole = found.iter().any(|(_, is_whole)| *is_whole);
        found.into_iter().filter(|(_, is_whole)| *is_whole || !has_whole).map(|(at, _)| *at).collect()
    }

    /// Characters of the longest id or group `x.*`.
    fn longest_id(&self) -> usize {
        let ids = (0..self.len()).filter_map(|at| self.line(at)).map(|line| line.id.chars().count());
        ids.max().map_or(0, |longest| longest + 1)
    }

    pub(super) fn len(&self) -> usize {
        self.blocks.len()
    }

    /// Whether some line has the id of one of these.
    pub(super) fn has_id_of(&self, others: &Self) -> bool {
        let mut ids = (0..others.len()).filter_map(|at| others.line(at));
        ids.any(|line| self.index.position(&line.id).is_some())
    }

    pub(super) fn line(&self, at: usize) -> Option<&'l Line<'l>> {
        self.index.line(at)
    }

    pub(super) fn block(&self, at: usize) -> Option<usize> {
        self.blocks.get(at).copied()
    }

    /// Whether a line has no figures that count: a heading, or a column of texts, days or choices.
    pub(super) fn has_no_figures(&self, at: usize) -> bool {
        self.line(at).is_some_and(|line| line.presence == Presence::Heading || !line.number.is_number())
    }

    /// The smallest and the largest number.
    pub(super) fn numbered(&self) -> Option<(u32, u32)> {
        Some((*self.numbers.keys().next()?, *self.numbers.keys().next_back()?))
    }

    /// The id or label that was probably meant by an unknown one.
    pub(super) fn nearest(&self, unknown: &str, is_label: bool) -> Option<&str> {
        let lines = || (0..self.blocks.len()).filter_map(|at| self.line(at));
        if is_label {
            nearest(unknown, lines().map(|l| &*l.label))
        } else {
            nearest(unknown, lines().map(|l| &*l.id))
        }
    }
}

/// The numbers that the form gives; those of the order where it gives none.
fn numbers(lines: &[&Line<'_>]) -> BTreeMap<u32, usize> {
    let given: BTreeMap<u32, usize> =
        lines.iter().enumerate().filter_map(|(at, line)| Some((line.no?, at))).collect();
    if !given.is_empty() {
        return given;
    }
    let counted = lines.iter().enumerate().filter(|(_, line)| line.presence != Presence::Heading);
    (1..).zip(counted.map(|(at, _)| at)).collect()
}
