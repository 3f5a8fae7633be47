//! The characters in a cell to its text.

use super::geometry::Bounds;
use super::glyph::{Direction, Glyph};
use super::line::Line;

/// Room at each side of a cell that programs leave, at most.
const PADDING: f64 = 6.0;

/// What is in a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CellText {
    pub text: String,
    /// Whether its last line is full, so that it may go on.
    pub ends_full: bool,
    /// Whether not even a digit more would have fitted in its last line.
    pub ends_tight: bool,
}

/// The text of a cell. Lines that the width of the cell broke are joined; others are kept apart.
pub fn cell_text(glyphs: &[Glyph], cell: Bounds) -> CellText {
    let mut text = String::new();
    let (mut ends_full, mut ends_tight) = (false, false);
    for direction in [Direction::Right, Direction::Stacked, Direction::Down, Direction::Up, Direction::Left] {
        let own: Vec<Glyph> = glyphs.iter().filter(|glyph| glyph.direction == direction).copied().collect();
        if own.is_empty() {
            continue;
        }
        let (own, cell) = if direction == Direction::Right && is_stacked(&own, cell) {
            let turned =
                own.into_iter().map(|glyph| Glyph { direction: Direction::Stacked, ..glyph }.turned());
            (turned.collect(), turned_bounds(cell, Direction::Stacked))
        } else {
            (own.into_iter().map(Glyph::turned).collect(), turned_bounds(cell, direction))
        };
        let lines = Line::all(own);
        let joined = joined_lines(&lines, cell.width());
        ends_full = lines.last().is_some_and(|line| is_full(line, cell.width()));
        ends_tight = lines.last().is_some_and(|line| is_tight(line, cell.width()));
        if !text.is_empty() && !joined.is_empty() {
            text.push('\n');
        }
        text.push_str(&joined);
    }
    CellText { text, ends_full, ends_tight }
}

/// Whether no more than a character or two would fit: signs that may not begin a line take those before them along.
fn is_full(line: &Line, width: f64) -> bool {
    room(line, width) < 2.3 * line.size
}

/// Whether not even a digit more would fit.
fn is_tight(line: &Line, width: f64) -> bool {
    room(line, width) < 0.62 * line.size
}

fn room(line: &Line, width: f64) -> f64 {
    width - line.bounds.width() - 2.0 * PADDING
}

const fn turned_bounds(cell: Bounds, direction: Direction) -> Bounds {
    Glyph { character: ' ', bounds: cell, size: 0.0, direction, run: 0 }.turned().bounds
}

/// Whether upright characters are to be read column by column: they are close to those below them and far from those
/// beside them.
fn is_stacked(glyphs: &[Glyph], cell: Bounds) -> bool {
    if cell.height() < 1.5 * cell.width() {
        return false;
    }
    let lines = Line::all(glyphs.to_vec());
    let seen = |line: &Line| line.glyphs.iter().filter(|glyph| !glyph.is_space()).count();
    let most = lines.iter().map(seen).max().unwrap_or(0);
    if lines.len() < 3 || !(2..=4).contains(&most) {
        return false;
    }
    let beside = lines.iter().flat_map(|line| line.glyphs.windows(2)).filter_map(|pair| match pair {
        [a, b] => Some((b.bounds.left - a.bounds.right) / a.size.max(0.1)),
        _ => None,
    });
    let below = lines.windows(2).filter_map(|pair| match pair {
        [a, b] => Some((b.baseline - a.baseline) / a.size.max(0.1)),
        _ => None,
    });
    beside.fold(f64::INFINITY, f64::min) > 0.3 && below.fold(0.0, f64::max) < 1.25
}

fn joined_lines(lines: &[Line], width: f64) -> String {
    let mut text = String::new();
    let mut before: Option<(&Line, String)> = None;
    for line in lines {
        let own = line.text();
        if let Some((before, above)) = &before {
            text.push_str(between(before, above, line, &own, width));
        }
        text.push_str(&own);
        before = Some((line, own));
    }
    text
}

/// What is between two lines of a cell: nothing where its width broke them.
fn between(before: &Line, above: &str, line: &Line, own: &str, width: f64) -> &'static str {
    let size = before.size;
    let is_next = line.baseline - before.baseline <= 2.2 * size && (line.size - size).abs() < 0.3 * size;
    if is_figure(above) || is_figure(own) {
        // One more digit would not have fitted, and both are parts of a figure.
        let is_broken = is_next && is_figure(above) && is_rest_of_figure(own) && is_tight(before, width);
        return if is_broken { "" } else { "\n" };
    }
    let is_word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let joint = if is_word(above.chars().next_back()) && is_word(own.chars().next()) { " " } else { "" };
    if is_next && is_full(before, width) { joint } else { "\n" }
}

/// Whether a line is a figure, or a part of one.
pub fn is_figure(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '%' | '，' | '．'))
}

/// Whether a line may be the end of a figure: digits, then perhaps a short unit.
pub fn is_rest_of_figure(text: &str) -> bool {
    let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit());
    let unit = text.get(digits.len()..).unwrap_or_default();
    is_figure(digits)
        && (is_figure(text) || unit.chars().count() <= 3 && unit.chars().all(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::super::line::tests::text_at;
    use super::*;

    fn text(lines: &[&str], width: f64) -> String {
        let glyphs = lines.iter().zip([10.0, 23.0, 36.0, 49.0]);
        let glyphs: Vec<Glyph> =
            glyphs.flat_map(|(line, baseline)| text_at(line, 5.0, baseline, 10.0, 0.0)).collect();
        cell_text(&glyphs, Bounds::new(0.0, 0.0, width, 60.0)).text
    }

    #[test]
    fn only_lines_that_the_cell_broke_are_joined() {
        for (lines, width, want) in [
            (&["1.属于国", "家秘密"][..], 50.0, "1.属于国家秘密"),
            (&["一、甲", "二、乙"], 120.0, "一、甲\n二、乙"),
            (&["7270", "1.25"], 32.0, "72701.25"),
            (&["7270", "1.25"], 60.0, "7270\n1.25"),
            (&["12", "共"], 22.0, "12\n共"),
            (&["三", "、", "本"], 20.0, "三、本"),
        ] {
            assert_eq!(text(lines, width), want, "{lines:?}");
        }
    }

    #[test]
    fn turned_text_is_read_along_its_direction() {
        let turned = |direction, from: f64, step: f64| -> Vec<Glyph> {
            let glyphs = "办理结果".chars().zip(0_u8..).map(|(character, at)| {
                let top = step.mul_add(f64::from(at), from);
                Glyph {
                    character,
                    bounds: Bounds::new(5.0, top, 15.0, top + 10.0),
                    size: 10.0,
                    direction,
                    run: 0,
                }
            });
            glyphs.collect()
        };
        let cell = Bounds::new(0.0, 0.0, 20.0, 60.0);
        assert_eq!(cell_text(&turned(Direction::Down, 0.0, 10.0), cell).text, "办理结果");
        assert_eq!(cell_text(&turned(Direction::Up, 30.0, -10.0), cell).text, "办理结果");
        assert_eq!(cell_text(&turned(Direction::Stacked, 0.0, 10.0), cell).text, "办理结果");
    }

    #[test]
    fn columns_of_upright_characters_are_read_one_after_the_other() {
        let mut glyphs = Vec::new();
        for (column, left) in [("三本年", 25.0), ("办理结", 5.0)] {
            for (character, baseline) in column.chars().zip([10.0, 20.5, 31.0]) {
                glyphs.push(Glyph::upright(character, left, baseline, 10.0, 10.0, 0));
            }
        }
        assert_eq!(cell_text(&glyphs, Bounds::new(0.0, 0.0, 40.0, 120.0)).text, "三本年\n办理结");
    }
}
