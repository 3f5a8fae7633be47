//! `repconv batch IN… --to FORMAT -o FOLDER`: converts many reports into a folder like theirs.
//!
//! One bad file stops nothing, nothing is written over, and a run that was cut off goes on where it
//! stopped: finished work is recognised by its content, not by times of change.

mod convert;
mod log;
mod record;
mod summary;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use self::convert::{Converter, Job};
use self::log::Log;
use self::record::Record;
use super::arguments::BatchArguments;
use super::output::Inputs;
use super::progress::Workers;
use super::reading::input_reader;
use super::usage::{self, UsageError};
use super::{Fault, Outcome, OutputOptions, interruption, print, texts};
use repconv::batch::file;
use repconv::batch::file::exact;
use repconv::batch::input::InputReader;
use repconv::batch::resume::{EarlierRuns, LogLine, Status, outputs};
use repconv::batch::sources::{self, Gathered, Source, Unreadable};
use repconv::formats::Formats;
use repconv::model::digest::sha256;
use repconv::model::error::{Doing, Error};
use repconv::model::language::Message;

/// The log, where none is named, in the folder that is written to.
const LOG: &str = "repconv-batch.jsonl";

/// Converts as the arguments say.
pub fn batch(arguments: &BatchArguments, options: OutputOptions) -> Result<Outcome, Fault> {
    let formats = Formats::builtin();
    if arguments.files.is_empty() {
        return Err(usage::missing(&texts::shown_name("files", options.language)).into());
    }
    let format = super::convert::writable_format(&arguments.to, &arguments.output, &formats)?;
    let (mut write_options, input_encoding) =
        super::convert::write_options(&arguments.writing, &arguments.reading, format, false)?;
    super::reference_doc::load(&arguments.writing, &arguments.reading, format, &formats, &mut write_options)?;
    let reading = input_reader(&arguments.reading, input_encoding, &formats, options)?;

    let mut found = found(arguments, &formats, &reading, options)?;
    let extension = format.extensions.first().unwrap_or(&format.name);
    let jobs = jobs(&found.sources, extension);
    if arguments.resume {
        remove_leftovers(&arguments.output, &jobs);
    }
    let mut inputs = Inputs::of(found.on_disk().chain(arguments.writing.files()));
    let (log, earlier) = begin(arguments, &reading, &inputs, &jobs)?;
    inputs.extend([log.path()]);
    interruption::is_resumable(found.sources.len() + found.failed.len());
    let converter = Converter {
        reading: &reading,
        format,
        options: &write_options,
        folder: &arguments.output,
        inputs: &inputs,
        earlier: &earlier,
        log: &log,
        overwrite: arguments.overwrite,
        strict: arguments.strict,
        language: options.language,
    };
    let mut record = Record::new(options);
    for Unreadable { name, error } in std::mem::take(&mut found.failed) {
        let line = LogLine::new(&name).failed(Status::Unreadable, error, options.language);
        log.add(&line)?;
        interruption::count_done();
        record.take(line, false)?;
    }
    let work = Workers::new(arguments.jobs, options)?;
    let further = run(&jobs, &converter, &work, &mut record)?;
    let assigned: Vec<&Path> = jobs.iter().map(|job| job.output.as_path()).collect();
    let outputs = outputs::assign_further(&further, extension, &assigned);
    let more: Vec<Job<'_>> =
        further.iter().zip(outputs).map(|(source, output)| Job { source, output }).collect();
    if !more.is_empty() {
        run(&more, &converter, &work, &mut record)?;
    }
    print::left_out(&found, options);
    record.finish(log, &earlier, &arguments.output, jobs.iter().chain(&more))
}

/// Converts the inputs, and returns the further reports of their files.
fn run(
    jobs: &[Job<'_>],
    converter: &Converter<'_>,
    work: &Workers,
    record: &mut Record,
) -> Result<Vec<Source>, Fault> {
    let mut further = Vec::new();
    work.in_order(
        jobs,
        |job| converter.convert(job).inspect(|_| interruption::count_done()),
        |job, done| {
            work.suspend(|| match done {
                Ok((line, was_done)) => {
                    further.extend(converter.reading.further(job.source, line.reports()));
                    record.take(line, was_done)
                }
                Err(unlogged) => Err(record.stopped(unlogged)),
            })
        },
    )?;
    Ok(further)
}

/// The inputs, none of which are in the folder of the output.
fn found(
    arguments: &BatchArguments,
    formats: &Formats,
    reading: &InputReader<'_>,
    options: OutputOptions,
) -> Result<Gathered, Fault> {
    let BatchArguments { files, output, .. } = arguments;
    if files.iter().any(|input| is_same(input, output)) {
        return Err(into_the_inputs().into());
    }
    let found = sources::gather(files, Some(output), formats, &reading.options.limits);
    if found.is_empty() {
        print::left_out(&found, options);
        return Err(nothing_to_convert().into());
    }
    Ok(found)
}

/// Opens the log of the run, which is none of the inputs nor of the outputs, and tells what earlier runs
/// did.
fn begin(
    arguments: &BatchArguments,
    reading: &InputReader<'_>,
    inputs: &Inputs,
    jobs: &[Job<'_>],
) -> Result<(Log, EarlierRuns), Fault> {
    let asked = asked(arguments, reading)?;
    // Not before it is known that there is something to do.
    let folder = &arguments.output;
    fs::create_dir_all(folder).map_err(|source| unwritable(folder, source))?;
    let path = arguments.log.clone().unwrap_or_else(|| arguments.output.join(LOG));
    if inputs.hold(&path) {
        return Err(Fault::of_file(&path, Error::SameFile(path.clone())));
    }
    if outputs::contain(&path, &arguments.output, jobs.iter().map(|job| job.output.as_path())) {
        return Err(in_the_way(&path).into());
    }
    log::open(&path, &asked, arguments.resume, arguments.overwrite)
}

/// The inputs with their outputs.
fn jobs<'a>(sources: &'a [Source], extension: &str) -> Vec<Job<'a>> {
    let outputs = outputs::assign(sources, extension);
    sources.iter().zip(outputs).map(|(source, output)| Job { source, output }).collect()
}

/// What the run is asked to do, as far as the outputs depend on it: of files, their content.
fn asked(arguments: &BatchArguments, by: &InputReader<'_>) -> Result<Map<String, Value>, Fault> {
    let BatchArguments { to, strict, writing, reading, .. } = arguments;
    let text = |value: &Option<String>| value.as_deref().map(Value::from);
    let content = |path: &Option<PathBuf>| -> Result<Option<Value>, Fault> {
        let Some(path) = path else { return Ok(None) };
        let bytes = file::read_bytes(path, by.options.limits.input_bytes);
        let hash = sha256(&bytes.map_err(|error| Fault::of_file(path, error))?);
        Ok(Some(json!({ "file": exact(path), "sha256": hash })))
    };
    let switch = |value: &bool| Some(Value::from(*value)).filter(|_| *value);
    let asked = [
        ("version", Some(Value::from(env!("CARGO_PKG_VERSION")))),
        ("to", Some(Value::from(to.as_str()))),
        ("strict", switch(strict)),
        ("lossy", switch(&writing.lossy)),
        ("final", switch(&writing.is_final)),
        ("values-only", switch(&writing.values_only)),
        ("charts", switch(&writing.charts)),
        ("layout", text(&writing.layout)),
        ("reference-doc", content(&writing.reference_doc)?),
        ("template", content(&writing.template)?),
        ("from", text(&reading.from)),
        ("encoding", text(&reading.encoding)),
        ("input-encoding", text(&reading.input_encoding)),
        ("edition", text(&reading.edition)),
    ];
    Ok(asked.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect())
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

fn is_same(one: &Path, other: &Path) -> bool {
    fs::canonicalize(one).is_ok_and(|one| fs::canonicalize(other).is_ok_and(|other| one == other))
}

fn in_the_way(log: &Path) -> UsageError {
    let name = file::shown_name(log);
    UsageError::new(
        Message::new(
            format!("{name} 处要写输出，不能同时放记录"),
            format!("{name} is where an output goes, which leaves no room for the log"),
        ),
        Message::new("请用 --log 另指定一个文件", "name another file with --log"),
    )
}

fn into_the_inputs() -> UsageError {
    UsageError::new(
        Message::new("输出文件夹就是输入的文件夹", "the folder to write to is the folder to read"),
        Message::new("请用 -o 另指定一个文件夹", "name another folder with -o"),
    )
}

fn nothing_to_convert() -> UsageError {
    UsageError::new(
        Message::new("给出的文件夹或压缩包里没有可以转换的文件", "there is no file that could be converted"),
        Message::new("能读的格式见 repconv formats", "see 'repconv formats' for what can be read"),
    )
}
