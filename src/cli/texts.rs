//! What help says, in both languages side by side, and how it is put on the clap command.
//!
//! Chinese has no spaces to wrap at, so a text is kept short enough for 80 columns or broken by hand.

mod argument;
mod arguments;
mod commands;

use clap::builder::styling::{AnsiColor, Style, Styles};
use clap::{Arg, Args, Command};

use self::arguments::ARGUMENTS;
use self::commands::{COMMANDS, EXAMPLES};
use super::arguments::{ReadingArguments, WritingArguments};
use repconv::model::language::{Language, Text};

const USAGE: Text = Text::new("用法: ", "Usage: ");
const COMMAND_HEADING: Text = Text::new("命令", "Commands");
const ARGUMENT_HEADING: Text = Text::new("参数", "Arguments");
const OPTION_HEADING: Text = Text::new("选项", "Options");
const CONVERSION_HEADING: Text = Text::new("读写文件的选项", "Options for reading and writing");

/// Commands of which the options of every conversion are listed apart: they would bury those of the command.
const WITH_CONVERSION: [&str; 2] = ["form", "new"];

const HEADER: Style = AnsiColor::Green.on_default().bold();

/// The names of the commands.
pub fn command_names() -> impl Iterator<Item = &'static str> {
    COMMANDS.iter().map(|texts| texts.name).filter(|name| *name != "repconv")
}

/// The command with every text in `language`.
pub fn localise(command: Command, language: Language) -> Command {
    let name = command.get_name().to_owned();
    let is_root = name == "repconv";
    let mut command = command
        .styles(Styles::styled().header(HEADER).usage(HEADER).literal(AnsiColor::Cyan.on_default()))
        .max_term_width(100)
        .subcommand_help_heading(COMMAND_HEADING.get(language))
        .help_template(template(language))
        .mut_args(|argument| localise_argument(argument, &name, language))
        .mut_subcommands(|subcommand| localise(subcommand, language));
    if let Some(texts) = COMMANDS.iter().find(|texts| texts.name == name) {
        command = command
            .about(texts.about.get(language))
            .long_about(None)
            .override_usage(texts.usage.get(language));
    }
    if is_root { command.after_help(EXAMPLES.get(language)) } else { command }
}

/// clap's own template, with the one word that it does not let us set.
fn template(language: Language) -> String {
    let usage = USAGE.get(language);
    format!("{{about-with-newline}}\n{HEADER}{usage}{HEADER:#}{{usage}}\n\n{{all-args}}{{after-help}}")
}

fn localise_argument(argument: Arg, command: &str, language: Language) -> Arg {
    let id = argument.get_id().as_str();
    let is_specific = |texts: &&argument::ArgumentText| {
        texts.id.strip_prefix(command).and_then(|rest| rest.strip_prefix('.')) == Some(id)
    };
    let specific = ARGUMENTS.iter().find(is_specific);
    let Some(texts) = specific.or_else(|| ARGUMENTS.iter().find(|texts| texts.id == id)) else {
        return argument;
    };
    let is_of_conversion = || WITH_CONVERSION.contains(&command) && is_of_conversion(id);
    let heading = match () {
        () if argument.is_positional() => ARGUMENT_HEADING,
        () if is_of_conversion() => CONVERSION_HEADING,
        () => OPTION_HEADING,
    };
    // The output of `new` is its only file, which clap has as the input of a conversion.
    let is_hidden = argument.is_hide_set() || (command, id) == ("new", "output");
    let argument = argument.hide(is_hidden);
    let argument = argument.help(texts.help.get(language)).help_heading(heading.get(language));
    match texts.value.get(language) {
        "" => argument,
        value => argument.value_name(value),
    }
}

/// Whether it is an option of reading or writing, whatever the command.
fn is_of_conversion(id: &str) -> bool {
    let of = |command: Command| command.get_arguments().any(|argument| argument.get_id() == id);
    of(ReadingArguments::augment_args(Command::default()))
        || of(WritingArguments::augment_args(Command::default()))
}

/// What the user sees of an argument, by its id: `<输入文件>`, `--to`.
pub fn shown_name(id: &str, language: Language) -> String {
    match ARGUMENTS.iter().find(|texts| texts.id == id) {
        Some(texts) if matches!(id, "input" | "output" | "shell" | "files" | "rule") => {
            format!("<{}>", texts.value.get(language))
        }
        _ => format!("--{}", id.replace('_', "-")),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::cli::arguments::Arguments;

    fn walk(command: &Command, visit: &mut impl FnMut(&Command)) {
        visit(command);
        for subcommand in command.get_subcommands() {
            walk(subcommand, visit);
        }
    }

    #[test]
    fn every_argument_and_command_has_a_text_in_both_languages() {
        for language in [Language::Zh, Language::En] {
            walk(&localise(Arguments::command(), language), &mut |command| {
                assert!(command.get_about().is_some(), "{}", command.get_name());
                for argument in command.get_arguments() {
                    assert!(argument.get_help().is_some(), "{} {}", command.get_name(), argument.get_id());
                }
            });
        }
    }

    #[test]
    fn every_text_belongs_to_an_argument() {
        let mut ids = Vec::new();
        walk(&Arguments::command(), &mut |command| {
            ids.extend(command.get_arguments().map(|argument| argument.get_id().to_string()));
        });
        for texts in ARGUMENTS {
            let id = texts.id.rsplit('.').next().unwrap();
            assert!(ids.iter().any(|known| known == id), "{id}");
        }
    }

    #[test]
    fn the_command_is_well_formed() {
        for language in [Language::Zh, Language::En] {
            localise(Arguments::command(), language).debug_assert();
        }
    }
}
