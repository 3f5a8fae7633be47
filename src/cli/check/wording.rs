//! Words that several outputs share: severities, counts, places, fixes.

use crate::model::address::Address;
use crate::model::finding::{Finding, Fix, Severity};
use crate::model::form::Edition;
use crate::model::language::{Language, Text};

/// Every severity, gravest first.
pub const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Info];

/// A severity in a word.
pub const fn severity(severity: Severity) -> Text {
    match severity {
        Severity::Error => Text::new("错误", "error"),
        Severity::Warning => Text::new("提醒", "warning"),
        Severity::Info => Text::new("说明", "note"),
    }
}

/// How many findings are of this severity.
pub fn count(findings: &[Finding], severity: Severity) -> usize {
    findings.iter().filter(|finding| finding.severity == severity).count()
}

/// `3 个错误，2 条提醒`; empty when there is nothing to count.
pub fn counts(counted: [usize; 3], language: Language) -> String {
    let counted = SEVERITIES.into_iter().zip(counted).filter(|(_, count)| *count > 0);
    let counted: Vec<String> = counted
        .map(|(of, count)| {
            let word = severity(of).get(language);
            match language {
                Language::Zh => format!("{count} {}{word}", if of == Severity::Error { "个" } else { "条" }),
                Language::En => format!("{count} {word}{}", if count == 1 { "" } else { "s" }),
            }
        })
        .collect();
    counted.join(list(language))
}

/// What stands between the parts of a list.
pub const fn list(language: Language) -> &'static str {
    match language {
        Language::Zh => "，",
        Language::En => ", ",
    }
}

/// A cell as people name it; its address where the edition is not known.
pub fn cell(address: Address, edition: Option<&Edition>, language: Language) -> String {
    edition.map_or_else(|| address.to_string(), |edition| address.label(edition, language))
}

/// Cells as people name them.
pub fn cells(addresses: &[Address], edition: Option<&Edition>, language: Language) -> String {
    let names: Vec<String> = addresses.iter().map(|address| cell(*address, edition, language)).collect();
    names.join(if language == Language::Zh { "；" } else { "; " })
}

/// What a safe fix does.
pub fn fix(fix: &Fix, language: Language) -> String {
    match (fix, language) {
        (Fix::Cell { to, .. }, Language::Zh) => format!("可自动改为 {to}"),
        (Fix::Cell { to, .. }, Language::En) => format!("can be changed to {to} automatically"),
        (Fix::Heading { to, .. } | Fix::Date { to }, Language::Zh) => format!("可自动改为“{to}”"),
        (Fix::Heading { to, .. } | Fix::Date { to }, Language::En) => {
            format!("can be changed to '{to}' automatically")
        }
        (Fix::Label { to, .. }, Language::Zh) => format!("可自动改为规定用语“{to}”"),
        (Fix::Label { to, .. }, Language::En) => {
            format!("can be changed to the official '{to}' automatically")
        }
    }
}

/// The part of a passage that shows what a finding is about: before, marked, after. Long ones are
/// shortened around the mark; one that the message quotes whole is not told again.
pub fn quoted(finding: &Finding) -> Option<[String; 3]> {
    /// So many characters are shown on either side of the mark.
    const AROUND: usize = 120;
    let passage = finding.passage.as_deref()?;
    let marked = finding.marked.clone().and_then(|range| {
        Some((passage.get(..range.start)?, passage.get(range.clone())?, passage.get(range.end..)?))
    });
    let Some((before, marked, after)) = marked else {
        if finding.message.zh.contains(passage) {
            return None;
        }
        return Some([String::new(), String::new(), start(passage, 2 * AROUND)]);
    };
    Some([end(before, AROUND), start(marked, 2 * AROUND), start(after, AROUND)])
}

/// The first characters of a text.
pub fn start(text: &str, characters: usize) -> String {
    match text.char_indices().nth(characters).and_then(|(at, _)| text.get(..at)) {
        Some(start) => format!("{start}…"),
        None => text.to_owned(),
    }
}

/// The last characters of a text.
fn end(text: &str, characters: usize) -> String {
    match text.char_indices().rev().nth(characters.saturating_sub(1)) {
        Some((at, _)) if at > 0 => format!("…{}", text.get(at..).unwrap_or_default()),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::language::Message;
    use crate::model::place::Place;
    use crate::model::reading_rules::UNPLACED_CELL;

    fn quote(passage: &str, marked: Option<std::ops::Range<usize>>) -> [String; 3] {
        let finding =
            Finding::new(&UNPLACED_CELL, Message::new("", ""), Place::Unknown).with_passage(passage);
        quoted(&Finding { marked, ..finding }).expect("a passage")
    }

    #[test]
    fn a_quotation_keeps_to_what_is_marked() {
        assert_eq!(quote("收到26件", Some(6..8)), ["收到", "26", "件"]);
        assert_eq!(quote("收到26件", None), ["", "", "收到26件"]);
        // A mark that is no part of the passage marks nothing.
        assert_eq!(quote("收到26件", Some(1..8)), ["", "", "收到26件"]);
        assert_eq!(quote("收到26件", Some(6..80)), ["", "", "收到26件"]);
        let long = format!("{}26{}", "前".repeat(500), "后".repeat(500));
        let [before, marked, after] = quote(&long, Some(1500..1502));
        assert_eq!((before.chars().count(), marked.as_str(), after.chars().count()), (121, "26", 121));
        assert!(before.starts_with('…') && after.ends_with('…'));
    }

    #[test]
    fn findings_are_counted_in_words() {
        assert_eq!(counts([3, 2, 1], Language::Zh), "3 个错误，2 条提醒，1 条说明");
        assert_eq!(counts([1, 0, 2], Language::En), "1 error, 2 notes");
        assert_eq!(counts([0, 0, 0], Language::Zh), "");
    }
}
