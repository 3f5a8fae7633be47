//! How WordprocessingML gives the value of a property: in the attribute `w:val`.

use crate::readers::xml::Element;

impl Element<'_> {
    /// `w:val`.
    pub(super) fn value(&self) -> Option<String> {
        self.attribute("val")
    }

    /// `w:val` as a number, the greatest one if it is greater still; no number reads as `None`.
    pub(super) fn integer(&self) -> Option<i64> {
        let value = self.value()?;
        let value = value.trim();
        let is_digits = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
        value.parse().ok().or(is_digits.then_some(i64::MAX))
    }

    /// `w:val` as a number that may be negative.
    pub(super) fn signed(&self) -> Option<i64> {
        self.value()?.trim().parse().ok()
    }

    /// Whether an on-off property is on: `<w:vanish/>`, but not `<w:vanish w:val="0"/>`.
    pub(super) fn is_on(&self) -> bool {
        !matches!(self.value().as_deref(), Some("0" | "false" | "off"))
    }
}
