//! The figures of a report: tables that balance, with exact sums of their own arithmetic.

use std::collections::BTreeMap;

use repconv::model::address::Address;
use repconv::model::decimal::Decimal;
use repconv::model::form::{Axis, ColumnForm, Edition, Kind, RowForm, TableForm};
use repconv::model::value::Value;
use serde_json::{Value as Json, json};

use super::chance::Chance;

/// Ten thousandths: every figure has at most four decimals.
pub const UNIT: i128 = 10_000;

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Figure {
    Blank,
    /// A number, in ten thousandths.
    Number(i128),
    /// A number written in another way: `12件`.
    Spelled(String, i128),
    /// No number.
    Words(String),
}

pub type Figures = BTreeMap<Address, Figure>;

impl Figure {
    pub const fn whole(number: i64) -> Self {
        Self::Number(number as i128 * UNIT)
    }

    /// The number in ten thousandths.
    pub const fn number(&self) -> Option<i128> {
        match self {
            Self::Number(number) | Self::Spelled(_, number) => Some(*number),
            Self::Blank | Self::Words(_) => None,
        }
    }

    pub fn shown(&self) -> String {
        match self {
            Self::Blank => String::new(),
            Self::Number(number) => written(*number),
            Self::Spelled(raw, _) | Self::Words(raw) => raw.clone(),
        }
    }

    pub fn value(&self) -> Value {
        let exact = |number: i128| Decimal::from_str_exact(&written(number)).expect("a number");
        match self {
            Self::Blank => Value::Blank,
            Self::Number(number) => Value::Number(exact(*number)),
            Self::Spelled(raw, number) => Value::Text { raw: raw.clone(), value: Some(exact(*number)) },
            Self::Words(raw) => Value::Text { raw: raw.clone(), value: None },
        }
    }

    /// As the manifest has it: a number, null for a blank, else the text and the number in it.
    pub fn json(&self) -> Json {
        let exact = |number: i128| serde_json::from_str::<Json>(&written(number)).expect("a number");
        match self {
            Self::Blank => Json::Null,
            Self::Number(number) => exact(*number),
            Self::Spelled(raw, number) => json!({"raw": raw, "value": exact(*number)}),
            Self::Words(raw) => json!({"raw": raw, "value": null}),
        }
    }
}

/// Ten thousandths as people write them: `12.5`, `-3`.
pub fn written(number: i128) -> String {
    let sign = if number < 0 { "-" } else { "" };
    let (whole, rest) = (number.abs() / UNIT, number.abs() % UNIT);
    if rest == 0 {
        return format!("{sign}{whole}");
    }
    format!("{sign}{whole}.{}", format!("{rest:04}").trim_end_matches('0'))
}

/// The figures of every table of the edition; `scale` is how busy the body is, from 1.
pub fn figures(edition: &'static Edition, scale: i64, chance: &mut Chance) -> Figures {
    let mut figures = Figures::new();
    for table in edition.tables {
        match table.key {
            "requests" => requests(table, scale, chance, &mut figures),
            "review" => reviews(table, chance, &mut figures),
            _ => plain(table, scale, chance, &mut figures),
        }
    }
    if chance.percent(12) {
        leave_blank(chance, &mut figures);
    }
    if chance.percent(6) {
        spell_out(chance, &mut figures);
    }
    figures
}

/// A table without sums.
fn plain(table: &'static TableForm, scale: i64, chance: &mut Chance, figures: &mut Figures) {
    for (block, row) in table.rows() {
        for column in block.columns {
            let figure = match row.kind(column) {
                Kind::Count if chance.percent(40) => Figure::whole(0),
                Kind::Count => Figure::whole(chance.within(1, 60 * scale)),
                Kind::Change if chance.percent(50) => Figure::whole(0),
                Kind::Change => Figure::whole(chance.within(-9, 9)),
                Kind::Amount => money(scale, chance),
                // No form of the disclosure report has other kinds.
                Kind::Decimal | Kind::Percent | Kind::Text | Kind::YesNo | Kind::Date | Kind::Choice => {
                    continue;
                }
            };
            figures.insert(address(table, row, column), figure);
        }
    }
}

/// Money in 万元, with up to four decimals.
fn money(scale: i64, chance: &mut Chance) -> Figure {
    let places = *chance.pick(&[1, 1, 100, 1000, 10_000]);
    match chance.below(3) {
        0 => Figure::whole(0),
        _ => Figure::Number(i128::from(chance.within(1, 9000 * scale)) * UNIT / places),
    }
}

/// What became of the requests: every column balances, and every row.
fn requests(table: &'static TableForm, scale: i64, chance: &mut Chance, figures: &mut Figures) {
    let Some(block) = table.blocks.first() else { return };
    let (total, applicants) = block.columns.split_last().expect("the form has columns");
    let results = results(table, chance);
    let mut counts: BTreeMap<(&str, &str), i64> = BTreeMap::new();
    for (index, column) in applicants.iter().enumerate() {
        // Most requests are made by natural persons.
        let most = if index == 0 { 12 * scale } else { i64::from(chance.percent(25)) * scale };
        let (received, carried_in) = (chance.within(0, most), chance.within(0, most / 6));
        let carried_out = chance.within(0, (received + carried_in) / 5);
        counts.insert(("received", column.key), received);
        counts.insert(("carried_in", column.key), carried_in);
        counts.insert(("carried_out", column.key), carried_out);
        counts.insert(("total", column.key), received + carried_in - carried_out);
        for _ in 0..received + carried_in - carried_out {
            let row = if chance.percent(50) { results[0] } else { *chance.pick(&results) };
            *counts.entry((row, column.key)).or_default() += 1;
        }
    }
    subtotals(&results, applicants, chance, &mut counts);
    let kept = |row: &str| results.contains(&row) || counts.keys().any(|(known, _)| *known == row);
    for row in block.rows.iter().filter(|row| kept(row.key)) {
        let count = |column: &ColumnForm| counts.get(&(row.key, column.key)).copied().unwrap_or(0);
        for column in applicants {
            figures.insert(address(table, row, column), Figure::whole(count(column)));
        }
        let sum = applicants.iter().map(count).sum();
        figures.insert(address(table, row, total), Figure::whole(sum));
    }
}

/// The rows that requests end in: 其他处理 as one row or as its three.
fn results(table: &TableForm, chance: &mut Chance) -> Vec<&'static str> {
    let sum = table.sums.iter().find(|sum| sum.axis == Axis::EachColumn && sum.left == ["total"]);
    let all = sum.expect("the form adds results up").right;
    let is_split = all.contains(&"other.other") && chance.percent(80);
    let is_one = |row: &str| row == "other";
    let is_part = |row: &str| row.starts_with("other.");
    all.iter().filter(|row| if is_split { !is_one(row) } else { !is_part(row) }).copied().collect()
}

/// 小计 rows, which some bodies add to a group.
fn subtotals(
    results: &[&'static str],
    applicants: &[ColumnForm],
    chance: &mut Chance,
    counts: &mut BTreeMap<(&str, &str), i64>,
) {
    if !chance.percent(10) {
        return;
    }
    for (group, key) in [
        ("denied.", "denied.subtotal"),
        ("unavailable.", "unavailable.subtotal"),
        ("not_processed.", "not_processed.subtotal"),
    ] {
        let rows = || results.iter().filter(|row| row.starts_with(group));
        for column in applicants {
            let sum = rows().filter_map(|row| counts.get(&(*row, column.key))).sum();
            counts.insert((key, column.key), sum);
        }
    }
}

fn reviews(table: &'static TableForm, chance: &mut Chance, figures: &mut Figures) {
    for (block, row) in table.rows() {
        let (total, outcomes) = block.columns.split_last().expect("the form has columns");
        let most = if chance.percent(20) { 4 } else { 0 };
        let counts: Vec<i64> = outcomes.iter().map(|_| chance.within(0, most)).collect();
        for (column, count) in outcomes.iter().zip(&counts) {
            figures.insert(address(table, row, column), Figure::whole(*count));
        }
        figures.insert(address(table, row, total), Figure::whole(counts.iter().sum()));
    }
}

/// Leaves cells of 0 empty, as bodies do: the row of 规章, or some that are not totals.
fn leave_blank(chance: &mut Chance, figures: &mut Figures) {
    let share = *chance.pick(&[0, 10, 60]);
    let is_total = |at: &Address| at.row == "total" || at.column == "total" || at.row.ends_with("subtotal");
    for (at, figure) in figures.iter_mut() {
        let is_rule = at.row == "regulations" && share == 0;
        let is_none = *figure == Figure::whole(0) && !is_total(at);
        if is_rule || (is_none && chance.percent(share)) {
            *figure = Figure::Blank;
        }
    }
}

/// Writes some figure with its unit, or with a comma: no number less, and no doubt about it.
fn spell_out(chance: &mut Chance, figures: &mut Figures) {
    let is_count = |at: &Address| at.table == "disclosure" && at.column != "amount";
    let mut open: Vec<&mut Figure> =
        figures.iter_mut().filter(|(at, _)| is_count(at)).map(|(_, figure)| figure).collect();
    let at = chance.below(open.len());
    let Some(Figure::Number(number)) = open.get(at).map(|figure| &**figure) else { return };
    let (number, plain) = (*number, written(*number));
    let raw = if number >= 1000 * UNIT && number % UNIT == 0 {
        let (thousands, rest) = plain.split_at(plain.len() - 3);
        if thousands.len() > 3 {
            return;
        }
        format!("{thousands},{rest}")
    } else if number % UNIT == 0 && number > 0 {
        format!("{plain}件")
    } else {
        return;
    };
    *open[at] = Figure::Spelled(raw, number);
}

const fn address(table: &TableForm, row: &RowForm, column: &ColumnForm) -> Address {
    Address { table: table.key, row: row.key, column: column.key }
}
