//! Stock sentences of every report, which do not count as similarity.

/// Sets of words; a sentence with all words of a set, in any order, is a formula.
const FORMULAS: [&[&str]; 24] = [
    &["条例", "编制", "报告"],
    &["条例", "编制", "年报"],
    &["条例", "公布", "年度报告"],
    &["现", "公布", "工作年度报告"],
    &["现将", "报告如下"],
    &["报告", "由", "部分组成"],
    &["报告", "由", "部分构成"],
    &["报告", "由", "组成", "总体情况"],
    &["报告", "包括", "总体情况"],
    &["数据", "统计期限"],
    &["数据", "统计时限"],
    &["数据", "期限", "1月1日", "12月31日"],
    &["疑问", "联系"],
    &["疑问", "咨询"],
    &["报告", "联系电话"],
    &["报告", "电子版", "下载"],
    &["报告", "电子版", "查阅"],
    &["报告", "可在", "网站", "下载"],
    &["地址", "电话", "邮编"],
    &["地址", "电话", "邮政编码"],
    &["无", "需要报告的事项"],
    &["没有", "需要报告的事项"],
    &["未收取", "信息处理费"],
    &["没有收取", "信息处理费"],
];

/// Characters of the longest formula.
const LONGEST_FORMULA: usize = 160;

/// Characters of the longest sub-heading: 政府信息公开平台建设情况 with its number.
const LONGEST_HEADING: usize = 16;

/// Whether a sentence is a formula, only 无, or the numbered heading of a paragraph. `letters` are its
/// characters that are compared.
pub(super) fn is_formula(sentence: &str, letters: &[char]) -> bool {
    if letters.len() <= LONGEST_HEADING {
        let rest = sentence.trim_start();
        return matches!(letters, [] | ['无']) || is_numbered(rest) || has_words(letters);
    }
    letters.len() <= LONGEST_FORMULA && has_words(letters)
}

fn has_words(letters: &[char]) -> bool {
    let text: String = letters.iter().collect();
    FORMULAS.iter().any(|words| words.iter().all(|word| text.contains(word)))
}

/// `（一）…`, `(1)…`, `一、…` without a full stop: 三、四月间 is not numbered.
fn is_numbered(sentence: &str) -> bool {
    let numeral = |text: &str| {
        !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
    };
    let inner = sentence.strip_prefix(['（', '(']).and_then(|rest| rest.split_once(['）', ')']));
    let listed = sentence.split_once('、').filter(|_| !sentence.contains('。'));
    inner.or(listed).is_some_and(|(number, _)| numeral(number))
}
