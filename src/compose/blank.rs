//! The blank form: a report with every cell of its edition, all blank.

use crate::model::address::Address;
use crate::model::form::{ColumnForm, Edition, Kind, Presence, RowForm, TableForm, TableKind, records};
use crate::model::language::Language;
use crate::model::place::Place;
use crate::model::report::{Cell, Item, Passage, Report, Section, Signature};
use crate::model::value::Value;
use crate::prose::own_note;

/// Rows of a blank table with a row for each body.
const BLANK_RECORDS: usize = 20;

/// The form of an edition for a body and a year. With last year's report, 上年结转 is filled in and a note
/// under each table lists the figures of last year.
#[must_use]
pub fn blank(edition: &'static Edition, organization: &str, year: u16, previous: Option<&Report>) -> Report {
    let passage = |text: String| Passage::new(text, Place::Unknown);
    let mut report = Report {
        title: Some(passage(format!("{organization}{year}年{}", edition.report_name()))),
        organization: Some(organization.to_owned()),
        year: Some(year),
        sections: sections(edition),
        cells: edition.tables.iter().flat_map(cells).collect(),
        signature: Signature { organization: Some(passage(organization.to_owned())), date: None },
        ..Report::empty(edition)
    };
    if let Some(previous) = previous {
        carry_over(&mut report, previous);
        note_figures(&mut report, previous);
    }
    report
}

/// The form itself as a report of no body and no year, with every cell blank.
#[must_use]
pub fn blank_form(edition: &'static Edition) -> Report {
    Report {
        title: Some(Passage::new(edition.report_name().to_owned(), Place::Unknown)),
        sections: sections(edition),
        cells: edition.tables.iter().flat_map(cells).collect(),
        ..Report::empty(edition)
    }
}

fn sections(edition: &'static Edition) -> Vec<Section> {
    let heading = |text: &str| Passage::new(text, Place::Unknown);
    let table = |key: Option<&str>| {
        let of_section = edition.tables.iter().filter(move |table| table.section == key);
        of_section.map(|table| Item::StatutoryTable(table.key)).collect()
    };
    let free = |text: &str, body| Section { key: Section::EXTRA, heading: heading(text), level: 1, body };
    if edition.sections.is_empty() && edition.disclosure.is_some() {
        return vec![free("一、政府信息公开情况统计表", table(None))];
    }
    if edition.sections.is_empty() {
        // A single table is named by the title of the report.
        let named = edition.tables.iter().filter(|_| edition.tables.len() > 1);
        let section = |(table, number): (&TableForm, u32)| {
            free(&format!("表{number}　{}", table.title), vec![Item::StatutoryTable(table.key)])
        };
        return named.zip(1..).map(section).collect();
    }
    let section = |form: &crate::model::form::SectionForm| Section {
        key: form.key,
        heading: heading(form.heading),
        level: 1,
        body: table(Some(form.key)),
    };
    edition.sections.iter().map(section).collect()
}

fn cells(table: &'static TableForm) -> impl Iterator<Item = (Address, Cell)> {
    // A table with a row for each body has room for some, and for their total.
    let is_blank_record = |row: &RowForm| {
        table.has_bodies()
            && (row.key == records::TOTAL || row.key.parse().is_ok_and(|row: usize| row <= BLANK_RECORDS))
    };
    let rows =
        table.rows().filter(move |(_, row)| row.presence == Presence::Required || is_blank_record(row));
    rows.flat_map(move |(block, row)| {
        let address = move |column: &'static str| Address { table: table.key, row: row.key, column };
        let names_total = table.has_bodies() && row.key == records::TOTAL;
        block.columns.iter().enumerate().map(move |(at, column)| {
            let name = Some(row.label).filter(|_| at == 0 && names_total && column.kind == Kind::Text);
            let value = name.map_or(Value::Blank, |name| Value::of_kind(column.kind, name));
            (address(column.key), Cell { value, place: Place::Unknown })
        })
    })
}

/// Fills in 上年结转 with 结转下年度 of last year's report, where that is a number.
fn carry_over(report: &mut Report, previous: &Report) {
    let requests = report.edition.table_of(TableKind::Requests).map(|table| table.key);
    for (address, cell) in &mut report.cells {
        if Some(address.table) == requests && address.row == "carried_in" {
            let carried_out = previous.cells.get(&Address { row: "carried_out", ..*address });
            if let Some(number) = carried_out.and_then(|cell| cell.value.number()) {
                cell.value = Value::Number(number);
            }
        }
    }
}

/// Adds a note under each table with last year's figures that are not 0; of tables with totals, only these.
fn note_figures(report: &mut Report, previous: &Report) {
    for table in report.edition.tables {
        let figures = noted(table).filter_map(|(name, address)| {
            let value = &previous.cells.get(&address)?.value;
            let number = value.number().filter(|number| !number.is_zero())?;
            // An amount that may not be in 万元 is shown with its unit.
            let shown = value.counted().map_or_else(|| value.shown(), |_| number.to_string());
            Some(format!("{name} {shown}"))
        });
        let figures: Vec<String> = figures.collect();
        if figures.is_empty() {
            continue;
        }
        let text = own_note::of_figures(previous.year, &figures);
        let at = report.notes.len();
        report.notes.push(Passage::new(text, Place::Unknown));
        let home = report
            .sections
            .iter_mut()
            .find(|section| section.body.contains(&Item::StatutoryTable(table.key)));
        if let Some(section) = home {
            section.body.push(Item::Note(at));
        }
    }
}

/// The cells whose figures are noted, with their names, in the order of the form: of rows with a total, only
/// this.
fn noted(table: &'static TableForm) -> impl Iterator<Item = (String, Address)> {
    table.rows().flat_map(move |(block, row)| {
        let is_noted = |column: &&ColumnForm| block.column("total").is_none() || column.key == "total";
        block.columns.iter().filter(is_noted).map(move |column| {
            let row_name = table.row_label(row, Language::Zh);
            let is_alone = column.key == "total" || block.columns.len() == 1;
            let name = if is_alone {
                row_name
            } else {
                format!("{row_name} · {}", column.plain_label(Language::Zh))
            };
            (name, Address { table: table.key, row: row.key, column: column.key })
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::{ALL, Y2021};
    use crate::model::decimal::Decimal;
    use crate::report_json as json;

    #[test]
    fn the_form_has_every_cell_and_all_are_blank() {
        for edition in *ALL {
            let report = blank(edition, "青溪县文化局", edition.years.0 + 1, None);
            assert!(report.cells.values().all(|cell| cell.value.is_blank()), "{}", edition.id);
            let (again, doubts) = json::from_json(&json::to_json(&report)).unwrap();
            assert_eq!((again, doubts), (report, Vec::new()), "{}", edition.id);
        }
        let cells = blank(&Y2021, "青溪县文化局", 2026, None).cells;
        assert_eq!(cells.keys().filter(|cell| cell.table == "requests").count(), 175);
    }

    #[test]
    fn last_years_figures_are_carried_over_and_noted() {
        let text = include_str!("../../fixtures/rules/2021.json");
        let previous = json::from_json(&serde_json::from_str(text).unwrap()).unwrap().0;
        let report = blank(&Y2021, "青溪县文化局", 2023, Some(&previous));
        let at = |row, column| Address { table: "requests", row, column };
        let carried_out = previous.cells.get(&at("carried_out", "total")).unwrap().value.clone();
        assert_ne!(carried_out, Value::Number(Decimal::ZERO));
        assert_eq!(report.cells.get(&at("carried_in", "total")).unwrap().value, carried_out);
        assert!(report.cells.get(&at("received", "total")).unwrap().value.is_blank());
        assert_eq!(report.notes.len(), 3);
        let note = &report.notes.get(1).unwrap().text;
        assert!(
            note.starts_with("注：上年（2022年）填报数，供核对，报送前请删去：本年新收 27；上年结转 2；"),
            "{note}"
        );
    }
}
