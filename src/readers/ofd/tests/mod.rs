mod made;

use self::made::{Ruling, filled, ofd, package, path, table, text, with};
use super::read;
use crate::model::document::{Block, Document};
use crate::model::error::{Error, Limit};
use crate::model::limits::Limits;
use crate::model::place::Place;
use crate::readers::drawing::lines;

fn document(contents: &[&str], more: &[(&str, &str)]) -> Document {
    read(&ofd(contents, more), &Limits::default()).unwrap()
}

/// The lines after that of the body, and the codes of the findings.
fn read_lines(content: &str, more: &[(&str, &str)]) -> (Vec<String>, Vec<&'static str>) {
    let document = document(&[&(body() + content)], more);
    let lines = lines(&document).into_iter().filter(|line| line != BODY).collect();
    (lines, document.doubts.iter().map(|finding| finding.rule.code).collect())
}

fn error(bytes: &[u8]) -> Error {
    read(bytes, &Limits::default()).unwrap_err()
}

const BODY: &str = "各级行政机关认真贯彻落实条例";

/// Enough text for a page not to be a scan.
fn body() -> String {
    text(BODY, 20.0, 40.0)
}

#[test]
fn tables_and_paragraphs_have_their_places() {
    for ruling in [Ruling::Strokes, Ruling::ThinBoxes, Ruling::OnePath] {
        let rows: &[&[&str]] = &[&["行政许可", "12"], &["行政处罚", "3.5"]];
        let document = document(&[&(body() + &table(rows, 20.0, 60.0, ruling))], &[]);
        assert_eq!(lines(&document), [BODY, "行政许可|12", "行政处罚|3.5"], "{ruling:?}");
        assert_eq!(document.doubts, []);
        let [Block::Paragraph(paragraph), Block::Table(table)] = document.blocks.as_slice() else { panic!() };
        assert_eq!(paragraph.place, Place::Page { page: 1, line: Some(1) });
        assert_eq!(table.rows[1][1].place, Place::PageTable { page: 1, table: 1, row: 2, column: 2 });
    }
}

#[test]
fn characters_are_where_the_file_says() {
    let object = |attributes: &str, codes: &str| {
        format!(
            "<ofd:TextObject ID='5' Boundary='50 80 100 5' Font='3' {attributes}>{codes}</ofd:TextObject>"
        )
    };
    for (own, want) in [
        // Distances that are repeated, or that are too few.
        (object("Size='4'", "<ofd:TextCode X='0' Y='4' DeltaX='g 2 4 2'>公开12</ofd:TextCode>"), "公开12"),
        (object("Size='4'", "<ofd:TextCode X='0' Y='4' DeltaX='2'>1234</ofd:TextCode>"), "1234"),
        // None at all.
        (object("Size='4'", "<ofd:TextCode X='0' Y='4'>公开12件</ofd:TextCode>"), "公开12件"),
        // Points, made millimetres by the matrix; one em, made large by it.
        (
            object(
                "Size='12' CTM='0.3527 0 0 0.3527 0 0'",
                "<ofd:TextCode X='0' Y='12' DeltaX='6 6'>123</ofd:TextCode>",
            ),
            "123",
        ),
        (
            object(
                "Size='1' CTM='4 0 0 4 0 0'",
                "<ofd:TextCode X='0' Y='0.9' DeltaX='0.5 0.5'>123</ofd:TextCode>",
            ),
            "123",
        ),
        // The matrix moves the text back into the box.
        (
            object(
                "Size='12' CTM='0.3527 0 0 0.3527 -114 111'",
                "<ofd:TextCode X='324' Y='-303' DeltaX='6 6'>123</ofd:TextCode>",
            ),
            "123",
        ),
        // Several codes of one line, the second without a Y.
        (
            object(
                "Size='4'",
                "<ofd:TextCode X='0' Y='4' DeltaX='2'>12</ofd:TextCode><ofd:TextCode X='4'>3</ofd:TextCode>",
            ),
            "123",
        ),
        // A character each.
        (text("1", 50.0, 84.0) + &text("2", 52.0, 84.0) + &text("3", 54.0, 84.0), "123"),
        (text("件", 56.0, 84.0) + &text("1", 52.0, 84.0) + &text("2", 54.0, 84.0), "12件"),
        // White space that is escaped.
        (object("Size='4'", "<ofd:TextCode X='0' Y='4' DeltaX='4 2'>甲\\0020乙</ofd:TextCode>"), "甲 乙"),
        // Narrowed, and letters spaced apart.
        (
            object(
                "Size='4' HScale='0.5'",
                "<ofd:TextCode X='0' Y='4' DeltaX='2 2 1 1'>公开123</ofd:TextCode>",
            ),
            "公开123",
        ),
        (
            object("Size='4'", "<ofd:TextCode X='0' Y='4' DeltaX='g 3 6.5'>行政许可</ofd:TextCode>"),
            "行政许可",
        ),
    ] {
        assert_eq!(read_lines(&own, &[]), (vec![want.to_owned()], vec![]), "{own}");
    }
}

#[test]
fn turned_and_vertical_labels_are_read() {
    let frame = |x: f64| {
        let right = x + 10.0;
        path(&format!("M {x} 60 L {right} 60 L {right} 100 L {x} 100 C"), "", "")
    };
    let object = |attributes: &str, code: &str| {
        frame(20.0)
            + &frame(30.0)
            + &text("12", 32.0, 80.0)
            + &format!(
                "<ofd:TextObject ID='5' Boundary='22 64 6 32' Font='3' Size='4' {attributes}><ofd:TextCode {code}>办理结果\
                 </ofd:TextCode></ofd:TextObject>"
            )
    };
    for own in [
        object("", "X='1' Y='4' DeltaY='g 3 4'"),
        object("ReadDirection='90'", "X='1' Y='4' DeltaY='4 4 4'"),
        object("ReadDirection='90'", "X='1' Y='4'"),
        object("ReadDirection='90' CharDirection='90'", "X='1' Y='1' DeltaY='4 4 4'"),
        object("ReadDirection='270' CharDirection='270'", "X='5' Y='30' DeltaY='-4 -4 -4'"),
        object("CTM='0 1 -1 0 0 0'", "X='1' Y='-1' DeltaX='4 4 4'"),
    ] {
        assert_eq!(read_lines(&own, &[]), (vec!["办理结果|12".to_owned()], vec![]), "{own}");
    }
}

#[test]
fn what_is_not_seen_is_no_part_of_a_figure() {
    let white = "<ofd:FillColor Value='255 255 255'/>";
    let clip = "<ofd:Clips TransFlag='false'><ofd:Clip><ofd:Area><ofd:Path Boundary='-50 -50 40 40'><ofd:AbbreviatedData>\
                M 0 0 L 40 0 L 40 40 L 0 40 C</ofd:AbbreviatedData></ofd:Path></ofd:Area></ofd:Clip></ofd:Clips>";
    let resources = "<ofd:Res><ofd:DrawParams><ofd:DrawParam ID='30' Relative='31'/><ofd:DrawParam ID='31'>\
                     <ofd:FillColor Value='255'/></ofd:DrawParam></ofd:DrawParams></ofd:Res>";
    for hidden in [
        with("7", 54.0, 80.0, "Visible='false'", ""),
        with("7", 54.0, 80.0, "Alpha='0'", ""),
        with("7", 54.0, 80.0, "Fill='false'", ""),
        with("7", 54.0, 80.0, "", white),
        with("7", 54.0, 80.0, "", "<ofd:FillColor Value='0 0 0' Alpha='0'/>"),
        with("7", 54.0, 80.0, "", clip),
        with("7", 54.0, 80.0, "DrawParam='30'", ""),
        with("7", 54.0, 80.0, "CTM='0.1 0 0 0.1 0 0'", ""),
        text("7", 54.0, 80.0) + &filled(53.0, 75.0, 6.0, 8.0, "255 255 255"),
        filled(53.0, 75.0, 6.0, 8.0, "0 0 255")
            + &with("7", 54.0, 80.0, "", "<ofd:FillColor Value='0 0 255'/>"),
        text("7", 250.0, 80.0),
    ] {
        let (lines, codes) =
            read_lines(&(text("12", 50.0, 80.0) + &hidden), &[("Doc_0/PublicRes.xml", resources)]);
        assert_eq!((lines, codes), (vec!["12".to_owned()], vec!["R005"]), "{hidden}");
    }
}

#[test]
fn struck_text_is_not_counted_and_bold_text_is_one() {
    let strike = path("M 50 78.7 L 54.4 78.7", "", "");
    let (lines, codes) = read_lines(&(text("12", 50.0, 80.0) + &strike + &text("5", 60.0, 80.0)), &[]);
    assert_eq!((lines.join(""), codes), ("5".to_owned(), vec!["R005"]));
    let twice = text("121", 50.0, 80.0) + &text("121", 50.1, 80.0);
    assert_eq!(read_lines(&twice, &[]), (vec!["121".to_owned()], vec![]));
}

#[test]
fn templates_groups_and_layers_are_drawn() {
    let template = "<ofd:Page><ofd:Content><ofd:Layer>".to_owned()
        + &text("某某市人民政府", 90.0, 12.0)
        + "</ofd:Layer></ofd:Content></ofd:Page>";
    let group = "<ofd:Res><ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID='40'><ofd:Content>"
        .to_owned()
        + &text("12件", 5.0, 10.0)
        + "</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits></ofd:Res>";
    let page = |number: &str, line: &str| {
        format!(
            "<ofd:Template TemplateID='80'/><ofd:Content><ofd:Layer Type='Foreground'>{}</ofd:Layer><ofd:Layer>{}\
             <ofd:PageBlock><ofd:CompositeObject ResourceID='40' Boundary='20 60 100 20' CTM='2 0 0 2 0 0'/>\
             </ofd:PageBlock></ofd:Layer></ofd:Content>",
            text(number, 100.0, 285.0),
            text(&format!("{line}各级行政机关认真落实条例。"), 20.0, 40.0),
        )
    };
    let (first, second) = (page("- 1 -", "一、总体情况。"), page("- 2 -", "二、主动公开。"));
    let document =
        document(&[&first, &second], &[("Doc_0/Tpl.xml", &template), ("Doc_0/PublicRes.xml", &group)]);
    let rest = "各级行政机关认真落实条例。";
    assert_eq!(
        lines(&document),
        [
            format!("一、总体情况。{rest}"),
            "12件".to_owned(),
            format!("二、主动公开。{rest}"),
            "12件".to_owned()
        ]
    );
    let margins: Vec<&str> = document.margins.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(margins, ["某某市人民政府", "- 1 -", "- 2 -"]);
    assert_eq!(document.doubts, []);
}

#[test]
fn a_table_over_pages_is_one() {
    let first = body() + &table(&[&["事项", "件数"], &["行政许可", "12"]], 20.0, 260.0, Ruling::Strokes);
    let second = table(&[&["事项", "件数"], &["行政处罚", "3"]], 20.0, 15.0, Ruling::Strokes);
    let document = document(&[&first, &second], &[]);
    assert_eq!(lines(&document), [BODY, "事项|件数", "行政许可|12", "行政处罚|3"]);
}

#[test]
fn what_is_added_to_a_page_is_reported() {
    let list = "<ofd:Annotations><ofd:Page PageID='1'><ofd:FileLoc>Annot_1.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>";
    let annotation = |kind: &str, content: &str| {
        format!(
            "<ofd:PageAnnot><ofd:Annot Type='{kind}'><ofd:Appearance Boundary='0 0 210 297'>{content}</ofd:Appearance>\
             </ofd:Annot></ofd:PageAnnot>"
        )
    };
    for (kind, content, want, code) in [
        ("Path", text("99", 70.0, 80.0), "12", "R009"),
        ("Watermark", text("内部资料", 70.0, 80.0), "12", "R004"),
        // Something that covers a figure, and what does not.
        ("Path", filled(49.0, 75.0, 8.0, 8.0, "255 255 255"), "", "R005"),
        ("Highlight", filled(49.0, 75.0, 8.0, 8.0, "255 255 0"), "12", ""),
    ] {
        let annotation = annotation(kind, &content);
        let more = [("Doc_0/Annots.xml", list), ("Doc_0/Annot_1.xml", &annotation)];
        let (lines, codes) = read_lines(&text("12", 50.0, 80.0), &more);
        assert_eq!((lines.join(""), codes.join("")), (want.to_owned(), code.to_owned()), "{annotation}");
    }
}

#[test]
fn signatures_attachments_and_versions_are_reported() {
    let entry = "<OFD><DocBody><DocInfo><Title>2023年年度报告</Title><Author>某某市</Author></DocInfo><DocRoot>Doc_0/old.xml\
                 </DocRoot><Signatures>/Doc_0/Signs/Signatures.xml</Signatures><Versions><Version BaseLoc='V1.xml'/>\
                 <Version BaseLoc='V2.xml' Current='true'/></Versions></DocBody></OFD>";
    let version = "<DocVersion><DocRoot>/doc_0/DOCUMENT.xml</DocRoot></DocVersion>";
    let more = [
        ("OFD.xml", entry),
        ("V2.xml", version),
        (
            "Doc_0/Signs/Signatures.xml",
            "<Signatures><MaxSignId>2</MaxSignId><Signature ID='1'/><Signature ID='2'/></Signatures>",
        ),
        (
            "Doc_0/Attachs.xml",
            "<Attachments><Attachment Name='附表.xlsx'><FileLoc>a</FileLoc></Attachment></Attachments>",
        ),
    ];
    let document = document(&[&body()], &more);
    let said: Vec<&str> = document.doubts.iter().map(|finding| finding.message.zh.as_str()).collect();
    assert_eq!(
        said,
        [
            "OFD 文件保存了 2 个版本，只读入了当前版本",
            "文件有 2 个电子签名或签章，没有验证，印章图案也没有读入",
            "文件带有 1 个附件（附表.xlsx），没有读入",
        ]
    );
    let head: Vec<(&str, &str)> =
        document.head.iter().map(|property| (property.name.as_str(), property.text.as_str())).collect();
    assert_eq!(head, [("title", "2023年年度报告"), ("creator", "某某市")]);
}

#[test]
fn characters_that_cannot_be_known_are_reported_or_refused() {
    let (lines, codes) = read_lines(&text("¤\u{e012}件", 50.0, 80.0), &[]);
    assert_eq!((lines.join(""), codes), ("\u{fffd}\u{fffd}件".to_owned(), vec!["R003"]));
    let nothing = text(&"¤".repeat(20), 20.0, 80.0);
    assert!(matches!(error(&ofd(&[&nothing], &[])), Error::Unsupported { .. }));
}

#[test]
fn scans_and_encrypted_files_are_refused() {
    let scan = "<ofd:ImageObject ID='7' Boundary='0 0 210 297' CTM='210 0 0 297 0 0' ResourceID='50'/>";
    let resources = "<ofd:Res><ofd:MultiMedias><ofd:MultiMedia ID='50' Type='Image'><ofd:MediaFile>a.JPG</ofd:MediaFile>\
                     </ofd:MultiMedia></ofd:MultiMedias></ofd:Res>";
    // Alone, over recognised text, and below such text that is not drawn.
    for content in
        [scan.to_owned(), body().repeat(5) + scan, scan.to_owned() + &with(BODY, 20.0, 80.0, "Alpha='0'", "")]
    {
        let Error::Unsupported { name, .. } = error(&ofd(&[&content], &[("Doc_0/PublicRes.xml", resources)]))
        else {
            panic!()
        };
        assert!(name.zh.contains("扫描件 OFD"), "{}", name.zh);
    }
    let encrypted = ofd(&[&body()], &[("Encryptions.xml", "<ofd:Encryptions/>")]);
    assert!(matches!(error(&encrypted), Error::Encrypted { .. }));
}

#[test]
fn damaged_files_are_errors() {
    for parts in [
        &[("OFD.xml", "<OFD/>")][..],
        &[("OFD.xml", "<OFD><DocBody><DocRoot>D.xml</DocRoot></DocBody></OFD>")],
        &[("OFD.xml", "<OFD><DocBody>")],
        &[("OFD.xml", "")],
        &[("a.xml", "<OFD/>")],
        &[("OFD.xml", "<OFD><DocBody><DocRoot>D.xml</DocRoot></DocBody></OFD>"), ("D.xml", "<Document/>")],
        &[
            ("OFD.xml", "<OFD><DocBody><DocRoot>D.xml</DocRoot></DocBody></OFD>"),
            ("D.xml", "<Document><Pages><Page ID='1' BaseLoc='P.xml'/></Pages></Document>"),
        ],
    ] {
        assert!(matches!(error(&package(parts)), Error::Damaged { .. }), "{parts:?}");
    }
    let missing = ofd(&[&body()], &[]);
    let document = read(&missing, &Limits::default()).unwrap();
    assert_eq!(document.doubts, []);
}

#[test]
fn groups_within_groups_end() {
    let object = "<ofd:CompositeObject ResourceID='40'/>";
    let group = format!(
        "<ofd:Res><ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID='40'><ofd:Content>{}</ofd:Content>\
         </ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits></ofd:Res>",
        object.repeat(9)
    );
    let bomb = ofd(&[&(body() + object)], &[("Doc_0/PublicRes.xml", &group)]);
    let limits = Limits { time_ms: 300, ..Limits::default() }.started();
    let error = read(&bomb, &limits).unwrap_err();
    assert!(
        matches!(error, Error::TooLarge { what: Limit::Time | Limit::Nodes | Limit::Depth, .. }),
        "{error}"
    );
}
