//! What figures a column holds, as its label says.

use crate::model::form::Kind;
use crate::model::unit::Unit;

/// The kind of the figures below these labels.
pub fn of_labels(path: &[&str]) -> Kind {
    let has = |words: &[&str]| path.iter().any(|label| words.iter().any(|word| label.contains(word)));
    if path.iter().any(|label| unit_in(label).is_some_and(|unit| is_money(&unit))) {
        return Kind::Amount;
    }
    if has(&["增减", "增/减", "增（减）", "增长量", "净增"]) {
        return Kind::Change;
    }
    Kind::Count
}

/// Whether a unit is one of money: 万元.
pub fn is_money(unit: &str) -> bool {
    Unit::parse(unit).is_some_and(|unit| unit.is_money)
}

/// The unit in the parentheses that end a label: `罚没金额（万元）`, `收入（单位：元）`.
pub fn unit_in(label: &str) -> Option<String> {
    let inner = label.strip_suffix(['）', ')'])?;
    let (_, unit) = inner.rsplit_once(['（', '('])?;
    let unit = unit.rsplit(['：', ':']).next()?.trim();
    Unit::parse(unit).map(|_| unit.to_owned())
}
