//! A document before its meaning is known: blocks in reading order, each with its place.
//!
//! Readers make a document and know nothing of reports; writers are given one and know only roles.
//! A place is where the reader found something; [`Place::Unknown`] where it cannot know.

use std::collections::BTreeMap;

use crate::model::address::Address;
use crate::model::decimal::Decimal;
use crate::model::error::Result;
use crate::model::finding::Finding;
use crate::model::form::Kind;
use crate::model::limits::Limits;
use crate::model::place::Place;

/// A document: properties from its head, blocks in reading order, and the findings of the reader.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// How much structure the format of the source gives.
    pub source: SourceKind,
    /// `title`, and the contents of `<meta>` elements or core properties.
    pub head: Vec<Property>,
    /// Paragraphs and tables in reading order.
    pub blocks: Vec<Block>,
    /// Findings of family R that the reader itself raised.
    pub doubts: Vec<Finding>,
    /// The lines in the headers and footers of pages. They are no part of the text, but may say of what its figures
    /// are.
    pub margins: Vec<Paragraph>,
    /// Titles and headings that signs `#` mark in a text, by their position in `blocks`, with the number of signs.
    /// Writers need them only where the text alone does not show what the line is.
    pub marks: BTreeMap<usize, u8>,
    /// The hidden copy of the report, as JSON, that our own writer puts beside the document.
    pub stored: Option<String>,
    /// The formulas of a workbook that was read as a blank form; none otherwise.
    pub formulas: Vec<CellFormula>,
}

/// A formula of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellFormula {
    /// The cell that it is in.
    pub place: Place,
    /// As in the file, without `=`; `None` where it could not be read.
    pub text: Option<String>,
}

/// How much structure the format of a source gives.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SourceKind {
    /// Tables, rows and cells are marked as such.
    #[default]
    Structured,
    /// Lines of characters: tables and cells are inferred from tabs and spaces, so that blank cells may be
    /// lost.
    PlainText,
}

impl Document {
    /// Checks the lengths of each text and of all texts, whatever the format.
    ///
    /// # Errors
    /// [`crate::model::error::Error::TooLarge`].
    pub fn check(&self, limits: &Limits) -> Result<()> {
        let mut all = 0_usize;
        let mut check = |text: &str| {
            all = all.saturating_add(text.len());
            limits.check_paragraph(text)
        };
        for block in &self.blocks {
            match block {
                Block::Paragraph(paragraph) => check(&paragraph.text)?,
                Block::Table(table) => {
                    table.rows.iter().flatten().try_for_each(|cell| check(&cell.text))?;
                }
            }
        }
        limits.check_text(all)
    }
}

/// A name and its text from a document's head: (`title`, …), (`ArticleTitle`, …).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Property {
    /// The name, as the document spells it.
    pub name: String,
    /// The text, trimmed.
    pub text: String,
}

/// A block of a document.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
}

/// A line of text without line breaks; empty only where the empty line may be a blank cell of a flattened table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// The text.
    pub text: String,
    /// What it is for.
    pub role: Role,
    /// Where it is in the source.
    pub place: Place,
}

/// What a paragraph is for. Readers set only what the format itself says (a heading style, a link).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// Text.
    #[default]
    Body,
    /// The title of the whole document.
    Title,
    /// A heading of level 1 (`一、`), 2 (`（一）`), 3 (`1.`) or below.
    Heading(u8),
    /// A line that is all link, as in a site's navigation: readers only.
    Navigation,
    /// 注：… under a table.
    Note,
    /// The organization that signs.
    Signature,
    /// The date under the signature.
    Date,
}

impl Role {
    /// Whether it is text in a form, whose headings have three levels.
    #[must_use]
    pub const fn is_text_in_form(self) -> bool {
        matches!(self, Self::Body | Self::Heading(4..))
    }
}

/// A table: rows of cells with spans; a cell is listed only in the row and column it starts in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// The rows from top to bottom.
    pub rows: Vec<Vec<Cell>>,
    /// What the table is for.
    pub role: TableRole,
    /// The title, for captions and sheet names; `None` from readers.
    pub title: Option<String>,
    /// Relative widths of the grid columns, for writers; equal widths where empty.
    pub widths: Vec<u16>,
    /// Whether the columns are inferred from the white space of a text.
    pub alignment: Alignment,
}

/// How white space shows the columns of a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Alignment {
    /// The columns are not inferred from white space.
    #[default]
    None,
    /// The text is padded to columns. They count only what this table shows, so that those of two tables do not
    /// correspond.
    Padded,
    /// There are gaps between the pieces of the text, but the pieces do not line up: the place of one does not
    /// show its column.
    Loose,
}

/// What a table is for. Readers leave it [`TableRole::Plain`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TableRole {
    /// Any table.
    #[default]
    Plain,
    /// A table of a document without a form.
    General,
    /// A statutory table in the official layout.
    Statutory,
    /// Keys and values about the report.
    Metadata,
}

impl TableRole {
    /// Whether the table has a sheet of its own in a workbook.
    #[must_use]
    pub const fn has_sheet(self) -> bool {
        matches!(self, Self::General | Self::Statutory)
    }
}

/// A chart of horizontal bars, from top to bottom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    /// The title.
    pub title: String,
    /// The bars in order.
    pub bars: Vec<Bar>,
}

/// A bar of a chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// What the bar represents.
    pub label: String,
    /// The figure as it is displayed.
    pub figure: String,
    /// The length, in thousandths of the longest bar.
    pub length: u32,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The text, which may have line breaks (`\n`).
    pub text: String,
    /// Grid columns it spans, at least 1.
    pub colspan: u32,
    /// Grid rows it spans, at least 1.
    pub rowspan: u32,
    /// What it is for.
    pub role: CellRole,
    /// Where it is in the source.
    pub place: Place,
    /// The figure that a cell of a composed statutory table shows; `None` from readers.
    pub figure: Option<Box<Figure>>,
}

/// What a cell of a composed statutory table holds. `Cell::text` is how it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The cell of the form.
    pub address: Address,
    /// What kind of figure the form expects there.
    pub kind: Kind,
    /// The exact value, where the cell holds a plain number and nothing else.
    pub number: Option<Decimal>,
}

/// What a cell is for. Readers leave it [`CellRole::Plain`], or set a header where the format says so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CellRole {
    /// Any cell.
    #[default]
    Plain,
    /// Heads the columns below it.
    ColumnHeader,
    /// Heads the row (or rows) to its right.
    RowHeader,
    /// A banner across a block of rows, or the corner note.
    Banner,
    /// A figure of a statutory table; its text is what is displayed.
    Figure,
    /// A row label that is written vertically (三、本年度办理结果).
    RotatedRowHeader,
}

impl Cell {
    /// A plain cell that spans nothing.
    pub fn new(text: impl Into<String>, place: Place) -> Self {
        Self { text: text.into(), colspan: 1, rowspan: 1, role: CellRole::Plain, place, figure: None }
    }

    /// The cell of the form that a composed figure belongs to.
    #[must_use]
    pub fn address(&self) -> Option<Address> {
        self.figure.as_ref().map(|figure| figure.address)
    }

    /// The exact value of a composed figure that is a plain number.
    #[must_use]
    pub fn number(&self) -> Option<Decimal> {
        self.figure.as_ref()?.number
    }

    /// Whether the cell has no text but white space.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        match self.text.as_bytes().first() {
            None => true,
            // Most cells start with a figure, a letter or an ideograph.
            Some(b'!'..=b'~' | 0xe4..=0xe9) => false,
            Some(_) => self.text.trim().is_empty(),
        }
    }
}

impl Paragraph {
    /// A paragraph.
    pub fn new(text: impl Into<String>, role: Role, place: Place) -> Self {
        Self { text: text.into(), role, place }
    }
}

impl Table {
    /// Places every cell on the grid: for each row, (first grid column from 0, cell) in order. Spans end with the
    /// last row.
    #[must_use]
    pub fn grid(&self) -> Vec<Vec<(usize, &Cell)>> {
        let mut open: Vec<u32> = Vec::new(); // rows for which each grid column is still covered from above
        let mut rows = Vec::with_capacity(self.rows.len());
        for row in &self.rows {
            let mut placed = Vec::with_capacity(row.len());
            let mut column = 0;
            let mut next_open: Vec<u32> = open.iter().map(|n| n.saturating_sub(1)).collect();
            for cell in row {
                while open.get(column).is_some_and(|&n| n > 0) {
                    column += 1;
                }
                placed.push((column, cell));
                let end = column + cell.colspan.max(1) as usize;
                if next_open.len() < end {
                    next_open.resize(end, 0);
                }
                if let Some(covered) = next_open.get_mut(column..end) {
                    covered.fill(cell.rowspan.max(1) - 1);
                }
                column = end;
            }
            open = next_open;
            rows.push(placed);
        }
        rows
    }
}
