//! Records that no program writes, or none that is sound.

use super::records::Records;
use super::{Shared, sheet};
use crate::model::error::{Error, Result};
use crate::model::limits::Limits;
use crate::readers::spreadsheet::Budget;
use crate::readers::spreadsheet::looks::RichText;
use crate::readers::spreadsheet::notes::Notes;
use crate::readers::spreadsheet::sheet::Sheet;

const DATA: &[u8] = &[0x91, 0x01, 0];
const END: &[u8] = &[0x92, 0x01, 0, 0x82, 0x01, 0];
/// The head of the first row.
const ROW: &[u8] = &[0, 17, 0, 0, 0, 0, 0, 0, 0, 0, 44, 1, 0, 0, 0, 0, 0, 0, 0];

/// The cells of a sheet of these records.
fn cells(records: &[&[u8]]) -> Result<Vec<((u32, u32), String)>> {
    let bytes = records.concat();
    let limits = Limits::default();
    let mut sheet = Sheet::new(1, "S", false);
    let shared = Shared { strings: vec![RichText::plain("甲".to_owned())], ..Shared::default() };
    let mut records = Records::new("xl/worksheets/sheet1.bin", &bytes, &limits);
    sheet::read(&mut records, &mut sheet, &shared, &mut Notes::default(), &mut Budget::new(&limits))?;
    Ok(sheet.cells.into_iter().collect())
}

#[test]
fn short_cells_follow_the_one_before() {
    let short_text = &[17, 10, 0, 0, 0, 0, 1, 0, 0, 0, b'b', 0];
    let shared = &[7, 12, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    let short_shared = &[18, 8, 0, 0, 0, 0, 0, 0, 0, 0];
    let short_rk = &[13, 8, 0, 0, 0, 0, 3 << 2 | 2, 0, 0, 0];
    let found =
        cells(&[DATA, ROW, short_text, &[12, 4, 0, 0, 0, 0], short_rk, shared, short_shared, END]).unwrap();
    let expected = [((1, 1), "b"), ((1, 3), "3"), ((1, 5), "甲"), ((1, 6), "甲")];
    assert_eq!(found, expected.map(|(at, text)| (at, text.to_owned())));
}

#[test]
fn what_is_beside_the_data_is_no_cell() {
    let cell = &[4, 9, 0, 0, 0, 0, 0, 0, 0, 0, 1];
    assert_eq!(cells(&[&[0, 0], ROW, cell, DATA, ROW, END]).unwrap(), []);
    assert_eq!(cells(&[DATA, ROW, cell, END, &[0, 0]]).unwrap(), [((1, 1), "TRUE".to_owned())]);
}

#[test]
fn records_that_cannot_be_are_damage() {
    for (what, records) in [
        ("no end", &[DATA, ROW][..]),
        ("a cell before any row", &[DATA, &[1, 8, 0, 0, 0, 0, 0, 0, 0, 0], END]),
        ("a cell beyond the last column", &[DATA, ROW, &[1, 8, 0, 64, 0, 0, 0, 0, 0, 0], END]),
        ("a column that overflows", &[DATA, ROW, &[1, 8, 255, 255, 255, 255, 0, 0, 0, 0], END]),
        ("a row beyond the last", &[DATA, &[0, 12, 0, 0, 16, 0, 0, 0, 0, 0, 44, 1, 0, 0], END]),
        (
            "a shared string that is not there",
            &[DATA, ROW, &[7, 12, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0], END],
        ),
        (
            "a text longer than its record",
            &[DATA, ROW, &[6, 12, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 127], END],
        ),
        ("a number cut off", &[DATA, ROW, &[5, 12, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0], END]),
        ("a merged area cut off", &[&[0xb0, 0x01, 4, 0, 0, 0, 0], END]),
        (
            "a merged area beyond the sheet",
            &[&[0xb0, 0x01, 16, 0, 0, 0, 0, 255, 255, 255, 255, 0, 0, 0, 0, 0, 0, 0, 0], END],
        ),
    ] {
        assert!(matches!(cells(records), Err(Error::Damaged { .. })), "{what}");
    }
}
