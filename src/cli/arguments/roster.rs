//! The arguments that say who has to report, and which settings may say so instead.

use std::path::PathBuf;

use clap::Args;

/// The roster, and the file of settings.
#[derive(Clone, Debug, Default, Args)]
pub struct RosterArguments {
    #[arg(long)]
    pub roster: Option<PathBuf>,
    #[arg(long)]
    pub roster_column: Option<String>,
    #[arg(long, conflicts_with = "no_config")]
    pub config: Option<PathBuf>,
    #[arg(long)]
    pub no_config: bool,
}
