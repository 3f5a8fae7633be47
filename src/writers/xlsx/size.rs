//! How wide columns and how high rows must be for their text, estimated in whole points.
//!
//! A column's width counts digits of Calibri 11, 7 pixels each (5.25 points); a Chinese character is as
//! wide as its font is high. Estimates are rather too large: some space is better than a clipped line.

use unicode_width::UnicodeWidthStr;

/// Excel's limit on the height of a row, in points.
pub const MAX_HEIGHT: u32 = 400;

/// Half-width characters of a font of `points` that a column of this width shows on one line.
fn capacity(width: u32, points: u32) -> usize {
    let half_widths = (width * 21) / (2 * points.max(1));
    usize::try_from(half_widths).unwrap_or(1).max(2)
}

/// Lines that a text takes when wrapped.
pub fn lines(text: &str, width: u32, points: u32) -> u32 {
    let capacity = capacity(width, points);
    let lines: usize = text.split('\n').map(|line| line.width().div_ceil(capacity).max(1)).sum();
    u32::try_from(lines).unwrap_or(u32::MAX)
}

/// Height of a text when wrapped.
pub fn height(text: &str, width: u32, points: u32) -> u32 {
    let line = points * 4 / 3 + 1;
    lines(text, width, points).saturating_mul(line).saturating_add(4)
}

/// Height of a text whose characters are stacked.
pub fn stacked_height(text: &str, points: u32) -> u32 {
    let characters = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    characters.saturating_mul(points * 5 / 4).saturating_add(6)
}

/// Divides `total` by weights, with at least `least` each; equally if there are no weights.
pub fn share(total: u32, weights: &[u16], columns: usize, least: &[u32]) -> Vec<u32> {
    let weight = |column: usize| match weights.get(column) {
        Some(&weight) if weight > 0 => u32::from(weight),
        _ => 1,
    };
    let sum: u32 = (0..columns).map(weight).sum();
    let share = |column| (total * weight(column) / sum.max(1)).max(least.get(column).copied().unwrap_or(0));
    (0..columns).map(share).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_a_page_holds_39_characters() {
        assert_eq!(lines(&"字".repeat(39), 90, 12), 1);
        assert_eq!(lines(&"字".repeat(40), 90, 12), 2);
        assert_eq!(lines("", 90, 12), 1);
        assert_eq!(lines("一\n二", 90, 12), 2);
        assert_eq!(lines("字字", 0, 12), 2);
    }

    #[test]
    fn widths_follow_weights_but_hold_the_figures() {
        assert_eq!(share(90, &[1, 2], 2, &[0, 0]), [30, 60]);
        assert_eq!(share(90, &[], 3, &[]), [30, 30, 30]);
        assert_eq!(share(10, &[1, 9], 2, &[8, 0]), [8, 9]);
    }
}
