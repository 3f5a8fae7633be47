//! What a blank form is called: the lines above its tables, the names of its sheets and of its file.

use super::parts::{Line, is_unit};
use crate::forms::language::is_distinctive;

/// Words around the title of a blank form that are not part of it.
const AROUND: [&str; 12] = [
    "（空表）",
    "(空表)",
    "（样表）",
    "(样表)",
    "（表样）",
    "（模板）",
    "(模板)",
    "空白表",
    "空表",
    "样表",
    "表样",
    "模板",
];

/// The title among the lines above a table: the first that is neither a number of an annex nor a remark.
pub fn of_lines(lines: &[Line]) -> Option<String> {
    let titles = lines.iter().filter(|line| !is_beside_title(&line.text)).map(|line| of_text(&line.text));
    let titles: Vec<String> = titles.filter(|title| !title.is_empty()).collect();
    titles.iter().find(|title| is_distinctive(title)).or_else(|| titles.first()).cloned()
}

/// The name of a sheet, unless the program gave it.
pub fn of_sheet(name: &str) -> Option<String> {
    let is_given = ["Sheet", "工作表", "Table", "表格"]
        .iter()
        .any(|word| name.strip_prefix(word).is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit())));
    Some(of_text(name)).filter(|title| !is_given && !title.is_empty())
}

/// A title without the year, the body and what is around it.
pub fn of_text(text: &str) -> String {
    let mut title = text.trim().to_owned();
    for word in AROUND {
        title = title.replace(word, "");
    }
    let title = without_annex(&title);
    let title = after_year(title).unwrap_or(title);
    let is_gap = |c: char| c.is_whitespace() || "_＿×〇○·—-－:：、.．".contains(c);
    title.trim_matches(is_gap).trim_end_matches(['一', '二', '三']).trim_end_matches("之").to_owned()
}

/// `附件1：`, `附表2`, `表3`.
fn without_annex(title: &str) -> &str {
    let rest = ["附件", "附表", "表"].iter().find_map(|word| title.trim_start().strip_prefix(word));
    let Some(rest) = rest else { return title };
    let is_number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let after = rest.trim_start_matches(is_number);
    let is_annex = after.len() < rest.len() || after.starts_with(['：', ':', '　', ' ']);
    if is_annex && !after.is_empty() {
        after.trim_start_matches(['：', ':', '　', ' ', '-', '、'])
    } else {
        title
    }
}

/// What follows `2024年度`, `　　年` or `××县2024年`.
fn after_year(title: &str) -> Option<&str> {
    let (before, rest) = title.split_once('年')?;
    let is_year = before.ends_with(|c: char| {
        c.is_ascii_digit() || c.is_whitespace() || "_＿×Xx〇○零一二三四五六七八九".contains(c)
    });
    let rest = rest.strip_prefix('度').unwrap_or(rest);
    (is_year || before.is_empty()).then_some(rest).filter(|rest| rest.chars().count() > 1)
}

fn is_beside_title(text: &str) -> bool {
    let starts = [
        "报告单位",
        "报告年度",
        "报告格式",
        "附件",
        "附表",
        "表号",
        "填报",
        "编制",
        "制定机关",
        "批准",
        "有效期",
        "（",
        "(",
    ];
    let is_short = text.chars().count() <= 12;
    is_unit(text) || starts.iter().any(|start| text.starts_with(start)) && (is_short || text.contains('：'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_what_names_the_form() {
        for (text, want) in [
            ("2025年度青溪县行政执法统计表", "青溪县行政执法统计表"),
            ("××县2025年行政执法统计表（空表）", "行政执法统计表"),
            ("____年农村供水情况表", "农村供水情况表"),
            ("附件2：养老服务机构情况表", "养老服务机构情况表"),
            ("年度计划执行情况表", "计划执行情况表"),
            ("表样", ""),
        ] {
            assert_eq!(of_text(text), want, "{text}");
        }
        assert_eq!(of_sheet("Sheet1"), None);
        assert_eq!(of_sheet("表1 养老机构").as_deref(), Some("养老机构"));
    }
}
