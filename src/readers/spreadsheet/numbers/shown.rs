//! What a cell shows against the number that it stores.
//!
//! A cell is what it shows. Where that is the stored number in another dress (`1,234`, `12.50`, `(5)`, `12件`)
//! it is that number, so that a format alone makes no finding; where it is another number or none (`0!.0,`,
//! `"1"0`, rounded decimals, `;;;`), the text is as shown and the stored number comes beside it.

use crate::model::unit::COUNTED;

/// The text of a cell that shows `shown`, without commas between thousands, and stores `stored`; whether the
/// two are different numbers.
pub fn settle(shown: &str, stored: &str) -> (String, bool) {
    let shown = shown.trim();
    if stored == "0" && !shown.is_empty() && shown.chars().all(|c| matches!(c, '-' | '—' | '–' | ' ' | '¥'))
    {
        return (stored.to_owned(), false); // as accounts write it
    }
    let Some(parts) = Parts::of(shown) else { return (shown.to_owned(), true) };
    let number = parts.number();
    let is_same = number == canonical(stored);
    let is_bare = parts.prefix.is_empty() && (parts.suffix.is_empty() || COUNTED.contains(&parts.suffix));
    match (is_same, is_bare) {
        (true, true) => (stored.to_owned(), false),
        (false, true) => (number, true),
        (true, false) => (format!("{}{stored}{}", parts.prefix, parts.suffix), false),
        // A share or a power of ten is no plain number, and says itself what it is.
        (false, false) => (shown.to_owned(), !parts.suffix.starts_with(['%', '/', 'E'])),
    }
}

/// A shown number and what is around it.
#[derive(Debug)]
struct Parts<'a> {
    is_negative: bool,
    prefix: &'a str,
    digits: &'a str,
    suffix: &'a str,
}

impl<'a> Parts<'a> {
    /// `None` where no digit is shown.
    fn of(shown: &'a str) -> Option<Self> {
        let start = shown.find(|c: char| c.is_ascii_digit())?;
        let start = if shown.get(..start)?.ends_with('.') { start - 1 } else { start };
        let (before, rest) = shown.split_at_checked(start)?;
        let end = rest.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(rest.len());
        let (digits, after) = rest.split_at_checked(end)?;
        let in_brackets = before.contains('(') && after.contains(')');
        let prefix = before.trim_matches(|c: char| matches!(c, '-' | '+' | ' ') || (in_brackets && c == '('));
        let suffix = after.trim_matches(|c: char| c == ' ' || (in_brackets && c == ')'));
        Some(Self { is_negative: before.contains('-') || in_brackets, prefix, digits, suffix })
    }

    fn number(&self) -> String {
        let number = canonical(self.digits);
        if self.is_negative && number != "0" { format!("-{number}") } else { number }
    }
}

/// A number without zeros that do not count.
fn canonical(number: &str) -> String {
    let (sign, digits) = number.strip_prefix('-').map_or(("", number), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let fraction = fraction.trim_end_matches('0');
    if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}
