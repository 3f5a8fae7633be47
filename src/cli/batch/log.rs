//! The log of a run: JSON lines, one an input, in the order of the inputs, after a line that tells what
//! the run was asked to do.
//!
//! It holds no times, so that a run that was cut off and resumed leaves the log of one that was not.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use super::line::Line;
use crate::cli::Fault;
use crate::cli::input;
use crate::cli::output::{Destination, Inputs};
use crate::cli::usage::UsageError;
use crate::error::{Doing, Error};
use crate::language::Message;

/// Bytes that a log is read up to; a line takes some 500.
const LARGEST: u64 = 1 << 30;

/// What an earlier run did, by input.
pub type Done = BTreeMap<String, Line>;

/// The log that is being written.
#[derive(Debug)]
pub struct Log {
    path: PathBuf,
    file: File,
    head: String,
    /// All lines, if the file holds others before them.
    lines: Option<Vec<String>>,
}

impl Log {
    /// Adds a line; what happens afterwards does not take it away.
    pub fn add(&mut self, line: &Line) -> Result<(), Fault> {
        let text = line.text();
        self.file.write_all(text.as_bytes()).map_err(|source| unwritable(&self.path, source))?;
        if let Some(lines) = &mut self.lines {
            lines.push(text);
        }
        Ok(())
    }

    /// Puts the lines of a resumed run in the order of the inputs, each once.
    pub fn finish(self) -> Result<(), Fault> {
        let Some(lines) = self.lines else { return Ok(()) };
        let text = self.head + &lines.concat();
        match Destination::new(&self.path, &Inputs::default(), true) {
            Ok(Destination::File(target)) => {
                target.write(text.as_bytes()).map_err(|error| Fault::of_file(&self.path, error))
            }
            Ok(Destination::StandardOutput) => Ok(()),
            Err(error) => Err(Fault::of_file(&self.path, error)),
        }
    }
}

/// Opens the log, and tells what an earlier run did. `asked` is what this run is asked to do.
///
/// # Errors
/// When there is a log already and the run neither resumes nor overwrites it, and when the log is of
/// another task or no log at all.
pub fn open(
    path: &Path,
    asked: &Map<String, Value>,
    resume: bool,
    overwrite: bool,
) -> Result<(Log, Done), Fault> {
    let head = json!({ "run": asked }).to_string() + "\n";
    let exists = path.exists();
    if exists && !resume && !overwrite {
        return Err(standing(path).into());
    }
    if !exists || !resume {
        let mut file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(true)
            .open(path)
            .map_err(|source| unwritable(path, source))?;
        file.write_all(head.as_bytes()).map_err(|source| unwritable(path, source))?;
        return Ok((Log { path: path.to_owned(), file, head, lines: None }, Done::new()));
    }
    let bytes = input::read_bytes(path, LARGEST).map_err(|error| Fault::of_file(path, error))?;
    // A run that was killed may have left half a line.
    let whole = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    if whole == 0 && !head.as_bytes().starts_with(&bytes) {
        return Err(of_another_task(path).into());
    }
    let text = String::from_utf8_lossy(bytes.get(..whole).unwrap_or_default());
    let mut lines = text.lines();
    if let Some(first) = lines.next()
        && first != head.trim_end()
    {
        return Err(of_another_task(path).into());
    }
    let done = lines.filter_map(Line::parse).map(|line| (line.input().to_owned(), line)).collect();
    let mut file = OpenOptions::new().write(true).open(path).map_err(|source| unwritable(path, source))?;
    let mut cut = || -> io::Result<()> {
        file.set_len(whole as u64)?;
        io::Seek::seek(&mut file, io::SeekFrom::End(0))?;
        if whole == 0 { file.write_all(head.as_bytes()) } else { Ok(()) }
    };
    cut().map_err(|source| unwritable(path, source))?;
    Ok((Log { path: path.to_owned(), file, head, lines: Some(Vec::new()) }, done))
}

fn unwritable(path: &Path, source: io::Error) -> Fault {
    Fault::of_file(path, Error::Io { path: path.to_owned(), doing: Doing::Writing, source })
}

fn standing(path: &Path) -> UsageError {
    let name = input::shown_name(path);
    UsageError::new(
        Message::new(
            format!("{name} 是上一次的记录，没有覆盖"),
            format!("{name} is the log of an earlier run and was left alone"),
        ),
        Message::new(
            "接着上次做请加 --resume，全部重做请加 --overwrite",
            "add --resume to go on with that run, or --overwrite to begin anew",
        ),
    )
}

fn of_another_task(path: &Path) -> UsageError {
    let name = input::shown_name(path);
    UsageError::new(
        Message::new(
            format!("{name} 不是这项任务的记录，不能接着做"),
            format!("{name} is not the log of this task, which can't be resumed"),
        ),
        Message::new(
            "--resume 要与上次的格式和选项相同；否则请换一个文件夹，或用 --overwrite 重做",
            "--resume takes the format and options of the earlier run; or choose another folder or --overwrite",
        ),
    )
}
