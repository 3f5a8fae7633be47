//! Body, year and edition of a report, as its title, signature and metadata name them.
//!
//! Recognition reads them by these rules; the composer adds a row to the metadata only if these rules would
//! not find the same again.

use crate::model::form::Edition;
use crate::model::text;

use crate::forms;
use crate::model::date::Date;
use crate::model::metadata::MetadataKey;
use crate::model::report::Report;

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
/// The years that a title can name.
const TITLE_YEARS: std::ops::RangeInclusive<u16> = 2008..=2099;

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
        let year = year(title, report.signature.date.as_ref().map(|passage| passage.text.as_str()));
        let edition = title.and_then(year_in_title).and_then(forms::for_year).or(Some(&forms::Y2021));
        Self {
            organization: organization(title, signature, report.metadata.get(MetadataKey::PublishedBy)),
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

/// The year: as named in the title, else the year before that of a signature dated January to June.
#[must_use]
pub fn year(title: Option<&str>, date: Option<&str>) -> Option<u16> {
    title.and_then(year_in_title).or_else(|| {
        let date = Date::parse(date?)?;
        (date.month <= LAST_MONTH_OF_REPORTING).then_some(date.year - 1).filter(|year| YEARS.contains(year))
    })
}

/// The year in a title: `…2021年…`, `…二〇二一年…`.
#[must_use]
pub fn year_in_title(title: &str) -> Option<u16> {
    let folded = text::fold(title);
    folded.match_indices('年').find_map(|(at, _)| {
        let before = folded.get(..at)?;
        let start = before.char_indices().rev().take_while(|(_, c)| digit(*c).is_some()).last()?.0;
        let digits: Vec<u16> = before.get(start..)?.chars().filter_map(digit).collect();
        let year = match digits.as_slice() {
            [a, b, c, d] => a * 1000 + b * 100 + c * 10 + d,
            _ => return None,
        };
        TITLE_YEARS.contains(&year).then_some(year)
    })
}

/// The body in a title: the text before 政府信息公开…, without the year.
#[must_use]
pub fn organization_in_title(title: &str) -> Option<String> {
    let at = ["政府信息公开", "政务公开", "信息公开"].into_iter().find_map(|words| title.rfind(words))?;
    let before = title.get(..at)?;
    // 某镇人民政府信息公开年报: here 政府 belongs to the body.
    let before = if before.ends_with("人民") { title.get(..at + "政府".len())? } else { before };
    let mut name = text::trim(before);
    loop {
        let shorter = strip_year(name);
        let shorter = shorter.strip_suffix("关于").unwrap_or(shorter);
        let shorter = shorter
            .trim_matches(|c: char| c.is_whitespace() || matches!(c, '《' | '》' | '(' | ')' | '（' | '）'));
        if shorter == name {
            break;
        }
        name = shorter;
    }
    (!name.is_empty()).then(|| name.to_owned())
}

/// The text without a year (`2021年`, `2021年度`) at its start or end.
fn strip_year(name: &str) -> &str {
    let is_year = |part: &str| part.chars().count() == 4 && part.chars().all(|c| narrow_digit(c).is_some());
    if let Some((before, after)) = name.split_once('年')
        && is_year(text::trim(before))
    {
        return text::trim(after.strip_prefix('度').unwrap_or(after));
    }
    if let Some((before, after)) = name.rsplit_once('年')
        && (after.is_empty() || after == "度")
    {
        let before = before.trim_end();
        let start = before.char_indices().rev().nth(3).map_or(0, |(at, _)| at);
        let (rest, year) = before.split_at(start);
        if is_year(year) {
            return text::trim(rest);
        }
    }
    name
}

fn narrow_digit(character: char) -> Option<u16> {
    text::narrow(character.encode_utf8(&mut [0; 4])).chars().next().and_then(digit)
}

fn digit(character: char) -> Option<u16> {
    "〇一二三四五六七八九"
        .chars()
        .position(|c| c == character)
        .and_then(|n| u16::try_from(n).ok())
        .or_else(|| character.to_digit(10).and_then(|n| u16::try_from(n).ok()))
        .or_else(|| matches!(character, '零' | '○').then_some(0))
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
