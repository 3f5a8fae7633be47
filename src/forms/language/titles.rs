//! The words in a title that say which form a document is of.

use super::node::{Node, Words};

/// Characters that a title must have beside the words that any report may have in its title.
const FEWEST_OWN: usize = 2;

/// Words that any report may have in its title, longer ones before their parts.
const GENERIC: [&str; 28] = [
    "统计表",
    "情况表",
    "汇总表",
    "一览表",
    "年度",
    "季度",
    "月度",
    "半年",
    "报告",
    "报表",
    "年报",
    "季报",
    "月报",
    "工作",
    "统计",
    "汇总",
    "情况",
    "数据",
    "总结",
    "关于",
    "通知",
    "附件",
    "表",
    "年",
    "月",
    "的",
    "及",
    "和",
];

/// The titles of a form; those that every document may have are reported.
pub(super) fn read<'a>(form: &Node<'a>) -> Vec<Words<'a>> {
    let titles = form.texts("title");
    if titles.is_empty() && form.is_empty_list("title") {
        form.wrong(
            form.place("title"),
            "title 里至少要有一个标题，如 [\"行政执法统计年报\"]",
            "'title' must have a title at least, such as [\"行政执法统计年报\"]",
        );
    }
    for title in titles.iter().filter(|title| !is_distinctive(title.text)) {
        form.wrong(
            title.at,
            format!("“{}”太一般，别的文件也会有这样的标题；请写出这份报表特有的名称", title.text),
            format!(
                "'{}' is too general: other documents have such titles, too; name the report",
                title.text
            ),
        );
    }
    titles
}

/// Whether few other documents have such a title.
pub(crate) fn is_distinctive(title: &str) -> bool {
    let is_own = |c: &char| c.is_alphabetic() && !GENERIC.iter().any(|word| word.contains(*c));
    if title.chars().filter(is_own).nth(FEWEST_OWN - 1).is_some() {
        return true; // nearly always
    }
    let mut own: String = title.chars().filter(|c| c.is_alphabetic()).collect();
    for word in GENERIC {
        own = own.replace(word, "");
    }
    own.chars().count() >= FEWEST_OWN
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn general_titles_are_not_enough() {
        for title in ["报告", "年度工作报告", "2024年统计表", "情况汇总表", "表"] {
            assert!(!is_distinctive(title), "{title}");
        }
        for title in ["行政执法统计年报", "政府信息公开年报", "行政处罚实施情况统计表"]
        {
            assert!(is_distinctive(title), "{title}");
        }
    }
}
