//! Numbers in attributes: boxes, matrices, colours, and distances that may be repeated.

use crate::readers::appearance::Colour;
use crate::readers::layout::Bounds;

/// A number that is finite.
pub fn number(text: &str) -> Option<f64> {
    text.trim().parse().ok().filter(|number: &f64| number.is_finite())
}

fn numbers(text: &str) -> impl Iterator<Item = f64> {
    text.split(|c: char| c.is_whitespace() || c == ',').filter_map(number)
}

/// A box: where it begins, its width and its height.
pub fn bounds(text: &str) -> Option<Bounds> {
    let mut numbers = numbers(text);
    let [x, y, width, height] = [numbers.next()?, numbers.next()?, numbers.next()?, numbers.next()?];
    Some(Bounds::new(x, y, x + width, y + height))
}

/// The six numbers of a matrix.
pub fn six(text: &str) -> Option<[f64; 6]> {
    let mut numbers = numbers(text);
    let mut six = [0.0; 6];
    for slot in &mut six {
        *slot = numbers.next()?;
    }
    Some(six)
}

/// The distances between `count` characters: numbers, and `g 3 2.5` for 2.5 three times. Where there are fewer, the
/// last one is meant, as other programs take it.
pub fn distances(text: &str, count: usize) -> Vec<f64> {
    let mut distances: Vec<f64> = Vec::new();
    let mut words = text.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty());
    while let Some(word) = words.next().filter(|_| distances.len() < count) {
        if word == "g" {
            let times: usize = words.next().and_then(|times| times.parse().ok()).unwrap_or(0);
            let each = words.next().and_then(number).unwrap_or(0.0);
            let end = distances.len().saturating_add(times).min(count);
            distances.resize(end, each);
        } else {
            distances.push(number(word).unwrap_or(0.0));
        }
    }
    if let Some(last) = distances.last().copied() {
        distances.resize(count, last);
    }
    distances
}

/// A colour in grey, red-green-blue, or cyan-magenta-yellow-black, by how many numbers it has.
pub fn colour(text: &str) -> Option<Colour> {
    let level = |word: &str| match word.strip_prefix('#') {
        Some(digits) => u8::from_str_radix(digits, 16).ok(),
        None => word.parse::<f64>().ok().map(byte),
    };
    let levels: Option<Vec<u8>> = text.split_whitespace().map(level).collect();
    match *levels?.as_slice() {
        [grey] => Some(Colour([grey; 3])),
        [red, green, blue] => Some(Colour([red, green, blue])),
        [cyan, magenta, yellow, black] => {
            let mixed = |ink: u8| {
                let rest = (255 - u16::from(ink)) * (255 - u16::from(black)) / 255;
                u8::try_from(rest).unwrap_or(u8::MAX)
            };
            Some(Colour([cyan, magenta, yellow].map(mixed)))
        }
        _ => None,
    }
}

/// The nearest level of a colour.
fn byte(level: f64) -> u8 {
    // From a number with a fraction there is only the cast, which keeps within the limits.
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it is rounded and within limits"
    )]
    let byte = level.round().clamp(0.0, 255.0) as u8;
    byte
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_may_be_repeated() {
        for (text, count, want) in [
            ("3 3.5 4", 3, vec![3.0, 3.5, 4.0]),
            ("g 3 2.5 1", 4, vec![2.5, 2.5, 2.5, 1.0]),
            ("1 g 999999999 2", 3, vec![1.0, 2.0, 2.0]),
            ("4", 3, vec![4.0, 4.0, 4.0]),
            ("", 3, vec![]),
            ("g", 2, vec![]),
            ("x 2", 2, vec![0.0, 2.0]),
        ] {
            assert_eq!(distances(text, count), want, "{text}");
        }
    }

    #[test]
    fn colours_have_one_three_or_four_numbers() {
        for (text, want) in [
            ("255", Some([255; 3])),
            ("156 82 35", Some([156, 82, 35])),
            ("#ff #00 #0a", Some([255, 0, 10])),
            ("0 0 0 0", Some([255; 3])),
            ("0 0 0 255", Some([0; 3])),
            ("", None),
            ("1 2", None),
        ] {
            assert_eq!(colour(text).map(|Colour(levels)| levels), want, "{text}");
        }
    }

    #[test]
    fn boxes_are_finite() {
        assert_eq!(bounds("1 2 3 4"), Some(Bounds::new(1.0, 2.0, 4.0, 6.0)));
        assert_eq!(bounds("1 2 NaN 4"), None);
        assert_eq!(six("1 0 0 1 5"), None);
    }
}
