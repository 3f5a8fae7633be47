//! The units of the figures of a table: those beside a figure, in the label of its row, in the header of its
//! column, in notes below the table, and above it; the nearest first that is not the form's.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use crate::model::form::{ColumnForm, Kind, RowForm, TableForm};
use crate::model::report::Cell;
use crate::model::unit::{FORM_MONEY, Unit, with_unit};
use crate::model::value::Value;

use super::reader::TableReader;
use super::remainder;

/// The units that a table names.
#[derive(Clone, Debug, Default)]
pub struct TableUnits {
    /// In notes below the table.
    notes: Vec<Unit>,
    /// In the banner of the block that is read.
    block: Vec<Unit>,
    /// Above the table or in its corner.
    table: Vec<Unit>,
    /// In the header, by column of the form.
    columns: BTreeMap<usize, Vec<Unit>>,
}

/// The texts nearest to the figures of a row: its unit cell, its label, the label of its group.
#[derive(Debug)]
pub struct Beside<'t, const N: usize> {
    texts: [&'t str; N],
    /// The units that they name, once a figure may be in one.
    units: OnceCell<Vec<Unit>>,
}

impl<'t, const N: usize> Beside<'t, N> {
    pub const fn new(texts: [&'t str; N]) -> Self {
        Self { texts, units: OnceCell::new() }
    }

    fn units(&self) -> &[Unit] {
        let of = |text: &&str| remainder::unit_cell(text).unwrap_or_else(|| remainder::units(text));
        self.units.get_or_init(|| self.texts.iter().flat_map(of).collect())
    }
}

impl TableReader {
    /// Sets the units that a line above the next table names.
    pub fn set_units_above(&mut self, units: Vec<Unit>) {
        self.settle();
        self.units.set_table(units);
    }

    /// Sets the units that notes below the next table name.
    pub fn set_units_below(&mut self, units: Vec<Unit>) {
        if !self.units.has_notes(&units) {
            self.settle();
            self.units = std::mem::take(&mut self.units).with_notes(units);
        }
    }
}

impl TableUnits {
    /// Units that lines above the table name.
    pub const fn new(above: Vec<Unit>) -> Self {
        Self { notes: Vec::new(), block: Vec::new(), table: above, columns: BTreeMap::new() }
    }

    /// The same with the units that notes below the table name.
    #[must_use]
    pub fn with_notes(self, notes: Vec<Unit>) -> Self {
        Self { notes, ..self }
    }

    /// Whether notes name these units.
    pub fn has_notes(&self, units: &[Unit]) -> bool {
        self.notes == units
    }

    /// Units for all figures of the table: `单位：件、万元`.
    pub fn set_table(&mut self, units: Vec<Unit>) {
        self.table = units;
    }

    /// Units for the figures of a block, which its banner names: `第二十条第（八）项（单位：元）`.
    pub fn set_block(&mut self, banner: &str) {
        self.block = remainder::units(banner);
    }

    /// Units that the corner of a header names.
    pub fn set_corner(&mut self, corner: &str) {
        self.block.extend(remainder::units(corner));
    }

    /// The units in the header of a column.
    pub fn add_column(&mut self, column: usize, header: &str) {
        let units = remainder::units(header);
        if units.is_empty() {
            self.columns.remove(&column);
        } else {
            self.columns.insert(column, units);
        }
    }

    /// Forgets the columns of a header.
    pub fn clear_columns(&mut self) {
        self.columns.clear();
    }

    /// The figure at a row and column of a table, with its unit if that is not the form's.
    pub fn apply_at(&self, cell: Cell, table: &TableForm, (row, column): (&str, &str)) -> Cell {
        let found = table.row(row).and_then(|(block, row)| {
            let at = block.columns.iter().enumerate().find(|(_, form)| form.key == column)?;
            Some((row, at))
        });
        match found {
            Some((row, at)) => self.apply(cell, row, at, &Beside::new([])),
            None => cell,
        }
    }

    /// Whether the table names a unit of money, above it or above a column.
    pub fn names_money(&self, column: usize) -> bool {
        self.table.iter().chain(self.columns.get(&column).into_iter().flatten()).any(|unit| unit.is_money)
    }

    /// The figure of a cell, with its unit if that is not the form's.
    pub fn apply<const N: usize>(
        &self,
        cell: Cell,
        row: &RowForm,
        (index, column): (usize, &ColumnForm),
        beside: &Beside<'_, N>,
    ) -> Cell {
        let is_money = row.kind(column) == Kind::Amount;
        let money = if is_money { row.money_power(column) } else { None };
        let other = money.filter(|power| *power != FORM_MONEY);
        if let Some(found) = other.and_then(|power| in_other_money(&cell.value, power)) {
            return Cell { value: found, ..cell };
        }
        if !takes_unit(&cell.value) {
            return cell; // most cells
        }
        let header = self.columns.get(&index).map_or(&[][..], Vec::as_slice);
        let named = || {
            let lists = [beside.units(), header, &self.notes, &self.block, &self.table];
            lists.into_iter().flatten().filter(|unit| unit.is_money == is_money)
        };
        let is_unit_open = is_money && money.is_none();
        let form = money.unwrap_or(FORM_MONEY);
        // Where two contradict each other, the figure may be in the one that is not the form's.
        let decisive = named().find(|unit| !unit.has_power(form)).or_else(|| named().next());
        match decisive {
            Some(unit) if !unit.has_power(form) || is_unit_open => {
                let value = Value::parse(&format!("{}{}", cell.value.shown(), unit.name));
                Cell { value: other.map_or(value.clone(), |_| uncertain(&value)), ..cell }
            }
            _ => cell,
        }
    }
}

/// A value with a unit of money of its own, in a column that is printed in another power of 元 than 万元: the number
/// where the unit is the column's, otherwise no certain number.
fn in_other_money(value: &Value, power: u32) -> Option<Value> {
    let Value::Text { raw, .. } = value else { return None };
    let (number, unit) = with_unit(raw).filter(|(_, unit)| unit.is_money)?;
    Some(if unit.has_power(power) { Value::Number(number) } else { uncertain(value) })
}

/// The text of a value without its number, which is in another unit than its column.
fn uncertain(value: &Value) -> Value {
    Value::Text { raw: value.shown(), value: None }
}

/// Whether a value is a number other than 0 that has no unit of its own.
fn takes_unit(value: &Value) -> bool {
    match value {
        Value::Blank => false,
        Value::Number(number) => !number.is_zero(),
        Value::Text { value: number, .. } => {
            number.is_some_and(|number| !number.is_zero()) && with_unit(&value.shown()).is_none()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::{Y2014, Y2021};
    use crate::model::form::Edition;
    use crate::model::place::Place;

    fn read(
        edition: &'static Edition,
        at: (&str, &str, usize),
        shown: &str,
        units: (&str, &str, &str),
    ) -> Value {
        let (table, row, index) = at;
        let (block, row) = edition.table(table).and_then(|table| table.row(row)).expect("row");
        let column = block.columns.get(index).expect("column");
        let (above, header, beside) = units;
        let mut known = TableUnits::default();
        known.set_table(remainder::units(above));
        known.add_column(index, header);
        let cell = Cell { value: Value::parse(shown), place: Place::Unknown };
        known.apply(cell, row, (index, column), &Beside::new([beside])).value
    }

    #[test]
    fn a_figure_has_the_nearest_unit() {
        let fees = ("disclosure", "fees", 0);
        let licensing = ("disclosure", "licensing", 0);
        for (at, shown, units, want) in [
            (fees, "608756.20", ("", "本年收费金额（单位：元）", ""), "608756.2元"),
            (fees, "608756.20", ("单位：元", "本年收费金额", ""), "608756.2元"),
            (fees, "60.8", ("单位：元", "本年收费金额（单位：万元）", ""), "60.8元"),
            (fees, "60.8", ("单位：件、万元", "本年收费金额", ""), "60.8"),
            (fees, "60.8", ("单位：件", "本年收费金额", ""), "60.8"),
            (fees, "608", ("", "本年收费金额（单位：万元）", "行政事业性收费（千元）"), "608千元"),
            (fees, "1,250,000", ("", "本年收费金额/元", ""), "1,250,000元"),
            (fees, "12万元", ("", "本年收费金额（元）", ""), "12万元"),
            (fees, "0", ("", "本年收费金额（元）", ""), "0"),
            (fees, "", ("", "本年收费金额（元）", ""), ""),
            (licensing, "7", ("", "本年处理决定数量（万件）", ""), "7万件"),
            (licensing, "7", ("单位：元", "本年处理决定数量", ""), "7"),
            (licensing, "7", ("单位：百件", "本年处理决定数量", ""), "7百件"),
            (licensing, "7", ("", "本年处理决定数量（项）", ""), "7"),
        ] {
            assert_eq!(read(&Y2021, at, shown, units).shown(), want, "{shown} {units:?}");
        }
        for (row, shown, beside, want) in [
            ("7", "4237", "元", "4237元"),
            ("7", "42", "万元", "42"),
            ("1.1", "39", "件", "39"),
            ("1.1", "39", "万条", "39万条"),
        ] {
            assert_eq!(
                read(&Y2014, ("statistics", row, 0), shown, ("", "统计数", beside)).shown(),
                want,
                "{row} {beside}"
            );
        }
    }
}
