//! Compares the report with the hidden copy that our own workbooks contain. Visible content wins, because
//! people read and edit it; differences become findings.

use std::collections::BTreeSet;

use crate::forms::Forms;
use crate::model::address::Address;
use crate::model::document::Document;
use crate::model::finding::Finding;
use crate::model::language::{Language, Message};
use crate::model::limits::Limits;
use crate::model::place::Place;
use crate::model::reading_rules;
use crate::model::report::{Cell, Item, Passage, Report};
use crate::model::text;
use crate::model::value::Value;
use crate::report_json as json;

/// Most cells that are named in a message.
const MOST_NAMED: usize = 8;
/// Most characters of a line that are quoted.
const MOST_QUOTED: usize = 30;

/// The findings for differences between the copy and the visible report. Figures in tables of a document without a
/// form get the spelling of the copy.
pub fn settle(document: &Document, report: &mut Report, forms: Forms) -> Vec<Finding> {
    let Some(stored) = &document.stored else { return Vec::new() };
    let value = serde_json::from_str(stored).ok();
    let copy = value.and_then(|value| json::from_json_within(&value, forms, &Limits::default()).ok());
    let Some((copy, _)) = copy else { return vec![unreadable()] };
    if report.edition.is_none() {
        respell(&copy, report);
    }
    differences(&copy, report)
}

fn differences(copy: &Report, report: &Report) -> Vec<Finding> {
    if copy.edition != report.edition {
        return Vec::new(); // another edition was requested, so that no cells can be compared
    }
    figures(copy, report).into_iter().chain(lines(copy, report)).collect()
}

/// A sheet holds 1234.5 where it shows `1,234.50`: the figures of the same value as in the copy are spelt as there.
fn respell(copy: &Report, report: &mut Report) {
    let then = copy.sections.iter().flat_map(|section| &section.body);
    let now = report.sections.iter_mut().flat_map(|section| &mut section.body);
    let then = then.filter_map(|item| if let Item::Table(table) = item { Some(table) } else { None });
    let now = now.filter_map(|item| if let Item::Table(table) = item { Some(table) } else { None });
    for (then, now) in then.zip(now) {
        for (then, now) in then.rows.iter().zip(&mut now.rows) {
            for (then, now) in then.iter().zip(now).filter(|(then, now)| then.text != now.text) {
                let number = Value::parse(&then.text).number();
                if number.is_some_and(|number| number.normalize().to_string() == now.text) {
                    now.text.clone_from(&then.text);
                }
            }
        }
    }
}

fn unreadable() -> Finding {
    let message = Message::new(
        "隐藏的工作表里存的原报告已损坏，没有用它核对；内容以看得见的各工作表为准",
        "the hidden copy of the report is damaged and was not compared; the visible sheets are used",
    );
    Finding::new(&reading_rules::SKIPPED_CONTENT, message, Place::Unknown)
}

fn figures(copy: &Report, report: &Report) -> Option<Finding> {
    if copy.cells.len() == report.cells.len() && copy.cells.iter().zip(&report.cells).all(is_same) {
        return None; // nearly always
    }
    let shown = |report: &Report, address: &Address| report.cells.get(address).map(|cell| cell.value.shown());
    let all: BTreeSet<&Address> = copy.cells.keys().chain(report.cells.keys()).collect();
    let changed: Vec<Address> =
        all.into_iter().filter(|&at| shown(copy, at) != shown(report, at)).copied().collect();
    let first = changed.first()?;
    let sentence = |language| {
        let describe = |address: &Address| {
            let value = |report| match shown(report, address) {
                None if language == Language::Zh => "无此格".to_owned(),
                None => "absent".to_owned(),
                Some(text) if !text.is_empty() => shorten(&text),
                Some(_) if language == Language::Zh => "空".to_owned(),
                Some(_) => "blank".to_owned(),
            };
            format!("{} {} → {}", report.label(*address, language), value(copy), value(report))
        };
        let list: Vec<_> = changed.iter().take(MOST_NAMED).map(describe).collect();
        list.join(if language == Language::Zh { "；" } else { "; " })
    };
    let count = changed.len();
    let (zh, en) = (sentence(Language::Zh), sentence(Language::En));
    let (more_zh, more_en) = if count > MOST_NAMED { (" 等", ", …") } else { ("", "") };
    let message = Message::new(
        format!(
            "工作簿里有 {count} 格与转换时存的原报告不同，以看得见的为准，存的没有收入（原 → 现）：{zh}{more_zh}"
        ),
        format!(
            "{count} cells differ from the copy stored when the workbook was made; the visible values are \
             used (then → now): {en}{more_en}"
        ),
    );
    let place = report.cells.get(first).map_or(Place::Unknown, |cell| cell.place.clone());
    Some(Finding::new(&reading_rules::SKIPPED_CONTENT, message, place).with_cells(changed))
}

/// Whether two cells are the same one and are written alike.
fn is_same(((at, cell), (other_at, other)): ((&Address, &Cell), (&Address, &Cell))) -> bool {
    let is_alike = match (&cell.value, &other.value) {
        (Value::Number(a), Value::Number(b)) => a == b && a.scale() == b.scale(),
        (a, b) => a.shown() == b.shown(),
    };
    at == other_at && is_alike
}

/// The finding for lines that only one of the two has.
fn lines(copy: &Report, report: &Report) -> Option<Finding> {
    let (then, now) = (all_lines(copy), all_lines(report));
    let texts = |lines: &[(String, Place)]| -> BTreeSet<String> {
        lines.iter().map(|(text, _)| text.clone()).collect()
    };
    let (in_copy, seen) = (texts(&then), texts(&now));
    let new: Vec<_> = now.iter().filter(|(text, _)| !in_copy.contains(text)).collect();
    let gone: Vec<_> = then.iter().filter(|(text, _)| !seen.contains(text)).collect();
    let (first, place) = match (new.first(), gone.first()) {
        (Some((text, place)), _) => (text, place.clone()),
        (None, Some((text, _))) => (text, Place::Unknown),
        (None, None) => return None,
    };
    let (added, missing, first) = (new.len(), gone.len(), shorten(first));
    let message = Message::new(
        format!(
            "工作簿的文字与转换时存的原报告不同：{added} 行是原来没有的，{missing} 行现在没有了，如“{first}”；\
             以看得见的为准，存的没有收入"
        ),
        format!(
            "the text differs from the copy stored when the workbook was made: {added} lines are new, {missing} are \
             gone, such as '{first}'; the visible content is used, the copy is not"
        ),
    );
    Some(Finding::new(&reading_rules::SKIPPED_CONTENT, message, place))
}

/// Every line of text outside the statutory tables and the metadata.
fn all_lines(report: &Report) -> Vec<(String, Place)> {
    let mut all = Vec::new();
    let mut add = |text: &str, place: &Place| {
        let parts = text.split('\n').map(text::clean).filter(|text| !text.is_empty());
        all.extend(parts.map(|text| (text, place.clone())));
    };
    let mut passage = |passage: &Passage| add(&passage.text, &passage.place);
    report.title.iter().chain(&report.preamble).for_each(&mut passage);
    for section in &report.sections {
        passage(&section.heading);
        section.paragraphs().for_each(&mut passage);
    }
    let Report { signature, notes, .. } = report;
    signature.organization.iter().chain(&signature.date).chain(notes).for_each(&mut passage);
    for item in report.sections.iter().flat_map(|section| &section.body) {
        if let Item::Table(table) = item {
            let cells = table.rows.iter().flatten();
            cells.for_each(|cell| add(&cell.text, &Place::Unknown));
        }
    }
    all
}

fn shorten(text: &str) -> String {
    let start: String = text.chars().take(MOST_QUOTED).collect();
    if start.len() < text.len() { format!("{start}…") } else { start }
}
