//! Reports of each edition in which every figure differs from the others and every sum balances.

use std::collections::BTreeMap;

use repconv::model::address::Address;
use repconv::model::decimal::Decimal;
use repconv::model::form::{Edition, Kind, Presence};
use repconv::model::place::Place;
use repconv::model::report::{Cell, Item, Passage, Report, Section};
use repconv::model::value::Value;
use repconv::validate::equations;

use crate::random::Random;

/// The body of all reports.
pub const BODY: &str = "青石县水务局";

/// A report of this edition and year; other years have other figures.
pub fn report(edition: &'static Edition, year: u16) -> Report {
    let mut report = Report::empty(edition);
    report.organization = Some(BODY.to_owned());
    report.year = Some(year);
    report.title = Some(passage(&format!("{BODY}{year}年政府信息公开工作年度报告")));
    report.signature.organization = Some(passage(BODY));
    report.signature.date = Some(passage(&format!("{}年1月18日", year + 1)));
    report.cells = cells(edition, year);
    balance(&mut report);
    report.sections = sections(edition);
    report
}

fn passage(text: &str) -> Passage {
    Passage::new(text, Place::Unknown)
}

fn cells(edition: &'static Edition, year: u16) -> BTreeMap<Address, Cell> {
    let mut random = Random::new(u64::from(year));
    let mut cells = BTreeMap::new();
    for table in edition.tables {
        for block in table.blocks {
            for row in block.rows.iter().filter(|row| row.presence == Presence::Required) {
                for column in block.columns {
                    let number = Decimal::from(1000 + random.below(90_000));
                    let is_amount = row.kind(column) == Kind::Amount;
                    let number = if is_amount { number / Decimal::from(10_000) } else { number };
                    let address = Address { table: table.key, row: row.key, column: column.key };
                    cells.insert(
                        address,
                        Cell { value: Value::Number(number.normalize()), place: Place::Unknown },
                    );
                }
            }
        }
    }
    cells
}

/// Changes totals until every sum balances.
fn balance(report: &mut Report) {
    const MOST_STEPS: usize = 1000;
    for _ in 0..MOST_STEPS {
        let mut broken = equations(report).into_iter().filter(|sum| !sum.difference.is_zero());
        // A total is alone on its side. New requests balance what was done with them, except their own total,
        // which is the sum of the others.
        let change = broken.find_map(|sum| match (sum.left.as_slice(), sum.right.as_slice()) {
            ([total], _) => Some((total.address, -sum.difference)),
            (_, [total]) => Some((total.address, sum.difference)),
            ([first, ..], _) if first.address.column != "total" => Some((first.address, -sum.difference)),
            _ => None,
        });
        let Some((address, change)) = change else { return };
        let cell = report.cells.get_mut(&address).unwrap();
        cell.value = Value::Number((cell.value.number().unwrap() + change).normalize());
    }
    unreachable!("{} does not balance", report.edition.id);
}

fn sections(edition: &'static Edition) -> Vec<Section> {
    let tables = |key: Option<&'static str>| {
        let of_section = edition.tables.iter().filter(move |table| table.section == key);
        of_section.map(|table| Item::StatutoryTable(table.key))
    };
    if edition.sections.is_empty() {
        let headings = ["一、概述", "二、主动公开政府信息的情况", "三、依申请公开政府信息的情况"];
        let texts = ["全年工作有序开展。", "按时更新栏目。", "没有发生收费。"];
        let mut sections: Vec<Section> = headings
            .iter()
            .zip(texts)
            .map(|(heading, text)| Section {
                key: Section::EXTRA,
                heading: passage(heading),
                level: 1,
                body: vec![Item::Paragraph(passage(text))],
            })
            .collect();
        sections.last_mut().unwrap().body.extend(tables(None));
        return sections;
    }
    let of = |form: &repconv::model::form::SectionForm| {
        let mut body: Vec<Item> = tables(Some(form.key)).collect();
        if body.is_empty() {
            let text = if form.key == "other" {
                "本年度未收取信息处理费。"
            } else {
                "各项工作有序开展，仍需加强培训。"
            };
            body.push(Item::Paragraph(passage(text)));
        }
        Section { key: form.key, heading: passage(form.heading), level: 1, body }
    };
    edition.sections.iter().map(of).collect()
}
