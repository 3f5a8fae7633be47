//! How text looks: what a person does not see is no part of a figure, and is a finding at its place.

use super::*;

/// A table with one row: a label and a cell with these runs.
fn row(cell_properties: &str, content: &str) -> String {
    let cell = format!("<w:tc><w:tcPr>{cell_properties}</w:tcPr>{content}</w:tc>");
    format!("<w:tbl><w:tr>{}{cell}{}</w:tr></w:tbl>", tc("", "规章"), tc("", "3"))
}

/// A run with these properties.
fn run(properties: &str, text: &str) -> String {
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>")
}

/// The text of the second cell, and the messages.
fn cell(body: &str, styles: &str) -> (String, Vec<String>) {
    let document = try_read(&package(body, &[("styles", styles)])).unwrap();
    let text = tables(&document)[0].rows[0][1].text.clone();
    (text, document.doubts.iter().map(|doubt| doubt.message.zh.clone()).collect())
}

const STYLES: &str = "<w:docDefaults><w:rPrDefault><w:rPr><w:color w:val='000000'/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type='paragraph' w:default='1' w:styleId='a'><w:name w:val='Normal'/></w:style>
<w:style w:type='character' w:styleId='up'><w:rPr><w:vertAlign w:val='superscript'/></w:rPr></w:style>
<w:style w:type='character' w:styleId='up2'><w:basedOn w:val='up'/></w:style>
<w:style w:type='character' w:styleId='flat'><w:basedOn w:val='up'/><w:rPr><w:vertAlign w:val='baseline'/></w:rPr></w:style>
<w:style w:type='character' w:styleId='out'><w:rPr><w:strike/></w:rPr></w:style>
<w:style w:type='character' w:styleId='out2'><w:basedOn w:val='out'/></w:style>
<w:style w:type='character' w:styleId='white'><w:rPr><w:color w:val='ffffff'/></w:rPr></w:style>
<w:style w:type='paragraph' w:styleId='gone'><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type='paragraph' w:styleId='struck'><w:rPr><w:strike/></w:rPr></w:style>
<w:style w:type='paragraph' w:styleId='black'><w:pPr><w:shd w:val='clear' w:fill='000000'/></w:pPr></w:style>
<w:style w:type='character' w:styleId='ring'><w:basedOn w:val='ring2'/></w:style>
<w:style w:type='character' w:styleId='ring2'><w:basedOn w:val='ring'/><w:rPr><w:dstrike/></w:rPr></w:style>
<w:style w:type='table' w:styleId='blue'><w:tblStylePr w:type='firstRow'><w:tcPr><w:shd w:val='clear' w:fill='4F81BD'/></w:tcPr></w:tblStylePr></w:style>
<w:style w:type='table' w:styleId='old'><w:rPr><w:strike/></w:rPr></w:style>";

/// Cells that show 599, whatever else is in them, and how many findings there are.
#[test]
fn what_is_not_seen_is_no_part_of_the_figure() {
    let shown = |properties: &str| p(&(run(properties, "12") + &run("", "599")));
    let cases = [
        ("<w:strike/>", 1),
        ("<w:dstrike/>", 1),
        ("<w:rStyle w:val='out'/>", 1),
        ("<w:rStyle w:val='out2'/>", 1),
        ("<w:rStyle w:val='ring'/>", 1),
        ("<w:vanish/>", 1),
        ("<w:specVanish/>", 1),
        ("<w:webHidden/>", 1),
        ("<w:sz w:val='2'/>", 1),
        ("<w:color w:val='FFFFFF'/>", 1),
        ("<w:color w:val='FEFEFE'/>", 1),
        ("<w:rStyle w:val='white'/>", 1),
        ("<w:color w:val='FFFF00'/><w:highlight w:val='yellow'/>", 1),
        ("<w:color w:val='FF0000'/><w:shd w:val='clear' w:fill='FF0000'/>", 1),
        ("<w:color w:val='FF0000'/><w14:textFill xmlns:w14='x'><w14:noFill/></w14:textFill>", 1),
        (
            "<w:color w:val='FF0000'/><w14:textFill xmlns:w14='x'><w14:solidFill><w14:srgbClr w14:val='FFFFFF'/></w14:solidFill></w14:textFill>",
            1,
        ),
    ];
    for (properties, findings) in cases {
        let (text, doubts) = cell(&row("", &shown(properties)), STYLES);
        assert_eq!((text.as_str(), doubts.len()), ("599", findings), "{properties} {doubts:?}");
        assert!(doubts[0].contains("“12”"), "{properties} {doubts:?}");
    }
}

#[test]
fn what_is_seen_is_read() {
    let same = |properties: &str| p(&(run(properties, "12") + &run(properties, "599")));
    let cases = [
        ("<w:strike w:val='0'/>", ""),
        ("<w:rStyle w:val='out'/><w:strike w:val='false'/>", ""),
        ("<w:rStyle w:val='unknown'/>", ""),
        ("<w:vanish w:val='off'/>", ""),
        ("<w:rStyle w:val='flat'/>", ""),
        ("<w:vertAlign w:val='superscript'/>", ""),
        ("<w:position w:val='6'/>", ""),
        ("<w:sz w:val='15'/>", ""),
        ("<w:color w:val='auto'/>", ""),
        ("<w:color w:val='FFFFFF'/>", "<w:shd w:val='clear' w:color='auto' w:fill='4F81BD'/>"),
        ("<w:color w:val='FFFFFF'/>", "<w:shd w:val='pct50' w:color='auto' w:fill='FFFFFF'/>"),
        ("<w:color w:val='FFFFFF'/>", "<w:shd w:val='solid' w:color='000000'/>"),
        ("<w:color w:val='FFFFFF'/><w:highlight w:val='black'/>", ""),
    ];
    for (properties, cell_properties) in cases {
        let (text, doubts) = cell(&row(cell_properties, &same(properties)), STYLES);
        assert_eq!((text.as_str(), doubts.len()), ("12599", 0), "{properties} {doubts:?}");
    }
}

#[test]
fn text_shown_from_right_to_left_is_no_figure() {
    let within =
        |tag: &str| p(&format!("<w:{tag}>{}</w:{}>", run("", "995"), tag.split(' ').next().unwrap()));
    for (content, expected) in [
        (within("bdo w:val='rtl'"), "\u{202e}995"),
        (within("bdo w:val='ltr'"), "995"),
        (within("dir w:val='rtl'"), "995"),
        (p(&run("<w:rtl/>", "995")), "995"),
        (p(&run("", "\u{202e}995")), "\u{202e}995"),
    ] {
        assert_eq!(cell(&row("", &content), STYLES).0, expected, "{content}");
    }
}

/// A raised sign beside a figure, before or after it, never joins it.
#[test]
fn marks_are_set_off_from_the_figure() {
    let cases = [
        (run("", "599") + &run("<w:vertAlign w:val='superscript'/>", "1"), "599¹"),
        (run("", "599") + &run("<w:vertAlign w:val='subscript'/>", "1"), "599₁"),
        (run("", "599") + &run("<w:rStyle w:val='up'/>", "1"), "599¹"),
        (run("", "599") + &run("<w:rStyle w:val='up2'/>", "１"), "599¹"),
        (run("<w:vertAlign w:val='superscript'/>", "1") + &run("", "599"), "¹599"),
        (run("", "599") + &run("<w:position w:val='8'/><w:sz w:val='13'/>", "1"), "599¹"),
        (run("", "599") + &run("<w:position w:val='2'/>", "1"), "5991"),
        (run("", "599") + &run("<w:vertAlign w:val='superscript'/>", "注1"), "599注¹"),
        (run("", "599") + &run("<w:vertAlign w:val='superscript'/>", "*"), "599*"),
        (run("", "599") + &run("<w:vertAlign w:val='superscript'/>", "①"), "599①"),
        (
            run("", "599")
                + "<w:r><w:rPr><w:rStyle w:val='up'/></w:rPr><w:footnoteReference w:id='2'/></w:r>",
            "599[1]",
        ),
        (
            run("", "599")
                + "<w:r><w:rPr><w:rStyle w:val='up'/></w:rPr><w:footnoteReference w:customMarkFollows='1' w:id='2'/><w:t>2</w:t></w:r>",
            "599[1]",
        ),
    ];
    for (content, expected) in cases {
        let (text, _) = cell(&row("", &p(&content)), STYLES);
        assert_eq!(text, expected, "{content}");
    }
    let two_lines = p(&run("", "599")) + &p(&run("<w:rStyle w:val='up'/>", "1"));
    assert_eq!(cell(&row("", &two_lines), STYLES).0, "599\n¹");
}

#[test]
fn styles_of_paragraphs_and_tables_count() {
    let styled =
        |style: &str, runs: &str| format!("<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr>{runs}</w:p>");
    for (paragraph, expected, findings) in [
        (styled("gone", &run("", "599")), "", 1),
        (styled("struck", &run("", "599")), "", 1),
        // What the styles of the paragraph and the run both switch on is off.
        (styled("struck", &run("<w:rStyle w:val='out'/>", "599")), "599", 0),
        (styled("struck", &run("<w:strike w:val='0'/>", "599")), "599", 0),
        (styled("black", &run("<w:rStyle w:val='white'/>", "599")), "599", 0),
        (styled("black", &run("<w:color w:val='000000'/>", "599")), "", 1),
        (styled("unknown", &run("", "599")), "599", 0),
    ] {
        let (text, doubts) = cell(&row("", &paragraph), STYLES);
        assert_eq!((text.as_str(), doubts.len()), (expected, findings), "{paragraph} {doubts:?}");
    }
    let in_table = |style: &str, properties: &str| {
        row("", &p(&run(properties, "599")))
            .replace("<w:tbl>", &format!("<w:tbl><w:tblPr><w:tblStyle w:val='{style}'/></w:tblPr>"))
    };
    assert_eq!(cell(&in_table("blue", "<w:color w:val='FFFFFF'/>"), STYLES).0, "599");
    assert_eq!(cell(&in_table("old", ""), STYLES).0, "");
    assert_eq!(cell(&in_table("old", "<w:strike w:val='0'/>"), STYLES).0, "599");
}

#[test]
fn what_was_set_aside_is_said_at_its_place() {
    let hidden_row = format!("<w:tr><w:trPr><w:hidden/></w:trPr>{}{}</w:tr>", tc("", "规章"), tc("", "12"));
    let deleted_cell = tc("<w:cellDel/>", "7");
    let body = p(&run("<w:vanish/>", "藏"))
        + &p("<w:r><w:t>见</w:t></w:r><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>")
        + &format!(
            "<w:tbl><w:tr>{}</w:tr>{hidden_row}<w:tr>{}{deleted_cell}</w:tr></w:tbl>",
            tc("", "a"),
            tc("", "b")
        )
        + &p("<w:moveFrom><w:r><w:t>移</w:t></w:r></w:moveFrom><w:r><w:t>留</w:t></w:r>");
    let document = read(&body);
    let doubts: Vec<_> = document.doubts.iter().map(|d| (d.message.zh.as_str(), d.place.clone())).collect();
    let table = |row, column| Place::Table { table: 1, row, column };
    assert_eq!(
        doubts,
        [
            ("“藏”是隐藏的、看不见的文字，没有计入", Place::Paragraph { paragraph: 1 }),
            ("“规章 12”是隐藏的、看不见的文字，没有计入", table(2, 1)),
            ("“旧”在修订中已经删除，没有计入", Place::Paragraph { paragraph: 1 }),
            ("“7”在修订中已经删除，没有计入", table(2, 2)),
            ("“移”在修订中已经删除，没有计入", Place::Paragraph { paragraph: 2 }),
        ]
    );
    assert_eq!(texts(&document), ["见", "留"]);
}

#[test]
fn comments_are_said_where_they_are() {
    let comment = |id: u8, text: &str| format!("<w:comment w:id='{id}'>{}</w:comment>", p(&r(text)));
    let comments = comment(0, "应为778") + &comment(1, "没有位置");
    let body = row("", &p(&(r("599") + "<w:r><w:commentReference w:id='0'/></w:r>")));
    let document = try_read(&package(&body, &[("comments", &comments)])).unwrap();
    let doubts: Vec<_> = document.doubts.iter().map(|d| (d.message.zh.as_str(), d.place.clone())).collect();
    assert_eq!(
        doubts,
        [
            ("批注“应为778”没有收入报告", Place::Table { table: 1, row: 1, column: 2 }),
            ("批注“没有位置”没有收入报告", Place::Unknown),
        ]
    );
}

#[test]
fn forms_are_read_or_said() {
    let field = |data: &str| {
        format!(
            "<w:r><w:fldChar w:fldCharType='begin'><w:ffData>{data}</w:ffData></w:fldChar></w:r><w:r><w:instrText>FORM</w:instrText></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>"
        )
    };
    let list =
        "<w:ddList><w:result w:val='1'/><w:listEntry w:val='11'/><w:listEntry w:val='599'/></w:ddList>";
    for (content, expected, findings) in [
        (field(list), "599", 0),
        (field("<w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox>"), "☑", 0),
        (field("<w:checkBox><w:default w:val='0'/></w:checkBox>"), "□", 0),
        ("<w:r><w:object><v:shape xmlns:v='v'><v:imagedata/></v:shape><w:control w:name='TextBox1'/></w:object></w:r>".into(), "", 1),
        ("<w:r><w:object><o:OLEObject xmlns:o='o' ProgID='Excel.Sheet.12'/></w:object></w:r>".into(), "", 1),
    ] {
        let (text, doubts) = cell(&row("", &p(&content)), "");
        assert_eq!((text.as_str(), doubts.len()), (expected, findings), "{content} {doubts:?}");
    }
}

#[test]
fn figures_in_page_margins_are_said_and_letterheads_are_not() {
    let table = format!("<w:tbl><w:tr>{}{}{}</w:tr></w:tbl>", tc("", "规章"), tc("", "599"), tc("", "275"));
    for (content, findings) in [
        (table.as_str(), 1),
        ("<w:p><w:r><w:t>本年新收申请 1906 件</w:t></w:r></w:p>", 1),
        ("<w:p><w:r><w:t>青溪县文化局2024年政府信息公开工作年度报告</w:t></w:r></w:p>", 0),
        (
            "<w:p><w:r><w:t>第</w:t></w:r><w:fldSimple w:instr='PAGE'><w:r><w:t>3</w:t></w:r></w:fldSimple><w:r><w:t>页</w:t></w:r></w:p>",
            0,
        ),
        ("<w:p><w:r><w:t>— 12 —</w:t></w:r></w:p>", 0),
    ] {
        let header = format!("<w:hdr {W}>{content}</w:hdr>");
        let mut found = 0;
        for kind in ["header", "footer"] {
            let root = if kind == "header" { "hdr" } else { "ftr" };
            let part = header.replace("w:hdr", &format!("w:{root}"));
            let bytes = package_with(&p(&r("正文")), kind, &part);
            found += try_read(&bytes).unwrap().doubts.len();
        }
        assert_eq!(found, findings * 2, "{content}");
    }
}

#[test]
fn pictures_in_the_place_of_tables_and_figures_are_said() {
    let picture = "<w:r><w:drawing><wp:inline xmlns:wp='wp'><wp:docPr id='1' name='图片 1'/><a:graphic xmlns:a='a'><pic:pic xmlns:pic='p'/></a:graphic></wp:inline></w:drawing></w:r>";
    let heading = p(&r("二、主动公开政府信息情况"));
    let framed = format!("<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", p(picture));
    for (body, expected) in [
        (heading.clone() + &p(picture) + &p(picture), 1),
        (heading.clone() + "<w:p/>" + &p(picture), 1),
        (heading + &framed, 1),
        (p(&r("（单位：件）")) + &p(picture), 1),
        (p(picture) + &p(&r("青溪县文化局2024年政府信息公开工作年度报告")), 0),
        (p(&r("全年共办理申请12件，情况如图。")) + &p(picture), 0),
        (p(&r("二、主动公开")) + &p(&(r("文字") + picture)), 0),
        (row("", &p(picture)), 1),
        (row("", &p(&(r("599") + picture))), 0),
        (row("", &p(picture)).replace('3', "无"), 0),
    ] {
        let document = read(&body);
        let said = document.doubts.iter().filter(|doubt| doubt.message.zh.contains("这里是图片")).count();
        assert_eq!(said, expected, "{body}");
    }
}
