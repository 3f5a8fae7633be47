//! What was written is read again before it is handed out: every figure is the same one in the same
//! cell, body and year are the same, and no text is lost.
//!
//! Where a format cannot say something as it was (text marks no headings and has no spans, see
//! docs/formats.md), only how it stands may differ.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::formats::{Format, ReadOptions, WriteOptions};
use crate::model::error::{Error, Result};
use crate::model::language::{Language, Message};
use crate::model::report::Report;
use crate::recognise::RecogniseOptions;
use crate::report_json as json;

/// Members of report JSON whose texts are names of ours.
const NAMES: [&str; 3] = ["key", "type", "table"];

/// Lines that are not found as they are and are looked for in the whole text; more count as lost.
const SOUGHT: usize = 20;

/// How much must be the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// Figures, body, year and words.
    Content,
    /// The whole report.
    Whole,
}

/// Sees that the bytes say what the report says.
///
/// # Errors
/// [`Error::ReadsOtherwise`] with the first difference; [`Error::TooLarge`] for a limit, such as the time.
pub fn check(
    report: &Report,
    bytes: &[u8],
    format: &Format,
    options: &WriteOptions,
    likeness: Likeness,
) -> Result<()> {
    let reading = ReadOptions { limits: options.limits.for_what_was_written(), ..ReadOptions::default() };
    let edition = RecogniseOptions { edition: Some(report.edition), ..RecogniseOptions::default() };
    let what = match crate::read(bytes, format, &reading, &edition) {
        Ok((again, _)) => difference(report, &again, likeness),
        // What could not be read to its end can't be told to differ.
        Err(error @ Error::TooLarge { .. }) => return Err(error),
        Err(error) => Some(Message::new(error.message(Language::Zh), error.message(Language::En))),
    };
    what.map_or(Ok(()), |what| Err(Error::ReadsOtherwise { format: format.name, what }))
}

fn difference(report: &Report, again: &Report, likeness: Likeness) -> Option<Message> {
    let (told, again_told) = (json::to_json(report), json::to_json(again));
    if told == again_told {
        return None;
    }
    in_cells(report, again, [&told, &again_told])
        .or_else(|| in_identity(report, again))
        .or_else(|| in_words(&told, &again_told))
        .or_else(|| (likeness == Likeness::Whole).then(ambiguous))
}

fn in_cells(report: &Report, again: &Report, told: [&Value; 2]) -> Option<Message> {
    let tables = told.map(|told| told.get("tables"));
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
        return Some(Message::new("有一张表读回来不同", "a table is read as another"));
    };
    let shown = |at, language| match (cell(at, address), language) {
        (None, Language::Zh) => "没有".to_owned(),
        (None, Language::En) => "nothing".to_owned(),
        (Some(Value::Null), Language::Zh) => "空白".to_owned(),
        (Some(Value::Null), Language::En) => "blank".to_owned(),
        (Some(Value::Object(cell)), _) => match cell.get("raw").and_then(Value::as_str) {
            Some(raw) => format!("“{raw}”"),
            None => String::new(),
        },
        (Some(value), _) => value.to_string(),
    };
    let label = |language| address.label(report.edition, language);
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

fn in_words(told: &Value, again: &Value) -> Option<Message> {
    let (mut wanted, mut found) = (Vec::new(), Vec::new());
    lines(told, &mut wanted);
    lines(again, &mut found);
    let standing: BTreeSet<&str> = found.iter().copied().collect();
    let mut missing = wanted.into_iter().filter(|line| !standing.contains(line));
    let sought: Vec<&str> = missing.by_ref().take(SOUGHT).collect();
    // A line may be broken up or stand within another.
    let whole: String =
        if sought.is_empty() { String::new() } else { found.iter().flat_map(signs).collect() };
    let is_lost = |line: &&str| !whole.contains(&signs(line).collect::<String>());
    let lost = sought.into_iter().find(is_lost).or_else(|| missing.next())?;
    let shown: String = lost.chars().take(30).collect();
    Some(Message::new(
        format!("读回来找不到“{shown}”这段文字"),
        format!("'{shown}' would not be found in it"),
    ))
}

fn signs(line: impl AsRef<str>) -> impl Iterator<Item = char> {
    line.as_ref().chars().filter(|c| !c.is_whitespace()).collect::<Vec<_>>().into_iter()
}

/// The lines of text in a report, wherever they stand.
fn lines<'a>(told: &'a Value, found: &mut Vec<&'a str>) {
    match told {
        Value::String(text) => found.extend(text.lines().filter(|line| !line.is_empty())),
        Value::Array(items) => items.iter().for_each(|item| lines(item, found)),
        Value::Object(members) => {
            let told = members.iter().filter(|(name, _)| !NAMES.contains(&name.as_str()));
            told.for_each(|(_, value)| lines(value, found));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
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
    use super::{Likeness, Report, difference};
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
        report
            .sections
            .push(Section { key, heading: Passage::new("一、总体情况", Place::Unknown), body });
        report.cells.insert(RECEIVED, Cell { value: Value::parse(figure), place: Place::Unknown });
        report
    }

    fn told(again: &Report, likeness: Likeness) -> Option<String> {
        difference(&report("5", &["全年无申请。", "没有诉讼。"]), again, likeness).map(|message| message.zh)
    }

    #[test]
    fn the_first_difference_is_told() {
        let same = report("5", &["全年无申请。", "没有诉讼。"]);
        assert_eq!(told(&same, Likeness::Whole), None);
        for (again, want) in [
            (report("6", &["全年无申请。", "没有诉讼。"]), "表二 本年新收 · 总计是5，会读成6"),
            (report("", &["全年无申请。", "没有诉讼。"]), "表二 本年新收 · 总计是5，会读成空白"),
            (Report { cells: [].into(), ..same.clone() }, "表二 本年新收 · 总计是5，会读成没有"),
            (Report { year: Some(2023), ..same.clone() }, "年份会读成另一个"),
            (report("5", &["全年无申请。"]), "读回来找不到“没有诉讼。”这段文字"),
        ] {
            assert_eq!(told(&again, Likeness::Content).as_deref(), Some(want));
        }
    }

    #[test]
    fn text_may_stand_otherwise_but_not_in_a_layout_that_must_keep_it() {
        let joined = report("5", &["全年无 申请。没有诉讼。"]);
        assert_eq!(told(&joined, Likeness::Content), None);
        assert!(told(&joined, Likeness::Whole).is_some());
    }
}
