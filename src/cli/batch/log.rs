//! The log of a run: JSON lines, one an input, after a line that tells what the run was asked to do.
//!
//! Lines are added as inputs are done, that of an output before it has its name, so that a run that was
//! cut off knows what is its own. At the end they are in the order of the inputs. There are no times in
//! them: a run that was cut off and resumed leaves the log of one that was not.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde_json::{Map, Value, json};

use crate::cli::Fault;
use crate::cli::output::{Destination, Inputs};
use crate::cli::usage::UsageError;
use repconv::batch::file;
use repconv::batch::resume::{EarlierRuns, LogLine};
use repconv::model::error::{Doing, Error};
use repconv::model::language::Message;

/// Bytes that a log is read up to; a line takes some 500.
const LARGEST: u64 = 1 << 30;

/// Bytes that the head of a log is looked for in.
const LARGEST_HEAD: u64 = 1 << 16;

/// The log that is being written.
#[derive(Debug)]
pub struct Log {
    path: PathBuf,
    file: Mutex<File>,
    head: String,
}

impl Log {
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Adds a line; what happens afterwards does not take it away.
    pub fn add(&self, line: &LogLine) -> Result<(), Fault> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.write_all(line.text().as_bytes()).map_err(|source| unwritable(&self.path, source))
    }

    /// Leaves these lines, and none that were added on the way.
    pub fn finish(self, lines: &str) -> Result<(), Fault> {
        let Self { path, file, head } = self;
        drop(file); // some systems replace no file that is open
        write(&path, &(head + lines), true)
    }
}

/// Opens the log, and tells what earlier runs did. `asked` is what this run is asked to do.
///
/// # Errors
/// When there is a log already and the run neither resumes nor overwrites it, when the log to resume is of
/// another task, and when the existing file is not a log.
pub fn open(
    path: &Path,
    asked: &Map<String, Value>,
    resume: bool,
    overwrite: bool,
) -> Result<(Log, EarlierRuns), Fault> {
    if file::is_standard(path) {
        return Err(UsageError::value("--log", "-", "run.jsonl").into());
    }
    let head = json!({ "run": asked }).to_string() + "\n";
    let bytes = existing(path)?;
    let Some(bytes) = bytes.filter(|bytes| !bytes.is_empty() || !(resume || overwrite)) else {
        write(path, &head, resume || overwrite)?;
        return Ok((append(path, head.len(), head)?, EarlierRuns::default()));
    };
    let text = String::from_utf8_lossy(&bytes);
    let earlier = EarlierRuns::parse(text.lines().skip(1));
    match (resume, overwrite) {
        (true, _) if text.lines().next() == Some(head.trim_end()) => {
            Ok((append(path, bytes.len(), head)?, earlier))
        }
        (true, _) => Err(of_another_task(path).into()),
        (false, true) => {
            let earlier = earlier.without_done();
            let kept = earlier.lines(&earlier.outputs().collect::<Vec<_>>());
            write(path, &(head.clone() + &kept), true)?;
            Ok((append(path, head.len() + kept.len(), head)?, earlier))
        }
        (false, false) if text.is_empty() => Err(Fault::of_file(path, Error::Exists(path.to_owned()))),
        (false, false) => Err(already(path).into()),
    }
}

/// The complete lines of the existing log: a run that was killed may have left half a line.
fn existing(path: &Path) -> Result<Option<Vec<u8>>, Fault> {
    let unreadable =
        |source| Fault::of_file(path, Error::Io { path: path.to_owned(), doing: Doing::Reading, source });
    let metadata = match fs::metadata(path) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(unreadable(error)),
    };
    if metadata.is_dir() {
        return Err(Fault::of_file(path, Error::Directory(path.to_owned())));
    }
    if !metadata.is_file() || (metadata.len() > 0 && !has_head(path).map_err(unreadable)?) {
        return Err(no_log(path).into());
    }
    let mut bytes = file::read_bytes(path, LARGEST).map_err(|error| Fault::of_file(path, error))?;
    bytes.truncate(bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1));
    Ok(Some(bytes))
}

/// Whether the file begins as our logs do.
fn has_head(path: &Path) -> io::Result<bool> {
    let mut first = Vec::new();
    BufReader::new(File::open(path)?.take(LARGEST_HEAD)).read_until(b'\n', &mut first)?;
    let head = first.strip_suffix(b"\n").and_then(|head| serde_json::from_slice(head).ok());
    let Some(Value::Object(head)) = head else { return Ok(false) };
    let is_told = |key| head.get("run").and_then(|run| run.get(key)).is_some_and(Value::is_string);
    Ok(head.len() == 1 && is_told("version") && is_told("to"))
}

/// Writes the whole file in one go: what has further names keeps its content under those.
fn write(path: &Path, text: &str, overwrite: bool) -> Result<(), Fault> {
    let written = match Destination::new(path, &Inputs::default(), overwrite) {
        Ok(Destination::File(target)) => target.write(text.as_bytes()),
        Ok(Destination::StandardOutput) => Ok(()),
        Err(error) => Err(error),
    };
    written.map_err(|error| Fault::of_file(path, error))
}

/// The log with so many bytes in it, to which lines are added.
fn append(path: &Path, length: usize, head: String) -> Result<Log, Fault> {
    let open = || {
        let mut file = OpenOptions::new().write(true).open(path)?;
        file.set_len(length as u64)?;
        file.seek(SeekFrom::End(0))?;
        Ok(file)
    };
    let file = Mutex::new(open().map_err(|source| unwritable(path, source))?);
    Ok(Log { path: path.to_owned(), file, head })
}

fn unwritable(path: &Path, source: io::Error) -> Fault {
    Fault::of_file(path, Error::Io { path: path.to_owned(), doing: Doing::Writing, source })
}

fn already(path: &Path) -> UsageError {
    let name = file::shown_name(path);
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

fn no_log(path: &Path) -> UsageError {
    let name = file::shown_name(path);
    UsageError::new(
        Message::new(
            format!("{name} 不是成批转换的记录，没有动它"),
            format!("{name} is not the log of a batch and was left alone"),
        ),
        Message::new("请用 --log 另指定一个文件", "name another file with --log"),
    )
}

fn of_another_task(path: &Path) -> UsageError {
    let name = file::shown_name(path);
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
