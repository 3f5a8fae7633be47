//! Converts a report from any format into any other, in memory.
//!
//! ```text
//! cargo run --example convert -- [INPUT [OUTPUT]]
//! ```
//!
//! Without arguments it reads a fixture and writes a workbook into the folder for temporary files. The format of
//! the input is detected, that of the output follows from its extension.

#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "an example that prints and writes a file"
)]

use std::error::Error;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use repconv::Session;
use repconv::session::{Conversion, Input};

const FIXTURE: &str = "fixtures/reports/akto_2021/pandoc.docx";

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let input = arguments.next().unwrap_or_else(|| PathBuf::from(FIXTURE));
    let output = arguments.next().unwrap_or_else(|| std::env::temp_dir().join("report.xlsx"));

    let converted = convert(&input, &output)?;
    // The library opens no files; the program decides where the bytes go.
    fs::File::create(&output)?.write_all(&converted.bytes)?;
    println!(
        "{} → {}: {} bytes, {} findings",
        input.display(),
        output.display(),
        converted.bytes.len(),
        converted.reading.findings.len()
    );
    Ok(())
}

/// Converts the file `input` into the format that the extension of `output` names.
pub(crate) fn convert(input: &Path, output: &Path) -> Result<Conversion, Box<dyn Error>> {
    let bytes = fs::read(input)?;
    let name = input.to_string_lossy();
    let format = output.extension().unwrap_or_default().to_string_lossy();
    // The name's extension helps where the content does not decide the format.
    Ok(Session::new().convert(Input::new(&bytes).with_name(&name), &format)?)
}
