//! Family D: whether the parts of a report name one body and one year.

use crate::model::date::Date;
use crate::model::finding::{Finding, Rule, Severity};
use crate::model::language::{Message, Text};
use crate::model::metadata::MetadataKey;
use crate::model::place::Place;
use crate::model::report::{Passage, Report};
use crate::model::text;
use crate::prose::bodies::{Body, Kinship};
use crate::prose::identity;

/// D003: title, signature and metadata name different bodies.
pub static ORGANIZATION_MISMATCH: Rule = Rule {
    code: "D003",
    name: "organization-mismatch",
    severity: Severity::Warning,
    title: Text::new("标题、落款、发布信息的单位不一致", "different bodies in title, signature and metadata"),
    ground: Text::new(
        "GB/T 9704-2012 7.3.5：发文机关署名与标题一致",
        "GB/T 9704-2012, 7.3.5: the body that signs is the one of the title",
    ),
    page: include_str!("../../docs/rules/D003.md"),
};

/// D004: title, body and metadata disagree on the year.
pub static YEAR_MISMATCH: Rule = Rule {
    code: "D004",
    name: "year-mismatch",
    severity: Severity::Error,
    title: Text::new(
        "标题、正文、发布信息的年度不一致",
        "different report years in title, text and metadata",
    ),
    ground: Text::new(
        "《政府信息公开条例》第四十九条：公布上一年度的报告",
        "article 49 of the 政府信息公开条例: a report is for the year before",
    ),
    page: include_str!("../../docs/rules/D004.md"),
};

/// What kind of body reports, according to its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rank {
    /// The government of a county, city or province.
    Government,
    /// A department or office, or the government of a town.
    Department,
    Unknown,
}

impl Rank {
    /// The rank according to the name of a body.
    pub fn of(name: &str) -> Self {
        const DEPARTMENTS: [&str; 10] =
            ["局", "委员会", "委", "厅", "办公室", "部", "署", "镇人民政府", "乡人民政府", "街道办事处"];
        const GOVERNMENTS: [&str; 7] = ["人民政府", "省", "市", "县", "区", "州", "旗"];
        let folded = text::fold(name);
        let ends = |endings: &[&str]| endings.iter().any(|ending| folded.ends_with(ending));
        // A 管理委员会 governs its zone.
        if folded.ends_with("管理委员会") || folded.ends_with("管委会") {
            Self::Unknown
        } else if ends(&DEPARTMENTS) {
            Self::Department
        } else if ends(&GOVERNMENTS) {
            Self::Government
        } else {
            Self::Unknown
        }
    }
}

pub(super) fn organizations(report: &Report, findings: &mut Vec<Finding>) {
    let Some(title) = &report.title else { return };
    let Some(own) = identity::organization_in_title(&title.text) else { return };
    if let Some(signed) =
        report.signature.organization.as_ref().filter(|signed| !is_other_name(&own, &signed.text))
    {
        let message = Message::new(
            format!("标题是“{own}”的报告，落款却是“{}”", signed.text),
            format!("the title names '{own}', the signature '{}'", signed.text),
        );
        findings.push(
            Finding::new(&ORGANIZATION_MISMATCH, message, signed.place.clone())
                .with_passage(signed.text.clone()),
        );
    }
    let other = |key| report.metadata.get(key).filter(|name| !is_other_name(&own, name));
    let (issued, published) = (other(MetadataKey::IssuedBy), other(MetadataKey::PublishedBy));
    let said = match (issued, published) {
        (Some(name), Some(same)) if name == same => vec![("发文单位和发布机构", name)],
        _ => [issued.map(|name| ("发文单位", name)), published.map(|name| ("发布机构", name))]
            .into_iter()
            .flatten()
            .collect(),
    };
    for (label, name) in said {
        let message = Message::new(
            format!("标题是“{own}”的报告，{label}却是“{name}”"),
            format!("the title names '{own}', the metadata ({label}) '{name}'"),
        );
        findings.push(Finding::new(&ORGANIZATION_MISMATCH, message, Place::Unknown).with_passage(name));
    }
}

/// Whether this may be another name of the body in the title: sites and signatures abbreviate.
fn is_other_name(own: &str, name: &str) -> bool {
    text::fold(name).is_empty() || Body::of(own).kinship(&Body::of(name)) != Kinship::Different
}

pub(super) fn years(report: &Report, findings: &mut Vec<Finding>) {
    let Some(title) = report.title.as_ref() else { return };
    let Some(year) = identity::year_in_title(&title.text) else { return };
    let named = report.metadata.get(MetadataKey::Name);
    if let Some((name, other)) = named.and_then(|name| Some((name, identity::year_in_title(name)?)))
        && other != year
    {
        let message = Message::new(
            format!("标题是 {year} 年的报告，“名称”一栏却是 {other} 年"),
            format!("the title is for {year}, the name in the metadata for {other}"),
        );
        findings.push(mismatch(message, title, year, other).with_passage(name));
    }
    if let Some((line, other)) = year_of_text(report, year) {
        let message = Message::new(
            format!("标题是 {year} 年的报告，正文写的却是 {other} 年"),
            format!("the title is for {year}, the text describes {other}"),
        );
        findings.push(mismatch(message, title, year, other).with_passage(line.text.clone()));
    } else if let Some((date, signed)) = signed(report).filter(|(_, signed)| too_early(*signed, year)) {
        let message = Message::new(
            format!("标题是 {year} 年的报告，落款日期却是 {signed}"),
            format!("the title is for {year}, the date under the report is {signed}"),
        );
        let mut finding = mismatch(message, title, year, signed.year).with_passage(date.text.clone());
        finding.place = date.place.clone();
        findings.push(finding);
    }
}

fn mismatch(message: Message, title: &Passage, year: u16, other: u16) -> Finding {
    Finding::new(&YEAR_MISMATCH, message, title.place.clone())
        .with_figures(Some(other.into()), Some(year.into()))
}

fn signed(report: &Report) -> Option<(&Passage, Date)> {
    let date = report.signature.date.as_ref()?;
    Some((date, Date::parse(&date.text)?))
}

/// Whether a report on a whole year cannot have been written yet: before its second half.
fn too_early(signed: Date, year: u16) -> bool {
    signed.year < year || (signed.year == year && signed.month <= 6)
}

/// Words that mark a sentence as a plan.
const PLANS: [&str; 8] = ["将", "下一步", "计划", "打算", "拟", "继续", "进一步", "力争"];

/// The year that the text is about, if it never mentions that of the title.
fn year_of_text(report: &Report, year: u16) -> Option<(&Passage, u16)> {
    let lines = || {
        report
            .preamble
            .iter()
            .chain(report.sections.iter().flat_map(crate::model::report::Section::paragraphs))
    };
    let mentioned: Vec<u16> = lines().flat_map(|line| years_in(&line.text)).collect();
    if mentioned.contains(&year) {
        return None;
    }
    // The year before or after is also mentioned in comparisons and plans, but not at the start of a line that
    // says what was done.
    let heads = lines().find_map(|line| {
        let sentence = line.text.split(['。', '；']).next().unwrap_or_default();
        let start: String = sentence.chars().take(8).collect();
        let head = text::fold(&start);
        let other = [year.checked_sub(1)?, year + 1]
            .into_iter()
            .find(|other| head.starts_with(&format!("{other}年")))?;
        let sentence = text::in_simplified(sentence);
        let is_plan = PLANS.iter().any(|word| sentence.contains(word));
        (!is_plan).then_some((line, other))
    });
    let count = |other: u16| mentioned.iter().filter(|year| **year == other).count();
    heads.filter(|(_, other)| count(*other) > 1 || *other > year || mentioned.len() == 1)
}

/// The years a text names: `2021年`.
pub fn years_in(line: &str) -> impl Iterator<Item = u16> {
    line.match_indices('年').filter_map(move |(at, _)| {
        let digits = line.get(at.checked_sub(4)?..at)?;
        let is_longer = line.get(..at - 4).is_some_and(|rest| rest.ends_with(|c: char| c.is_ascii_digit()));
        digits.parse().ok().filter(|year| !is_longer && (2000..=2099).contains(year))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_one_body_are_distinguished_from_others() {
        for (own, name, want) in [
            ("阿克陶县阿克陶镇人民政府", "阿克陶镇人民政府", true),
            ("阿克陶县阿克陶镇", "阿克陶镇人民政府", true),
            ("宿迁市", "宿迁市人民政府办公室", true),
            ("上海市人民政府办公厅", "上海市人民政府", true),
            ("青溪县发展和改革委员会", "县发改委", true),
            ("青溪县卫生健康委员会", "青溪县卫健委", true),
            ("阿克陶县阿克陶镇人民政府", "阿克陶县克孜勒陶镇人民政府", false),
            ("阿克陶县阿克陶镇人民政府", "阿克陶县人民政府", false),
            ("青溪县文化局", "青溪县文物局", false),
            ("青溪县文化局", "青溪县教育局", false),
        ] {
            assert_eq!(is_other_name(own, name), want, "{own} {name}");
        }
    }

    #[test]
    fn plans_and_comparisons_do_not_name_another_year() {
        use crate::validate::examples::valid_report;
        for (text, want) in [
            ("2021年，青溪县文化局按时公开政府信息。", 1),
            ("2023年，青溪县文化局按时公开政府信息，2023年公开12条。", 1),
            ("2023年，我们将进一步完善制度。2023年公开更多。", 0),
            ("本年度公开12条，较2021年增加3条。", 0),
            ("2021年公开9条，2022年公开12条。", 0),
            ("按时公开政府信息。", 0),
        ] {
            let mut report = valid_report("2021");
            *report.pointer_mut("/sections/0/body/0/text").unwrap() = text.into();
            let report = crate::report_json::from_json(&report).unwrap().0;
            let mut findings = Vec::new();
            years(&report, &mut findings);
            assert_eq!(findings.len(), want, "{text}");
        }
    }

    #[test]
    fn ranks_follow_from_names() {
        for (name, rank) in [
            ("宿迁市人民政府", Rank::Government),
            ("测试市", Rank::Government),
            ("阿克陶县阿克陶镇人民政府", Rank::Department),
            ("青溪县文化局", Rank::Department),
            ("某经济技术开发区管理委员会", Rank::Unknown),
            ("某大学", Rank::Unknown),
        ] {
            assert_eq!(Rank::of(name), rank, "{name}");
        }
    }

    #[test]
    fn years_are_found_before_the_word_year() {
        assert_eq!(years_in("2021年公开12021年，2020年同比；1999年").collect::<Vec<_>>(), [2021, 2020]);
    }
}
