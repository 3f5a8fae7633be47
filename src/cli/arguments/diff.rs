//! The arguments of `repconv diff`.

use std::path::PathBuf;

use clap::Args;

use super::ReadingArguments;

/// What to compare, and how to tell it.
#[derive(Clone, Debug, Default, Args)]
pub struct DiffArguments {
    #[arg(display_order = 1)]
    pub old: PathBuf,
    #[arg(display_order = 2)]
    pub new: PathBuf,
    #[arg(long)]
    pub format: Option<String>,
    #[arg(short, long)]
    pub output: Option<PathBuf>,
    #[arg(long)]
    pub overwrite: bool,
    #[arg(long)]
    pub all: bool,
    #[arg(long)]
    pub exit_code: bool,
    #[command(flatten)]
    pub reading: ReadingArguments,
}
