//! Words that several outputs share: the title, why a report does not count, how two compare.

use crate::aggregate::{Likeness, Reason, Received, Summary, Unread, may_be_two};
use crate::forms::Y2021;
use crate::model::address::Address;
use crate::model::finding::Finding;
use crate::model::form::Edition;
use crate::model::language::Language;
use crate::model::value::Value;

/// Number of cells that a sentence about differences names.
const NAMED: usize = 3;

/// `沭阳县2024年度政府信息公开工作年度报告汇总表`.
#[must_use]
pub fn title(summary: &Summary, office: Option<&str>) -> String {
    let year = summary.year.map(|year| format!("{year}年度")).unwrap_or_default();
    let form = summary.forms.first().map_or(&*Y2021, |form| form.edition);
    format!("{}{year}{}汇总表", office.unwrap_or_default(), form.report_name())
}

/// The name of a body, with that of its folder where the roster uses it; its file where the report has no name.
#[must_use]
pub fn body(one: &Received) -> &str {
    one.full_name.as_deref().or(one.organization.as_deref()).unwrap_or(&one.file)
}

/// `只收到 2023 年度的`.
pub fn other_year(one: &Received, language: Language) -> String {
    match (one.year, language) {
        (Some(year), Language::Zh) => format!("只收到 {year} 年度的"),
        (Some(year), Language::En) => format!("only received for {year}"),
        (None, Language::Zh) => "只收到看不出年度的".to_owned(),
        (None, Language::En) => "only received for an unknown year".to_owned(),
    }
}

/// Whose file this is, which could not be read, as its name says: `（青溪县乙局的文件打不开）`; empty where it says nothing.
pub fn owner(summary: &Summary, file: &str, language: Language) -> String {
    let owner = summary.attendance.as_ref().and_then(|attendance| attendance.owners.get(file));
    owner.map_or_else(String::new, |name| match language {
        Language::Zh => format!("（{name}的文件打不开）"),
        Language::En => format!(" (the file of {name})"),
    })
}

/// The name of the body for its row; the file where it is unknown.
pub fn listed(one: &Received, language: Language) -> String {
    match (&one.organization, language) {
        (Some(_), _) => body(one).to_owned(),
        (None, Language::Zh) => format!("（看不出单位）{}", one.file),
        (None, Language::En) => format!("(unknown body) {}", one.file),
    }
}

/// The message of a finding without the figure that may be mistyped.
pub fn without_suspect(message: &str) -> &str {
    message.split("；疑似笔误").next().unwrap_or(message)
}

/// How much of a report was not read: `3 处，缺 21 格`.
pub fn unread(one: &Received, language: Language) -> String {
    let Unread { places, cells } = one.unread;
    match (cells, language) {
        (0, Language::Zh) => format!("{places} 处"),
        (0, Language::En) => format!("places: {places}"),
        (_, Language::Zh) => format!("{places} 处，缺 {cells} 格"),
        (_, Language::En) => format!("places: {places}, cells missing: {cells}"),
    }
}

/// `青溪县教育局（3 处，缺 21 格）`.
pub fn unread_of(one: &Received, language: Language) -> String {
    let how = unread(one, language);
    match language {
        Language::Zh => format!("{}（{how}）", body(one)),
        Language::En => format!("{} ({how})", body(one)),
    }
}

/// What does not balance, with its table: `表二 自然人列：总计 10，各行之和 11，相差 1`. Which figure may be mistyped is for
/// the office to ask, not for its summary.
pub fn imbalance(finding: &Finding, edition: &Edition, language: Language) -> String {
    let table = finding.cells.first().and_then(|cell| edition.table(cell.table));
    let name = table.map(|table| if language == Language::Zh { table.name } else { table.key });
    let name = name.map(|name| format!("{name} ")).unwrap_or_default();
    format!("{name}{}", without_suspect(finding.message.get(language)))
}

/// Why a report does not count.
#[must_use]
pub fn reason(summary: &Summary, one: &Received, reason: &Reason, language: Language) -> String {
    let year = summary.year.map(|year| year.to_string()).unwrap_or_default();
    match (reason, language) {
        (Reason::OtherYear, Language::Zh) => {
            let own = one.year.map(|year| year.to_string()).unwrap_or_default();
            format!("是 {own} 年度的，不是 {year} 年度的")
        }
        (Reason::OtherYear, Language::En) => {
            let own = one.year.map(|year| year.to_string()).unwrap_or_default();
            format!("it is for {own}, not for {year}")
        }
        (Reason::NoYear, Language::Zh) => format!("看不出是哪一年度的（汇总 {year} 年度）"),
        (Reason::NoYear, Language::En) => format!("its year is unknown (the sums are for {year})"),
        (Reason::NoForm, Language::Zh) => "是没有表样的普通文档，不是报表".to_owned(),
        (Reason::NoForm, Language::En) => "it is a document without a form, not a report".to_owned(),
        (Reason::OtherForm, Language::Zh) => format!("是另一种报表（{}）", one.edition.name),
        (Reason::OtherForm, Language::En) => format!("it is of another form ({})", one.edition.id),
        (Reason::Summary, Language::Zh) => "本身是汇总表，不是一个单位的报告".to_owned(),
        (Reason::Summary, Language::En) => "it is a summary itself, not a body's report".to_owned(),
        (Reason::NothingRead, Language::Zh) => "法定表格里一个数也没有读到".to_owned(),
        (Reason::NothingRead, Language::En) => "not one figure of its tables was read".to_owned(),
        (Reason::Unbalanced, Language::Zh) => "勾稽关系不平衡".to_owned(),
        (Reason::Unbalanced, Language::En) => "its tables don't balance".to_owned(),
        (Reason::Repeated { counted, likeness: how }, _) => {
            let other = summary.received.get(*counted);
            let file = other.map(|other| other.file.as_str()).unwrap_or_default();
            let how = likeness(one, other, how, language);
            match language {
                Language::Zh => format!("重报，已计入“{file}”；{how}"),
                Language::En => format!("a further report: '{file}' counts; {how}"),
            }
        }
    }
}

/// How a further report compares with the one that counts, and whether it may be another body's.
pub fn likeness(one: &Received, other: Option<&Received>, likeness: &Likeness, language: Language) -> String {
    let zh = language == Language::Zh;
    let how = compared(one, other, likeness, language);
    match other {
        Some(other) if may_be_two(one, other) && zh => format!(
            "{how}；名称里没有地名、又不在同一文件夹，可能是两个单位：请在报告里写全称，或用 --roster 给写有全称的名单"
        ),
        Some(other) if may_be_two(one, other) => format!(
            "{how}; the name does not include a place and the folders differ, so these may be two bodies: write the full name in the report, or give a roster (--roster) of full names"
        ),
        _ => how,
    }
}

fn compared(one: &Received, other: Option<&Received>, likeness: &Likeness, language: Language) -> String {
    let zh = language == Language::Zh;
    match likeness {
        Likeness::SameFile if zh => "两个文件完全相同".to_owned(),
        Likeness::SameFile => "the files are the same".to_owned(),
        Likeness::SameFigures if zh => "各表数字相同".to_owned(),
        Likeness::SameFigures => "the figures are the same".to_owned(),
        Likeness::Different(cells) => {
            let named: Vec<String> =
                cells.iter().take(NAMED).map(|cell| difference(one, other, *cell, language)).collect();
            let count = cells.len();
            let more = if count > NAMED { "…" } else { "" };
            if zh {
                format!("有 {count} 格不同：{}{more}", named.join("；"))
            } else {
                format!("{count} cells differ: {}{more}", named.join("; "))
            }
        }
    }
}

/// `表二 本年新收 · 总计 28（计入的为 27）`.
fn difference(one: &Received, other: Option<&Received>, cell: Address, language: Language) -> String {
    let name = cell.label(one.edition, language);
    let shown =
        |report: Option<&Received>| shown(report.and_then(|report| report.value(cell)).as_deref(), language);
    let (own, counted) = (shown(Some(one)), shown(other));
    match language {
        Language::Zh => format!("{name} {own}（计入的为 {counted}）"),
        Language::En => format!("{name} {own} (counted: {counted})"),
    }
}

fn shown(value: Option<&Value>, language: Language) -> String {
    match (value, language) {
        (None, Language::Zh) => "无此格".to_owned(),
        (None, Language::En) => "no such cell".to_owned(),
        (Some(Value::Blank), Language::Zh) => "空白".to_owned(),
        (Some(Value::Blank), Language::En) => "blank".to_owned(),
        (Some(value), _) => value.shown(),
    }
}
