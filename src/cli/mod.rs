//! The command line: arguments, terminal, output files, exit status.
//!
//! Documents and what is asked for (help, `show`, `formats`) go to standard output, findings and
//! failures to standard error, so that a pipe gets only what it wants.

mod arguments;
mod batch;
mod check;
mod collect;
mod commands;
mod convert;
#[cfg(feature = "dataset")]
mod dataset;
mod diff;
mod fix;
mod form;
mod form_file;
mod formats;
mod forms;
mod identify;
mod interruption;
mod language;
mod limits;
mod manual;
mod new;
mod output;
mod page;
mod panics;
mod print;
mod progress;
mod reading;
mod reference_doc;
mod results;
mod roster;
mod rules;
mod show;
mod template;
mod texts;
mod usage;
mod window;

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory, FromArgMatches};

use arguments::{Arguments, Color, Command, CommonArguments};
use repconv::batch::BatchError;
use repconv::batch::file::shown_name;
use repconv::model::error::{Doing, Error};
use repconv::model::language::{Language, Text};
use repconv::model::text::one_line;
use repconv::present::OutputOptions;
use repconv::present::severity::{ERROR, HINT};
pub use usage::UsageError;
pub use window::keep_open;

/// How a run ended that did what it was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Done,
    /// Done, but the report has findings of severity error.
    ErrorsFound,
    /// Done: the two reports differ, and the exit status shall say so.
    Different,
    /// Done, but for files that could not be read.
    SomeUnreadable,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Done => Self::SUCCESS,
            Outcome::ErrorsFound | Outcome::Different => Self::from(1),
            Outcome::SomeUnreadable => Self::from(2),
        }
    }
}

/// Why a run could not do what it was asked.
#[derive(Debug)]
#[non_exhaustive]
pub enum Failure {
    /// The reader of the output has closed it.
    BrokenPipe,
    /// The command line makes no sense. `command` is the one that is called, if one is.
    Usage { language: Language, command: Option<&'static str>, error: UsageError },
    /// A file could not be read or written. `name` is the file as it is shown, `command` as above.
    File { language: Language, command: Option<&'static str>, name: String, error: Error },
}

/// A failure before it is known in which language to tell it.
#[derive(Debug)]
enum Fault {
    BrokenPipe,
    Usage(UsageError),
    File { name: String, error: Error },
}

impl Fault {
    fn of_file(path: &Path, error: Error) -> Self {
        Self::File { name: shown_name(path), error }
    }

    fn in_language(self, language: Language, command: Option<&'static str>) -> Failure {
        match self {
            Self::BrokenPipe => Failure::BrokenPipe,
            Self::Usage(error) => Failure::Usage { language, command, error },
            Self::File { name, error } => Failure::File { language, command, name, error },
        }
    }
}

/// A failure to write standard output.
impl From<io::Error> for Fault {
    fn from(source: io::Error) -> Self {
        if source.kind() == io::ErrorKind::BrokenPipe {
            return Self::BrokenPipe;
        }
        let path = PathBuf::from("stdout");
        Self::File { name: "stdout".to_owned(), error: Error::Io { path, doing: Doing::Writing, source } }
    }
}

impl From<BatchError> for Fault {
    fn from(error: BatchError) -> Self {
        match error {
            BatchError::Unusable { message, hint } => Self::Usage(UsageError::Wrong { message, hint }),
            BatchError::File { name, error } => Self::File { name, error },
        }
    }
}

impl From<UsageError> for Fault {
    fn from(error: UsageError) -> Self {
        Self::Usage(error)
    }
}

/// Runs the program with these arguments, the program's name first.
///
/// # Errors
/// When it could not do what the arguments ask; [`tell`] says so.
pub fn run(arguments: &[OsString]) -> Result<Outcome, Failure> {
    let language = language::of_arguments(arguments);
    set_color(arguments);
    interruption::heed(language);
    panics::pass_over_the_interpreter();
    dispatch(arguments, language).map_err(|fault| fault.in_language(language, commands::called(arguments)))
}

fn help(language: Language) -> String {
    arguments::command(language).render_help().ansi().to_string()
}

fn dispatch(arguments: &[OsString], language: Language) -> Result<Outcome, Fault> {
    if limits::is_help_asked(arguments) {
        return limits::help(language);
    }
    if let Some(several) = identify::several_inputs(arguments)
        && let Some((reading, options)) = several.understand(language)
    {
        return identify::identify_each(&several.paths, &reading, options);
    }
    // The texts of help are needed only for help and errors, for which the arguments are parsed again.
    let Ok(matches) = Arguments::command().try_get_matches_from(arguments) else {
        return match arguments::command(language).try_get_matches_from(arguments) {
            Err(error) if !matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => {
                let misspelt = commands::misspelt(arguments);
                Err(misspelt.unwrap_or_else(|| usage::of_clap(&error, language)).into())
            }
            Err(error) => {
                write!(anstream::stdout(), "{}", error.render().ansi())?;
                Ok(Outcome::Done)
            }
            Ok(_) => Err(UsageError::Nothing(help(language)).into()),
        };
    };
    let given = usage::conversion_arguments(&matches);
    let mut parsed =
        Arguments::from_arg_matches(&matches).map_err(|error| usage::of_clap(&error, language))?;
    let options = output_options(parsed.common, language);
    let Some(asked) = parsed.command.take() else {
        if given.is_empty() {
            return Err(UsageError::Nothing(help(language)).into());
        }
        if let Some(error) = commands::misspelt(arguments) {
            return Err(error.into());
        }
        if let Some(input) = identify::only_input(&parsed.conversion, &given) {
            return identify::identify(input, &parsed.conversion.reading, options);
        }
        return convert::convert(&parsed.conversion, options);
    };
    if let Some(id) = given.first() {
        return Err(usage::not_with_command(id, language).into());
    }
    match asked {
        Command::Show { input, reading } => show::show(&input, &reading, options),
        Command::Check(arguments) => check::check(&arguments, options),
        Command::Batch(arguments) => batch::batch(&arguments, options),
        Command::Diff(arguments) => diff::diff(&arguments, options),
        Command::Collect(arguments) => collect::collect(&arguments, options),
        Command::Fix { conversion, fill_blanks } => fix::fix(&conversion, fill_blanks.as_deref(), options),
        Command::New(arguments) => new::new(&arguments, options),
        #[cfg(feature = "dataset")]
        Command::Dataset(arguments) => dataset::dataset(&arguments, options),
        Command::Rules { rule } => rules::rules(rule.as_deref(), options),
        Command::Formats => formats::formats(options),
        Command::Form(arguments) => form::form(&arguments, options),
        Command::Forms { form } => forms::forms(&form, options),
        Command::Page(arguments) => page::page(&arguments, options),
        Command::Completions { shell } => manual::completions(shell, arguments::command(language)),
        Command::Help { topic } => commands::help(topic.as_deref(), language),
        Command::Man => manual::man(arguments::command(language), language),
    }
}

fn output_options(common: CommonArguments, language: Language) -> OutputOptions {
    OutputOptions { language, quiet: common.quiet, verbose: common.verbose, is_complete: false }
}

/// Sets for the whole program whether anstream colours: help and usage errors come before parsing.
fn set_color(arguments: &[OsString]) {
    let choice = match language::peek(arguments, "--color").map(|name| clap::ValueEnum::from_str(name, false))
    {
        Some(Ok(Color::Always)) => anstream::ColorChoice::Always,
        Some(Ok(Color::Never)) => anstream::ColorChoice::Never,
        _ => anstream::ColorChoice::Auto,
    };
    choice.write_global();
}

/// Tells a failure on standard error: what and where, then what to do about it.
pub fn tell(failure: &Failure) {
    print::to_stderr(to_message(failure));
}

fn to_message(failure: &Failure) -> String {
    const PROBLEM: Text = Text::new("错误：", "error: ");
    const ADVICE: Text = Text::new("办法：", "hint: ");
    let lines = |language: Language, what: &str, details: &[String], hint: Option<String>| {
        let mut lines = vec![format!("{ERROR}{}{ERROR:#}{what}", PROBLEM.get(language))];
        lines.extend(details.iter().map(|detail| format!("  {}", one_line(detail))));
        lines.extend(hint.map(|hint| format!("{HINT}{}{HINT:#}{hint}", ADVICE.get(language))));
        lines.join("\n") + "\n"
    };
    match failure {
        Failure::BrokenPipe => String::new(),
        Failure::Usage { error: UsageError::Nothing(help), .. } => help.clone(),
        Failure::Usage { language, command, error } => {
            let what = one_line(error.message(*language));
            lines(*language, &what, &error.details(*language), Some(error.hint(*command, *language)))
        }
        Failure::File { language, command, name, error } => {
            let separator = if *language == Language::Zh { "：" } else { ": " };
            let what = format!("{name}{separator}{}", one_line(&error.message(*language)));
            let takes_lossy = commands::takes(*command, "lossy");
            let hint = if takes_lossy { error.hint_with_lossy(*language) } else { error.hint(*language) };
            lines(*language, &what, &error.details(*language), hint)
        }
    }
}
