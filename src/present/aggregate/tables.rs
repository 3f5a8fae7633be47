//! The sums as the official tables in a report that every writer can write. Its only text are notes
//! on what was summed and what was not.

use super::{Collection, wording};
use crate::aggregate::{EditionSums, Summary};
use crate::compose::compose;
use crate::formats::{Formats, TextEncoding, WriteOptions};
use crate::model::document::{Block, TableRole};
use crate::model::error::{Doing, Error};
use crate::model::language::Message;
use crate::model::place::Place;
use crate::model::report::{Item, Passage, Report, Section};
use crate::model::text;

/// The tables in the format of this name.
///
/// # Errors
/// When the format cannot hold the report.
pub fn render(collection: &Collection, name: &'static str) -> Result<Vec<u8>, Error> {
    let formats = Formats::builtin();
    let Some(format) = formats.by_name(name) else {
        return Err(Error::Unsupported {
            name: Box::new(Message::new(name, name)),
            doing: Doing::Writing,
            hint: Message::new("", ""),
        });
    };
    let options = WriteOptions {
        charts: true,
        encoding: Some(TextEncoding::Utf8Bom).filter(|_| name == "text"),
        ..WriteOptions::default()
    };
    crate::write(&report(collection), format, &options)
}

/// The sums as a report of the most common edition; cells of other editions become additional tables.
fn report(collection: &Collection) -> Report {
    let Collection { summary, title, office, .. } = collection;
    let mut forms = summary.forms.iter();
    let main = forms.next();
    // Names of files and of bodies in a roster can contain characters that are not allowed in a report.
    let passage = |text: String| Passage::new(text::clean(&text), Place::Unknown);
    let mut report = main.map_or_else(empty, |form| form.report(None));
    report.title = Some(passage(title.clone()));
    report.year = summary.year;
    report.organization.clone_from(office);
    let first = report.edition;
    for form in forms {
        let tables = tables(&form.report(Some(first)));
        let heading =
            passage(format!("按 {}填报、与 {}不同的各格", form.edition.version(" "), first.version(" ")));
        report.sections.push(Section { key: Section::EXTRA, heading, level: 1, body: tables });
    }
    let notes = notes(collection);
    let last = report.sections.last_mut();
    if let Some(section) = last {
        section.body.extend((0..notes.len()).map(Item::Note));
    }
    report.notes = notes.into_iter().map(passage).collect();
    report
}

fn empty() -> Report {
    EditionSums { edition: &crate::forms::Y2021, sums: std::collections::BTreeMap::new() }.report(None)
}

/// Converts the statutory tables of a report to generic tables.
fn tables(report: &Report) -> Vec<Item> {
    let composed = compose(report);
    let tables = composed.blocks.iter().filter_map(|block| match block {
        Block::Table(table) if table.role == TableRole::Statutory => Some(table),
        Block::Table(_) | Block::Paragraph(_) => None,
    });
    tables.map(|table| Item::Table(table.into())).collect()
}

/// Notes on what was summed and what was not.
fn notes(collection: &Collection) -> Vec<String> {
    let summary = &collection.summary;
    let mut notes = vec![format!("本表由 {} 个单位的报告汇总。", summary.counted().count())];
    notes.extend(blanks(summary));
    let texts: Vec<String> = summary
        .texts()
        .map(|(one, address, raw)| {
            format!("{} {}“{raw}”", wording::body(one), address.label(one.edition, collection.language))
        })
        .collect();
    notes.extend(listed("有文字的格没有加进合计", &texts));
    let left: Vec<String> = summary
        .excluded()
        .map(|(_, one, reason)| {
            format!(
                "{}（{}）{}",
                wording::body(one),
                one.file,
                wording::reason(summary, one, reason, collection.language)
            )
        })
        .collect();
    notes.extend(listed("未计入的报告", &left));
    if let Some(attendance) = &summary.attendance {
        let missing: Vec<String> = attendance.missing.iter().map(|missing| missing.name.clone()).collect();
        notes.extend(listed("缺报的单位", &missing));
        let body = |at: &usize| summary.received.get(*at).map(wording::body).unwrap_or_default();
        let proposed: Vec<String> = attendance
            .proposed
            .iter()
            .map(|one| {
                let bodies: Vec<&str> = one.received.iter().map(body).collect();
                format!("名单上的“{}”可能就是“{}”", one.name, bodies.join("”或“"))
            })
            .collect();
        notes.extend(listed("待确认的单位（确认前作缺报）", &proposed));
    }
    let unreadable: Vec<String> = collection.unreadable().map(|(file, _)| file.to_owned()).collect();
    notes.extend(listed("没有读出的文件（作未收到）", &unreadable));
    let unbalanced: Vec<String> = summary.unbalanced().map(|one| wording::body(one).to_owned()).collect();
    notes.extend(listed("勾稽关系不平衡的报告", &unbalanced));
    let total = notes.len();
    let number = |(at, note): (usize, String)| {
        if total == 1 { format!("注：{note}") } else { format!("注{}：{note}", at + 1) }
    };
    notes.into_iter().enumerate().map(number).collect()
}

/// How many cells were left blank, and which most often.
fn blanks(summary: &Summary) -> Option<String> {
    /// Number of cells that are named.
    const NAMED: usize = 5;
    let sums = summary.forms.iter().flat_map(|form| form.sums.iter().map(move |sum| (form, sum)));
    let mut blank: Vec<_> = sums
        .filter(|(_, (_, sum))| sum.blanks > 0)
        .map(|(form, (at, sum))| (sum.blanks, *at, form.edition))
        .collect();
    let total: usize = blank.iter().map(|(count, ..)| count).sum();
    if total == 0 {
        return None;
    }
    blank.sort_by_key(|(count, at, _)| (usize::MAX - count, *at));
    let cells = blank.len();
    let named: Vec<String> = blank
        .into_iter()
        .take(NAMED)
        .map(|(count, at, edition)| {
            format!("{} {count} 处", at.label(edition, crate::model::language::Language::Zh))
        })
        .collect();
    let more = if cells > NAMED { "等" } else { "" };
    Some(format!("空白 {total} 处，没有当作 0，也没有加进合计：{}{more}。", named.join("、")))
}

fn listed(what: &str, items: &[String]) -> Option<String> {
    (!items.is_empty()).then(|| format!("{what} {} 个：{}。", items.len(), items.join("；")))
}
