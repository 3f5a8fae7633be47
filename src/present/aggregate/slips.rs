//! Slips: a page for each body with what it must mend, and the list of the bodies to remind.

use std::collections::BTreeMap;

use unicode_width::UnicodeWidthStr;

use super::{Collection, repeats, wording};
use crate::formats::{Formats, TextEncoding, WriteOptions};
use crate::forms::{NONE, Y2021};
use crate::model::error::{Doing, Error};
use crate::model::finding::{Finding, Severity};
use crate::model::language::Message;
use crate::model::place::Place;
use crate::model::report::{Item, Passage, Report, Section};
use crate::model::text;
use crate::present::check::{Entry, wording::start};
use crate::present::groups;

/// The formats of a slip, by their names and extensions.
const FORMATS: [(&str, &str); 2] = [("docx", "docx"), ("text", "txt")];
/// Lines of a page of 22 that title, address, headings and signature leave for the findings.
const LINES: usize = 10;
/// Columns of a line, two for a hanzi.
const COLUMNS: usize = 52;
/// Characters of a finding.
const LONGEST: usize = 130;
/// Characters of the name of a file.
const LONGEST_NAME: usize = 60;

/// A file to write: its name, and its bytes.
#[derive(Debug)]
pub struct Slip {
    /// The name of the file.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The slips of the bodies that have to mend or check something, and the list for reminding where somebody is
/// missing; each as a Word document and as text.
///
/// # Errors
/// When a format cannot hold a slip.
pub fn slips(collection: &Collection) -> Result<Vec<Slip>, Error> {
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    let mut slips = Vec::new();
    for entry in collection.entries.iter().filter(|entry| collection.is_counted(&entry.file).is_some()) {
        let Some(letter) = letter(entry, collection.office.as_deref()) else { continue };
        let name = file_name(entry.organization().unwrap_or(&entry.file));
        let times = names.entry(name.clone()).or_default();
        *times += 1;
        let name = if *times > 1 { format!("{name}（{times}）") } else { name };
        render(&letter, &name, &mut slips)?;
    }
    if let Some(list) = reminders(collection) {
        render(&list, "催报名单", &mut slips)?;
    }
    Ok(slips)
}

fn render(letter: &Report, name: &str, slips: &mut Vec<Slip>) -> Result<(), Error> {
    let formats = Formats::builtin();
    for (format, extension) in FORMATS {
        let format = formats.by_name(format).ok_or_else(|| Error::Unsupported {
            name: Box::new(Message::new(format, format)),
            doing: Doing::Writing,
            hint: Message::new("", ""),
        })?;
        // It is a letter, and nobody reads figures out of it: it is not read again.
        let options = WriteOptions::default().with_encoding(TextEncoding::Utf8Bom).with_lossy(true);
        let bytes = without_mark(crate::write(letter, format, &options)?);
        slips.push(Slip { name: format!("{name}.{extension}"), bytes });
    }
    Ok(())
}

/// A text without the sign that tells readers a title from other lines.
fn without_mark(bytes: Vec<u8>) -> Vec<u8> {
    const BOM: &[u8] = "\u{feff}".as_bytes();
    let title = bytes.strip_prefix(BOM).and_then(|rest| rest.strip_prefix(b"# "));
    title.map(|rest| [BOM, rest].concat()).unwrap_or(bytes)
}

/// What a body has to mend; `None` where that is nothing.
fn letter(entry: &Entry, office: Option<&str>) -> Option<Report> {
    let lists = [("必须改正", Severity::Error), ("请核实", Severity::Warning)];
    let lists: Vec<_> = lists
        .into_iter()
        .map(|(what, severity)| (what, things(entry, severity)))
        .filter(|(_, things)| !things.is_empty())
        .collect();
    if lists.is_empty() {
        return None;
    }
    let body = entry.organization().unwrap_or("填报单位");
    let year = entry.year().map(|year| format!(" {year} 年度")).unwrap_or_default();
    let mut letter = untitled("报告修改通知单");
    letter.preamble.push(passage(&format!("{body}：")));
    letter.preamble.push(passage(&format!(
        "你单位{year}的报告（{}）已经检查，请改正下列各处后重新报送。",
        file_of(&entry.file)
    )));
    let mut lines = LINES;
    for ((what, things), number) in lists.into_iter().zip(["一", "二"]) {
        let heading = format!("{number}、{what}（{} 项）", things.len());
        letter.sections.push(section(&heading, &shown(&things, &mut lines)));
    }
    letter.signature.organization = office.map(passage);
    Some(letter)
}

/// The findings of this severity in sentences, like ones together.
fn things(entry: &Entry, severity: Severity) -> Vec<String> {
    let edition = entry.edition().unwrap_or(&Y2021);
    let language = crate::model::language::Language::Zh;
    let groups = groups::groups(&entry.findings).into_iter();
    let is_wanted = |finding: &&Finding| finding.severity == severity && !repeats::is_choice(finding);
    let wanted = groups.filter(|group| group.first().is_some_and(is_wanted));
    let sentence = |group: Vec<&Finding>| match group.as_slice() {
        [finding] => {
            let place = finding.place.describe(language).map(|place| format!("（{place}）"));
            // Which figure may be mistyped is for the office to say, not for a letter.
            let message = wording::without_suspect(&finding.message.zh);
            format!("{}{}", start(message, LONGEST), place.unwrap_or_default())
        }
        [first, ..] => {
            let table = groups::table_name(first, edition, language).map(|table| format!("{table}："));
            format!("{}{}", table.unwrap_or_default(), groups::sentence(&group, edition, language))
        }
        [] => String::new(),
    };
    wanted.map(sentence).collect()
}

/// The things with their numbers, as many as fit in what is left of the page, but one at least.
fn shown(things: &[String], lines: &mut usize) -> Vec<String> {
    let mut shown: Vec<String> = Vec::new();
    for (thing, number) in things.iter().zip(1..) {
        let line = format!("{number}. {thing}");
        let needed = (line.width() + 4).div_ceil(COLUMNS);
        if needed > *lines && !shown.is_empty() {
            let more = things.len() - shown.len();
            shown.push(format!("另有 {more} 项，见检查结果。"));
            *lines = 0;
            break;
        }
        *lines = lines.saturating_sub(needed);
        shown.push(line);
    }
    shown
}

/// Who is missing, and whose file could not be read; `None` where nobody is.
fn reminders(collection: &Collection) -> Option<Report> {
    let missing = collection.summary.attendance.iter().flat_map(|attendance| &attendance.missing);
    let missing: Vec<String> = missing.map(|missing| missing.name.clone()).collect();
    let unread: Vec<String> = collection
        .unreadable()
        .map(|(file, error)| {
            format!("{}：{}", file_of(file), error.message(crate::model::language::Language::Zh))
        })
        .collect();
    let proposed = collection.summary.attendance.iter().flat_map(|attendance| &attendance.proposed);
    let proposed: Vec<String> = proposed
        .map(|one| {
            let bodies = one.received.iter().filter_map(|at| collection.summary.received.get(*at));
            let bodies: Vec<&str> = bodies.map(wording::body).collect();
            format!("{}：收到的“{}”可能就是它，请先确认", one.name, bodies.join("”“"))
        })
        .collect();
    let lists = [("缺报的单位", missing), ("读不了、要重新报送的文件", unread), ("待确认的单位", proposed)];
    let lists: Vec<_> = lists.into_iter().filter(|(_, items)| !items.is_empty()).collect();
    if lists.is_empty() {
        return None;
    }
    let mut list = untitled("催报名单");
    for ((what, items), number) in lists.into_iter().zip(["一", "二", "三"]) {
        let heading = format!("{number}、{what}（{} 个）", items.len());
        let numbered = items.iter().zip(1..).map(|(item, at)| format!("{at}. {item}"));
        list.sections.push(section(&heading, &numbered.collect::<Vec<_>>()));
    }
    list.signature.organization = collection.office.as_deref().map(passage);
    Some(list)
}

fn untitled(title: &str) -> Report {
    Report { title: Some(passage(title)), ..Report::empty(&NONE) }
}

fn section(heading: &str, lines: &[String]) -> Section {
    let body = lines.iter().map(|line| Item::Paragraph(passage(line))).collect();
    Section { key: Section::EXTRA, heading: passage(heading), level: 1, body }
}

/// Names and messages may hold characters that are not allowed in a document.
fn passage(words: &str) -> Passage {
    Passage::new(text::clean(words), Place::Unknown)
}

/// The name of a file without its folders, which are those of the office.
fn file_of(file: &str) -> &str {
    file.rsplit(['/', '\\', '›']).next().unwrap_or(file).trim()
}

/// A name that every system accepts.
fn file_name(name: &str) -> String {
    let is_allowed =
        |c: char| !c.is_control() && !matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' | '.');
    let name: String = file_of(name).chars().map(|c| if is_allowed(c) { c } else { '_' }).collect();
    let name: String = name.trim().chars().take(LONGEST_NAME).collect();
    if name.is_empty() { "填报单位".to_owned() } else { name }
}
