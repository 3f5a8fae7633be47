//! Reads CSV: a sheet whose cells have a delimiter between them, as spreadsheets export it.
//!
//! A spreadsheet pads the lines of text around a table with delimiters, so that rows differ from text as on a sheet.
//! The delimiter is the one that divides most rows alike.

mod records;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use self::records::{Record, Records};
use super::sheet::{MAX_ROW, Sheet};
use super::{Budget, Workbook, document};
use crate::formats::encoding;
use crate::formats::{Content, Encoding, ReadOptions, Reader, ReaderOutput};
use crate::model::document::Block;
use crate::model::error::{Limit, Result};
use crate::model::finding::Finding;
use crate::model::formula::unguarded;
use crate::model::language::Message;
use crate::model::limits::Limits;
use crate::model::place::Place;
use crate::model::reading_rules::UNREADABLE_CHARACTER;

/// Reads `.csv` and `.tsv` in any encoding.
#[derive(Clone, Copy, Debug)]
pub struct Csv;

/// The delimiters in use, the usual ones first.
const DELIMITERS: [char; 5] = [',', '\t', ';', '|', '，'];

impl Reader for Csv {
    fn read(&self, content: &Content<'_>, options: &ReadOptions) -> Result<ReaderOutput> {
        let limits = &options.limits;
        limits.check_text(content.bytes().len())?;
        let decoded = encoding::decode(content, options.encoding.map(Encoding::decoder), || None)?;
        let (delimiter, text) = declared(&decoded.text);
        let counted = match delimiter {
            Some(delimiter) => Counted::of(text, delimiter, limits)?,
            None => Counted::most_alike(text, limits)?,
        };
        let is_declared = text.len() < decoded.text.len();
        let mut records = Records::new(text, counted.delimiter, if is_declared { 2 } else { 1 });
        let mut sheet = Sheet::new(1, "", false);
        let (mut budget, mut doubts, mut lines) = (Budget::of(options), decoded.doubts, vec![0]);
        while let Some(record) = records.next() {
            limits.clock.check()?;
            Limit::Columns.check(record.cells.len(), limits.columns as usize)?;
            Limit::Rows.check(lines.len(), MAX_ROW as usize)?;
            let row = u32::try_from(lines.len()).unwrap_or(MAX_ROW);
            lines.push(record.line);
            doubts.extend(doubt(&record, counted.usual));
            for (column, text) in (1..).zip(&record.cells) {
                sheet.put(row, column, unguarded(without_formula(text)), &mut budget)?;
            }
            // Where rows end apart, one that goes on to the edge of the table is of it.
            if counted.is_ragged && record.cells.len() > 1 {
                sheet.draw(row, u32::try_from(record.cells.len()).unwrap_or(u32::MAX));
            }
        }
        let workbook = Workbook { sheets: vec![sheet], ..Workbook::default() };
        let mut document = document(workbook, options)?;
        for place in places(&mut document.blocks) {
            *place = in_line(place, &lines);
        }
        for finding in &mut document.doubts {
            finding.place = in_line(&finding.place, &lines);
        }
        document.doubts.splice(0..0, doubts);
        Ok(ReaderOutput::Document(document))
    }
}

/// The delimiter in a first line `sep=;`, which Excel reads and shows to nobody; and the text after it.
fn declared(text: &str) -> (Option<char>, &str) {
    let after = || {
        let (first, rest) = text.split_once('\n')?;
        let mut signs = first.trim_end_matches('\r').strip_prefix("sep=")?.chars();
        Some((signs.next().filter(|_| signs.next().is_none())?, rest))
    };
    after().map_or((None, text), |(delimiter, rest)| (Some(delimiter), rest))
}

/// How a delimiter divides a text.
struct Counted {
    delimiter: char,
    /// Cells of most rows of several.
    usual: usize,
    /// Rows that have as many.
    alike: usize,
    is_ragged: bool,
}

impl Counted {
    fn of(text: &str, delimiter: char, limits: &Limits) -> Result<Self> {
        let mut rows: BTreeMap<usize, usize> = BTreeMap::new();
        let mut records = Records::new(text, delimiter, 1);
        while let Some(record) = records.next() {
            limits.clock.check()?;
            Limit::Columns.check(record.cells.len(), limits.columns as usize)?;
            if record.cells.len() > 1 {
                *rows.entry(record.cells.len()).or_default() += 1;
            }
        }
        let most = rows.iter().max_by_key(|(_, rows)| **rows).map(|(cells, rows)| (*cells, *rows));
        let (usual, alike) = most.unwrap_or((1, 0));
        Ok(Self { delimiter, usual, alike, is_ragged: rows.len() > 1 })
    }

    /// That of the delimiter by which most rows are alike.
    fn most_alike(text: &str, limits: &Limits) -> Result<Self> {
        let mut best = Self { delimiter: ',', usual: 1, alike: 0, is_ragged: false };
        for delimiter in DELIMITERS {
            // A comma of prose divides only where nothing else does.
            let may_be_prose = delimiter == '，' && best.alike > 1;
            if !text.contains(delimiter) || may_be_prose {
                continue;
            }
            let counted = Self::of(text, delimiter, limits)?;
            if counted.alike > best.alike {
                best = counted;
            }
        }
        Ok(best)
    }
}

/// The figure that `="0123"` shows.
fn without_formula(text: &str) -> &str {
    let inner = text.trim().strip_prefix("=\"").and_then(|text| text.strip_suffix('"'));
    inner.filter(|inner| !inner.contains('"')).unwrap_or(text)
}

/// What is doubtful about the division of a row into cells.
fn doubt(record: &Record, usual: usize) -> Option<Finding> {
    let is_digits = |text: &str, most: usize| {
        (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let mut pairs = record.cells.windows(2);
    let mut has_thousands = || {
        pairs.any(|pair| match pair {
            [first, second] => is_digits(first.trim(), 3) && second.len() == 3 && is_digits(second, 3),
            _ => false,
        })
    };
    let message = if record.is_doubtful {
        Message::new(
            "这一行的引号不成对，格可能划分错了，请核对",
            "quotation marks are not in pairs, so that cells may be divided wrongly; please compare",
        )
    } else if record.cells.len() > usual && has_thousands() {
        Message::new(
            format!(
                "这一行有 {} 格，别的行是 {usual} 格：可能是数里的千分位逗号没有加引号，把一个数分成了几格，请核对",
                record.cells.len()
            ),
            format!(
                "the row has {} cells, others have {usual}: a figure with commas and without quotation marks may have \
                 become several cells; please compare",
                record.cells.len()
            ),
        )
    } else {
        return None;
    };
    Some(Finding::new(&UNREADABLE_CHARACTER, message, Place::Line { line: record.line, column: None }))
}

fn places(blocks: &mut [Block]) -> impl Iterator<Item = &mut Place> {
    blocks.iter_mut().flat_map(|block| -> Box<dyn Iterator<Item = &mut Place>> {
        match block {
            Block::Paragraph(paragraph) => Box::new(std::iter::once(&mut paragraph.place)),
            Block::Table(table) => Box::new(table.rows.iter_mut().flatten().map(|cell| &mut cell.place)),
        }
    })
}

/// The place in the text of a cell of the sheet.
fn in_line(place: &Place, lines: &[u32]) -> Place {
    match place {
        Place::Sheet { row, column, .. } => {
            let line = usize::try_from(*row).ok().and_then(|row| lines.get(row)).copied().unwrap_or(*row);
            Place::Line { line, column: Some(*column) }
        }
        other => other.clone(),
    }
}
