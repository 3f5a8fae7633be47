//! The tables of a page that ruling lines show, with the text of their cells.

use super::cell_text::{CellText, cell_text};
use super::geometry::{Bounds, Rule};
use super::glyph::Glyph;
use super::grid::{Grid, GridCell};
use super::rules;
use super::words::Word;

/// A table on a page.
#[derive(Clone, Debug, PartialEq)]
pub struct TableBox {
    pub bounds: Bounds,
    /// Where the columns begin, and where the last one ends.
    pub columns: Vec<f64>,
    /// Its rows of cells, each listed where it starts.
    pub rows: Vec<Vec<CellBox>>,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct CellBox {
    pub column: usize,
    pub colspan: usize,
    pub rowspan: usize,
    pub text: CellText,
    /// Text that runs over the cell into one that has text, too, so that nobody knows what is whose.
    pub overflow: Option<String>,
}

/// The tables of a page from top to bottom, and the characters outside of them. `None` where there are too many lines.
pub fn tables(
    glyphs: Vec<Glyph>,
    rules: Vec<Rule>,
    most_cells: usize,
) -> Option<(Vec<TableBox>, Vec<Glyph>)> {
    let groups = rules::groups(&rules::joined(rules))?;
    let mut grids: Vec<Grid> = groups.iter().filter_map(|group| Grid::of(group, most_cells)).collect();
    // The smaller of two is in a cell of the larger.
    grids.sort_by(|a, b| area(a.bounds()).total_cmp(&area(b.bounds())));
    let (spaces, seen): (Vec<Glyph>, Vec<Glyph>) = glyphs.into_iter().partition(Glyph::is_space);
    let grid_at = |at| grids.iter().position(|grid| grid.bounds().contains(at));
    let mut outside: Vec<Glyph> =
        spaces.into_iter().filter(|space| grid_at(space.bounds.centre()).is_none()).collect();
    let mut words: Vec<Vec<Word>> = vec![Vec::new(); grids.len()];
    for word in Word::all(seen) {
        match grid_at(word.bounds.centre()).and_then(|grid| words.get_mut(grid)) {
            Some(words) => words.push(word),
            None => outside.extend(word.glyphs),
        }
    }
    let filled = grids.into_iter().zip(words).filter(|(_, words)| !words.is_empty());
    let mut tables: Vec<TableBox> = filled.map(|(grid, words)| fill(&grid, words)).collect();
    tables.sort_by(|a, b| a.bounds.top.total_cmp(&b.bounds.top));
    Some((tables, outside))
}

fn area(bounds: Bounds) -> f64 {
    bounds.width() * bounds.height()
}

/// The table of a grid with words in its cells.
pub fn fill(grid: &Grid, words: Vec<Word>) -> TableBox {
    let mut glyphs: Vec<Vec<Glyph>> = vec![Vec::new(); grid.cells.len()];
    let mut over: Vec<(usize, Word)> = Vec::new();
    for word in words {
        let lines = lines_through(grid, &word);
        for part in word.split_at(&lines) {
            let index = grid.cell_at(part.bounds.centre());
            if grid.cells.get(index).is_some_and(|cell| runs_over(&part, cell)) {
                over.push((index, part.clone()));
            }
            if let Some(own) = glyphs.get_mut(index) {
                own.extend(part.glyphs);
            }
        }
    }
    let mut overflow: Vec<Option<String>> = vec![None; grid.cells.len()];
    for (index, word) in over {
        let (_, y) = word.bounds.centre();
        let ends = [word.bounds.left, word.bounds.right].map(|x| grid.cell_at((x, y)));
        let others = ends.into_iter().filter(|end| *end != index);
        for other in others {
            if glyphs.get(other).is_some_and(|own| !own.is_empty()) {
                for cell in [index, other] {
                    overflow.get_mut(cell).into_iter().for_each(|text| *text = Some(word.text()));
                }
            }
        }
    }
    let mut rows: Vec<Vec<CellBox>> = vec![Vec::new(); grid.rows.len().saturating_sub(1)];
    for ((cell, glyphs), overflow) in grid.cells.iter().zip(glyphs).zip(overflow) {
        let text = cell_text(&glyphs, cell.bounds);
        let GridCell { row, column, rowspan, colspan, .. } = *cell;
        if let Some(cells) = rows.get_mut(row) {
            cells.push(CellBox { column, colspan, rowspan, text, overflow });
        }
    }
    TableBox { bounds: grid.bounds(), columns: grid.columns.clone(), rows }
}

/// The sides of cells that a word crosses.
fn lines_through(grid: &Grid, word: &Word) -> Vec<f64> {
    let (_, y) = word.bounds.centre();
    let mut lines = Vec::new();
    let mut at = grid.cell_at((word.bounds.left, y));
    while let Some(cell) = grid.cells.get(at).filter(|cell| cell.bounds.right < word.bounds.right) {
        lines.push(cell.bounds.right);
        let next = grid.cell_at((cell.bounds.right + 0.01, y));
        if next == at {
            break;
        }
        at = next;
    }
    lines
}

/// Whether a figure has characters in another cell.
fn runs_over(word: &Word, cell: &GridCell) -> bool {
    word.has_digits()
        && word.glyphs.iter().any(|glyph| {
            let (x, _) = glyph.bounds.centre();
            x < cell.bounds.left || cell.bounds.right < x
        })
}

#[cfg(test)]
mod tests {
    use super::super::geometry::sides;
    use super::super::line::tests::text_at;
    use super::*;

    fn table(cells: &[(f64, f64, f64, f64)], texts: &[(&str, f64, f64)]) -> TableBox {
        let rules = cells.iter().flat_map(|&(a, b, c, d)| sides(Bounds::new(a, b, c, d))).collect();
        let glyphs = texts.iter().zip(0..).flat_map(|(&(text, left, baseline), run)| {
            text_at(text, left, baseline, 10.0, 0.0).into_iter().map(move |glyph| Glyph { run, ..glyph })
        });
        let (mut tables, outside) = tables(glyphs.collect(), rules, 1000).unwrap();
        assert_eq!((tables.len(), outside), (1, Vec::new()));
        tables.remove(0)
    }

    const ROW: [(f64, f64, f64, f64); 2] = [(0., 0., 30., 20.), (30., 0., 60., 20.)];

    fn texts(table: &TableBox) -> Vec<&str> {
        table.rows.iter().flatten().map(|cell| cell.text.text.as_str()).collect()
    }

    #[test]
    fn characters_are_in_the_cell_around_them() {
        assert_eq!(texts(&table(&ROW, &[("行政", 5., 15.), ("17", 40., 15.)])), ["行政", "17"]);
    }

    #[test]
    fn figures_that_touch_are_two() {
        let table = table(&ROW, &[("123456", 0., 15.), ("789012", 30., 15.)]);
        assert_eq!(texts(&table), ["123456", "789012"]);
        assert!(table.rows.iter().flatten().all(|cell| cell.overflow.is_none()));
    }

    #[test]
    fn a_figure_wider_than_its_cell_is_whole_or_left_out() {
        let alone = table(&ROW, &[("12345678", 0., 15.)]);
        assert_eq!(texts(&alone), ["12345678", ""]);
        assert_eq!(alone.rows[0][0].overflow, None);
        let both = table(&ROW, &[("12345678", 0., 15.), ("9", 50., 15.)]);
        assert!(both.rows[0].iter().all(|cell| cell.overflow.as_deref() == Some("12345678")));
    }
}
