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
    let last = path.last().copied().unwrap_or_default();
    let ends = |words: &[&str]| words.iter().any(|word| last.ends_with(word));
    if has(&["%", "％"]) || ends(&["率", "比例", "占比", "比重"]) {
        return Kind::Percent;
    }
    if ends(&["日期", "时间"]) {
        return Kind::Date;
    }
    if last.starts_with("是否") {
        return Kind::YesNo;
    }
    if ends(&["名称", "姓名", "单位", "部门", "主体", "备注", "说明", "地址", "联系人", "电话", "原因"])
    {
        return Kind::Text;
    }
    if path.iter().any(|label| DECIMALS.iter().any(|unit| label.ends_with(&format!("（{unit}）")))) {
        return Kind::Decimal;
    }
    Kind::Count
}

/// Units of what is measured rather than counted.
const DECIMALS: [&str; 10] =
    ["公顷", "亩", "万亩", "平方米", "平方公里", "公里", "吨", "万吨", "千瓦时", "立方米"];

/// The label without the unit that ends it.
pub fn without_unit(label: &str) -> &str {
    let at = unit_in(label).and_then(|_| label.rfind(['（', '(']));
    at.and_then(|at| label.get(..at)).unwrap_or(label)
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
