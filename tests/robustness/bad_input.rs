//! What cannot be read is refused: status 2, one clear message with what to do, and no output. The
//! messages are kept in a snapshot, as a clerk would read them.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;
use zip::write::{SimpleFileOptions, ZipWriter};

fn convert(input: &Path, output: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_repconv"))
        .args([input, output])
        .args(["--lang", "zh"])
        .output()
        .expect("the program runs")
}

/// Converts and returns what was said; fails unless it was refused and left nothing behind.
fn refused(input: &Path, folder: &TempDir) -> String {
    let output = folder.path().join("out.json");
    let ran = convert(input, &output);
    let said = String::from_utf8_lossy(&ran.stderr).into_owned();
    assert_eq!(ran.status.code(), Some(2), "{}: {said}", input.display());
    assert_eq!(said.lines().count(), 2, "{}: {said}", input.display());
    let left: Vec<_> =
        fs::read_dir(folder.path()).expect("folder").flatten().map(|e| e.file_name()).collect();
    let own = input.parent() == Some(folder.path());
    assert!(left.len() <= usize::from(own), "{}: left behind {left:?}", input.display());
    said
}

fn report(name: &str) -> Vec<u8> {
    fs::read(Path::new("fixtures/reports/akto_2021").join(name)).expect("fixture")
}

/// The package `name` of a real report with one part made anew.
fn with_part(name: &str, part: &str, made: impl Fn(Vec<u8>) -> Vec<u8>) -> Vec<u8> {
    let bytes = report(name);
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).expect("package");
    let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).expect("entry");
        let mut content = Vec::new();
        std::io::Read::read_to_end(&mut entry, &mut content).expect("content");
        let name = entry.name().expect("name").into_owned();
        if name == part {
            content = made(content);
        }
        writer.start_file(name, SimpleFileOptions::default()).expect("entry");
        writer.write_all(&content).expect("content");
    }
    writer.finish().expect("package").into_inner()
}

fn with_entities(xml: Vec<u8>) -> Vec<u8> {
    let xml = String::from_utf8(xml).expect("XML");
    let at = xml.find("?>").expect("declaration") + 2;
    let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>";
    format!("{}{bomb}{}", &xml[..at], &xml[at..]).into_bytes()
}

fn huge(_: Vec<u8>) -> Vec<u8> {
    vec![b' '; 100 << 20]
}

#[test]
fn every_bad_file_gets_one_message() {
    let folder = TempDir::new().expect("folder");
    let mut files: Vec<PathBuf> =
        fs::read_dir("fixtures/bad").expect("fixtures").flatten().map(|entry| entry.path()).collect();
    files.sort();
    let mut said = String::new();
    for file in files {
        said.push_str(&refused(&file, &folder));
    }
    said.push_str(&refused(Path::new("fixtures/bad"), &folder));
    said.push_str(&refused(Path::new("fixtures/bad/not_there.docx"), &folder));
    insta::assert_snapshot!(said.replace('\\', "/"));
}

#[test]
fn hostile_files_are_refused() {
    let folder = TempDir::new().expect("folder");
    let nested = |open: &str| open.repeat(10_000).into_bytes();
    let span = "<table><tr><td colspan=\"100000\">1</td></tr></table>";
    let sheet = "xl/worksheets/sheet1.xml";
    let made: [(&str, Vec<u8>); 12] = [
        ("entities.docx", with_part("lo.docx", "word/document.xml", with_entities)),
        ("entities.xlsx", with_part("lo.xlsx", sheet, with_entities)),
        ("entities.ods", with_part("lo.ods", "content.xml", with_entities)),
        ("huge.docx", with_part("lo.docx", "word/document.xml", huge)),
        ("huge.xlsx", with_part("lo.xlsx", sheet, huge)),
        ("huge.ods", with_part("lo.ods", "content.xml", huge)),
        ("deep.html", [b"<html>".to_vec(), nested("<div>")].concat()),
        ("deep.json", [b"{\"format\":".to_vec(), nested("[")].concat()),
        ("deep.docx", with_part("lo.docx", "word/document.xml", |_| nested("<w:p>"))),
        ("deep.xlsx", with_part("lo.xlsx", sheet, |_| nested("<row>"))),
        ("deep.ods", with_part("lo.ods", "content.xml", |_| nested("<table:table>"))),
        ("span.html", format!("<html><body>{span}</body></html>").into_bytes()),
    ];
    let mut said = String::new();
    for (name, bytes) in made {
        let path = folder.path().join(name);
        fs::write(&path, bytes).expect("input");
        let message = refused(&path, &folder);
        writeln!(said, "{}", message.replace(&folder.path().display().to_string(), "").replace('\\', "/"))
            .expect("text");
        fs::remove_file(&path).expect("input");
    }
    insta::assert_snapshot!(said);
}

/// A package or JSON cut off anywhere is an error; never half a report.
#[test]
fn packages_and_json_cut_off_anywhere_are_refused() {
    let json = {
        let folder = TempDir::new().expect("folder");
        let path = folder.path().join("whole.json");
        convert(Path::new("fixtures/reports/akto_2021/seed.txt"), &path);
        fs::read(&path).expect("JSON")
    };
    let json = json.strip_suffix(b"\n").expect("a line end").to_vec();
    for (name, whole) in
        [("cut.docx", report("lo.docx")), ("cut.xlsx", report("lo.xlsx")), ("cut.json", json)]
    {
        let folder = TempDir::new().expect("folder");
        let steps = (1..40).map(|step| whole.len() * step / 40);
        for cut in steps.chain(whole.len() - 12..whole.len()) {
            let path = folder.path().join(name);
            fs::write(&path, &whole[..cut]).expect("input");
            refused(&path, &folder);
        }
    }
}

/// Refusing costs little: under 200 MB of address space beyond the program's own.
#[cfg(target_os = "linux")]
#[test]
fn refusing_costs_little_memory() {
    let folder = TempDir::new().expect("folder");
    for (name, part, base) in [
        ("huge.docx", "word/document.xml", "lo.docx"),
        ("huge.xlsx", "xl/worksheets/sheet1.xml", "lo.xlsx"),
        ("huge.ods", "content.xml", "lo.ods"),
    ] {
        let path = folder.path().join(name);
        fs::write(&path, with_part(base, part, huge)).expect("input");
        let ran = Command::new("sh")
            .arg("-c")
            .arg("ulimit -v 200000; exec \"$0\" \"$1\" \"$2\" --lang zh")
            // The arena of a thread takes address space that it does not fill.
            .env("MALLOC_ARENA_MAX", "1")
            .args([Path::new(env!("CARGO_BIN_EXE_repconv")), &path, &folder.path().join("out.json")])
            .output()
            .expect("sh runs");
        let said = String::from_utf8_lossy(&ran.stderr).into_owned();
        assert_eq!(ran.status.code(), Some(2), "{name}: {said}");
        assert!(said.contains("拒绝读取"), "{name}: {said}");
    }
}
