//! B002: several files of one body and year, and how they compare.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::{Batch, BatchFinding, DUPLICATE_SUBMISSION, Submission};
use crate::model::address::Address;
use crate::model::finding::{Finding, Severity};
use crate::model::form::Edition;
use crate::model::language::{Language, Message};
use crate::model::place::Place;
use crate::model::report::{Cell, Report};
use crate::model::text;
use crate::validate::Settings;

/// How many other files a finding describes one by one.
const DESCRIBED: usize = 3;
/// How many cells that differ it names.
const NAMED: usize = 3;

/// Digests of the figures of a report, by which two are compared without either being kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Figures {
    edition: &'static Edition,
    /// Of all cells together.
    whole: u64,
    /// Of each cell of the form in its order; 0 for one that the report has not.
    cells: Box<[u32]>,
}

impl Figures {
    pub(super) fn of(report: &Report) -> Self {
        let mut hasher = DefaultHasher::new();
        for (address, cell) in &report.cells {
            (address.table, address.row, address.column).hash(&mut hasher);
            figure(cell).hash(&mut hasher);
        }
        let cells = addresses(report.edition).map(|address| report.cells.get(&address).map_or(0, digest));
        Self { edition: report.edition, whole: hasher.finish(), cells: cells.collect() }
    }

    /// The cells in which another report of the form has something else; `None` for one of another form.
    fn differing(&self, other: &Self) -> Option<Vec<Address>> {
        if self.edition.id != other.edition.id {
            return None;
        }
        let pairs = self.cells.iter().zip(&other.cells).zip(addresses(self.edition));
        Some(pairs.filter(|((own, other), _)| own != other).map(|(_, address)| address).collect())
    }
}

/// The cells of a form in its order.
fn addresses(edition: &'static Edition) -> impl Iterator<Item = Address> {
    edition.tables.iter().flat_map(|table| {
        table.rows().flat_map(move |(block, row)| {
            let columns = block.columns.iter();
            columns.map(move |column| Address { table: table.key, row: row.key, column: column.key })
        })
    })
}

/// A number by its value, whatever its spelling, except where the unit may differ; else the text.
fn figure(cell: &Cell) -> String {
    let number = cell.value.number().filter(|_| !cell.value.may_be_other_money());
    number.map_or_else(|| cell.value.shown(), |number| number.normalize().to_string())
}

fn digest(cell: &Cell) -> u32 {
    let mut hasher = DefaultHasher::new();
    figure(cell).hash(&mut hasher);
    u32::try_from(hasher.finish() >> 32).unwrap_or_default().max(1)
}

pub(in crate::validate) fn duplicates(batch: &Batch<'_>, _: &Settings, findings: &mut Vec<BatchFinding>) {
    let mut groups: BTreeMap<(String, u16), Vec<usize>> = BTreeMap::new();
    for (at, submission) in batch.submissions.iter().enumerate() {
        if let (Some(body), Some(year)) = (submission.body(), submission.year) {
            groups.entry((body.name, year)).or_default().push(at);
        }
    }
    let mut found: Vec<_> = groups
        .values()
        .filter(|group| group.len() > 1)
        .flat_map(|group| group.iter().filter_map(|at| duplicate(batch, *at, group)))
        .collect();
    found.sort_by_key(|finding| finding.submission);
    findings.extend(found);
}

fn duplicate(batch: &Batch<'_>, at: usize, group: &[usize]) -> Option<BatchFinding> {
    let submission = batch.submissions.get(at)?;
    let others = group.iter().filter(|other| **other != at);
    let others: Vec<Comparison<'_>> =
        others.filter_map(|other| Some(Comparison::of(submission, batch.submissions.get(*other)?))).collect();
    let are_copies = others.iter().all(Comparison::is_copy);
    let described = others.iter().take(DESCRIBED);
    let (mut zh, mut en): (Vec<String>, Vec<String>) =
        described.map(|other| (other.describe(Language::Zh), other.describe(Language::En))).unzip();
    let more = others.len().saturating_sub(DESCRIBED);
    if more > 0 {
        zh.push(format!("另外 {more} 份"));
        en.push(format!("{more} more"));
    }
    let (body, year, count) = (submission.organization.as_deref()?, submission.year?, group.len());
    let (end_zh, end_en) = if are_copies {
        ("；是同一份报告，留一份即可", "; they are one report, of which one file is enough")
    } else {
        ("", "")
    };
    let file = &submission.file;
    let message = Message::new(
        format!("“{body}”{year}年的报告有 {count} 份：“{file}”{}{end_zh}", zh.join("；")),
        format!("{body} has {count} reports for {year}: '{file}' {}{end_en}", en.join("; ")),
    );
    let mut finding = Finding::new(&DUPLICATE_SUBMISSION, message, Place::Unknown);
    if are_copies {
        finding.severity = Severity::Info;
    }
    Some(BatchFinding { submission: Some(at), unreadable: None, finding })
}

/// How a report compares with another of its body.
struct Comparison<'a> {
    file: &'a str,
    has_same_tables: bool,
    edition: &'static Edition,
    /// The cells that differ, where both are of one form.
    differing: Option<Vec<Address>>,
    text: Likeness,
}

/// How two narratives compare.
#[derive(PartialEq, Eq)]
enum Likeness {
    Same,
    /// Only one of the reports has a text: a workbook may hold the tables alone.
    OneWithout,
    Different,
}

impl<'a> Comparison<'a> {
    fn of(one: &Submission, other: &'a Submission) -> Self {
        let [own, others] = [one, other].map(|of| text::fold(of.narrative.text()));
        let text = match (own == others, own.is_empty() || others.is_empty()) {
            (true, _) => Likeness::Same,
            (false, true) => Likeness::OneWithout,
            (false, false) => Likeness::Different,
        };
        let has_same_tables =
            one.figures.whole == other.figures.whole && one.figures.edition.id == other.figures.edition.id;
        let differing = one.figures.differing(&other.figures).filter(|cells| !cells.is_empty());
        Self { file: &other.file, has_same_tables, edition: one.figures.edition, differing, text }
    }

    /// Whether it is the same report, in another format perhaps.
    fn is_copy(&self) -> bool {
        self.has_same_tables && self.text != Likeness::Different
    }

    /// `与“乙.docx”有 3 格不同：表二 本年新收 · 总计；…，文字相同`.
    fn describe(&self, language: Language) -> String {
        let (zh, file) = (language == Language::Zh, self.file);
        let tables = match (&self.differing, zh) {
            _ if self.has_same_tables && zh => "表格相同".to_owned(),
            _ if self.has_same_tables => "has the same tables".to_owned(),
            (Some(cells), true) => format!("有 {} 格不同（{}）", cells.len(), self.named(cells, language)),
            (Some(cells), false) => {
                format!("differs in {} cells ({})", cells.len(), self.named(cells, language))
            }
            (None, true) => "表格不同".to_owned(),
            (None, false) => "has other tables".to_owned(),
        };
        let text = match (&self.text, zh) {
            (Likeness::Same, true) => "文字相同",
            (Likeness::OneWithout, true) => "其中一份没有文字",
            (Likeness::Different, true) => "文字不同",
            (Likeness::Same, false) => "the same text",
            (Likeness::OneWithout, false) => "no text in one of them",
            (Likeness::Different, false) => "another text",
        };
        if zh {
            format!("与“{file}”{tables}，{text}")
        } else {
            format!("and '{file}': {tables}, {text}")
        }
    }

    fn named(&self, cells: &[Address], language: Language) -> String {
        let named: Vec<String> =
            cells.iter().take(NAMED).map(|cell| cell.label(self.edition, language)).collect();
        let more = if cells.len() > NAMED { "…" } else { "" };
        format!("{}{more}", named.join(if language == Language::Zh { "；" } else { "; " }))
    }
}
