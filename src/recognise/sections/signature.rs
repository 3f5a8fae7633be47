//! The signature, who signed and when: short lines at the end of a report, or before its text.

use crate::model::date::Date;
use crate::model::document::{Paragraph, Role};
use crate::model::text;
use crate::prose::numbering::numbering;

/// Whether a line is a date, even a malformed one (`20221月21日`).
pub fn is_date(line: &str) -> bool {
    let folded = text::fold(line);
    let folded = folded.trim_start_matches('(').trim_end_matches(')');
    let figures = |c: char| c.is_ascii_digit() || "〇○零一二三四五六七八九十".contains(c);
    let shape =
        folded.chars().count() <= 14 && folded.chars().all(|c| figures(c) || "年月日号.-/xX".contains(c));
    shape && (Date::parse(folded).is_some() || (folded.contains('月') && folded.ends_with(['日', '号'])))
}

/// Whether a line can be the name of a body.
pub fn is_body(line: &str, organization: Option<&str>) -> bool {
    const ENDS: [&str; 29] = [
        "政府",
        "办公室",
        "委员会",
        "局",
        "厅",
        "部",
        "院",
        "委",
        "办",
        "处",
        "所",
        "站",
        "中心",
        "街道",
        "镇",
        "乡",
        "会",
        "公司",
        "学校",
        "大学",
        "大队",
        "支队",
        "总队",
        "管委会",
        "学院",
        "集团",
        "馆",
        "署",
        "行",
    ];
    let folded = text::fold(line);
    if organization.is_some_and(|name| text::fold(name) == folded) {
        return true;
    }
    (3..=30).contains(&folded.chars().count())
        && !folded.contains(['。', ';', ',', ':', '、', '!', '?', '《', '(', '1', '2', '3'])
        && numbering(&folded).0.is_none()
        && ENDS.iter().any(|end| folded.ends_with(end))
}

/// A signature at the end of some lines, and the number of lines it takes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FoundSignature {
    pub lines: usize,
    pub organization: Option<Paragraph>,
    pub date: Option<Paragraph>,
}

/// Finds the signature at the end of `lines`, which are running text in order.
pub fn find_at_end(lines: &[&Paragraph], organization: Option<&str>) -> FoundSignature {
    let Some((last, before)) = lines.split_last() else { return FoundSignature::default() };
    if last.role == Role::Date || is_date(&last.text) {
        let signer =
            before.last().filter(|line| line.role == Role::Signature || is_body(&line.text, organization));
        return FoundSignature {
            lines: 1 + usize::from(signer.is_some()),
            organization: signer.map(|line| (*line).clone()),
            date: Some((*last).clone()),
        };
    }
    if let Some((who, when)) = on_one_line(last, organization) {
        return FoundSignature { lines: 1, organization: Some(who), date: Some(when) };
    }
    // Without a date, only the body named in the title or a line marked as signature is certain.
    let is_titled = organization.is_some_and(|name| text::fold(name) == text::fold(&last.text));
    if last.role == Role::Signature || (is_titled && !before.is_empty()) {
        return FoundSignature { lines: 1, organization: Some((*last).clone()), date: None };
    }
    FoundSignature::default()
}

/// `某镇人民政府　2022年1月21日`
fn on_one_line(line: &Paragraph, organization: Option<&str>) -> Option<(Paragraph, Paragraph)> {
    let text = line.text.as_str();
    let at = text.char_indices().find(|(_, c)| c.is_whitespace()).map(|(at, _)| at)?;
    let (who, when) = text.split_at(at);
    let when = text::trim(when);
    let part = |text: &str| Paragraph { text: text.to_owned(), ..line.clone() };
    (is_body(who, organization) && is_date(when)).then(|| (part(who), part(when)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::place::Place;

    fn found(lines: &[&str]) -> (usize, Option<String>, Option<String>) {
        let lines: Vec<Paragraph> =
            lines.iter().map(|l| Paragraph::new(*l, Role::Body, Place::Unknown)).collect();
        let signed = find_at_end(&lines.iter().collect::<Vec<_>>(), Some("某镇人民政府"));
        (signed.lines, signed.organization.map(|p| p.text), signed.date.map(|p| p.text))
    }

    #[test]
    fn the_last_lines_are_the_signature() {
        let some = |s: &str| Some(s.to_owned());
        assert_eq!(
            found(&["无。", "某镇人民政府", "20221月21日"]),
            (2, some("某镇人民政府"), some("20221月21日"))
        );
        assert_eq!(
            found(&["无。", "某县教育局", "2022年1月21日"]),
            (2, some("某县教育局"), some("2022年1月21日"))
        );
        assert_eq!(
            found(&["无。", "某镇人民政府 2022年1月21日"]),
            (1, some("某镇人民政府"), some("2022年1月21日"))
        );
        assert_eq!(found(&["无。", "某镇人民政府"]), (1, some("某镇人民政府"), None));
        assert_eq!(found(&["未收取信息处理费。", "没有其他事项"]), (0, None, None));
        assert_eq!(found(&["收费12件", "2022年1月21日"]), (1, None, some("2022年1月21日")));
    }
}
