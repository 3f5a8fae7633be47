//! `cargo xtask page [OUTPUT]`: builds `page/` for browsers and puts it with its scripts and styles into one file.

#![allow(clippy::disallowed_methods, reason = "what is made here can be made again")]

mod oldest;
mod page;

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let done = match arguments.next().as_deref() {
        Some("page") => {
            let output = arguments.next().map_or_else(|| PathBuf::from("target/repconv.html"), PathBuf::from);
            page::make(&output)
        }
        _ => Err("usage: cargo xtask page [OUTPUT]".into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

type Done = Result<(), Box<dyn Error>>;
