//! Numbers and dates of spreadsheets as the text that a cell shows: the one place where figures pass
//! through a binary fraction, because that is what the formats store.
//!
//! Excel stores 59237.2449 as `59237.244899999998`, and shows 59237.2449: the shortest decimal that gives
//! the same fraction is what was typed. A spreadsheet keeps 15 digits; a longer number is marked as not
//! exact, and becomes a finding.
//!
//! [`format`] reads the codes of formats, [`render`] applies them, [`shown`] decides what becomes of a cell
//! that shows another number than it stores.
#![allow(clippy::disallowed_types, reason = "spreadsheets store figures as binary fractions")]

mod dates;
mod format;
mod render;
mod shown;

#[cfg(any(test, feature = "spreadsheets"))]
pub use dates::from_iso;
pub use format::NumberFormat;

use dates::{clock, moment, seconds};
use format::{Choice, Section, SectionKind};

/// Digits a spreadsheet keeps.
const DIGITS: usize = 15;
/// A result such as 3.3000000000000003 is noise of computing when so few digits remain without it.
const DIGITS_BESIDE_NOISE: usize = 12;

/// Decimals that programs show of a number without a format.
const SHOWN_DIGITS: usize = 9;

/// A number as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberText {
    pub text: String,
    pub doubt: Option<NumberDoubt>,
}

/// Why the text may not be the number that was meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NumberDoubt {
    /// It has more digits than a spreadsheet keeps.
    Inexact,
    /// The cell stores this number and shows another one or none.
    StoredOther(String),
    /// The format is too long to tell what the cell shows.
    UnknownFormat,
}

impl NumberText {
    fn exact(text: String) -> Self {
        Self { text, doubt: None }
    }

    fn inexact(text: String) -> Self {
        Self { text, doubt: Some(NumberDoubt::Inexact) }
    }

    /// What is shown, beside the stored number.
    fn settled(shown: &str, stored: Self) -> Self {
        match shown::settle(shown, &stored.text) {
            (text, true) => Self { text, doubt: Some(NumberDoubt::StoredOther(stored.text)) },
            (text, false) => Self { text, ..stored },
        }
    }
}

/// The number that a part of the package gives as text; what is no number stays as it is.
pub fn from_text(stored: &str, format: &NumberFormat, from_1904: bool) -> NumberText {
    match stored.trim().parse::<f64>() {
        Ok(value) if value.is_finite() => from_value(value, format, from_1904),
        _ => NumberText::exact(stored.trim().to_owned()),
    }
}

/// A number beside the text that the file says is shown for it, if it says so.
pub fn from_shown(stored: &str, shown: Option<&str>) -> NumberText {
    let number = from_text(stored, &NumberFormat::default(), false);
    let Some(shown) = shown.map(|shown| without_commas(shown.trim())) else { return number };
    // Without a format only so many digits are shown, or a power of ten.
    let mantissa = shown.split(['E', 'e']).next().unwrap_or_default();
    if significant_digits(mantissa) >= SHOWN_DIGITS
        && mantissa.contains('.')
        && is_rounding(mantissa, &number.text)
    {
        return number;
    }
    NumberText::settled(&shown, number)
}

/// An eight-byte number, least byte first.
pub fn from_bytes(bytes: [u8; 8], format: &NumberFormat, from_1904: bool) -> NumberText {
    from_value(f64::from_le_bytes(bytes), format, from_1904)
}

/// The packed number of an `.xls`: an integer or the upper half of a fraction, perhaps in hundredths.
pub fn from_rk(rk: u32, format: &NumberFormat, from_1904: bool) -> NumberText {
    let value =
        if rk & 2 == 0 { f64::from_bits(u64::from(rk & !3) << 32) } else { f64::from(rk.cast_signed() >> 2) };
    from_value(if rk & 1 == 0 { value } else { value / 100.0 }, format, from_1904)
}

fn from_value(value: f64, format: &NumberFormat, from_1904: bool) -> NumberText {
    let (section, has_sign) = match format.choose(value) {
        Choice::General => return plain(value),
        Choice::Unknown => {
            return NumberText { doubt: Some(NumberDoubt::UnknownFormat), ..plain(value) };
        }
        Choice::Section(section, has_sign) => (section, has_sign),
    };
    let dated = match section.kind {
        // Nearly all cells.
        SectionKind::Number
            if value.fract() == 0.0 && (0.0..1e15).contains(&value) && section.shows_whole_numbers() =>
        {
            return plain(value);
        }
        SectionKind::Number => {
            return NumberText::settled(&display(value, section, has_sign, false), plain(value));
        }
        SectionKind::Date { date, day, time } => moment(value, from_1904).map(|m| m.show(date, day, time)),
        SectionKind::Elapsed => seconds(value).map(|s| clock(s / 3600, s)),
    };
    dated.map_or_else(|| plain(value), NumberText::exact)
}

/// A number as a section shows it.
fn display(value: f64, section: &Section, has_sign: bool, is_grouped: bool) -> String {
    let stored = plain(value.abs()).text;
    let shown = render::render(section, &stored, is_grouped);
    let is_number = shown.contains(|c: char| matches!(c, '1'..='9'));
    if has_sign && is_number { format!("-{shown}") } else { shown }
}

#[allow(clippy::cast_possible_truncation, reason = "the number is whole and has 15 digits at most")]
fn plain(value: f64) -> NumberText {
    if value.fract() == 0.0 && value.abs() < 1e15 {
        return NumberText::exact((value as i64).to_string());
    }
    // Rust prints the shortest decimal that gives the same fraction, without an exponent.
    let text = value.to_string();
    if value.fract() == 0.0 {
        return NumberText::inexact(text);
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
    NumberText::inexact(text)
}

/// Whether the digits of a shown number are the first ones of the stored one, but for the last.
fn is_rounding(shown: &str, stored: &str) -> bool {
    let digits = |text: &str| -> String {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        digits.trim_start_matches('0').to_owned()
    };
    let (shown, stored) = (digits(shown), digits(stored));
    shown.len() < stored.len()
        && stored.starts_with(shown.get(..shown.len().saturating_sub(2)).unwrap_or_default())
}

fn significant_digits(text: &str) -> usize {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits.trim_start_matches('0').trim_end_matches('0').len()
}

/// A shown number without the commas between its thousands.
fn without_commas(shown: &str) -> String {
    let characters: Vec<char> = shown.chars().collect();
    let is_digit = |at: Option<usize>| at.and_then(|at| characters.get(at)).is_some_and(char::is_ascii_digit);
    let is_separator = |at: usize| {
        let is_before_three = (1..=3).all(|n| is_digit(at.checked_add(n))) && !is_digit(at.checked_add(4));
        is_digit(at.checked_sub(1)) && is_before_three
    };
    let kept = characters.iter().enumerate().filter(|(at, c)| **c != ',' || !is_separator(*at));
    kept.map(|(_, c)| *c).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain_text(stored: &str) -> (String, bool) {
        let shown = from_text(stored, &NumberFormat::default(), false);
        (shown.text, shown.doubt.is_none())
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
        let show = |serial, format: &NumberFormat| from_text(serial, format, false).text;
        assert_eq!(show("44582", &date), "2022年1月21日");
        assert_eq!(show("44582", &NumberFormat::builtin(14)), "2022年1月21日");
        assert_eq!(show("44582", &NumberFormat::builtin(57)), "2022年1月");
        assert_eq!(show("44589.809722222220", &time), "2022-01-28 19:26");
        assert_eq!(show("44589", &time), "2022年1月28日");
        assert_eq!(show("0.5", &NumberFormat::from_code("h:mm AM/PM")), "12:00");
        assert_eq!(show("1.5", &NumberFormat::from_code("[h]:mm:ss")), "36:00");
        assert_eq!(show("59", &date), "1900年2月28日");
        assert_eq!(show("61", &date), "1900年3月1日");
        assert_eq!(show("2958465", &date), "9999年12月31日");
        assert_eq!(show("-1", &date), "-1");
        assert_eq!(from_text("43120", &date, true).text, "2022年1月21日");
    }

    #[test]
    fn number_formats_are_no_dates() {
        for code in ["General", "0.00", "#,##0", "[Red]0.0", "@", "0_);[Red]d", "[<0]yyyy"] {
            assert_eq!(from_text("44582", &NumberFormat::from_code(code), false).text, "44582", "{code}");
        }
        let show = |code| from_text("44582.5", &NumberFormat::from_code(code), false).text;
        assert_eq!(show("mm:ss.0"), "12:00");
        assert_eq!(show("[$-804]aaaa yyyy/m/d"), "2022年1月21日");
    }

    /// What LibreOffice shows: code, stored number, shown text.
    const SHOWN: &str = include_str!("../../../fixtures/made/number_formats.tsv");

    #[test]
    fn a_cell_shows_what_libreoffice_shows() {
        let mut wrong = Vec::new();
        for line in SHOWN.lines() {
            let [code, stored, shown] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
            let format = NumberFormat::from_code(code);
            let value: f64 = stored.parse().unwrap();
            let ours = match format.choose(value) {
                Choice::Section(section, has_sign) => display(value, section, has_sign, true),
                Choice::General | Choice::Unknown => plain(value).text,
            };
            let bare = |text: &str| text.replace(' ', "");
            if bare(&ours) != bare(shown) {
                wrong.push(format!("{line}: {ours}"));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn a_cell_is_what_it_shows() {
        for (code, stored, text, other) in [
            ("#,##0.00_ ", "1234.5", "1234.5", None),
            ("0000", "12", "12", None),
            ("0\"件\"", "12", "12", None),
            ("0_);(0)", "-5", "-5", None),
            ("_ * #,##0_ ;_ * -#,##0_ ;_ * \"-\"_ ;_ @_ ", "0", "0", None),
            ("0%", "0.12", "12%", None),
            ("0.00\"万元\"", "60.5", "60.5万元", None),
            ("0\"元\"", "608", "608元", None),
            ("0!.0,", "608756200", "60875.6", Some("608756200")),
            ("0!.0000", "608756200", "60875.62", Some("608756200")),
            ("0!.0,\"万元\"", "608756200", "60875.6万元", Some("608756200")),
            ("\"1\"0", "599", "1599", Some("599")),
            ("1\\000", "599", "10599", Some("599")),
            ("0,", "60875", "61", Some("60875")),
            ("0", "12.4", "12", Some("12.4")),
            ("0;0", "-5", "5", Some("-5")),
            ("0;-0;", "0", "", Some("0")),
            (";;;", "12", "", Some("12")),
            ("\"无\"", "12", "无", Some("12")),
            ("[>=10000]0!.0,\"万\";0", "12345", "1.2万", Some("12345")),
            ("[>=10000]0!.0,\"万\";0", "345", "345", None),
            ("[DBNum1][$-804]0", "345", "345", None),
            ("# ?/?", "0.5", "1/2", None),
            ("0.00E+00", "12345", "1.23E+04", None),
            ("¥#,##0.00", "608.5", "¥608.5", None),
            ("[红色]0", "7", "7", None),
            ("[White]0", "7", "", Some("7")),
            ("[白色]0;[Red]-0", "7", "", Some("7")),
            ("[白色]0;[Red]-0", "-7", "-7", None),
            ("0*0", "7", "", Some("7")),
            ("0* ", "7", "7", None),
        ] {
            let shown = from_text(stored, &NumberFormat::from_code(code), false);
            let doubt = other.map(|other: &str| NumberDoubt::StoredOther(other.to_owned()));
            assert_eq!(shown, NumberText { text: text.to_owned(), doubt }, "{code} {stored}");
        }
    }

    #[test]
    fn a_shown_text_is_held_against_the_stored_number() {
        for (stored, shown, text, is_other) in [
            ("1234567.5", "1,234,567.50", "1234567.5", false),
            ("1234567890.5", "1234567891", "1234567891", true),
            ("1234567890123456700", "1.23456789012346E+018", "1234567890123456800", true),
            ("0.12345678901", "0.123456789", "0.12345678901", false),
            ("608756200", "60875.6", "60875.6", true),
            ("12", "12件", "12", false),
            ("0.125", "12.5%", "12.5%", false),
            ("12", "", "", true),
        ] {
            let number = from_shown(stored, Some(shown));
            assert_eq!((number.text.as_str(), number.doubt.is_some()), (text, is_other), "{stored} {shown}");
        }
    }

    #[test]
    fn texts_have_a_section_of_their_own() {
        let show = |code, text| NumberFormat::from_code(code).text(text).into_owned();
        assert_eq!(show("@", "a"), "a");
        assert_eq!(show("0;-0;0;@\"元\"", "12"), "12元");
        assert_eq!(show(";;;", "12"), "");
        assert_eq!(show("0", "12"), "12");
    }

    #[test]
    fn long_formats_are_not_read() {
        let format = NumberFormat::from_code(&"0".repeat(10_000));
        assert_eq!(from_text("12", &format, false).doubt, Some(NumberDoubt::UnknownFormat));
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
        let show = |rk| from_rk(rk, &NumberFormat::default(), false).text;
        assert_eq!(show(3402 << 2 | 2), "3402");
        assert_eq!(show(((-5i32) << 2).cast_unsigned() | 2), "-5");
        assert_eq!(show(1234 << 2 | 3), "12.34");
        assert_eq!(show(0x3ff0_0000), "1");
    }
}
