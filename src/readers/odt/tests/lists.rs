use super::*;

const STYLES: &str = r#"<office:styles>
    <text:outline-style><text:outline-level-style text:level="1" style:num-format="1" style:num-suffix="."/></text:outline-style>
    <style:style style:name="Plain" style:family="paragraph" style:list-style-name=""/>
    <text:list-style style:name="L">
      <text:list-level-style-number text:level="1" style:num-format="一, 二, 三, ..." loext:num-list-format="%1%、" style:num-suffix="、"/>
      <text:list-level-style-number text:level="2" style:num-format="1" style:num-prefix="（" style:num-suffix="）"/>
      <text:list-level-style-number text:level="3" style:num-format="1" text:display-levels="2" style:num-suffix="."/>
    </text:list-style>
    <text:list-style style:name="B"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>
    <text:list-style style:name="X"><text:list-level-style-number text:level="1" style:num-format="阿, 阝, ..."/></text:list-style>
  </office:styles>"#;

fn item(content: &str) -> String {
    format!("<text:list-item>{content}</text:list-item>")
}

#[test]
fn labels_are_those_of_the_page() {
    let inner = format!(
        "<text:list>{}{}</text:list>",
        item("<text:p>子一</text:p>"),
        item("<text:p>子二</text:p><text:p>续</text:p>")
    );
    let list = format!(
        "<text:list xml:id=\"a\" text:style-name=\"L\">{}{}</text:list>",
        item(&format!("<text:p>总体</text:p>{inner}")),
        item("<text:p>公开</text:p>")
    );
    let more = format!(
        "<text:list text:continue-list=\"a\" text:style-name=\"L\">{}</text:list>",
        item("<text:p>申请</text:p>")
    );
    let again = format!("<text:list text:style-name=\"L\">{}</text:list>", item("<text:p>另起</text:p>"));
    let set = "<text:list text:style-name=\"L\"><text:list-item text:start-value=\"5\"><text:p>五</text:p></text:list-item></text:list>";
    let document = read_with(STYLES, &format!("{list}<text:p>间</text:p>{more}{again}{set}"));
    assert_eq!(
        shown(&document),
        ["一、总体", "（1）子一", "（2）子二", "续", "二、公开", "间", "三、申请", "一、另起", "五、五"]
    );
}

#[test]
fn lists_go_on_where_they_say_so() {
    let one = |attributes: &str, text: &str| {
        format!(
            "<text:list text:style-name=\"L\" {attributes}>{}</text:list>",
            item(&format!("<text:p>{text}</text:p>"))
        )
    };
    let deep = format!(
        "<text:list text:style-name=\"L\" text:continue-numbering=\"true\">{}</text:list>",
        item(&format!(
            "<text:list>{}</text:list>",
            item(&format!("<text:list>{}</text:list>", item("<text:p>深</text:p>")))
        ))
    );
    let body = format!("{}{}{deep}", one("", "甲"), one("text:continue-numbering=\"true\"", "乙"));
    assert_eq!(shown(&read_with(STYLES, &body)), ["一、甲", "二、乙", "1.1.深"]);
}

#[test]
fn headings_have_the_numbers_of_the_outline() {
    let document = read_with(
        STYLES,
        r#"<text:h text:outline-level="1">甲</text:h><text:h text:outline-level="1" text:is-list-header="true">无</text:h>
           <text:h text:outline-level="1" text:style-name="Plain">也无</text:h><text:h text:outline-level="1">2023年</text:h>"#,
    );
    assert_eq!(shown(&document), ["1.甲", "无", "也无", "2. 2023年"]);
}

#[test]
fn bullets_have_no_label_and_unknown_numbers_are_said() {
    let list = |style: &str, text: &str| {
        format!(
            "<text:list text:style-name=\"{style}\">{}</text:list>",
            item(&format!("<text:p>{text}</text:p>"))
        )
    };
    let document = read_with(STYLES, &(list("B", "点") + &list("X", "怪") + &list("none", "没有")));
    assert_eq!(shown(&document), ["点", "怪", "没有"]);
    assert_eq!(findings(&document), ["有 2 段是自动编号的，但文件里没有编号的样子，读不出编号"]);
}
