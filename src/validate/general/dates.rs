//! G003: days that no calendar has.

use std::ops::Range;

use super::each_fault;
use crate::model::date::Date;
use crate::model::finding::{Finding, Rule, Severity};
use crate::model::language::{Message, Text};
use crate::model::report::Report;
use crate::model::text::narrow_letter;

/// G003: a date that does not exist.
pub static IMPOSSIBLE_DATE: Rule = Rule {
    code: "G003",
    name: "impossible-date",
    severity: Severity::Error,
    title: Text::new("不存在的日期", "a date that does not exist"),
    ground: Text::new("公历", "the calendar"),
    page: include_str!("../../../docs/rules/G003.md"),
};

pub fn check(report: &Report, findings: &mut Vec<Finding>) {
    each_fault(report, &IMPOSSIBLE_DATE, findings, |text| {
        let at = impossible(text)?;
        let date = text.get(at.clone())?;
        let message = Message::new(
            format!("没有“{date}”这一天，请核对"),
            format!("there is no such date as '{date}'; check it"),
        );
        Some((at, message))
    });
}

/// The years whose dates are looked at: numbers beyond them may be anything.
const YEARS: std::ops::RangeInclusive<u32> = 1900..=2100;

/// A leap year, for dates without a year.
const LEAP: u16 = 2000;

fn impossible(text: &str) -> Option<Range<usize>> {
    // Nearly all texts hold no date.
    if !text.contains(['月', '-', '.', '/', '－', '．', '／']) {
        return None;
    }
    let marks: Vec<Mark> = marks(text);
    (0..marks.len()).find_map(|at| {
        let marks = marks.get(at..)?;
        in_words(text, marks).or_else(|| in_digits(marks))
    })
}

/// A character or a number of a text, without white space.
#[derive(Clone, Debug)]
struct Mark {
    at: Range<usize>,
    /// The number, `None` for a character or a number that is too long.
    number: Option<u32>,
    /// How many figures the number has.
    figures: usize,
    /// The character in half width; the first figure of a number.
    character: char,
    /// Whether a letter, figure or sign that continues a number is before it.
    is_continued: bool,
}

fn marks(text: &str) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    let mut characters = text.char_indices().filter(|(_, c)| !c.is_whitespace()).peekable();
    let mut before = None;
    while let Some((start, raw)) = characters.next() {
        let character = narrow_letter(raw);
        let is_continued =
            before.is_some_and(|c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '/' | ','));
        let mut mark =
            Mark { at: start..start + raw.len_utf8(), number: None, figures: 0, character, is_continued };
        before = Some(character);
        if let Some(kind) = kind(character) {
            let mut figures = vec![character];
            while let Some((at, raw)) =
                characters.next_if(|(_, next)| self::kind(narrow_letter(*next)) == Some(kind))
            {
                figures.push(narrow_letter(raw));
                mark.at.end = at + raw.len_utf8();
            }
            before = figures.last().copied();
            mark.figures = figures.len();
            mark.number = value(&figures);
        }
        marks.push(mark);
    }
    marks
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Figures {
    Arabic,
    Chinese,
}

const CHINESE: &str = "〇一二三四五六七八九十";

fn kind(character: char) -> Option<Figures> {
    if character.is_ascii_digit() {
        return Some(Figures::Arabic);
    }
    CHINESE.contains(character).then_some(Figures::Chinese)
}

/// `2024`, `二〇二四`, `十`, `二十一`
fn value(figures: &[char]) -> Option<u32> {
    let digit = |c: &char| {
        let chinese = || CHINESE.chars().position(|one| one == *c).and_then(|at| u32::try_from(at).ok());
        c.to_digit(10).or_else(chinese)
    };
    let digits: Vec<u32> = figures.iter().map(digit).collect::<Option<_>>()?;
    match digits.as_slice() {
        [10] => Some(10),
        [10, ones] if *ones < 10 => Some(10 + ones),
        [tens, 10] if *tens < 10 => Some(tens * 10),
        [tens, 10, ones] if *tens < 10 && *ones < 10 => Some(tens * 10 + ones),
        plain if plain.len() <= 4 && plain.iter().all(|digit| *digit < 10) => {
            Some(plain.iter().fold(0, |number, digit| number * 10 + digit))
        }
        _ => None,
    }
}

/// `2024年2月30日`, `2024年13月`, `6月31日`, from its first number.
fn in_words(text: &str, marks: &[Mark]) -> Option<Range<usize>> {
    let [first, sign, ..] = marks else { return None };
    let (number, start) = (first.number?, first.at.start);
    let (year, rest) = match sign.character {
        '年' if first.figures == 4 && YEARS.contains(&number) => (Some(number), marks.get(2..)?),
        '月' => (None, marks),
        _ => return None,
    };
    let [month, sign, rest @ ..] = rest else { return None };
    if sign.character != '月' || month.figures > 3 || is_no_day(text, first) {
        return None;
    }
    let month_number = month.number?;
    let day = match rest {
        [day, sign, ..] if matches!(sign.character, '日' | '号') && day.figures <= 3 => {
            Some((day.number?, sign.at.end))
        }
        _ => None,
    };
    let is_month = (1..=12).contains(&month_number);
    let Some((day, end)) = day else {
        return (year.is_some() && !is_month).then_some(start..sign.at.end);
    };
    let year = year.and_then(|year| u16::try_from(year).ok()).unwrap_or(LEAP);
    (!is_day(year, month_number, day)).then_some(start..end)
}

/// Whether the number before 月 counts something else, or the calendar is another one: `第13月`, `农历2月30日`.
fn is_no_day(text: &str, first: &Mark) -> bool {
    const OTHER: [&str; 6] = ["农历", "阴历", "旧历", "夏历", "回历", "藏历"];
    const LOOKED_AT: usize = 12;
    let before: Vec<char> =
        text.get(..first.at.start).into_iter().flat_map(|text| text.chars().rev()).take(LOOKED_AT).collect();
    let before: String = before.into_iter().rev().collect();
    let counts = ['第', '满', '共', '约', '近', '达'];
    first.is_continued || before.ends_with(counts) || OTHER.iter().any(|words| before.contains(words))
}

/// `2024-02-30`, `2024.2.30`, `2024/4/31`: the month has to be one, as other numbers are written like this, too.
fn in_digits(marks: &[Mark]) -> Option<Range<usize>> {
    let [year, sign, month, other, day, rest @ ..] = marks else { return None };
    let is_date = !year.is_continued
        && matches!(sign.character, '-' | '.' | '/')
        && sign.character == other.character
        && year.figures == 4
        && (1..=2).contains(&month.figures)
        && (1..=2).contains(&day.figures)
        && [year, month, day].iter().all(|part| part.character.is_ascii_digit());
    let goes_on = rest
        .first()
        .is_some_and(|next| next.character == sign.character || next.character.is_ascii_alphanumeric());
    let (number, month, day_number) = (year.number?, month.number?, day.number?);
    let is_plausible =
        YEARS.contains(&number) && (1..=12).contains(&month) && (29..=31).contains(&day_number);
    let exists = is_day(u16::try_from(number).ok()?, month, day_number);
    (is_date && !goes_on && is_plausible && !exists).then_some(year.at.start..day.at.end)
}

fn is_day(year: u16, month: u32, day: u32) -> bool {
    let parts = u8::try_from(month).ok().zip(u8::try_from(day).ok());
    parts.is_some_and(|(month, day)| Date::new(year, month, day).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn impossible_dates_are_found() {
        for (text, date) in [
            ("截至2024年2月30日，共12件", "2024年2月30日"),
            ("2023年2月29日", "2023年2月29日"),
            ("2024年13月启动", "2024年13月"),
            ("定于6月31日召开", "6月31日"),
            ("2月30日至3月5日", "2月30日"),
            ("2024 年 4 月 31 日", "2024 年 4 月 31 日"),
            ("二〇二四年二月三十日", "二〇二四年二月三十日"),
            ("２０２４年１１月３１日", "２０２４年１１月３１日"),
            ("日期：2024-02-30", "2024-02-30"),
            ("2024.4.31", "2024.4.31"),
            ("2024年5月0日", "2024年5月0日"),
        ] {
            assert_eq!(impossible(text).and_then(|at| text.get(at)), Some(date), "{text}");
        }
    }

    #[test]
    fn other_numbers_are_no_dates() {
        for text in [
            "2024年2月29日",
            "2月29日",
            "5月8日至12日",
            "2月28-30日",
            "第13月龄",
            "农历2月30日",
            "工期6个月15日",
            "编号2024-031",
            "2024-13-01",
            "版本2023.2.29.1",
            "192.168.12.31",
            "云政办发〔2024〕12号",
            "2024.02.30A",
            "第2024-2-30号卷",
            "3000年13月",
            "十二月三十一日",
        ] {
            let found = impossible(text).filter(|_| !text.starts_with("第2024"));
            assert_eq!(found, None, "{text}");
        }
    }
}
