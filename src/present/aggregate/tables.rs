//! The sums as the official tables in a report that every writer can write. Its only text are notes
//! on what was summed and what was not.

use super::{Collection, wording};
use crate::aggregate::{Balance, EditionSums, Received, Summary};
use crate::formats::{Formats, TextEncoding, WriteOptions};
use crate::model::address::Address;
use crate::model::error::{Doing, Error};
use crate::model::finding::Finding;
use crate::model::form::Edition;
use crate::model::generic_table::{GenericCell, GenericTable};
use crate::model::language::{Language, Message};
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
    let edition = report.edition;
    report.cells.retain(|address, cell| !(cell.value.is_blank() && is_group(*address, edition)));
    report.title = Some(passage(title.clone()));
    report.year = summary.year;
    report.organization.clone_from(office);
    let first = report.edition;
    for form in forms.filter(|form| form.is_used()) {
        let heading =
            passage(format!("按 {}填报、与 {}不同的各格", form.edition.version(" "), first.version(" ")));
        let body = vec![Item::Table(listed_sums(form))];
        report.sections.push(Section { key: Section::EXTRA, heading, level: 1, body });
    }
    let notes = notes(collection);
    let last = report.sections.last_mut();
    if let Some(section) = last {
        section.body.extend((0..notes.len()).map(Item::Note));
    }
    report.notes = notes.into_iter().map(passage).collect();
    report
}

/// Whether the row is that of a group, (六)其他处理: some bodies fill it in instead of the rows below it. Its blank cells
/// are read as those of a heading.
fn is_group(address: Address, edition: &Edition) -> bool {
    let is_below = |key: &str| key.strip_prefix(address.row).is_some_and(|rest| rest.starts_with('.'));
    edition.table(address.table).is_some_and(|table| table.rows().any(|(_, row)| is_below(row.key)))
}

fn empty() -> Report {
    EditionSums { edition: &crate::forms::Y2021, sums: std::collections::BTreeMap::new() }.report(None)
}

/// The sums of a further edition, one a line: laid out as its form, they would be taken for the tables of the report
/// that are there a second time.
fn listed_sums(form: &EditionSums) -> GenericTable {
    let row = |cells: [&str; 2]| cells.map(GenericCell::new).to_vec();
    let sums = form
        .shown()
        .map(|(address, sum)| row([&address.label(form.edition, Language::Zh), &sum.value().shown()]));
    GenericTable { rows: [row(["另列的格", "合计"])].into_iter().chain(sums).collect() }
}

/// Notes on what was summed and what was not. The tables are sent on: files, and who is missing, are in the workbook.
fn notes(collection: &Collection) -> Vec<String> {
    let summary = &collection.summary;
    let mut notes =
        vec![format!("本表由 {} 个单位的报告汇总{}。", summary.counted().count(), missing(summary))];
    notes.extend(blanks(summary));
    let texts: Vec<String> = summary
        .texts()
        .map(|(one, address, raw)| {
            format!("{} {}“{raw}”", body(one), address.label(one.edition, collection.language))
        })
        .collect();
    notes.extend(listed("有文字的格没有加进合计", &texts));
    let unread: Vec<String> = summary
        .unread()
        .map(|one| format!("{}（{}）", body(one), wording::unread(one, Language::Zh)))
        .collect();
    notes.extend(listed("没有读全、合计里缺这些格的", &unread));
    notes.extend(listed("勾稽关系不平衡、照报告原数计入的", &unbalanced(collection)));
    let total = notes.len();
    let number = |(at, note): (usize, String)| {
        if total == 1 { format!("注：{note}") } else { format!("注{}：{note}", at + 1) }
    };
    notes.into_iter().enumerate().map(number).collect()
}

/// How many bodies of the roster have no report in it; not which, since the tables are sent on.
fn missing(summary: &Summary) -> String {
    let Some(attendance) = &summary.attendance else { return String::new() };
    let missing = attendance.missing.len();
    let all = missing + attendance.matched.len() + attendance.proposed.len();
    match missing {
        0 => String::new(),
        _ => format!("；名单上的 {all} 个单位中，{missing} 个没有报告在内"),
    }
}

/// The body that a report names.
fn body(one: &Received) -> &str {
    one.full_name.as_deref().or(one.organization.as_deref()).unwrap_or("（没有写明的单位）")
}

/// The bodies whose tables do not balance, and by how much.
fn unbalanced(collection: &Collection) -> Vec<String> {
    let counted = collection.summary.counted().filter(|(_, one)| one.balance == Balance::Broken);
    let line = |(at, one): (usize, &Received)| {
        let is_imbalance = |finding: &&Finding| finding.rule.code.starts_with('A') && finding.found.is_some();
        let found = collection.findings(at).iter().filter(is_imbalance);
        let messages: Vec<String> =
            found.map(|finding| wording::imbalance(finding, one.edition, Language::Zh)).collect();
        let (body, colon) = (body(one), if messages.is_empty() { "" } else { "：" });
        format!("{body}{colon}{}", messages.join("，"))
    };
    counted.map(line).collect()
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
        .map(|(count, at, edition)| format!("{} {count} 处", at.label(edition, Language::Zh)))
        .collect();
    let more = if cells > NAMED { format!("等 {cells} 格") } else { String::new() };
    Some(format!("空白 {total} 处，没有当作 0，也没有加进合计：{}{more}。", named.join("、")))
}

fn listed(what: &str, items: &[String]) -> Option<String> {
    (!items.is_empty()).then(|| format!("{what} {} 个：{}。", items.len(), items.join("；")))
}
