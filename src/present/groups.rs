//! Findings as people read them: the gravest first, and many like ones of one table as one. Errors are never put
//! together: each says what is wrong with its figure.

use crate::model::finding::{Finding, Severity};
use crate::model::form::Edition;
use crate::model::language::Language;
use crate::model::place::Place;
use crate::model::text::one_line;

/// Like findings that are listed one by one; more become one.
const FEW: usize = 3;
/// Families of rules about single cells, rows and passages, whose findings come in numbers.
const FAMILIES: [char; 3] = ['C', 'G', 'R'];
/// Places that are named of many.
const NAMED: usize = 3;

/// The findings in groups, the gravest first and otherwise in their order. A group has one finding, or more than
/// [`FEW`] like ones.
pub fn groups<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Vec<Vec<&'a Finding>> {
    let mut groups: Vec<Vec<&Finding>> = Vec::new();
    for finding in findings {
        match groups.iter_mut().find(|group| group.first().is_some_and(|first| are_like(first, finding))) {
            Some(group) => group.push(finding),
            None => groups.push(vec![finding]),
        }
    }
    let mut listed: Vec<Vec<&Finding>> = Vec::new();
    for group in groups {
        if group.len() > FEW {
            listed.push(group);
        } else {
            listed.extend(group.into_iter().map(|finding| vec![finding]));
        }
    }
    listed.sort_by_key(|group| std::cmp::Reverse(group.first().map(|finding| finding.severity)));
    listed
}

fn are_like(a: &Finding, b: &Finding) -> bool {
    let is_many = match a.severity {
        Severity::Error => false,
        Severity::Warning => a.rule.code.starts_with(FAMILIES),
        Severity::Info => true,
    };
    // Each that was set aside has its reason.
    let is_set_aside = [a, b].iter().any(|finding| finding.set_aside.is_some());
    is_many && !is_set_aside && a.rule == b.rule && a.severity == b.severity && table(a) == table(b)
}

/// The table that a finding is in.
#[derive(PartialEq, Eq)]
enum Table<'a> {
    Form(&'static str),
    Number(u32),
    Sheet(&'a str),
    None,
}

fn table(finding: &Finding) -> Table<'_> {
    if let Some(cell) = finding.cells.first() {
        return Table::Form(cell.table);
    }
    match &finding.place {
        Place::Table { table, .. } => Table::Number(*table),
        Place::Sheet { sheet, .. } => Table::Sheet(sheet),
        _ => Table::None,
    }
}

/// The name of the table that the findings of a group are in; `None` outside tables.
pub fn table_name(finding: &Finding, edition: &Edition, language: Language) -> Option<String> {
    match (table(finding), language) {
        (Table::Form(key), _) => edition.table(key).map(|table| table.name.to_owned()),
        (Table::Number(number), Language::Zh) => Some(format!("第{number}表")),
        (Table::Number(number), Language::En) => Some(format!("table {number}")),
        (Table::Sheet(name), _) => Some(one_line(name)),
        (Table::None, _) => None,
    }
}

/// What a group is about in one sentence, and the first of its places: `有空格（14 处：行政许可 · 本年处理决定数量、…）`.
pub fn sentence(group: &[&Finding], edition: &Edition, language: Language) -> String {
    let Some(first) = group.first() else { return String::new() };
    let (title, count) = (first.rule.title.get(language), group.len());
    let mut places: Vec<String> = Vec::new();
    for place in group.iter().filter_map(|finding| short_place(finding, edition, language)) {
        if places.len() < NAMED && !places.contains(&place) {
            places.push(place);
        }
    }
    let more = if count > places.len() { (" 等", " and more") } else { ("", "") };
    match language {
        Language::Zh if places.is_empty() => format!("{title}（{count} 处）"),
        Language::Zh => format!("{title}（{count} 处：{}{}）", places.join("、"), more.0),
        Language::En if places.is_empty() => format!("{title} ({count} places)"),
        Language::En => format!("{title} ({count} places: {}{})", places.join(", "), more.1),
    }
}

/// The cell or row without the name of its table, else the place.
fn short_place(finding: &Finding, edition: &Edition, language: Language) -> Option<String> {
    let Some(cell) = finding.cells.first() else { return finding.place.describe(language) };
    let is_of_row = finding.cells.len() > 1 && finding.cells.iter().all(|other| other.row == cell.row);
    let table = edition.table(cell.table).filter(|_| is_of_row);
    if let Some((table, (_, row))) = table.and_then(|table| Some((table, table.row(cell.row)?))) {
        return Some(one_line(&table.row_label(row, language)));
    }
    let label = cell.label(edition, language);
    let table = table_name(finding, edition, language).unwrap_or_default();
    let short = label.strip_prefix(table.as_str()).unwrap_or(&label).trim();
    Some(if short.is_empty() { label } else { one_line(short) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::Y2021;
    use crate::present::check::samples;

    #[test]
    fn many_like_findings_of_a_table_are_one_group_and_the_gravest_come_first() {
        let mut findings = samples::blanks().findings;
        findings.extend(samples::faulty().findings);
        let groups = groups(&findings);
        let severities: Vec<_> = groups.iter().map(|group| group[0].severity).collect();
        assert!(severities.is_sorted_by(|a, b| a >= b), "{severities:?}");
        let blanks: Vec<_> = groups.iter().filter(|group| group.len() > 1).collect();
        assert_eq!(blanks.len(), 1);
        insta::assert_snapshot!(sentence(blanks[0], &Y2021, Language::Zh));
        let all: usize = groups.iter().map(Vec::len).sum();
        assert_eq!(all, findings.len());
    }
}
