//! Reads sheets: CSV, and workbooks of all formats ([`workbooks`]).
//!
//! Each format has a small streaming reader that fills the same [`Sheet`]s: only the cells that hold text,
//! and the merged areas, so that a cell at XFD1048576 costs no more than one at A1.
//! docs/decisions.md says why calamine does not read them.
//!
//! [`blocks`] separates paragraphs from tables; [`numbers`] is the one place with binary fractions.

mod blank_form;
mod blocks;
mod csv;
mod formulas;
mod hidden;
mod looks;
mod marks;
mod notes;
mod numbers;
mod own;
mod sheet;
#[cfg(feature = "spreadsheets")]
mod workbooks;

use std::collections::BTreeMap;

use crate::formats::ReadOptions;
use crate::model::document::{Block, Document, Paragraph, Property, Role};
use crate::model::error::{Error, Limit, Result};
use crate::model::limits::Limits;

pub use csv::Csv;
use notes::Notes;
use own::Own;
use sheet::Sheet;
#[cfg(feature = "spreadsheets")]
pub use workbooks::{ExcelXml, Spreadsheet};

/// What a workbook holds, whatever its format.
#[derive(Debug, Default)]
struct Workbook {
    title: Option<String>,
    sheets: Vec<Sheet>,
    notes: Notes,
}

/// The blocks of the visible sheets in workbook order; a sheet named by an anchor line replaces that line.
fn document(mut workbook: Workbook, options: &ReadOptions) -> Result<Document> {
    let mut budget = Budget::of(options);
    let mut parts = Vec::with_capacity(workbook.sheets.len());
    let title = workbook.title.take().filter(|title| !title.is_empty());
    let mut head: Vec<Property> = Vec::new();
    head.extend(title.map(|text| Property { name: "title".to_owned(), text }));
    let (mut stored, mut formulas, mut margins) = (Vec::new(), Vec::new(), Vec::new());
    for sheet in &mut workbook.sheets {
        sheet.settle(&options.limits)?;
        match Own::of(sheet) {
            Some(Own::Cover(properties) | Own::SetAside(properties)) => head.extend(properties),
            Some(Own::Copy(text)) => stored.push(text),
            Some(Own::Findings) => {}
            Some(Own::AboutForm) if !options.is_blank_form => {}
            Some(Own::AboutForm) => {
                parts.push((sheet.name.to_string(), blank_form::blocks(sheet, &mut budget)?));
            }
            None if sheet.is_hidden => workbook.notes.note_hidden_sheet(sheet),
            None => {
                workbook.notes.note_hidden(sheet);
                let lines = std::mem::take(&mut sheet.margins).into_iter();
                margins.extend(lines.map(|line| Paragraph::new(line, Role::Body, sheet.place(1, 1))));
                hidden::remove(sheet);
                let blocks = if options.is_blank_form {
                    formulas.extend(blank_form::formulas(sheet));
                    blank_form::blocks(sheet, &mut budget)?
                } else {
                    blocks::blocks(sheet, &mut budget)?
                };
                parts.push((sheet.name.to_string(), blocks));
            }
        }
    }
    // Of several copies, as after workbooks were put together, none is this document's.
    let stored = stored.pop().filter(|_| stored.is_empty());
    let blocks = if options.is_blank_form {
        parts.into_iter().flat_map(|(_, blocks)| blocks).collect()
    } else {
        follow_anchors(parts)
    };
    Ok(Document {
        head,
        blocks,
        doubts: workbook.notes.into_findings(),
        margins,
        stored,
        formulas,
        ..Document::default()
    })
}

/// Puts each sheet that an anchor line (`〔见工作表“…”〕`, as our writer sets them) names in the place of
/// that line. A sheet that has anchors itself stays where it is, so there is no circle.
fn follow_anchors(parts: Vec<(String, Vec<Block>)>) -> Vec<Block> {
    let has_anchor = |blocks: &[Block]| blocks.iter().any(|block| anchor(block).is_some());
    let mut embeddable: BTreeMap<String, usize> = BTreeMap::new();
    for (index, (name, blocks)) in parts.iter().enumerate() {
        if !has_anchor(blocks) {
            embeddable.entry(name.clone()).or_insert(index);
        }
    }
    let mut wanted = Vec::new();
    for block in parts.iter().flat_map(|(_, blocks)| blocks) {
        let target = anchor(block).and_then(|name| embeddable.get(name));
        wanted.extend(target.copied());
    }
    let mut embedded: BTreeMap<usize, Vec<Block>> = BTreeMap::new();
    let mut remaining = Vec::new();
    for (index, (_, blocks)) in parts.into_iter().enumerate() {
        if wanted.contains(&index) {
            embedded.insert(index, blocks);
        } else {
            remaining.extend(blocks);
        }
    }
    let mut all = Vec::new();
    for block in remaining {
        let target = anchor(&block).and_then(|name| embeddable.get(name));
        match target.and_then(|index| embedded.remove(index)) {
            Some(blocks) => all.extend(blocks),
            None => all.push(block),
        }
    }
    all
}

/// The sheet that an anchor line names.
fn anchor(block: &Block) -> Option<&str> {
    match block {
        Block::Paragraph(paragraph) => {
            paragraph.text.strip_prefix("〔见工作表“").and_then(|rest| rest.strip_suffix("”〕"))
        }
        Block::Table(_) => None,
    }
}

/// What may still be read before a limit is reached.
#[derive(Debug)]
struct Budget<'a> {
    limits: &'a Limits,
    /// Formulas are kept as they are, whether the file stores their results or not.
    keeps_formulas: bool,
    cells: usize,
    text: u64,
    blocks: usize,
}

impl<'a> Budget<'a> {
    fn new(limits: &'a Limits) -> Self {
        Self { limits, keeps_formulas: false, cells: 0, text: 0, blocks: 0 }
    }

    /// The budget of an input that is read with these options.
    fn of(options: &'a ReadOptions) -> Self {
        Self { keeps_formulas: options.is_blank_form, ..Self::new(&options.limits) }
    }

    /// Counts cells about to be made.
    fn spend_cells(&mut self, cells: usize) -> Result<()> {
        self.cells = self.cells.saturating_add(cells);
        check(Limit::Cells, self.cells as u64, self.limits.cells as u64)
    }

    /// Counts text: very many cells may share one long string.
    fn spend_text(&mut self, bytes: usize) -> Result<()> {
        self.text = self.text.saturating_add(bytes as u64);
        check(Limit::Text, self.text, self.limits.text_bytes)
    }

    fn spend_block(&mut self) -> Result<()> {
        self.blocks = self.blocks.saturating_add(1);
        check(Limit::Blocks, self.blocks as u64, self.limits.blocks as u64)
    }
}

fn check(what: Limit, found: u64, allowed: u64) -> Result<()> {
    if found > allowed { Err(Error::TooLarge { what, found, allowed }) } else { Ok(()) }
}

#[cfg(test)]
#[cfg(feature = "spreadsheets")]
mod tests;
