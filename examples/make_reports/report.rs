//! A report as the library has it, from a body, its figures and its narrative.

use repconv::model::form::Edition;
use repconv::model::metadata::Metadata;
use repconv::model::place::Place;
use repconv::model::report::{Cell, Item, Passage, Report, Section, Signature};

use super::chance::Chance;
use super::figures::Figures;
use super::narrative::Narrative;

/// Whose report it is: the name it bears, and the year it is for.
#[derive(Clone, Copy, Debug)]
pub struct Head<'a> {
    pub name: &'a str,
    pub year: u16,
    pub edition: &'static Edition,
}

pub fn report(head: Head<'_>, figures: &Figures, told: &Narrative, chance: &mut Chance) -> Report {
    let Head { name, year, edition } = head;
    let day = chance.within(8, 28);
    let mut metadata = Metadata::default();
    if chance.percent(25) {
        let number = chance.within(10_000, 99_999);
        metadata.insert("索引号", Some(format!("QX{year}-{number}")));
        metadata.insert("发布日期", Some(format!("{}-01-{}", year + 1, chance.within(28, 31))));
    }
    let sections = edition.sections.iter().map(|form| {
        let lines: &[String] = match form.key {
            "overview" => &told.overview,
            "problems" => &told.problems,
            "other" => &told.other,
            _ => &[],
        };
        let table = edition.tables.iter().find(|table| table.section == Some(form.key));
        let table = table.filter(|table| figures.keys().any(|at| at.table == table.key));
        let mut body: Vec<Item> = lines.iter().map(|line| Item::Paragraph(passage(line))).collect();
        body.extend(table.map(|table| Item::StatutoryTable(table.key)));
        Section { key: form.key, heading: passage(form.heading), level: 1, body }
    });
    Report {
        edition,
        title: Some(passage(&format!("{name}{year}年政府信息公开工作年度报告"))),
        organization: Some(name.to_owned()),
        year: Some(year),
        metadata,
        preamble: vec![passage(&told.preamble)],
        sections: sections.collect(),
        cells: figures.iter().map(|(at, figure)| (*at, cell(figure.value()))).collect(),
        signature: Signature {
            organization: Some(passage(name)),
            date: Some(passage(&format!("{}年1月{day}日", year + 1))),
        },
        unresolved: std::collections::BTreeSet::new(),
        set_aside: Vec::new(),
        notes: Vec::new(),
    }
}

fn passage(text: &str) -> Passage {
    Passage::new(text, Place::Unknown)
}

const fn cell(value: repconv::model::value::Value) -> Cell {
    Cell { value, place: Place::Unknown }
}
