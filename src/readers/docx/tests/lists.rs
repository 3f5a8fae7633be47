//! Numbering, roles and properties: what other parts say of a paragraph.

use super::*;

/// An abstract list of these (format, text) levels.
fn list(id: u32, levels: &[(&str, &str)]) -> String {
    let levels: String = levels
        .iter()
        .enumerate()
        .map(|(at, (format, text))| {
            format!("<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/></w:lvl>")
        })
        .collect();
    format!("<w:abstractNum w:abstractNumId=\"{id}\">{levels}</w:abstractNum>")
}

fn num(id: u32, of: u32, overrides: &str) -> String {
    format!("<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"{of}\"/>{overrides}</w:num>")
}

/// A paragraph on a level of a list.
fn item(list: u32, level: u32, text: &str) -> String {
    p(&format!(
        "<w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr>{}",
        r(text)
    ))
}

fn styled(style: &str, text: &str) -> String {
    p(&format!("<w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{}", r(text)))
}

fn shown(body: &str, parts: &[(&str, &str)]) -> Vec<String> {
    texts(&try_read(&package(body, parts)).unwrap()).into_iter().map(str::to_owned).collect()
}

const OFFICIAL: [(&str, &str); 3] =
    [("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")];

#[test]
fn labels_precede_the_text_and_count_as_word_does() {
    let numbering = list(0, &OFFICIAL) + &num(1, 0, "");
    let body = [
        item(1, 0, "总体情况"),
        item(1, 1, "主动公开"),
        item(1, 1, "依申请公开"),
        item(1, 2, "受理"),
        item(1, 2, "2021年"),
        item(1, 0, "处理情况"),
        item(1, 1, "其他"),
        item(0, 0, "不编号"),
        item(9, 0, "没有这个列表"),
    ];
    assert_eq!(
        shown(&body.concat(), &[("numbering", &numbering)]),
        [
            "一、总体情况",
            "（一）主动公开",
            "（二）依申请公开",
            "1.受理",
            "2. 2021年",
            "二、处理情况",
            "（一）其他",
            "不编号",
            "没有这个列表",
        ]
    );
}

#[test]
fn a_level_shows_those_above_it_and_keeps_counting_when_set_to() {
    let keeps = "<w:lvl w:ilvl=\"1\"><w:start w:val=\"5\"/><w:lvlRestart w:val=\"0\"/><w:numFmt w:val=\"lowerRoman\"/><w:isLgl/><w:lvlText w:val=\"%1.%2\"/><w:suff w:val=\"nothing\"/></w:lvl>";
    let numbering = list(0, &[("chineseCounting", "第%1条")]).replace("</w:abstractNum>", keeps)
        + "</w:abstractNum>"
        + &num(1, 0, "");
    let body = [item(1, 1, "甲"), item(1, 0, "乙"), item(1, 1, "丙"), item(1, 0, "丁"), item(1, 1, "2")];
    assert_eq!(
        shown(&body.concat(), &[("numbering", &numbering)]),
        ["1.5甲", "第一条乙", "1.6丙", "第二条丁", "2.7 2"]
    );
}

#[test]
fn a_label_never_continues_a_figure_of_the_text() {
    let shown_after = |format: &str, level: &str, text: &str| {
        let numbering = list(0, &[(format, level)])
            .replace("</w:lvl>", "<w:suff w:val=\"nothing\"/></w:lvl>")
            + &num(1, 0, "");
        shown(&item(1, 0, text), &[("numbering", &numbering)]).concat()
    };
    let cases = [
        ("decimal", "%1.", "5月1日起", "1. 5月1日起"),
        ("decimal", "%1．", "５月1日起", "1． ５月1日起"),
        ("decimal", "%1", "2021年", "1 2021年"),
        ("decimal", "%1.", "\t5月1日起", "1. 5月1日起"),
        ("decimal", "%1.", "属于国家秘密", "1.属于国家秘密"),
        ("decimal", "%1、", "2021年", "1、2021年"),
        ("decimal", "（%1）", "2021年", "（1）2021年"),
        ("chineseCounting", "%1、", "2021年", "一、2021年"),
        ("chineseCounting", "%1", "二〇二一年", "一 二〇二一年"),
    ];
    for (format, level, text, expected) in cases {
        assert_eq!(shown_after(format, level, text), expected);
    }
}

#[test]
fn lists_of_one_abstract_list_go_on_unless_a_start_is_overridden() {
    let restart = "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride>";
    let bullets = "<w:lvlOverride w:ilvl=\"0\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"•\"/></w:lvl></w:lvlOverride>";
    let numbering = list(0, &[("decimal", "%1.")])
        + &num(1, 0, "")
        + &num(2, 0, "")
        + &num(3, 0, restart)
        + &num(4, 0, bullets);
    let body = [item(1, 0, "甲"), item(2, 0, "乙"), item(3, 0, "丙"), item(3, 0, "丁"), item(4, 0, "戊")];
    assert_eq!(shown(&body.concat(), &[("numbering", &numbering)]), ["1.甲", "2.乙", "1.丙", "2.丁", "戊",]);
}

#[test]
fn styles_number_paragraphs_and_their_levels_name_styles() {
    let styles = "<w:style w:type='paragraph' w:styleId='a'><w:name w:val='一级'/><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>\
        <w:style w:type='paragraph' w:styleId='b'><w:name w:val='二级'/><w:basedOn w:val='a'/><w:pPr><w:numPr><w:ilvl w:val='1'/></w:numPr></w:pPr></w:style>\
        <w:style w:type='paragraph' w:styleId='c'><w:name w:val='环'/><w:basedOn w:val='c'/></w:style>";
    let numbering = list(0, &OFFICIAL).replace(
        "<w:numFmt w:val=\"chineseCounting\"/><w:lvlText w:val=\"%1、\"/>",
        "<w:numFmt w:val=\"chineseCounting\"/><w:pStyle w:val=\"a\"/><w:lvlText w:val=\"%1、\"/>",
    ) + &num(1, 0, "");
    let body = [styled("a", "总体"), styled("b", "主动"), styled("c", "环"), styled("a", "处理")];
    assert_eq!(
        shown(&body.concat(), &[("styles", styles), ("numbering", &numbering)]),
        ["一、总体", "（一）主动", "环", "二、处理",]
    );
}

#[test]
fn a_numbered_cell_shows_its_number_even_without_text() {
    let numbering = list(0, &[("decimal", "%1")]) + &num(1, 0, "");
    let body = format!(
        "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>",
        item(1, 0, ""),
        item(1, 0, "12")
    );
    let document = try_read(&package(&body, &[("numbering", &numbering)])).unwrap();
    assert_eq!(grid(&document), [[(0, 1, 1, "1"), (1, 1, 1, "2 12")]]);
}

#[test]
fn roles_come_from_styles_and_outline_levels() {
    let style = |id: &str, name: &str, more: &str| {
        format!("<w:style w:type='paragraph' w:styleId='{id}'><w:name w:val='{name}'/>{more}</w:style>")
    };
    let styles = [
        style("a3", "Title", "<w:pPr><w:outlineLvl w:val='0'/></w:pPr>"),
        style("1", "heading 1", ""),
        style("2", "标题 2", ""),
        style("x", "公文标题", "<w:basedOn w:val='1'/>"),
        style("y", "三级", "<w:pPr><w:outlineLvl w:val='2'/></w:pPr>"),
        style("t", "toc 1", "<w:basedOn w:val='1'/>"),
        style("s", "Signature", ""),
        style("d", "Date", ""),
        style("n", "Note", ""),
        style("h4", "heading 4", ""),
    ];
    let outlined = |style: &str, level: u32| {
        p(&format!("<w:pPr><w:pStyle w:val=\"{style}\"/><w:outlineLvl w:val=\"{level}\"/></w:pPr>{}", r("x")))
    };
    let ids = ["a3", "1", "2", "x", "y", "t", "s", "d", "n", "h4", "Heading3", "none"];
    let body: String = ids.iter().map(|id| styled(id, "x")).collect();
    let body = body + &outlined("1", 9) + &outlined("none", 1) + &outlined("a3", 1);
    let document = try_read(&package(&body, &[("styles", &styles.concat())])).unwrap();
    let roles: Vec<Role> = document
        .blocks
        .iter()
        .map(|block| match block {
            Block::Paragraph(paragraph) => paragraph.role,
            Block::Table(_) => panic!("no table was written"),
        })
        .collect();
    let heading = Role::Heading;
    assert_eq!(
        roles,
        [
            Role::Title,
            heading(1),
            heading(2),
            heading(1),
            heading(3),
            Role::Navigation,
            Role::Signature,
            Role::Date,
            Role::Note,
            heading(4),
            heading(3),
            Role::Body,
            Role::Body,
            heading(2),
            Role::Title,
        ]
    );
}

#[test]
fn text_hidden_by_a_style_is_hidden() {
    let styles = "<w:style w:type='character' w:styleId='h'><w:rPr><w:vanish/></w:rPr></w:style>";
    let body =
        "<w:p><w:r><w:rPr><w:rStyle w:val='h'/></w:rPr><w:t>藏</w:t></w:r><w:r><w:t>见</w:t></w:r></w:p>";
    assert_eq!(shown(body, &[("styles", styles)]), ["见"]);
}

#[test]
fn places_count_paragraphs_with_text() {
    let document = read(&(p("") + &p("<w:r><w:t>一</w:t><w:br/><w:t>二</w:t></w:r>") + &p(&r("三"))));
    let places: Vec<_> = document
        .blocks
        .iter()
        .map(|block| match block {
            Block::Paragraph(paragraph) => paragraph.place.clone(),
            Block::Table(_) => Place::Unknown,
        })
        .collect();
    let nth = |paragraph| Place::Paragraph { paragraph };
    assert_eq!(places, [nth(1), nth(1), nth(2)]);
}

#[test]
fn numbers_of_a_list_that_is_not_described_are_reported() {
    let document = read(&item(7, 0, "总体情况"));
    assert_eq!(texts(&document), ["总体情况"]);
    assert!(document.doubts[0].message.zh.contains("有 1 段是自动编号的"), "{:?}", document.doubts);
    assert!(read(&item(0, 0, "总体情况")).doubts.is_empty());
}
