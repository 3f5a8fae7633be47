use super::*;
use crate::model::document::Role;

const STYLES: &str = r##"<office:styles>
    <style:default-style style:family="paragraph"><style:text-properties fo:font-size="12pt"/></style:default-style>
    <style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph"/>
    <style:style style:name="Title" style:family="paragraph"/>
    <style:style style:name="Struck" style:family="text"><style:text-properties style:text-line-through-style="solid"/></style:style>
  </office:styles><office:automatic-styles>
    <style:style style:name="S" style:family="text" style:parent-style-name="Struck"/>
    <style:style style:name="N" style:family="text"><style:text-properties style:text-line-through-style="none"/></style:style>
    <style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>
    <style:style style:name="W" style:family="text"><style:text-properties fo:color="#ffffff"/></style:style>
    <style:style style:name="A" style:family="text"><style:text-properties style:use-window-font-color="true" loext:opacity="0%"/></style:style>
    <style:style style:name="U" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>
    <style:style style:name="Sym" style:family="text"><style:text-properties style:font-name="Wingdings"/></style:style>
    <style:style style:name="HP" style:family="paragraph"><style:text-properties text:display="none"/></style:style>
    <style:style style:name="P1" style:family="paragraph" style:parent-style-name="Heading_20_1"/>
    <style:style style:name="Dark" style:family="table-cell"><style:table-cell-properties fo:background-color="#000000"/></style:style>
    <style:style style:name="Gone" style:family="section"><style:section-properties text:display="none"/></style:style>
  </office:automatic-styles>"##;

#[test]
fn only_what_the_page_shows_is_text() {
    let document = read_with(
        STYLES,
        r#"<text:p>共<text:span text:style-name="S">12<text:span text:style-name="N">5</text:span></text:span>99<text:span
           text:style-name="U">1</text:span>件<text:span text:style-name="H">密</text:span><text:span
           text:style-name="W">白</text:span><text:span text:style-name="A">。</text:span></text:p>
           <text:p text:style-name="HP">藏</text:p>"#,
    );
    assert_eq!(shown(&document), ["共599¹件。"]);
    assert_eq!(
        findings(&document),
        [
            "“12”划了删除线，没有计入",
            "“密白”是隐藏的、看不见的文字，没有计入",
            "“藏”是隐藏的、看不见的文字，没有计入"
        ]
    );
}

#[test]
fn white_text_on_a_dark_cell_is_seen() {
    let document = read_with(
        STYLES,
        r#"<table:table><table:table-row><table:table-cell table:style-name="Dark"><text:p><text:span
           text:style-name="W">12</text:span></text:p></table:table-cell></table:table-row></table:table>"#,
    );
    assert_eq!(shown(&document), ["| 12 |"]);
    assert_eq!(findings(&document), [""; 0]);
}

#[test]
fn headings_and_titles_are_what_they_say() {
    let document = read_with(
        STYLES,
        r#"<text:p text:style-name="Title">标题</text:p><text:h text:outline-level="2">一节</text:h>
           <text:p text:style-name="P1">一章</text:p><text:p>正文</text:p>"#,
    );
    let roles: Vec<_> = document
        .blocks
        .iter()
        .map(|block| match block {
            Block::Paragraph(paragraph) => paragraph.role,
            Block::Table(_) => Role::Body,
        })
        .collect();
    assert_eq!(roles, [Role::Title, Role::Heading(2), Role::Heading(1), Role::Body]);
}

#[test]
fn white_space_is_that_of_the_page() {
    let document = read(
        "<text:p>\n  一\n  二<text:s text:c=\"2\"/>三<text:tab/>四<text:line-break/>五<text:span> 六</text:span> \
         <text:span> 七</text:span></text:p>",
    );
    assert_eq!(shown(&document), ["一 二  三\t四", "五 六 七"]);
}

#[test]
fn deletions_notes_and_comments_are_apart() {
    let document = read(
        r#"<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info><dc:creator>甲</dc:creator>
           </office:change-info><text:p>185</text:p></text:deletion></text:changed-region></text:tracked-changes>
           <text:p>公开<text:change text:change-id="c1"/>186条<text:note text:id="n1" text:note-class="footnote"><text:note-citation>1</text:note-citation>
           <text:note-body><text:p>含镇村两级</text:p></text:note-body></text:note>。<office:annotation><dc:creator>乙</dc:creator>
           <text:p>请核对</text:p></office:annotation></text:p><text:p>完</text:p>"#,
    );
    assert_eq!(shown(&document), ["公开186条[1]。", "完", "[1] 含镇村两级"]);
    assert_eq!(findings(&document), ["“185”在修订中已经删除，没有计入", "批注“请核对”没有收入报告"]);
}

#[test]
fn what_conditions_and_sections_hide_is_said() {
    let document = read_with(
        STYLES,
        r#"<text:section text:style-name="Gone"><text:p>旧</text:p></text:section>
           <text:section text:display="condition" text:is-hidden="true"><text:p>又旧</text:p></text:section>
           <text:section><text:p>新</text:p></text:section>
           <text:p>共<text:hidden-text text:string-value="7" text:is-hidden="true"/><text:conditional-text>8</text:conditional-text>件</text:p>
           <text:p>9<text:hidden-paragraph text:is-hidden="true"/>件</text:p>
           <text:p><text:user-field-get text:name="x">10</text:user-field-get>件<text:placeholder>&lt;填&gt;</text:placeholder></text:p>"#,
    );
    assert_eq!(shown(&document), ["新", "共8件", "10件"]);
    assert_eq!(
        findings(&document),
        ["旧", "又旧", "7", "9件"].map(|text| format!("“{text}”是隐藏的、看不见的文字，没有计入"))
    );
}

#[test]
fn boxes_are_text_and_pictures_are_counted() {
    let document = read(
        r#"<text:p>前<draw:frame draw:name="Frame1"><draw:text-box><text:p>框内</text:p></draw:text-box></draw:frame>后</text:p>
           <text:p><draw:custom-shape><text:p>形</text:p></draw:custom-shape></text:p>
           <text:p>图<draw:frame draw:name="图1"><draw:image xlink:href="a"/></draw:frame></text:p>
           <text:p><draw:frame><draw:object xlink:href="b"/><draw:image xlink:href="c"/></draw:frame></text:p>"#,
    );
    assert_eq!(shown(&document), ["前后", "框内", "形", "图"]);
    assert_eq!(
        findings(&document),
        ["文件中有 1 张图片、1 个嵌入对象 没有读入；其中如有文字或数字，请人工录入"]
    );
}

#[test]
fn symbols_are_those_of_their_font() {
    let document = read_with(
        STYLES,
        "<text:p><text:span text:style-name=\"Sym\">\u{f0fe}</text:span>是\u{f0fe}</text:p>",
    );
    assert_eq!(shown(&document), ["☑是□"]);
    assert_eq!(findings(&document), ["有 1 个符号字体中的符号无法识别，以“□”代替"]);
}

#[test]
fn margins_and_properties_are_beside_the_text() {
    let head = r#"<office:meta><dc:title>年报</dc:title><meta:user-defined meta:name="PubDate">2024-01-31</meta:user-defined></office:meta>
        <office:master-styles><style:master-page><style:header><text:p>单位：万元 <text:page-number>1</text:page-number></text:p></style:header>
        <style:footer><text:p>共受理12件</text:p></style:footer></style:master-page></office:master-styles>"#;
    let document = read_with(head, "<text:p>文</text:p>");
    let margins: Vec<_> = document.margins.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(margins, ["单位：万元", "共受理12件"]);
    let head: Vec<_> = document.head.iter().map(|one| (one.name.as_str(), one.text.as_str())).collect();
    assert_eq!(head, [("title", "年报"), ("PubDate", "2024-01-31")]);
    assert_eq!(findings(&document), ["页眉页脚里的“共受理12件”没有读入，如是报告的内容请移到正文"]);
}
