//! What of a page's characters is seen: not what is hidden, covered or struck out, and nothing twice.

use super::canvas::{Canvas, Drawn, Fill};
use crate::model::error::{Error, Limit, Result};
use crate::readers::appearance::{AsideKind, Colour};
use crate::readers::layout::{Axis, Bounds, Direction, Glyph, Line, Rule};

/// What of a page is seen, and what is not.
#[derive(Debug, Default)]
pub struct Seen {
    pub glyphs: Vec<Glyph>,
    pub rules: Vec<Rule>,
    pub asides: Vec<(AsideKind, String)>,
    /// Texts at an angle: marks across the page.
    pub marks: Vec<String>,
}

/// Pairs of characters and boxes of a page that are compared.
const MOST_PAIRS: usize = 50_000_000;
/// Characters before one that are compared with it.
const WINDOW: usize = 256;

/// # Errors
/// [`Error::TooLarge`] where more would have to be compared than can be in time.
pub fn seen(page: Canvas<'_>) -> Result<Seen> {
    let pairs = page.drawn.len().saturating_mul(page.fills.len());
    if pairs > MOST_PAIRS {
        return Err(Error::TooLarge { what: Limit::Nodes, found: pairs as u64, allowed: MOST_PAIRS as u64 });
    }
    let (mut shown, mut hidden, mut oblique) = (Vec::new(), Vec::new(), Vec::new());
    for drawn in page.drawn {
        if drawn.is_hidden || !drawn.glyph.is_space() && is_unseen(&drawn, &page.fills) {
            hidden.push(drawn.glyph);
        } else if drawn.is_oblique {
            oblique.push(drawn.glyph);
        } else {
            shown.push(drawn.glyph);
        }
    }
    let glyphs = without_doubles(shown);
    let hidden = without_doubles(glyphs.iter().copied().chain(hidden).collect()).split_off(glyphs.len());
    let mut seen = Seen { rules: page.rules, ..Seen::default() };
    let (glyphs, struck) = without_struck(glyphs, &mut seen.rules);
    for (kind, glyphs) in [(AsideKind::Hidden, hidden), (AsideKind::Struck, struck)] {
        seen.asides.extend(texts(glyphs).into_iter().map(|text| (kind, text)));
    }
    seen.marks = marks(&oblique);
    seen.glyphs = glyphs;
    Ok(seen)
}

/// Whether a character has the colour of what is behind it, or something is drawn over it.
fn is_unseen(drawn: &Drawn, fills: &[Fill]) -> bool {
    let at = drawn.glyph.bounds.centre();
    let inner = drawn.glyph.bounds.inflated(-0.2 * drawn.glyph.size);
    let is_covered =
        |fill: &Fill| fill.order > drawn.order && fill.ink.is_opaque && fill.bounds.contains_box(inner);
    if fills.iter().any(is_covered) {
        return true;
    }
    let Some(colour) = drawn.colour else { return false };
    let behind = fills.iter().rev().find(|fill| fill.order < drawn.order && fill.bounds.contains(at));
    // Of what a picture or pattern is behind it, nothing is known.
    let background = behind.map_or(Some(Colour::WHITE), |fill| fill.ink.colour);
    background.is_some_and(|background| colour.is_lost_on(background))
}

/// The characters without those drawn twice in one place, as bold ones are. The first of each stays in its order.
fn without_doubles(glyphs: Vec<Glyph>) -> Vec<Glyph> {
    let mut order: Vec<(usize, Glyph)> = glyphs.iter().copied().enumerate().collect();
    order.sort_by(|(at, a), (other, b)| {
        a.character.cmp(&b.character).then(a.bounds.left.total_cmp(&b.bounds.left)).then(at.cmp(other))
    });
    let mut is_double = vec![false; glyphs.len()];
    for (index, (at, glyph)) in order.iter().enumerate() {
        let before = order.get(index.saturating_sub(WINDOW)..index).unwrap_or_default().iter().rev();
        let near = before.take_while(|(_, other)| {
            other.character == glyph.character && glyph.bounds.left - other.bounds.left <= 0.2 * glyph.size
        });
        for (other_at, other) in near {
            let is_same = (other.bounds.top - glyph.bounds.top).abs() <= 0.2 * glyph.size
                && (other.size - glyph.size).abs() <= 0.15 * glyph.size;
            if is_same && !is_double.get(*other_at).copied().unwrap_or(true) {
                is_double.get_mut(*at.max(other_at)).into_iter().for_each(|double| *double = true);
            }
        }
    }
    glyphs.into_iter().zip(is_double).filter(|(_, is_double)| !is_double).map(|(glyph, _)| glyph).collect()
}

/// Divides off the characters that a line goes through, and takes those lines away.
fn without_struck(mut glyphs: Vec<Glyph>, rules: &mut Vec<Rule>) -> (Vec<Glyph>, Vec<Glyph>) {
    let is_line = |glyph: &Glyph| glyph.direction == Direction::Right && !glyph.is_space();
    glyphs.sort_by(|a, b| a.baseline().total_cmp(&b.baseline()));
    let largest = glyphs.iter().map(|glyph| glyph.size).fold(0.0, f64::max);
    let mut is_struck = vec![false; glyphs.len()];
    rules.retain(|rule| {
        if rule.axis != Axis::Horizontal {
            return true;
        }
        let first = glyphs.partition_point(|glyph| glyph.baseline() < rule.at);
        let near = glyphs.iter().enumerate().skip(first).take(WINDOW * 4);
        let through: Vec<(usize, Bounds)> = near
            .take_while(|(_, glyph)| glyph.baseline() <= 0.5_f64.mul_add(largest, rule.at))
            .filter(|(_, glyph)| {
                let above = (glyph.baseline() - rule.at) / glyph.size;
                let (x, _) = glyph.bounds.centre();
                is_line(glyph) && (0.18..0.48).contains(&above) && rule.from <= x && x <= rule.to
            })
            .map(|(at, glyph)| (at, glyph.bounds))
            .collect();
        let Some(bounds) = through.iter().map(|(_, bounds)| *bounds).reduce(Bounds::union) else {
            return true;
        };
        // Lines of tables pass through text that is too large for its row, but do not end with it.
        let room = 0.6 * bounds.height();
        if (bounds.left - rule.from).abs() > room || (rule.to - bounds.right).abs() > room {
            return true;
        }
        for (at, _) in through {
            is_struck.get_mut(at).into_iter().for_each(|struck| *struck = true);
        }
        false
    });
    let mut struck = Vec::new();
    let mut at = 0;
    glyphs.retain(|glyph| {
        let is_struck = is_struck.get(at).copied().unwrap_or(false);
        at += 1;
        if is_struck {
            struck.push(*glyph);
        }
        !is_struck
    });
    (glyphs, struck)
}

/// The texts of characters, a line each.
fn texts(glyphs: Vec<Glyph>) -> Vec<String> {
    Line::all(glyphs.into_iter().map(Glyph::turned).collect()).iter().map(Line::text).collect()
}

/// The texts of characters at an angle, which lie on no line, in the order in which they are drawn.
fn marks(glyphs: &[Glyph]) -> Vec<String> {
    let mut marks: Vec<String> = Vec::new();
    for run in glyphs.chunk_by(|a, b| a.run == b.run) {
        let text: String = run.iter().map(|glyph| glyph.character).collect();
        let text = text.trim().to_owned();
        if !text.is_empty() && !marks.contains(&text) && marks.len() < WINDOW {
            marks.push(text);
        }
    }
    marks
}
