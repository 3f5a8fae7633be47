//! Hidden rows and columns: taken out of a sheet, so that its tables are as a person sees them.

use std::collections::BTreeMap;

use super::sheet::{Area, Sheet};

/// The numbers of rows or columns with and without the hidden ones.
#[derive(Debug, Default)]
pub struct Axis {
    /// In order and apart.
    hidden: Vec<Hidden>,
}

#[derive(Clone, Copy, Debug)]
struct Hidden {
    first: u32,
    last: u32,
    /// How many are hidden before these.
    before: u32,
}

impl Axis {
    /// From first and last of hidden ranges, in any order.
    pub fn new(mut ranges: Vec<(u32, u32)>) -> Self {
        ranges.sort_unstable();
        let mut hidden: Vec<Hidden> = Vec::new();
        for (first, last) in ranges.into_iter().filter(|(first, last)| first <= last) {
            match hidden.last_mut() {
                Some(open) if first <= open.last.saturating_add(1) => open.last = open.last.max(last),
                open => {
                    let before = open.map_or(0, |open| open.before + (open.last - open.first + 1));
                    hidden.push(Hidden { first, last, before });
                }
            }
        }
        Self { hidden }
    }

    pub fn is_empty(&self) -> bool {
        self.hidden.is_empty()
    }

    pub fn is_hidden(&self, number: u32) -> bool {
        self.at_or_before(number).is_some_and(|hidden| number <= hidden.last)
    }

    /// The number among the visible ones of the first that is visible from `number` on.
    fn visible(&self, number: u32) -> u32 {
        match self.at_or_before(number) {
            Some(hidden) if number <= hidden.last => hidden.first - hidden.before,
            Some(hidden) => number - hidden.before - (hidden.last - hidden.first + 1),
            None => number,
        }
    }

    /// The visible ones from `first` to `last`, among the visible ones.
    fn range(&self, first: u32, last: u32) -> Option<(u32, u32)> {
        let (first, end) = (self.visible(first), self.visible(last.saturating_add(1)));
        (first < end).then(|| (first, end - 1))
    }

    /// The number in the file of one among the visible ones.
    pub fn original(&self, visible: u32) -> u32 {
        let passed = self.hidden.partition_point(|hidden| hidden.first - hidden.before <= visible);
        let last = passed.checked_sub(1).and_then(|index| self.hidden.get(index));
        last.map_or(visible, |hidden| visible + hidden.before + (hidden.last - hidden.first + 1))
    }

    fn at_or_before(&self, number: u32) -> Option<Hidden> {
        let after = self.hidden.partition_point(|hidden| hidden.first <= number);
        after.checked_sub(1).and_then(|index| self.hidden.get(index)).copied()
    }
}

/// The visible part of an area, by the numbers of what is visible.
pub fn visible_area(area: Area, rows: &Axis, columns: &Axis) -> Option<Area> {
    let (top, bottom) = rows.range(area.top, area.bottom)?;
    let (left, right) = columns.range(area.left, area.right)?;
    Some(Area { top, left, bottom, right })
}

/// Takes the hidden rows and columns out of a settled sheet. A merged cell of which a part is visible keeps its
/// text there.
pub fn remove(sheet: &mut Sheet) {
    let rows = sheet.hidden_rows.iter().map(|row| (*row, *row)).collect();
    let (rows, columns) = (Axis::new(rows), Axis::new(sheet.hidden_columns.clone()));
    if rows.is_empty() && columns.is_empty() {
        return;
    }
    let visible = |area| visible_area(area, &rows, &columns);
    let mut cells = BTreeMap::new();
    for ((row, column), text) in std::mem::take(&mut sheet.cells) {
        if let Some(area) = visible(sheet.area(row, column)) {
            cells.insert((area.top, area.left), text);
        }
    }
    let formulas = std::mem::take(&mut sheet.formulas).into_iter();
    let formulas = formulas.filter_map(|((row, column), formula)| {
        let area = visible(Area::cell(row, column))?;
        Some(((area.top, area.left), formula))
    });
    sheet.formulas = formulas.collect();
    let merges = std::mem::take(&mut sheet.merges).into_values().filter_map(visible);
    sheet.merges =
        merges.filter(|area| !area.is_single()).map(|area| ((area.top, area.left), area)).collect();
    let drawn = std::mem::take(&mut sheet.drawn).into_iter().filter_map(|(row, last)| {
        let area = visible(Area::new((row, 1), (row, last)))?;
        Some((area.top, area.right))
    });
    sheet.drawn = drawn.collect();
    sheet.cells = cells;
    sheet.marks.keep(visible);
    (sheet.rows, sheet.columns) = (rows, columns);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_run_on_without_the_hidden_ones() {
        let axis = Axis::new(vec![(7, 7), (3, 4), (4, 5)]);
        let visible: Vec<_> = (1..=9).filter(|n| !axis.is_hidden(*n)).collect();
        assert_eq!(visible, [1, 2, 6, 8, 9]);
        assert_eq!(visible.iter().map(|n| axis.visible(*n)).collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
        assert_eq!((1..=5).map(|n| axis.original(n)).collect::<Vec<_>>(), visible);
        assert_eq!(axis.range(3, 7), Some((3, 3)));
        assert_eq!(axis.range(3, 5), None);
        assert_eq!(axis.range(1, u32::MAX), Some((1, u32::MAX - 4 - 1)));
    }
}
