//! The arguments of `repconv form`.

use std::path::PathBuf;

use clap::Args;

use super::{ReadingArguments, WritingArguments};

/// The form, and what to do with it.
#[derive(Clone, Debug, Args)]
pub struct FormArguments {
    pub input: PathBuf,
    #[arg(short, long)]
    pub output: Option<PathBuf>,
    #[arg(long, conflicts_with = "output")]
    pub check: Option<PathBuf>,
    #[arg(long, conflicts_with_all = ["output", "check"])]
    pub diff: Option<PathBuf>,
    #[arg(long)]
    pub overwrite: bool,
    #[command(flatten)]
    pub writing: WritingArguments,
    #[command(flatten)]
    pub reading: ReadingArguments,
}
