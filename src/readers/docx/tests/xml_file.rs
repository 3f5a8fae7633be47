//! Word documents as one XML file, and documents within documents.

use super::*;

const HEAD: &str = "<?xml version='1.0'?><?mso-application progid='Word.Document'?><w:wordDocument xmlns:w='http://schemas.microsoft.com/office/word/2003/wordml' xmlns:aml='http://schemas.microsoft.com/aml/2001/core' xmlns:wx='x' xmlns:o='o' xml:space='preserve'>";

fn try_read_xml(xml: &str) -> Result<Document> {
    let content = Content::new(xml.as_bytes());
    match WordXml.read(&content, &ReadOptions::default())? {
        ReaderOutput::Document(document) => Ok(document),
        ReaderOutput::Report(..) => panic!("a reader of documents gave a report"),
    }
}

fn word_2003(before: &str, body: &str) -> Document {
    try_read_xml(&format!("{HEAD}{before}<w:body><wx:sect>{body}</wx:sect></w:body></w:wordDocument>"))
        .unwrap()
}

fn messages(document: &Document) -> Vec<&str> {
    document.doubts.iter().map(|doubt| doubt.message.zh.as_str()).collect()
}

#[test]
fn word_2003_reads_as_word_does() {
    let before = "<o:DocumentProperties><o:Title>题</o:Title><o:Pages>3</o:Pages></o:DocumentProperties>
        <w:lists><w:listDef w:listDefId='4'><w:lvl w:ilvl='0'><w:start w:val='1'/><w:nfc w:val='37'/><w:suff w:val='Nothing'/><w:lvlText w:val='%1、'/></w:lvl></w:listDef>
        <w:list w:ilfo='2'><w:ilst w:val='4'/></w:list></w:lists>
        <w:styles><w:style w:type='paragraph' w:styleId='h'><w:name w:val='heading 1'/></w:style>
        <w:style w:type='character' w:styleId='x'><w:rPr><w:strike w:val='on'/></w:rPr></w:style></w:styles>";
    let body = "<w:p><w:pPr><w:pStyle w:val='h'/><w:listPr><w:ilvl w:val='0'/><w:ilfo w:val='2'/></w:listPr></w:pPr><w:r><w:t>总体</w:t></w:r></w:p>
        <w:p><w:r><w:t>12</w:t></w:r><w:r><w:t> 34</w:t></w:r><w:r><w:footnote><w:p><w:r><w:t>脚注</w:t></w:r></w:p></w:footnote></w:r></w:p>
        <w:p><aml:annotation w:type='Word.Deletion'><aml:content><w:r><w:delText>旧</w:delText></w:r></aml:content></aml:annotation><aml:annotation w:type='Word.Insertion'><aml:content><w:r><w:t>新</w:t></w:r></aml:content></aml:annotation></w:p>
        <w:tbl><w:tr><w:tc><w:tcPr><w:vmerge w:val='restart'/></w:tcPr><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:rPr><w:rStyle w:val='x'/></w:rPr><w:t>7</w:t></w:r><w:r><w:t>8</w:t></w:r></w:p></w:tc></w:tr>
        <w:tr><w:tc><w:tcPr><w:vmerge/></w:tcPr><w:p/></w:tc><w:tc><w:p><w:r><w:t>9</w:t></w:r><w:r><aml:annotation w:type='Word.Comment'><aml:content><w:p><w:r><w:t>应为10</w:t></w:r></w:p></aml:content></aml:annotation></w:r></w:p></w:tc></w:tr></w:tbl>
        <w:p><w:r><w:pict><w:binData w:name='a'>AAAA</w:binData><v:shape xmlns:v='v'><v:imagedata/></v:shape></w:pict></w:r></w:p>
        <w:sectPr><w:hdr w:type='odd'><w:p><w:r><w:t>受理 12 件</w:t></w:r></w:p></w:hdr><w:footnotePr><w:footnote w:type='separator'><w:p/></w:footnote></w:footnotePr></w:sectPr>";
    let document = word_2003(before, body);
    assert_eq!(texts(&document), ["一、总体", "12 34[1]", "新", "[1] 脚注"]);
    assert_eq!(document.head[0].text, "题");
    assert!(matches!(&document.blocks[0], Block::Paragraph(p) if p.role == Role::Heading(1)));
    assert_eq!(grid(&document), [vec![(0, 1, 2, "甲"), (1, 1, 1, "8")], vec![(1, 1, 1, "9")]]);
    assert_eq!(
        messages(&document),
        [
            "文件中有 1 张图片 没有读入；其中如有文字或数字，请人工录入",
            "“7”划了删除线，没有计入",
            "“旧”在修订中已经删除，没有计入",
            "批注“应为10”没有收入报告",
            "页眉页脚里的“受理 12 件”没有读入，如是报告的内容请移到正文",
        ]
    );
}

#[test]
fn an_xml_file_cut_anywhere_is_an_error() {
    let whole = format!("{HEAD}<w:body><w:p><w:r><w:t>a &amp; b</w:t></w:r></w:p></w:body></w:wordDocument>");
    assert!(try_read_xml(&whole).is_ok());
    for cut in HEAD.len()..whole.len() {
        assert!(
            matches!(try_read_xml(whole.get(..cut).unwrap()), Err(Error::Damaged { .. })),
            "cut at {cut}"
        );
    }
    assert!(matches!(try_read_xml("<?xml version='1.0'?><a/>"), Err(Error::Damaged { .. })));
}

/// A package as one XML file.
fn flat(parts: &[(&str, &str)]) -> String {
    let part = |(name, content): &(&str, &str)| {
        format!("<pkg:part pkg:name='/{name}'><pkg:xmlData>{content}</pkg:xmlData></pkg:part>")
    };
    let parts: String = parts.iter().map(part).collect();
    format!(
        "<?xml version='1.0'?><pkg:package xmlns:pkg='http://schemas.microsoft.com/office/2006/xmlPackage'>{parts}</pkg:package>"
    )
}

#[test]
fn a_flat_package_reads_as_the_package() {
    let relations = |kind: &str, target: &str| {
        format!(
            "<Relationships><Relationship Id='a' Type='{OFFICE}/{kind}' Target='{target}'/></Relationships>"
        )
    };
    let document = format!("<w:document {W}><w:body>{}</w:body></w:document>", p(&r("平")));
    let (root, of_document) =
        (relations("officeDocument", "word/document.xml"), relations("styles", "styles.xml"));
    let parts = [
        ("_rels/.rels", root.as_str()),
        ("word/document.xml", document.as_str()),
        ("word/_rels/document.xml.rels", of_document.as_str()),
        ("word/styles.xml", "<w:styles/>"),
    ];
    assert_eq!(texts(&try_read_xml(&flat(&parts)).unwrap()), ["平"]);
    let twice: Vec<_> = parts.iter().chain(&parts[1..2]).copied().collect();
    assert!(matches!(try_read_xml(&flat(&twice)), Err(Error::Damaged { .. })));
    assert!(matches!(try_read_xml(&flat(&parts[..1])), Err(Error::Damaged { .. })));
}

/// A Word file that holds another document.
fn holding(name: &str, content: &[u8]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, content: &[u8]| {
        writer.start_file(name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    };
    let relation = format!(
        "<Relationships><Relationship Id='c' Type='{OFFICE}/aFChunk' Target='/word/{name}'/></Relationships>"
    );
    add("word/_rels/document.xml.rels", relation.as_bytes());
    add(&format!("word/{name}"), content);
    let body = p(&r("前")) + "<w:altChunk xmlns:r='r' r:id='c'/>" + &p(&r("后"));
    add("word/document.xml", format!("<w:document {W}><w:body>{body}</w:body></w:document>").as_bytes());
    writer.finish().unwrap().into_inner()
}

#[test]
fn documents_within_a_document_are_read_or_said() {
    let page = "<html><body><p>网页</p><table><tr><td>格</td><td>1</td></tr></table></body></html>";
    let inner = holding("x.html", page.as_bytes());
    for (name, content, expected, doubts) in [
        #[cfg(feature = "html")]
        ("a.html", page.as_bytes(), &["前", "网页", "后"][..], 0),
        ("a.txt", "文字\n两行".as_bytes(), &["前", "文字", "两行", "后"], 0),
        ("a.docx", &package(&p(&r("内")), &[]), &["前", "内", "后"], 0),
        // What is within a document within a document is not read.
        ("b.docx", &inner, &["前", "前", "后", "后"], 1),
        #[cfg(feature = "rtf")]
        ("a.rtf", b"{\\rtf1 12}", &["前", "12", "后"], 0),
        ("a.bin", b"\0\x01\x02\x03", &["前", "后"], 1),
    ] {
        let document = try_read(&holding(name, content)).unwrap();
        assert_eq!((texts(&document), document.doubts.len()), (expected.to_vec(), doubts), "{name}");
        let places = document.blocks.iter().filter_map(|block| match block {
            Block::Paragraph(paragraph) => Some(paragraph.place.clone()),
            Block::Table(_) => None,
        });
        let counted = (1..).map(|paragraph| Place::Paragraph { paragraph }).take(expected.len());
        assert_eq!(places.collect::<Vec<_>>(), counted.collect::<Vec<_>>(), "{name}");
    }
}
