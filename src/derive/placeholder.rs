//! What blank forms have in cells to fill in instead of nothing: `____`, `（ ）`, `□是 □否`, `年 月 日`.

use crate::model::form::Kind;
use crate::model::unit::Unit;

/// What a cell to fill in says of what it takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Placeholder {
    /// Nothing.
    Line,
    /// `____万元`.
    Unit(String),
    Date,
    YesNo,
    /// `□城镇 □农村`.
    Choice(Vec<String>),
}

impl Placeholder {
    /// What a text without spaces is a place for; `None` for one that says something.
    pub fn of(text: &str) -> Option<Self> {
        let is_line = |c: char| matches!(c, '_' | '＿');
        let is_box = |c: char| matches!(c, '□' | '☐');
        if text.starts_with(is_box) || text.ends_with(is_box) {
            let options = text
                .split(is_box)
                .map(|option| option.trim_matches(|c| is_line(c) || "、，,；;".contains(c)));
            let options: Vec<String> =
                options.filter(|option| !option.is_empty()).map(str::to_owned).collect();
            return Some(match options.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
                [] | ["是", "否"] | ["否", "是"] => Self::YesNo,
                [_] => return None,
                _ => Self::Choice(options),
            });
        }
        let rest: String = text.chars().filter(|c| !is_line(*c)).collect();
        match rest.as_str() {
            "" if !text.is_empty() => Some(Self::Line),
            "（）" | "()" | "【】" | "[]" | "〔〕" => Some(Self::Line),
            "年月日" | "年月" => Some(Self::Date),
            _ if rest.len() < text.len() && Unit::parse(&rest).is_some() => Some(Self::Unit(rest)),
            _ => None,
        }
    }

    /// The kind of what is filled in, the texts it can be and its unit, as far as the place says.
    pub fn says(&self) -> (Option<Kind>, Vec<String>, Option<String>) {
        match self {
            Self::Line => (None, Vec::new(), None),
            Self::Unit(unit) => (None, Vec::new(), Some(unit.clone())),
            Self::Date => (Some(Kind::Date), Vec::new(), None),
            Self::YesNo => (Some(Kind::YesNo), Vec::new(), None),
            Self::Choice(options) => (Some(Kind::Choice), options.clone(), None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_to_fill_in_are_known() {
        let choice =
            |options: &[&str]| Placeholder::Choice(options.iter().map(|&one| one.to_owned()).collect());
        for (text, want) in [
            ("____", Some(Placeholder::Line)),
            ("（）", Some(Placeholder::Line)),
            ("（____）", Some(Placeholder::Line)),
            ("____万元", Some(Placeholder::Unit("万元".to_owned()))),
            ("年月日", Some(Placeholder::Date)),
            ("____年__月", Some(Placeholder::Date)),
            ("□是□否", Some(Placeholder::YesNo)),
            ("是□否□", Some(Placeholder::YesNo)),
            ("□", Some(Placeholder::YesNo)),
            ("□城镇□农村□其他____", Some(choice(&["城镇", "农村", "其他"]))),
            ("万元", None),
            ("年度", None),
            ("×", None),
            ("", None),
            ("□同意", None),
        ] {
            assert_eq!(Placeholder::of(text), want, "{text}");
        }
    }
}
