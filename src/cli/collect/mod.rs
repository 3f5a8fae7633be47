//! `repconv collect IN… -o 汇总.xlsx`: sums up the reports of many bodies, and says who is missing.

mod earlier;
mod slips;

use std::fs;
use std::path::Path;
use std::time::SystemTime;

use self::slips::Slips;
use super::arguments::CollectArguments;
use super::output::Inputs;
use super::progress::Workers;
use super::results::Note;
use super::roster::ChosenRoster;
use super::usage::{self, UsageError};
use super::{Fault, Outcome, OutputOptions, print, results, texts};
use repconv::aggregate::{Preference, Received, Settings, SharedAddresses, Summary, Unread};
use repconv::batch::file;
use repconv::batch::input::{CheckedReport, InputReader};
use repconv::batch::sources::{self, Gathered, Source, Unreadable};
use repconv::formats::Formats;
use repconv::model::date::Date;
use repconv::model::error::Error;
use repconv::model::finding::{Finding, Severity};
use repconv::model::language::{Language, Message};
use repconv::model::text;
use repconv::present::aggregate::{self, Collection, repeats, summary};
use repconv::present::check::Entry;
use repconv::present::formats::{ResultFormat, formats_of};

/// Sums up as the arguments say.
pub fn collect(arguments: &CollectArguments, options: OutputOptions) -> Result<Outcome, Fault> {
    let formats = Formats::builtin();
    if arguments.files.is_empty() {
        return Err(usage::missing(&texts::shown_name("files", options.language)).into());
    }
    let format = format(arguments)?;
    let chosen = ChosenRoster::of(&arguments.roster)?;
    let preference = preference(arguments.prefer.as_deref(), &chosen)?;
    chosen.warn_of_unused(&arguments.roster, &arguments.files, options);
    let reading = chosen.reader(&arguments.reading, &formats, options)?;
    let mut found =
        sources::gather(&arguments.files, slips_within(arguments), &formats, &reading.options.limits);
    if let (Some(_), Some(Unreadable { name, error })) = (&chosen.path, found.missing()) {
        return Err(Fault::File { name, error });
    }
    chosen.leave_out(&mut found);
    print::left_out(&found, options);
    earlier::leave_out(&mut found, arguments, &reading);
    if found.is_empty() {
        return Err(nothing_to_sum_up().into());
    }
    let inputs = Inputs::of(found.on_disk().chain(chosen.files()));
    let destination =
        results::destination(arguments.output.as_deref(), format, &inputs, arguments.overwrite)?;
    let roster = chosen.read(&reading)?;

    let left_out = std::mem::take(&mut found.left_out);
    let (received, mut entries) =
        read(found, &reading, format.lists_findings || arguments.slips.is_some(), options)?;
    if received.is_empty() && roster.is_none() {
        return Err(nothing_could_be_read(entries));
    }
    let unreadable: Vec<String> =
        entries.iter().filter(|entry| entry.error.is_some()).map(|entry| entry.file.clone()).collect();
    let settings = Settings {
        year: arguments.year,
        only_valid: arguments.only_valid,
        preference,
        roster: roster.as_ref(),
        unreadable: &unreadable,
    };
    let summary = Summary::of(received, &settings);
    repeats::add_findings(&summary, &mut entries);
    let office = arguments.org.as_deref().map(text::clean_cell);
    let title = title(arguments, &summary, office.as_deref());
    let collection =
        Collection { summary, entries, left_out, title, office, date: today(), language: options.language };
    let folder = arguments.slips.as_deref();
    let slips = folder.map(|folder| Slips::prepare(&collection, folder, &inputs, arguments.overwrite));
    let slips = slips.transpose()?;
    if !options.quiet {
        print::to_stderr(summary::to_message(&collection, options));
    }
    let note = Note { has_errors: collection.with_errors() > 0, text: note(&collection, options) };
    results::write(&collection, format, &destination, &note, options)?;
    if let Some(slips) = slips {
        slips.write(options)?;
    }
    if !options.quiet && !collection.is_flawless() {
        print::lines([next_step(arguments, format, options.language)]);
    }
    Ok(outcome(&collection))
}

/// The title that was asked for, or what the summary is called.
fn title(arguments: &CollectArguments, summary: &Summary, office: Option<&str>) -> String {
    let asked = arguments.title.as_deref().map(text::clean_cell);
    asked.unwrap_or_else(|| aggregate::title(summary, office))
}

/// The folder of the slips, which are no reports, unless it is an input itself.
fn slips_within(arguments: &CollectArguments) -> Option<&Path> {
    let slips = arguments.slips.as_deref()?;
    let real = fs::canonicalize(slips).ok()?;
    let is_input =
        arguments.files.iter().any(|input| fs::canonicalize(input).is_ok_and(|input| input == real));
    Some(slips).filter(|_| !is_input)
}

/// The day in China, where the letters are written.
fn today() -> Option<Date> {
    const DAY: u64 = 24 * 60 * 60;
    const AHEAD: u64 = 8 * 60 * 60;
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).ok()?.as_secs();
    Date::of_days(u32::try_from((now + AHEAD) / DAY).ok()?)
}

/// The preference that the command line names, or else the settings.
pub fn preference(given: Option<&str>, chosen: &ChosenRoster) -> Result<Preference, UsageError> {
    let of_settings = chosen.config.prefer.as_deref().map(|name| ("repconv.toml prefer", name));
    let Some((option, name)) = given.map(|name| ("--prefer", name)).or(of_settings) else {
        return Ok(Preference::default());
    };
    let choices = || Preference::NAMED.map(|(known, _)| known).join(", ");
    Preference::by_name(name).ok_or_else(|| UsageError::value(option, name, &choices()))
}

/// The one thing to do next.
fn next_step(arguments: &CollectArguments, format: &ResultFormat, language: Language) -> String {
    let output = arguments.output.as_deref().map(file::shown_name).unwrap_or_default();
    let step = match (format.name, arguments.slips.is_some()) {
        ("xlsx", true) => Message::new(
            format!("打开 {output}，照第一张表“下一步”从上往下做"),
            format!("open {output} and follow its first sheet from top to bottom"),
        ),
        ("xlsx", false) => Message::new(
            format!("打开 {output}，照第一张表“下一步”从上往下做；要给各单位写修改通知单，加 --slips 修改单"),
            format!("open {output} and follow its first sheet; add --slips FOLDER for a letter to each body"),
        ),
        _ => Message::new(
            "再用 -o 汇总.xlsx 写一份工作簿，第一张表“下一步”说找谁、改什么",
            "write a workbook, too (-o sums.xlsx): its first sheet says who has to mend what",
        ),
    };
    match language {
        Language::Zh => format!("下一步：{}", step.zh),
        Language::En => format!("Next: {}", step.en),
    }
}

/// What a quiet run says where there are errors; otherwise the summary has said it.
fn note(collection: &Collection, options: OutputOptions) -> String {
    let count = collection.with_errors();
    match options.language {
        _ if !options.quiet => String::new(),
        Language::Zh => format!("{count} 份报告有错误"),
        Language::En => format!("reports with errors: {count}"),
    }
}

fn outcome(collection: &Collection) -> Outcome {
    if collection.unreadable().next().is_some() {
        Outcome::SomeUnreadable
    } else if collection.is_flawless() {
        Outcome::Done
    } else {
        Outcome::ErrorsFound
    }
}

/// Whether a result that lists no findings needs this one: to say which reports have errors, and which sums do not hold.
fn is_summed_up(finding: &Finding) -> bool {
    finding.severity == Severity::Error || finding.rule.code.starts_with('A')
}

/// Reads every input; of a report only what the sums need is kept.
fn read(
    found: Gathered,
    reading: &InputReader<'_>,
    all_findings: bool,
    options: OutputOptions,
) -> Result<(Vec<Received>, Vec<Entry>), Fault> {
    let Gathered { sources, failed, .. } = found;
    let mut received = Vec::with_capacity(sources.len());
    let mut entries = Vec::with_capacity(sources.len());
    let mut addresses = SharedAddresses::default();
    let read = |source: &Source| {
        let (bytes, CheckedReport { report, mut findings, reports }) = reading.read_source(source)?;
        let unread = Unread::places(&findings);
        findings.retain(|finding| all_findings || is_summed_up(finding));
        let entry = Entry::of(source.shown().to_owned(), &report, findings);
        let mut received = Received::of(source.shown(), &bytes, report).with_unread(unread);
        received.modified = source.modified();
        Ok((received, entry, reading.further(source, reports)))
    };
    Workers::new(None, options)?.all_reports(sources, read, |source, result: Result<_, Error>| {
        let (entry, further) = match result {
            Ok((mut one, entry, further)) => {
                addresses.share(&mut one.cells);
                received.push(one);
                (entry, further)
            }
            Err(error) => (Entry::unreadable(source.shown().to_owned(), error), Vec::new()),
        };
        entries.push(entry);
        Ok(further)
    })?;
    entries.extend(failed.into_iter().map(|Unreadable { name, error }| Entry::unreadable(name, error)));
    Ok((received, entries))
}

fn nothing_to_sum_up() -> UsageError {
    UsageError::new(
        Message::new("给出的文件夹里没有可以汇总的文件", "the folders hold no file that could be summed up"),
        Message::new("能读的格式见 repconv formats", "see 'repconv formats' for what can be read"),
    )
}

/// None of the inputs is a report: the first says why.
fn nothing_could_be_read(entries: Vec<Entry>) -> Fault {
    let first = entries.into_iter().find_map(|entry| Some((entry.file, entry.error?)));
    match first {
        Some((name, error)) => Fault::File { name, error },
        None => nothing_to_sum_up().into(),
    }
}

/// The format to write: the one named, else that of the output's extension.
fn format(arguments: &CollectArguments) -> Result<&'static ResultFormat, UsageError> {
    if let Some(format) =
        results::format_of::<Collection>(arguments.format.as_deref(), arguments.output.as_deref())?
    {
        return Ok(format);
    }
    let Some(output) = &arguments.output else {
        return Err(UsageError::new(
            Message::new("缺少 --output", "--output is missing"),
            Message::new(
                "用 -o 指明汇总写到哪里，例如 -o 汇总.xlsx",
                "name it with -o, such as -o sums.xlsx",
            ),
        ));
    };
    let shown = file::shown_name(output);
    let names = results::names::<Collection>();
    let usual = formats_of::<Collection>().filter_map(|format| format.extensions.first());
    let extensions: Vec<String> = usual.map(|extension| format!(".{extension}")).collect();
    Err(UsageError::new(
        Message::new(
            format!("看不出 {shown} 要写成什么格式"),
            format!("cannot determine the format of {shown}"),
        ),
        Message::new(
            format!("扩展名可以是 {}；也可以用 --format 指明：{names}", extensions.join("、")),
            format!("its extension may be {}; or name a --format: {names}", extensions.join(", ")),
        ),
    ))
}
