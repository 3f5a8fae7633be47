//! The value of a statutory cell: nothing, a number, or other text with or without a number.

use super::decimal::Decimal;
use super::form::Kind;
use super::unit::COUNTED;
use crate::model::text;

/// The value of a cell. Blank is not 0, and a number with words keeps its words.
///
/// ```
/// use repconv::model::value::{Spelling, Value};
///
/// assert_eq!(Value::parse(" "), Value::Blank);
/// assert_eq!(Value::parse("１,234件").number(), Some(1234.into()));
/// assert_eq!(Value::parse("22（其中修订16件）").spelling(), Some(Spelling::Annotated));
/// assert_eq!(Value::parse("约12").number(), None);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Value {
    /// The cell is there and empty.
    #[default]
    Blank,
    /// Just a number.
    Number(Decimal),
    /// Any other text.
    Text {
        /// The text, on one line.
        raw: String,
        /// The number in it, where it is beyond doubt.
        value: Option<Decimal>,
    },
}

/// How a cell's number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelling {
    /// Digits and at most a point and a minus.
    Plain,
    /// A number, but not as the form wants it: `１２`, `1,234`, `12件`, `+3`, `007`.
    Nonstandard,
    /// A number with words beside it: `22（其中修订16件）`.
    Annotated,
    /// Not a number, or not a certain one: `/`, `无`, `约12`.
    NotANumber,
}

/// The unit at the start of a text that may follow a number without changing it. 万 and 亿 alone would multiply it, so
/// they are no units here and such a cell is not a number.
fn unit_at_start(text: &str) -> Option<&'static str> {
    const MONEY: [&str; 3] = ["万元", "亿元", "元"];
    MONEY.into_iter().chain(COUNTED).find(|unit| text.starts_with(unit))
}

impl Value {
    /// Parses the text of a cell.
    #[must_use]
    pub fn parse(shown: &str) -> Self {
        let raw = on_one_line(shown);
        if raw.is_empty() {
            return Self::Blank;
        }
        match spelling(&raw) {
            (Spelling::Plain, Some(number)) => Self::Number(number),
            (_, value) => Self::Text { raw, value },
        }
    }

    /// The value of a cell of this kind. A text that is no number by its kind is kept as it is written: `1.50` may be
    /// a code.
    #[must_use]
    pub fn of_kind(kind: Kind, shown: &str) -> Self {
        if kind.is_number() {
            return Self::parse(shown);
        }
        let raw = on_one_line(shown);
        if raw.is_empty() { Self::Blank } else { Self::Text { raw, value: None } }
    }

    /// The number, where there is one.
    #[must_use]
    pub const fn number(&self) -> Option<Decimal> {
        match self {
            Self::Blank => None,
            Self::Number(number) => Some(*number),
            Self::Text { value, .. } => *value,
        }
    }

    /// Whether the cell is empty.
    #[must_use]
    pub const fn is_blank(&self) -> bool {
        matches!(self, Self::Blank)
    }

    /// The text of the cell when it is written again.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Blank => String::new(),
            Self::Number(number) => number.to_string(),
            Self::Text { raw, .. } => raw.clone(),
        }
    }

    /// The number that counts in sums and comparisons: also one in another spelling (`１２`, `1,234`, `12件`)
    /// or with words beside it (`22（其中修订16件）`). `None` where no number is beyond doubt, and for money
    /// that may not be in 万元 as the forms want it: a person must look at these.
    #[must_use]
    pub fn counted(&self) -> Option<Decimal> {
        self.number().filter(|_| !self.may_be_other_money())
    }

    /// Whether the number may be one of money that is not in 万元, as the forms want it: by its own unit
    /// (`251000元`, `2亿元（20000万元）`), or, where it has none, by the words beside it (`251000（25.1万元）`).
    #[must_use]
    pub fn may_be_other_money(&self) -> bool {
        let Self::Text { raw, value: Some(_) } = self else { return false };
        let folded = text::narrow(raw);
        let (_, rest) = split_number(&folded);
        match unit_at_start(rest.trim_start()) {
            Some("万元") => false,
            Some("元" | "亿元") => true,
            _ => tells_other_money(rest),
        }
    }

    /// How the number is written; `None` for a blank.
    #[must_use]
    pub fn spelling(&self) -> Option<Spelling> {
        match self {
            Self::Blank => None,
            Self::Number(_) => Some(Spelling::Plain),
            Self::Text { raw, .. } => Some(spelling(raw).0),
        }
    }
}

/// The text on one line. Between two digits a line break becomes a space: 12 over 34 may be 1234, or
/// two figures.
fn on_one_line(shown: &str) -> String {
    let mut joined = String::new();
    for line in text::clean(shown).split('\n').map(text::trim) {
        let parts_digits = joined.chars().next_back().is_some_and(char::is_numeric)
            && line.chars().next().is_some_and(char::is_numeric);
        if parts_digits {
            joined.push(' ');
        }
        joined.push_str(line);
    }
    joined
}

fn spelling(raw: &str) -> (Spelling, Option<Decimal>) {
    if is_plain(raw) {
        return match Decimal::from_str_exact(raw) {
            Ok(number) => (Spelling::Plain, Some(number.normalize())),
            Err(_) => (Spelling::NotANumber, None), // more than 28 digits
        };
    }
    // ², ①, ½: a mark of a note or an exponent as likely as a digit, and `12²` is not 122.
    if raw.chars().any(|c| c.is_numeric() && !matches!(c, '0'..='9' | '０'..='９')) {
        return (Spelling::NotANumber, None);
    }
    let folded = text::narrow(raw);
    let (number, rest) = split_number(&folded);
    let Some(value) = number else { return (Spelling::NotANumber, None) };
    let rest = rest.trim_start();
    let rest = unit_at_start(rest).and_then(|unit| rest.strip_prefix(unit)).unwrap_or(rest).trim();
    if rest.is_empty() {
        (Spelling::Nonstandard, Some(value))
    } else if rest.starts_with('(') && rest.ends_with(')') {
        (Spelling::Annotated, Some(value))
    } else {
        (Spelling::NotANumber, None)
    }
}

/// `-?(0|[1-9][0-9]*)(\.[0-9]+)?`
fn is_plain(raw: &str) -> bool {
    let digits = raw.strip_prefix('-').unwrap_or(raw);
    let (whole, fraction) = match digits.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (digits, None),
    };
    let all_digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    all_digits(whole) && (whole == "0" || !whole.starts_with('0')) && fraction.is_none_or(all_digits)
}

/// A number with optional sign and thousands separators at the start of narrow text, and what follows.
fn split_number(text: &str) -> (Option<Decimal>, &str) {
    let end = text
        .char_indices()
        .find(|&(i, c)| !(c.is_ascii_digit() || matches!(c, '.' | ',') || (i == 0 && matches!(c, '+' | '-'))))
        .map_or(text.len(), |(i, _)| i);
    let (number, rest) = text.split_at(end);
    if number.contains(',') && !well_grouped(number) {
        return (None, rest);
    }
    let bare: String = number.chars().filter(|&c| c != ',' && c != '+').collect();
    (Decimal::from_str_exact(&bare).ok().map(|n| n.normalize()), rest)
}

/// Whether the commas of a number part its whole digits into threes. `1.234,5` and `0,123` are written as
/// other countries do, or wrongly.
fn well_grouped(number: &str) -> bool {
    let unsigned = number.trim_start_matches(['+', '-']);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    (1..=3).contains(&first.len())
        && !first.starts_with('0')
        && groups.all(|group| group.len() == 3)
        && !fraction.contains(',')
}

/// Whether words beside a number without a unit of money leave it open that it is in 万元. A part
/// (`22.5（其中减免3万元）`) and the unit alone (`22.5（万元）`) don't; another amount may be the same one
/// in 万元, and the number then in 元.
fn tells_other_money(words: &str) -> bool {
    const PARTS: [&str; 5] = ["(其中", "(含", "(不含", "(包括", "(另"];
    let is_of_ten_thousands = |at: usize| {
        let before = words.get(..at).and_then(|before| before.strip_suffix('万'));
        before.is_some_and(|before| !before.ends_with(['十', '百', '千']))
    };
    let is_other_unit = words.match_indices('元').any(|(at, _)| !is_of_ten_thousands(at));
    let is_counted = |(at, _): (usize, &str)| {
        words.get(..at).is_some_and(|before| before.trim_end().ends_with(|c: char| c.is_ascii_digit()))
    };
    let has_amount = words.match_indices(['万', '亿']).any(is_counted);
    let is_part = PARTS.iter().any(|part| words.trim_start().starts_with(part));
    is_other_unit || has_amount && !is_part
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Decimal {
        Decimal::from_str_exact(text).expect("test number")
    }

    #[test]
    fn numbers_are_read_exactly() {
        for (shown, want) in
            [("0", "0"), (" 12 ", "12"), ("59237.2449", "59237.2449"), ("-5", "-5"), ("0.50", "0.5")]
        {
            assert_eq!(Value::parse(shown), Value::Number(number(want)), "{shown}");
        }
    }

    #[test]
    fn blank_is_blank() {
        for shown in ["", " ", "\u{3000}", "\u{a0}"] {
            assert_eq!(Value::parse(shown), Value::Blank, "{shown:?}");
        }
    }

    #[test]
    fn a_line_break_between_digits_leaves_it_open_what_the_number_is() {
        let value = Value::parse("12\n34");
        assert_eq!((value.number(), value.shown()), (None, "12 34".to_owned()));
        assert_eq!(Value::parse("12\n件").number(), Some(number("12")));
        assert_eq!(Value::parse("\n12\n"), Value::Number(number("12")));
    }

    #[test]
    fn only_threes_before_the_point_are_groups() {
        for (shown, want) in [
            ("1,234", Some("1234")),
            ("1，234", Some("1234")),
            ("１，２３４．５", Some("1234.5")),
            ("-12,345,678.90", Some("-12345678.9")),
            ("+1,234件", Some("1234")),
            ("1.234", Some("1.234")),
            ("1.234,5", None),
            ("1.234,567", None),
            ("1.234.567", None),
            ("1,234.5,6", None),
            ("1,234.567,890", None),
            ("1,23", None),
            ("1，23", None),
            ("1234,567", None),
            ("1,2345", None),
            ("1,,234", None),
            (",234", None),
            ("1,234,", None),
            ("0,123", None),
            ("00,123", None),
            ("1、234", None),
            ("1 234", None),
            ("1'234", None),
            ("1_234", None),
            ("12,3456", None),
            ("١٢", None),
            ("१२", None),
            ("𝟏𝟐", None),
            ("12٫5", None),
            ("1e3", None),
            ("--3", None),
            ("3-", None),
        ] {
            let value = Value::parse(shown);
            assert_eq!(value.number(), want.map(number), "{shown}");
            assert!(want.is_some() || value.spelling() == Some(Spelling::NotANumber), "{shown}");
        }
    }

    #[test]
    fn money_is_in_the_unit_of_the_figure_that_is_read() {
        for (shown, is_other) in [
            ("25.1", false),
            ("25.1万元", false),
            ("25.1 万元", false),
            ("25.1万元（251000元）", false),
            ("2万元（0.0002亿元）", false),
            ("２５．１万元（２５１０００元）", false),
            ("25.1（万元）", false),
            ("25.1（单位：万元）", false),
            ("22.5（其中减免3万元）", false),
            ("22.5（不含减免 3 万元）", false),
            ("22（其中修订16件）", false),
            ("22（万寿路街道3件）", false),
            ("12件", false),
            ("1000元", true),
            ("1，000 元", true),
            ("251000元（25.1万元）", true),
            ("２５１０００元（２５．１万元）", true),
            ("2亿元", true),
            ("2亿元（20000万元）", true),
            ("251000（元）", true),
            ("251000（25.1万元）", true),
            ("251000（合25.1万元）", true),
            ("251000（25.1万）", true),
            ("2（亿元）", true),
            ("2.5（百万元）", true),
            ("22（其中减免300元）", true),
            ("4件（251000元）", true),
        ] {
            let value = Value::parse(shown);
            assert!(value.number().is_some(), "{shown}");
            assert_eq!(value.may_be_other_money(), is_other, "{shown}");
            assert_eq!(value.counted().is_none(), is_other, "{shown}");
        }
    }

    #[test]
    fn words_keep_their_number_only_where_it_is_certain() {
        use Spelling::{Annotated, Nonstandard, NotANumber};
        for (shown, spelled, want) in [
            ("12件", Nonstandard, Some("12")),
            ("15例", Nonstandard, Some("15")),
            ("3 笔", Nonstandard, Some("3")),
            ("２封", Nonstandard, Some("2")),
            ("4人次", Nonstandard, Some("4")),
            ("15例余", NotANumber, None),
            ("15比例", NotANumber, None),
            ("１２", Nonstandard, Some("12")),
            ("1,234", Nonstandard, Some("1234")),
            ("1，234，567.5", Nonstandard, Some("1234567.5")),
            ("251000元", Nonstandard, Some("251000")),
            ("160.5964万元", Nonstandard, Some("160.5964")),
            ("+3", Nonstandard, Some("3")),
            ("－3", Nonstandard, Some("-3")),
            ("007", Nonstandard, Some("7")),
            ("22（其中修订16件）", Annotated, Some("22")),
            ("22件(其中修订16件)", Annotated, Some("22")),
            ("/", NotANumber, None),
            ("——", NotANumber, None),
            ("无", NotANumber, None),
            ("约12", NotANumber, None),
            ("12,34", NotANumber, None),
            ("3万", NotANumber, None),
            ("12/13", NotANumber, None),
            ("5%", NotANumber, None),
            ("12²", NotANumber, None),
            ("12₂", NotANumber, None),
            ("12\u{202e}34", NotANumber, None),
            ("①", NotANumber, None),
        ] {
            let value = Value::parse(shown);
            assert_eq!(value.spelling(), Some(spelled), "{shown}");
            assert_eq!(value.number(), want.map(number), "{shown}");
            assert_eq!(value.shown(), shown);
        }
    }
}
