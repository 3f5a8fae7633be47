//! The body that a title names.

use super::letters::{BRACKETS, Letter, group_end, last, strip_prefix, strip_suffix};
use super::subject;
use super::years::{Year, digit, years};

/// Words for the subject that may come before another one: 政务公开和政府信息公开.
const JOINED_SUBJECTS: [&str; 4] = ["政府信息公开", "政务公开", "信息公开", "政府信息"];
const CONJUNCTIONS: [char; 5] = ['和', '与', '及', '暨', '、'];

/// Words around the name of a body that are no part of it.
const BEFORE_BODY: [&str; 1] = ["关于"];
const AFTER_BODY: [&str; 12] = [
    "关于",
    "关于印发",
    "关于发布",
    "关于公布",
    "关于报送",
    "关于上报",
    "关于编报",
    "的",
    "近两年",
    "近三年",
    "近几年",
    "近年来",
];
/// Words for a body in its own text: 全市, 我局, 本机关.
const OWN: [char; 5] = ['全', '我', '本', '各', '该'];
const OWN_KINDS: [&str; 20] = [
    "省", "市", "县", "区", "州", "旗", "镇", "乡", "街道", "局", "委", "办", "院", "校", "机关", "单位",
    "部门", "级", "系统", "地区",
];
/// Words that are no body.
const FRAGMENTS: [&str; 10] =
    ["年度", "年报", "工作", "公开", "报告", "关于", "附件", "标题", "名称", "政府"];
/// How the names of bodies end that follow the kind of report in brackets.
const BODY_ENDINGS: [&str; 21] = [
    "政府",
    "局",
    "厅",
    "委",
    "办",
    "办公室",
    "委员会",
    "中心",
    "街道",
    "镇",
    "乡",
    "县",
    "市",
    "区",
    "省",
    "院",
    "处",
    "学校",
    "大学",
    "公司",
    "队",
];

/// The body before the subject of the report, and that after it.
pub(super) fn organization(
    letters: &[Letter],
    years: &[Year],
    subjects: &[&str],
) -> (Option<String>, Option<String>) {
    let Some(mut at) = subject(letters, subjects) else { return (None, None) };
    // 政务公开和政府信息公开工作年度报告
    while let Some(earlier) = joined_subject(letters.get(..at).unwrap_or_default()) {
        at = earlier;
    }
    // 某镇人民政府信息公开年报: here 政府 belongs to the body.
    if letters.get(..at).is_some_and(|before| strip_suffix(before, "人民").is_some()) {
        at += "政府".chars().count();
    }
    let mut parts: Vec<&[Letter]> = Vec::new();
    let mut start = 0;
    for year in years.iter().filter(|year| year.end <= at) {
        parts.push(letters.get(start..year.start).unwrap_or_default());
        start = year.end;
    }
    parts.push(letters.get(start..at).unwrap_or_default());
    // 年丰镇人民政府2024年……: the first letter is no rest of a year, for the year follows.
    let named_after_year = parts.first().filter(|part| parts.len() > 1 && is_name_with_year(part));
    if let Some(part) = named_after_year {
        let name = part.iter().map(|(c, _)| *c).collect();
        return (Some(name), body_after(letters.get(at..).unwrap_or_default()));
    }
    (parts.into_iter().find_map(body), body_after(letters.get(at..).unwrap_or_default()))
}

fn is_name_with_year(part: &[Letter]) -> bool {
    part.len() > 2 && part.first().is_some_and(|(_, c)| *c == '年') && ends_as_body(part)
}

fn joined_subject(before: &[Letter]) -> Option<usize> {
    let (last, rest) = before.split_last()?;
    let is_joined = CONJUNCTIONS.contains(&last.1);
    let shorter = JOINED_SUBJECTS.into_iter().find_map(|words| strip_suffix(rest, words));
    shorter.filter(|_| is_joined).map(<[Letter]>::len)
}

/// The name of a body without what is around it.
fn body(part: &[Letter]) -> Option<String> {
    let mut name = part;
    loop {
        let mut shorter = trim(name);
        for words in BEFORE_BODY {
            shorter = strip_prefix(shorter, words).unwrap_or(shorter);
        }
        for words in AFTER_BODY {
            shorter = strip_suffix(shorter, words).unwrap_or(shorter);
        }
        if shorter.len() == name.len() {
            break;
        }
        name = shorter;
    }
    let folded: String = name.iter().map(|(_, c)| *c).collect();
    is_body(&folded).then(|| name.iter().map(|(c, _)| *c).collect())
}

/// Without punctuation and brackets at the ends that enclose nothing or all of it.
fn trim(part: &[Letter]) -> &[Letter] {
    const SIGNS: &str = " -_|/\\:,、。.!~·•*#\"'‘’─―★☆■□◆◇●○▲△※▪";
    let is_bracket = |c: char| BRACKETS.iter().any(|(open, close)| c == *open || c == *close);
    let first = |part: &[Letter]| part.first().map(|(_, c)| *c);
    let end_of = |part: &[Letter]| part.last().map(|(_, c)| *c);
    if let Some(c) = first(part) {
        let end = group_end(part, 0);
        let is_loose = is_bracket(c) && end.is_none();
        if is_loose || SIGNS.contains(c) {
            return part.get(1..).unwrap_or_default();
        }
        match end {
            Some(end) if end + 1 == part.len() => return part.get(1..end).unwrap_or_default(),
            // （某县）教育局
            Some(end) if c == '(' && ends_as_body(part.get(1..end).unwrap_or_default()) => {}
            Some(end) => return part.get(end + 1..).unwrap_or_default(),
            None => {}
        }
    }
    if let Some(c) = end_of(part) {
        let closes = || (0..part.len()).any(|open| group_end(part, open) == Some(part.len() - 1));
        if SIGNS.contains(c) || (is_bracket(c) && !closes()) {
            return part.get(..part.len() - 1).unwrap_or_default();
        }
    }
    part
}

/// Whether a folded text can be the name of a body, and no fragment of a title.
fn is_body(folded: &str) -> bool {
    let is_own = folded.strip_prefix(OWN).is_some_and(|kind| OWN_KINDS.contains(&kind));
    folded.chars().count() >= 2
        && folded.chars().any(|c| c.is_alphabetic() && digit(c).is_none())
        && !folded.starts_with(['年', '月', '日', '的'])
        && !FRAGMENTS.contains(&folded)
        && !is_own
}

/// The body after the kind of report, in brackets or at the end: 2024年政府信息公开工作年度报告（某县财政局）,
/// 政府信息公开工作年度报告（2024年度）某县财政局. The name of a website follows a sign: …报告-某县人民政府.
fn body_after(rest: &[Letter]) -> Option<String> {
    let group = |open: usize| rest.get(open + 1..group_end(rest, open)?);
    let in_brackets = || (0..rest.len()).filter_map(group).find_map(bracketed_body);
    let kind =
        ["报告", "年报"].into_iter().find_map(|words| last(rest, words).map(|at| at + words.chars().count()));
    let tail = || {
        let tail = rest.get(kind?..)?;
        let end = years(tail).iter().rev().find(|year| year.end < tail.len()).map_or(0, |year| year.end);
        let tail = tail.get(end..)?;
        let tail = tail.split_first().filter(|((_, c), _)| *c == ')').map_or(tail, |(_, tail)| tail);
        let end = years(tail).first().map_or(tail.len(), |year| year.start);
        let tail = tail.get(..end)?;
        let starts_name = tail.first().is_some_and(|(_, c)| c.is_alphabetic());
        starts_name.then(|| bracketed_body(tail))?
    };
    in_brackets().or_else(tail)
}

/// The body that is all of this.
pub(super) fn bracketed_body(inside: &[Letter]) -> Option<String> {
    ends_as_body(inside).then(|| body(inside))?
}

pub(super) fn ends_as_body(inside: &[Letter]) -> bool {
    BODY_ENDINGS.iter().any(|ending| strip_suffix(inside, ending).is_some())
}
