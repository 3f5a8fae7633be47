//! The steps of a path in their short form: `M 0 0 L 10 0 C`.

use super::matrix::Matrix;
use super::numbers::number;
use crate::readers::drawing::{Point, Step};

/// The steps of a path on the page. Those that cannot be read end it.
pub fn steps(data: &str, matrix: Matrix) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut rest = data;
    while let Some((command, after)) = next_command(rest) {
        rest = after;
        if command == 'C' {
            steps.push(Step::Close);
            continue;
        }
        // The last numbers are points; before them an arc has how it is bent.
        let (others, points) = match command {
            'M' | 'S' | 'L' => (0, 1),
            'Q' => (0, 2),
            'B' => (0, 3),
            'A' => (5, 1),
            _ => break,
        };
        let mut numbers = Vec::with_capacity(others + 2 * points);
        while numbers.len() < others + 2 * points
            && let Some((number, after)) = next_number(rest)
        {
            numbers.push(number);
            rest = after;
        }
        if numbers.len() < others + 2 * points {
            break;
        }
        let (pairs, _) = numbers.get(others..).unwrap_or_default().as_chunks::<2>();
        let points: Vec<Point> = pairs.iter().map(|&[x, y]| matrix.point(Point::new(x, y))).collect();
        steps.push(match (command, points.as_slice()) {
            ('M' | 'S', &[to]) => Step::Move(to),
            ('L', &[to]) => Step::Line(to),
            // Of an arc only its end counts: it is no ruling line.
            (_, &[to]) => Step::Curve(to, [to; 2]),
            (_, &[aside, to]) => Step::Curve(to, [aside; 2]),
            (_, &[first, second, to]) => Step::Curve(to, [first, second]),
            _ => break,
        });
    }
    steps
}

const fn is_between(c: char) -> bool {
    c.is_whitespace() || c == ','
}

fn next_command(text: &str) -> Option<(char, &str)> {
    let text = text.trim_start_matches(is_between);
    let mut characters = text.chars();
    let command = characters.next().filter(char::is_ascii_alphabetic)?;
    Some((command, characters.as_str()))
}

fn next_number(text: &str) -> Option<(f64, &str)> {
    let text = text.trim_start_matches(is_between);
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '+' | 'e' | 'E');
    let (own, rest) = text.split_at_checked(text.find(|c| !is_part(c)).unwrap_or(text.len()))?;
    Some((number(own)?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_read_with_and_without_spaces() {
        let point = Point::new;
        for (data, want) in [
            ("M 0 0 L 10 0 C", vec![Step::Move(point(0., 0.)), Step::Line(point(10., 0.)), Step::Close]),
            ("M0,0L1.5-2", vec![Step::Move(point(0., 0.))]),
            ("M0 0L1.5 -2", vec![Step::Move(point(0., 0.)), Step::Line(point(1.5, -2.))]),
            ("Q 1 2 3 4", vec![Step::Curve(point(3., 4.), [point(1., 2.); 2])]),
            ("A 1 1 0 0 1 5 6", vec![Step::Curve(point(5., 6.), [point(5., 6.); 2])]),
            ("M 1", vec![]),
            ("X 1 2 L 3 4", vec![]),
        ] {
            assert_eq!(steps(data, Matrix::IDENTITY), want, "{data}");
        }
    }
}
