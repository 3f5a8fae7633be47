#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::io::{Cursor, Write};

use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

use super::*;
use crate::model::language::Language;

const DEFLATED: SimpleFileOptions =
    SimpleFileOptions::DEFAULT.compression_method(CompressionMethod::Deflated);

fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        zip.start_file(*name, DEFLATED).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Replaces a name by one of the same length, everywhere.
fn renamed(mut bytes: Vec<u8>, from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let places: Vec<_> =
        (0..bytes.len().saturating_sub(from.len())).filter(|at| bytes[*at..].starts_with(from)).collect();
    assert_eq!(places.len(), 2, "in the entry and in the directory");
    for at in places {
        bytes[at..at + to.len()].copy_from_slice(to);
    }
    bytes
}

struct Folder(tempfile::TempDir);

impl Folder {
    fn new(files: &[(&str, &[u8])]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::File::create_new(path).unwrap().write_all(bytes).unwrap();
        }
        Self(folder)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn gather(&self, names: &[&str]) -> Gathered {
        let paths: Vec<_> = names.iter().map(|name| self.path(name)).collect();
        gather(&paths, None, &Formats::builtin(), &Limits::default())
    }
}

fn relatives(found: &Gathered) -> Vec<String> {
    found.sources.iter().map(|source| source.relative().to_string_lossy().replace('\\', "/")).collect()
}

fn errors(found: &Gathered) -> Vec<String> {
    found.failed.iter().map(|failed| failed.error.message(Language::Zh)).collect()
}

#[test]
fn folders_are_walked_and_what_is_no_report_is_named() {
    let files: [(&str, &[u8]); 7] = [
        ("乙/2.html", b""),
        ("甲/1.docx", b""),
        ("甲/~$1.docx", b""),
        ("甲/照片.jpg", b""),
        ("甲/.git/x.docx", b""),
        ("0.TXT", b""),
        ("丙.rar", b""),
    ];
    let folder = Folder::new(&files);
    let found = folder.gather(&[""]);
    assert_eq!(relatives(&found), ["0.TXT", "丙.rar", "乙/2.html", "甲/1.docx"]);
    assert_eq!(found.left_out.len(), 1);
    assert!(found.left_out[0].ends_with("照片.jpg"));
    let several = folder.gather(&["甲", "乙", "0.TXT", "0.TXT"]);
    assert_eq!(relatives(&several), ["甲/1.docx", "乙/2.html", "0.TXT"]);
}

#[test]
fn nothing_of_the_output_folder_is_an_input() {
    let folder = Folder::new(&[("1.docx", b""), ("out/1.json", b"")]);
    let paths = [folder.path("")];
    let found = gather(&paths, Some(&folder.path("out")), &Formats::builtin(), &Limits::default());
    assert_eq!(relatives(&found), ["1.docx"]);
    let passed = found.passed_over.unwrap();
    assert!(passed.folder.ends_with("out"), "{passed:?}");
    assert_eq!(passed.files, [file::shown_name(&folder.path("out/1.json"))], "it may be an input");
}

#[test]
fn an_output_folder_without_reports_is_not_reported() {
    let folder = Folder::new(&[("1.docx", b""), ("out/part-0.parquet", b""), ("out/.x.docx", b"")]);
    let found =
        gather(&[folder.path("")], Some(&folder.path("out")), &Formats::builtin(), &Limits::default());
    assert_eq!(relatives(&found), ["1.docx"]);
    assert!(found.passed_over.is_none() && found.left_out.is_empty());
}

#[test]
fn folders_that_a_wildcard_matches_are_walked() {
    let folder = Folder::new(&[
        ("in/甲镇/a.docx", b""),
        ("in/乙镇/深/b.docx", b""),
        ("in/乙镇/照片.jpg", b""),
        ("in/.git/x.docx", b""),
        ("in/c.docx", b""),
    ]);
    assert_eq!(relatives(&folder.gather(&["in/*"])), ["c.docx", "乙镇/深/b.docx", "甲镇/a.docx"]);
    let found = folder.gather(&["in/*镇"]);
    assert_eq!(relatives(&found), ["乙镇/深/b.docx", "甲镇/a.docx"]);
    assert_eq!(found.left_out.len(), 1);
    assert_eq!(relatives(&folder.gather(&["in/甲*"])), ["a.docx"], "as a folder named alone");
    assert_eq!(relatives(&folder.gather(&["in/*", "in/甲镇"])).len(), 3, "each once");
    let none = folder.gather(&["in/*县"]);
    assert_eq!(none.sources.len(), 1, "the name itself, which will not be found");
}

#[test]
fn an_archive_of_hidden_files_is_named() {
    let hidden = zipped(&[("__MACOSX/1.docx", b"x"), (".DS_Store", b"x")]);
    let folder = Folder::new(&[("bad.zip", &hidden), ("good.zip", &zipped(&[("1.txt", b"one")]))]);
    let found = folder.gather(&[""]);
    assert_eq!(relatives(&found), ["good.zip/1.txt"]);
    assert!(found.left_out[0].ends_with("bad.zip") && found.left_out.len() == 1);
}

#[test]
fn archives_are_looked_into_under_their_names() {
    let inner = zipped(&[("里/年报.txt", b"inner")]);
    let (gbk, _, _) = encoding_rs::GBK.encode("甲/乙.txt");
    let outer = zipped(&[("12/34.txt", b"outer"), ("包.ZIP", &inner), ("读我.exe", b""), (".x/1.txt", b"")]);
    let old = renamed(zipped(&[("1/2.3.txt", b"gbk")]), b"1/2.3.txt", &gbk);
    let folder = Folder::new(&[("报送.zip", &outer), ("旧.zip", &old)]);
    let found = folder.gather(&[""]);
    assert_eq!(relatives(&found), ["报送.zip/12/34.txt", "报送.zip/包.ZIP/里/年报.txt", "旧.zip/甲/乙.txt"]);
    let bytes: Vec<_> = found.sources.iter().map(|source| source.bytes(100).unwrap()).collect();
    assert_eq!(bytes, [&b"outer"[..], b"inner", b"gbk"]);
    assert!(found.sources[1].shown().ends_with("报送.zip › 包.ZIP › 里/年报.txt"));
    assert_eq!(found.sources[1].on_disk(), folder.path("报送.zip"));
    assert!(found.left_out[0].ends_with("读我.exe"));
    assert!(found.failed.is_empty());
    assert!(matches!(
        found.sources[0].bytes(2),
        Err(Error::TooLarge { what: crate::model::error::Limit::Input, .. })
    ));
}

#[test]
fn archives_made_to_do_harm_are_refused_by_name() {
    let deep = format!("{}1.txt", "a/".repeat(10_000));
    let bomb = zipped(&[("1.txt", &vec![0; 4 << 20]), ("2.txt", b"good")]);
    let mut nested = zipped(&[("1.txt", b"x")]);
    for _ in 0..10 {
        nested = zipped(&[("in.zip", &nested)]);
    }
    let mut lying = zipped(&[("1.txt", &[b'x'; 5000])]);
    while let Some(at) = lying.windows(4).position(|window| window == 5000_u32.to_le_bytes()) {
        lying[at..at + 4].copy_from_slice(&50_u32.to_le_bytes());
    }
    let slip = zipped(&[("../../1.txt", b"x"), ("/etc/2.txt", b"x"), ("good.txt", b"good")]);
    for (archive, sources, error) in [
        (slip, 1, Some("拒绝读取：它在压缩包里的路径指向包外")),
        (zipped(&[(&deep, b"x")]), 0, Some("拒绝读取：文件夹层数为 10001，超过上限 64")),
        (bomb, 1, Some("拒绝读取：解压后的倍数为")),
        (nested, 0, Some("拒绝读取：压缩包套压缩包的层数为 4，超过上限 3")),
        (lying, 1, None),
        (b"PK\x03\x04 cut off".to_vec(), 0, Some("zip 文件不完整或已损坏")),
        (zipped(&[]), 0, Some("文件是空的")),
        (Vec::new(), 0, Some("zip 文件不完整或已损坏")),
    ] {
        let folder = Folder::new(&[("x.zip", &archive)]);
        let found = folder.gather(&["x.zip"]);
        assert_eq!(found.sources.len(), sources, "{error:?}");
        let Some(error) = error else {
            assert!(matches!(found.sources[0].bytes(1000), Err(Error::Damaged { .. })));
            continue;
        };
        assert!(errors(&found).iter().all(|found| found.starts_with(error)), "{:?}", errors(&found));
        assert!(!found.failed.is_empty());
        for source in &found.sources {
            assert_eq!(source.bytes(100).unwrap(), b"good");
        }
    }
}

#[test]
fn an_archive_named_twice_is_read_once() {
    let folder = Folder::new(&[("x.zip", &zipped(&[("1.txt", b"one")]))]);
    assert_eq!(relatives(&folder.gather(&["", "x.zip"])), ["x.zip/1.txt"]);
}

#[test]
fn files_of_one_name_are_reported() {
    let archive = renamed(zipped(&[("1.txt", b"one"), ("2.txt", b"two")]), b"2.txt", b"1.txt");
    let folder = Folder::new(&[("x.zip", &archive)]);
    let found = folder.gather(&["x.zip"]);
    assert_eq!(relatives(&found), ["x.zip/1.txt"]);
    assert_eq!(errors(&found), ["拒绝读取：包里有同名的文件，其中 1 个读不到，请解开后改名"]);
}

#[test]
fn an_archive_that_lost_its_beginning_is_damaged() {
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("in.zip", stored).unwrap();
    zip.write_all(&zipped(&[("1.txt", b"one")])).unwrap();
    zip.start_file("2.txt", stored).unwrap();
    zip.write_all(&[b'x'; 500]).unwrap();
    let whole = zip.finish().unwrap().into_inner();
    let folder = Folder::new(&[("x.zip", &whole[..whole.len() - 400])]);
    let found = folder.gather(&["x.zip"]);
    assert!(found.sources.is_empty());
    assert!(errors(&found)[0].starts_with("zip 文件不完整或已损坏"), "{:?}", errors(&found));
}

#[test]
fn archives_may_hold_only_so_much() {
    let archive = zipped(&[("1.txt", &[b'x'; 600]), ("2.txt", &[b'x'; 600])]);
    let folder = Folder::new(&[("x.zip", &archive)]);
    let with = |limits| gather(&[folder.path("x.zip")], None, &Formats::builtin(), &limits);
    let many = with(Limits { archive_entries: 1, ..Limits::default() });
    assert_eq!(errors(&many), ["拒绝读取：压缩包内文件数为 2，超过上限 1"]);
    let large = with(Limits { archive_bytes: 1000, ..Limits::default() });
    assert_eq!(errors(&large), ["拒绝读取：压缩包解压后的总大小为 1200 字节，超过上限 1000 字节"]);
}

#[cfg(unix)]
mod unix {
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn links_to_folders_end_and_are_named() {
        let folder = Folder::new(&[("甲/1.docx", b"")]);
        symlink(folder.path(""), folder.path("甲/环")).unwrap();
        symlink(folder.path("甲"), folder.path("乙")).unwrap();
        symlink("self.docx", folder.path("self.docx")).unwrap();
        symlink(folder.path("甲/1.docx"), folder.path("again.docx")).unwrap();
        let found = folder.gather(&[""]);
        assert_eq!(relatives(&found), ["again.docx", "self.docx"], "a file is read once");
        assert!(found.sources[1].bytes(10).is_err(), "a link to itself is no file");
        assert_eq!(found.left_out.len(), 2);
        symlink(folder.path("甲/1.docx"), folder.path("twice.docx")).unwrap();
        assert!(folder.gather(&[""]).left_out[2].ends_with("twice.docx"), "a further link is reported");
    }

    #[test]
    fn a_further_link_to_an_archive_is_reported() {
        let folder = Folder::new(&[("a.zip", &zipped(&[("1.txt", b"one")]))]);
        symlink("a.zip", folder.path("b.zip")).unwrap();
        let found = folder.gather(&[""]);
        assert_eq!(relatives(&found), ["a.zip/1.txt"]);
        assert_eq!(found.left_out, [file::shown_name(&folder.path("b.zip"))]);
    }

    #[test]
    fn what_a_wildcard_matches_and_cannot_be_read_is_reported() {
        let folder = Folder::new(&[("1/1.docx", b""), ("closed/2.docx", b"")]);
        symlink("nowhere", folder.path("1/gone.docx")).unwrap();
        fs::set_permissions(folder.path("closed"), fs::Permissions::from_mode(0o0)).unwrap();
        // A privileged user can read everything, so nothing fails.
        let is_closed = fs::read_dir(folder.path("closed")).is_err();
        let (files, folders) = (folder.gather(&["*/*.docx"]), folder.gather(&["clos*"]));
        fs::set_permissions(folder.path("closed"), fs::Permissions::from_mode(0o755)).unwrap();
        assert_eq!(relatives(&files)[..2], ["1.docx", "gone.docx"]);
        assert_eq!(files.failed.len(), usize::from(is_closed));
        assert_eq!(folders.failed.len(), usize::from(is_closed));
    }

    #[test]
    fn names_need_not_be_text() {
        let folder = Folder::new(&[]);
        for name in [&b"a\xff.docx"[..], b"a\xfe.docx"] {
            fs::File::create_new(folder.0.path().join(OsStr::from_bytes(name))).unwrap();
        }
        let found = folder.gather(&[""]);
        let names: BTreeSet<_> = found.sources.iter().map(|source| file::exact(source.relative())).collect();
        assert_eq!(names.into_iter().collect::<Vec<_>>(), ["a\\xFE.docx", "a\\xFF.docx"]);
    }

    #[test]
    fn a_folder_that_may_not_be_read_does_not_stop_the_rest() {
        let folder = Folder::new(&[("1.docx", b""), ("closed/2.docx", b"")]);
        fs::set_permissions(folder.path("closed"), fs::Permissions::from_mode(0o0)).unwrap();
        // A privileged user can read everything, so nothing fails.
        let is_closed = fs::read_dir(folder.path("closed")).is_err();
        let found = folder.gather(&[""]);
        fs::set_permissions(folder.path("closed"), fs::Permissions::from_mode(0o755)).unwrap();
        assert_eq!(relatives(&found)[0], "1.docx");
        assert_eq!(found.failed.len(), usize::from(is_closed));
    }
}
