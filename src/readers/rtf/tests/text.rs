use super::*;
use crate::model::document::Role;

#[test]
fn characters_are_those_of_their_font_and_their_number() {
    let document = read(
        r"\pard\plain\f0 公开\u20449\'d0\u24687?{\uc2\u20844\'b9\'ab}\uc0\u24320 {\uc1\u-10179?\u-8704?}\par
\f1 12\emdash 3\~4\{5\}\_6\par{\f2\'fe\'6c}\par",
    );
    assert_eq!(shown(&document), ["公开信息公开😀", "12—3 4{5}-6", "☑●"]);
    assert_eq!(findings(&document), [""; 0]);
}

#[test]
fn western_fonts_hold_chinese_text_in_chinese_documents() {
    assert_eq!(shown(&read(r"{\loch\af1\hich\af1\dbch\af0\f1 共\hich 12\dbch 件}\par")), ["共12件"]);
}

#[test]
fn bytes_that_are_no_digits_may_be_there_too() {
    let mut bytes = HEAD.as_bytes().to_vec();
    bytes.extend_from_slice(&encoding_rs::GBK.encode("共12件").0);
    // The second byte of this character is a brace.
    bytes.extend_from_slice(b"\x81\x7d\\par}");
    let (last, _) = encoding_rs::GBK.decode_without_bom_handling(b"\x81\x7d");
    assert_eq!(shown(&try_read(&bytes).unwrap()), [format!("共12件{last}")]);
}

#[test]
fn lost_characters_are_said() {
    let document = read(r"共\'d0 12\u-10240?件\par");
    assert_eq!(shown(&document), ["共\u{fffd} 12\u{fffd}件"]);
    assert_eq!(findings(&document), ["有 2 个字符读不出来，以“\u{fffd}”代替，请与原件核对"]);
}

#[test]
fn only_what_the_page_shows_is_text() {
    let document = read(
        r"\pard 共{\strike 12}{\striked1 3}99{\super 1}件{\v 密}{\cf2 白}{\cf2\highlight1 黑底}{\deleted 删}{\fs2 小}{\xe{\v 目}}{\up8 2}\par
\deleted 又删\par\plain 完\par",
    );
    assert_eq!(shown(&document), ["共99¹件黑底²", "完"]);
    assert_eq!(
        findings(&document),
        [
            "“123”划了删除线，没有计入",
            "“密白”是隐藏的、看不见的文字，没有计入",
            "“小”是隐藏的、看不见的文字，没有计入",
            "“删”在修订中已经删除，没有计入",
            "“又删”在修订中已经删除，没有计入"
        ]
    );
}

#[test]
fn groups_that_programs_may_pass_over_are_passed_over() {
    let document = read(
        r"{\*\generator 写;}{\*\unknown{\b 不}要}{\info{\title 年报}{\author 甲}{\*\company 乙}}{\*\userprops{\propname PubDate}\proptype30{\staticval 2024-01-31}}
{\pict\wmetafile8 00ff}{\upr{旧}{\*\ud{新}}}{\bkmkstart a}文{\bin2 }}}字\par",
    );
    assert_eq!(shown(&document), ["新文字"]);
    let head: Vec<_> = document.head.iter().map(|one| (one.name.as_str(), one.text.as_str())).collect();
    assert_eq!(head, [("title", "年报"), ("creator", "甲"), ("PubDate", "2024-01-31")]);
    assert_eq!(findings(&document), ["文件中有 1 张图片 没有读入；其中如有文字或数字，请人工录入"]);
}

#[test]
fn numbers_before_paragraphs_are_part_of_them() {
    let document = read(
        r"{\listtext\pard\plain 一、\tab}\ls1 总体情况\par{\pntext 1.\tab}{\*\pn\pnlvlbody}2023年\par{\listtext\f2\'6c\tab}点\par{\listtext\u9675 \tab}圈\par",
    );
    assert_eq!(shown(&document), ["一、总体情况", "1. 2023年", "点", "圈"]);
}

#[test]
fn fields_show_their_results() {
    let document = read(
        r#"共{\field{\*\fldinst  DATE \\@ "yyyy"}{\fldrslt 2024}}年{\field{\*\fldinst{HYPERLINK "http://a"}}{\fldrslt{\ul 网站}}}
{\field{\*\fldinst SYMBOL 254 \\f "Wingdings"}{\fldrslt}}{\field{\*\fldinst FORMCHECKBOX {\*\formfield{\fftype1\ffres1}}}{\fldrslt}}{\field{\*\fldinst FORMDROPDOWN {\*\formfield{\fftype2\ffres1{\*\ffl 甲}{\*\ffl 乙}}}}{\fldrslt}}\par"#,
    );
    assert_eq!(shown(&document), ["共2024年网站☑☑乙"]);
}

#[test]
fn notes_comments_boxes_and_margins_are_apart() {
    let document = read(
        r"{\header\pard 单位：万元 {\field{\*\fldinst PAGE}{\fldrslt 1}}\par}{\footerr\pard 共受理12件\par}
公开186条{\super\chftn{\footnote\pard\plain{\super\chftn} 含镇村两级\par}}。{\*\atnid A}{\*\annotation{\*\atndate 1}请核对}\par
{\shp{\*\shpinst{\sp{\sn wzName}{\sv 名}}{\shptxt\pard 框内\par}}{\shprslt{\par 旧}}}完\par",
    );
    assert_eq!(shown(&document), ["公开186条[1]。", "完", "框内", "[1] 含镇村两级"]);
    assert_eq!(
        findings(&document),
        ["批注“请核对”没有收入报告", "页眉页脚里的“共受理12件”没有读入，如是报告的内容请移到正文"]
    );
    let margins: Vec<_> = document.margins.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(margins, ["单位：万元", "共受理12件"]);
}

#[test]
fn headings_are_what_their_style_says() {
    let document = read(
        r"{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 heading 1;}{\s2\sbasedon1 一级;}{\*\cs3 强调;}{\s4 标题;}}\s4 题\par\pard\s1 甲\par\pard\s2 乙\par\pard\outlinelevel1 丙\par\pard 丁\par",
    );
    let roles: Vec<_> = document
        .blocks
        .iter()
        .map(|block| match block {
            Block::Paragraph(paragraph) => paragraph.role,
            Block::Table(_) => Role::Body,
        })
        .collect();
    assert_eq!(roles, [Role::Title, Role::Heading(1), Role::Heading(1), Role::Heading(2), Role::Body]);
}
