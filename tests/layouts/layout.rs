//! A laid-out report: lines and tables whose cells know which figure of the form they show.

use std::collections::{BTreeMap, BTreeSet};

use repconv::compose::compose;
use repconv::model::address::Address;
use repconv::model::decimal::Decimal;
use repconv::model::document::{Block, CellRole, Document, Role};
use repconv::model::report::Report;

/// What is written into a file, and what reading it must give.
#[derive(Clone, Debug)]
pub struct Layout {
    pub pieces: Vec<Piece>,
    /// The figures of the report.
    pub truth: BTreeMap<Address, Decimal>,
    /// Cells whose figure must not be read as it stands: it is in another unit, of another year, or uncertain.
    pub not_as_written: BTreeSet<Address>,
    /// The year reported on.
    pub year: u16,
}

/// A part of a laid-out report, from top to bottom.
#[derive(Clone, Debug)]
pub enum Piece {
    Line(Line),
    Table(Table),
}

/// A line of text.
#[derive(Clone, Debug)]
pub struct Line {
    pub text: String,
    pub is_heading: bool,
    pub is_title: bool,
}

/// A table: cells are listed in the row and column they start in.
#[derive(Clone, Debug)]
pub struct Table {
    /// The key of its form.
    pub form: &'static str,
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Clone, Debug, Default)]
pub struct Row {
    pub spots: Vec<Spot>,
    pub is_hidden: bool,
}

/// A cell as it is laid out.
#[derive(Clone, Debug)]
pub struct Spot {
    pub runs: Vec<Run>,
    pub colspan: usize,
    pub rowspan: usize,
    /// Whether it is a label, not a figure.
    pub is_label: bool,
    /// The cell of the form that it shows.
    pub address: Option<Address>,
    pub comment: Option<&'static str>,
}

/// Text that looks the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    pub text: String,
    pub look: Look,
}

/// How text looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    Plain,
    Struck,
    Hidden,
    White,
    Raised,
}

impl Layout {
    /// The official layout of a report.
    pub fn of(report: &Report) -> Self {
        let truth = report.cells.iter().filter_map(|(at, cell)| Some((*at, cell.value.number()?))).collect();
        let pieces = pieces(&compose(report));
        Self { pieces, truth, not_as_written: BTreeSet::new(), year: report.year.unwrap() }
    }

    pub fn tables(&mut self) -> impl Iterator<Item = &mut Table> {
        self.pieces.iter_mut().filter_map(|piece| match piece {
            Piece::Table(table) => Some(table),
            Piece::Line(_) => None,
        })
    }

    pub fn lines(&mut self) -> impl Iterator<Item = &mut Line> {
        self.pieces.iter_mut().filter_map(|piece| match piece {
            Piece::Line(line) => Some(line),
            Piece::Table(_) => None,
        })
    }

    pub fn spots(&mut self) -> impl Iterator<Item = &mut Spot> {
        self.tables().flat_map(|table| table.rows.iter_mut().flat_map(|row| &mut row.spots))
    }

    /// The first table of a form; every edition has `disclosure`, or a list alone.
    pub fn table(&mut self, form: &str) -> Option<&mut Table> {
        self.tables().find(|table| table.form == form)
    }

    /// The index of the first piece that is a table of a form.
    pub fn table_at(&self, form: &str) -> Option<usize> {
        self.pieces.iter().position(|piece| matches!(piece, Piece::Table(table) if table.form == form))
    }

    /// Marks the cells of the form that the choice is true of.
    pub fn mark(&mut self, choice: impl Fn(&Address) -> bool) {
        self.not_as_written.extend(self.truth.keys().copied().filter(choice));
    }
}

impl Table {
    /// The number of grid columns.
    pub fn width(&self) -> usize {
        self.grid().iter().map(Vec::len).max().unwrap_or_default()
    }

    /// For each grid place the row and position of the cell that covers it.
    pub fn grid(&self) -> Vec<Vec<Option<(usize, usize)>>> {
        let mut grid: Vec<Vec<Option<(usize, usize)>>> = vec![Vec::new(); self.rows.len()];
        for (at, row) in self.rows.iter().enumerate() {
            let mut column = 0;
            for (index, spot) in row.spots.iter().enumerate() {
                while grid[at].get(column).is_some_and(Option::is_some) {
                    column += 1;
                }
                for line in grid.iter_mut().skip(at).take(spot.rowspan) {
                    if line.len() < column + spot.colspan {
                        line.resize(column + spot.colspan, None);
                    }
                    line[column..column + spot.colspan].fill(Some((at, index)));
                }
                column += spot.colspan;
            }
        }
        grid
    }

    /// The texts on the grid; places that a merged cell covers are blank.
    pub fn texts(&self) -> Vec<Vec<String>> {
        let mut seen = BTreeSet::new();
        let grid = self.grid();
        let text = |at: &Option<(usize, usize)>, seen: &mut BTreeSet<(usize, usize)>| match at {
            Some((row, index)) if seen.insert((*row, *index)) => self.rows[*row].spots[*index].text(),
            _ => String::new(),
        };
        grid.iter().map(|row| row.iter().map(|at| text(at, &mut seen)).collect()).collect()
    }
}

impl Spot {
    pub fn label(text: impl Into<String>) -> Self {
        let runs = vec![Run { text: text.into(), look: Look::Plain }];
        Self { runs, colspan: 1, rowspan: 1, is_label: true, address: None, comment: None }
    }

    /// All its text, however it looks.
    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }

    pub fn set_text(&mut self, text: impl Into<String>) {
        self.runs = vec![Run { text: text.into(), look: Look::Plain }];
    }

    /// Whether a spreadsheet stores it as a number.
    pub fn is_number(&self) -> bool {
        /// Digits that a spreadsheet keeps.
        const MOST_DIGITS: usize = 15;
        let text = self.text();
        let is_exact = text.len() < MOST_DIGITS && Decimal::from_str_exact(&text).is_ok();
        is_exact && self.is_plain() && !text.starts_with('0')
    }

    /// Whether it has nothing but plain text.
    pub fn is_plain(&self) -> bool {
        self.comment.is_none() && self.runs.iter().all(|run| run.look == Look::Plain)
    }
}

impl Piece {
    pub fn line(text: impl Into<String>) -> Self {
        Self::Line(Line { text: text.into(), is_heading: false, is_title: false })
    }
}

fn pieces(document: &Document) -> Vec<Piece> {
    document.blocks.iter().filter_map(piece).collect()
}

fn piece(block: &Block) -> Option<Piece> {
    let table = match block {
        Block::Paragraph(line) => {
            return Some(Piece::Line(Line {
                text: line.text.clone(),
                is_heading: matches!(line.role, Role::Heading(1)),
                is_title: line.role == Role::Title,
            }));
        }
        Block::Table(table) => table,
    };
    let form = table.rows.iter().flatten().find_map(repconv::model::document::Cell::address)?.table;
    let rows = table.rows.iter().map(|row| {
        let spots = row.iter().map(|cell| Spot {
            colspan: cell.colspan as usize,
            rowspan: cell.rowspan as usize,
            is_label: !matches!(cell.role, CellRole::Figure),
            address: cell.address(),
            ..Spot::label(cell.text.clone())
        });
        Row { spots: spots.collect(), is_hidden: false }
    });
    Some(Piece::Table(Table { form, rows: rows.collect() }))
}
