//! The characters that an encoding lacks, each with its places.

use std::collections::BTreeMap;

use super::Unencodable;
use crate::model::language::Language;

/// The characters, each once, with all its occurrences.
pub(super) fn by_character(characters: &[Unencodable]) -> BTreeMap<char, Vec<&Unencodable>> {
    let mut found: BTreeMap<char, Vec<&Unencodable>> = BTreeMap::new();
    for unencodable in characters {
        found.entry(unencodable.character).or_default().push(unencodable);
    }
    found
}

/// One character: `“𠀀”（U+20000）：第3行“…”，第8行“…”`.
pub(super) fn line(character: char, found: &[&Unencodable], language: Language) -> String {
    /// Number of places of one character that are named.
    const NAMED: usize = 20;
    let code = u32::from(character);
    let zh = language == Language::Zh;
    let place = |found: &&Unencodable| match language {
        Language::Zh => format!("第{}行“{}”", found.line, found.passage),
        Language::En => format!("line {} '{}'", found.line, found.passage),
    };
    let places: Vec<String> = found.iter().take(NAMED).map(place).collect();
    let more = match (found.len().saturating_sub(NAMED), language) {
        (0, _) => String::new(),
        (_, Language::Zh) => format!("等 {} 处", found.len()),
        (more, Language::En) => format!(" and {more} more"),
    };
    if zh {
        format!("“{character}”（U+{code:04X}）：{}{more}", places.join("，"))
    } else {
        format!("'{character}' (U+{code:04X}): {}{more}", places.join(", "))
    }
}
