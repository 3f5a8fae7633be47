//! Text objects: characters and where each of them is.

use super::matrix::Matrix;
use super::numbers::distances;
use super::objects::{Text, TextCode};
use crate::model::error::Result;
use crate::readers::drawing::{Canvas, Placed, Point, Shown, is_known};
use crate::readers::layout::is_wide;

/// What stands for a glyph that has no character.
const PLACEHOLDER: char = '¤';

/// The characters of a text. A backslash and four hexadecimal digits are one that XML does not allow or would trim;
/// `None` is one that cannot be known.
pub fn characters(text: &str) -> Vec<Option<char>> {
    // Programs that indent XML put lines around the text.
    let text = if text.contains('\n') { text.trim() } else { text };
    let mut characters = Vec::new();
    let mut rest = text.chars();
    while let Some(character) = rest.next() {
        let character = match character {
            '\\' => match escaped(rest.as_str()) {
                Some((escaped, after)) => {
                    rest = after.chars();
                    escaped
                }
                None => character,
            },
            '\r' | '\n' => continue,
            _ => character,
        };
        let is_character = character != PLACEHOLDER && is_known(character.encode_utf8(&mut [0; 4]));
        characters.push(is_character.then_some(character));
    }
    characters
}

/// The character that follows a backslash, and what follows it.
fn escaped(text: &str) -> Option<(char, &str)> {
    if let Some(rest) = text.strip_prefix('\\') {
        return Some(('\\', rest));
    }
    let (digits, rest) = text.split_at_checked(4)?;
    let is_number = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let code = u32::from_str_radix(digits, 16).ok().filter(|_| is_number)?;
    Some((char::from_u32(code)?, rest))
}

/// Draws a text object.
pub fn draw(text: &Text, matrix: Matrix, shown: Shown, canvas: &mut Canvas<'_>) -> Result<()> {
    let mut at = Point::default();
    for code in &text.codes {
        at = Point::new(code.x.unwrap_or(at.x), code.y.unwrap_or(at.y));
        canvas.begin_run();
        draw_code(text, code, at, matrix, shown, canvas)?;
    }
    Ok(())
}

fn draw_code(
    text: &Text,
    code: &TextCode,
    start: Point,
    matrix: Matrix,
    shown: Shown,
    canvas: &mut Canvas<'_>,
) -> Result<()> {
    let turned = turn(text.character_direction);
    let along = text.size * text.horizontal_scale;
    // One em, in the space of the object.
    let em = Point::new(turned.x * along, turned.y * along);
    let right = matrix.vector(em);
    let up = matrix.vector(Point::new(turned.y * text.size, -turned.x * text.size));
    let steps = code_steps(text, code);
    let is_stacked = is_stacked(text, em, &steps);
    let mut at = start;
    for (index, character) in code.characters.iter().enumerate() {
        canvas.step()?;
        let step = steps.get(index).copied();
        let natural = character.map_or(1.0, width);
        // A character is no wider than what is between it and the next one.
        let room = step.map(|step| step.x.mul_add(em.x, step.y * em.y) / em.length().powi(2).max(1e-9));
        let advance = room.filter(|room| *room > 0.0).map_or(natural, |room| room.min(natural));
        let placed = Placed { origin: matrix.point(at), right, up, advance, is_stacked };
        let mut buffer = [0; 4];
        let own: Option<&str> = character.map(|character| &*character.encode_utf8(&mut buffer));
        canvas.glyph(own, placed, shown);
        if let Some(step) = step {
            at = Point::new(at.x + step.x, at.y + step.y);
        }
    }
    Ok(())
}

/// From each character to the next one. Where the file says nothing, as far as a character is wide.
fn code_steps(text: &Text, code: &TextCode) -> Vec<Point> {
    let count = code.characters.len().saturating_sub(1);
    let list = |distances_of: &Option<String>| {
        distances_of.as_deref().map(|text| distances(text, count)).unwrap_or_default()
    };
    let (across, down) = (list(&code.across), list(&code.down));
    if across.is_empty() && down.is_empty() {
        let direction = turn(text.read_direction);
        let characters = code.characters.iter().take(count);
        let is_upright = (text.read_direction - text.character_direction).abs() < 45.0;
        let steps = characters.map(|character| {
            let wide = if is_upright { character.map_or(1.0, width) * text.horizontal_scale } else { 1.0 };
            Point::new(direction.x * wide * text.size, direction.y * wide * text.size)
        });
        return steps.collect();
    }
    let at = |list: &[f64], index: usize| list.get(index).copied().unwrap_or(0.0);
    (0..count).map(|index| Point::new(at(&across, index), at(&down, index))).collect()
}

/// Whether characters are below each other while they are upright.
fn is_stacked(text: &Text, em: Point, steps: &[Point]) -> bool {
    let Some(step) = steps.iter().find(|step| step.length() > 0.0) else {
        return turn(text.read_direction - text.character_direction).y > 0.5;
    };
    // Along the text, and across it, down from its head to its foot.
    let along = step.x.mul_add(em.x, step.y * em.y);
    let across = step.y.mul_add(em.x, -(step.x * em.y));
    across > 2.0 * along.abs()
}

/// A step of one in a direction, in degrees clockwise: only quarters are known.
fn turn(degrees: f64) -> Point {
    let quarter = degrees.rem_euclid(360.0);
    if !(45.0..315.0).contains(&quarter) {
        Point::new(1.0, 0.0)
    } else if quarter < 135.0 {
        Point::new(0.0, 1.0)
    } else if quarter < 225.0 {
        Point::new(-1.0, 0.0)
    } else {
        Point::new(0.0, -1.0)
    }
}

/// How wide a character is at most in usual fonts, in ems: the file does not say.
const fn width(character: char) -> f64 {
    match character {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | '(' | ')' | '[' | ']' | 't'
        | 'f' | 'r' => 0.5,
        'm' | 'w' | 'M' | 'W' | '%' | '@' | '+' | '=' | '<' | '>' | '~' => 1.0,
        'A'..='Z' | '&' => 0.78,
        _ if is_wide(character) => 1.0,
        _ => 0.56,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_may_be_escaped_or_unknown() {
        let read = |text: &str| -> String {
            characters(text).into_iter().map(|character| character.unwrap_or('?')).collect()
        };
        for (text, want) in [
            ("12\\0020件", "12 件"),
            ("a\\\\b\\x", "a\\b\\x"),
            ("\n  公开\n ", "公开"),
            (" 1", " 1"),
            ("¤¤\u{e001}", "???"),
        ] {
            assert_eq!(read(text), want, "{text}");
        }
    }
}
