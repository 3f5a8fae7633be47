//! The arguments of `repconv batch`.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::Args;

use super::{ReadingArguments, WritingArguments};

/// What to convert, and where to.
#[derive(Clone, Debug, Args)]
pub struct BatchArguments {
    pub files: Vec<PathBuf>,
    #[arg(short, long)]
    pub to: String,
    /// The folder to write into.
    #[arg(short, long)]
    pub output: PathBuf,
    #[arg(long)]
    pub log: Option<PathBuf>,
    #[arg(long)]
    pub resume: bool,
    #[arg(long)]
    pub overwrite: bool,
    #[arg(long)]
    pub strict: bool,
    #[arg(short, long)]
    pub jobs: Option<NonZeroUsize>,
    #[command(flatten)]
    pub writing: WritingArguments,
    #[command(flatten)]
    pub reading: ReadingArguments,
}
