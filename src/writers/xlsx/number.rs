//! Numbers in a spreadsheet, which keeps them as binary fractions of about 15 decimal digits.

use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use crate::model::decimal::Decimal;

/// Decimal digits that a spreadsheet keeps of a number.
const DIGITS: usize = 15;

/// Whether a spreadsheet shows the number with the same digits that it has here.
pub fn is_exact(number: Decimal) -> bool {
    let text = number.to_string();
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    digits <= DIGITS && text != "-0" && number.to_f64().is_some_and(|nearest| nearest.to_string() == text)
}

/// The number format that shows a number with as many decimals as it has.
pub fn format(number: Decimal) -> String {
    match usize::try_from(number.scale()) {
        Ok(decimals @ 1..) => format!("0.{}", "0".repeat(decimals)),
        Ok(0) | Err(_) => "0".to_owned(),
    }
}

/// Writes a number for which [`is_exact`] holds; of any other the nearest binary fraction.
///
/// # Errors
/// For a cell that no sheet has.
pub fn write(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    number: Decimal,
    format: &Format,
) -> Result<(), XlsxError> {
    match number.to_f64() {
        Some(nearest) => sheet.write_number_with_format(row, column, nearest, format).map(|_| ()),
        None => sheet.write_string_with_format(row, column, number.to_string(), format).map(|_| ()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Decimal {
        Decimal::from_str_exact(text).unwrap()
    }

    #[test]
    fn only_numbers_that_come_back_the_same_are_exact() {
        for text in ["0", "7", "-3", "59237.2449", "4068.208", "999999999999999", "0.5", "-0.000001"] {
            assert!(is_exact(number(text)), "{text}");
        }
        for text in ["12.50", "9999999999999999", "0.1234567890123456", "5.0"] {
            assert!(!is_exact(number(text)), "{text}");
        }
    }

    #[test]
    fn each_decimal_gets_a_digit_in_the_format() {
        for (text, want) in [("12", "0"), ("-7", "0"), ("0.5", "0.0"), ("59237.2449", "0.0000")] {
            assert_eq!(format(number(text)), want);
        }
    }
}
