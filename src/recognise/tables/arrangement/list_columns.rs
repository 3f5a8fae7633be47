//! The columns of a list in another order than label, unit, value: 指标名称|代码|数量|单位, or with a column of groups
//! before the labels.

use super::extra_columns::{REMARKS, SERIAL, UNIT, cell_in, is_serial};
use super::{Aside, Row, filled, has_figures, is_row};
use crate::model::document::Cell;
use crate::recognise::tables::labels::{Labels, words};

/// What heads the column of labels.
const LABELS: [&str; 12] = [
    "统计指标",
    "指标",
    "指标名称",
    "指标内容",
    "统计项目",
    "项目",
    "项目名称",
    "名称",
    "内容",
    "统计内容",
    "事项",
    "统计事项",
];
/// What heads a column of groups before that of the labels.
const GROUPS: [&str; 6] = ["类别", "分类", "大类", "一级指标", "项目", "指标类别"];
/// What heads the column of values.
const VALUES: [&str; 8] = ["统计数", "数量", "数值", "数据", "数", "件数", "数额", "统计数据"];
/// What heads a column of codes.
const CODES: [&str; 4] = ["代码", "编码", "指标代码", "指标编码"];

/// The grid columns of a list.
#[derive(Clone, Copy, Debug, Default)]
struct Columns {
    group: Option<usize>,
    label: Option<usize>,
    unit: Option<usize>,
    value: Option<usize>,
    code: Option<usize>,
    remark: Option<usize>,
}

/// Brings the columns of a list into the order of the form, by its header.
pub(super) fn arrange(rows: &mut Vec<Row>, labels: &Labels, aside: &mut Aside) {
    if !labels.layout.one_value_per_row {
        return; // most tables
    }
    let mut header = rows.iter().enumerate().take_while(|(_, row)| !has_figures(row));
    let Some((at, columns)) = header.find_map(|(at, row)| Some((at, columns(row)?))) else { return };
    let (Some(label), Some(value)) = (columns.label, columns.value) else { return };
    let is_form_order = columns.unit.is_none_or(|unit| label < unit && unit < value) && label < value;
    let is_usual = is_form_order && columns.group.is_none() && columns.remark.is_none();
    let part = rows.get(at + 1..).unwrap_or_default();
    if is_usual || !part.iter().all(|row| fits(row, &columns, labels)) {
        return;
    }
    let head = rows
        .get(at)
        .and_then(|row| cell_in(row, columns.remark?))
        .map_or_else(String::new, |cell| cell.text.clone());
    let part = rows.split_off(at);
    let mut group_above = String::new();
    for row in part {
        if row.iter().any(|(_, cell)| cell.colspan > 1) || filled(&row).count() == 1 {
            rows.push(
                row.into_iter().filter(|(_, cell)| !cell.is_blank()).map(|(_, cell)| (0, cell)).collect(),
            );
            continue;
        }
        let take = |column: Option<usize>| column.and_then(|column| cell_in(&row, column)).cloned();
        if let Some(group) = take(columns.group).filter(|cell| !cell.is_blank() && rows.len() > at)
            && group.text != group_above
        {
            group_above.clone_from(&group.text);
            rows.push(vec![(0, group)]);
        }
        let named = take(columns.label);
        let is_group = named.as_ref().is_none_or(|cell| cell.is_blank() || cell.text == group_above);
        if columns.group.is_some() && is_group && rows.len() > at + 1 {
            continue; // the row of the group alone
        }
        if let Some(remark) = take(columns.remark).filter(|cell| !cell.is_blank())
            && rows.len() > at
        {
            aside.push((head.clone(), remark));
        }
        let order = [named, take(columns.unit), take(columns.value)];
        rows.push(order.into_iter().enumerate().filter_map(|(at, cell)| Some((at, cell?))).collect());
    }
}

/// The columns that a header names, if it names nothing else.
fn columns(row: &Row) -> Option<Columns> {
    let mut found = Columns::default();
    for (column, cell) in filled(row) {
        let head = words(&cell.text);
        let is = |names: &[&str]| names.contains(&&*head);
        let is_second = found.label.is_some() && is(&LABELS);
        let place = match () {
            () if is_second => {
                // 项目|指标: the first is that of the groups.
                let first = filled(row).find(|(at, _)| Some(*at) == found.label)?;
                if !GROUPS.contains(&&*words(&first.1.text)) {
                    return None;
                }
                found.group = found.label.take();
                &mut found.label
            }
            () if is(&LABELS) => &mut found.label,
            () if is(&VALUES) => &mut found.value,
            () if is(&UNIT) => &mut found.unit,
            () if is(&GROUPS) => &mut found.group,
            () if is(&CODES) || is(&SERIAL) => &mut found.code,
            () if is(&REMARKS) => &mut found.remark,
            () => return None,
        };
        if place.replace(*column).is_some() || cell.colspan > 1 {
            return None;
        }
    }
    let is_before = found.group.is_none_or(|group| found.label.is_some_and(|label| group < label));
    (found.label.is_some() && found.value.is_some() && is_before).then_some(found)
}

/// Whether a row below the header has what the columns say.
fn fits(row: &Row, columns: &Columns, labels: &Labels) -> bool {
    let text = |column: Option<usize>| column.and_then(|column| cell_in(row, column));
    let is_known = |cell: &Cell| cell.is_blank() || labels.is_label(&cell.text) || is_row(cell, labels);
    text(columns.code).is_none_or(is_serial) && text(columns.group).is_none_or(is_known)
}
