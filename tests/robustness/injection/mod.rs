//! What an input says stays text: it starts no formula, becomes no markup, points to nothing outside and
//! brings no macro along, whatever the command and the form of its output.

mod controls;
mod inspect;
mod outputs;
mod outside;
mod page;
mod texts;

use std::fs;
use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;
use std::process::Command;

use zip::write::{SimpleFileOptions, ZipWriter};

/// Runs the program in this folder; what it prints. A report with errors is written all the same.
fn run(folder: &Path, arguments: &[&str]) -> Vec<u8> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_repconv"));
    let ran = command.current_dir(folder).args(arguments).output().expect("the program runs");
    let said = String::from_utf8_lossy(&ran.stderr);
    assert!(matches!(ran.status.code(), Some(0 | 1)), "{arguments:?}: {:?} {said}", ran.status);
    ran.stdout
}

fn fixture(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)).expect("fixture")
}

/// The package with parts changed by name, and with more parts.
fn repacked(package: &[u8], edit: impl Fn(&str, String) -> String, more: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(package)).expect("package");
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).expect("entry");
        let name = entry.name().expect("name").into_owned();
        let mut content = String::new();
        if entry.read_to_string(&mut content).is_ok() {
            writer.start_file(&*name, SimpleFileOptions::default()).expect("entry");
            writer.write_all(edit(&name, content).as_bytes()).expect("content");
        }
    }
    for (name, content) in more {
        writer.start_file(*name, SimpleFileOptions::default()).expect("entry");
        writer.write_all(content.as_bytes()).expect("content");
    }
    writer.finish().expect("package").into_inner()
}
