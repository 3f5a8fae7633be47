//! What became of a damaged file, and whether that is as it should be.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use repconv::model::address::Address;
use repconv::model::error::Error;
use repconv::model::finding::Finding;
use repconv::model::form::Presence;
use repconv::model::language::Language;
use repconv::model::report::{Report, Section};
use repconv::model::value::Value;

use super::damage::{Damage, Kind};
use super::fixtures::{Fixture, Read, read};
use super::hits::Hits;

const LONGEST: Duration = Duration::from_secs(10);

/// How a reading ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// An error with a hint.
    Refused,
    /// Nothing of the tables changed and nothing new was found.
    Unchanged,
    /// A report with new findings.
    Reported,
    /// A figure whose own characters were hit.
    Excused,
}

pub struct Judged {
    pub name: String,
    pub end: End,
    pub took: Duration,
    pub faults: Vec<String>,
}

/// Whether these bytes say the same as the whole file, with the same findings.
pub fn is_same(fixture: &Fixture, bytes: &[u8]) -> bool {
    read(bytes, &fixture.extension)
        .is_ok_and(|read| read.report == fixture.whole.report && read.findings == fixture.whole.findings)
}

pub fn judge(fixture: &Fixture, damage: &Damage) -> Judged {
    let name = format!("{} {:?}", fixture.name, damage.kind);
    let started = Instant::now();
    let ended = catch_unwind(AssertUnwindSafe(|| read(&damage.bytes, &fixture.extension)));
    let took = started.elapsed();
    let (end, mut faults) = match ended {
        Err(_) => (End::Refused, vec!["panics".to_owned()]),
        Ok(Err(error)) => (End::Refused, unclear(&error)),
        Ok(Ok(left)) => compare(fixture, damage, &left),
    };
    if took > LONGEST {
        faults.push(format!("takes {took:?}"));
    }
    if matches!(damage.kind, Kind::Doubled { is_needed: true, .. }) && end != End::Refused {
        faults.push("is not refused".to_owned());
    }
    let faults = faults.into_iter().map(|fault| format!("{name}: {fault}")).collect();
    Judged { name, end, took, faults }
}

/// What an error fails to say.
fn unclear(error: &Error) -> Vec<String> {
    let mut faults = Vec::new();
    for language in [Language::Zh, Language::En] {
        if error.message(language).is_empty() || error.hint(language).is_none() {
            faults.push(format!("an error without a word in {language:?}: {error}"));
        }
    }
    faults
}

/// Holds what was read against the whole.
fn compare(fixture: &Fixture, damage: &Damage, left: &Read) -> (End, Vec<String>) {
    let whole = &fixture.whole;
    let new = new_findings(&whole.findings, &left.findings);
    let mut hits = Hits::of(fixture, damage);
    let mut faults = Vec::new();
    let mut end = if new.is_empty() { End::Unchanged } else { End::Reported };
    for (address, had, has) in changes(&whole.report, &left.report) {
        // What could not be settled in the whole file either.
        let reports = [&whole.report];
        if had.is_none() && whole.findings.iter().any(|finding| speaks_of(finding, &address, &reports)) {
            continue;
        }
        if new.iter().any(|finding| speaks_of(finding, &address, &[&whole.report, &left.report])) {
            continue;
        }
        if hits.explain(had.as_ref(), has.as_ref()) {
            end = if end == End::Unchanged { End::Excused } else { end };
        } else {
            faults.push(format!("{address} was {had:?}, is {has:?}; new: {:?}", described(&new)));
        }
    }
    let missing = &sections(&whole.report) - &sections(&left.report);
    for section in missing {
        if !new.iter().any(|finding| finding.cells.is_empty() && finding.section.is_none_or(|s| s == section))
        {
            faults.push(format!("section {section} is missing; new: {:?}", described(&new)));
        }
    }
    // A text that ends early may just be all there is; its body is at its beginning.
    let words: Option<fn(&Report) -> BTreeSet<String>> = match damage.kind {
        _ if fixture.is_package() => Some(said),
        Kind::Cut(_) => Some(identity),
        Kind::Flipped(_) | Kind::Missing(_) | Kind::Doubled { .. } => None,
    };
    if let (true, Some(words)) = (new.is_empty(), words) {
        let [was, is] = [&whole.report, &left.report].map(words);
        let other = was.symmetric_difference(&is).next();
        faults.extend(other.map(|text| format!("silently another text: {text}")));
    }
    (end, faults)
}

/// Whether a finding speaks of this cell: of its row or column, of its table, or of the reading as a whole.
fn speaks_of(finding: &Finding, address: &Address, reports: &[&Report]) -> bool {
    if !finding.cells.is_empty() {
        return finding.cells.iter().any(|cell| {
            cell.table == address.table && (cell.row == address.row || cell.column == address.column)
        });
    }
    let forms = || reports.iter().flat_map(|report| report.edition.tables);
    match finding.section {
        Some(section) => {
            forms().any(|form| form.key == address.table && form.section.is_none_or(|own| own == section))
        }
        // R004 tells of what no figure depends on.
        None if finding.rule.code == "R004" => false,
        None => {
            let named: Vec<_> = forms().filter(|form| finding.message.zh.contains(form.name)).collect();
            finding.rule.code.starts_with(['R', 'S'])
                && (named.is_empty() || named.iter().any(|form| form.key == address.table))
        }
    }
}

/// Whose report it is, and for which year.
fn identity(report: &Report) -> BTreeSet<String> {
    let title = report.title.iter().map(|title| title.text.clone());
    title.chain(report.organization.clone()).chain(report.year.map(|year| year.to_string())).collect()
}

/// All that a report says in words, year and body among it.
fn said(report: &Report) -> BTreeSet<String> {
    let Report { preamble, sections, signature, notes, .. } = report;
    let headings = sections.iter().map(|section| &section.heading);
    let signed = [&signature.organization, &signature.date].into_iter().flatten();
    let passages = preamble.iter().chain(headings).chain(signed).chain(notes);
    let paragraphs = sections.iter().flat_map(Section::paragraphs);
    let texts = passages.chain(paragraphs).map(|passage| passage.text.clone());
    texts.chain(identity(report)).collect()
}

fn described<'a>(findings: &[&'a Finding]) -> Vec<(&'static str, &'a str)> {
    findings.iter().map(|finding| (finding.rule.code, finding.message.zh.as_str())).collect()
}

/// The findings that the whole file does not have, or not as often.
fn new_findings<'a>(usual: &[Finding], found: &'a [Finding]) -> Vec<&'a Finding> {
    let key = |finding: &Finding| (finding.rule.code, finding.message.zh.clone());
    let mut known: BTreeMap<_, usize> = BTreeMap::new();
    for finding in usual {
        *known.entry(key(finding)).or_default() += 1;
    }
    let mut new = Vec::new();
    for finding in found {
        match known.get_mut(&key(finding)) {
            Some(left) if *left > 0 => *left -= 1,
            _ => new.push(finding),
        }
    }
    new
}

type Change = (Address, Option<Value>, Option<Value>);

/// The cells of which the value differs, with what they held and hold. No figure belongs into a row that is
/// a heading: words there are no number lost.
fn changes(whole: &Report, left: &Report) -> Vec<Change> {
    let value = |report: &Report, address| report.cells.get(address).map(|cell| cell.value.clone());
    let addresses: BTreeSet<&Address> = whole.cells.keys().chain(left.cells.keys()).collect();
    let both = addresses.into_iter().map(|address| (*address, value(whole, address), value(left, address)));
    let number = |value: &Option<Value>| value.as_ref().and_then(Value::number);
    let is_heading = |address: &Address| {
        let form = whole.edition.table(address.table).and_then(|table| table.row(address.row));
        form.is_some_and(|(_, row)| row.presence == Presence::Heading)
    };
    both.filter(|(address, had, has)| had != has && !(is_heading(address) && number(had) == number(has)))
        .collect()
}

/// The statutory sections of a report.
fn sections(report: &Report) -> BTreeSet<&'static str> {
    report.sections.iter().map(|section| section.key).filter(|key| *key != Section::EXTRA).collect()
}
