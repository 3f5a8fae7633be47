//! The unit above a table: `单位：万元`, `单位：台、万元`.

use super::Doubt;
use super::kinds::{is_decimal, is_money, unit_in};
use crate::forms::source::{LineSource, TableSource};
use crate::model::form::{Kind, Layout};
use crate::model::language::Message;
use crate::model::place::Place;
use crate::model::unit::Unit;

/// Words of labels whose figures are money where a table has both money and counts.
const MONEY: [&str; 12] =
    ["金额", "资金", "经费", "费用", "收入", "支出", "投资", "产值", "总额", "余额", "款额", "补贴额"];

/// Further nouns that labels count, beside those of [`Unit`].
const COUNTED: [&str; 20] = [
    "户", "名", "口", "头", "只", "羽", "尾", "株", "台", "辆", "套", "艘", "座", "处", "所", "间", "栋",
    "户次", "场次", "批次",
];

/// The unit that a label names for itself.
fn own_unit(label: &str) -> Option<String> {
    let counted = || {
        let (_, unit) = label.strip_suffix(['）', ')'])?.rsplit_once(['（', '('])?;
        (COUNTED.contains(&unit) || is_decimal(unit)).then(|| unit.to_owned())
    };
    unit_in(label).or_else(counted)
}

/// Gives a table the unit that is above it; a column or row that names its own keeps it.
pub fn apply(table: &mut TableSource, units: &str, place: &Place, doubts: &mut Vec<Doubt>) {
    let names: Vec<&str> = units.split(['、', '/', '，', ',']).filter(|name| !name.is_empty()).collect();
    let mut money = names.iter().copied().filter(|name| is_money(name));
    match (names.as_slice(), money.next(), money.next()) {
        ([unit], Some(_), _) => all_money(table, unit),
        ([unit], None, _) if is_decimal(unit) => {
            columns(table).filter(|column| is_open(column)).for_each(|column| column.number = Kind::Decimal);
        }
        ([unit], None, _) if table.records.is_none() && Unit::parse(unit).is_some() => {
            table.unit = Some((*unit).to_owned());
        }
        (_, Some(unit), None) => {
            let has_word = |column: &LineSource| {
                let mut labels = column.path.iter().chain([&column.label]);
                labels.any(|label| MONEY.iter().any(|word| label.contains(word)))
            };
            let mut is_there = columns(table).any(|column| column.number == Kind::Amount);
            for column in columns(table).filter(|column| is_open(column) && has_word(column)) {
                set_money(column, unit);
                is_there = true;
            }
            if !is_there {
                doubts.push(Doubt {
                    place: place.clone(),
                    message: Message::new(
                        format!("计量单位“{units}”里有{unit}，看不出哪一栏是金额，都按整数算；请在栏名后写明，如“（{unit}）”"),
                        format!("the units '{units}' have money, but no column says that it is; write '（{unit}）' after its label"),
                    ),
                });
            }
        }
        _ => {}
    }
}

/// All figures are money, but for those of lines with another unit.
fn all_money(table: &mut TableSource, unit: &str) {
    // A blank says the unit of a column after its label, that of a row nowhere but in a list.
    let has_own = table.blocks.iter().flat_map(|block| &block.rows).any(|row| own_unit(&row.label).is_some());
    if table.layout != Layout::List && !has_own {
        columns(table).filter(|column| is_open(column)).for_each(|column| set_money(column, unit));
        return;
    }
    table.unit = Some(unit.to_owned());
    for row in table.blocks.iter_mut().flat_map(|block| &mut block.rows) {
        row.unit = row.unit.take().or_else(|| own_unit(&row.label).filter(|own| own != unit));
    }
}

fn set_money(column: &mut LineSource, unit: &str) {
    column.number = Kind::Amount;
    column.unit = Some(unit.to_owned());
}

fn columns(table: &mut TableSource) -> impl Iterator<Item = &mut LineSource> {
    table.blocks.iter_mut().flat_map(|block| &mut block.columns)
}

/// Whether nothing says what the figures of a column are.
fn is_open(column: &LineSource) -> bool {
    column.number == Kind::Count
        && column.unit.is_none()
        && column.path.iter().chain([&column.label]).all(|label| own_unit(label).is_none())
}
