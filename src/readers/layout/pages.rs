//! Pages to paragraphs and tables in the order in which they are read.

use super::aligned;
use super::columns::{Column, are_side_by_side, bands, gutter};
use super::furniture;
use super::geometry::{Bounds, Rule};
use super::glyph::{Direction, Glyph};
use super::line::Line;
use super::notes;
use super::over_pages::LongTable;
use super::paragraphs::{Measure, Paragraph, append, paragraphs};
use super::tables::{TableBox, tables};

/// What is on a page.
#[derive(Clone, Debug, Default)]
pub struct Page {
    pub height: f64,
    pub glyphs: Vec<Glyph>,
    pub rules: Vec<Rule>,
}

/// What pages say.
#[derive(Clone, Debug, Default)]
pub struct Laid {
    pub pieces: Vec<Piece>,
    /// Page numbers and running heads, each with its page, from 0.
    pub margins: Vec<(usize, String)>,
    /// Pages with two columns, from 0.
    pub divided: Vec<usize>,
    /// Those on which the same tables of two documents are side by side.
    pub doubled: Vec<usize>,
}

/// A paragraph or a table.
#[derive(Clone, Debug)]
pub enum Piece {
    Paragraph {
        text: String,
        /// The page, from 0.
        page: usize,
        /// The line on that page, from 1.
        line: usize,
    },
    Table(LongTable),
}

/// A page whose tables are found.
struct Divided {
    tables: Vec<TableBox>,
    lines: Vec<Line>,
    /// Turned text outside of tables.
    turned: Vec<Line>,
    rules: Vec<Rule>,
}

/// Lays pages out. `None` where a page has too many lines to find its tables.
pub fn lay_out(pages: Vec<Page>, most_cells: usize) -> Option<Laid> {
    let heights: Vec<f64> = pages.iter().map(|page| page.height).collect();
    let mut divided = Vec::with_capacity(pages.len());
    for page in pages {
        divided.push(divide(page, most_cells)?);
    }
    let ends: Vec<Option<(f64, f64)>> = divided.iter().map(|page| ends(&page.tables)).collect();
    let mut lines: Vec<Vec<Line>> = divided.iter_mut().map(|page| std::mem::take(&mut page.lines)).collect();
    let mut laid = Laid { margins: furniture::take(&mut lines, &heights, &ends), ..Laid::default() };
    let whole = Measure::of(lines.iter().flatten());
    let mut tables: Vec<Vec<TableBox>> =
        divided.iter_mut().map(|page| std::mem::take(&mut page.tables)).collect();
    aligned::take(&mut lines, &mut tables, most_cells);
    for (page, tables) in divided.iter_mut().zip(tables) {
        page.tables = tables;
    }
    let mut flow = Flow { laid: &mut laid, whole, open: None, notes: Vec::new() };
    for (number, (page, mut lines)) in divided.into_iter().zip(lines).enumerate() {
        let notes = notes::take(&mut lines, &page.rules, whole.size);
        flow.page(number, page, lines);
        let measure = Measure::of(notes.iter());
        let notes: Vec<(usize, Line)> = notes.into_iter().enumerate().collect();
        flow.notes.extend(paragraphs(&notes, &measure).into_iter().map(|note| (number, note)));
    }
    flow.finish();
    Some(laid)
}

fn divide(page: Page, most_cells: usize) -> Option<Divided> {
    let rules = page.rules.clone();
    let (tables, outside) = tables(page.glyphs, page.rules, most_cells)?;
    let (upright, turned): (Vec<Glyph>, Vec<Glyph>) =
        outside.into_iter().partition(|glyph| glyph.direction == Direction::Right);
    let mut turned_lines = Vec::new();
    for direction in [Direction::Down, Direction::Up, Direction::Left, Direction::Stacked] {
        let own = turned.iter().filter(|glyph| glyph.direction == direction).map(|glyph| glyph.turned());
        turned_lines.extend(Line::all(own.collect()));
    }
    Some(Divided { tables, lines: Line::all(upright), turned: turned_lines, rules })
}

/// Where the tables of a page begin and end.
fn ends(tables: &[TableBox]) -> Option<(f64, f64)> {
    let around = tables.iter().map(|table| table.bounds).reduce(Bounds::union)?;
    Some((around.top, around.bottom))
}

/// Something on a page.
enum Thing {
    Line(usize, Line),
    Table(u32, TableBox),
}

impl Thing {
    const fn bounds(&self) -> Bounds {
        match self {
            Self::Line(_, line) => line.bounds,
            Self::Table(_, table) => table.bounds,
        }
    }
}

/// What was read so far.
struct Flow<'a> {
    laid: &'a mut Laid,
    /// That of all pages.
    whole: Measure,
    /// The last paragraph, which may go on, with its page.
    open: Option<(usize, Paragraph)>,
    notes: Vec<(usize, Paragraph)>,
}

impl Flow<'_> {
    fn page(&mut self, number: usize, page: Divided, lines: Vec<Line>) {
        let boxes: Vec<Bounds> = page.tables.iter().map(|table| table.bounds).collect();
        let edge = boxes.iter().map(|table| table.right).fold(0.0, f64::max);
        let gutter = gutter(&lines, &boxes);
        if let Some(gutter) = gutter {
            self.laid.divided.push(number);
            if are_side_by_side(&page.tables, gutter) {
                self.laid.doubled.push(number);
            }
        }
        let mut things: Vec<Thing> = Vec::new();
        for (at, line) in lines.into_iter().enumerate() {
            things.extend(at_gutter(line, gutter).into_iter().map(|line| Thing::Line(at + 1, line)));
        }
        things.extend(page.tables.into_iter().zip(1..).map(|(table, at)| Thing::Table(at, table)));
        let bounds: Vec<Bounds> = things.iter().map(Thing::bounds).collect();
        let mut things: Vec<_> = bands(&bounds, gutter).into_iter().zip(things).collect();
        things.sort_by(|((band, column), a), ((other_band, other_column), b)| {
            (band, column).cmp(&(other_band, other_column)).then(a.bounds().top.total_cmp(&b.bounds().top))
        });
        let measures = [Column::Left, Column::Right, Column::Both].map(|column| {
            let own = things.iter().filter(|((_, own), _)| *own == column);
            Measure::of(own.filter_map(|(_, thing)| match thing {
                Thing::Line(_, line) => Some(line),
                Thing::Table(..) => None,
            }))
        });
        let mut lines: Vec<(usize, Line)> = Vec::new();
        let mut of = (0, Column::Both);
        let mut is_first = true;
        let whole = self.whole;
        let measure = |column: Column| match (column, &measures) {
            (Column::Left, [left, ..]) => *left,
            (Column::Right, [_, right, _]) => *right,
            // A page of a few short lines does not show how wide the text is.
            (Column::Both, [.., both]) if gutter.is_none() => both.widened(&whole).reaching(edge),
            (Column::Both, [.., both]) => *both,
        };
        for (place, thing) in things {
            if place != of || matches!(thing, Thing::Table(..)) {
                self.lines(number, &mut lines, &measure(of.1), &mut is_first);
            }
            of = place;
            match thing {
                Thing::Line(at, line) => lines.push((at, line)),
                Thing::Table(at, table) => {
                    self.table(number, at, table, is_first && gutter.is_none());
                    is_first = false;
                }
            }
        }
        self.lines(number, &mut lines, &measure(of.1), &mut is_first);
        for line in page.turned {
            self.close();
            self.laid.pieces.push(Piece::Paragraph { text: line.text(), page: number, line: 1 });
        }
    }

    fn lines(&mut self, page: usize, lines: &mut Vec<(usize, Line)>, measure: &Measure, is_first: &mut bool) {
        for paragraph in paragraphs(&std::mem::take(lines), measure) {
            match &mut self.open {
                Some((_, open)) if *is_first && open.goes_on_in(&paragraph, measure) => {
                    append(&mut open.text, &paragraph.text);
                    open.ends_full = paragraph.ends_full;
                }
                _ => {
                    self.close();
                    self.open = Some((page, paragraph));
                }
            }
            *is_first = false;
        }
    }

    fn table(&mut self, page: usize, number: u32, table: TableBox, is_first: bool) {
        let before = match self.laid.pieces.last_mut() {
            Some(Piece::Table(before)) if is_first && self.open.is_none() => Some(before),
            _ => None,
        };
        let table = match before {
            Some(before) => before.append(table, page, number),
            None => Some(table),
        };
        if let Some(table) = table {
            self.close();
            self.laid.pieces.push(Piece::Table(LongTable::new(table, page, number)));
        }
    }

    fn close(&mut self) {
        if let Some((page, Paragraph { text, line, .. })) = self.open.take() {
            self.laid.pieces.push(Piece::Paragraph { text, page, line });
        }
    }

    fn finish(mut self) {
        self.close();
        let notes = self.notes.into_iter();
        let notes = notes.map(|(page, Paragraph { text, line, .. })| Piece::Paragraph { text, page, line });
        self.laid.pieces.extend(notes);
    }
}

/// A line divided at the gutter, unless it runs over it.
fn at_gutter(line: Line, gutter: Option<f64>) -> Vec<Line> {
    let Some(gutter) = gutter else { return vec![line] };
    let is_over = line
        .glyphs
        .iter()
        .any(|glyph| !glyph.is_space() && glyph.bounds.left < gutter && gutter < glyph.bounds.right);
    if is_over || !(line.bounds.left < gutter && gutter < line.bounds.right) {
        return vec![line];
    }
    let close = |pair: &[Glyph]| match pair {
        [a, b] => {
            a.bounds.left < gutter && b.bounds.left >= gutter && b.bounds.left - a.bounds.right < 0.6 * a.size
        }
        _ => false,
    };
    if line.glyphs.windows(2).any(close) {
        return vec![line];
    }
    let (left, right): (Vec<Glyph>, Vec<Glyph>) =
        line.glyphs.into_iter().partition(|glyph| glyph.bounds.left < gutter);
    Line::of(left).into_iter().chain(Line::of(right)).collect()
}
