//! Which wrong values are explained by what was hit.
//!
//! A hit is in a run of characters of a figure (digits, point, comma, sign), in the file as it was or
//! as it is now. It explains one cell: the one that held what the run was and holds what the run is.
//! XLS has numbers in binary as well.

#![allow(clippy::disallowed_types, reason = "binary numbers of XLS")]

use std::ops::Range;

use repconv::model::value::Value;

use super::damage::{Damage, Kind};
use super::fixtures::Fixture;

/// The hits that have explained nothing yet.
pub struct Hits<'a> {
    was: &'a [u8],
    is: &'a [u8],
    runs: Vec<Range<usize>>,
    /// Bytes of a character: two in UTF-16.
    unit: usize,
    is_binary: bool,
}

impl<'a> Hits<'a> {
    pub fn of(fixture: &'a Fixture, damage: &'a Damage) -> Self {
        let (was, is) = (fixture.bytes.as_slice(), damage.bytes.as_slice());
        let is_wide = was.starts_with(b"\xff\xfe") || fixture.extension == "doc";
        let unit = if is_wide { 2 } else { 1 };
        let is_binary = fixture.extension == "xls";
        let mut hits = Self { was, is, runs: Vec::new(), unit, is_binary };
        if let (Kind::Flipped(flips), false) = (&damage.kind, fixture.is_package()) {
            hits.runs = flips.iter().map(|(at, _)| hits.run(*at)).collect();
            hits.runs.dedup();
        }
        hits
    }

    /// The run of characters of a figure around a hit, which belongs to it whatever it is.
    fn run(&self, at: usize) -> Range<usize> {
        if self.is_binary {
            return at..at + 1;
        }
        let start = at - at % self.unit;
        let mut run = start..start + self.unit;
        while run.start >= self.unit && self.is_figure(run.start - self.unit) {
            run.start -= self.unit;
        }
        while self.is_figure(run.end) {
            run.end += self.unit;
        }
        run
    }

    fn is_figure(&self, at: usize) -> bool {
        [self.was, self.is].iter().any(|bytes| {
            let character = bytes.get(at..at + self.unit).unwrap_or_default();
            matches!(
                character,
                [b'0'..=b'9' | b'.' | b',' | b'-' | b'+'] | [b'0'..=b'9' | b'.' | b',' | b'-' | b'+', 0]
            )
        })
    }

    /// Whether a hit explains this change of a cell; it explains no other then.
    pub fn explain(&mut self, had: Option<&Value>, has: Option<&Value>) -> bool {
        let (Some(had), Some(has)) = (had, has) else { return false };
        let found = self.runs.iter().position(|run| {
            if self.is_binary {
                self.is_number_of(run.start, had, has)
            } else {
                self.is_text_of(run, had, has)
            }
        });
        found.map(|at| self.runs.remove(at)).is_some()
    }

    fn is_text_of(&self, run: &Range<usize>, had: &Value, has: &Value) -> bool {
        let [was, is] = [self.was, self.is].map(|bytes| {
            let bytes = bytes.get(run.clone()).unwrap_or_default();
            let text = if self.unit == 2 {
                let units: Vec<u16> =
                    bytes.as_chunks::<2>().0.iter().map(|unit| u16::from_le_bytes(*unit)).collect();
                String::from_utf16_lossy(&units)
            } else {
                String::from_utf8_lossy(bytes).into_owned()
            };
            text.trim().to_owned()
        });
        if Value::parse(&was) == *had && Value::parse(&is) == *has {
            return true;
        }
        // A figure among words: `22（其中修订16件）`.
        let (had, has) = (had.shown(), has.shown());
        let replaced = |at: usize| {
            let (before, after) = had.split_at(at);
            after.strip_prefix(&was).map(|after| format!("{before}{is}{after}"))
        };
        !was.is_empty() && had.match_indices(&was).any(|(at, _)| replaced(at).as_ref() == Some(&has))
    }

    /// Whether a binary number that holds the byte was the one and is the other.
    fn is_number_of(&self, at: usize, had: &Value, has: &Value) -> bool {
        let is_one = |read: fn(&[u8]) -> Option<f64>, length: usize| {
            (at.saturating_sub(length - 1)..=at).any(|start| {
                let [was, is] = [self.was, self.is].map(|bytes| {
                    let number = bytes.get(start..start + length).and_then(read)?;
                    Some(Value::parse(&number.to_string()))
                });
                was.as_ref() == Some(had) && is.as_ref() == Some(has)
            })
        };
        is_one(double, 8) || is_one(packed, 4)
    }
}

fn double(bytes: &[u8]) -> Option<f64> {
    Some(f64::from_le_bytes(bytes.try_into().ok()?))
}

/// A number as RK has it: the upper 30 bits of a binary number or of a whole one, perhaps a hundredfold.
fn packed(bytes: &[u8]) -> Option<f64> {
    let packed = u32::from_le_bytes(bytes.try_into().ok()?);
    let whole = packed.cast_signed() >> 2;
    let number =
        if packed & 2 == 0 { f64::from_bits(u64::from(packed & !3) << 32) } else { f64::from(whole) };
    Some(if packed & 1 == 0 { number } else { number / 100.0 })
}
