//! Units of money and counts beside figures and labels: 元, 万元, 件, 万件.
//!
//! The forms count in 件 (条, 次, 人 …) and print money in 万元. A figure in another unit is converted exactly or
//! left for a person, and never written under the form's unit.

use super::decimal::Decimal;
use super::text;

/// A unit: money, or a noun that counts, with the power of ten before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// As it is written, in half width: `千元`.
    pub name: String,
    /// 元, 万元 …; otherwise it counts.
    pub is_money: bool,
    /// `4` for 万元 and 万件, `0` for 元 and 件.
    pub power: u32,
    /// Whether it is money of another currency, which has no fixed value in that of the form.
    pub is_foreign: bool,
}

/// What the characters before 元 or a counting noun multiply by, longest first.
const SCALES: [(&str, u32); 9] =
    [("千万", 7), ("百万", 6), ("十万", 5), ("亿", 8), ("万", 4), ("千", 3), ("百", 2), ("十", 1), ("", 0)];

/// Money that is not converted.
const FOREIGN: [&str; 9] = ["美元", "欧元", "日元", "港元", "港币", "澳元", "英镑", "外币", "角"];

/// Nouns that count: after a number they do not change it. Those that begin with another come before it.
pub const COUNTED: [&str; 18] = [
    "人次", "件次", "项次", "件", "条", "项", "次", "个", "人", "份", "篇", "起", "家", "宗", "期", "例",
    "笔", "封",
];

/// The power of ten of the 万元 in which forms print money if they print no other unit.
pub const FORM_MONEY: u32 = 4;

impl Unit {
    /// The unit that is all of this text: `元`, `人民币万元`, `万件`.
    #[must_use]
    pub fn parse(unit: &str) -> Option<Self> {
        let folded = text::fold(unit);
        let name = folded.strip_prefix("人民币").or_else(|| folded.strip_suffix("人民币")).unwrap_or(&folded);
        SCALES.iter().find_map(|(scale, power)| {
            let noun = name.strip_prefix(scale)?;
            let is_foreign = FOREIGN.contains(&noun);
            let is_money = is_foreign || noun == "元";
            let is_unit = is_money || (COUNTED.contains(&noun) || noun.is_empty()) && !name.is_empty();
            is_unit.then(|| Self { name: name.to_owned(), is_money, power: *power, is_foreign })
        })
    }

    /// Whether it names what is counted: `3万` may be rounded, and of anything.
    fn has_noun(&self) -> bool {
        !SCALES.iter().any(|(scale, _)| *scale == self.name)
    }

    /// Whether a figure in this unit is one of the form as it is: counts in ones, money in 万元.
    #[must_use]
    pub const fn is_of_form(&self) -> bool {
        self.has_power(FORM_MONEY)
    }

    /// Whether a figure in this unit is one of a form that prints money in this power of ten of 元.
    #[must_use]
    pub const fn has_power(&self, money: u32) -> bool {
        !self.is_foreign && self.power == if self.is_money { money } else { 0 }
    }

    /// The number in the unit of a form that prints money in this power of ten of 元; `None` where it has none or
    /// cannot be held exactly.
    #[must_use]
    pub fn convert(&self, number: Decimal, money: u32) -> Option<Decimal> {
        if self.is_foreign {
            return None;
        }
        let form = if self.is_money { money } else { 0 };
        let factor = Decimal::from(10_u64.checked_pow(self.power.abs_diff(form))?);
        let converted = if self.power >= form {
            number.checked_mul(factor)?
        } else {
            let quotient = number.checked_div(factor)?;
            (quotient.checked_mul(factor) == Some(number)).then_some(quotient)?
        };
        Some(converted.normalize())
    }
}

/// A figure and its unit, where a text is nothing but these: `608756.2元`, `3万件`.
#[must_use]
pub fn with_unit(shown: &str) -> Option<(Decimal, Unit)> {
    let folded = text::fold(shown);
    let end = folded.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',')))?;
    let (number, unit) = folded.split_at(end);
    let number = super::value::Value::parse(number).number()?;
    Some((number, Unit::parse(unit).filter(Unit::has_noun)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_converted_exactly() {
        for (shown, want) in [
            ("608756.20元", Some("60.87562")),
            ("251000元", Some("25.1")),
            ("1,250,000元", Some("125")),
            ("3千元", Some("0.3")),
            ("2亿元", Some("20000")),
            ("3百万元", Some("300")),
            ("25.1万元", Some("25.1")),
            ("3万件", Some("30000")),
            ("6.7078万件", Some("67078")),
            ("12百件", Some("1200")),
            ("3万", None),
            ("12人次", Some("12")),
            ("12", None),
            ("12户", None),
            ("元", None),
            ("约3万元", None),
            ("3万美元", None),
        ] {
            let found = with_unit(shown).and_then(|(number, unit)| unit.convert(number, FORM_MONEY));
            assert_eq!(found.map(|number| number.to_string()).as_deref(), want, "{shown}");
        }
    }
}
