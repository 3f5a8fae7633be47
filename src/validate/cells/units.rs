//! Figures in another unit than the form's, and the fixes for the spelling of figures.

use crate::model::decimal::Decimal;
use crate::model::finding::{Finding, Fix};
use crate::model::form::Kind;
use crate::model::language::{Language, Message};
use crate::model::report::Report;
use crate::model::text;
use crate::model::unit::{FORM_MONEY, with_unit};
use crate::model::value::{Spelling, Value};

use super::{FilledCell, FilledRow, NOT_A_NUMBER};

impl FilledRow<'_> {
    /// The number in the unit of the form, where the cell is a figure in another one: `251000元` is 25.1,
    /// `3万件` is 30000.
    pub(super) fn converted(&self, figure: &FilledCell<'_>) -> Option<Decimal> {
        let Value::Text { raw, .. } = &figure.cell.value else { return None };
        let is_of_kind = match figure.kind {
            Kind::Amount => self.form.money_power(figure.column).is_some(),
            Kind::Count | Kind::Change | Kind::Decimal => true,
            Kind::Percent | Kind::Text | Kind::YesNo | Kind::Date | Kind::Choice => false,
        };
        let (number, unit) = with_unit(raw)
            .filter(|(_, unit)| is_of_kind && unit.is_money == (figure.kind == Kind::Amount))?;
        let money = self.form.money_power(figure.column).unwrap_or(FORM_MONEY);
        unit.convert(number, money).filter(|_| !unit.has_power(money))
    }

    /// Writes the same number in plain digits and in the unit of the form, if it is certain.
    pub(super) fn safe_fix(&self, figure: &FilledCell<'_>) -> Option<Fix> {
        if let Some(to) = self.converted(figure) {
            return Some(Fix::Cell { address: figure.address, to });
        }
        let Value::Text { raw, value: Some(number) } = &figure.cell.value else { return None };
        let is_other_unit = raw.contains('亿')
            || raw.contains('元') && !(raw.ends_with("万元") && self.form.is_in_ten_thousands(figure.column));
        let is_safe = figure.cell.value.spelling() == Some(Spelling::Nonstandard) && !is_other_unit;
        is_safe.then_some(Fix::Cell { address: figure.address, to: *number })
    }

    /// C002 for a figure in a unit that the form does not use.
    pub(super) fn other_unit(
        &self,
        report: &Report,
        figure: &FilledCell<'_>,
        raw: &str,
        to: Decimal,
    ) -> Finding {
        let name = |language| report.label(figure.address, language);
        let message = Message::new(
            format!("{}：写的是“{raw}”，单位与表格规定的不同，换算后应是 {to}，请改填", name(Language::Zh)),
            format!(
                "{}: '{raw}' is in another unit than the form's; in that of the form it is {to}, which is how to write it",
                name(Language::En)
            ),
        );
        let finding = Finding::new(&NOT_A_NUMBER, message, figure.cell.place.clone());
        let mut finding = finding.with_cells(vec![figure.address]);
        finding.fix = self.safe_fix(figure);
        finding
    }

    /// Whether the form prints no unit, so that the cell may name one (采购总金额 of 2019).
    pub(super) fn is_unit_open(&self, figure: &FilledCell<'_>) -> bool {
        figure.kind == Kind::Amount && !self.form.prints(figure.column, "元")
    }
}

impl FilledCell<'_> {
    /// Whether the amount may be in another unit than 万元, in which amounts are counted.
    pub(super) fn is_other_unit(&self) -> bool {
        self.kind == Kind::Amount && self.cell.value.may_be_other_money()
    }
}

/// The amount without a unit of money after it.
pub(super) fn without_money(raw: &str) -> &str {
    let units = ["万元", "亿元", "元"];
    text::trim(units.iter().find_map(|unit| raw.strip_suffix(unit)).unwrap_or(raw))
}
