//! Family N: statements in the text that contradict the tables.
//!
//! A rule reports only when the subject of the sentence is certain, the figures of the cells are certain, and
//! the figure of the text matches none of those that the sentence could mean ([`figures`]).

mod cells;
pub(super) mod fees;
mod figures;
mod readings;

use std::collections::BTreeSet;
use std::ops::Range;

use crate::model::decimal::Decimal;
use crate::model::finding::{Finding, Rule, Severity};
use crate::model::form::SectionKind;
use crate::model::language::{Language, Message, Text};
use crate::model::report::{Item, Passage, Report, Section};
use crate::prose::narrative::{self, Claim, Context, Statement, Subject, Topic};

use figures::Figures;
use readings::Reading;

const GROUND: Text = Text::new(
    "《政府信息公开条例》第五十条：年度报告应当如实反映收到和处理申请、行政复议和行政诉讼的情况，文字与表格是同一份数据",
    "article 50 of the 政府信息公开条例: a report states the requests, reviews and lawsuits of the year; text and tables give the same figures",
);

/// N001: a figure in the text is not that of the table.
pub static TEXT_CONTRADICTS_TABLE: Rule = Rule {
    code: "N001",
    name: "text-contradicts-table",
    severity: Severity::Error,
    title: Text::new("文字中的数与表格不一致", "a figure in the text differs from the table"),
    ground: GROUND,
    page: include_str!("../../docs/rules/N001.md"),
};

/// N002: the text says there was none and the table counts some, or the other way round.
pub static NONE_CONTRADICTS_TABLE: Rule = Rule {
    code: "N002",
    name: "none-contradicts-table",
    severity: Severity::Error,
    title: Text::new(
        "文字说没有而表格有数，或者相反",
        "the text says none where the table counts some, or the other way round",
    ),
    ground: GROUND,
    page: include_str!("../../docs/rules/N002.md"),
};

/// N003: a figure in the text is labelled with an earlier year.
pub static STALE_YEAR: Rule = Rule {
    code: "N003",
    name: "stale-year",
    severity: Severity::Warning,
    title: Text::new("统计数字写的是以前的年份", "a figure in the text is labelled with an earlier year"),
    ground: Text::new(
        "《政府信息公开条例》第四十九条、第五十条：年度报告报告上一年度的情况",
        "articles 49 and 50 of the 政府信息公开条例: a report covers one year",
    ),
    page: include_str!("../../docs/rules/N003.md"),
};

/// How many characters a finding quotes before and after what it marks.
const QUOTED: usize = 80;

/// A paragraph with its section.
struct Paragraph<'a> {
    passage: &'a Passage,
    section: Option<&'a Section>,
    topic: Topic,
}

impl<'a> Paragraph<'a> {
    fn all(report: &'a Report) -> impl Iterator<Item = Self> {
        let preamble =
            report.preamble.iter().map(|passage| Self { passage, section: None, topic: Topic::Open });
        let sections = report.sections.iter().flat_map(|section| {
            let topic = match report.edition.section_kind(section.key) {
                Some(SectionKind::Requests) => Topic::Requests,
                Some(SectionKind::Review) => Topic::Review,
                _ => Topic::Open,
            };
            section.body.iter().filter_map(move |item| match item {
                Item::Paragraph(passage) => Some(Self { passage, section: Some(section), topic }),
                Item::Table(_) | Item::StatutoryTable(_) | Item::Note(_) => None,
            })
        });
        preamble.chain(sections)
    }

    fn context(&self, report: &'a Report) -> Context<'a> {
        Context { organization: report.organization.as_deref(), year: report.year, topic: self.topic }
    }

    /// A finding that quotes the words around what it marks.
    fn finding(&self, rule: &'static Rule, message: Message, marked: &Range<usize>) -> Finding {
        let finding = Finding::new(rule, message, self.passage.place.clone());
        let (quoted, marked) = quoted(&self.passage.text, marked);
        let finding = finding.with_marked(quoted, marked);
        match self.section {
            Some(section) => finding.in_section(section.key),
            None => finding,
        }
    }

    /// The section of the paragraph in words: 第一部分.
    fn place(&self, report: &Report, language: Language) -> String {
        const ORDINALS: [&str; 6] = ["一", "二", "三", "四", "五", "六"];
        let Some(section) = self.section else {
            return if language == Language::Zh { "开头".to_owned() } else { "the opening".to_owned() };
        };
        let index = report.edition.sections.iter().position(|form| form.key == section.key);
        let ordinal = index.and_then(|index| ORDINALS.get(index).zip(Some(index + 1)));
        match (ordinal, language) {
            (Some((ordinal, _)), Language::Zh) => format!("第{ordinal}部分"),
            (Some((_, number)), Language::En) => format!("section {number}"),
            (None, Language::Zh) => format!("“{}”部分", section.heading.text),
            (None, Language::En) => format!("section '{}'", section.heading.text),
        }
    }

    fn words(&self, said: &Range<usize>) -> &str {
        self.passage.text.get(said.clone()).unwrap_or_default()
    }
}

/// The text around the marked bytes, shortened for display, and the range of the mark in it.
fn quoted(text: &str, marked: &Range<usize>) -> (String, Range<usize>) {
    let before = text.get(..marked.start).unwrap_or_default();
    let after = text.get(marked.end..).unwrap_or_default();
    let start = before.char_indices().rev().take(QUOTED).last().map_or(0, |(at, _)| at);
    let start = if before.chars().nth(QUOTED).is_none() { 0 } else { start.min(marked.start) };
    let end = after.char_indices().nth(QUOTED).map_or(text.len(), |(at, _)| marked.end + at);
    let quoted = text.get(start..end).unwrap_or_default().to_owned();
    (quoted, marked.start - start..marked.end - start)
}

/// Compares one statement of a paragraph with the tables.
type Compare = fn(&Report, &Paragraph<'_>, &Statement, &[Statement], &Figures<'_>) -> Option<Finding>;

/// N001 and N002: compares the counts that paragraphs give, and what they say of there being some or none, with the
/// tables.
pub(super) fn statements(report: &Report, findings: &mut Vec<Finding>) {
    let figures = Figures::of(report);
    for paragraph in Paragraph::all(report) {
        let said = narrative::read(&paragraph.passage.text, &paragraph.context(report));
        let comparisons: [Compare; 2] = [contradiction, none_contradiction];
        for compare in comparisons {
            compare_all(compare, report, &paragraph, &said, &figures, findings);
        }
    }
}

fn compare_all(
    compare: Compare,
    report: &Report,
    paragraph: &Paragraph<'_>,
    said: &[Statement],
    figures: &Figures<'_>,
    findings: &mut Vec<Finding>,
) {
    let agreed: BTreeSet<Subject> =
        said.iter().filter(|statement| figures.agree(statement)).map(|statement| statement.subject).collect();
    let mut reported = BTreeSet::new();
    for statement in said.iter().filter(|statement| is_certain(statement, said, figures)) {
        // The same paragraph also gives the right figure: this statement is about something narrower,
        // unless its words say that it is not.
        if (agreed.contains(&statement.subject) && !statement.is_explicit)
            || reported.contains(&(statement.subject, count(statement)))
        {
            continue;
        }
        if let Some(finding) = compare(report, paragraph, statement, said, figures) {
            reported.insert((statement.subject, count(statement)));
            findings.push(finding);
        }
    }
}

const fn count(statement: &Statement) -> Option<Decimal> {
    match statement.claim {
        Claim::Count(count) => Some(count),
        Claim::Some | Claim::None | Claim::All => None,
    }
}

/// Whether a statement is about the whole body: explicitly, or as part of a statement that is or that agrees
/// with the table.
fn is_certain(statement: &Statement, said: &[Statement], figures: &Figures<'_>) -> bool {
    let whole = statement.part_of.and_then(|whole| said.get(whole));
    statement.is_own && whole.is_none_or(|whole| whole.is_own || figures.agree(whole))
}

fn contradiction(
    report: &Report,
    paragraph: &Paragraph<'_>,
    statement: &Statement,
    said: &[Statement],
    figures: &Figures<'_>,
) -> Option<Finding> {
    let whole = statement.part_of.and_then(|whole| said.get(whole));
    if statement.claim == Claim::All {
        return not_all(report, paragraph, statement, whole?, figures);
    }
    let count = count(statement)?;
    let reading = figures.contradicted(statement.subject, count)?;
    // 新收168件，其中予以公开76件: the row of the table also counts requests carried in.
    let is_of_new = whole.is_some_and(|whole| paragraph.words(&whole.said).contains('新'));
    if is_of_new && figures.may_count_carried_in(statement.subject, &reading, count) {
        return None;
    }
    let difference = count.checked_sub(reading.value)?.abs().normalize();
    let words = paragraph.words(&statement.said);
    let sentence = |language| {
        let place = paragraph.place(report, language);
        let table = reading.shown(report, language);
        let pending = figures.pending(statement.subject).filter(|pending| *pending == difference);
        match (language, pending) {
            (Language::Zh, None) => format!("{place}说“{words}”，{table}，相差 {difference}"),
            (Language::Zh, Some(_)) => {
                format!("{place}说“{words}”，{table}，相差 {difference}，正是其中尚未审结的件数")
            }
            (Language::En, None) => format!("{place} says '{words}', {table}, difference {difference}"),
            (Language::En, Some(_)) => {
                format!("{place} says '{words}', {table}, difference {difference}, the number still pending")
            }
        }
    };
    let message = Message::new(sentence(Language::Zh), sentence(Language::En));
    let finding = paragraph.finding(&TEXT_CONTRADICTS_TABLE, message, &statement.figure);
    Some(finding.with_cells(reading.cells).with_figures(Some(reading.value), Some(count)))
}

/// The text says that a part is all of a whole, whose figure the table confirms.
fn not_all(
    report: &Report,
    paragraph: &Paragraph<'_>,
    statement: &Statement,
    whole: &Statement,
    figures: &Figures<'_>,
) -> Option<Finding> {
    let (part, all) = figures.not_all(statement.subject, whole.subject)?;
    if !figures.agree(whole) {
        return None;
    }
    let words = [whole, statement].map(|statement| paragraph.words(&statement.said));
    let sentence = |language| {
        let place = paragraph.place(report, language);
        let [part, all] = [&part, &all].map(|reading| reading.shown(report, language));
        let [counted, words] = words;
        match language {
            Language::Zh => format!("{place}说“{counted}”“{words}”，而{part}，{all}"),
            Language::En => format!("{place} says '{counted}' and '{words}', but {part}, {all}"),
        }
    };
    let message = Message::new(sentence(Language::Zh), sentence(Language::En));
    let finding = paragraph.finding(&TEXT_CONTRADICTS_TABLE, message, &statement.said);
    let cells: Vec<_> = part.cells.iter().chain(&all.cells).copied().collect();
    Some(finding.with_cells(cells).with_figures(Some(part.value), count(whole)))
}

fn none_contradiction(
    report: &Report,
    paragraph: &Paragraph<'_>,
    statement: &Statement,
    _: &[Statement],
    figures: &Figures<'_>,
) -> Option<Finding> {
    let (reading, found): (Reading, Option<Decimal>) = match statement.claim {
        Claim::None => (figures.some(statement.subject)?, Some(Decimal::ZERO)),
        Claim::Some => (figures.none(statement.subject)?, None),
        Claim::Count(_) | Claim::All => return None,
    };
    let words = paragraph.words(&statement.said);
    let sentence = |language| {
        let place = paragraph.place(report, language);
        let table = reading.shown(report, language);
        match language {
            Language::Zh => format!("{place}说“{words}”，{table}"),
            Language::En => format!("{place} says '{words}', {table}"),
        }
    };
    let message = Message::new(sentence(Language::Zh), sentence(Language::En));
    let finding = paragraph.finding(&NONE_CONTRADICTS_TABLE, message, &statement.said);
    Some(finding.with_cells(reading.cells).with_figures(Some(reading.value), found))
}

pub(super) fn stale_years(report: &Report, findings: &mut Vec<Finding>) {
    let Some(own) = report.year else { return };
    // Problems may well be those of the year before.
    let is_of_year = |paragraph: &Paragraph<'_>| {
        let kind = paragraph.section.and_then(|section| report.edition.section_kind(section.key));
        kind != Some(SectionKind::Problems)
    };
    for paragraph in Paragraph::all(report).filter(is_of_year) {
        for outdated in narrative::outdated(&paragraph.passage.text, &paragraph.context(report)) {
            let (words, year) = (paragraph.words(&outdated.said), outdated.year);
            let message = Message::new(
                format!("{}说“{words}”，而这是 {own} 年的报告", paragraph.place(report, Language::Zh)),
                format!(
                    "{} says '{words}', but the report is for {own}",
                    paragraph.place(report, Language::En)
                ),
            );
            let finding = paragraph.finding(&STALE_YEAR, message, &outdated.marked);
            findings.push(finding.with_figures(Some(own.into()), Some(year.into())));
        }
    }
}

#[cfg(test)]
mod tests;
