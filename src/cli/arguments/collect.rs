//! The arguments of `repconv collect`.

use std::path::PathBuf;

use clap::Args;

use super::{ReadingArguments, RosterArguments};

/// What to sum up, and how.
#[derive(Clone, Debug, Args)]
pub struct CollectArguments {
    pub files: Vec<PathBuf>,
    #[arg(short, long)]
    pub output: Option<PathBuf>,
    #[arg(long)]
    pub format: Option<String>,
    #[arg(long)]
    pub overwrite: bool,
    #[command(flatten)]
    pub roster: RosterArguments,
    #[arg(long)]
    pub only_valid: bool,
    #[arg(long)]
    pub slips: Option<PathBuf>,
    #[arg(long)]
    pub prefer: Option<String>,
    #[arg(long)]
    pub year: Option<u16>,
    #[arg(long)]
    pub org: Option<String>,
    #[arg(long)]
    pub title: Option<String>,
    #[command(flatten)]
    pub reading: ReadingArguments,
}
