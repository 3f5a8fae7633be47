//! Body, year and edition of a report, as its title, signature and metadata name them.
//!
//! Recognition reads them by these rules; the composer adds a row to the metadata only if these rules would
//! not find the same again.

use crate::forms;
use crate::model::date::Date;
use crate::model::form::Edition;
use crate::model::metadata::MetadataKey;
use crate::model::report::Report;

use super::reporter_line::{self, Stated};
use super::title::Title;

/// Label of the metadata row that names the body if the title does not.
pub const ORGANIZATION: &str = "报告单位";
/// Label of the metadata row that names the year if the title does not.
pub const YEAR: &str = "报告年度";
/// Label of the metadata row that names the edition if tables and year do not determine it.
pub const EDITION: &str = "报告格式";

/// The years a report can be of.
pub const YEARS: std::ops::RangeInclusive<u16> = 1900..=2999;

/// A report is signed no later than in this month of the following year.
const LAST_MONTH_OF_REPORTING: u8 = 6;

/// Body, year and edition of a report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identity {
    /// The organization that reports.
    pub organization: Option<String>,
    /// The year reported on.
    pub year: Option<u16>,
    /// The edition of the form it uses.
    pub edition: Option<&'static Edition>,
}

impl Identity {
    /// The identity by the report's title, signature and metadata, ignoring its own fields. The labels of its
    /// tables may determine the edition too, but not every table has distinctive labels.
    #[must_use]
    pub fn of(report: &Report) -> Self {
        let title = report.title.as_ref().map(|passage| passage.text.as_str());
        let signature = report.signature.organization.as_ref().map(|passage| passage.text.as_str());
        let stated = stated(report);
        let date = report.signature.date.as_ref().map(|passage| passage.text.as_str());
        let year = year_of_title(title, || stated.year.or_else(|| date.and_then(year_before)));
        // A title that names another report leaves no doubt; which of its forms it is, the labels say.
        let is_named = |title: &str| report.edition.titles.iter().any(|name| title.contains(name));
        let named = Some(report.edition).filter(|form| {
            form.disclosure.is_none() && !report.cells.is_empty() && title.is_some_and(is_named)
        });
        let by_year = || title.and_then(year_in_title).and_then(forms::for_year);
        let edition = named.or_else(by_year).or_else(|| Some(&forms::Y2021));
        Self {
            organization: fuller(
                title.and_then(|title| Title::of_form(title, report.edition).organization),
                stated.organization,
            )
            .or_else(|| organization(None, signature, report.metadata.get(MetadataKey::PublishedBy))),
            year,
            edition,
        }
    }
}

/// The body: as named in the title, else the signer, else the publisher.
#[must_use]
pub fn organization(
    title: Option<&str>,
    signature: Option<&str>,
    published_by: Option<&str>,
) -> Option<String> {
    title
        .and_then(organization_in_title)
        .or_else(|| signature.map(str::to_owned))
        .or_else(|| published_by.map(str::to_owned))
}

/// The year: as named in the title, else the year before that of a signature dated January to June. None if
/// the title names several.
#[must_use]
pub fn year(title: Option<&str>, date: Option<&str>) -> Option<u16> {
    year_of_title(title, || date.and_then(year_before))
}

/// The year in the title, else the other one; none if the title names several.
fn year_of_title(title: Option<&str>, other: impl FnOnce() -> Option<u16>) -> Option<u16> {
    let named = title.map(|title| Title::of(title).years).unwrap_or_default();
    match named.as_slice() {
        [year] => Some(*year),
        [] => other(),
        _ => None,
    }
}

/// The body and the year that a line above the tables states: `填报单位：青溪县司法局　年度：2026`. A disclosure report
/// has no such line, and in a document without a form it is text like any other.
#[must_use]
pub fn stated(report: &Report) -> Stated {
    let mut found = Stated::default();
    if report.edition.disclosure.is_some() || report.edition.is_none() {
        return found;
    }
    for line in &report.preamble {
        let Stated { organization, year } = reporter_line::stated(&line.text);
        found.organization = found.organization.or(organization);
        found.year = found.year.or(year.filter(|year| YEARS.contains(year)));
    }
    found
}

/// The body in the title, or the stated one where that is part of it: a title often names the county alone.
#[must_use]
pub fn fuller(title: Option<String>, stated: Option<String>) -> Option<String> {
    match (title, stated) {
        (Some(title), Some(stated)) if stated.starts_with(&title) => Some(stated),
        (title, stated) => title.or(stated),
    }
}

/// The year that a report signed on this date is for.
#[must_use]
pub fn year_before(date: &str) -> Option<u16> {
    let date = Date::parse(date)?;
    (date.month <= LAST_MONTH_OF_REPORTING).then_some(date.year - 1).filter(|year| YEARS.contains(year))
}

/// The year in a title, if it names exactly one: `…2021年…`, `…二〇二一年…`.
#[must_use]
pub fn year_in_title(title: &str) -> Option<u16> {
    Title::of(title).year()
}

/// The body in a title.
#[must_use]
pub fn organization_in_title(title: &str) -> Option<String> {
    Title::of(title).organization
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_name_body_and_year() {
        for (title, body, want) in [
            ("阿克陶县阿克陶镇人民政府2021年政府信息公开工作年度报告", "阿克陶县阿克陶镇人民政府", 2021),
            ("2019年上海市人民政府办公厅政府信息公开工作年度报告", "上海市人民政府办公厅", 2019),
            ("某县发展和改革局关于2023年度政府信息公开工作的年度报告", "某县发展和改革局", 2023),
            ("某市 2022 年政府信息公开工作年度报告", "某市", 2022),
            ("二〇二一年某镇人民政府信息公开年报", "某镇人民政府", 2021),
        ] {
            assert_eq!(year_in_title(title), Some(want), "{title}");
            assert_eq!(organization_in_title(title).as_deref(), Some(body), "{title}");
        }
        assert_eq!(organization_in_title("2021年政府信息公开工作年度报告"), None);
        for (date, want) in [("2022年1月5日", Some(2021)), ("1900年1月5日", None), ("2022年9月1日", None)]
        {
            assert_eq!(year(None, Some(date)), want, "{date}");
        }
    }
}
