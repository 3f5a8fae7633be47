//! Words that the header of a column has beyond the form's label, of which nothing says that they are harmless:
//! `撤销处理决定数量`, `全县处理决定数量`.

/// Words that the header of a column may have without making its figures others. Longer ones come first.
const HARMLESS: [&str; 43] = [
    "12月31日",
    "1至12月",
    "政府信息",
    "112月",
    "本年度",
    "本单位",
    "本机关",
    "本年",
    "年度",
    "当年",
    "本期",
    "总数",
    "数量",
    "合计",
    "情况",
    "统计",
    "行政",
    "政府",
    "信息",
    "公开",
    "申请",
    "作出",
    "人次",
    "件次",
    "单位",
    "机构",
    "年",
    "度",
    "本",
    "当",
    "截至",
    "底",
    "末",
    "总",
    "数",
    "量",
    "件",
    "个",
    "项",
    "宗",
    "的",
    "类",
    "新",
];

/// Characters of the longest words that are compared.
const LONGEST_WORDS: usize = 80;

/// Whether the words of a header have others than those of the form's column that are not known to be harmless.
/// Where `may_be_misread`, another single character in the place of one of the form's is no other word.
pub(super) fn has_unknown_words(found: &str, form: &str, may_be_misread: bool) -> bool {
    let words = |label: &str| -> Vec<char> { label.chars().filter(|c| c.is_alphanumeric()).collect() };
    let (found, form) = (words(found), words(form));
    if found.len() > LONGEST_WORDS || form.len() > LONGEST_WORDS {
        return true;
    }
    differences(&found, &form).iter().any(|difference| {
        let is_misread = may_be_misread && difference.added.chars().count() == 1 && difference.missing == 1;
        !is_misread && !is_harmless(&difference.added)
    })
}

/// Whether words change nothing of what figures are.
pub fn is_harmless(mut words: &str) -> bool {
    while !words.is_empty() {
        let Some(known) = HARMLESS.iter().find_map(|word| words.strip_prefix(word)) else { return false };
        words = known;
    }
    true
}

/// Characters of the header between two that it shares with the form.
#[derive(Debug, Default, PartialEq, Eq)]
struct Difference {
    added: String,
    /// How many of the form's are missing in the same place.
    missing: usize,
}

/// The differences along the longest common subsequence.
fn differences(found: &[char], form: &[char]) -> Vec<Difference> {
    let common = common_lengths(found, form);
    let length = |i: usize, j: usize| common.get(i).and_then(|row| row.get(j)).copied().unwrap_or(0);
    let mut list = Vec::new();
    let mut open = Difference::default();
    let (mut i, mut j) = (0, 0);
    loop {
        match (found.get(i), form.get(j)) {
            (Some(a), Some(b)) if a == b => {
                list.push(std::mem::take(&mut open));
                i += 1;
                j += 1;
            }
            (_, Some(_)) if i == found.len() || length(i, j + 1) > length(i + 1, j) => {
                open.missing += 1;
                j += 1;
            }
            (Some(a), _) => {
                open.added.push(*a);
                i += 1;
            }
            (None, _) => break,
        }
    }
    list.push(open);
    list
}

/// At `[i][j]` the length of the longest common subsequence of what follows in both.
fn common_lengths(a: &[char], b: &[char]) -> Vec<Vec<usize>> {
    let mut below = vec![0_usize; b.len() + 1];
    let mut table = vec![below.clone()];
    for x in a.iter().rev() {
        let mut row = vec![0; b.len() + 1];
        let mut right = 0;
        for (j, y) in b.iter().enumerate().rev() {
            let at = |list: &[usize], place: usize| list.get(place).copied().unwrap_or(0);
            right = if x == y { at(&below, j + 1) + 1 } else { at(&below, j).max(right) };
            if let Some(slot) = row.get_mut(j) {
                *slot = right;
            }
        }
        table.push(row.clone());
        below = row;
    }
    table.reverse();
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_may_have_only_words_that_are_known_to_be_harmless() {
        for (found, form, want) in [
            ("本年度处理决定数量", "本年处理决定数量", false),
            ("当年作出行政处理决定总数", "本年处理决定数量", false),
            ("制发件", "本年制发件数", false),
            ("本年本年制发件数", "本年制发件数", false),
            ("撤销处理决定数量", "处理决定数量", true),
            ("全县处理决定数量", "处理决定数量", true),
            ("三年来处理决定数量", "处理决定数量", true),
            ("本年转发件数", "本年制发件数", true),
            ("本年修订件数", "本年制发件数", true),
            ("本年应收金额", "本年收费金额", true),
            ("处理决定数量期末", "处理决定数量", true),
            (&"长".repeat(200), "处理决定数量", true),
        ] {
            assert_eq!(has_unknown_words(found, form, false), want, "{found}");
        }
        assert!(!has_unknown_words("擕律服务机构", "法律服务机构", true), "one character is misread");
        assert!(has_unknown_words("外国法律服务机构", "法律服务机构", true));
    }
}
