//! The line above a table that says who reports and for which year: `填报单位：青溪县司法局　年度：2026`.

use crate::model::text;

use super::title::Title;

/// The keys whose text is the body that reports.
pub const BODIES: [&str; 12] = [
    "填报单位",
    "填报机关",
    "填报部门",
    "填表单位",
    "填表机关",
    "填表部门",
    "报送单位",
    "报送机关",
    "报送部门",
    "上报单位",
    "单位名称",
    "单位全称",
];
/// The keys whose text is the year, or a period within it.
const YEARS: [&str; 6] = ["年度", "报告年度", "统计年度", "填报年度", "报告期", "统计期"];
/// Characters of the longest line that is read.
const LONGEST: usize = 120;

/// What a line says of the report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stated {
    /// The body that reports.
    pub organization: Option<String>,
    /// The year reported on.
    pub year: Option<u16>,
}

/// What a line of keys and texts says of the report.
#[must_use]
pub fn stated(line: &str) -> Stated {
    let mut found = Stated::default();
    if line.chars().count() > LONGEST {
        return found;
    }
    let parts: Vec<&str> = line.split([':', '：']).collect();
    for (at, pair) in parts.windows(2).enumerate() {
        let [before, after] = pair else { continue };
        let key = key(before);
        // The last word before another colon is the next key.
        let is_last = at + 2 == parts.len();
        let mut words = after.split_whitespace();
        if !is_last {
            words.next_back();
        }
        let Some(value) = words.next() else { continue };
        if BODIES.iter().any(|name| key.ends_with(name)) {
            found.organization = found.organization.or_else(|| body(value));
        } else if YEARS.iter().any(|name| key.ends_with(name)) {
            found.year = found.year.or_else(|| year(value));
        }
    }
    found
}

/// Whether a line has the key of the body that reports, or of the year, with or without a text.
#[must_use]
pub fn has_key(line: &str) -> bool {
    let parts: Vec<&str> = line.split([':', '：']).collect();
    let is_key = |before: &&str| {
        let key = key(before);
        BODIES.iter().chain(&YEARS).any(|name| key.ends_with(name))
    };
    line.chars().count() <= LONGEST && parts.split_last().is_some_and(|(_, keys)| keys.iter().any(is_key))
}

/// The folded key before a colon, without 盖章 in brackets; it may begin with the text of the key before.
#[must_use]
pub fn key(before: &str) -> String {
    without_seal(&text::fold(before)).to_owned()
}

/// A text without a note on the seal at its end: `（盖章）`.
fn without_seal(folded: &str) -> &str {
    let bare = folded.strip_suffix([')', '）']).and_then(|rest| {
        let at = rest.rfind(['(', '（'])?;
        rest.ends_with('章').then(|| rest.get(..at)).flatten()
    });
    bare.unwrap_or(folded)
}

/// The name of a body, unless it is left to be filled in.
fn body(value: &str) -> Option<String> {
    let name = without_seal(value);
    let is_name = name.chars().filter(char::is_ascii_punctuation).count() == 0
        && !name.contains(['×', '＿', '〇', '…'])
        && name.chars().filter(|c| c.is_alphabetic()).count() > 1;
    is_name.then(|| name.to_owned())
}

/// The year that a text begins with: `2026`, `2026年1-6月`, `二〇二六年`.
fn year(value: &str) -> Option<u16> {
    let folded = text::fold(value);
    let rest = folded.trim_start_matches(|c: char| c.is_ascii_digit());
    match folded.strip_suffix(rest) {
        Some(digits) if digits.len() == 4 => digits.parse().ok(),
        _ => Title::of(&folded).year(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn body_and_year_are_read_by_their_keys() {
        for (line, body, year) in [
            ("填报单位：青溪县司法局　年度：2026", Some("青溪县司法局"), Some(2026)),
            ("填 报 单 位（盖章）: 青溪县司法局（盖章）", Some("青溪县司法局"), None),
            ("统计年度：2026年度 单位名称：双河镇人民政府 联系人：张某", Some("双河镇人民政府"), Some(2026)),
            ("报告期：2026年1-6月", None, Some(2026)),
            ("填报单位：　　　　年度：", None, None),
            ("填报单位：　年度：2026", None, Some(2026)),
            ("填报单位：______　年度：____", None, None),
            ("填报单位：（盖章）", None, None),
            ("制表机关：国务院办公厅　单位：件", None, None),
        ] {
            let want = Stated { organization: body.map(str::to_owned), year };
            assert_eq!(stated(line), want, "{line}");
        }
        assert!(has_key("填报单位：　　年度：") && !has_key("单位：件") && !has_key("填报单位说明"));
    }
}
