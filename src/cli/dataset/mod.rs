//! `repconv dataset IN… -o OUT`: all reports as tables for researchers.

mod bodies;
mod place;
mod sink;

use std::path::{Path, PathBuf};

use self::place::Place;
use self::sink::{Folder, Output, Sink};
use super::arguments::DatasetArguments;
use super::collect::preference;
use super::output::{self, Inputs, Recovery};
use super::progress::Workers;
use super::roster::ChosenRoster;
use super::usage::{self, UsageError};
use super::{Fault, Outcome, OutputOptions, print, texts};
use repconv::aggregate::{Identity, ListedBodies, Preference, Taken};
use repconv::batch::LargeInputGate;
use repconv::batch::file;
use repconv::batch::input::InputReader;
use repconv::batch::sources::{self, Gathered, Source};
use repconv::dataset::{self, InputRows, Origin, Schema, Shape, TableFormat};
use repconv::formats::Formats;
use repconv::model::error::{Doing, Error};
use repconv::model::language::{Language, Message, Text};
use repconv::present::dataset::Summary;

/// Makes the dataset as the arguments say.
pub fn dataset(arguments: &DatasetArguments, options: OutputOptions) -> Result<Outcome, Fault> {
    if arguments.files.is_empty() {
        return Err(usage::missing(&texts::shown_name("files", options.language)).into());
    }
    let output = arguments.output.as_deref().ok_or_else(|| usage::missing("-o"))?;
    let (place, form) = place::understand(output, arguments.format.as_deref())?;
    let shape = if arguments.wide { Shape::Wide } else { Shape::Long };
    let schemas = dataset::schemas(shape);
    let formats = Formats::builtin();
    let chosen = ChosenRoster::of(&arguments.roster)?;
    let preference = preference(arguments.prefer.as_deref(), &chosen)?;
    chosen.warn_of_unused(&arguments.roster, &arguments.files, options);
    let reading = chosen.reader(&arguments.reading, &formats, options)?;
    let within = if let Place::Folder(folder) = &place { Some(folder.as_path()) } else { None };
    if let Some(folder) = within {
        recover(folder, options)?;
    }
    let mut found = sources::gather(&arguments.files, within, &formats, &reading.options.limits);
    chosen.leave_out(&mut found);
    if found.is_empty() {
        print::left_out(&found, options);
        return Err(nothing_to_read().into());
    }
    let inputs = Inputs::of(found.on_disk().chain(chosen.files()));
    let roster = chosen.read(&reading)?;
    let (mut sink, outputs) = sink(&place, form, &schemas, &inputs, arguments.overwrite)?;
    print::left_out(&found, options);
    let Gathered { mut sources, failed, left_out, .. } = found;
    // The first that comes of a body is taken, so that nothing has to be kept of the others.
    let modified = |source: &Source| if preference == Preference::Newest { source.modified() } else { None };
    preference.sort(&mut sources, |source| (source.shown(), modified(source)));

    let workers = Workers::new(arguments.jobs, options)?;
    let listed =
        roster.as_ref().map(|roster| bodies::bodies(&sources, roster, &reading, &workers)).transpose()?;
    let mut taken = Taken::default();
    let mut summary = Summary::default();
    summary.unlisted = listed.as_ref().map_or_else(Vec::new, |listed| listed.unlisted.clone());
    workers.all_reports(
        sources,
        |source| entry(source, &reading, listed.as_ref(), shape),
        |source, (mut entry, identity, outcome)| {
            if let Some(other) = identity.and_then(|one| taken.take(one)) {
                entry.mark_not_taken(&schemas);
                summary.add_not_taken(source.shown(), &other);
            }
            sink.write(&entry)?;
            let further = reading.further(source, *outcome.as_ref().unwrap_or(&1));
            summary.add(source.shown(), &entry, outcome.err(), options);
            Ok(further)
        },
    )?;
    for unreadable in failed {
        let entry = dataset::unreadable(&origin(&unreadable.name), &unreadable.error);
        sink.write(&entry)?;
        summary.add(&unreadable.name, &entry, Some(unreadable.error), options);
    }
    for name in left_out.iter().filter(|name| !outputs.iter().any(|output| is_same(output, name))) {
        sink.write(&dataset::left_out(&origin(name)))?;
    }
    sink.finish()?;
    print::to_stderr(summary.to_message(preference != Preference::First, options));
    Ok(if summary.has_failed() { Outcome::SomeUnreadable } else { Outcome::Done })
}

/// Puts the folder right that an earlier run was replacing when it was killed, and says so.
fn recover(folder: &Path, options: OutputOptions) -> Result<(), Fault> {
    const FINISHED: Text =
        Text::new("；新的数据是完整的，已经放到位", "; the new tables are whole and now in place");
    const RESTORED: Text = Text::new("；原来的数据已经放回", "; the tables from before are back in place");
    let failed =
        |source| Fault::of_file(folder, Error::Io { path: folder.to_owned(), doing: Doing::Writing, source });
    let done = match output::recover(folder).map_err(failed)? {
        None => return Ok(()),
        Some(Recovery::Finished) => FINISHED.get(options.language),
        Some(Recovery::Restored) => RESTORED.get(options.language),
    };
    let name = file::shown_name(folder);
    print::lines([match options.language {
        Language::Zh => format!("上一次替换 {name} 时中断了{done}"),
        Language::En => format!("an earlier run was cut off while it replaced {name}{done}"),
    }]);
    Ok(())
}

const fn origin(source: &str) -> Origin<'_> {
    Origin { source, bytes: None, region: None, level: None }
}

/// Whether a file that was passed over is one of an earlier run, which this one replaces.
fn is_same(output: &Path, name: &str) -> bool {
    let real = |path: &Path| std::fs::canonicalize(path).ok();
    real(output).is_some_and(|output| real(Path::new(name)) == Some(output))
}

/// The rows of one input, what tells its report from others, and how many reports its file has or why there are none.
fn entry(
    source: &Source,
    reading: &InputReader<'_>,
    listed: Option<&ListedBodies>,
    shape: Shape,
) -> (InputRows, Option<Identity>, Result<usize, Error>) {
    let unread = |bytes: Option<&[u8]>, error: Error| {
        let origin = Origin { source: source.shown(), bytes, ..Origin::default() };
        (dataset::unreadable(&origin, &error), None, Err(error))
    };
    let mut gate = LargeInputGate::for_size(source.size());
    let bytes = match source.bytes(reading.options.limits.input_bytes) {
        Ok(bytes) => bytes,
        Err(error) => return unread(None, error),
    };
    match reading.check_source(source, &bytes, &mut gate) {
        Ok(understood) => {
            let known = listed.and_then(|listed| listed.body(source.shown()));
            let affiliation = known.map(|known| &known.affiliation);
            let origin = Origin {
                source: source.shown(),
                bytes: Some(&bytes),
                region: affiliation.and_then(|known| known.region.as_deref()),
                level: affiliation.and_then(|known| known.level.as_deref()),
            };
            let rows = dataset::read(&origin, &understood.report, &understood.findings, shape);
            let full_name = known.and_then(|known| known.full_name.as_deref());
            let identity = Identity::of(source.shown(), &bytes, &understood.report, full_name);
            (rows, Some(identity), Ok(understood.reports))
        }
        Err(error) => unread(Some(&bytes), error),
    }
}

/// The destination of the rows, and the files that will be written there.
fn sink(
    place: &Place,
    form: TableFormat,
    schemas: &[Schema],
    inputs: &Inputs,
    overwrite: bool,
) -> Result<(Sink, Vec<PathBuf>), Fault> {
    match place {
        Place::Folder(folder) => {
            Ok((Sink::Folder(Folder::new(folder, overwrite, form, schemas)?), Vec::new()))
        }
        Place::Files(main) => {
            let paths = place::files(main, form, schemas);
            let targets = paths.iter().map(|path| place::target(path, inputs, overwrite));
            let targets = targets.collect::<Result<Vec<_>, _>>()?;
            let outputs =
                targets.into_iter().zip(schemas).map(|(target, schema)| Output::new(target, form, schema));
            Ok((Sink::Files(outputs.collect::<Result<_, _>>()?), paths))
        }
    }
}

fn nothing_to_read() -> UsageError {
    UsageError::new(
        Message::new("给出的文件夹里没有可以读的文件", "the folders hold no file that could be read"),
        Message::new("能读的格式见 repconv formats", "see 'repconv formats' for what can be read"),
    )
}
