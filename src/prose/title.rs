//! What the title of a report names: the body and the years.
//!
//! Real titles have brackets (【年报】…), the mark of an attachment (附件2：…), Markdown, spaces between letters,
//! years in full-width or Chinese digits, before, inside or after the name of the kind of report.

mod body;
mod lead;
mod letters;
mod years;

use crate::model::form::Edition;
use crate::model::text;

use body::{bracketed_body, ends_as_body, organization};
use lead::{quoted, without_document_number, without_label, without_lead};
use letters::{Letter, group_end, last, letters};
use years::{Kind, named, years};

/// Characters of the longest text that is read as a title.
const LONGEST: usize = 120;

/// Words for the subject of the report, the more precise first.
const SUBJECTS: [&str; 3] = ["政府信息公开", "政务公开", "信息公开"];
/// Verbs of sentences: 现公布2024年政府信息公开工作年度报告.
const VERBS: [&str; 5] = ["公布", "发布", "编制", "撰写", "形成"];
/// What a title names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Title {
    /// The organization that reports.
    pub organization: Option<String>,
    /// The years, each once: two in 2023—2024年.
    pub years: Vec<u16>,
    /// Whether the body comes first and not after the kind of report.
    pub starts_with_body: bool,
}

impl Title {
    /// What this title of a disclosure report names.
    #[must_use]
    pub fn of(title: &str) -> Self {
        Self::about(title, &SUBJECTS)
    }

    /// What this title of a report of this form names.
    #[must_use]
    pub fn of_form(title: &str, form: &Edition) -> Self {
        if form.disclosure.is_some() { Self::of(title) } else { Self::about(title, form.titles) }
    }

    fn about(title: &str, subjects: &[&str]) -> Self {
        let letters = letters(without_marks(title));
        if letters.len() > LONGEST {
            return Self::default();
        }
        if let Some(inside) = quoted(&letters, subjects) {
            let own = Self::of_letters(inside, subjects);
            if own.organization.is_some() {
                return own;
            }
        }
        Self::of_letters(&letters, subjects)
    }

    fn of_letters(letters: &[Letter], subjects: &[&str]) -> Self {
        let numbered = without_document_number(without_lead(letters), subjects);
        let (letters, addition) = without_addition(numbered, subjects);
        let letters = without_label(without_lead(letters), subjects);
        let years = years(letters);
        let first = addition.and_then(bracketed_body);
        let (before, after) = organization(letters, &years, subjects);
        let starts_with_body = before.is_some() || first.is_some();
        let organization = before.or(first).or(after);
        let own = named(&years);
        // （2023年度）某县司法局政府信息公开工作年度报告
        let years = if own.is_empty() {
            addition.map(|part| named(&years::years(part))).unwrap_or_default()
        } else {
            own
        };
        Self { organization, years, starts_with_body }
    }

    /// The year, if the title names exactly one.
    #[must_use]
    pub fn year(&self) -> Option<u16> {
        match self.years.as_slice() {
            [year] => Some(*year),
            _ => None,
        }
    }
}

/// Whether a line is nothing but a year, which belongs to the title above or below it: `（2024年度）`.
#[must_use]
pub fn is_year_alone(line: &str) -> bool {
    let letters = letters(line);
    let years = years(&letters);
    let is_bracketed = letters.first().is_some_and(|(_, c)| *c == '(');
    let is_sign = |c: char| c == '(' || c == ')';
    let covered = |at: usize| years.iter().any(|year| (year.start..year.end).contains(&at));
    matches!(years.as_slice(), [year] if year.kind == Kind::Named || (year.kind == Kind::Bare && is_bracketed))
        && letters.iter().enumerate().all(|(at, (_, c))| covered(at) || is_sign(*c))
}

/// The line without the marks of Markdown around a heading: `# …`, `> …`, `**…**`.
#[must_use]
pub fn without_marks(line: &str) -> &str {
    let mut text = text::trim(line);
    if text.starts_with('#') {
        text = text::trim(text.trim_matches('#'));
    }
    text = text::trim(text.trim_start_matches('>'));
    for mark in ["**", "__"] {
        if let Some(inside) = text.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark)) {
            text = text::trim(inside);
        }
    }
    text
}

/// The line without what comes before a title: the mark of an attachment or of a label. `None` if there is none.
#[must_use]
pub fn after_lead(line: &str) -> Option<String> {
    let letters = letters(without_marks(line));
    let rest = without_lead(&letters);
    (rest.len() < letters.len()).then(|| rest.iter().map(|(c, _)| *c).collect())
}

/// Whether the name of a body is in truth a sentence about a report.
#[must_use]
pub fn is_sentence(organization: &str) -> bool {
    organization.starts_with(['现', '将', '由']) || VERBS.iter().any(|verb| organization.contains(verb))
}

/// Without a bracketed addition at the start (【年报】, （公开）) and what that says. A bracket around the whole
/// title goes too.
fn without_addition<'a>(letters: &'a [Letter], subjects: &[&str]) -> (&'a [Letter], Option<&'a [Letter]>) {
    let Some(close) = group_end(letters, 0) else { return (letters, None) };
    let (inside, after) =
        (letters.get(1..close).unwrap_or_default(), letters.get(close + 1..).unwrap_or_default());
    let has_subject = |part: &[Letter]| subject(part, subjects).is_some();
    // （某县）教育局
    let is_in_name = letters.first().is_some_and(|(_, c)| *c == '(') && ends_as_body(inside);
    if has_subject(after) && !is_in_name {
        let (rest, further) = without_addition(after, subjects);
        (rest, further.or(Some(inside)))
    } else if has_subject(inside) && after.is_empty() {
        without_addition(inside, subjects)
    } else {
        (letters, None)
    }
}

/// Where the words for the subject of the report start, the last of them.
fn subject(letters: &[Letter], subjects: &[&str]) -> Option<usize> {
    subjects.iter().find_map(|words| last(letters, words))
}

#[cfg(test)]
mod tests;
