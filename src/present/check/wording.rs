//! Wording shared by the outputs: cells, fixes, quoted passages.

use crate::model::address::Address;
use crate::model::finding::{Finding, Fix};
use crate::model::form::Edition;
use crate::model::language::Language;

/// The display name of a cell; its address where the edition is unknown.
pub fn cell(address: Address, edition: Option<&Edition>, language: Language) -> String {
    edition.map_or_else(|| address.to_string(), |edition| address.label(edition, language))
}

/// The display names of cells.
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

/// The part of a passage that a finding is about: before, marked, after. A long passage is shortened
/// around the mark; a passage that the message quotes in full is not repeated.
pub fn quoted(finding: &Finding) -> Option<[String; 3]> {
    /// Number of characters shown on either side of the mark.
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
        // A mark outside the passage marks nothing.
        assert_eq!(quote("收到26件", Some(1..8)), ["", "", "收到26件"]);
        assert_eq!(quote("收到26件", Some(6..80)), ["", "", "收到26件"]);
        let long = format!("{}26{}", "前".repeat(500), "后".repeat(500));
        let [before, marked, after] = quote(&long, Some(1500..1502));
        assert_eq!((before.chars().count(), marked.as_str(), after.chars().count()), (121, "26", 121));
        assert!(before.starts_with('…') && after.ends_with('…'));
    }
}
