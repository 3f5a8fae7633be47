//! Format codes of numbers (`#,##0.00_);[Red]"无"0`): their sections, and which of them a number takes.
//!
//! A code has up to three sections for numbers, each with a condition of its own or that of its position
//! (positive, negative, zero), and one for text.

use std::borrow::Cow;
use std::sync::Arc;

/// The longest code that spreadsheets keep, in characters.
const LONGEST_CODE: usize = 255;
const SECTIONS: usize = 4;

/// How a cell shows what it holds; General by default.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NumberFormat(Option<Arc<Sections>>);

#[derive(Debug, PartialEq)]
enum Sections {
    /// The code is longer than any program writes: what it shows is not known.
    Unknown,
    Known {
        numbers: Vec<Section>,
        text: Option<Vec<Token>>,
    },
}

/// A section for numbers.
#[derive(Debug, PartialEq)]
pub struct Section {
    condition: Option<Condition>,
    pub kind: SectionKind,
    pub tokens: Vec<Token>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SectionKind {
    Number,
    /// A date, a time of day, or both; without a day a date is a month.
    Date {
        date: bool,
        day: bool,
        time: bool,
    },
    /// `[h]:mm`.
    Elapsed,
}

/// A comparison such as `[>=10000]`.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Condition {
    is_less: bool,
    is_equal: bool,
    is_more: bool,
    limit: f64,
}

/// A sign of a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token {
    Literal(char),
    /// A place for a digit: `0`, `#` or `?`.
    Digit(char),
    Point,
    Comma,
    Percent,
    /// `E+` or `E-`; the first shows the sign of every exponent.
    Exponent {
        shows_plus: bool,
    },
    Slash,
    /// The whole number, as without a format.
    General,
    /// `@`.
    Text,
    /// A letter of dates: `y`, `m`, `d`, `h`, `s`, `e`.
    Letter(char),
    Elapsed,
}

/// What a format says about one number.
#[derive(Debug)]
pub enum Choice<'a> {
    General,
    Unknown,
    /// The section that shows the number, and whether that has a sign.
    Section(&'a Section, bool),
}

/// The formats that have a number and no code; 27 to 36 and 50 to 58 are those of Chinese Excel.
const BUILTIN: [(u32, &str); 22] = [
    (1, "0"),
    (2, "0.00"),
    (3, "#,##0"),
    (4, "#,##0.00"),
    (5, "¥#,##0;¥-#,##0"),
    (6, "¥#,##0;[Red]¥-#,##0"),
    (7, "¥#,##0.00;¥-#,##0.00"),
    (8, "¥#,##0.00;[Red]¥-#,##0.00"),
    (9, "0%"),
    (10, "0.00%"),
    (11, "0.00E+00"),
    (12, "# ?/?"),
    (13, "# ??/??"),
    (37, "#,##0_ ;-#,##0_ "),
    (38, "#,##0_ ;[Red]-#,##0_ "),
    (39, "#,##0.00_ ;-#,##0.00_ "),
    (40, "#,##0.00_ ;[Red]-#,##0.00_ "),
    (41, "_ * #,##0_ ;_ * -#,##0_ ;_ * \"-\"_ ;_ @_ "),
    (42, "_ ¥* #,##0_ ;_ ¥* -#,##0_ ;_ ¥* \"-\"_ ;_ @_ "),
    (43, "_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ "),
    (44, "_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;_ ¥* \"-\"??_ ;_ @_ "),
    (48, "##0.0E+0"),
];

impl NumberFormat {
    /// The format of a number that has no code in the file.
    pub fn builtin(id: u32) -> Self {
        let date = |date, day, time| Self::of_kind(SectionKind::Date { date, day, time });
        match id {
            14..=16 | 28..=31 | 36 | 50..=51 | 53..=54 | 58 => date(true, true, false),
            17 | 27 | 52 | 57 => date(true, false, false),
            18..=21 | 32..=35 | 45 | 47 | 55..=56 => date(false, false, true),
            22 => date(true, true, true),
            46 => Self::of_kind(SectionKind::Elapsed),
            _ => {
                let code = BUILTIN.iter().find(|(builtin, _)| *builtin == id);
                code.map_or_else(Self::default, |(_, code)| Self::from_code(code))
            }
        }
    }

    fn of_kind(kind: SectionKind) -> Self {
        let numbers = vec![Section { condition: None, kind, tokens: Vec::new() }];
        Self(Some(Arc::new(Sections::Known { numbers, text: None })))
    }

    /// From a format code such as `yyyy"年"m"月"d"日"`.
    pub fn from_code(code: &str) -> Self {
        if code.is_empty() || code.eq_ignore_ascii_case("general") {
            return Self::default();
        }
        if code.chars().nth(LONGEST_CODE).is_some() {
            return Self(Some(Arc::new(Sections::Unknown)));
        }
        let mut all = sections(code);
        let has_text = all.len() == SECTIONS
            || all.last().is_some_and(|section| section.has(|token| matches!(token, Token::Text)));
        let text = if has_text { all.pop().map(|section| section.tokens) } else { None };
        Self(Some(Arc::new(Sections::Known { numbers: all, text })))
    }

    /// The section for a number.
    pub fn choose(&self, value: f64) -> Choice<'_> {
        let numbers = match self.0.as_deref() {
            None => return Choice::General,
            Some(Sections::Unknown) => return Choice::Unknown,
            Some(Sections::Known { numbers, .. }) => numbers,
        };
        let is = |index: usize, usual: fn(f64) -> bool| {
            let condition = numbers.get(index).and_then(|section| section.condition);
            condition.map_or_else(|| usual(value), |condition| condition.holds(value))
        };
        let chosen = match numbers.len() {
            1 => is(0, |_| true).then_some(0),
            2 if is(0, |value| value >= 0.0) => Some(0),
            2 => is(1, |_| true).then_some(1),
            3 if is(0, |value| value > 0.0) => Some(0),
            3 if is(1, |value| value < 0.0) => Some(1),
            3 => Some(2),
            _ => None,
        };
        let Some((index, section)) = chosen.and_then(|index| Some((index, numbers.get(index)?))) else {
            return Choice::General;
        };
        let first = numbers.first().and_then(|section| section.condition);
        let is_of_negatives = match section.condition {
            Some(condition) => condition.is_of_negatives(),
            None => index == 1 && first.is_none_or(Condition::is_of_positives),
        };
        Choice::Section(section, value < 0.0 && !is_of_negatives)
    }

    /// A text as the format shows it.
    pub fn text<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let Some(Sections::Known { text: Some(tokens), .. }) = self.0.as_deref() else { return text.into() };
        if tokens.iter().all(|token| matches!(token, Token::Text)) && tokens.len() == 1 {
            return text.into();
        }
        let mut shown = String::new();
        for token in tokens {
            match token {
                Token::Text | Token::General => shown.push_str(text),
                token => shown.extend(token.literal()),
            }
        }
        shown.into()
    }
}

impl Condition {
    /// From what is between the brackets.
    fn parse(inner: &str) -> Option<Self> {
        let signs = inner.find(|c: char| !matches!(c, '<' | '>' | '='))?;
        let (signs, limit) = inner.split_at_checked(signs)?;
        let limit = limit.trim().parse().ok()?;
        let [is_less, is_equal, is_more] = ['<', '=', '>'].map(|sign| signs.contains(sign));
        (is_less || is_equal || is_more).then_some(Self { is_less, is_equal, is_more, limit })
    }

    fn holds(self, value: f64) -> bool {
        (self.is_less && value < self.limit)
            || (self.is_more && value > self.limit)
            || (self.is_equal && value >= self.limit && value <= self.limit)
    }

    fn is_of_negatives(self) -> bool {
        !self.is_more && (self.limit < 0.0 || (self.limit <= 0.0 && !self.is_equal))
    }

    fn is_of_positives(self) -> bool {
        self.is_more && !self.is_less && self.limit >= 0.0 && self.limit <= 0.0
    }
}

impl Section {
    /// Whether a whole number from 0 on is shown by its digits alone.
    pub fn shows_whole_numbers(&self) -> bool {
        let mut last = None;
        for token in self.tokens.iter().rev().skip_while(|token| matches!(token, Token::Literal(' '))) {
            let is_place = matches!(token, Token::Digit(_)) || *token == Token::Comma && last.is_some();
            if !is_place {
                return false;
            }
            last = last.or(Some(*token));
        }
        last == Some(Token::Digit('0'))
    }

    pub fn has(&self, is: impl Fn(Token) -> bool) -> bool {
        self.tokens.iter().any(|token| is(*token))
    }
}

impl Token {
    /// The character of a sign that stands for itself.
    pub fn literal(self) -> Option<char> {
        match self {
            Self::Literal(character) | Self::Letter(character) => Some(character),
            Self::Slash => Some('/'),
            Self::Percent => Some('%'),
            Self::Point => Some('.'),
            Self::Digit(_)
            | Self::Comma
            | Self::Exponent { .. }
            | Self::General
            | Self::Text
            | Self::Elapsed => None,
        }
    }
}

/// The colours of a section that are not seen on paper.
const WHITE: [&str; 4] = ["white", "白色", "color2", "颜色2"];

/// The sections of a code.
fn sections(code: &str) -> Vec<Section> {
    let mut all = Vec::new();
    let mut tokens = Vec::new();
    let mut condition = None;
    let mut is_unreadable = false;
    let mut rest = code;
    while let Some(character) = rest.chars().next() {
        let whole = rest;
        rest = whole.get(character.len_utf8()..).unwrap_or_default();
        match character {
            ';' => {
                if all.len() + 1 == SECTIONS {
                    break;
                }
                let tokens = readable(std::mem::take(&mut tokens), std::mem::take(&mut is_unreadable));
                all.push(section(condition.take(), tokens));
            }
            '[' => {
                let (inner, after) = rest.split_once(']').unwrap_or((rest, ""));
                rest = after;
                condition = condition.or_else(|| Condition::parse(inner));
                is_unreadable |= WHITE.iter().any(|white| inner.eq_ignore_ascii_case(white));
                bracket(inner, &mut tokens);
            }
            _ => {
                // As many of these digits as there is room for would be read as those of the number.
                is_unreadable |= character == '*' && rest.starts_with(|c: char| c.is_ascii_digit());
                rest = token(character, rest, whole, &mut tokens);
            }
        }
    }
    all.push(section(condition, readable(tokens, is_unreadable)));
    all
}

/// The tokens of a section; none if its number cannot be read.
fn readable(tokens: Vec<Token>, is_unreadable: bool) -> Vec<Token> {
    if is_unreadable && !tokens.contains(&Token::Text) { Vec::new() } else { tokens }
}

/// Colours, locales and ways of writing digits change no figure; a currency is shown.
fn bracket(inner: &str, tokens: &mut Vec<Token>) {
    if !inner.is_empty() && inner.chars().all(|c| matches!(c.to_ascii_lowercase(), 'h' | 'm' | 's')) {
        tokens.push(Token::Elapsed);
    } else if let Some(currency) = inner.strip_prefix('$') {
        let sign = currency.split('-').next().unwrap_or_default();
        tokens.extend(sign.chars().map(Token::Literal));
    }
}

/// Adds the token that begins with `character`, and returns what follows it.
fn token<'a>(character: char, rest: &'a str, whole: &'a str, tokens: &mut Vec<Token>) -> &'a str {
    const GENERAL: [&str; 2] = ["general", "g/通用格式"];
    let after_one = || rest.char_indices().nth(1).map_or("", |(at, _)| rest.get(at..).unwrap_or_default());
    match character {
        '"' => {
            let (quoted, after) = rest.split_once('"').unwrap_or((rest, ""));
            tokens.extend(quoted.chars().map(Token::Literal));
            return after;
        }
        '\\' | '!' => {
            tokens.extend(rest.chars().next().map(Token::Literal));
            return after_one();
        }
        '_' => {
            tokens.push(Token::Literal(' '));
            return after_one();
        }
        '*' => return after_one(),
        'e' | 'E' if rest.starts_with(['+', '-']) => {
            tokens.push(Token::Exponent { shows_plus: rest.starts_with('+') });
            return rest.get(1..).unwrap_or_default();
        }
        'g' | 'G' => {
            let length =
                |name: &&&str| whole.get(..name.len()).is_some_and(|start| start.to_lowercase() == ***name);
            if let Some(name) = GENERAL.iter().find(length) {
                tokens.push(Token::General);
                return whole.get(name.len()..).unwrap_or_default();
            }
            tokens.push(Token::Literal(character));
        }
        '0' | '#' | '?' => tokens.push(Token::Digit(character)),
        '.' => tokens.push(Token::Point),
        ',' => tokens.push(Token::Comma),
        '%' => tokens.push(Token::Percent),
        '/' => tokens.push(Token::Slash),
        '@' => tokens.push(Token::Text),
        'y' | 'm' | 'd' | 'h' | 's' | 'e' | 'Y' | 'M' | 'D' | 'H' | 'S' | 'E' => {
            tokens.push(Token::Letter(character.to_ascii_lowercase()));
        }
        _ => tokens.push(Token::Literal(character)),
    }
    rest
}

fn section(condition: Option<Condition>, tokens: Vec<Token>) -> Section {
    let has = |wanted: &[char]| {
        tokens.iter().any(|token| matches!(token, Token::Letter(letter) if wanted.contains(letter)))
    };
    let time = has(&['h', 's']);
    let (year, day) = (has(&['y', 'e']), has(&['d']));
    let date = year || day || (has(&['m']) && !time);
    let has_digits = tokens.iter().any(|token| matches!(token, Token::Digit(_)));
    let is_general = tokens.contains(&Token::General);
    let kind = if tokens.contains(&Token::Elapsed) {
        SectionKind::Elapsed
    } else if has_digits && !time || is_general || !(date || time) {
        SectionKind::Number
    } else {
        SectionKind::Date { date, day, time }
    };
    Section { condition, kind, tokens }
}
