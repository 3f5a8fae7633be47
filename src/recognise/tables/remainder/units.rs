//! The units that labels, lines and notes name.

use crate::model::text;
use crate::model::unit::Unit;

use super::LONGEST;
use super::statement::clauses;

/// The units that a label, a line above a table or a cell names: `（单位：元）`, `单位：件、万元`, `收费金额/元`.
pub fn units(text: &str) -> Vec<Unit> {
    split_units(text).1
}

/// The units of a cell that holds nothing else: `元`, `（元）`, `单位：元`.
pub fn unit_cell(text: &str) -> Option<Vec<Unit>> {
    if let Some(unit) = Unit::parse(text) {
        return Some(vec![unit]);
    }
    let (rest, units) = split_units(text);
    (text::trim(&rest).is_empty() && !units.is_empty()).then_some(units)
}

/// A label without the units that it names, and these.
pub fn split_units(label: &str) -> (String, Vec<Unit>) {
    if label.chars().count() > LONGEST {
        return (label.to_owned(), Vec::new());
    }
    let mut rest = text::in_simplified(&text::narrow(label)).into_owned();
    let mut units = Vec::new();
    let may_name_unit =
        |c: char| matches!(c, '(' | '[' | '〔' | '【' | '/' | ',' | ':' | '单') || c.is_whitespace();
    if !rest.contains(may_name_unit) {
        return (rest, units); // most labels
    }
    let mut from = 0;
    while let Some(open) =
        rest.get(from..).and_then(|after| after.find(['(', '[', '〔', '【'])).map(|at| from + at)
    {
        let Some(length) = rest.get(open..).and_then(|after| after.find([')', ']', '〕', '】'])) else {
            break;
        };
        let inner =
            rest.get(open..open + length).map(|inner| inner.trim_start_matches(['(', '[', '〔', '【']));
        match inner.and_then(unit_list) {
            Some(found) => {
                units.extend(found);
                let after: String = rest.get(open + length..).unwrap_or_default().chars().skip(1).collect();
                rest.truncate(open);
                rest.push_str(&after);
            }
            None => from = open + length,
        }
    }
    let named = rest.rfind("单位").and_then(|at| Some((at, unit_list(rest.get(at..)?)?)));
    let ended = || {
        let (before, last) = rest.rsplit_once(|c: char| matches!(c, '/' | ',' | ':') || c.is_whitespace())?;
        Some((before.len(), unit_list(last)?))
    };
    if let Some((at, found)) = named.or_else(ended) {
        units.extend(found);
        rest.truncate(at);
    }
    (rest, units)
}

/// The units of a list, if it is nothing else: `单位：件、万元`.
fn unit_list(list: &str) -> Option<Vec<Unit>> {
    let list = list.trim();
    let list = ["金额单位", "货币单位", "计量单位", "单位"]
        .iter()
        .find_map(|name| list.strip_prefix(name))
        .unwrap_or(list);
    let list = list.trim_start_matches([':', ' ', '为', '是']).trim_start_matches('以');
    let list = list.trim_end_matches("为单位");
    let parts = list.split(['、', '/', ',', ';', '和', '或']).map(str::trim);
    let units: Option<Vec<Unit>> = parts.map(Unit::parse).collect();
    units.filter(|units| !units.is_empty())
}

/// The units that sentences say the figures of a table have: `收费金额单位为元`, `以上数据以百件计`, `金额为元`.
pub fn stated(text: &str) -> Vec<Unit> {
    let mut units = Vec::new();
    for clause in clauses(text) {
        units.extend(stated_in(&clause.text).unwrap_or_default());
    }
    units
}

/// The units that a folded clause states.
fn stated_in(clause: &str) -> Option<Vec<Unit>> {
    /// What follows a unit after 以 or 按.
    const AFTER: [&str; 7] = ["为计量单位", "为单位", "为计", "计算", "计量", "统计", "计"];
    /// What a unit alone may be said of.
    const FIGURES: [&str; 6] = ["金额", "数据", "数额", "经费", "费用", "数字"];
    if let Some(at) = clause.rfind("单位") {
        let list = clause.get(at..)?;
        let list = list.find(')').and_then(|end| list.get(..end)).unwrap_or(list);
        let list = list.replacen("单位均", "单位", 1);
        if let Some(units) = unit_list(&list) {
            return Some(units);
        }
    }
    let after_word = |word| clause.rsplit_once(word).map(|(_, rest)| rest);
    let counted = ["以", "按"].into_iter().filter_map(after_word).find_map(|rest| {
        let unit = AFTER.iter().find_map(|after| rest.strip_suffix(after))?;
        Some(vec![Unit::parse(unit)?])
    });
    let equated = || {
        let (before, unit) = ["均为", "为", "是"].iter().find_map(|word| clause.rsplit_once(word))?;
        let is_of_figures = FIGURES.iter().any(|figures| before.ends_with(figures));
        is_of_figures.then(|| Unit::parse(unit).map(|unit| vec![unit]))?
    };
    counted.or_else(equated)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_state_units() {
        for (note, want) in [
            ("注：本表收费金额单位为元。", &["元"][..]),
            ("注：行政事业性收费以元计。", &["元"]),
            ("备注：1.收费金额的计量单位是元；2.数据截至12月31日。", &["元"]),
            ("说明：收费金额为元，非万元。", &["元"]),
            ("（表中数据单位：百件）", &["百件"]),
            ("注：本表以千件为单位。", &["千件"]),
            ("注：第七项、第八项金额以元为单位。", &["元"]),
            ("具体数据见下表（单位：百件）。", &["百件"]),
            ("注：收费金额以万元为单位，保留两位小数。", &["万元"]),
            ("注：2024年收费12元。", &[]),
            ("注：填报单位为3家。", &[]),
            ("注：共收取费用12 元", &[]),
        ] {
            let names: Vec<String> = stated(note).into_iter().map(|unit| unit.name).collect();
            assert_eq!(names, want, "{note}");
        }
    }
}
