//! The roster of a run and the settings of the office: what the command line says, or else `repconv.toml`.

use std::path::{Path, PathBuf};

use super::arguments::{ReadingArguments, RosterArguments};
use super::forms::ChosenForms;
use super::reading::input_reader_with;
use super::{Fault, OutputOptions, print};
use repconv::batch::file;
use repconv::batch::input::InputReader;
use repconv::batch::roster;
use repconv::batch::settings::{self, CheckSettings};
use repconv::batch::sources::Gathered;
use repconv::formats::Formats;
use repconv::model::language::Language;
use repconv::validate::Roster;

/// The settings of a run, and the roster that they or the command line name.
#[derive(Debug)]
pub struct ChosenRoster {
    /// The file of the settings.
    pub config_path: Option<PathBuf>,
    pub config: CheckSettings,
    /// The file of the roster.
    pub path: Option<PathBuf>,
    column: Option<String>,
}

impl ChosenRoster {
    /// What the arguments say, and where they say nothing the settings.
    pub fn of(arguments: &RosterArguments) -> Result<Self, Fault> {
        let config_path = match &arguments.config {
            Some(path) => Some(path.clone()),
            None if arguments.no_config => None,
            None => std::env::current_dir().ok().and_then(|folder| settings::find(&folder)),
        };
        let config = config_path.as_deref().map_or_else(|| Ok(CheckSettings::default()), settings::read)?;
        let path = arguments.roster.as_ref().or(config.roster.as_ref()).cloned();
        let column = arguments.roster_column.as_ref().or(config.roster_column.as_ref()).cloned();
        Ok(Self { config_path, config, path, column })
    }

    /// The reader of the inputs, with the forms beside the settings.
    pub fn reader<'a>(
        &self,
        arguments: &ReadingArguments,
        formats: &'a Formats,
        options: OutputOptions,
    ) -> Result<InputReader<'a>, Fault> {
        let forms = ChosenForms::beside(self.config_path.as_deref(), &arguments.form, options)?;
        input_reader_with(forms, arguments, arguments.input_encoding(), formats)
    }

    /// Says that a folder of reports has settings which are not used.
    pub fn warn_of_unused(&self, arguments: &RosterArguments, inputs: &[PathBuf], options: OutputOptions) {
        if options.quiet || arguments.no_config {
            return;
        }
        let Some(path) = settings::unused_within(inputs, self.config_path.as_deref()) else { return };
        let name = file::shown_name(&path);
        print::lines([match options.language {
            Language::Zh => {
                format!("没有用 {name}：配置文件要放在运行命令的文件夹或它的上级，或者用 --config 指明这一个")
            }
            Language::En => format!(
                "not used: {name}; settings are in the folder where the command runs or above it; --config names others"
            ),
        }]);
    }

    /// Takes the roster out of the inputs: in the folder of the reports, too, it is no report.
    pub fn leave_out(&self, found: &mut Gathered) {
        if let Some(path) = &self.path {
            found.leave_out(path);
        }
    }

    /// Reads the roster.
    pub fn read(&self, reading: &InputReader<'_>) -> Result<Option<Roster>, Fault> {
        let path = self.path.as_deref();
        Ok(path.map(|path| roster::read(path, self.column.as_deref(), reading)).transpose()?)
    }

    /// The files that are read beside the reports.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        self.path.iter().chain(&self.config_path).map(PathBuf::as_path)
    }
}
