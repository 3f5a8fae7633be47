//! Body and year of a report, and where they come from if not from the title.

use crate::model::document::Property;
use crate::model::finding::Finding;
use crate::model::language::Message;
use crate::model::metadata::{Metadata, MetadataKey};
use crate::model::place::Place;
use crate::model::reading_rules::{IDENTITY_FROM_ELSEWHERE, SKIPPED_CONTENT};
use crate::model::report::{Report, Section};
use crate::model::text;
use crate::prose::identity::{self, Identity};
use crate::prose::title::Title;

use crate::recognise::sections::titles::is_title;
use crate::recognise::segment::title as page_title;

/// Where the year or the body was read, in Chinese and English, and what is written there.
struct Source {
    zh: &'static str,
    en: &'static str,
    text: String,
}

impl Source {
    const fn new(zh: &'static str, en: &'static str, text: String) -> Self {
        Self { zh, en, text }
    }
}

/// Sets body and year: from the metadata rows that our writers add, else from the title, else from the rest of
/// the document, which is a finding. `head` are the properties of the page, among them its title.
pub fn identify(report: &mut Report, head: &[Property]) -> Vec<Finding> {
    let written_body = take(&mut report.metadata, identity::ORGANIZATION);
    let written_year = take(&mut report.metadata, identity::YEAR);
    take(&mut report.metadata, identity::EDITION);
    let own = Identity::of(report);
    let title = report.title.as_ref();
    let title = title.map(|title| Title::of_form(&title.text, report.edition)).unwrap_or_default();
    let mut findings = Vec::new();
    let mut notes = Vec::new();
    let stated = identity::stated(report);
    report.organization = match (written_body, identity::fuller(title.organization, stated.organization)) {
        (Some(Row(written)), _) => written,
        (None, Some(name)) => Some(name),
        (None, None) => {
            let found = body_from_elsewhere(report, head, own.organization);
            notes.extend(found.as_ref().map(|(name, source)| body_note(name, source)));
            found.map(|(name, _)| name)
        }
    };
    report.year = match (written_year, title.years.as_slice()) {
        (Some(Row(year)), _) => {
            let parsed = year.as_deref().and_then(parse_year);
            findings.extend(year.filter(|_| parsed.is_none()).map(|text| no_year(&text)));
            parsed
        }
        (None, [year]) => Some(*year),
        (None, []) if stated.year.is_some() => stated.year,
        (None, []) => {
            let found = year_from_elsewhere(report, head);
            let is_titled = report.title.is_some();
            notes.extend(found.as_ref().map(|(year, source)| year_note(*year, source, is_titled)));
            found.map(|(year, _)| year)
        }
        (None, years) => {
            notes.push(several_years(years));
            None
        }
    };
    findings.extend(finding(report, notes));
    findings
}

/// A row of the metadata by which our writers name what the title does not, without a text if there is none.
struct Row(Option<String>);

/// Takes the row of this label out of the metadata.
fn take(metadata: &mut Metadata, label: &str) -> Option<Row> {
    let at = metadata.other.iter().position(|(key, _)| key == label)?;
    Some(Row(metadata.other.remove(at).1))
}

fn parse_year(year: &str) -> Option<u16> {
    year.parse().ok().filter(|year| identity::YEARS.contains(year))
}

fn no_year(text: &str) -> Finding {
    let message = Message::new(
        format!("“{}”写着“{text}”，不是年份，没有采用", identity::YEAR),
        format!("'{text}' is no year and was not taken for the report's"),
    );
    Finding::new(&SKIPPED_CONTENT, message, Place::Unknown)
}

/// The year by the name in the metadata, the title of the page, the period of the statistics, the signature,
/// or the name of the sheets, whichever is first.
fn year_from_elsewhere(report: &Report, head: &[Property]) -> Option<(u16, Source)> {
    let of_titles = || {
        let titles = other_titles(report, head);
        titles.into_iter().find_map(|source| Some((identity::year_in_title(&source.text)?, source)))
    };
    let of_date = || {
        let date = report.signature.date.as_ref()?.text.clone();
        Some((identity::year_before(&date)?, Source::new("落款日期", "the date of the signature", date)))
    };
    of_titles().or_else(|| of_period(report)).or_else(of_date).or_else(|| of_sheets(report))
}

/// The year of a period from 1月1日 to 12月31日 that the text names.
fn of_period(report: &Report) -> Option<(u16, Source)> {
    const START: &str = "年1月1日";
    const END: &str = "12月31日";
    let sections = report.sections.iter().flat_map(Section::paragraphs);
    report.preamble.iter().chain(sections).find_map(|line| {
        let folded = text::fold(&line.text);
        let (before, after) = folded.split_once(START)?;
        let year: String = before.chars().rev().take(4).collect::<Vec<_>>().into_iter().rev().collect();
        let between = after.split_once(END)?.0.trim_matches(|c: char| !c.is_ascii_digit());
        let is_same = between.is_empty() || between == year;
        let year = parse_year(&year).filter(|_| is_same)?;
        let shown = format!("{year}{START}");
        Some((year, Source::new("正文的统计期限", "the period in the text", shown)))
    })
}

/// The year that the sheets of the tables are named after, if they name only one.
fn of_sheets(report: &Report) -> Option<(u16, Source)> {
    let sheets = report.cells.values().filter_map(|cell| match &cell.place {
        Place::Sheet { sheet, .. } => Some(&**sheet),
        _ => None,
    });
    let mut named = sheets.filter_map(|sheet| Some((identity::year_in_title(sheet)?, sheet)));
    let (year, sheet) = named.next()?;
    let source = Source::new("工作表名称", "the name of the sheet", sheet.to_owned());
    named.all(|(other, _)| other == year).then_some((year, source))
}

fn year_note(year: u16, source: &Source, is_titled: bool) -> Message {
    let Source { zh, en, text } = source;
    let (zh_lack, en_lack) = if is_titled {
        ("标题没有写年度", "the title names no year")
    } else {
        ("没有找到标题", "no title was found")
    };
    Message::new(
        format!("{zh_lack}，按{zh}“{text}”算作 {year} 年的报告"),
        format!("{en_lack}; by {en} '{text}' the report is for {year}"),
    )
}

fn several_years(years: &[u16]) -> Message {
    let list = |separator: &str| years.iter().map(u16::to_string).collect::<Vec<_>>().join(separator);
    Message::new(
        format!("标题写了 {} 几个年度，看不出是哪一年的报告，年度没有采用", list("、")),
        format!("the title names the years {}; none of them was taken", list(", ")),
    )
}

/// The body by the signature or the publisher (`signed`), else by the other titles.
fn body_from_elsewhere(
    report: &Report,
    head: &[Property],
    signed: Option<String>,
) -> Option<(String, Source)> {
    let is_signed = report.signature.organization.is_some();
    let (zh, en) = if is_signed { ("落款", "the signature") } else { ("发布机构", "the publisher") };
    let signed = signed.map(|name| (name.clone(), Source::new(zh, en, name)));
    signed.or_else(|| {
        let titles = other_titles(report, head);
        titles.into_iter().find_map(|source| Some((identity::organization_in_title(&source.text)?, source)))
    })
}

fn body_note(name: &str, Source { zh, en, text }: &Source) -> Message {
    Message::new(
        format!("标题没有写单位，按{zh}“{text}”算作“{name}”"),
        format!("the title names no body; by {en} '{text}' it is '{name}'"),
    )
}

/// The titles that the document has besides that of the report: its name in the metadata and that of the page.
fn other_titles(report: &Report, head: &[Property]) -> Vec<Source> {
    let name = report.metadata.get(MetadataKey::Name).filter(|name| is_title(name));
    let page = page_title::of_page(head);
    let of_name = name.map(|name| Source::new("“名称”一栏", "the name in the metadata", name.to_owned()));
    let of_page = page.map(|title| Source::new("网页标题", "the title of the page", title.text));
    of_name.into_iter().chain(of_page).collect()
}

fn finding(report: &Report, notes: Vec<Message>) -> Option<Finding> {
    let mut notes = notes.into_iter();
    let first = notes.next()?;
    let message = notes.fold(first, |all, note| {
        Message::new(format!("{}；{}", all.zh, note.zh), format!("{}; {}", all.en, note.en))
    });
    let message = Message::new(format!("{}，请核对", message.zh), format!("{}; please check", message.en));
    let place = report.title.as_ref().map(|title| title.place.clone()).unwrap_or_default();
    Some(Finding::new(&IDENTITY_FROM_ELSEWHERE, message, place))
}
