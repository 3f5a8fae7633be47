//! Notes at the foot of a page, below a short line.

use super::geometry::{Axis, Rule};
use super::line::Line;

/// How much of the text's width such a line takes.
const LENGTHS: std::ops::Range<f64> = 0.08..0.5;

/// Takes the notes out of the lines of a page, which are from top to bottom. `size` is that of the text.
pub fn take(lines: &mut Vec<Line>, rules: &[Rule], size: f64) -> Vec<Line> {
    let left = lines.iter().map(|line| line.bounds.left).fold(f64::INFINITY, f64::min);
    let right = lines.iter().map(|line| line.bounds.right).fold(f64::NEG_INFINITY, f64::max);
    let is_separator = |rule: &&Rule| {
        rule.axis == Axis::Horizontal
            && LENGTHS.contains(&(rule.length() / (right - left).max(1.0)))
            && rule.from < left + 2.0 * size
    };
    let tops = rules.iter().filter(is_separator).map(|rule| rule.at);
    let lowest = tops.fold(f64::NEG_INFINITY, f64::max);
    let first = lines.partition_point(|line| line.bounds.bottom <= lowest);
    let below = lines.get(first..).unwrap_or_default();
    let are_notes = !below.is_empty() && first > 0 && below.iter().all(|line| line.size < 0.95 * size);
    if are_notes { lines.split_off(first) } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::super::line::tests::text_at;
    use super::*;

    #[test]
    fn small_lines_below_a_short_line_are_notes() {
        let line = |text, at, size| Line::of(text_at(text, 0.0, at, size, 0.0)).unwrap();
        let lines = vec![line("正文的文字很长很长", 100.0, 10.0), line("注：说明", 140.0, 8.0)];
        let rule = [Rule::horizontal(120.0, 0.0, 30.0)];
        let mut kept = lines.clone();
        assert_eq!(take(&mut kept, &rule, 10.0).len(), 1);
        assert_eq!(kept.len(), 1);
        assert_eq!(take(&mut lines.clone(), &[], 10.0).len(), 0);
        assert_eq!(take(&mut lines.clone(), &rule, 8.0).len(), 0);
    }
}
