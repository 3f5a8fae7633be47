//! Damaged files: every fixture cut off, with bytes flipped, and with parts of its package missing or doubled.
//!
//! Each damaged copy must end in an error with a hint in both languages or in a report; never in a panic,
//! and within ten seconds. And **no number is silently wrong**: where a cell of a statutory table has
//! another value than in the undamaged file, or is missing, or is new, there must be a finding that the
//! undamaged file does not have and that speaks of this cell's row, column or table, or of the reading as a
//! whole; where a statutory section is missing, one that speaks of this section; where a package says anything
//! else, or a file that was cut off has another title, body or year, one at all (see [`judge`]).
//!
//! Excused is a figure whose own characters were hit, in a format that has nothing to check them by: text,
//! rich text, web page, JSON, XLS, DOC. Nobody can notice that 17 was 15. It is excused only where the hit explains the
//! value (see [`hits`]): the characters there were the old value and are now exactly the new one;
//! a hit excuses one cell, and what it does to any other cell must be reported. A package (docx, xlsx, ods, odt)
//! has checksums: there nothing is excused.
//!
//! The whole takes minutes: `cargo test --release --test robustness faults -- --ignored --nocapture` prints figures.

mod damage;
mod fixtures;
mod hits;
mod judge;
mod tally;

use rayon::prelude::*;

use self::fixtures::Fixture;
use self::tally::Tally;

/// Damages every fixture in all ways, so many times each.
fn damaged(fixtures: Vec<Fixture>, times: usize) -> Tally {
    let made = fixtures.into_par_iter().map(|fixture| {
        let damages = damage::all(&fixture, times);
        let judged = damages.into_par_iter().map(|damage| judge::judge(&fixture, &damage));
        judged.collect::<Vec<_>>().into_iter().fold(Tally::of_a_file(), Tally::and)
    });
    let tally = made.reduce(Tally::default, Tally::plus);
    println!("{tally}");
    assert!(tally.faults.is_empty(), "{} faults:\n{}", tally.faults.len(), tally.faults.join("\n"));
    tally
}

#[test]
fn one_file_of_each_format_in_some_ways() {
    let tally = damaged(fixtures::one_of_each_format(), 20);
    assert!(tally.refused > 100 && tally.reported > 100, "{tally}");
}

#[cfg(not(debug_assertions))] // it would take an hour
#[test]
#[ignore = "takes minutes: cargo test --release --test robustness faults -- --ignored"]
fn every_file_in_hundreds_of_ways() {
    let tally = damaged(fixtures::all(), 200);
    assert!(tally.files > 180, "the fixtures are there: {tally}");
}
