//! JSON numbers as exact decimals, by their text in both directions.

use serde_json::Number;

use crate::model::decimal::Decimal;

/// The exact value of a JSON number, exponents included (`1e3`, `1E+2`, `25e-1`);
/// `None` when it has more digits than a decimal holds (28).
pub(super) fn decimal(number: &Number) -> Option<Decimal> {
    let text = number.as_str();
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i64>().ok()),
        None => (text, Some(0)),
    };
    let (negative, mantissa) = match mantissa.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, mantissa),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{fraction}");
    let significant = digits.trim_start_matches('0');
    if significant.is_empty() {
        return Some(Decimal::ZERO);
    }
    // The value is 0.DDDD × 10^point, where DDDD are the significant digits.
    let leading_zeros = i64::try_from(digits.len() - significant.len()).ok()?;
    let point = i64::try_from(whole.len()).ok()?.checked_sub(leading_zeros)?.checked_add(exponent?)?;
    let exact = Decimal::from_str_exact(&placed(significant.trim_end_matches('0'), point)?).ok()?;
    Some(if negative { -exact } else { exact }.normalize())
}

/// `0.DDDD × 10^point` in plain digits; `None` far outside of what a decimal holds.
fn placed(digits: &str, point: i64) -> Option<String> {
    const MOST: i64 = 30;
    if !(-MOST..=MOST).contains(&point) || digits.len() > 64 {
        return None;
    }
    let Ok(before) = usize::try_from(point) else {
        let zeros = usize::try_from(point.checked_neg()?).ok()?;
        return Some(format!("0.{}{digits}", "0".repeat(zeros)));
    };
    Some(match digits.split_at_checked(before) {
        Some(("", fraction)) => format!("0.{fraction}"),
        Some((whole, "")) => whole.to_owned(),
        Some((whole, fraction)) => format!("{whole}.{fraction}"),
        None => format!("{digits}{}", "0".repeat(before.saturating_sub(digits.len()))),
    })
}

/// The JSON number of a decimal.
pub(super) fn number(decimal: Decimal) -> Number {
    let text = if decimal.is_zero() { "0".to_owned() } else { decimal.normalize().to_string() };
    Number::from_string_unchecked(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        decimal(&serde_json::from_str(text).expect("a JSON number")).map(|d| number(d).to_string())
    }

    #[test]
    fn numbers_are_exact_in_every_spelling() {
        for (text, want) in [
            ("0", "0"),
            ("-0", "0"),
            ("-0.0e5", "0"),
            ("59237.2449", "59237.2449"),
            ("4068.2080", "4068.208"),
            ("1e3", "1000"),
            ("1E+2", "100"),
            ("25e-1", "2.5"),
            ("-1.50", "-1.5"),
            ("0.00012e2", "0.012"),
            ("120e-1", "12"),
            ("9999999999999999999999999999", "9999999999999999999999999999"),
            ("0.1000000000000000000000000000000", "0.1"),
        ] {
            assert_eq!(read(text).as_deref(), Some(want), "{text}");
        }
    }

    #[test]
    fn what_a_decimal_cannot_hold_is_not_rounded() {
        for text in [
            "1e30",
            "1e-30",
            "1e999999999999999999999",
            "123456789012345678901234567890123",
            "0.12345678901234567890123456789012345",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
