//! What figures a column holds, as its label says.

use super::placeholder::Placeholder;
use crate::forms::source::LineSource;
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

/// The kind of what is filled in beside a label; `None` where the label does not say whether it is a number.
pub fn of_field(path: &[&str]) -> Option<Kind> {
    const TEXTS: [&str; 24] = [
        "乡镇",
        "街道",
        "村",
        "社区",
        "地区",
        "所在地",
        "地点",
        "位置",
        "类型",
        "类别",
        "性质",
        "负责人",
        "职务",
        "职称",
        "内容",
        "意见",
        "编号",
        "号码",
        "代码",
        "邮箱",
        "措施",
        "依据",
        "法人",
        "代表人",
    ];
    const COUNTS: [&str; 9] = ["数", "数量", "人数", "户数", "总数", "金额", "面积", "次数", "合计"];
    let kind = of_labels(path);
    let label = path.last().copied().unwrap_or_default().trim_end_matches(['：', ':']);
    let ends = |words: &[&str]| words.iter().any(|word| label.ends_with(word));
    match kind {
        Kind::Count if ends(&TEXTS) => Some(Kind::Text),
        Kind::Count if !ends(&COUNTS) && !label.ends_with(['）', ')']) => None,
        kind => Some(kind),
    }
}

/// Adds what the cell to fill in says of a column; returns whether it says what kind it is.
pub fn apply_placeholder(column: &mut LineSource, placeholder: Option<&Placeholder>) -> bool {
    let (kind, choices, unit) = placeholder.map(Placeholder::says).unwrap_or_default();
    let of_unit = unit.as_deref().map(|unit| if is_money(unit) { Kind::Amount } else { Kind::Count });
    if let Some(kind) = kind.or(of_unit) {
        column.number = kind;
        column.choices = choices;
        column.unit = unit;
    }
    kind.or(of_unit).is_some()
}

/// Whether a unit is one of what is measured: 亩.
pub fn is_decimal(unit: &str) -> bool {
    DECIMALS.contains(&unit)
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
