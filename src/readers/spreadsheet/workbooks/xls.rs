//! The workbook of an `.xls` (BIFF 5 and 8, Excel 95 to 2003, and `.et` of WPS): its records, the
//! shared strings, the formats of numbers, and where the sheets begin.

use std::collections::HashMap;

use encoding_rs::Encoding;

use super::looks::{CellStyle, RichText};
use super::numbers::NumberFormat;
use super::sheet::Sheet;
use super::xls_fonts::{Fonts, StyleRecord};
use super::xls_strings::Pieces;
use super::{Budget, Workbook, check, xls_sheet};
use crate::formats::ReadOptions;
use crate::model::error::{Error, Limit, Result};
use crate::model::language::Message;
use crate::readers::compound::{Compound, u16_at, u32_at};

/// What the sheets refer to.
#[derive(Debug, Default)]
pub struct Shared {
    pub strings: Vec<RichText>,
    /// By the XF number of a cell.
    pub styles: Vec<CellStyle>,
    pub fonts: Fonts,
    pub from_1904: bool,
    /// The code page of strings; `None` when they are Unicode.
    pub code_page: Option<&'static Encoding>,
}

#[derive(Debug)]
struct Entry {
    name: String,
    start: usize,
    is_hidden: bool,
    kind: u8,
}

/// A record and the CONTINUE records after it.
#[derive(Debug)]
pub struct Record<'a> {
    pub kind: u16,
    pub data: &'a [u8],
    more: Vec<&'a [u8]>,
}

impl<'a> Record<'a> {
    pub fn pieces(self) -> Pieces<'a> {
        Pieces::new(self.data, self.more)
    }
}

/// Walks the records of a stream.
#[derive(Debug)]
pub struct Records<'a> {
    rest: &'a [u8],
}

impl<'a> Records<'a> {
    const CONTINUE: u16 = 0x3c;

    pub fn new(rest: &'a [u8]) -> Self {
        Self { rest }
    }

    /// The next record; running out before an EOF record is damage.
    pub fn next(&mut self) -> Result<Record<'a>> {
        let (kind, data) = self.one().ok_or_else(|| damaged("a record is cut off"))?;
        let mut more = Vec::new();
        while u16_at(self.rest, 0) == Some(Self::CONTINUE) {
            more.push(self.one().ok_or_else(|| damaged("a record is cut off"))?.1);
        }
        Ok(Record { kind, data, more })
    }

    fn one(&mut self) -> Option<(u16, &'a [u8])> {
        let kind = u16_at(self.rest, 0)?;
        let length = usize::from(u16_at(self.rest, 2)?);
        let (data, rest) = self.rest.get(4..)?.split_at_checked(length)?;
        self.rest = rest;
        Some((kind, data))
    }
}

pub const BOF: u16 = 0x0809;
pub const EOF: u16 = 0x000a;

pub fn read(bytes: &[u8], options: &ReadOptions) -> Result<Workbook> {
    let compound = Compound::open(bytes, "xls")?;
    let Some(stream) = compound.stream(&["Workbook", "Book"])? else {
        return Err(damaged("it holds no workbook"));
    };
    check(Limit::Part, stream.len() as u64, options.limits.part_bytes)?;
    let (shared, entries) = globals(&stream)?;
    let mut workbook = Workbook::default();
    let mut budget = Budget::of(options);
    let mut walked = 0usize;
    for (entry, number) in entries.iter().zip(1..) {
        match entry.kind {
            0 => {}
            2 => {
                workbook.notes.charts += 1;
                continue;
            }
            _ => continue,
        }
        let rest = stream.get(entry.start..).ok_or_else(|| damaged("a sheet is missing"))?;
        let mut records = Records::new(rest);
        let mut sheet = Sheet::new(number, &entry.name, entry.is_hidden);
        xls_sheet::read(&mut records, &mut sheet, &shared, &mut workbook.notes, &mut budget)?;
        // Sheets do not share records: very many that begin at one place would take very long.
        walked = walked.saturating_add(rest.len() - records.rest.len());
        if walked > stream.len() {
            return Err(damaged("sheets overlap"));
        }
        workbook.sheets.push(sheet);
        options.limits.check_entries(workbook.sheets.len())?;
    }
    Ok(workbook)
}

fn globals(stream: &[u8]) -> Result<(Shared, Vec<Entry>)> {
    let mut shared = Shared::default();
    let mut entries = Vec::new();
    let mut codes: HashMap<u16, NumberFormat> = HashMap::new();
    let mut styles = Vec::new();
    let mut strings = None;
    let mut records = Records::new(stream);
    let first = records.next()?;
    if first.kind != BOF {
        return Err(Error::Unsupported {
            doing: crate::model::error::Doing::Reading,
            name: Box::new(Message::new("Excel 4 工作簿", "an Excel 4 workbook")),
            hint: Message::new("请在 WPS 或 Excel 中另存为 .xlsx", "save it as .xlsx in WPS or Excel"),
        });
    }
    let is_unicode = u16_at(first.data, 0) == Some(0x0600);
    if !is_unicode {
        shared.code_page = Some(encoding_rs::GBK);
    }
    loop {
        let record = records.next()?;
        let data = record.data;
        match record.kind {
            EOF => break,
            0x002f => return Err(Error::Encrypted { format: "xls" }),
            0x0042 if !is_unicode => {
                shared.code_page = Some(code_page(u16_at(data, 0).unwrap_or(0)));
            }
            0x0022 => shared.from_1904 = u16_at(data, 0) == Some(1),
            0x041e => {
                if let Some((id, format)) = format(record, shared.code_page) {
                    codes.insert(id, format);
                }
            }
            0x0031 => shared.fonts.add(data),
            0x00e0 => styles.push(StyleRecord::read(data, is_unicode)),
            0x0085 => entries.push(entry(data, shared.code_page).ok_or_else(|| damaged("BOUNDSHEET"))?),
            0x00fc => strings = Some(record),
            _ => {}
        }
    }
    let format = |id: &u16| codes.get(id).cloned().unwrap_or_else(|| NumberFormat::builtin((*id).into()));
    let style = |style: &StyleRecord| CellStyle {
        format: format(&style.format),
        font: shared.fonts.get(style.font),
        fill: style.fill,
    };
    shared.styles = styles.iter().map(style).collect();
    if let Some(record) = strings {
        shared.strings = shared_strings(record, &shared.fonts)?;
    }
    Ok((shared, entries))
}

fn format(record: Record<'_>, code_page: Option<&'static Encoding>) -> Option<(u16, NumberFormat)> {
    let id = u16_at(record.data, 0)?;
    let mut pieces = record.pieces();
    pieces.skip(2)?;
    let code = pieces.string(if code_page.is_some() { 1 } else { 2 }, code_page)?;
    Some((id, NumberFormat::from_code(&code)))
}

fn entry(data: &[u8], code_page: Option<&'static Encoding>) -> Option<Entry> {
    let name = Pieces::new(data.get(6..)?, Vec::new()).string(1, code_page)?;
    Some(Entry {
        name,
        start: usize::try_from(u32_at(data, 0)?).ok()?,
        is_hidden: data.get(4)? & 0x3f != 0,
        kind: *data.get(5)?,
    })
}

fn shared_strings(record: Record<'_>, fonts: &Fonts) -> Result<Vec<RichText>> {
    let mut pieces = record.pieces();
    let mut strings = Vec::new();
    pieces.skip(8).ok_or_else(|| damaged("SST"))?;
    while !pieces.is_empty() {
        let (text, runs) = pieces.rich_string(2, None).ok_or_else(|| damaged("SST"))?;
        strings.push(fonts.rich_text(text, &runs));
    }
    Ok(strings)
}

/// Chinese offices' Excel 95 wrote code page 936.
fn code_page(number: u16) -> &'static Encoding {
    match number {
        932 => encoding_rs::SHIFT_JIS,
        949 => encoding_rs::EUC_KR,
        950 | 10002 => encoding_rs::BIG5,
        1252 | 367 | 0x8000 | 0x8001 => encoding_rs::WINDOWS_1252,
        _ => encoding_rs::GBK,
    }
}

pub fn damaged(detail: impl Into<String>) -> Error {
    Error::Damaged { format: "xls", part: "Workbook".to_owned(), detail: detail.into() }
}
