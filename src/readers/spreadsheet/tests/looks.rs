//! What a sheet shows: struck, hidden and raised text, hidden rows and columns, number formats, comments.

use super::*;

const STYLES: &str = r#"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="0!.0,"/></numFmts>
    <fonts><font/><font><strike/></font><font><color rgb="FFFFFFFF"/></font></fonts>
    <fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>
    <fill><patternFill patternType="solid"><fgColor rgb="FF004080"/></patternFill></fill></fills>
    <cellXfs><xf/><xf fontId="1"/><xf fontId="2"/><xf fontId="2" fillId="2"/><xf numFmtId="164"/></cellXfs>
    <dxfs><dxf><font><color rgb="FFFFFFFF"/></font></dxf></dxfs></styleSheet>"#;

/// What a sheet of these rows shows, and the findings on it.
fn seen(rows: &str, rest: &str) -> (Vec<String>, Vec<(&'static str, String)>) {
    let sheet = format!("<worksheet>{rest}<sheetData>{rows}</sheetData></worksheet>");
    of(&read(&xlsx_with(&sheet, &[("xl/styles.xml", STYLES)])).unwrap())
}

fn of(document: &Document) -> (Vec<String>, Vec<(&'static str, String)>) {
    let doubts = document.doubts.iter().map(|doubt| (doubt.rule.code, doubt.message.zh.clone()));
    (shown(document), doubts.collect())
}

#[test]
fn what_is_struck_hidden_or_raised_joins_no_figure() {
    let rows = r#"<row><c t="inlineStr"><is><r><rPr><strike/></rPr><t>12</t></r><r><t>599</t></r></is></c>
        <c t="inlineStr"><is><r><t>12</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r></is></c>
        <c s="1"><v>7</v></c><c s="2"><v>8</v></c><c s="3"><v>9</v></c></row>"#;
    let (shown, doubts) = seen(rows, "");
    assert_eq!(shown, ["T", "599|12¹|||9"]);
    let expected =
        ["“12”划了删除线，没有计入", "“7”划了删除线，没有计入", "“8”是隐藏的、看不见的文字，没有计入"];
    assert_eq!(doubts.iter().map(|doubt| doubt.1.as_str()).collect::<Vec<_>>(), expected);
}

#[test]
fn hidden_rows_and_columns_leave_the_grid_right() {
    let rows = r#"<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c></row>
        <row r="2" hidden="1"><c r="A2"><v>4</v></c><c r="B2"><v>5</v></c><c r="C2"><v>6</v></c></row>
        <row r="3"><c r="B3"><v>7</v></c><c r="C3"><v>8</v></c></row>
        <row r="4" ht="0"><c r="A4"><v>9</v></c></row>
        <row r="5"><c r="A5"><v>10</v></c><c r="C5"><v>11</v></c></row>"#;
    let columns = r#"<cols><col min="2" max="2" hidden="1"/></cols>"#;
    let merges = r#"<mergeCells><mergeCell ref="A2:A3"/><mergeCell ref="B5:C5"/></mergeCells>"#;
    let sheet = format!("<worksheet>{columns}<sheetData>{rows}</sheetData>{merges}</worksheet>");
    let document = read(&xlsx(&sheet)).unwrap();
    let (shown, doubts) = of(&document);
    assert_eq!(shown, ["T", "1|3", "4|8", "10|"]);
    assert_eq!(doubts[0].1, "隐藏的行没有计入：“S”第 2 行、“S”第 4 行；要计入请取消隐藏，不要的请删除");
    assert_eq!(doubts[1].1, "隐藏的列没有计入：“S”B 列；要计入请取消隐藏，不要的请删除");
    let Block::Table(table) = &document.blocks[0] else { panic!() };
    assert_eq!(table.rows[1][1].place, Place::Sheet { number: 1, sheet: "S".into(), row: 3, column: 3 });
}

#[test]
fn a_cell_is_what_its_format_shows() {
    let (shown, doubts) = seen(r#"<row><c s="4"><v>608756200</v></c><c><v>12.5</v></c></row>"#, "");
    assert_eq!(shown, ["T", "60875.6|12.5"]);
    let said =
        "单元格的数字格式使显示的数与存的数不同，按显示的读入，请核对：S!A1 显示60875.6，存的是 608756200";
    assert_eq!(doubts, [("R005", said.to_owned())]);
}

#[test]
fn conditional_formats_that_hide_are_named() {
    let rule = r#"<conditionalFormatting sqref="B2:D9"><cfRule dxfId="0"/></conditionalFormatting>"#;
    let (_, doubts) = seen("<row><c><v>1</v></c></row>", rule);
    assert_eq!(doubts, [("R005", "条件格式可能使数字看不见或划去，已读入，请核对：“S”B2:D9".to_owned())]);
}

#[test]
fn figures_with_an_apostrophe_are_figures() {
    let rows = r#"<row><c t="str"><v>'2</v></c><c t="str"><v>＇3</v></c><c t="str"><v>'甲'</v></c></row>"#;
    assert_eq!(seen(rows, "").0, ["T", "2|3|'甲'"]);
}

#[test]
fn sums_without_a_result_are_computed() {
    let rows = r#"<row r="1"><c r="A1"><v>2</v></c><c r="B1"><v>3.5</v></c><c r="C1"><f>SUM(A1:B1)</f></c>
        <c r="D1"><f>C1+A1</f><v></v></c><c r="E1"><f>A1</f><v>7</v></c><c r="F1" t="str"><f>A1&amp;""</f><v></v></c></row>"#;
    let (shown, doubts) = seen(rows, "");
    assert_eq!(shown, ["T", "2|3.5|5.5|7.5|7"]);
    assert!(doubts.is_empty(), "{doubts:?}");
}

#[test]
fn comments_and_text_boxes_are_quoted() {
    let sheet = "<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>";
    let relationships = r#"<Relationships><Relationship Id="a" Type="x/comments" Target="c.xml"/>
        <Relationship Id="b" Type="x/drawing" Target="d.xml"/></Relationships>"#;
    let comments = r#"<comments><commentList><comment ref="B4"><text><r><t>应为 13</t></r></text></comment>
        <comment ref="B5"><text><t>〔repconv〕x</t></text></comment></commentList></comments>"#;
    let drawing = r"<d><a><from><col>1</col><row>2</row></from><to><col>5</col><row>9</row></to>
        <sp><txBody><p><r><t>共 12 件</t></r></p></txBody></sp></a></d>";
    let more = [("xl/_rels/s.xml.rels", relationships), ("xl/c.xml", comments), ("xl/d.xml", drawing)];
    let doubts = read(&xlsx_with(sheet, &more)).unwrap().doubts;
    let said: Vec<_> = doubts.iter().map(|doubt| (doubt.rule.code, doubt.message.zh.as_str())).collect();
    assert_eq!(
        said,
        [
            ("R004", "批注“应为 13”没有收入报告"),
            ("R009", "文本框里的“共 12 件”没有读入，如是报告的内容请移到表格或正文"),
        ]
    );
    assert_eq!(doubts[1].place, Place::Sheet { number: 1, sheet: "S".into(), row: 3, column: 2 });
}

#[test]
fn an_ods_shows_what_its_styles_show() {
    let styles = r##"<office:automatic-styles>
        <style:style style:family="text" style:name="s"><style:text-properties style:text-line-through-style="solid"/></style:style>
        <style:style style:family="text" style:name="u"><style:text-properties style:text-position="super 58%"/></style:style>
        <style:style style:family="table-cell" style:name="w"><style:text-properties fo:color="#ffffff"/></style:style>
        </office:automatic-styles>"##;
    let table = r#"<table:table table:name="一"><table:table-row>
        <table:table-cell><text:p><text:span text:style-name="s">12</text:span>599</text:p></table:table-cell>
        <table:table-cell><text:p>12<text:span text:style-name="u">1</text:span> 件</text:p></table:table-cell>
        <table:table-cell table:style-name="w" office:value-type="float" office:value="7"><text:p>7</text:p></table:table-cell>
        <table:table-cell office:value-type="float" office:value="608756200"><office:annotation><dc:creator>甲</dc:creator>
        <text:p>批</text:p></office:annotation><text:p>60,875.6</text:p></table:table-cell></table:table-row>
        <table:table-row-group table:display="false"><table:table-row><table:table-cell><text:p>隐</text:p></table:table-cell>
        </table:table-row></table:table-row-group>
        <table:table-row><table:table-cell><text:p>甲</text:p></table:table-cell><table:table-cell><text:p>乙</text:p></table:table-cell>
        </table:table-row></table:table>"#;
    let content = format!(
        "<office:document-content>{styles}<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>\
         </office:document-content>"
    );
    let (shown, doubts) = of(&read(&package(&[("content.xml", &content)])).unwrap());
    assert_eq!(shown, ["T", "599|12¹ 件||60875.6", "甲|乙||"]);
    let codes: Vec<_> = doubts.iter().map(|doubt| doubt.0).collect();
    assert_eq!(codes, ["R005", "R005", "R005", "R005", "R004"], "{doubts:?}");
}

#[test]
fn a_text_beside_another_stored_value_is_named() {
    for (attributes, shown, expected, said) in [
        (r#"office:value-type="string" office:string-value="599""#, "12", "12", true),
        (r#"office:value-type="string" office:string-value="599""#, "599", "599", false),
        (r#"office:value-type="string" office:string-value="a b""#, "ab", "ab", false),
        (r#"office:value="599""#, "12", "12", true),
        (r#"office:value-type="float""#, "12", "12", true),
        (r#"office:value-type="time" office:time-value="PT12H""#, "12", "12", true),
    ] {
        let table = format!(
            r#"<table:table table:name="一"><table:table-row><table:table-cell><text:p>规章</text:p></table:table-cell>
            <table:table-cell {attributes}><text:p>{shown}</text:p></table:table-cell></table:table-row></table:table>"#
        );
        let (rows, doubts) = of(&read(&ods(&table)).unwrap());
        assert_eq!(rows, ["T".to_owned(), format!("规章|{expected}")], "{attributes}");
        assert_eq!(doubts.iter().any(|doubt| doubt.0 == "R005"), said, "{attributes} {doubts:?}");
    }
}

#[test]
fn a_picture_in_the_place_of_a_figure_is_named() {
    let sheet = r#"<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>规章</v></c><c r="C1"><v>7</v></c></row>
        <row r="9"><c r="A9" t="str"><v>文化局</v></c></row></sheetData></worksheet>"#;
    let relationships =
        r#"<Relationships><Relationship Id="b" Type="x/drawing" Target="d.xml"/></Relationships>"#;
    let picture = |row: u32, column: u32| {
        format!(
            "<a><from><col>{column}</col><row>{row}</row></from><to/><pic><nvPicPr><cNvPr name='图片 1'/></nvPicPr></pic></a>"
        )
    };
    // In place of a figure, a seal, on a figure, a logo.
    let drawing = format!("<d>{}{}{}{}</d>", picture(0, 1), picture(8, 1), picture(0, 2), picture(0, 0));
    let more = [("xl/_rels/s.xml.rels", relationships), ("xl/d.xml", &drawing)];
    let document = read(&xlsx_with(sheet, &more)).unwrap();
    let places: Vec<_> = document.doubts.iter().map(|doubt| (doubt.rule.code, doubt.place.clone())).collect();
    assert_eq!(places, [("R009", Place::Sheet { number: 1, sheet: "S".into(), row: 1, column: 2 })]);
    let table = r#"<table:table table:name="一"><table:table-row><table:table-cell><text:p>规章</text:p></table:table-cell>
        <table:table-cell><draw:frame><draw:image/></draw:frame></table:table-cell>
        <table:table-cell><text:p>7</text:p></table:table-cell></table:table-row></table:table>"#;
    let codes: Vec<_> = of(&read(&ods(table)).unwrap()).1.into_iter().map(|doubt| doubt.0).collect();
    assert_eq!(codes, ["R004", "R009"]);
}
