//! Headers and footers of pages: figures in them are said to be left out, letterheads and page numbers are not. All
//! lines are kept beside the text, because they may say of what its figures are.

use super::piece::Piece;
use crate::model::document::{Paragraph, Role};
use crate::model::place::Place;

/// The lines and cells of a header or footer.
pub fn lines(pieces: &[Piece]) -> Vec<Paragraph> {
    let mut texts: Vec<&str> = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Paragraph { line, .. } => texts.push(line.text()),
            Piece::Table(table) => texts.extend(table.rows.iter().flatten().map(|cell| cell.text.as_str())),
            Piece::Chunk { .. } => {}
        }
    }
    let lines = texts.into_iter().flat_map(str::lines).map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| Paragraph::new(line, Role::Body, Place::Unknown)).collect()
}

/// What in a header or footer may be part of a report; `None` for a letterhead or the number of the page.
pub fn figures(pieces: &[Piece]) -> Option<String> {
    pieces.iter().find_map(|piece| match piece {
        Piece::Paragraph { line, .. } => counts(line.text()).then(|| line.text().to_owned()),
        Piece::Table(table) => {
            let mut cells = table.rows.iter().flatten().map(|cell| cell.text.as_str());
            let figures = cells.clone().filter(|text| is_figure(text)).count();
            let has_labels = cells.clone().any(|text| hanzi(text) > 1 && !is_figure(text));
            let has_counts = cells.clone().any(counts);
            // A single number may be that of the page.
            let is_data = figures > 1 && has_labels || has_counts;
            is_data.then(|| cells.by_ref().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" "))
        }
        Piece::Chunk { .. } => None,
    })
}

/// Whether a text is nothing but a number.
fn is_figure(text: &str) -> bool {
    let text = text.trim();
    text.chars().any(char::is_numeric)
        && text.chars().all(|c| c.is_numeric() || matches!(c, '.' | ',' | '，'))
}

fn hanzi(text: &str) -> usize {
    text.chars().filter(|c| matches!(c, '\u{4e00}'..='\u{9fff}')).count()
}

/// Whether a text counts something: a number and what it is a number of, such as `12件`.
fn counts(text: &str) -> bool {
    const UNITS: [&str; 7] = ["件", "条", "宗", "万元", "元", "人次", "次"];
    let mut rest = text;
    while let Some(at) = rest.find(char::is_numeric) {
        rest = rest.get(at..).unwrap_or_default().trim_start_matches(|c: char| c.is_numeric() || c == '.');
        if UNITS.iter().any(|unit| rest.trim_start().starts_with(unit)) {
            return true;
        }
    }
    false
}
