//! What to do first: which files to ask for again, who is missing, which bodies must correct something and which
//! should look something up.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::{Entry, wording};
use crate::forms::Y2021;
use crate::model::finding::{Finding, Severity};
use crate::model::language::{Language, Text};
use crate::present::groups;
use crate::present::severity;

/// Findings that are named of a report.
const NAMED: usize = 4;
/// Characters of a message that are shown.
const SHOWN: usize = 90;

/// What has to be done about a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Task {
    /// It could not be read.
    AskAgain,
    /// It is no report but the roster, whose bodies are missing.
    Missing,
    /// It has errors.
    Correct,
    /// It has warnings.
    Verify,
    /// Nothing.
    Nothing,
}

impl Task {
    /// Each task, the most urgent first.
    pub const ALL: [Self; 5] = [Self::AskAgain, Self::Missing, Self::Correct, Self::Verify, Self::Nothing];

    pub fn of(entry: &Entry) -> Self {
        let has = |severity| severity::count(&entry.findings, severity) > 0;
        if entry.error.is_some() {
            Self::AskAgain
        } else if entry.about.is_none() && !entry.findings.is_empty() {
            Self::Missing
        } else if has(Severity::Error) {
            Self::Correct
        } else if has(Severity::Warning) {
            Self::Verify
        } else {
            Self::Nothing
        }
    }

    pub const fn word(self) -> Text {
        match self {
            Self::AskAgain => Text::new("读不了，请重新报送", "not read: ask again"),
            Self::Missing => Text::new("缺报，请催报", "missing: remind"),
            Self::Correct => Text::new("须改正", "to be corrected"),
            Self::Verify => Text::new("请核实", "to be checked"),
            Self::Nothing => Text::new("没有问题", "nothing to do"),
        }
    }
}

/// The files with their numbers from 1: the most urgent task first, then the most errors.
pub fn in_order(entries: &[Entry]) -> Vec<(usize, &Entry)> {
    let mut files: Vec<(usize, &Entry)> = (1..).zip(entries).collect();
    files.sort_by_key(|(_, entry)| {
        let count = |severity| Reverse(severity::count(&entry.findings, severity));
        (Task::of(entry), count(Severity::Error), count(Severity::Warning))
    });
    files
}

/// The bodies that are missing, as the roster names them.
pub fn missing(entries: &[Entry]) -> impl Iterator<Item = &Finding> {
    let rosters = entries.iter().filter(|entry| Task::of(entry) == Task::Missing);
    rosters.flat_map(|entry| &entry.findings)
}

/// What a body has to do, one thing a line: its errors, and where it has none its warnings.
pub fn steps(entry: &Entry, language: Language) -> Vec<String> {
    let groups = groups::groups(&entry.findings);
    let gravest = entry.findings.iter().map(|finding| finding.severity).max();
    let is_first = |group: &Vec<&Finding>| group.first().map(|finding| finding.severity) == gravest;
    let wanted: Vec<_> = groups.into_iter().filter(is_first).collect();
    let edition = entry.edition().unwrap_or(&Y2021);
    let mut steps: Vec<String> = Vec::new();
    for group in wanted.iter().take(NAMED) {
        steps.extend(match group.as_slice() {
            [] => None,
            [finding] => Some(wording::start(finding.message.get(language), SHOWN)),
            [first, ..] => {
                let table = groups::table_name(first, edition, language).unwrap_or_default();
                let sentence = groups::sentence(group, edition, language);
                let colon = if language == Language::Zh { "：" } else { ": " };
                Some(if table.is_empty() { sentence } else { format!("{table}{colon}{sentence}") })
            }
        });
    }
    let more = wanted.len().saturating_sub(NAMED);
    if more > 0 {
        steps.push(match language {
            Language::Zh => format!("另有 {more} 项，见后面的明细"),
            Language::En => format!("{more} more, listed below"),
        });
    }
    steps
}

/// How many files have each task, which are all files, then how many bodies are missing: `共 72 个文件：2 个读不了，请重新报送；
/// 5 个须改正；65 个没有问题。另有 3 个单位缺报，请催报。`.
pub fn summary(entries: &[Entry], language: Language) -> String {
    let (colon, separator, end) = match language {
        Language::Zh => ("：", "；", "。"),
        Language::En => (": ", "; ", "."),
    };
    let of_files = Task::ALL.into_iter().filter(|task| *task != Task::Missing);
    let parts = of_files.filter_map(|task| {
        let count = entries.iter().filter(|entry| Task::of(entry) == task).count();
        (count > 0).then(|| match language {
            Language::Zh => format!("{count} 个{}", task.word().zh),
            Language::En => format!("{count} {}", task.word().en),
        })
    });
    let files = entries.iter().filter(|entry| Task::of(entry) != Task::Missing).count();
    let parts: Vec<String> = parts.collect();
    let head = match language {
        Language::Zh => format!("共 {files} 个文件"),
        Language::En => format!("{files} files"),
    };
    let files = if parts.is_empty() { head } else { format!("{head}{colon}{}", parts.join(separator)) };
    match (missing(entries).count(), language) {
        (0, _) => format!("{files}{end}"),
        (missing, Language::Zh) => format!("{files}{end}另有 {missing} 个单位缺报，请催报。"),
        (missing, Language::En) => {
            format!("{files}{end} Bodies that are missing, to be reminded: {missing}.")
        }
    }
}

/// The files without anything to do, those of one body and year together.
pub fn done(entries: &[Entry]) -> Vec<Vec<(usize, &Entry)>> {
    let mut bodies: Vec<Vec<(usize, &Entry)>> = Vec::new();
    let mut known: HashMap<(&str, Option<u16>), usize> = HashMap::new();
    for (number, entry) in (1..).zip(entries).filter(|(_, entry)| Task::of(entry) == Task::Nothing) {
        let at = match entry.organization() {
            Some(body) => *known.entry((body, entry.year())).or_insert(bodies.len()),
            None => bodies.len(),
        };
        match bodies.get_mut(at) {
            Some(files) => files.push((number, entry)),
            None => bodies.push(vec![(number, entry)]),
        }
    }
    bodies
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::check::samples;

    #[test]
    fn the_most_urgent_comes_first_with_what_to_do() {
        let entries = samples::usual();
        let lines: Vec<String> = in_order(&entries)
            .into_iter()
            .map(|(number, entry)| {
                let word = Task::of(entry).word().zh;
                format!("{number} {word} {}\n  {}", entry.file, steps(entry, Language::Zh).join("\n  "))
            })
            .collect();
        insta::assert_snapshot!(format!("{}\n{}", summary(&entries, Language::Zh), lines.join("\n")));
    }
}
