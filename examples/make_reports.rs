//! Makes what a county's bodies hand in, for trials and tests: reports in every format and encoding,
//! in folders and archives, sound ones and broken ones, and a manifest of what each of them is.
//!
//! ```text
//! cargo run --release --example make_reports -- 200 folder [--seed 7]
//! folder/reports/…       what was handed in
//! folder/单位名单.xlsx   who has to hand in a report; also as .csv
//! folder/manifest.json   every file: whose it is, how it is written, what is wrong with it, its cells;
//!                        and what the figures add up to
//! ```
//!
//! The bodies are made up. The same number and seed give the same files.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "it is run by hand and says what it made")]

use std::path::PathBuf;
use std::process::ExitCode;

#[path = "make_reports/mod.rs"]
mod make_reports;

const USAGE: &str = "make_reports NUMBER FOLDER [--seed N]";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some((number, folder, seed)) = parsed(&arguments) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    match make_reports::make(number, seed, &folder) {
        Ok(manifest) => {
            let count = |key: &str| manifest.get(key).and_then(|list| list.as_array()).map_or(0, Vec::len);
            println!("{}: {} files of {} bodies", folder.display(), count("files"), count("bodies"));
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{}: {error}", folder.display());
            ExitCode::FAILURE
        }
    }
}

fn parsed(arguments: &[String]) -> Option<(usize, PathBuf, u64)> {
    let (number, folder, seed) = match arguments {
        [number, folder] => (number, folder, 1),
        [number, folder, option, seed] if option == "--seed" => (number, folder, seed.parse().ok()?),
        _ => return None,
    };
    Some((number.parse().ok()?, PathBuf::from(folder), seed))
}
