//! Years and months in the words around a label.

use std::borrow::Cow;

use crate::model::text;

use super::{LONGEST, Marker};

/// How the zero in the numeral of a year is written, as far as folding leaves it.
const ZEROS: [char; 6] = ['〇', '零', '○', 'O', 'o', '0'];

/// The folded text, with the years around the report's own as 上年, 本年 and 下年. A month or day of the year after
/// it is the date of a report, and left out.
pub fn relative(text: &str, year: Option<u16>) -> Cow<'_, str> {
    let folded = text::fold(text);
    let has_numerals = folded.contains('二');
    let is_short = || folded.get(2..).is_some_and(|after| after.starts_with('年'));
    let has_digits = (folded.contains('2') && folded.contains("20")) || folded.contains("年度") || is_short();
    let year = year.filter(|_| (has_numerals || has_digits) && folded.chars().count() <= LONGEST);
    let Some(year) = year else { return folded };
    let names = [(year - 1, "上年"), (year, "本年"), (year + 1, "下年")];
    let mut replaced = folded;
    for (year, name) in names {
        let digits = has_digits.then(|| year.to_string());
        let zeros = if has_numerals { &ZEROS[..] } else { &[] };
        for written in digits.into_iter().chain(zeros.iter().map(|zero| chinese(year, *zero))) {
            if !replaced.contains(&written) {
                continue; // nearly always
            }
            // Without 年 only where it is the whole text or starts a sheet's name: 2024申请.
            for full in [format!("{written}年度"), format!("{written}年"), written] {
                let Some(at) = replaced.find(&full) else { continue };
                let after = replaced.get(at + full.len()..).unwrap_or_default();
                let is_part = after.starts_with('年') || is_number_of_document(after);
                let date = if name == "下年" { date_after(after) } else { Some(0) };
                if let Some(date) = date
                    && !is_part
                    && is_own_number(&replaced, at, full.len())
                {
                    let name = if date > 0 { "" } else { name };
                    let mut whole = replaced.into_owned();
                    whole.replace_range(at..at + full.len() + date, name);
                    replaced = Cow::Owned(whole);
                }
            }
        }
        // 23年 alone or before the name of a table; within a text it may be a number of years.
        let short = format!("{:02}年", year % 100);
        if replaced.starts_with(&short) {
            replaced = Cow::Owned(replaced.replacen(&short, name, 1));
        }
        let short = format!("{short}度");
        if let Some(at) = replaced.find(&short)
            && is_own_number(&replaced, at, short.len())
        {
            replaced = Cow::Owned(replaced.replacen(&short, name, 1));
        }
    }
    replaced
}

/// The bytes of the month and day after a year, 0 if there are none. `None` for digits that are neither, and for
/// the first of several months.
fn date_after(after: &str) -> Option<usize> {
    let rest = after.strip_prefix(['.', '-', '/']).unwrap_or(after);
    let is_number = |c: char| c.is_ascii_digit() || "元一二三四五六七八九十".contains(c);
    let is_digit = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    let month = rest.find(|c| !is_number(c)).unwrap_or(rest.len());
    let ends_month = rest.get(month..).unwrap_or_default();
    if month == 0 {
        return (rest.len() == after.len()).then_some(0);
    }
    if let Some(day) = ends_month.strip_prefix('月') {
        let is_span = day.starts_with(['-', '~', '至', '、']);
        let length =
            day.find('日').filter(|end| day.get(..*end).is_some_and(|day| day.chars().all(is_number)));
        let day = length.map_or(0, |end| end + '日'.len_utf8());
        return (!is_span).then_some(after.len() - ends_month.len() + '月'.len_utf8() + day);
    }
    if !is_digit(rest) {
        return Some(0);
    }
    if rest.len() == after.len() {
        return None;
    }
    let day = ends_month.strip_prefix(['.', '-', '/']).filter(|day| is_digit(day))?;
    let end = day.find(|c: char| !c.is_ascii_digit()).unwrap_or(day.len());
    Some(after.len() - day.len() + end)
}

/// Whether no digit is beside the part of this length.
fn is_own_number(text: &str, at: usize, length: usize) -> bool {
    let is_digit = |c: char| c.is_ascii_digit();
    let is_bare = text.get(at..at + length).is_some_and(|part| part.ends_with(is_digit));
    let follows_digit = text.get(..at).is_some_and(|before| before.ends_with(is_digit));
    let precedes_digit = text.get(at + length..).is_some_and(|after| after.starts_with(is_digit));
    !(follows_digit || is_bare && precedes_digit)
}

/// Whether a year is that of a document number: 〔2021〕30号.
fn is_number_of_document(after: &str) -> bool {
    after.starts_with(['〕', ']', '】'])
}

fn chinese(year: u16, zero: char) -> String {
    let digit =
        |c: char| c.to_digit(10).and_then(|n| "〇一二三四五六七八九".chars().nth(usize::try_from(n).ok()?));
    year.to_string().chars().filter_map(|c| if c == '0' { Some(zero) } else { digit(c) }).collect()
}

pub(super) fn year_at(text: &str) -> Option<(usize, Marker)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let year = if digits == 4 {
        text.get(..4)?.parse().ok()?
    } else if digits == 2 && text.get(2..).is_some_and(|after| after.starts_with("年度")) {
        return text.get(..2)?.parse().ok().map(|short: u16| (2, Marker::Year(2000 + short)));
    } else {
        let digit = |c: char| match c {
            _ if ZEROS.contains(&c) => Some(0),
            _ => "〇一二三四五六七八九".chars().position(|digit| digit == c),
        };
        if !text.starts_with(['一', '二']) {
            return None; // most places of a text
        }
        let mut characters = text.chars();
        let mut year = 0_u16;
        for _ in 0..4 {
            year = year * 10 + u16::try_from(digit(characters.next()?)?).ok()?;
        }
        if !characters.as_str().starts_with('年') {
            return None;
        }
        return (1990..=2099).contains(&year).then_some((12, Marker::Year(year)));
    };
    let after = text.get(digits..).unwrap_or_default();
    let is_year = (1990..=2099).contains(&year) && !is_number_of_document(after) && !is_date(after);
    is_year.then_some((digits, Marker::Year(year)))
}

/// Whether month and day follow a year: the day of a signature or publication.
fn is_date(after: &str) -> bool {
    let Some((month, day)) = after.strip_prefix('年').and_then(|rest| rest.split_once('月')) else {
        return false;
    };
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    is_number(month) && day.split_once('日').is_some_and(|(day, _)| is_number(day))
}

/// All months of a year.
pub(super) const WHOLE_YEAR: [&str; 5] = ["1-12月", "1至12月", "1月至12月", "1月-12月", "01-12月"];

/// `1-6月`, `6月`, `Q1`: some months of a year, but neither all twelve nor a day.
pub(super) fn months_at(text: &str) -> Option<(usize, Marker)> {
    if let Some(quarter) = text.strip_prefix(['Q', 'q']) {
        let is_quarter = quarter.starts_with(['1', '2', '3', '4'])
            && !quarter.get(1..).is_some_and(|after| after.starts_with(|c: char| c.is_ascii_alphanumeric()));
        return is_quarter.then_some((2, Marker::Period("季度")));
    }
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return None; // most places of a text
    }
    let is_span = |c: char| c.is_ascii_digit() || matches!(c, '-' | '~' | '至' | '月' | '、');
    let end = text.find(|c| !is_span(c)).unwrap_or(text.len());
    let span = text.get(..end)?;
    let after = text.get(end..)?;
    let length = span.rfind('月')? + '月'.len_utf8();
    let is_day = after.starts_with('日');
    (!WHOLE_YEAR.contains(&span) && !is_day && length == span.len()).then_some((length, Marker::Period("月")))
}
