//! Where a title that is too long for one line is divided: between words, else into even lines, so that no character is
//! left alone on the last one.

/// What a disclosure report is about.
const SUBJECT: &str = "政府信息公开";

/// Byte positions at which a title may be divided, the best first: before its year and before what it is about.
pub fn divisions(title: &str) -> impl Iterator<Item = usize> {
    [year(title), title.rfind(SUBJECT)].into_iter().flatten().filter(|at| *at > 0)
}

/// Where the year begins: four digits before 年.
fn year(title: &str) -> Option<usize> {
    let is_digit = |c: char| c.is_ascii_digit() || "〇○零一二三四五六七八九０１２３４５６７８９".contains(c);
    title.match_indices('年').find_map(|(end, _)| {
        let digits = title.get(..end)?.char_indices().rev().take_while(|(_, c)| is_digit(*c));
        let starts: Vec<usize> = digits.map(|(at, _)| at).collect();
        starts.last().copied().filter(|_| starts.len() == 4)
    })
}

/// The two lines of the title of a disclosure report, where `width` is that of a text and `line` that of a line. A title
/// with white space or with signs between clauses was set by somebody, and is left alone.
pub fn two_lines(title: &str, line: u32, width: fn(&str) -> u32) -> Option<(&str, &str)> {
    if width(title) <= line || is_set(title) {
        return None;
    }
    let mut divided = divisions(title).filter_map(|at| title.split_at_checked(at));
    divided.find(|(first, second)| {
        second.contains(SUBJECT) && [first, second].iter().all(|part| width(part) <= line)
    })
}

/// The width in which a title takes as many lines as it must and each is about as wide as the others.
pub fn even_width(title: &str, line: u32, width: fn(&str) -> u32) -> Option<u32> {
    let whole = width(title);
    let lines = whole.div_ceil(line.max(1));
    // A line is no wider than a character more than its share.
    let even = whole.div_ceil(lines.max(1)).saturating_add(width("字"));
    (lines > 1 && even < line && !is_set(title)).then_some(even)
}

fn is_set(title: &str) -> bool {
    title.contains(|c: char| c.is_whitespace() || "，；：。:".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Half-width characters of a text.
    fn width(text: &str) -> u32 {
        text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
    }

    #[test]
    fn a_long_title_is_divided_between_words() {
        for (title, want) in [
            ("青溪县2024年政府信息公开工作年度报告", None),
            (
                "宿迁市人民政府2024年政府信息公开工作年度报告",
                Some(("宿迁市人民政府", "2024年政府信息公开工作年度报告")),
            ),
            (
                "青溪县二〇二四年政府信息公开工作年度总报告",
                Some(("青溪县", "二〇二四年政府信息公开工作年度总报告")),
            ),
            (
                "青溪县人民政府办公室政府信息公开工作年度报告",
                Some(("青溪县人民政府办公室", "政府信息公开工作年度报告")),
            ),
            ("克孜勒苏柯尔克孜自治州阿克陶县布伦口乡人民政府2024年政府信息公开工作年度报告", None),
            ("关于全县农村生活污水治理情况的统计报告表格", None),
            ("青溪县　2024年政府信息公开工作的年度报告", None),
        ] {
            assert_eq!(two_lines(title, 40, width), want, "{title}");
        }
    }

    #[test]
    fn other_long_titles_have_even_lines() {
        assert_eq!(even_width("关于全县农村生活污水治理情况的统计报告表格", 40, width), Some(23));
        assert_eq!(even_width("关于全县农村生活污水治理情况的统计报告表", 40, width), None);
        assert_eq!(even_width(&"长".repeat(39), 40, width), None, "two full lines are even");
        assert_eq!(even_width("某县　关于全县农村生活污水治理情况的统计报告表格", 40, width), None);
    }
}
