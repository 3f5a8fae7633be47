use std::io::Write;

use zip::write::{SimpleFileOptions, ZipWriter};

use super::*;

fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn open(bytes: &[u8]) -> Result<Package<'_>> {
    Package::open(bytes, "docx", &Limits::default())
}

#[test]
fn names_match_in_any_case_and_with_a_leading_slash() {
    let bytes = package(&[("word\\Document.xml", b"<a/>"), ("/x.xml", b"x")]);
    let mut package = open(&bytes).unwrap();
    assert_eq!(package.part("/WORD/document.xml").unwrap().as_deref(), Some(&b"<a/>"[..]));
    assert_eq!(package.part("x.xml").unwrap().as_deref(), Some(&b"x"[..]));
    assert_eq!(package.part("y.xml").unwrap(), None);
    assert_eq!(package.names().collect::<Vec<_>>(), ["word/Document.xml", "x.xml"]);
}

#[test]
fn a_package_cut_anywhere_is_damaged() {
    let inner = package(&[("inner.xml", b"inner")]);
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("embedded.docx", stored).unwrap();
    writer.write_all(&inner).unwrap();
    writer.start_file("a.xml", stored).unwrap();
    writer.write_all(b"text").unwrap();
    let bytes = writer.finish().unwrap().into_inner();
    assert!(open(&bytes).is_ok());
    for cut in 0..bytes.len() {
        assert!(matches!(open(&bytes[..cut]), Err(Error::Damaged { .. })), "cut at {cut}");
    }
}

#[test]
fn a_changed_byte_fails_the_checksum() {
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("a.xml", stored).unwrap();
    writer.write_all(b"text").unwrap();
    let mut bytes = writer.finish().unwrap().into_inner();
    let at = bytes.windows(4).position(|window| window == b"text").unwrap();
    bytes[at] = b'n';
    assert!(matches!(open(&bytes).unwrap().part("a.xml"), Err(Error::Damaged { .. })));
}

#[test]
fn a_part_that_is_there_twice_is_not_guessed_at() {
    for (second, is_duplicate) in [("a.xmX", true), ("A.xmX", true), ("b.xmX", false)] {
        let mut bytes = package(&[("a.xml", b"one"), (second, b"two")]);
        while let Some(at) = bytes.windows(3).position(|window| window == b"xmX") {
            bytes[at + 2] = b'l';
        }
        let part = open(&bytes).unwrap().part("a.xml");
        assert_eq!(part.is_err(), is_duplicate, "{second}: {part:?}");
    }
}

#[test]
fn limits_hold_for_parts_and_entries() {
    let limits = Limits { part_bytes: 100, package_entries: 2, ..Limits::default() };
    let large = package(&[("a.xml", &[b'x'; 101])]);
    let error = Package::open(&large, "docx", &limits).unwrap_err();
    assert!(matches!(error, Error::TooLarge { what: Limit::Part, found: 101, allowed: 100 }));
    let picture = package(&[("word/media/a.bmp", &[b'x'; 101])]);
    let mut picture = Package::open(&picture, "docx", &limits).unwrap();
    assert!(matches!(picture.part("word/media/a.bmp"), Err(Error::TooLarge { .. })));
    let many = package(&[("a", b""), ("b", b""), ("c", b"")]);
    let error = Package::open(&many, "docx", &limits).unwrap_err();
    assert!(matches!(error, Error::TooLarge { what: Limit::Entries, found: 3, allowed: 2 }));
}

#[test]
fn a_part_that_lies_about_its_size_is_still_capped() {
    let mut bytes = package(&[("a.xml", &[b'x'; 5000])]);
    let size = 5000u32.to_le_bytes();
    while let Some(at) = bytes.windows(4).position(|window| window == size) {
        bytes[at..at + 4].copy_from_slice(&50u32.to_le_bytes());
    }
    let limits = Limits { part_bytes: 100, ..Limits::default() };
    let mut package = Package::open(&bytes, "docx", &limits).unwrap();
    assert!(package.part("a.xml").is_err());
}

#[test]
fn passwords_are_noticed() {
    let mut ole = OLE_MAGIC.to_vec();
    ole.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert!(matches!(open(&ole), Err(Error::Encrypted { format: "docx" })));
    let mut bytes = package(&[("a.xml", b"text")]);
    let at = bytes.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
    bytes[at + 8] |= 1;
    assert!(matches!(open(&bytes), Err(Error::Encrypted { .. })));
}

#[test]
fn targets_are_relative_to_the_folder_of_the_part() {
    for (folder, target, name) in [
        ("word", "styles.xml", "word/styles.xml"),
        ("word", "/word/styles.xml", "word/styles.xml"),
        ("word/a", "../../docProps/core.xml", "docProps/core.xml"),
        ("xl/b", "..\\a.xml", "xl/a.xml"),
        ("", "word/document.xml", "word/document.xml"),
        ("word", "../../../x.xml", "x.xml"),
    ] {
        assert_eq!(resolve(folder, target), name);
    }
}

#[test]
fn a_part_is_utf8_or_marked_utf16() {
    let utf16: Vec<u8> = "\u{feff}<a>严</a>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let bytes = package(&[("a.xml", &utf16), ("b.xml", b"<a>\xff</a>")]);
    let mut package = open(&bytes).unwrap();
    assert_eq!(package.text("a.xml").unwrap().as_deref(), Some("<a>严</a>"));
    assert!(matches!(package.text("b.xml"), Err(Error::Damaged { .. })));
}
