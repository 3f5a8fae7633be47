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
        let count = match command {
            'M' | 'S' | 'L' => 2,
            'Q' => 4,
            'B' => 6,
            'A' => 7,
            _ => break,
        };
        let mut numbers = [0.0; 7];
        let mut is_whole = true;
        for slot in numbers.iter_mut().take(count) {
            match next_number(rest) {
                Some((number, after)) => (*slot, rest) = (number, after),
                None => is_whole = false,
            }
        }
        if !is_whole {
            break;
        }
        let point = |x, y| matrix.point(Point::new(x, y));
        let [a, b, c, d, e, f, g] = numbers;
        steps.push(match command {
            'M' | 'S' => Step::Move(point(a, b)),
            'L' => Step::Line(point(a, b)),
            'Q' => Step::Curve(point(c, d), [point(a, b); 2]),
            'B' => Step::Curve(point(e, f), [point(a, b), point(c, d)]),
            // Of an arc only its end counts: it is no ruling line.
            _ => Step::Curve(point(f, g), [point(f, g); 2]),
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
