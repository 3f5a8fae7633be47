//! What a sentence says about all figures of a table: `以上为2023年数据`, `下表为所属各单位合计数`.
//!
//! A sentence says it only if it has nothing else: `2023年为12件` and `较上年增长` compare, `上年结转3件` explains.

use crate::model::text;
use crate::prose::numbering::numbering;

use super::periods::relative;
use super::{LONGEST, Marker, OWN_YEAR, is_whole_year, marker_at, regions};

/// Words that point to a table, above or below them.
const TABLE: [&str; 19] = [
    "以上", "上述", "上表", "本表", "此表", "该表", "下表", "以下", "下列", "如下", "表中", "表内", "附表",
    "表格", "所列", "所示", "所填", "表", "全表",
];

/// Words beside the table and a period that change nothing. Longer ones come first.
const BESIDE: [&str; 60] = [
    "报告期别",
    "单位",
    "机构",
    "均来自",
    "均取自",
    "报告期",
    "各单位",
    "统计数",
    "数据",
    "数字",
    "数值",
    "数目",
    "情况",
    "统计",
    "时间",
    "期间",
    "周期",
    "时段",
    "时点",
    "范围",
    "口径",
    "期别",
    "年度",
    "均为",
    "均系",
    "都是",
    "取自",
    "来自",
    "采用",
    "反映",
    "各项",
    "全部",
    "所有",
    "相关",
    "有关",
    "具体",
    "合计",
    "汇总",
    "总计",
    "总数",
    "来源",
    "填列",
    "填报",
    "日期",
    "为",
    "是",
    "系",
    "指",
    "均",
    "都",
    "按",
    "自",
    "的",
    "度",
    "年",
    "期",
    "底",
    "末",
    "及",
    "总",
];

/// What may stand before a note.
const MARKS: [&str; 9] = ["特别说明", "备注", "附注", "注释", "注意", "说明", "注", "※", "*"];

/// A part of a sentence.
pub(super) struct Clause {
    /// Folded, without brackets around it, its number and the mark of a note.
    pub text: String,
    /// It is all of its sentence.
    is_whole: bool,
}

/// The clauses of a text, up to a length no note has.
pub(super) fn clauses(text: &str) -> Vec<Clause> {
    const LONGEST_NOTE: usize = 400;
    if text.chars().count() > LONGEST_NOTE {
        return Vec::new();
    }
    let text = text::narrow(text);
    let mut clauses = Vec::new();
    for sentence in text.split(['。', ';', '\n', '!']) {
        let is_whole = !sentence.contains(',');
        for clause in sentence.split(',') {
            let folded = text::fold(clause);
            let clause = without_mark(without_brackets(&folded));
            if !clause.is_empty() && clause.chars().count() <= LONGEST {
                clauses.push(Clause { text: clause.to_owned(), is_whole });
            }
        }
    }
    clauses
}

fn without_brackets(text: &str) -> &str {
    text.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')).unwrap_or(text)
}

/// The text after the mark of a note and a number.
fn without_mark(text: &str) -> &str {
    let rest = MARKS.iter().find_map(|mark| text.strip_prefix(mark)).unwrap_or(text);
    let rest = if rest.len() < text.len() {
        let bare = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        bare.strip_prefix([':', '.', '、']).unwrap_or(if bare.len() < rest.len() { text } else { rest })
    } else {
        rest
    };
    without_brackets(numbering(rest).1)
}

/// Whether a text begins with the mark of a note: 注：, 说明：, ※.
pub fn is_marked(text: &str) -> bool {
    let folded = text::fold(text);
    let folded = folded.strip_prefix('(').unwrap_or(&folded);
    let rest = MARKS.iter().find_map(|mark| folded.strip_prefix(mark));
    rest.is_some_and(|rest| {
        folded.starts_with(['※', '*'])
            || rest.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with([':', '.', '、'])
    })
}

/// Whether a text speaks of the table above it.
pub fn points_up(text: &str) -> bool {
    ["以上", "上述", "上表"].iter().any(|word| text.contains(word))
}

/// Whether a text speaks of a table.
pub fn points_to_table(text: &str) -> bool {
    // One of these is in each of the words.
    text.contains(['表', '上', '下', '如', '所']) && TABLE.iter().any(|word| text.contains(word))
}

/// The other period or bodies that a sentence of a text says the figures of a table are of. `year` is the report's;
/// where `is_note`, the sentence need not say that it speaks of the table.
pub fn about_figures(text: &str, year: Option<u16>, is_note: bool) -> Option<Marker> {
    if !is_note && !points_to_table(text) {
        return None; // most lines
    }
    clauses(text).iter().find_map(|clause| {
        let is_open = is_note && clause.is_whole;
        (is_open || points_to_table(&clause.text)).then(|| other_in(&clause.text, year)).flatten()
    })
}

/// Whether a note is a single clause of which this is true, without the mark of the note.
pub fn is_nothing_but(text: &str, is_meant: impl Fn(&str) -> bool) -> bool {
    matches!(clauses(text).as_slice(), [clause] if is_meant(&clause.text))
}

/// The other period or bodies of a clause that says nothing else.
fn other_in(clause: &str, year: Option<u16>) -> Option<Marker> {
    let relative = relative(clause, year);
    let mut rest: &str = &relative;
    let mut found = Vec::new();
    while !rest.is_empty() {
        let length = if let Some(length) = harmless(rest) {
            length
        } else {
            let (length, marker) = marker_at(rest).or_else(|| regions::wider_at(rest))?;
            found.push(marker);
            length
        };
        rest = rest.get(length..)?;
    }
    let is_part = |marker: &&Marker| match marker {
        Marker::Period("季度" | "半年" | "月") => true,
        Marker::Scope(name) => *name != "其中",
        _ => false,
    };
    let is_total = |marker: &Marker| matches!(marker, Marker::Period("累计" | "历年"));
    let is_year = |marker: &&Marker| match marker {
        Marker::Year(_) => year.is_some(),
        Marker::Period(name) => !matches!(*name, "同比" | "截至" | "同期" | "累计" | "历年"),
        _ => false,
    };
    let is_known = |marker: &Marker| is_total(marker) || is_part(&marker) || is_year(&marker);
    let is_beside =
        |marker: &Marker| matches!(marker, Marker::Period("截至") | Marker::Figure | Marker::Count);
    if !found.iter().all(|marker| is_known(marker) || is_beside(marker)) {
        return None;
    }
    let names_own_year = OWN_YEAR.iter().any(|own| relative.contains(own));
    // 2024年累计 is the report's year, 2022年至2024年累计 is not.
    let (year, total) = (found.iter().find(is_year), found.iter().find(|marker| is_total(marker)));
    let period = if names_own_year { year.filter(|_| total.is_some()) } else { year.or(total) };
    found.iter().find(is_part).or(period).copied()
}

/// The bytes of what changes nothing at the start of a clause.
fn harmless(text: &str) -> Option<usize> {
    let word = |words: &[&str]| words.iter().find(|word| text.starts_with(**word)).map(|word| word.len());
    let date = || {
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let unit = text.get(digits..)?.chars().next().filter(|c| matches!(c, '月' | '日'))?;
        let is_day = text
            .get(digits + unit.len_utf8()..)
            .is_some_and(|after| unit == '日' || after.starts_with(|c: char| c.is_ascii_digit()));
        (digits > 0 && is_day).then_some(digits + unit.len_utf8())
    };
    let sign = || {
        text.starts_with(['(', ')', '-', '~', '至', '、', ':', '/', '.'])
            .then(|| text.chars().next().map_or(1, char::len_utf8))
    };
    is_whole_year(text)
        .or_else(|| word(&OWN_YEAR))
        .or_else(|| word(&TABLE))
        .or_else(|| word(&BESIDE))
        .or_else(date)
        .or_else(sign)
}

/// The text of a clause without what it says of the table: 青溪县教育局 of `本表为青溪县教育局数据`. `None` if the
/// text is more than one clause.
pub fn subject(text: &str) -> Option<String> {
    let is_end = |c: char| matches!(c, '。' | '，' | ',' | ';' | '；' | '！');
    if text.len() > LONGEST * 4 || text.trim_end().trim_end_matches(is_end).contains(is_end) {
        return None; // most lines
    }
    let clauses = clauses(text);
    let [clause] = clauses.as_slice() else { return None };
    let mut rest = clause.text.as_str();
    while let Some(word) = TABLE.iter().chain(&BESIDE).find(|word| rest.starts_with(**word)) {
        rest = rest.get(word.len()..)?;
    }
    while let Some(word) =
        ["数据", "情况", "统计", "数字", "数", "的", "表"].iter().find(|word| rest.ends_with(**word))
    {
        rest = rest.strip_suffix(word)?;
    }
    let is_name = !rest.contains([':', '(', '、']) && !rest.starts_with(['不', '含', '包', '仅', '除']);
    (is_name && !["不含", "包含", "包括"].iter().any(|word| rest.contains(word))).then(|| rest.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_with_nothing_else_says_of_which_period_the_figures_are() {
        for (note, is_other) in [
            ("注：以上为2023年数据。", true),
            ("注：本表数据统计时间为2023年1月1日至12月31日。", true),
            ("以上数据截至2023年12月31日。", true),
            ("注：本表为上年度数据", true),
            ("注：表中数据为累计数", true),
            ("注：表中数据为历年累计。", true),
            ("注：本表统计期为2024年上半年。", true),
            ("注：数据截至2024年11月底。", true),
            ("备注：1.收费金额的计量单位是元；2.数据为2021年情况。", true),
            ("（注：以上均为下属单位数据）", true),
            ("下表数据为2022年至2024年累计数。", true),
            ("下表统计口径为全县各乡镇。", true),
            ("注：以上为2024年数据。", false),
            ("注：本表为本年累计数据。", false),
            ("注：数据截至2024年12月31日。", false),
            ("注：数据截至12月31日。", false),
            ("注：统计时间为2024年1-12月。", false),
            ("注：2023年为12件。", false),
            ("注：较上年增长12%。", false),
            ("注：上年结转的3件均于本年办结。", false),
            ("注：本表为2024年与2023年对比数据。", false),
            ("注：与上年数据不同，系统计口径调整所致。", false),
            ("注：上年（2023年）填报数，供核对，报送前请删去：本年新收 27。", false),
            ("注：本表含下属单位数据。", false),
            ("注：以上数据不含乡镇。", false),
            ("注：“上年结转”为2023年结转至本年的申请。", false),
            ("注：其他处理包括上年度申请。", false),
        ] {
            assert_eq!(about_figures(note, Some(2024), true).is_some(), is_other, "{note}");
        }
        assert_eq!(about_figures("2023年数据", Some(2024), false), None, "it does not speak of a table");
    }

    #[test]
    fn what_a_clause_says_of_a_table_is_removed() {
        for (text, want) in [
            ("注：本表为青溪县教育局数据。", Some("青溪县教育局")),
            ("青溪县统计局", Some("青溪县统计局")),
            ("注：以上数据不含乡镇。", None),
            ("单位名称：县文化局", None),
            ("注：收费金额为元，非万元", None),
        ] {
            assert_eq!(subject(text).as_deref(), want, "{text}");
        }
    }
}
