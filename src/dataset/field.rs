//! The value of one column in a row of a dataset.

use std::fmt;
use std::sync::Arc;

use crate::model::date::Date;
use crate::model::decimal::Decimal;

/// Decimal places of a number of the dataset.
pub const SCALE: u32 = 10;
/// Total digits of a number of the dataset.
pub const PRECISION: u32 = 38;

/// One value of a row. A text is never empty: an empty one is [`Field::Null`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Field {
    /// Nothing.
    #[default]
    Null,
    /// A text.
    Text(SharedText),
    /// A whole number.
    Whole(i64),
    /// An exact decimal of at most 38 digits, 10 of them after the point.
    Number(Decimal),
    /// Yes or no.
    Flag(bool),
    /// A day of the calendar.
    Day(Date),
}

/// A text that is cheap to clone, as many rows share it.
#[derive(Clone, Debug)]
pub enum SharedText {
    /// A key of an edition, a word of the program.
    Key(&'static str),
    /// A text of one input.
    Shared(Arc<str>),
}

impl SharedText {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Key(text) => text,
            Self::Shared(text) => text,
        }
    }
}

impl PartialEq for SharedText {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for SharedText {}

impl fmt::Display for SharedText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One row of a table, a field for each of its columns.
pub type Row = Vec<Field>;

impl Field {
    /// A text; null if it is empty.
    #[must_use]
    pub fn text(text: &str) -> Self {
        if text.is_empty() { Self::Null } else { Self::Text(SharedText::Shared(Arc::from(text))) }
    }

    /// The text; nothing where there is none or it is empty.
    #[must_use]
    pub fn optional(text: Option<&str>) -> Self {
        text.map_or(Self::Null, Self::text)
    }

    /// A word of the program or a key of an edition.
    #[must_use]
    pub const fn key(key: &'static str) -> Self {
        Self::Text(SharedText::Key(key))
    }

    /// A count of things.
    #[must_use]
    pub fn count(count: usize) -> Self {
        Self::Whole(i64::try_from(count).unwrap_or(i64::MAX))
    }

    /// A number; null if there is none or if the dataset cannot hold it without rounding.
    #[must_use]
    pub fn number(number: Option<Decimal>) -> Self {
        number.map(|number| number.normalize()).filter(fits).map_or(Self::Null, Self::Number)
    }
}

/// Whether a number can be held without rounding.
#[must_use]
pub fn fits(number: &Decimal) -> bool {
    scaled(number).is_some()
}

/// The number in units of the last of [`SCALE`] decimal places.
pub(super) fn scaled(number: &Decimal) -> Option<i128> {
    const LARGEST: i128 = 10_i128.pow(PRECISION) - 1;
    let number = number.normalize();
    let missing = SCALE.checked_sub(number.scale())?;
    let scaled = number.mantissa().checked_mul(10_i128.checked_pow(missing)?)?;
    (-LARGEST..=LARGEST).contains(&scaled).then_some(scaled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_exact_or_null() {
        for (written, want) in [
            ("0", Some(0)),
            ("12", Some(120_000_000_000)),
            ("-0.5", Some(-5_000_000_000)),
            ("59237.2449", Some(592_372_449_000_000)),
            ("0.0000000001", Some(1)),
            ("0.00000000010", Some(1)),
            ("0.00000000001", None),
            ("1234567890123456789012345678", Some(12_345_678_901_234_567_890_123_456_780_000_000_000)),
            ("79228162514264337593543950335", None),
        ] {
            let number = Decimal::from_str_exact(written).unwrap();
            assert_eq!(scaled(&number), want, "{written}");
            assert_eq!(Field::number(Some(number)) == Field::Null, want.is_none(), "{written}");
        }
    }

    #[test]
    fn an_empty_text_is_null() {
        assert_eq!(Field::text(""), Field::Null);
        assert_eq!(Field::optional(None), Field::Null);
        assert_eq!(Field::text("甲"), Field::Text(SharedText::Key("甲")));
    }
}
