//! Verifies what was written by reading it again: every figure is in the same cell, organization and year are
//! the same, and no text is lost.
//!
//! Formats differ in what they can express (text has no headings and no merged cells, see docs/formats.md);
//! the writer says how much must be the same ([`Verification`]).

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

use crate::formats::{Format, ReadOptions, Verification};
use crate::forms::Forms;
use crate::model::error::{Error, Result};
use crate::model::generic_table::{GenericCell, GenericTable};
use crate::model::language::{Language, Message};
use crate::model::limits::Limits;
use crate::model::report::{Item, Passage, Report, Section, Signature};
use crate::model::value::Value;
use crate::recognise::RecogniseOptions;
use crate::report_json as json;

/// Members of report JSON around the sections. A person sees in the file that was written what stands there, and
/// no figure depends on it.
const AROUND: [&str; 6] = ["title", "metadata", "preamble", "signature", "notes", "set_aside"];

/// Members of report JSON that hold keys of the form, not text of the report.
const NAMES: [&str; 3] = ["key", "type", "table"];

/// Number of missing lines that are searched for in the whole text; further ones count as lost.
const SOUGHT: usize = 20;

/// Verifies that `bytes` reads back as `report`. Returns what differs in a place that no figure depends on: the title
/// and what else is around the sections.
///
/// # Errors
/// [`Error::ReadsOtherwise`] with the first difference elsewhere; [`Error::TooLarge`] for a limit, such as the time.
pub fn verify(
    report: &Report,
    bytes: &[u8],
    format: &Format,
    limits: &Limits,
    verification: Verification,
) -> Result<Option<Message>> {
    let forms = Forms::builtin().with(report.edition).unwrap_or_default();
    let reading = ReadOptions { limits: limits.for_what_was_written(), forms, ..ReadOptions::default() };
    let edition = RecogniseOptions { edition: Some(report.edition), forms, ..RecogniseOptions::default() };
    let what = match super::read(bytes, format, &reading, &edition) {
        Ok((again, _)) => difference(report, &again, verification),
        // What was not read to its end cannot be compared.
        Err(error @ Error::TooLarge { .. }) => return Err(error),
        Err(error) => Some(Difference {
            what: Message::new(error.message(Language::Zh), error.message(Language::En)),
            is_around: false,
        }),
    };
    match what {
        Some(Difference { what, is_around: false }) => {
            Err(Error::ReadsOtherwise { format: format.name.clone(), what })
        }
        around => Ok(around.map(|difference| difference.what)),
    }
}

/// The first difference between two reports.
struct Difference {
    what: Message,
    /// Whether it is only around the sections.
    is_around: bool,
}

fn difference(report: &Report, again: &Report, verification: Verification) -> Option<Difference> {
    if is_same(report, again) {
        return None; // nearly always
    }
    let (wanted, found) = (json::to_json(report), json::to_json(again));
    if wanted == found {
        return None;
    }
    let (sections, found_sections) = (without_surroundings(&wanted), without_surroundings(&found));
    let is_exact = verification == Verification::Exact && sections != found_sections;
    let what = in_cells(report, again, [&wanted, &found])
        .or_else(|| in_identity(report, again))
        // A sentence of a section may be found around the sections, but it must be found.
        .or_else(|| in_words(&sections, &found))
        .or_else(|| is_exact.then(ambiguous));
    match what {
        Some(what) => Some(Difference { what, is_around: false }),
        None => in_reasons(report, again)
            .or_else(|| in_words(&wanted, &found))
            .or_else(|| (verification == Verification::Exact).then(ambiguous))
            .or_else(|| in_spans(report, again))
            .map(|what| Difference { what, is_around: true }),
    }
}

/// Whether two reports are equal but for the places of their texts.
fn is_same(report: &Report, again: &Report) -> bool {
    let text = |passage: &Passage| passage.text.clone();
    let texts = |a: &[Passage], b: &[Passage]| {
        a.iter().map(|line| line.text.as_str()).eq(b.iter().map(|line| line.text.as_str()))
    };
    let item = |a: &Item, b: &Item| match (a, b) {
        (Item::Paragraph(a), Item::Paragraph(b)) => a.text == b.text,
        (Item::Table(a), Item::Table(b)) => is_same_table(a, b),
        _ => a == b,
    };
    let section = |a: &Section, b: &Section| {
        a.key == b.key
            && a.level == b.level
            && a.heading.text == b.heading.text
            && a.body.len() == b.body.len()
            && a.body.iter().zip(&b.body).all(|(a, b)| item(a, b))
    };
    // 1.50 and 1.5 are written differently.
    let scale = |value: &Value| value.number().map(|number| number.scale());
    let signed = |signature: &Signature| {
        [&signature.organization, &signature.date].map(|passage| passage.as_ref().map(text))
    };
    report.edition.id == again.edition.id
        && report.year == again.year
        && report.organization == again.organization
        && report.title.as_ref().map(text) == again.title.as_ref().map(text)
        && report.metadata == again.metadata
        && texts(&report.preamble, &again.preamble)
        && texts(&report.notes, &again.notes)
        && report.set_aside == again.set_aside
        && signed(&report.signature) == signed(&again.signature)
        && report.sections.len() == again.sections.len()
        && report.sections.iter().zip(&again.sections).all(|(a, b)| section(a, b))
        && report.cells.len() == again.cells.len()
        && report.cells.iter().zip(&again.cells).all(|((a, cell), (b, other))| {
            a == b && cell.value == other.value && scale(&cell.value) == scale(&other.value)
        })
}

fn is_same_table(a: &GenericTable, b: &GenericTable) -> bool {
    let is_same_cell = |(a, b): (&GenericCell, &GenericCell)| {
        (&a.text, a.colspan, a.rowspan) == (&b.text, b.colspan, b.rowspan)
    };
    a.rows.len() == b.rows.len()
        && a.rows.iter().zip(&b.rows).all(|(a, b)| a.len() == b.len() && a.iter().zip(b).all(is_same_cell))
}

fn without_surroundings(report: &Json) -> Json {
    let mut report = report.clone();
    if let Some(members) = report.as_object_mut() {
        members.retain(|name, _| !AROUND.contains(&name.as_str()));
    }
    report
}

fn in_cells(report: &Report, again: &Report, json: [&Json; 2]) -> Option<Message> {
    let tables = json.map(|report| report.get("tables"));
    if tables[0] == tables[1] {
        return None;
    }
    let cell = |at: usize, address: &crate::model::address::Address| {
        let pointer = format!("/{}/{}/{}", address.table, address.row, address.column);
        tables.get(at).copied().flatten().and_then(|tables| tables.pointer(&pointer))
    };
    let all = report.cells.keys().chain(again.cells.keys());
    let other = all.into_iter().find(|address| cell(0, address) != cell(1, address));
    let Some(address) = other else {
        return Some(Message::new("有一张表会读成另一样", "a table is read as another"));
    };
    let shown = |at, language| match (cell(at, address), language) {
        (None, Language::Zh) => "没有".to_owned(),
        (None, Language::En) => "nothing".to_owned(),
        (Some(Json::Null), Language::Zh) => "空白".to_owned(),
        (Some(Json::Null), Language::En) => "blank".to_owned(),
        (Some(Json::Object(cell)), _) => match cell.get("raw").and_then(Json::as_str) {
            Some(raw) => format!("“{raw}”"),
            None => String::new(),
        },
        (Some(value), _) => value.to_string(),
    };
    let label = |language| report.label(*address, language);
    Some(Message::new(
        format!("{}是{}，会读成{}", label(Language::Zh), shown(0, Language::Zh), shown(1, Language::Zh)),
        format!(
            "{} is {} and would be read as {}",
            label(Language::En),
            shown(0, Language::En),
            shown(1, Language::En)
        ),
    ))
}

fn in_identity(report: &Report, again: &Report) -> Option<Message> {
    let differs = [
        (report.year != again.year, "年份", "the year"),
        (report.organization != again.organization, "单位名称", "the body's name"),
    ];
    let (_, zh, en) = differs.into_iter().find(|(differs, ..)| *differs)?;
    Some(Message::new(format!("{zh}会读成另一个"), format!("{en} would be read as another")))
}

/// Reasons for findings that were set aside, which this format does not carry.
fn in_reasons(report: &Report, again: &Report) -> Option<Message> {
    let lost = report.set_aside.iter().filter(|reason| !again.set_aside.contains(reason)).count();
    (lost > 0).then(|| {
        Message::new(
            format!("{lost} 条检查结果的说明（原因）没有写入，这种格式不带；要带着请存为 docx、xlsx 或 json"),
            format!("{lost} reasons for findings set aside are not written; docx, xlsx and json keep them"),
        )
    })
}

fn in_words(report: &Json, again: &Json) -> Option<Message> {
    let (mut wanted, mut found) = (Vec::new(), Vec::new());
    lines(report, &mut wanted);
    lines(again, &mut found);
    let unchanged: BTreeSet<&str> = found.iter().copied().collect();
    let mut missing = wanted.into_iter().filter(|line| !unchanged.contains(line));
    let sought: Vec<&str> = missing.by_ref().take(SOUGHT).collect();
    // A line may be split or be part of another.
    let whole: String =
        if sought.is_empty() { String::new() } else { found.iter().flat_map(visible).collect() };
    let is_lost = |line: &&str| !whole.contains(&visible(line).collect::<String>());
    let lost = sought.into_iter().find(is_lost).or_else(|| missing.next())?;
    let shown: String = lost.chars().take(30).collect();
    Some(Message::new(format!("再读时会少“{shown}”这段文字"), format!("'{shown}' would be missing")))
}

/// Cells that are no longer merged, of tables that no form defines.
fn in_spans(report: &Report, again: &Report) -> Option<Message> {
    let merged = |report: &Report| -> Vec<String> {
        let items = report.sections.iter().flat_map(|section| &section.body);
        let tables = items.filter_map(|item| if let Item::Table(table) = item { Some(table) } else { None });
        let cells = tables.flat_map(|table| table.rows.iter().flatten());
        cells.filter(|cell| cell.colspan > 1 || cell.rowspan > 1).map(|cell| cell.text.clone()).collect()
    };
    let mut kept: BTreeMap<String, usize> = BTreeMap::new();
    for text in merged(again) {
        *kept.entry(text).or_default() += 1;
    }
    let mut lost = merged(report);
    lost.retain(|text| match kept.get_mut(text) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    });
    let (first, count) = (lost.first()?, lost.len());
    let shown: String = first.chars().take(30).collect();
    Some(Message::new(
        format!("有 {count} 个合并的单元格没有保留，如“{shown}”"),
        format!("{count} merged cells would not be merged, such as '{shown}'"),
    ))
}

/// The characters of a line without white space.
fn visible(line: impl AsRef<str>) -> impl Iterator<Item = char> {
    line.as_ref().chars().filter(|c| !c.is_whitespace()).collect::<Vec<_>>().into_iter()
}

/// Collects the lines of text in report JSON, wherever they are.
fn lines<'a>(report: &'a Json, found: &mut Vec<&'a str>) {
    match report {
        Json::String(text) => found.extend(text.lines().filter(|line| !line.is_empty())),
        Json::Array(items) => items.iter().for_each(|item| lines(item, found)),
        Json::Object(members) => {
            let texts = members.iter().filter(|(name, _)| !NAMES.contains(&name.as_str()));
            texts.for_each(|(_, value)| lines(value, found));
        }
        Json::Null | Json::Bool(_) | Json::Number(_) => {}
    }
}

fn ambiguous() -> Message {
    Message::new(
        "空格或文字在这种排法里会有歧义；文本请用 --layout tabs",
        "blanks or words would be ambiguous in this layout; for text, use --layout tabs",
    )
}

#[cfg(test)]
mod tests {
    use super::{Report, Verification, difference};
    use crate::forms::Y2021;
    use crate::model::address::Address;
    use crate::model::place::Place;
    use crate::model::report::{Cell, Item, Passage, Section};
    use crate::model::value::Value;

    const RECEIVED: Address = Address { table: "requests", row: "received", column: "total" };

    fn report(figure: &str, paragraphs: &[&str]) -> Report {
        let paragraph = |text: &&str| Item::Paragraph(Passage::new(*text, Place::Unknown));
        let body = paragraphs.iter().map(paragraph).collect();
        let key = Y2021.sections[0].key;
        let mut report = Report { year: Some(2024), ..Report::empty(&Y2021) };
        report.sections.push(Section {
            key,
            heading: Passage::new("一、总体情况", Place::Unknown),
            level: 1,
            body,
        });
        report.cells.insert(RECEIVED, Cell { value: Value::parse(figure), place: Place::Unknown });
        report
    }

    fn first(again: &Report, verification: Verification) -> Option<String> {
        difference(&report("5", &["全年无申请。", "没有诉讼。"]), again, verification)
            .map(|difference| difference.what.zh)
    }

    #[test]
    fn the_first_difference_is_returned() {
        let same = report("5", &["全年无申请。", "没有诉讼。"]);
        assert_eq!(first(&same, Verification::Exact), None);
        for (again, want) in [
            (report("6", &["全年无申请。", "没有诉讼。"]), "表二 本年新收 · 总计是5，会读成6"),
            (report("", &["全年无申请。", "没有诉讼。"]), "表二 本年新收 · 总计是5，会读成空白"),
            (Report { cells: [].into(), ..same.clone() }, "表二 本年新收 · 总计是5，会读成没有"),
            (Report { year: Some(2023), ..same.clone() }, "年份会读成另一个"),
            (report("5", &["全年无申请。"]), "再读时会少“没有诉讼。”这段文字"),
        ] {
            assert_eq!(first(&again, Verification::Content).as_deref(), Some(want));
        }
    }

    #[test]
    fn what_is_around_the_sections_may_be_lost_with_a_word() {
        let mut titled = report("5", &["全年无申请。", "没有诉讼。"]);
        titled.title = Some(Passage::new("一、年报", Place::Unknown));
        let untitled = report("5", &["全年无申请。", "没有诉讼。"]);
        for verification in [Verification::Content, Verification::Exact] {
            let difference = difference(&titled, &untitled, verification).unwrap();
            assert!(difference.is_around);
            assert_eq!(difference.what.zh, "再读时会少“一、年报”这段文字");
        }
        let other = report("5", &["全年无申请。"]);
        assert!(difference(&titled, &other, Verification::Content).is_some_and(|found| !found.is_around));
    }

    #[test]
    fn text_may_be_arranged_otherwise_unless_it_must_be_exact() {
        let joined = report("5", &["全年无 申请。没有诉讼。"]);
        assert_eq!(first(&joined, Verification::Content), None);
        assert!(first(&joined, Verification::Exact).is_some());
    }
}
