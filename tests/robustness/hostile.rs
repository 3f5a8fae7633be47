//! Files made to exhaust memory or time, and the like: refused with one message, under 200 MB, and
//! neither a half output nor a temporary file stays; the input is as it was.

use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;
use zip::write::{SimpleFileOptions, ZipWriter};

const SHEET: &str = "xl/worksheets/sheet1.xml";
const FORMATS: [(&str, &str); 3] =
    [("lo.docx", "word/document.xml"), ("lo.xlsx", SHEET), ("lo.ods", "content.xml")];

/// The program under a limit of address space, which is more than it may take of memory.
pub fn limited(input: &Path, output: &Path) -> Command {
    let program = env!("CARGO_BIN_EXE_repconv");
    let mut command = if cfg!(target_os = "linux") {
        let mut shell = Command::new("sh");
        shell.args(["-c", "ulimit -v 200000 && exec \"$@\"", "sh", program]);
        // The arena of a thread takes address space that it does not fill.
        shell.env("MALLOC_ARENA_MAX", "1");
        shell
    } else {
        Command::new(program)
    };
    command.args([input, output]).args(["--lang", "zh"]);
    command
}

/// What is said of a file of this name and content, which must be refused and leave no trace.
fn refused(name: &str, bytes: &[u8]) -> String {
    let folder = TempDir::new().expect("folder");
    let input = folder.path().join(name);
    fs::write(&input, bytes).expect("input");
    let written = fs::metadata(&input).and_then(|file| file.modified()).expect("a time");
    let ran = limited(&input, &folder.path().join("out.json")).output().expect("the program runs");
    let said = String::from_utf8_lossy(&ran.stderr).into_owned();
    assert_eq!(ran.status.code(), Some(2), "{name}: {:?} {said}", ran.status);
    assert!(ran.stdout.is_empty(), "{name}");
    assert_eq!(said.lines().count(), 2, "{name}: {said}");
    assert_eq!(fs::read_dir(folder.path()).expect("folder").count(), 1, "{name} left something behind");
    assert!(fs::read(&input).expect("input") == bytes, "{name} was changed");
    assert_eq!(fs::metadata(&input).and_then(|file| file.modified()).expect("a time"), written, "{name}");
    said.replace(&format!("{}{}", folder.path().display(), std::path::MAIN_SEPARATOR), "")
}

/// What is said of each, for a person to read.
fn table(cases: Vec<(&str, Vec<u8>)>) -> String {
    let mut table = String::new();
    for (name, bytes) in cases {
        writeln!(table, "{}", refused(name, &bytes)).expect("text");
    }
    table
}

fn fixture(name: &str) -> Vec<u8> {
    fs::read(Path::new("fixtures/reports/akto_2021").join(name)).expect("fixture")
}

/// The package `name` of a real report with one part given to `put`.
fn remade(name: &str, part: &str, mut put: impl FnMut(&mut ZipWriter<Cursor<Vec<u8>>>, String)) -> Vec<u8> {
    let bytes = fixture(name);
    let mut archive = zip::ZipArchive::new(Cursor::new(&bytes)).expect("package");
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).expect("entry");
        let mut content = String::new();
        if entry.name().expect("name") == part {
            entry.read_to_string(&mut content).expect("content");
            put(&mut writer, content);
        } else {
            writer.raw_copy_file(entry).expect("entry");
        }
    }
    writer.finish().expect("package").into_inner()
}

/// The package of a real report with the text of one part changed.
pub fn edited(name: &str, part: &str, edit: impl Fn(String) -> String) -> Vec<u8> {
    remade(name, part, |writer, content| {
        writer.start_file(part, SimpleFileOptions::default()).expect("entry");
        writer.write_all(edit(content).as_bytes()).expect("content");
    })
}

/// `more` put behind the first tag that begins so.
pub fn behind(tag: &str, more: &str, text: &str) -> String {
    let start = text.find(tag).unwrap_or_else(|| panic!("no {tag}"));
    let end = text.get(start..).and_then(|rest| rest.find('>')).expect("an end") + start + 1;
    let (before, after) = text.split_at(end);
    format!("{before}{more}{after}")
}

fn nested(open: &str, close: &str) -> String {
    format!("{}{}", open.repeat(10_000), close.repeat(10_000))
}

/// 1.5 GB of spaces, 1.5 MB when compressed; packed once and copied into each package.
#[test]
fn parts_of_a_gigabyte_and_a_half_are_refused() {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("spaces", SimpleFileOptions::default()).expect("entry");
    let spaces = vec![b' '; 1 << 20];
    for _ in 0..1536 {
        writer.write_all(&spaces).expect("content");
    }
    let packed = writer.finish().expect("package").into_inner();
    let bomb = |name: &str, part: &str| {
        remade(name, part, |writer, _| {
            let mut archive = zip::ZipArchive::new(Cursor::new(&packed)).expect("package");
            writer.raw_copy_file_rename(archive.by_index(0).expect("entry"), part).expect("entry");
        })
    };
    let lying = |name: &str, part: &str| {
        let mut bytes = bomb(name, part);
        let size = (1536_u32 << 20).to_le_bytes();
        while let Some(at) = bytes.windows(4).position(|window| window == size) {
            bytes[at..at + 4].copy_from_slice(&1000_u32.to_le_bytes());
        }
        bytes
    };
    let mut said = String::new();
    for (name, part) in FORMATS {
        said.push_str(&refused(name, &bomb(name, part)));
        said.push_str(&refused(&name.replace("lo", "lying"), &lying(name, part)));
    }
    insta::assert_snapshot!(said);
}

/// Nine levels of ten references each: a billion.
#[test]
fn a_billion_laughs_are_refused() {
    let entities: String = (1..10)
        .map(|level| format!("<!ENTITY l{level} \"{}\">", format!("&l{};", level - 1).repeat(10)))
        .collect();
    let laugh = |text: String| {
        let bomb = behind("<?xml", &format!("<!DOCTYPE l [<!ENTITY l0 \"ha\">{entities}]>"), &text);
        ["<w:t", "<t", "<text:p"].iter().fold(bomb, |text, tag| {
            if text.contains(&format!("{tag}>")) { behind(&format!("{tag}>"), "&l9;", &text) } else { text }
        })
    };
    let said = table(vec![
        ("document.docx", edited("lo.docx", "word/document.xml", laugh)),
        ("styles.docx", edited("lo.docx", "word/styles.xml", laugh)),
        ("sheet.xlsx", edited("lo.xlsx", SHEET, laugh)),
        ("strings.xlsx", edited("lo.xlsx", "xl/sharedStrings.xml", laugh)),
        ("content.ods", edited("lo.ods", "content.xml", laugh)),
    ]);
    insta::assert_snapshot!(said);
}

#[test]
fn ten_thousand_nested_elements_are_refused() {
    let page = String::from_utf8(fixture("clean.html")).expect("UTF-8");
    let in_page = |open, close| behind("<body", &nested(open, close), &page).into_bytes();
    let in_part =
        |name, part, tag, open, close| edited(name, part, |text| behind(tag, &nested(open, close), &text));
    let (document, content) = ("word/document.xml", "content.xml");
    let objects = format!("{{\"format\":\"repconv.report\",\"x\":{}", nested("{\"x\":", "}"));
    let said = table(vec![
        ("div.html", in_page("<div>", "</div>")),
        ("tables.html", in_page("<table><tr><td>", "</td></tr></table>")),
        ("bold.html", in_page("<b>", "")),
        // Each closed link moves a branch below others, which deepens it after it was built.
        ("moved.html", "<section><a><button><b><template><a><b>".repeat(1000).into_bytes()),
        (
            "tables.docx",
            in_part("lo.docx", document, "<w:body", "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
        ),
        (
            "controls.docx",
            in_part("lo.docx", document, "<w:body", "<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        ),
        ("rows.xlsx", in_part("lo.xlsx", SHEET, "<sheetData", "<row>", "</row>")),
        ("strings.xlsx", in_part("lo.xlsx", "xl/sharedStrings.xml", "<sst", "<si>", "</si>")),
        ("lists.ods", in_part("lo.ods", content, "<office:spreadsheet", "<text:p>", "</text:p>")),
        ("objects.json", objects.into_bytes()),
    ]);
    insta::assert_snapshot!(said);
}

#[test]
fn much_of_little_is_refused() {
    let page = String::from_utf8(fixture("clean.html")).expect("UTF-8");
    let attributes: String = (0..300_000).map(|number| format!(" a{number}=1")).collect();
    let wide = |text: String| text.replacen("<w:gridSpan w:val=\"", "<w:gridSpan w:val=\"99999", 1);
    let repeated =
        "<table:table-cell table:number-columns-repeated=\"16000\"><text:p>1</text:p></table:table-cell>";
    let repeated = format!("<table:table-row>{repeated}</table:table-row>").repeat(1000);
    let cells = "<row><c t=\"inlineStr\"><is><t>1</t></is></c></row>".repeat(450_000);
    let said = table(vec![
        ("colspan.html", page.replacen("colspan=\"", "colspan=\"9999999", 1).into_bytes()),
        ("rowspan.html", page.replacen("rowspan=\"", "rowspan=\"9999999", 1).into_bytes()),
        ("attributes.html", page.replacen("<body", &format!("<body{attributes}"), 1).into_bytes()),
        ("cells.html", format!("<html><table>{}", "<tr><td>".repeat(600_000)).into_bytes()),
        ("span.docx", edited("lo.docx", "word/document.xml", wide)),
        ("repeated.ods", edited("lo.ods", "content.xml", |text| behind("<table:table ", &repeated, &text))),
        ("cells.xlsx", edited("lo.xlsx", SHEET, |text| behind("<sheetData", &cells, &text))),
        ("bars.txt", vec![b'|'; 2_000_000]),
        ("tabs.txt", b"1\t".repeat(1_000_000)),
        ("lines.txt", "一、总体情况\n".repeat(1_300_000).into_bytes()),
        ("large.txt", vec![b'a'; (64 << 20) + 1]),
    ]);
    insta::assert_snapshot!(said);
}

/// A merged area is a pair of corners, and costs nothing however large.
#[test]
fn a_workbook_that_merges_or_counts_too_much_is_read_all_the_same() {
    for (from, to) in [
        ("uniqueCount=\"", "uniqueCount=\"99999999999"),
        ("<mergeCell ref=\"A1:", "<mergeCell ref=\"A1:XFD1048576\"/><mergeCell ref=\"A1:"),
    ] {
        let part = if from.starts_with('u') { "xl/sharedStrings.xml" } else { SHEET };
        let folder = TempDir::new().expect("folder");
        let input = folder.path().join("in.xlsx");
        fs::write(&input, edited("lo.xlsx", part, |text| text.replacen(from, to, 1))).expect("input");
        let ran = limited(&input, &folder.path().join("out.json")).output().expect("the program runs");
        assert_eq!(ran.status.code(), Some(0), "{to}: {}", String::from_utf8_lossy(&ran.stderr));
    }
}
