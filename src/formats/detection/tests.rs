use std::io::{Cursor, Write};

use super::*;
use crate::formats::Formats;
use crate::model::error::Error;

fn zipped(names: &[&str]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for name in names {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(b"<x/>").unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A compound file of one directory sector with these entries; those after `/` lie under a storage.
fn compound(names: &[&str]) -> Vec<u8> {
    let mut bytes = vec![0; 512 * 2];
    bytes[..8].copy_from_slice(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    bytes[30] = 9;
    bytes[76..80].copy_from_slice(&u32::MAX.to_le_bytes());
    let none = u32::MAX.to_le_bytes();
    for (at, name) in std::iter::once(&"Root Entry").chain(names).enumerate() {
        let mut entry = [0; 128];
        for (slot, unit) in entry.chunks_mut(2).zip(name.encode_utf16()) {
            slot.copy_from_slice(&unit.to_le_bytes());
        }
        entry[64] = u8::try_from(name.len() * 2 + 2).unwrap();
        entry[68..72].copy_from_slice(&none);
        let right = if at > 0 && at < names.len() { u32::try_from(at + 1).unwrap() } else { u32::MAX };
        entry[72..76].copy_from_slice(&right.to_le_bytes());
        entry[76..80].copy_from_slice(&(if at == 0 { 1_u32 } else { u32::MAX }).to_le_bytes());
        bytes[512 + at * 128..512 + at * 128 + 128].copy_from_slice(&entry);
    }
    bytes
}

fn detected(bytes: &[u8], extension: Option<&str>) -> String {
    match Formats::builtin().detect(bytes, extension) {
        Ok(format) => format.name.to_string(),
        Err(Error::UnknownFormat { found }) => found.map_or_else(String::new, |found| found.zh),
        Err(error) => error.code().to_owned(),
    }
}

#[test]
fn packages_are_recognised_by_their_names() {
    let word = zipped(&["[Content_Types].xml", "_rels/.rels", "word/document.xml"]);
    assert_eq!(detected(&word, Some("xlsx")), "docx");
    assert_eq!(detected(&zipped(&["[Content_Types].xml", "xl/workbook.xml"]), None), "xlsx");
    assert_eq!(detected(&zipped(&["OFD.xml"]), None), "ofd");
    assert_eq!(detected(&zipped(&["报告.docx"]), Some("docx")), "压缩包（请先解压）");
    assert_eq!(detected(&zipped(&["ppt/presentation.xml"]), None), "PowerPoint 演示文稿");
}

#[test]
fn a_cut_package_is_still_recognised() {
    let word = zipped(&["[Content_Types].xml", "word/document.xml"]);
    let cut = &word[..word.len() / 2];
    assert_eq!(detected(cut, None), "docx");
    let early = &word[..60];
    assert_eq!(detected(early, Some("xlsx")), "xlsx");
    assert_eq!(detected(early, Some("docx")), "docx");
}

#[test]
fn compound_files_are_recognised_by_their_top_streams() {
    assert_eq!(detected(&compound(&["Workbook"]), Some("xlsx")), "xls");
    assert_eq!(detected(&compound(&["1Table", "WordDocument"]), Some("docx")), "doc");
    assert_eq!(detected(&compound(&["Nothing"]), None), "旧版 Office 复合文件");
    let cut = &compound(&["Workbook"])[..512];
    assert_eq!((detected(cut, Some("xls")), detected(cut, Some("doc"))), ("xls".into(), "doc".into()));
}

#[test]
fn a_package_with_a_password_goes_by_its_extension() {
    let bytes = compound(&["EncryptionInfo", "EncryptedPackage"]);
    let content = Content::new(&bytes);
    assert_eq!(content.compound(), Some(CompoundKind::EncryptedPackage));
    assert_eq!((docx(&content), xlsx(&content), xls(&content)), (Match::Perhaps, Match::Perhaps, Match::No));
    assert_eq!(detected(&bytes, Some("xlsx")), "xlsx");
    assert_eq!(detected(&bytes, None), "docx");
}

#[test]
fn a_circular_directory_ends() {
    let mut bytes = compound(&["a", "b"]);
    bytes[512 + 128 + 68] = 1;
    bytes[512 + 128 + 69..512 + 128 + 72].fill(0);
    assert_eq!(doc(&Content::new(&bytes)), Match::No);
}

#[test]
fn pages_are_recognised_in_any_encoding() {
    for page in [
        "<!DOCTYPE html>",
        "\u{feff} \n<HTML lang=zh>",
        "<!-- 说明 --><table><tr>",
        "<?xml version='1.0'?>\n<html>",
        "<p class=a>",
        "注\n<html><body>",
    ] {
        assert_eq!(html(&Content::new(page.as_bytes())), Match::Yes, "{page}");
        let wide: Vec<u8> = format!("\u{feff}{page}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(html(&Content::new(&wide)), Match::Yes, "{page}");
    }
    for other in ["一、总体情况 <p>", "<前言>", "<?xml version='1.0'?><w:wordDocument>", "a < b"] {
        assert_eq!(html(&Content::new(other.as_bytes())), Match::No, "{other}");
    }
    assert_eq!(detected("见</p><p>下</p></td>".as_bytes(), Some("txt")), "text");
    assert_eq!(detected("<?xml version='1.0'?><data/>".as_bytes(), Some("txt")), "XML 数据");
}

#[test]
fn json_rtf_pdf_are_recognised() {
    assert_eq!(detected(b"\xef\xbb\xbf { \"a\": 1}", Some("txt")), "json");
    assert_eq!(detected(b"[{}]", Some("json")), "json");
    assert_eq!(detected("[2021]12号".as_bytes(), Some("txt")), "text");
    assert_eq!(detected("{公告}".as_bytes(), None), "text");
    assert_eq!(detected(b"{\\rtf1 x", Some("doc")), "rtf");
    assert_eq!(detected(b"junk\n%PDF-1.4", None), "pdf");
}

#[test]
fn any_text_may_be_text() {
    for novel in ["BM局二〇二一年报告", "MZ", "ID3", "价目表\t12.50\n"] {
        assert_eq!(detected(novel.as_bytes(), None), "text", "{novel}");
        assert_eq!(detected(&encoding_rs::GBK.encode(novel).0, Some("docx")), "text", "{novel}");
    }
}

#[test]
fn what_is_no_text_is_called_by_its_name() {
    assert_eq!(detected(b"\x89PNG\r\n\x1a\n", Some("txt")), "图片");
    assert_eq!(detected(b"BM\x36\0\0\0\0\0\0\0\x36\0\0\0", None), "图片");
    assert_eq!(detected(b"MZ\x90\0\x03\0\0\0\x04\0", None), "程序");
    assert_eq!(detected(b"Rar!\x1a\x07\x01\0", None), "压缩包（请先解压）");
    assert_eq!(detected(&[0; 300], Some("txt")), "二进制数据");
    assert_eq!(detected(b"\xff\xfe\0\0\x2d\x4e\0\0", None), "UTF-32 文本（请另存为 UTF-8）");
    assert_eq!(detected(b" \r\n", Some("txt")), "empty");
}

#[test]
fn white_space_in_any_encoding_is_an_empty_file() {
    let wide: Vec<u8> = "\u{feff} \r\n\u{3000}".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for blank in [&b""[..], b"\xef\xbb\xbf", " \u{3000}\u{a0}\u{200b}\n".as_bytes(), b"\xa1\xa1\r\n", &wide] {
        assert_eq!(detected(blank, Some("txt")), "empty", "{blank:?}");
    }
    assert_eq!(detected("\u{3000}无".as_bytes(), None), "text");
    assert_ne!(detected(&[0; 4], None), "empty");
}

#[test]
fn a_package_cut_before_its_main_part_is_no_archive() {
    for first in ["_rels/.rels", "docProps/app.xml"] {
        let word = zipped(&[first, "word/document.xml"]);
        assert_eq!(detected(&word[..60], Some("docx")), "docx", "{first}");
        assert_eq!(detected(&word[..60], Some("xlsx")), "xlsx", "{first}");
    }
    assert_eq!(detected(&zipped(&["照片/1.jpg"])[..60], Some("docx")), "压缩包（请先解压）");
}

#[test]
fn what_office_saved_as_xml_is_called_so() {
    let called = |xml: &str| detected(xml.as_bytes(), Some("doc"));
    let word = "<?xml version=\"1.0\"?><w:wordDocument xmlns:w=\"http://schemas.microsoft.com/office/word/2003/wordml\"/>";
    assert_eq!(called(word), "wordxml");
    let excel = "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook/>";
    assert_eq!(called(excel), "Excel 2003 XML 表格（请另存为 .xlsx）");
}

#[test]
fn web_archives_are_recognised_by_their_header() {
    for archive in [
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n<html>",
        "\u{feff}From: <Saved by Blink>\r\nSubject: =?utf-8?Q?=E5?=\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n",
        "Content-Type: text/html; charset=gb2312\nMIME-Version: 1.0\n\n<html>",
    ] {
        assert_eq!(detected(archive.as_bytes(), Some("doc")), "mht", "{archive}");
    }
    for other in [
        "From: 政府\n一、总体情况",
        "Content-Type: text/html",
        "报告\nMIME-Version: 1.0\nContent-Type: multipart/related",
    ] {
        assert_ne!(detected(other.as_bytes(), Some("txt")), "mht", "{other}");
    }
}

#[test]
fn open_documents_of_one_file_are_recognised() {
    let of = |kind: &str| {
        format!(
            "<?xml version=\"1.0\"?>\n<office:document xmlns:office=\"x\" office:mimetype=\"application/vnd.oasis.opendocument.{kind}\"/>"
        )
    };
    assert_eq!(detected(of("text").as_bytes(), Some("xml")), "odt");
    assert_eq!(detected(of("spreadsheet").as_bytes(), Some("doc")), "ods");
    assert_eq!(detected(of("graphics").as_bytes(), None), "XML 数据");
}
