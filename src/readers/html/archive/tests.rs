use super::*;
use crate::model::document::Block;
use crate::model::error::Limit;
use crate::model::limits::Limits;

fn read_archive(archive: &str) -> Result<Document> {
    read(archive.as_bytes(), &ReadOptions::default())
}

fn texts(archive: &str) -> String {
    let paragraph = |block: &Block| match block {
        Block::Paragraph(paragraph) => Some(paragraph.text.clone()),
        Block::Table(_) => None,
    };
    let document = read_archive(archive).unwrap();
    document.blocks.iter().filter_map(paragraph).collect::<Vec<_>>().join("|")
}

const PAGE: &str = "--b\nContent-Type: text/html; charset=\"utf-8\"\n\n";

#[test]
fn the_page_is_found_and_decoded() {
    let head = "MIME-Version: 1.0\nContent-Type: multipart/related;\n\tboundary=\"b\"";
    for (archive, text) in [
        (format!("{head}\n\npreamble\n{PAGE}<p>12\n--b--\nafter"), "12"),
        (format!("{head}\n\n--b\nContent-Type: image/png\n\n9\n{PAGE}<p>1<p>2\n--bb\n--b--\n"), "1|2 --bb"),
        (
            format!("{head}; start=\"<2>\"\n\n{PAGE}<p>1\n--b\nContent-ID: <2>\nContent-Type: text/html\n\n<p>2\n"),
            "2",
        ),
        (
            format!("Snapshot-Content-Location: b.htm\n{head}\n\n{PAGE}<p>1\n--b\nContent-Type: text/html\nContent-Location: b.htm\n\n<p>2\n--b--"),
            "2",
        ),
        (
            format!("{head}\n\n--b\nContent-Type: multipart/alternative; boundary=c\n\n--c\nContent-Type: text/plain\n\n9\n--c\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\nPHA+5a6/\n--c--\n--b--"),
            "宿",
        ),
        ("MIME-Version: 1.0\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n<p>=E5=AE=BF1=\n2".to_owned(), "宿12"),
        (format!("{head}\n\n{PAGE}<frameset></frameset>\n{PAGE}<p>一\n{PAGE}<p>二\n--b--"), "一|二"),
    ] {
        assert_eq!(texts(&archive), text, "{archive}");
    }
}

#[test]
fn each_part_has_its_encoding() {
    let mut archive = b"MIME-Version: 1.0\nContent-Type: text/html; charset=big5\n\n<p>".to_vec();
    archive.extend(encoding_rs::BIG5.encode("政府資訊公開工作年度報告").0.as_ref());
    let document = read(&archive, &ReadOptions::default()).unwrap();
    let Some(Block::Paragraph(paragraph)) = document.blocks.first() else { panic!("no paragraph") };
    assert_eq!(paragraph.text, "政府資訊公開工作年度報告");
}

#[test]
fn archives_without_a_page_and_with_too_many_parts_are_refused() {
    let head = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n";
    assert!(matches!(read_archive(head), Err(Error::Damaged { .. })));
    assert!(matches!(
        read_archive(&format!("{head}--b\nContent-Type: text/css\n\nx")),
        Err(Error::Damaged { .. })
    ));
    let many = format!("{head}{}", "--b\n\n".repeat(20_000));
    assert!(matches!(read_archive(&many), Err(Error::TooLarge { what: Limit::Entries, .. })));
    let deep: String = (0..1000)
        .map(|level| format!("Content-Type: multipart/related; boundary=b{level}\n\n--b{level}\n"))
        .collect();
    assert!(read_archive(&deep).is_err());
    let limits = Limits { page_bytes: 10, ..Limits::default() };
    let page = format!("{head}{PAGE}<p>0123456789");
    let read = read(page.as_bytes(), &ReadOptions::default().with_limits(limits));
    assert!(matches!(read, Err(Error::TooLarge { what: Limit::Page, .. })));
}
