//! `repconv check FILE…`: checks reports, one by one and together, and says what was found.

mod run;

use std::path::PathBuf;

use self::run::{AllChecked, Check, Checked};
use super::arguments::CheckArguments;
use super::output::{Destination, Inputs};
use super::progress::Workers;
use super::results::Note;
use super::roster::ChosenRoster;
use super::usage::{self, UsageError};
use super::{Fault, Outcome, OutputOptions, print, results, texts};
use repconv::batch::input::InputReader;
use repconv::batch::policy::{self, Policy, Rules};
use repconv::batch::previous::{Previous, PreviousSources};
use repconv::batch::settings::{self, CheckSettings};
use repconv::batch::sources::{self, Gathered, Unreadable};
use repconv::batch::{BatchError, file};
use repconv::formats::Formats;
use repconv::model::finding::{self, Severity};
use repconv::model::language::{Language, Message};
use repconv::present::check::{Entry, text};
use repconv::present::formats::ResultFormat;
use repconv::validate::{Batch, Roster, Settings, Submission, validate_batch};

/// Checks as the arguments say.
pub fn check(arguments: &CheckArguments, options: OutputOptions) -> Result<Outcome, Fault> {
    let chosen = ChosenRoster::of(&arguments.roster)?;
    chosen.warn_of_unused(&arguments.roster, &arguments.files, options);
    let config = &chosen.config;
    let (format, policy) = (format(arguments, config)?, policy(arguments, config)?);
    let settings = settings(arguments, config)?;
    let formats = Formats::builtin();
    let reading = chosen.reader(&arguments.reading, &formats, options)?;
    let found = gather(&arguments.files, &chosen, &reading, options)?;
    let earlier = previous_sources(arguments, config, &reading);
    let mut inputs = Inputs::of(found.on_disk().chain(earlier.files()));
    inputs.extend(chosen.files());
    let destination =
        results::destination(arguments.output.as_deref(), format, &inputs, arguments.overwrite)?;
    let Gathered { sources, failed, .. } = found;
    let roster = chosen.read(&reading)?;
    let work = Workers::new(None, options)?;
    let (previous, mut unread) = previous(earlier, &reading, &work, options)?;
    let failed: Vec<Entry> = failed.into_iter().map(unreadable).collect();

    let is_batch = sources.len() > 1 || roster.is_some();
    let check = Check {
        reading: &reading,
        previous: &previous,
        settings,
        keep_reports: format.most_reports > 0,
        keep_places: format.shows_places,
        is_batch,
    };
    let mut all = AllChecked::new(format.most_reports);
    work.all_reports(
        sources,
        |source| check.source(source),
        |_, mut one| {
            let further = std::mem::take(&mut one.further);
            policy.apply(&mut one.entry.findings);
            all.add(one);
            Ok(further)
        },
    )?;
    let mut checked = all.checked;
    if !options.quiet {
        let alone = checked.iter().filter(|one| one.entry.error.is_none() && !one.is_compared);
        let alone: Vec<&str> = alone.map(|one| one.entry.file.as_str()).collect();
        print::lines(previous.messages(&alone, options.language, options.verbose));
    }
    checked.extend(failed.into_iter().map(Checked::unreadable));
    let mut entries = compare(checked, roster.as_ref(), chosen.path.as_ref(), &settings);
    entries.append(&mut unread);
    for entry in &mut entries {
        policy.apply(&mut entry.findings);
        finding::sort(&mut entry.findings);
    }
    let outcome = outcome(&entries);
    let text = text::summary(&entries, options.language).trim_end().to_owned();
    let note = Note { text, has_errors: outcome != Outcome::Done };
    results::write(entries.as_slice(), format, &destination, &note, options)?;
    if is_batch && !options.quiet && outcome != Outcome::Done {
        print::lines(next_step(format, &destination, options.language));
    }
    Ok(outcome)
}

/// The one thing to do next; nothing after results for programs.
fn next_step(format: &ResultFormat, destination: &Destination, language: Language) -> Option<String> {
    let output = destination.name();
    let step = match (format.name, destination) {
        ("xlsx" | "html", Destination::File(_)) => Message::new(
            format!("打开 {output}，照“先做什么”从上往下做"),
            format!("open {output} and follow 'What to do first' from top to bottom"),
        ),
        ("text", _) => Message::new(
            "加 -o 检查.xlsx 写一份工作簿，第一张表“先做什么”说催谁、退给谁、先改什么；给各单位的修改通知单用 repconv collect 的 --slips",
            "add -o check.xlsx: the first sheet says whom to remind and what to mend; 'repconv collect --slips' writes letters",
        ),
        _ => return None,
    };
    Some(match language {
        Language::Zh => format!("下一步：{}", step.zh),
        Language::En => format!("Next: {}", step.en),
    })
}

/// The inputs. Where it is known who must report, each that is named has to exist.
fn gather(
    files: &[PathBuf],
    roster: &ChosenRoster,
    reading: &InputReader<'_>,
    options: OutputOptions,
) -> Result<Gathered, Fault> {
    if files.is_empty() {
        return Err(usage::missing(&texts::shown_name("files", options.language)).into());
    }
    let mut found = sources::gather(files, None, reading.formats, &reading.options.limits);
    if let Some(Unreadable { name, error }) = found.missing().filter(|_| roster.path.is_some()) {
        return Err(Fault::File { name, error });
    }
    roster.leave_out(&mut found);
    print::left_out(&found, options);
    if found.is_empty() { Err(nothing_to_check().into()) } else { Ok(found) }
}

fn outcome(entries: &[Entry]) -> Outcome {
    let has_errors = |entry: &Entry| entry.findings.iter().any(|finding| finding.severity == Severity::Error);
    if entries.iter().any(|entry| entry.error.is_some()) {
        Outcome::SomeUnreadable
    } else if entries.iter().any(has_errors) {
        Outcome::ErrorsFound
    } else {
        Outcome::Done
    }
}

fn nothing_to_check() -> UsageError {
    UsageError::new(
        Message::new("给出的文件夹里没有可以检查的文件", "the folders hold no file that could be checked"),
        Message::new("能读的格式见 repconv formats", "see 'repconv formats' for what can be read"),
    )
}

fn policy(arguments: &CheckArguments, config: &CheckSettings) -> Result<Policy, BatchError> {
    let listed = |names: &[String], option| {
        let names = names.iter().map(|names| Rules::listed(names, option));
        Ok::<_, BatchError>(names.collect::<Result<Vec<_>, _>>()?.concat())
    };
    let select = match arguments.select.as_slice() {
        [] => config.select.clone(),
        names => Some(listed(names, "--select")?),
    };
    let ignore = match arguments.ignore.as_slice() {
        [] => config.ignore.clone().unwrap_or_default(),
        names => listed(names, "--ignore")?,
    };
    let mut severities = config.severities.clone();
    for text in arguments.severity.iter().flat_map(|text| text.split([',', '，'])) {
        severities.push(policy::severity_of_rules(text)?);
    }
    Ok(Policy { select, ignore, severities })
}

fn settings(arguments: &CheckArguments, config: &CheckSettings) -> Result<Settings, UsageError> {
    let given = arguments.max_similarity.as_deref().map(|written| {
        settings::share(written)
            .ok_or_else(|| UsageError::value("--max-similarity", written, "0 … 1, 0.8, 80%"))
    });
    let default = Settings::default();
    Ok(Settings {
        max_similarity: given.transpose()?.or(config.max_similarity).unwrap_or(default.max_similarity),
    })
}

/// The format to write: the one named, else that of the output's extension, else that of the settings, else text.
fn format(arguments: &CheckArguments, config: &CheckSettings) -> Result<&'static ResultFormat, UsageError> {
    match results::format_of::<[Entry]>(arguments.format.as_deref(), arguments.output.as_deref())? {
        Some(format) => Ok(format),
        None => results::named::<[Entry]>(config.format.as_deref().unwrap_or("text"), "format"),
    }
}

/// Where the reports of the year before are: as the command line says, or else the settings.
fn previous_sources(
    arguments: &CheckArguments,
    config: &CheckSettings,
    reading: &InputReader<'_>,
) -> PreviousSources {
    let given = (arguments.previous.as_deref(), arguments.previous_dir.as_deref());
    let (one, folder) = match given {
        (None, None) => (config.previous.as_deref(), config.previous_dir.as_deref()),
        _ => given,
    };
    PreviousSources::gather(one, folder, reading.formats, &reading.options.limits)
}

/// The reports of the year before, and files of its folder that could not be read.
fn previous(
    earlier: PreviousSources,
    reading: &InputReader<'_>,
    work: &Workers,
    options: OutputOptions,
) -> Result<(Previous, Vec<Entry>), Fault> {
    let mut previous = Previous::default();
    if let Some(path) = earlier.one {
        let bytes = reading.bytes(&path)?;
        let understood = reading.check(&path, &bytes).map_err(|error| Fault::of_file(&path, error))?;
        previous.given = Some(understood.report);
    }
    let Some((folder, found)) = earlier.folder else { return Ok((previous, Vec::new())) };
    print::left_out(&found, options);
    previous.folder = Some(folder);
    let mut unread: Vec<Entry> = found.failed.into_iter().map(unreadable).collect();
    work.in_order(
        &found.sources,
        |source| reading.read_source(source),
        |source, result| {
            match result {
                Ok((_, understood)) => previous.add(source.shown(), understood.report),
                Err(error) => unread.push(unreadable(Unreadable { name: source.shown().to_owned(), error })),
            }
            Ok(())
        },
    )?;
    Ok((previous, unread))
}

fn unreadable(Unreadable { name, error }: Unreadable) -> Entry {
    Entry::unreadable(name, error)
}

/// Compares the reports with one another; findings about none of them are listed under the roster.
fn compare(
    checked: Vec<Checked>,
    roster: Option<&Roster>,
    roster_path: Option<&PathBuf>,
    settings: &Settings,
) -> Vec<Entry> {
    let mut entries = Vec::with_capacity(checked.len() + 1);
    let mut submissions: Vec<Submission> = Vec::new();
    let mut places = Vec::new();
    for Checked { entry, submission, .. } in checked {
        if let Some(submission) = submission {
            places.push(entries.len());
            submissions.push(submission);
        }
        entries.push(entry);
    }
    let unread = entries.iter().enumerate().filter(|(_, entry)| entry.error.is_some());
    let (unread, unreadable): (Vec<usize>, Vec<String>) =
        unread.map(|(at, entry)| (at, entry.file.clone())).unzip();
    let mut missing = Vec::new();
    let batch = Batch { submissions: &submissions, roster, unreadable: &unreadable };
    for found in validate_batch(&batch, settings) {
        // A body whose file could not be read is asked for it again, not for another.
        let place = found.submission.and_then(|at| places.get(at));
        let place = place.or_else(|| unread.get(found.unreadable?));
        match place.and_then(|at| entries.get_mut(*at)) {
            Some(entry) => entry.findings.push(found.finding),
            None => missing.push(found.finding),
        }
    }
    if !missing.is_empty() {
        let file = roster_path.map(|path| file::shown_name(path)).unwrap_or_default();
        entries.push(Entry { file, findings: missing, ..Entry::default() });
    }
    entries
}
