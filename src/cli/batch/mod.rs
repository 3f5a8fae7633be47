//! `repconv batch IN… --to FORMAT -o FOLDER`: converts many reports into a folder like theirs.
//!
//! One bad file stops nothing, nothing is written over, and a run that was cut off goes on where it
//! stopped: what is done is told by the contents, not by times of change.

mod convert;
mod line;
mod log;
mod outputs;
mod summary;

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use self::convert::{Converter, Job};
use self::line::{Line, Status};
use self::log::Log;
use self::summary::Summary;
use super::arguments::BatchArguments;
use super::input::Reading;
use super::sources::{self, Source, Unreadable, exact};
use super::usage::{self, UsageError};
use super::work::Work;
use super::{Fault, Manner, Outcome, texts};
use crate::error::{Doing, Error};
use crate::formats::Formats;
use crate::language::Message;

/// The log, where none is named, in the folder that is written to.
const LOG: &str = "repconv-batch.jsonl";

/// Converts as the arguments say.
pub fn batch(arguments: &BatchArguments, manner: Manner) -> Result<Outcome, Fault> {
    let formats = Formats::builtin();
    if arguments.files.is_empty() {
        return Err(usage::missing(&texts::shown_name("files", manner.language)).into());
    }
    let format = super::convert::writable_format(&arguments.to, &arguments.output, &formats)?;
    let (mut options, input_encoding) =
        super::convert::write_options(&arguments.writing, &arguments.reading, format, false)?;
    super::house::lend(&arguments.writing, &arguments.reading, format, &formats, &mut options)?;
    let reading = Reading::new(&arguments.reading, input_encoding, &formats)?;

    fs::create_dir_all(&arguments.output).map_err(|source| unwritable(&arguments.output, source))?;
    let mut found =
        sources::gather(&arguments.files, Some(&arguments.output), &formats, &reading.options.limits);
    if found.is_empty() {
        found.say_left_out(manner);
        return Err(nothing_to_convert().into());
    }
    let extension = format.extensions.first().copied().unwrap_or(format.name);
    let jobs = jobs(&found.sources, extension);
    if arguments.resume {
        remove_leftovers(&arguments.output, &jobs);
    }
    let path = arguments.log.clone().unwrap_or_else(|| arguments.output.join(LOG));
    let inputs: BTreeSet<PathBuf> =
        found.sources.iter().filter_map(|source| fs::canonicalize(source.on_disk()).ok()).collect();
    if fs::canonicalize(&path).is_ok_and(|path| inputs.contains(&path)) {
        return Err(Fault::of_file(&path, Error::SameFile(path.clone())));
    }
    let (log, done) = log::open(&path, &asked(arguments), arguments.resume, arguments.overwrite)?;
    let converter = Converter {
        reading: &reading,
        formats: &formats,
        format,
        options: &options,
        folder: &arguments.output,
        inputs,
        done: &done,
        overwrite: arguments.overwrite,
        strict: arguments.strict,
        language: manner.language,
    };
    let mut record = Record { log, summary: Summary::new(), manner };
    for Unreadable { name, error } in std::mem::take(&mut found.failed) {
        record.take(Line::new(&name).failed(Status::Unreadable, error, manner.language), false)?;
    }
    let work = Work::new(arguments.jobs, manner)?;
    work.in_order(
        &jobs,
        |job| converter.convert(job),
        |_, (line, was_done)| work.say(|| record.take(line, was_done)),
    )?;
    let Record { log, summary, .. } = record;
    log.finish()?;
    found.say_left_out(manner);
    if !manner.quiet {
        let _ = anstream::stderr().write_all(summary.text(manner.language).as_bytes());
    }
    Ok(summary.outcome())
}

/// The inputs with their outputs.
fn jobs<'a>(sources: &'a [Source], extension: &str) -> Vec<Job<'a>> {
    let outputs = outputs::assign(sources, extension);
    sources.iter().zip(outputs).map(|(source, output)| Job { source, output }).collect()
}

/// What the run is asked to do, as far as the outputs depend on it.
fn asked(arguments: &BatchArguments) -> Map<String, Value> {
    let BatchArguments { to, strict, writing, reading, .. } = arguments;
    let text = |value: &Option<String>| value.as_deref().map(Value::from);
    let path = |value: &Option<PathBuf>| value.as_deref().map(|path| Value::from(exact(path)));
    let switch = |value: &bool| Some(Value::from(*value)).filter(|_| *value);
    let asked = [
        ("version", Some(Value::from(env!("CARGO_PKG_VERSION")))),
        ("to", Some(Value::from(to.as_str()))),
        ("strict", switch(strict)),
        ("lossy", switch(&writing.lossy)),
        ("values-only", switch(&writing.values_only)),
        ("charts", switch(&writing.charts)),
        ("layout", text(&writing.layout)),
        ("reference-doc", path(&writing.reference_doc)),
        ("template", path(&writing.template)),
        ("from", text(&reading.from)),
        ("encoding", text(&reading.encoding)),
        ("input-encoding", text(&reading.input_encoding)),
        ("edition", text(&reading.edition)),
    ];
    asked.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
}

/// Where what became of the inputs is put down.
struct Record {
    log: Log,
    summary: Summary,
    manner: Manner,
}

impl Record {
    /// Puts down what became of an input, and says what went wrong with it.
    fn take(&mut self, mut line: Line, was_done: bool) -> Result<(), Fault> {
        self.summary.count(&line, was_done);
        self.log.add(&line)?;
        let text = match &line.stop {
            Some(_) => Some(summary::stopped(self.manner.language).to_owned() + "\n"),
            None => summary::told(&line, self.manner),
        };
        if let Some(text) = text {
            let _ = anstream::stderr().write_all(text.as_bytes());
        }
        let stop = line.stop.take();
        stop.map_or(Ok(()), |error| Err(Fault::File { name: line.input().to_owned(), error }))
    }
}

/// Removes the temporary files that a run left which was killed.
fn remove_leftovers(folder: &Path, jobs: &[Job<'_>]) {
    let parents = jobs.iter().filter_map(|job| job.output.parent());
    let folders: BTreeSet<PathBuf> = parents.map(|parent| folder.join(parent)).collect();
    for folder in folders.into_iter().chain([folder.to_owned()]) {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            if super::output::is_temporary(&entry.file_name()) {
                // One that can't be removed does no harm to the outputs.
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

fn unwritable(path: &Path, source: std::io::Error) -> Fault {
    Fault::of_file(path, Error::Io { path: path.to_owned(), doing: Doing::Writing, source })
}

fn nothing_to_convert() -> UsageError {
    UsageError::new(
        Message::new("给出的文件夹或压缩包里没有可以转换的文件", "there is no file that could be converted"),
        Message::new("能读的格式见 repconv formats", "see 'repconv formats' for what can be read"),
    )
}
