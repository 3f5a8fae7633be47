//! The arguments of `repconv dataset`.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::Args;

use super::{ReadingArguments, RosterArguments};

/// Which reports become a dataset, and where.
#[derive(Clone, Debug, Default, Args)]
pub struct DatasetArguments {
    pub files: Vec<PathBuf>,
    #[arg(short, long)]
    pub output: Option<PathBuf>,
    #[arg(long)]
    pub wide: bool,
    #[arg(long)]
    pub format: Option<String>,
    #[arg(long)]
    pub overwrite: bool,
    #[command(flatten)]
    pub roster: RosterArguments,
    #[arg(long)]
    pub prefer: Option<String>,
    #[arg(short, long)]
    pub jobs: Option<NonZeroUsize>,
    #[command(flatten)]
    pub reading: ReadingArguments,
}
