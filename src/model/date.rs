//! Dates as reports write them.

use std::fmt;

use crate::model::text;

/// A day of the calendar. Displayed as `2022-01-21`.
///
/// ```
/// use repconv::model::date::Date;
///
/// let date = Date::parse("二〇二二年一月二十一日").unwrap();
/// assert_eq!(date.to_string(), "2022-01-21");
/// assert_eq!(date.official(), "2022年1月21日");
/// assert_eq!(Date::parse("2022年2月30日"), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// The year, from 1900.
    pub year: u16,
    /// The month, from 1 to 12.
    pub month: u8,
    /// The day of the month, from 1 to 31.
    pub day: u8,
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl Date {
    /// The day so many days after 1970-01-01; `None` outside of the years that a date may have.
    ///
    /// ```
    /// use repconv::model::date::Date;
    ///
    /// assert_eq!(Date::of_days(20_454).unwrap().to_string(), "2026-01-01");
    /// ```
    #[must_use]
    pub fn of_days(days: u32) -> Option<Self> {
        /// Days of 400 years, after which the calendar repeats.
        const ERA: u32 = 146_097;
        // Counted from 1 March of the year 0, so that the leap day is the last of a year.
        let days = days.checked_add(719_468)?;
        let (era, day) = (days / ERA, days % ERA);
        let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
        let day = day - (365 * year + year / 4 - year / 100);
        let month = (5 * day + 2) / 153;
        let of_month = day - (153 * month + 2) / 5 + 1;
        let (month, next) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
        let year = u16::try_from(era * 400 + year + next).ok()?;
        Self::new(year, u8::try_from(month).ok()?, u8::try_from(of_month).ok()?)
    }

    /// Reads `2022年1月21日`, `二〇二二年一月二十一日`, `2022.1.21`, `2022-01-21`, `2022/1/21`;
    /// `None` when it is no date or no day of the calendar.
    #[must_use]
    pub fn parse(raw: &str) -> Option<Self> {
        let folded = text::fold(raw);
        let folded = folded.trim_start_matches('(').trim_end_matches(')');
        let rest = folded.strip_suffix('日').or_else(|| folded.strip_suffix('号'));
        let parts: Vec<&str> = match rest {
            Some(rest) => {
                let (year, rest) = rest.split_once('年')?;
                let (month, day) = rest.split_once('月')?;
                vec![year, month, day]
            }
            None => ['-', '.', '/']
                .into_iter()
                .map(|c| folded.split(c).collect::<Vec<_>>())
                .find(|p| p.len() == 3)?,
        };
        let [year, month, day] = parts.as_slice() else { return None };
        Self::new(
            number(year, 4)?,
            u8::try_from(number(month, 2)?).ok()?,
            u8::try_from(number(day, 2)?).ok()?,
        )
    }

    /// As official documents write it: `2022年1月21日`.
    #[must_use]
    pub fn official(self) -> String {
        format!("{}年{}月{}日", self.year, self.month, self.day)
    }

    /// A day of the calendar, or `None`.
    #[must_use]
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => return None,
        };
        (year >= 1900 && (1..=days).contains(&day)).then_some(Self { year, month, day })
    }
}

/// A number of up to `most` digits in Arabic or Chinese figures (`二〇二二`, `二十一`, `十`).
fn number(text: &str, most: usize) -> Option<u16> {
    if text.is_empty() || text.chars().count() > most.max(3) {
        return None;
    }
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return (text.len() <= most).then(|| text.parse().ok())?;
    }
    let digits: Vec<u16> = text.chars().map(digit).collect::<Option<_>>()?;
    match digits.as_slice() {
        [10] => Some(10),
        [10, ones] if *ones < 10 => Some(10 + ones),
        [tens, 10] if *tens < 10 => Some(tens * 10),
        [tens, 10, ones] if *tens < 10 && *ones < 10 => Some(tens * 10 + ones),
        plain if plain.iter().all(|&d| d < 10) => {
            plain.iter().try_fold(0_u16, |n, d| n.checked_mul(10)?.checked_add(*d))
        }
        _ => None,
    }
}

fn digit(character: char) -> Option<u16> {
    let index = "〇一二三四五六七八九十".chars().position(|c| c == character);
    let index = index.or_else(|| matches!(character, '零' | '○' | 'O' | 'o' | '0').then_some(0));
    index.and_then(|n| u16::try_from(n).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_every_spelling() {
        for (raw, want) in [
            ("2022年1月21日", "2022-01-21"),
            ("2022 年 01 月 21 日", "2022-01-21"),
            ("二〇二二年一月二十一日", "2022-01-21"),
            ("二○二二年十月十日", "2022-10-10"),
            ("2022.1.21", "2022-01-21"),
            ("2022-01-21", "2022-01-21"),
            ("２０２２年１月２１日", "2022-01-21"),
            ("2024年2月29日", "2024-02-29"),
            ("（2022年1月21日）", "2022-01-21"),
        ] {
            assert_eq!(Date::parse(raw).map(|d| d.to_string()).as_deref(), Some(want), "{raw}");
        }
    }

    #[test]
    fn what_is_no_day_is_no_date() {
        for raw in ["20221月21日", "2023年2月30日", "2022年13月1日", "", "年月日", "2022年1月"] {
            assert_eq!(Date::parse(raw), None, "{raw}");
        }
    }
}
