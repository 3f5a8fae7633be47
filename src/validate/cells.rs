//! Family C: the content of single cells of the statutory tables.

mod blanks;
pub(super) mod kinds;
mod units;

pub(super) use blanks::blank_cells;

use crate::model::address::Address;
use crate::model::decimal::Decimal;
use crate::model::finding::{Finding, Rule, Severity};
use crate::model::form::{ColumnForm, Kind, Layout, Presence, RowForm, TableForm};
use crate::model::language::{Language, Message, Text};
use crate::model::place::Place;
use crate::model::report::{Cell, Report};
use crate::model::value::{Spelling, Value};

const GROUND: Text = Text::new(
    "国办公开办函〔2021〕30号、〔2019〕60号：表格填写数字，没有的填 0",
    "国办公开办函〔2021〕30号 and 〔2019〕60号: the tables are filled with numbers, and 0 where there was none",
);

/// C001: a cell is empty.
pub static BLANK_CELL: Rule = Rule {
    code: "C001",
    name: "blank-cell",
    severity: Severity::Warning,
    title: Text::new("表格里有空格", "a cell of a statutory table is empty"),
    ground: GROUND,
    page: include_str!("../../docs/rules/C001.md"),
};

/// C002: a cell holds words or signs.
pub static NOT_A_NUMBER: Rule = Rule {
    code: "C002",
    name: "not-a-number",
    severity: Severity::Error,
    title: Text::new("表格里不是数字", "a cell holds no number"),
    ground: GROUND,
    page: include_str!("../../docs/rules/C002.md"),
};

/// C003: a negative number where none is possible.
pub static NEGATIVE_NUMBER: Rule = Rule {
    code: "C003",
    name: "negative-number",
    severity: Severity::Error,
    title: Text::new("不该有的负数", "a negative number where none is possible"),
    ground: GROUND,
    page: include_str!("../../docs/rules/C003.md"),
};

/// C004: a count that is not whole.
pub static FRACTIONAL_COUNT: Rule = Rule {
    code: "C004",
    name: "fractional-count",
    severity: Severity::Error,
    title: Text::new("件数不是整数", "a count that is not a whole number"),
    ground: GROUND,
    page: include_str!("../../docs/rules/C004.md"),
};

/// C005: a number that is readable but not in standard spelling.
pub static NONSTANDARD_NUMBER: Rule = Rule {
    code: "C005",
    name: "nonstandard-number",
    severity: Severity::Info,
    title: Text::new("数字写法不规范", "a number in unusual spelling"),
    ground: GROUND,
    page: include_str!("../../docs/rules/C005.md"),
};

/// C006: a number with words beside it.
pub static ANNOTATED_CELL: Rule = Rule {
    code: "C006",
    name: "annotated-cell",
    severity: Severity::Info,
    title: Text::new("数字旁有说明文字", "a number with words beside it"),
    ground: GROUND,
    page: include_str!("../../docs/rules/C006.md"),
};

/// A row of a statutory table with the cells that the report has and that take numbers; never a heading of a list.
struct FilledRow<'a> {
    table: &'static TableForm,
    form: &'static RowForm,
    cells: Vec<FilledCell<'a>>,
}

/// A cell with its column.
#[derive(Clone, Copy)]
struct FilledCell<'a> {
    column: &'static ColumnForm,
    kind: Kind,
    address: Address,
    cell: &'a Cell,
}

fn rows_of<'a>(report: &'a Report, table: &'static TableForm) -> impl Iterator<Item = FilledRow<'a>> {
    table.rows().filter(|(_, row)| row.presence != Presence::Heading).map(move |(block, form)| {
        let figure = |column: &'static ColumnForm| {
            if !form.kind(column).is_number() {
                return None;
            }
            let address = Address { table: table.key, row: form.key, column: column.key };
            let cell = report.cells.get(&address)?;
            Some(FilledCell { column, kind: form.kind(column), address, cell })
        };
        FilledRow { table, form, cells: block.columns.iter().filter_map(figure).collect() }
    })
}

fn rows(report: &Report) -> impl Iterator<Item = FilledRow<'_>> {
    report.edition.tables.iter().flat_map(|table| rows_of(report, table))
}

/// Whether any cell of the report holds such a value. Most reports have none, which saves the closer look.
fn has(report: &Report, is_meant: impl Fn(&Value) -> bool) -> bool {
    report.cells.values().any(|cell| is_meant(&cell.value))
}

const fn is_readable_text(value: &Value) -> bool {
    matches!(value, Value::Text { value: Some(_), .. })
}

/// Runs `say` on every cell of a report that has a value for which `is_meant` holds; one finding per cell.
fn each_cell(
    rule: &'static Rule,
    report: &Report,
    findings: &mut Vec<Finding>,
    is_meant: impl Fn(&Value) -> bool,
    say: impl Fn(&FilledRow<'_>, &FilledCell<'_>) -> Option<Message>,
) {
    if !has(report, is_meant) {
        return;
    }
    for row in rows(report) {
        for figure in &row.cells {
            let Some(what) = say(&row, figure) else { continue };
            let name = |language| report.label(figure.address, language);
            let message = Message::new(
                format!("{}：{}", name(Language::Zh), what.zh),
                format!("{}: {}", name(Language::En), what.en),
            );
            let finding = Finding::new(rule, message, figure.cell.place.clone());
            let mut finding =
                finding.with_cells(vec![figure.address]).with_figures(None, figure.cell.value.number());
            finding.fix = row.safe_fix(figure);
            findings.push(finding);
        }
    }
}

/// C002: one finding for the cells of a row that hold the same words.
pub(super) fn cells_without_number(report: &Report, findings: &mut Vec<Finding>) {
    if !has(report, |value| matches!(value, Value::Text { value: None, .. })) {
        return;
    }
    for row in rows(report) {
        let mut groups: Vec<(&str, Vec<&FilledCell<'_>>)> = Vec::new();
        for figure in &row.cells {
            let Value::Text { raw, value: None } = &figure.cell.value else { continue };
            if let Some(to) = row.converted(figure) {
                findings.push(row.other_unit(report, figure, raw, to));
                continue;
            }
            match groups.iter_mut().find(|(words, _)| words == raw) {
                Some((_, figures)) => figures.push(figure),
                None => groups.push((raw, vec![figure])),
            }
        }
        for (raw, figures) in groups {
            let message = Message::new(
                format!(
                    "{}写的是“{raw}”，不是数字，请改填数字（没有的填 0）",
                    row.named(report, &figures, Language::Zh)
                ),
                format!(
                    "{} no number but '{raw}'; write a number, 0 if there was none",
                    row.named(report, &figures, Language::En)
                ),
            );
            findings.push(grouped(&NOT_A_NUMBER, message, &figures));
        }
    }
}

fn grouped(rule: &'static Rule, message: Message, figures: &[&FilledCell<'_>]) -> Finding {
    let place = figures.first().map_or(Place::Unknown, |figure| figure.cell.place.clone());
    Finding::new(rule, message, place).with_cells(figures.iter().map(|figure| figure.address).collect())
}

impl FilledRow<'_> {
    /// Whether every cell of the row is blank, its name too.
    fn is_unused(&self, report: &Report) -> bool {
        let own = report.cells.iter().filter(|(at, _)| at.table == self.table.key && at.row == self.form.key);
        own.map(|(_, cell)| cell).all(|cell| cell.value.is_blank())
    }

    /// Names some cells of the row: `表二 予以公开：整行 7 格都`, `表二 予以公开：科研机构、总计 2 格`,
    /// `requests granted: all 7 cells are`.
    fn named(&self, report: &Report, figures: &[&FilledCell<'_>], language: Language) -> String {
        let count = figures.len();
        let columns: Vec<_> = figures.iter().map(|figure| figure.column.plain_label(language)).collect();
        let row = report.row_label(self.table, self.form, language);
        let is_whole = count == self.cells.len();
        let is_list = self.table.layout == Layout::List;
        let is_only = self.table.has_records() && !self.table.has_bodies();
        match language {
            Language::Zh if is_only && count == 1 => format!("{} {} ", self.table.name, columns.concat()),
            Language::Zh if is_only => format!("{}：{} {count} 格", self.table.name, columns.join("、")),
            Language::Zh => {
                let row = format!("{} {row}", self.table.name);
                match count {
                    1 if is_list => format!("{row} "),
                    1 => format!("{row} · {} ", columns.concat()),
                    _ if is_whole => format!("{row}：整行 {count} 格都"),
                    _ => format!("{row}：{} {count} 格", columns.join("、")),
                }
            }
            Language::En => {
                let row = format!("{} {row}", self.table.key);
                match count {
                    1 if is_list => format!("{row}: the cell is"),
                    1 => format!("{row} · {}: the cell is", columns.concat()),
                    _ if is_whole => format!("{row}: all {count} cells are"),
                    _ => format!("{row}: the {count} cells {} are", columns.join(", ")),
                }
            }
        }
    }
}

pub(super) fn negative_numbers(report: &Report, findings: &mut Vec<Finding>) {
    let negative = |value: &Value| value.number().filter(|number| *number < Decimal::ZERO);
    each_cell(
        &NEGATIVE_NUMBER,
        report,
        findings,
        |value| negative(value).is_some(),
        |_, figure| {
            let number = negative(&figure.cell.value)?;
            (!matches!(figure.kind, Kind::Change | Kind::Decimal)).then(|| {
                Message::new(
                    format!("{number} 是负数，这里不会小于 0"),
                    format!("{number} is negative, which is not possible here"),
                )
            })
        },
    );
}

pub(super) fn fractional_counts(report: &Report, findings: &mut Vec<Finding>) {
    let fraction = |value: &Value| value.number().filter(|number| !number.is_integer());
    each_cell(
        &FRACTIONAL_COUNT,
        report,
        findings,
        |value| fraction(value).is_some(),
        |_, figure| {
            let number = fraction(&figure.cell.value)?;
            (!matches!(figure.kind, Kind::Amount | Kind::Decimal)).then(|| {
                Message::new(
                    format!("{number} 不是整数，这里填的是数量"),
                    format!("{number} is not a whole number, but this is a count"),
                )
            })
        },
    );
}

pub(super) fn nonstandard_numbers(report: &Report, findings: &mut Vec<Finding>) {
    each_cell(&NONSTANDARD_NUMBER, report, findings, is_readable_text, |row, figure| {
        let Value::Text { raw, value: Some(number) } = &figure.cell.value else { return None };
        if figure.cell.value.spelling() != Some(Spelling::Nonstandard) {
            return None;
        }
        let is_meant = match figure.kind {
            Kind::Change | Kind::Decimal => raw.strip_prefix('+').is_some_and(is_plain),
            Kind::Amount if row.is_unit_open(figure) => is_plain(units::without_money(raw)),
            _ => false,
        };
        let is_other_unit = figure.is_other_unit();
        if is_meant && !is_other_unit {
            return None;
        }
        Some(if is_other_unit && row.is_unit_open(figure) {
            Message::new(
                format!("“{raw}”的单位不是万元，没有按万元计入，请换算成万元"),
                format!(
                    "'{raw}' is not in 万元, in which amounts are counted, and is not counted; convert it"
                ),
            )
        } else if is_other_unit {
            Message::new(
                format!("“{raw}”按 {number} 读取，而这一格的单位是万元，请换算后只写数字"),
                format!(
                    "'{raw}' is read as {number} but the unit here is 万元; convert it and write just the number"
                ),
            )
        } else {
            Message::new(
                format!("“{raw}”按 {number} 读取，规范写法是 {number}"),
                format!("'{raw}' is read as {number}, which is how to write it"),
            )
        })
    });
}

pub(super) fn annotated_cells(report: &Report, findings: &mut Vec<Finding>) {
    each_cell(&ANNOTATED_CELL, report, findings, is_readable_text, |_, figure| {
        let Value::Text { raw, value: Some(number) } = &figure.cell.value else { return None };
        if figure.cell.value.spelling() != Some(Spelling::Annotated) {
            return None;
        }
        Some(if figure.is_other_unit() {
            Message::new(
                format!("“{raw}”按 {number} 读取，而这一格的单位是万元，请核对单位，换算后只写数字"),
                format!(
                    "'{raw}' is read as {number} but the unit here is 万元; check the unit, convert it and write just the number"
                ),
            )
        } else {
            Message::new(
                format!("“{raw}”按 {number} 读取，说明文字宜移到表外的注里"),
                format!("'{raw}' is read as {number}; the words belong in a note under the table"),
            )
        })
    });
}

/// Whether this is a plain number and nothing else.
fn is_plain(shown: &str) -> bool {
    matches!(Value::parse(shown), Value::Number(_))
}

#[cfg(test)]
mod tests;
