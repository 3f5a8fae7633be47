//! G004: placeholders that were left in a document.

use std::ops::Range;

use super::each_fault;
use crate::model::finding::{Finding, Rule, Severity};
use crate::model::language::{Message, Text};
use crate::model::report::Report;
use crate::validate::leftovers;

/// G004: a placeholder was left in.
pub static PLACEHOLDER: Rule = Rule {
    code: "G004",
    name: "placeholder-left",
    severity: Severity::Error,
    title: Text::new("留有占位文字", "a placeholder was left in"),
    ground: Text::new("文件自身：占位文字不是内容", "the document itself: a placeholder is no content"),
    page: include_str!("../../../docs/rules/G004.md"),
};

pub fn check(report: &Report, findings: &mut Vec<Finding>) {
    each_fault(report, &PLACEHOLDER, findings, |text| {
        let at = leftovers::placeholder(text).or_else(|| to_fill_in(text)).or_else(|| somebody(text))?;
        let words = text.get(at.clone())?;
        let message = Message::new(
            format!("“{words}”是占位文字，请改成实际内容"),
            format!("'{words}' is a placeholder; replace it with the actual content"),
        );
        Some((at, message))
    });
}

/// What a person was to fill in, alone or in brackets: within a sentence the words may be meant.
fn to_fill_in(text: &str) -> Option<Range<usize>> {
    const WORDS: [&str; 5] = ["待填", "待填写", "待补充", "待补", "请填写"];
    const BRACKETS: [(char, char); 4] = [('（', '）'), ('(', ')'), ('【', '】'), ('[', ']')];
    if WORDS.contains(&text.trim()) {
        return Some(0..text.len());
    }
    WORDS.iter().find_map(|words| {
        text.match_indices(words).find_map(|(at, _)| {
            let end = at + words.len();
            let before = text.get(..at)?.chars().next_back()?;
            let after = text.get(end..)?.chars().next()?;
            BRACKETS.contains(&(before, after)).then_some(at..end)
        })
    })
}

/// `某某县`, `某某局`: a name that was left open. `张某某` is a person whose name is withheld.
fn somebody(text: &str) -> Option<Range<usize>> {
    const NAME: &str = "某某";
    const BODIES: &str = "省市县区州旗镇乡村局委厅院部办";
    text.match_indices(NAME).find_map(|(at, _)| {
        let before = text.get(..at)?.chars().next_back();
        let after = text.get(at + NAME.len()..)?.chars().next()?;
        let is_name = before.is_none_or(|c| !c.is_alphanumeric()) && BODIES.contains(after);
        is_name.then_some(at..at + NAME.len() + after.len_utf8())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_not_words_of_a_sentence() {
        for (text, want) in [
            ("待填", Some("待填")),
            ("联系人：（待填）", Some("待填")),
            ("电话【待补充】", Some("待补充")),
            ("尚有3家单位待填报", None),
            ("某某县人民政府", Some("某某县")),
            ("关于某某局的答复", None),
            ("犯罪嫌疑人张某某", None),
            ("刘某某镇长", None),
            ("某科技公司", None),
        ] {
            let found = to_fill_in(text).or_else(|| somebody(text)).and_then(|at| text.get(at));
            assert_eq!(found, want, "{text}");
        }
    }
}
