//! Slips: a page for each body with what it must mend, and the list of the bodies to remind.

use std::collections::BTreeMap;

use super::{Collection, repeats, wording};
use crate::aggregate::{Missing, Received};
use crate::formats::{Formats, TextEncoding, WriteOptions};
use crate::forms::{NONE, Y2021};
use crate::model::error::{Doing, Error};
use crate::model::finding::{Finding, Severity};
use crate::model::language::{Language, Message};
use crate::model::place::Place;
use crate::model::report::{Item, Passage, Report, Section};
use crate::model::text;
use crate::present::check::Entry;
use crate::present::groups;
use crate::validate::{BLANK_CELL, YEAR_MISMATCH};

/// The formats of a slip, by their names and extensions.
const FORMATS: [(&str, &str); 2] = [("docx", "docx"), ("text", "txt")];
/// The title of a slip, at the end of the name of its file.
const LETTER: &str = "修改通知单";
/// The title of the list for reminding.
const LIST: &str = "催报名单";
/// Characters of the name of a file.
const LONGEST_NAME: usize = 60;

/// A file to write: its name, and its bytes.
#[derive(Debug)]
pub struct Slip {
    /// Whether it is for a body, not the list for reminding.
    pub is_letter: bool,
    /// The name of the file.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The slips of the bodies that have to mend, check or send something again, and the list for reminding where somebody
/// is missing; each as a Word document and as text.
///
/// # Errors
/// When a format cannot hold a slip.
pub fn slips(collection: &Collection) -> Result<Vec<Slip>, Error> {
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    let mut slips = Vec::new();
    for (body, letter) in letters(collection) {
        let name = format!("{}{LETTER}", file_name(&body));
        let times = names.entry(name.clone()).or_default();
        *times += 1;
        let name = if *times > 1 { format!("{name}（{times}）") } else { name };
        render(&signed(letter, collection), &name, true, &mut slips)?;
    }
    if let Some(list) = reminders(collection) {
        render(&signed(list, collection), LIST, false, &mut slips)?;
    }
    Ok(slips)
}

/// The letters, each with the body that it is for.
fn letters(collection: &Collection) -> Vec<(String, Report)> {
    let mended = collection.entries.iter().filter(|entry| collection.is_counted(&entry.file).is_some());
    let mended = mended
        .filter_map(|entry| Some((entry.organization().unwrap_or(&entry.file).to_owned(), letter(entry)?)));
    let year = collection.summary.year.map(|year| format!(" {year} 年度的")).unwrap_or_default();
    let of_other_years = collection.summary.only_for_other_years().map(|(_, one)| {
        let own = one.year.map(|year| format!(" {year} 年度的")).unwrap_or_default();
        let what = format!("你单位报送的报告（{}）是{own}，请报送{year}报告。", file_of(&one.file));
        let mut letter = addressed(wording::body(one), &what);
        letter.preamble.extend(doubts_of_year(collection, one).as_deref().map(passage));
        (wording::body(one).to_owned(), letter)
    });
    let owners = collection.summary.attendance.iter().flat_map(|attendance| &attendance.owners);
    let unread = owners.map(|(file, body)| {
        let error = collection.unreadable().find(|(unread, _)| unread == file).map(|(_, error)| error);
        let why = error.map_or_else(|| "打不开".to_owned(), |error| error.message(Language::Zh));
        let advice = error.map_or("请检查后".to_owned(), |error| error.advice_to_sender().zh);
        let what =
            format!("你单位报送的文件（{}）读不了：{why}。{advice}，重新报送{year}报告。", file_of(file));
        (body.clone(), addressed(body, &what))
    });
    mended.chain(of_other_years).chain(unread).collect()
}

/// That a report names several years, so that only one of them may be wrong; `None` where it does not.
fn doubts_of_year(collection: &Collection, one: &Received) -> Option<String> {
    let entry = collection.entries.iter().find(|entry| entry.file == one.file)?;
    let doubts = entry.findings.iter().filter(|finding| *finding.rule == YEAR_MISMATCH);
    let doubts: Vec<&str> = doubts.map(|finding| finding.message.zh.as_str()).collect();
    let said = doubts.join("；");
    (!doubts.is_empty())
        .then(|| format!("报告里的年度不一致：{said}。如果只是年度写错了，改正后重新报送即可。"))
}

/// A letter with its address and its first paragraph.
fn addressed(body: &str, what: &str) -> Report {
    let mut letter = untitled(&format!("报告{LETTER}"));
    letter.preamble.push(passage(&format!("{body}：")));
    letter.preamble.push(passage(what));
    letter
}

/// The letter with the office that sends it, and the day.
fn signed(mut letter: Report, collection: &Collection) -> Report {
    letter.signature.organization = collection.office.as_deref().map(passage);
    letter.signature.date = collection.date.map(|date| passage(&date.official()));
    letter
}

fn render(letter: &Report, name: &str, is_letter: bool, slips: &mut Vec<Slip>) -> Result<(), Error> {
    let formats = Formats::builtin();
    for (format, extension) in FORMATS {
        let format = formats.by_name(format).ok_or_else(|| Error::Unsupported {
            name: Box::new(Message::new(format, format)),
            doing: Doing::Writing,
            hint: Message::new("", ""),
        })?;
        // It is a letter, and nobody reads figures out of it: it is not read again.
        let options = WriteOptions::default().with_encoding(TextEncoding::Utf8Bom).with_lossy(true);
        let bytes = flush_address(without_mark(crate::write(letter, format, &options)?), letter);
        slips.push(Slip { is_letter, name: format!("{name}.{extension}"), bytes });
    }
    Ok(())
}

/// A text without the sign that tells readers a title from other lines.
fn without_mark(bytes: Vec<u8>) -> Vec<u8> {
    const BOM: &[u8] = "\u{feff}".as_bytes();
    let title = bytes.strip_prefix(BOM).and_then(|rest| rest.strip_prefix(b"# "));
    title.map(|rest| [BOM, rest].concat()).unwrap_or(bytes)
}

/// A text whose address begins at the margin, as it does in a Word document.
fn flush_address(bytes: Vec<u8>, letter: &Report) -> Vec<u8> {
    const INDENT: &str = "\u{3000}\u{3000}";
    let (Some(address), Ok(text)) = (letter.preamble.first(), std::str::from_utf8(&bytes)) else {
        return bytes;
    };
    text.replacen(&format!("{INDENT}{}", address.text), &address.text, 1).into_bytes()
}

/// What a body has to mend; `None` where that is nothing.
fn letter(entry: &Entry) -> Option<Report> {
    let causes = Causes::of(&entry.findings);
    let errors = causes.sentences().into_iter().chain(things(entry, Severity::Error, &causes)).collect();
    let lists: [(&str, Vec<String>); 2] =
        [("必须改正", errors), ("请核实", things(entry, Severity::Warning, &causes))];
    let lists: Vec<_> = lists.into_iter().filter(|(_, things)| !things.is_empty()).collect();
    if lists.is_empty() {
        return None;
    }
    let body = entry.organization().unwrap_or("填报单位");
    let year = entry.year().map(|year| format!(" {year} 年度")).unwrap_or_default();
    let what = format!("你单位{year}的报告（{}）已经检查，请改正下列各处后重新报送。", file_of(&entry.file));
    let mut letter = addressed(body, &what);
    for ((what, things), number) in lists.into_iter().zip(["一", "二"]) {
        let heading = format!("{number}、{what}（{} 项）", things.len());
        letter.sections.push(section(&heading, &numbered(&things)));
    }
    Some(letter)
}

/// Blanks with the sums that do not hold and count them as 0: to fill the blank comes first, and is one thing to do.
struct Causes<'a>(Vec<(&'a Finding, Vec<&'a Finding>)>);

impl<'a> Causes<'a> {
    fn of(findings: &'a [Finding]) -> Self {
        let is_wrong_sum =
            |finding: &&Finding| finding.severity == Severity::Error && finding.rule.code.starts_with('A');
        let mut sums: Vec<&Finding> = findings.iter().filter(is_wrong_sum).collect();
        let is_blank = |finding: &&Finding| {
            *finding.rule == BLANK_CELL && finding.severity != Severity::Info && !finding.cells.is_empty()
        };
        let blanks = findings.iter().filter(is_blank).filter_map(|blank| {
            let (own, others): (Vec<&Finding>, Vec<&Finding>) =
                sums.iter().partition(|sum| sum.cells.iter().any(|cell| blank.cells.contains(cell)));
            sums = others;
            (!own.is_empty()).then_some((blank, own))
        });
        Self(blanks.collect())
    }

    /// Whether the finding is among them.
    fn has(&self, finding: &Finding) -> bool {
        let mut all = self.0.iter().flat_map(|(blank, sums)| std::iter::once(blank).chain(sums));
        all.any(|one| std::ptr::eq(*one, finding))
    }

    /// Each blank with its sums in one sentence.
    fn sentences(&self) -> Vec<String> {
        let sentence = |(blank, sums): &(&Finding, Vec<&Finding>)| {
            let sums: Vec<String> = sums.iter().map(|sum| with_place(sum)).collect();
            format!("{}；因此不平、填好后再核对：{}", with_place(blank), sums.join("；"))
        };
        self.0.iter().map(sentence).collect()
    }
}

/// The message of a finding and its place. Which figure may be mistyped is for the office to say, not for a letter.
fn with_place(finding: &Finding) -> String {
    let place = finding.place.describe(Language::Zh).map(|place| format!("（{place}）"));
    let message = wording::without_suspect(&finding.message.zh);
    format!("{message}{}", place.unwrap_or_default())
}

/// The findings of this severity in sentences, like ones together, without those that are said as causes.
fn things(entry: &Entry, severity: Severity, causes: &Causes<'_>) -> Vec<String> {
    let edition = entry.edition().unwrap_or(&Y2021);
    let language = Language::Zh;
    let is_wanted = |finding: &&Finding| {
        finding.severity == severity && !repeats::is_choice(finding) && !causes.has(finding)
    };
    let groups = groups::groups(entry.findings.iter().filter(is_wanted)).into_iter();
    let sentence = |group: Vec<&Finding>| match group.as_slice() {
        [finding] => with_place(finding),
        [first, ..] => {
            let table = groups::table_name(first, edition, language).map(|table| format!("{table}："));
            format!("{}{}", table.unwrap_or_default(), groups::sentence(&group, edition, language))
        }
        [] => String::new(),
    };
    groups.map(sentence).collect()
}

/// All of them with their numbers: a body has nothing but its letter, which may be longer than a page.
fn numbered(things: &[String]) -> Vec<String> {
    things.iter().zip(1..).map(|(thing, number)| format!("{number}. {thing}")).collect()
}

/// Who is missing, and whose file could not be read; `None` where nobody is.
fn reminders(collection: &Collection) -> Option<Report> {
    let missing = collection.summary.attendance.iter().flat_map(|attendance| &attendance.missing);
    let missing: Vec<String> =
        missing.map(|missing| format!("{}{}", missing.name, remark(missing, collection))).collect();
    let other_year = |one: &Received| {
        format!(
            "{}（{}：{}）",
            wording::body(one),
            wording::other_year(one, Language::Zh),
            file_of(&one.file)
        )
    };
    let other_years: Vec<String> = collection.unlisted_for_other_years().map(other_year).collect();
    let unread: Vec<String> = collection
        .unreadable()
        .map(|(file, error)| {
            let owner = wording::owner(&collection.summary, file, Language::Zh);
            format!("{}{owner}：{}", file_of(file), error.message(Language::Zh))
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
    let lists = [
        ("缺报的单位", missing),
        ("年度不对、要报本年度报告的单位", other_years),
        ("读不了、要重新报送的文件", unread),
        ("待确认的单位", proposed),
    ];
    let lists: Vec<_> = lists.into_iter().filter(|(_, items)| !items.is_empty()).collect();
    if lists.is_empty() {
        return None;
    }
    let mut list = untitled(LIST);
    for ((what, items), number) in lists.into_iter().zip(["一", "二", "三", "四"]) {
        let heading = format!("{number}、{what}（{} 个）", items.len());
        list.sections.push(section(&heading, &numbered(&items)));
    }
    Some(list)
}

/// What came from a missing body instead.
fn remark(missing: &Missing, collection: &Collection) -> String {
    let file = |file: &String| format!("它的文件打不开：{}", file_of(file));
    let others = missing.other_years.iter().filter_map(|at| collection.summary.received.get(*at));
    let others =
        others.map(|one| format!("{}：{}", wording::other_year(one, Language::Zh), file_of(&one.file)));
    let remarks: Vec<String> = missing.unreadable.iter().map(file).chain(others).collect();
    if remarks.is_empty() { String::new() } else { format!("（{}）", remarks.join("；")) }
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
