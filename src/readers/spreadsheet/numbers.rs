//! Numbers and dates of spreadsheets as the text that a cell shows: the one place where figures pass
//! through a binary fraction, because that is what the formats store.
//!
//! Excel stores 59237.2449 as `59237.244899999998`, and shows 59237.2449: the shortest decimal that gives
//! the same fraction is what was typed. A spreadsheet keeps 15 digits; a longer number is marked as not
//! exact, and becomes a finding.
#![allow(clippy::disallowed_types, reason = "spreadsheets store figures as binary fractions")]

/// Digits a spreadsheet keeps.
const DIGITS: usize = 15;
/// A result such as 3.3000000000000003 is noise of computing when so few digits remain without it.
const DIGITS_BESIDE_NOISE: usize = 12;

/// A number as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberText {
    pub text: String,
    /// Whether the number has no more digits than the format keeps.
    pub is_exact: bool,
}

impl NumberText {
    fn exact(text: String) -> Self {
        Self { text, is_exact: true }
    }
}

/// How a cell shows its number, as far as it matters for reading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NumberFormat {
    #[default]
    Plain,
    /// A date, a time of day, or both; without a day a date is a month.
    Date { date: bool, day: bool, time: bool },
    /// `[h]:mm`.
    Elapsed,
}

impl NumberFormat {
    /// The formats that have a number and no code; 27 to 36 and 50 to 58 are those of Chinese Excel.
    pub fn builtin(id: u32) -> Self {
        match id {
            14..=16 | 28..=31 | 36 | 50..=51 | 53..=54 | 58 => {
                Self::Date { date: true, day: true, time: false }
            }
            17 | 27 | 52 | 57 => Self::Date { date: true, day: false, time: false },
            18..=21 | 32..=35 | 45 | 47 | 55..=56 => Self::Date { date: false, day: false, time: true },
            22 => Self::Date { date: true, day: true, time: true },
            46 => Self::Elapsed,
            _ => Self::Plain,
        }
    }

    /// From a format code such as `yyyy"年"m"月"d"日"`.
    pub fn from_code(code: &str) -> Self {
        let letters = format_letters(code);
        if letters.contains("[h") || letters.contains("[m") || letters.contains("[s") {
            return Self::Elapsed;
        }
        let has = |letter: char| letters.contains(letter);
        let time = has('h') || has('s');
        let (year, day) = (has('y') || has('e'), has('d'));
        let date = year || day || (has('m') && !time);
        let is_number = letters.contains(['0', '#', '?']) && !time || letters.contains("general");
        if is_number || !(date || time) { Self::Plain } else { Self::Date { date, day, time } }
    }
}

/// The part of a code for positive numbers in lower case, without quoted text, colours and locales.
fn format_letters(code: &str) -> String {
    let mut letters = String::new();
    let mut characters = code.chars();
    while let Some(character) = characters.next() {
        match character {
            '"' => while characters.next().is_some_and(|c| c != '"') {},
            '\\' | '_' | '*' => {
                characters.next();
            }
            '[' => {
                let inner: String = characters.by_ref().take_while(|&c| c != ']').collect();
                let inner = inner.to_lowercase();
                if !inner.is_empty() && inner.chars().all(|c| matches!(c, 'h' | 'm' | 's')) {
                    letters.push('[');
                    letters.push_str(&inner);
                }
            }
            ';' => break,
            // Scientific notation, not the year of an era.
            'E' if matches!(characters.clone().next(), Some('+' | '-')) => {}
            _ => letters.extend(character.to_lowercase()),
        }
    }
    letters
}

/// The number that a part of the package gives as text; what is no number stays as it is.
pub fn from_text(stored: &str, format: NumberFormat, from_1904: bool) -> NumberText {
    match stored.trim().parse::<f64>() {
        Ok(value) if value.is_finite() => from_value(value, format, from_1904),
        _ => NumberText::exact(stored.trim().to_owned()),
    }
}

/// An eight-byte number, least byte first.
pub fn from_bytes(bytes: [u8; 8], format: NumberFormat, from_1904: bool) -> NumberText {
    from_value(f64::from_le_bytes(bytes), format, from_1904)
}

/// The packed number of an `.xls`: an integer or the upper half of a fraction, perhaps in hundredths.
pub fn from_rk(rk: u32, format: NumberFormat, from_1904: bool) -> NumberText {
    let value =
        if rk & 2 == 0 { f64::from_bits(u64::from(rk & !3) << 32) } else { f64::from(rk.cast_signed() >> 2) };
    from_value(if rk & 1 == 0 { value } else { value / 100.0 }, format, from_1904)
}

fn from_value(value: f64, format: NumberFormat, from_1904: bool) -> NumberText {
    let dated = match format {
        NumberFormat::Plain => None,
        NumberFormat::Date { date, day, time } => moment(value, from_1904).map(|m| m.show(date, day, time)),
        NumberFormat::Elapsed => seconds(value).map(|s| clock(s / 3600, s)),
    };
    dated.map_or_else(|| plain(value), NumberText::exact)
}

#[allow(clippy::cast_possible_truncation, reason = "the number is whole and has 15 digits at most")]
fn plain(value: f64) -> NumberText {
    if value.fract() == 0.0 && value.abs() < 1e15 {
        return NumberText::exact((value as i64).to_string());
    }
    // Rust prints the shortest decimal that gives the same fraction, without an exponent.
    let text = value.to_string();
    if value.fract() == 0.0 {
        return NumberText { text, is_exact: false };
    }
    let digits = significant_digits(&text);
    if digits <= DIGITS {
        return NumberText::exact(text);
    }
    let places = text.rsplit_once('.').map_or(0, |(_, fraction)| fraction.len());
    let rounded = format!("{value:.*}", places.saturating_sub(digits - DIGITS));
    let rounded = rounded.trim_end_matches('0').trim_end_matches('.').to_owned();
    if significant_digits(&rounded) <= DIGITS_BESIDE_NOISE {
        return NumberText::exact(if rounded == "-0" { "0".to_owned() } else { rounded });
    }
    NumberText { text, is_exact: false }
}

fn significant_digits(text: &str) -> usize {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits.trim_start_matches('0').trim_end_matches('0').len()
}

/// A day and a second of it.
#[derive(Clone, Copy, Debug)]
struct Moment {
    year: i64,
    month: i64,
    day: i64,
    second: i64,
}

impl Moment {
    /// A midnight is a date, whatever its format would show.
    fn show(self, date: bool, day: bool, time: bool) -> String {
        let Self { year, month, .. } = self;
        let clock = clock(self.second / 3600, self.second);
        match (date, day) {
            (false, _) => clock,
            (true, false) if !time => format!("{year}年{month}月"),
            _ if time && self.second > 0 => format!("{year}-{month:02}-{:02} {clock}", self.day),
            _ => format!("{year}年{month}月{}日", self.day),
        }
    }
}

/// Hours and minutes, and seconds where there are any.
fn clock(hours: i64, second: i64) -> String {
    let (minutes, seconds) = (second / 60 % 60, second % 60);
    if seconds == 0 {
        format!("{hours:02}:{minutes:02}")
    } else {
        format!("{hours:02}:{minutes:02}:{seconds:02}")
    }
}

/// The whole seconds of a number of days; `None` beyond the year 9999.
#[allow(clippy::cast_possible_truncation, reason = "the range was just checked")]
fn seconds(days: f64) -> Option<i64> {
    (0.0..2_958_466.0).contains(&days).then(|| (days * 86_400.0).round() as i64)
}

/// The date of a serial number, which counts days from 1900 (with a 29 February that never was)
/// or from 1904.
fn moment(serial: f64, from_1904: bool) -> Option<Moment> {
    let all = seconds(serial)?;
    let (mut days, second) = (all / 86_400, all % 86_400);
    if from_1904 {
        days += 1462;
    } else if days < 60 {
        days += 1;
    }
    // Days since 1 March of the year 0: 30 December 1899 is serial 0.
    let days = days + 693_899;
    let era = days / 146_097;
    let day_of_era = days % 146_097;
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = era * 400 + year_of_era + i64::from(month <= 2);
    Some(Moment { year, month, day: day_of_year - (153 * shifted + 2) / 5 + 1, second })
}

/// An ISO date or time (`2022-01-28T19:26:00`) as [`from_text`] would show it; `None` if it is none.
pub fn from_iso(stored: &str) -> Option<String> {
    let (date, time) = stored.trim().split_once('T').unwrap_or((stored.trim(), ""));
    let mut parts = date.splitn(3, '-').map(|part| part.parse::<u32>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let time = time.split(['.', 'Z', '+']).next().unwrap_or_default();
    Some(match time.strip_suffix(":00").unwrap_or(time) {
        "" | "00:00" => format!("{year}年{month}月{day}日"),
        time => format!("{year}-{month:02}-{day:02} {time}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain_text(stored: &str) -> (String, bool) {
        let shown = from_text(stored, NumberFormat::Plain, false);
        (shown.text, shown.is_exact)
    }

    #[test]
    fn a_figure_comes_back_as_it_was_typed() {
        for (stored, text) in [
            ("59237.244899999998", "59237.2449"),
            ("4068.2080000000001", "4068.208"),
            ("160.5964", "160.5964"),
            ("0", "0"),
            ("-0", "0"),
            ("-3", "-3"),
            ("11398889", "11398889"),
            ("1E3", "1000"),
            ("999999999999999", "999999999999999"),
            ("3.3000000000000003", "3.3"),
            ("0.30000000000000004", "0.3"),
            ("1.0000000000000002", "1"),
            ("1.5E-7", "0.00000015"),
        ] {
            assert_eq!(plain_text(stored), (text.to_owned(), true), "{stored}");
        }
    }

    #[test]
    fn a_number_of_more_than_15_digits_is_doubted() {
        assert_eq!(plain_text("1.2345678901234568E+17"), ("123456789012345680".to_owned(), false));
        assert!(!plain_text("9007199254740993").1);
        assert_eq!(plain_text("0.1234567890123456"), ("0.1234567890123456".to_owned(), false));
    }

    #[test]
    fn what_is_no_number_stays() {
        for text in ["", "NaN", "inf", "1,234", "—"] {
            assert_eq!(plain_text(text), (text.to_owned(), true));
        }
        assert!(plain_text("1e308").0.len() > 300);
    }

    #[test]
    fn dates_are_shown_as_reports_write_them() {
        let date = NumberFormat::from_code("yyyy\"年\"m\"月\"d\"日\";@");
        let time = NumberFormat::from_code("yyyy\\-mm\\-dd\\ hh:mm");
        let show = |serial, format| from_text(serial, format, false).text;
        assert_eq!(show("44582", date), "2022年1月21日");
        assert_eq!(show("44582", NumberFormat::builtin(14)), "2022年1月21日");
        assert_eq!(show("44582", NumberFormat::builtin(57)), "2022年1月");
        assert_eq!(show("44589.809722222220", time), "2022-01-28 19:26");
        assert_eq!(show("44589", time), "2022年1月28日");
        assert_eq!(show("0.5", NumberFormat::from_code("h:mm AM/PM")), "12:00");
        assert_eq!(show("1.5", NumberFormat::from_code("[h]:mm:ss")), "36:00");
        assert_eq!(show("59", date), "1900年2月28日");
        assert_eq!(show("61", date), "1900年3月1日");
        assert_eq!(show("2958465", date), "9999年12月31日");
        assert_eq!(show("-1", date), "-1");
        assert_eq!(from_text("43120", date, true).text, "2022年1月21日");
    }

    #[test]
    fn number_formats_are_no_dates() {
        for code in
            ["General", "0.00", "#,##0", "0%", "0.00E+00", "[Red]-0.0", "@", "\"第\"0\"日\"", "0_);[Red]d"]
        {
            assert_eq!(NumberFormat::from_code(code), NumberFormat::Plain, "{code}");
        }
        assert!(matches!(NumberFormat::from_code("mm:ss.0"), NumberFormat::Date { time: true, .. }));
        assert!(matches!(
            NumberFormat::from_code("[$-804]aaaa yyyy/m/d"),
            NumberFormat::Date { day: true, .. }
        ));
    }

    #[test]
    fn iso_dates_look_the_same() {
        assert_eq!(from_iso("2022-01-21").as_deref(), Some("2022年1月21日"));
        assert_eq!(from_iso("2022-01-28T19:26:00").as_deref(), Some("2022-01-28 19:26"));
        assert_eq!(from_iso("2022-01-28T00:00:00.000").as_deref(), Some("2022年1月28日"));
        assert_eq!(from_iso("19:26"), None);
    }

    #[test]
    fn packed_numbers_unpack() {
        let show = |rk| from_rk(rk, NumberFormat::Plain, false).text;
        assert_eq!(show(3402 << 2 | 2), "3402");
        assert_eq!(show(((-5i32) << 2).cast_unsigned() | 2), "-5");
        assert_eq!(show(1234 << 2 | 3), "12.34");
        assert_eq!(show(0x3ff0_0000), "1");
    }
}
