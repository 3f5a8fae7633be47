//! The arguments: what can be given, and the clap command that parses it.
//!
//! Help texts are in [`super::texts`], in both languages, and are added by their ids.

mod batch;
mod collect;
#[cfg(feature = "dataset")]
mod dataset;
mod diff;
mod form;
mod roster;

use std::path::{Path, PathBuf};

use clap::builder::PossibleValuesParser;
use clap::{ArgAction, Args, CommandFactory, Parser, Subcommand, ValueEnum};

pub use self::batch::BatchArguments;
pub use self::collect::CollectArguments;
#[cfg(feature = "dataset")]
pub use self::dataset::DatasetArguments;
pub use self::diff::DiffArguments;
pub use self::form::FormArguments;
pub use self::roster::RosterArguments;
use super::texts;
use repconv::forms;
use repconv::model::language::Language;

/// `repconv IN OUT`, or a command.
///
/// Input and output are optional for clap, since a command may be in their place; that both are
/// given, and not both a file and a command, is seen to by [`super::usage`].
#[derive(Debug, Parser)]
#[command(
    name = "repconv",
    version,
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true,
    args_override_self = true
)]
pub struct Arguments {
    #[command(flatten)]
    pub conversion: ConversionArguments,
    #[command(flatten)]
    pub common: CommonArguments,
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What to convert, and how.
#[derive(Clone, Debug, Default, Args)]
pub struct ConversionArguments {
    pub input: Option<PathBuf>,
    pub output: Option<PathBuf>,
    #[arg(short, long)]
    pub to: Option<String>,
    #[arg(long)]
    pub overwrite: bool,
    #[arg(long)]
    pub strict: bool,
    #[command(flatten)]
    pub writing: WritingArguments,
    #[command(flatten)]
    pub reading: ReadingArguments,
}

/// How to write the output.
#[derive(Clone, Debug, Default, Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub struct WritingArguments {
    #[arg(long)]
    pub lossy: bool,
    #[arg(long = "final")]
    pub is_final: bool,
    #[arg(long)]
    pub values_only: bool,
    #[arg(long)]
    pub charts: bool,
    #[arg(long)]
    pub reference_doc: Option<PathBuf>,
    #[arg(long)]
    pub template: Option<PathBuf>,
    #[arg(long)]
    pub set: Vec<String>,
    #[arg(long)]
    pub layout: Option<String>,
}

impl WritingArguments {
    /// The files that are read for the output.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        self.reference_doc.iter().chain(&self.template).map(PathBuf::as_path)
    }
}

/// How to read the input.
#[derive(Clone, Debug, Default, Args)]
pub struct ReadingArguments {
    #[arg(short, long)]
    pub from: Option<String>,
    #[arg(long)]
    pub encoding: Option<String>,
    #[arg(long)]
    pub input_encoding: Option<String>,
    #[arg(long, hide_possible_values = true, value_parser = edition_ids())]
    pub edition: Option<String>,
    #[arg(long)]
    pub form: Vec<String>,
    #[arg(long)]
    pub report: Option<usize>,
    #[arg(long)]
    pub limit: Vec<String>,
}

impl ReadingArguments {
    /// The input's encoding where no text is written: there `--encoding` means it, too.
    pub fn input_encoding(&self) -> Option<&str> {
        self.input_encoding.as_deref().or(self.encoding.as_deref())
    }
}

/// What every command takes.
#[derive(Clone, Copy, Debug, Args)]
pub struct CommonArguments {
    #[arg(short, long, global = true, overrides_with = "verbose")]
    pub quiet: bool,
    #[arg(short, long, global = true, overrides_with = "quiet")]
    pub verbose: bool,
    #[arg(long, global = true, hide_possible_values = true)]
    pub lang: Option<Lang>,
    #[arg(long, global = true, hide_possible_values = true)]
    pub color: Option<Color>,
    #[arg(short, long, global = true, action = ArgAction::Help)]
    help: Option<bool>,
}

#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    Show {
        input: PathBuf,
        #[command(flatten)]
        reading: ReadingArguments,
    },
    Check(CheckArguments),
    Batch(BatchArguments),
    Diff(DiffArguments),
    Collect(CollectArguments),
    Fix {
        #[command(flatten)]
        conversion: ConversionArguments,
        #[arg(long, num_args = 0..=1, default_missing_value = "0")]
        fill_blanks: Option<String>,
    },
    New(NewArguments),
    #[cfg(feature = "dataset")]
    Dataset(DatasetArguments),
    Rules {
        rule: Option<String>,
    },
    Formats,
    Form(FormArguments),
    Forms {
        #[arg(long)]
        form: Vec<String>,
    },
    Page(PageArguments),
    Completions {
        #[arg(hide_possible_values = true)]
        shell: Option<clap_complete::Shell>,
    },
    Man,
    Help {
        topic: Option<String>,
    },
}

/// The form to write.
#[derive(Clone, Debug, Args)]
pub struct NewArguments {
    #[arg(long)]
    pub org: String,
    #[arg(long)]
    pub year: u16,
    #[arg(long)]
    pub previous: Option<PathBuf>,
    /// Its one file is the input.
    #[command(flatten)]
    pub conversion: ConversionArguments,
}

/// Where the page for browsers goes.
#[derive(Clone, Debug, Default, Args)]
pub struct PageArguments {
    #[arg(short, long)]
    pub output: Option<PathBuf>,
    #[arg(long)]
    pub overwrite: bool,
}

/// What to check, and how.
#[derive(Clone, Debug, Default, Args)]
pub struct CheckArguments {
    pub files: Vec<PathBuf>,
    #[arg(long, conflicts_with = "previous_dir")]
    pub previous: Option<PathBuf>,
    #[arg(long)]
    pub previous_dir: Option<PathBuf>,
    #[command(flatten)]
    pub roster: RosterArguments,
    #[arg(long)]
    pub format: Option<String>,
    #[arg(short, long)]
    pub output: Option<PathBuf>,
    #[arg(long)]
    pub overwrite: bool,
    #[arg(long)]
    pub select: Vec<String>,
    #[arg(long)]
    pub ignore: Vec<String>,
    #[arg(long)]
    pub severity: Vec<String>,
    #[arg(long)]
    pub max_similarity: Option<String>,
    #[command(flatten)]
    pub reading: ReadingArguments,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Lang {
    Zh,
    En,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Color {
    Auto,
    Always,
    Never,
}

fn edition_ids() -> PossibleValuesParser {
    PossibleValuesParser::new(forms::editions().map(|form| form.id))
}

/// The clap command with its texts in `language`.
pub fn command(language: Language) -> clap::Command {
    texts::localise(Arguments::command(), language)
}
