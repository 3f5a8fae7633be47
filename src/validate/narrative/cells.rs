//! Single cells that a statement in the text may refer to: requesters, outcomes of reviews, table one.

use crate::model::address::Address;
use crate::model::decimal::Decimal;
use crate::model::form::TableKind;
use crate::prose::narrative::Cases;

use super::figures::{Figures, Meanings, rows_of_cases};
use super::readings::{Addend, Reading};

/// The rows that together count the requests of which requesters are parts; the first is the plain reading.
const OF_REQUESTERS: [&[&str]; 3] = [&["received"], &["received", "carried_in"], &["total"]];

/// The columns of documents, by what the text says: 制发 is 本年新制作 in the form of 2019.
const DOCUMENTS: [(&str, &[&str]); 3] =
    [("issued", &["issued", "made"]), ("repealed", &["repealed"]), ("in_force", &["in_force"])];

impl Figures<'_> {
    pub(super) fn applicants(&self, columns: &'static [&'static str]) -> Option<Meanings> {
        let readings = OF_REQUESTERS.map(|rows| {
            let cells = rows.iter().flat_map(|row| columns.iter().map(move |column| (*row, *column)));
            self.cells(TableKind::Requests, &cells.collect::<Vec<_>>())
        });
        let mut readings = readings.into_iter().collect::<Option<Vec<_>>>()?.into_iter();
        Some(Meanings { plain: readings.next()?, others: readings.map(|reading| reading.value).collect() })
    }

    pub(super) fn outcome(&self, cases: Cases, column: &'static str) -> Option<Meanings> {
        let of = |cases| {
            let cells: Vec<_> = rows_of_cases(cases).iter().map(|row| (*row, column)).collect();
            self.cells(TableKind::Review, &cells)
        };
        let plain = of(cases)?;
        // After 行政复议7件、行政诉讼5件 an outcome may be that of both.
        let others: &[Cases] = match cases {
            Cases::Litigation => &[Cases::DirectLitigation, Cases::LaterLitigation, Cases::All],
            _ => &[],
        };
        let others = others.iter().map(|cases| of(*cases).map(|reading| reading.value));
        Some(Meanings { plain, others: others.collect::<Option<Vec<_>>>()? })
    }

    pub(super) fn disclosed(&self, row: &'static str, column: Option<&'static str>) -> Option<Meanings> {
        let form = self.report.edition.table_of(TableKind::Disclosure)?;
        let (block, _) = form.row(row)?;
        let cell = |column: &str| {
            let keys =
                DOCUMENTS.iter().find(|(named, _)| *named == column).map_or(&[][..], |(_, keys)| *keys);
            let column = block.columns.iter().find(|form| form.key == column || keys.contains(&form.key))?;
            self.cells(TableKind::Disclosure, &[(row, column.key)])
        };
        if let Some(column) = column {
            return Some(Meanings { plain: cell(column)?, others: Vec::new() });
        }
        let mut readings = DOCUMENTS.map(|(column, _)| cell(column)).into_iter();
        let plain = readings.next()??;
        let others = readings.map(|reading| reading.map(|reading| reading.value));
        Some(Meanings { plain, others: others.collect::<Option<Vec<_>>>()? })
    }

    /// The sum of cells of a table, if each has a number.
    fn cells(&self, kind: TableKind, cells: &[(&'static str, &'static str)]) -> Option<Reading> {
        let table = self.report.edition.table_of(kind)?.key;
        let mut reading = Reading { value: Decimal::ZERO, cells: Vec::new(), parts: Vec::new() };
        for (row, column) in cells {
            let address = Address { table, row, column };
            let figure = self.report.cells.get(&address)?.value.number()?;
            reading.value = reading.value.checked_add(figure)?;
            reading.cells.push(address);
            reading.parts.push(Addend { address, figure, is_summed: false, is_cell: true });
        }
        reading.value = reading.value.normalize();
        Some(reading)
    }
}
