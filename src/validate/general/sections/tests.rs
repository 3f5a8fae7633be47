use super::check;
use crate::validate::general::samples::{of_lines, said};

#[test]
fn the_one_empty_heading_is_found() {
    let said = said(&of_lines(&["# 一、甲", "文字", "# 二、乙", "# 三、丙", "文字"]), check);
    assert_eq!(said, ["“二、乙”下面没有内容，请补上或删去这个标题"]);
    let last = of_lines(&["# 一、甲", "文字", "# 二、乙", "# （一）子", "文字", "# 三、丙"]);
    assert_eq!(super::super::samples::said(&last, check), ["“三、丙”下面没有内容，请补上或删去这个标题"]);
}

#[test]
fn lists_and_sentences_are_no_empty_headings() {
    for lines in [
        &["# 一、通报", "# 二、讨论", "# 三、布置"][..],
        &["# 一、听到警报后，立即疏散。", "# 二、清点人数", "文字", "# 三、不得乘坐电梯", "文字"],
        &["# 一、甲", "文字", "# 二、乙"],
        &["# 一、甲", "# （一）子", "文字", "# 二、乙", "文字", "# 三、丙", "文字"],
        &["# 概况", "# 背景", "文字", "# 结论", "文字"],
        &["# 一、甲", "文字", "# 二、乙", "# 小标题", "文字", "# 三、丙", "文字"],
    ] {
        assert_eq!(said(&of_lines(lines), check), [""; 0], "{lines:?}");
    }
}
