//! The list of bodies that have to hand in a report, as a workbook and as CSV.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::county::Body;

const HEADS: [&str; 3] = ["序号", "单位名称", "类别"];

/// As Excel saves it, in GBK.
pub fn csv(bodies: &[Body]) -> Vec<u8> {
    let row = |(at, body): (usize, &Body)| format!("{},{},{}\r\n", at + 1, body.name, body.sort);
    let rows: String = bodies.iter().enumerate().map(row).collect();
    let text = format!("{}\r\n{rows}", HEADS.join(","));
    encoding_rs::GBK.encode(&text).0.into_owned()
}

pub fn xlsx(bodies: &[Body]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The day the list was made, so that the file is the same each time.
    let day = rust_xlsxwriter::ExcelDateTime::from_ymd(2024, 1, 2)?;
    workbook.set_properties(&rust_xlsxwriter::DocProperties::new().set_creation_datetime(&day));
    let sheet = workbook.add_worksheet().set_name("单位名单")?;
    for (column, head) in (0..).zip(HEADS) {
        sheet.write(0, column, head)?;
    }
    for (row, body) in (1..).zip(bodies) {
        sheet.write(row, 0, row)?.write(row, 1, &body.name)?.write(row, 2, body.sort)?;
    }
    sheet.set_column_width(1, 42)?.set_column_width(2, 12)?;
    workbook.save_to_buffer()
}
