//! Registration forms (登记表): a label, and to its right the cell to fill in, one or more such pairs in a row.

use super::grid::{Grid, GridCell};
use super::header::is_mark;
use super::parts::{Line, is_above};
use super::table::{Derived, Input};
use super::{Doubt, kinds};
use crate::forms::source::{BlockSource, LineSource};
use crate::model::form::{Kind, Layout};
use crate::model::language::Message;

/// The label of a pair with those of its groups, and the cell to fill in.
struct Pair<'g, 'd> {
    path: Vec<&'g str>,
    label: &'g GridCell<'d>,
    input: &'g GridCell<'d>,
}

/// A registration form in a sheet.
pub struct Fields<'g, 'd> {
    /// What is above it.
    pub lines: Vec<Line>,
    pairs: Vec<Pair<'g, 'd>>,
}

impl<'g, 'd> Fields<'g, 'd> {
    /// The form, if a sheet consists of pairs but for the lines above and below them.
    pub fn of(grid: &'g Grid<'d>) -> Option<Self> {
        let mut fields = Self { lines: Vec::new(), pairs: Vec::new() };
        let (mut rows, mut is_below) = (0, false);
        for row in 0..grid.height() {
            let line = line(grid, row);
            let is_title = |text: &str| {
                rows == 0 && fields.lines.is_empty() && text.ends_with(['表', '册', '卡', '单', '书'])
            };
            match line {
                Some(text) if text.is_empty() => is_below = rows > 0,
                Some(text) if is_below || is_above(&text) || is_title(&text) || is_wide(grid, row) => {
                    is_below = rows > 0;
                    if !is_below {
                        fields.lines.push(Line { text, is_wide: false });
                    }
                }
                _ if is_below => return None,
                _ => {
                    fields.pairs.extend(pairs(grid, row)?);
                    rows += 1;
                }
            }
        }
        (rows > 1).then_some(fields)
    }

    /// The table of the form.
    pub fn derive(&self, doubts: &mut Vec<Doubt>) -> Derived {
        let mut derived = Derived::default();
        let mut open: Vec<String> = Vec::new();
        let mut columns = Vec::new();
        for (at, pair) in self.pairs.iter().enumerate() {
            let path: Vec<String> =
                pair.path.iter().map(|label| label.trim_end_matches(['：', ':']).to_owned()).collect();
            let Some((label, path)) = path.split_last() else { continue };
            let mut column = LineSource {
                id: format!("c{}", at + 1),
                label: label.clone(),
                path: path.to_vec(),
                ..LineSource::default()
            };
            let said = kinds::apply_placeholder(&mut column, pair.input.placeholder.as_ref());
            match kinds::of_field(&pair.path) {
                _ if said => {}
                Some(kind) => column.number = kind,
                None => {
                    column.number = Kind::Text;
                    open.push(label.clone());
                }
            }
            derived.inputs.insert(pair.input.place.clone(), Input { block: 0, row: 0, column: at });
            columns.push(column);
        }
        derived.place = self.pairs.first().map(|pair| pair.label.place.clone()).unwrap_or_default();
        derived.source.layout = Layout::Fields;
        derived.source.records = Some("one".to_owned());
        derived.source.blocks = vec![BlockSource { clause: None, columns, rows: Vec::new() }];
        if !open.is_empty() {
            let labels = open.iter().map(|label| format!("“{label}”")).collect::<String>();
            doubts.push(Doubt {
                place: derived.place.clone(),
                message: Message::new(
                    format!("{labels}看不出要填数还是填文字，按文字算，不加合计；填数的请在标签后写单位，如“（人）”，或在“指标”表里写明"),
                    format!("{labels} may be numbers or texts, and are taken for texts; write a unit after the label of a number, or add the sheet 指标"),
                ),
            });
        }
        derived
    }
}

/// The only text of a row, or nothing for a blank one.
fn line(grid: &Grid<'_>, row: usize) -> Option<String> {
    let mut texts = grid.covering(row).filter(|cell| !cell.text.is_empty());
    let Some(first) = texts.next() else {
        let is_blank = grid.covering(row).all(|cell| cell.formula.is_none() && cell.placeholder.is_none());
        return is_blank.then(String::new);
    };
    texts.next().is_none().then(|| first.text.clone())
}

fn is_wide(grid: &Grid<'_>, row: usize) -> bool {
    grid.starting(row).next().is_some_and(|cell| cell.width >= grid.width)
}

/// The pairs of a row; `None` if it has anything else.
fn pairs<'g, 'd>(grid: &'g Grid<'d>, row: usize) -> Option<Vec<Pair<'g, 'd>>> {
    let mut groups: Vec<&'g str> = Vec::new();
    let mut label: Option<&'g GridCell<'d>> = None;
    let mut has_input = true;
    let mut pairs = Vec::new();
    let cells: Vec<&'g GridCell<'d>> = grid.covering(row).collect();
    for (at, cell) in cells.iter().copied().enumerate() {
        let is_before_label = cells.get(at + 1).is_some_and(|next| !next.is_input());
        if !cell.is_input() && cell.height > 1 && is_before_label {
            groups = vec![&cell.text];
            continue;
        }
        if cell.row < row {
            continue;
        }
        match (label, cell.is_input()) {
            (None, false) if !is_mark(&cell.text) => {
                label = Some(cell);
                has_input = false;
            }
            (Some(named), is_input) if is_input || is_mark(&cell.text) => {
                let path = groups.iter().copied().chain([named.text.as_str()]).collect();
                pairs.push(Pair { path, label: named, input: cell });
                label = None;
                has_input = true;
            }
            // What is blank behind a cell to fill in is part of it.
            (None, true) if at > 0 => {}
            _ => return None,
        }
    }
    (has_input && (!pairs.is_empty() || cells.iter().any(|cell| cell.row < row))).then_some(pairs)
}
