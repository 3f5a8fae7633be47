//! One report of distinct figures laid out in many ways: format × edition × labels × shapes × what stands around ×
//! how figures look. Each document is judged: every figure is right, or left out with a finding; a wrong figure, or
//! a missing one without a word, fails, and so does an error in a sound document.
//!
//! A sample runs with `cargo test`; `REPCONV_LAYOUT=part-of-a-name` shows what becomes of each such document.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test that cannot go on fails, and says what it did"
)]
#![allow(clippy::disallowed_methods, reason = "the page on reliability is read and written")]

mod axes;
mod converted;
mod formats;
mod layout;
mod page;
mod random;
mod reports;
mod verdict;

use std::collections::BTreeMap;

use repconv::forms::ALL;
use repconv::model::form::Edition;
use repconv::session::Session;

use axes::{Variant, Wanted, variants};
use formats::{FORMATS, Format};
use layout::Layout;
use random::Random;
use verdict::{Outcome, Verdict};

/// Documents with two values at once.
const PAIRS: usize = 600;

/// A document to read: its format, edition and the values it was laid out with.
struct Case {
    format: &'static Format,
    edition: &'static Edition,
    values: Vec<&'static Variant>,
}

impl Case {
    fn name(&self) -> String {
        let values: Vec<&str> = self.values.iter().map(|value| value.name).collect();
        format!("{} | {} | {}", self.format.name, self.edition.id, values.join(" + "))
    }

    fn wanted(&self) -> Wanted {
        self.values.iter().map(|value| value.wanted).max().unwrap_or(Wanted::NoError)
    }

    /// The layout; `None` where a value has nothing to change in this edition.
    fn layout(&self) -> Option<Layout> {
        let mut random = Random::new(7);
        let mut layout = Layout::of(&reports::report(self.edition, axes::year(self.edition)));
        self.values.iter().all(|value| (value.change)(&mut layout, &mut random)).then_some(layout)
    }
}

/// Each value alone in each format and edition, then pairs of values of different axes.
fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for edition in *ALL {
        for format in &FORMATS {
            let values = variants().filter(|value| value.fits(format));
            cases.extend(values.map(|value| Case { format, edition, values: vec![value] }));
        }
    }
    let all: Vec<&Variant> = variants().collect();
    let mut random = Random::new(2024);
    let mut pick = |count: usize| usize::try_from(random.below(count as u64)).unwrap();
    while cases.len() < all.len() * FORMATS.len() * ALL.len() + PAIRS {
        let (format, edition) = (&FORMATS[pick(FORMATS.len())], ALL[pick(ALL.len())]);
        let values = vec![all[pick(all.len())], all[pick(all.len())]];
        let differ = values[0].axis != values[1].axis;
        if differ && values.iter().all(|value| value.fits(format)) {
            cases.push(Case { format, edition, values });
        }
    }
    cases
}

/// Judges every document whose number leaves the remainder 0.
fn judge(every: usize) -> BTreeMap<String, Vec<(String, Verdict)>> {
    let session = Session::new();
    let wanted = std::env::var("REPCONV_LAYOUT").ok();
    let mut verdicts: BTreeMap<String, Vec<(String, Verdict)>> = BTreeMap::new();
    for (number, case) in cases().iter().enumerate() {
        let name = case.name();
        let is_chosen = match &wanted {
            Some(part) => name.contains(part.as_str()),
            None => number % every == 0,
        };
        if !is_chosen {
            continue;
        }
        let Some(layout) = case.layout() else { continue };
        let bytes = (case.format.write)(&layout);
        let verdict = Verdict::of(&session, &bytes, case.format.extension, &layout, case.wanted());
        if wanted.is_some() {
            println!("{name}: {verdict}");
        }
        let kind = case.values.iter().map(|value| value.axis).collect::<Vec<_>>().join(" + ");
        verdicts.entry(kind).or_default().push((name, verdict));
    }
    verdicts
}

/// Fails with the documents that are wrong in silence or falsely accused.
fn check(verdicts: &BTreeMap<String, Vec<(String, Verdict)>>) {
    let failures: Vec<String> = verdicts
        .values()
        .flatten()
        .filter(|(_, verdict)| verdict.is_failure())
        .map(|(name, verdict)| format!("{name}: {verdict}"))
        .collect();
    let all: usize = verdicts.values().map(Vec::len).sum();
    assert!(failures.is_empty(), "{} of {all} layouts:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn a_sample_of_layouts_is_right_or_reported() {
    let verdicts = judge(17);
    assert!(verdicts.values().map(Vec::len).sum::<usize>() > 100 || std::env::var("REPCONV_LAYOUT").is_ok());
    check(&verdicts);
}

#[test]
#[ignore = "reads more than two thousand documents, which takes minutes in a debug build"]
fn every_layout_is_right_or_reported() {
    let verdicts = judge(1);
    check(&verdicts);
    let count =
        |outcome| verdicts.values().flatten().filter(|(_, verdict)| verdict.outcome() == outcome).count();
    assert!(count(Outcome::Right) >= 1000);
    page::update(&verdicts);
}
