//! What the name of a sheet says about its table, where another sheet has a table of the same form.

use crate::model::form::TableForm;
use crate::model::text;

/// Whether a sheet is named after the report, the table or a total, other than `Sheet2`.
pub fn is_of_report(sheet: &str, form: &TableForm) -> bool {
    const WORDS: [&str; 13] = [
        "年报",
        "报告",
        "正文",
        "主动公开",
        "申请",
        "复议",
        "诉讼",
        "统计表",
        "情况表",
        "汇总",
        "合计",
        "总计",
        "总表",
    ];
    let name = text::fold(sheet);
    name.contains(&*text::fold(form.name)) || WORDS.iter().any(|word| name.contains(word))
}

/// Whether a sheet is named after one month: 一月, 十二月份. A month in digits is known in any text.
pub fn is_month(sheet: &str) -> bool {
    const MONTHS: [&str; 12] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];
    let name = text::fold(sheet);
    let month = name.strip_suffix('份').unwrap_or(&name).strip_suffix('月');
    month.is_some_and(|month| MONTHS.contains(&month))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_sheets_say_what_they_are() {
        for (name, month) in
            [("一月", true), ("十二月份", true), ("一月至十二月", false), ("依申请公开", false), ("", false)]
        {
            assert_eq!(is_month(name), month, "{name}");
        }
    }
}
