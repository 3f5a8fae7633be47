//! Which command is meant: the one called, help on one, and the one that a misspelt name was meant to be.

use std::ffi::OsString;
use std::io::Write;
use std::path::Path;

use clap::CommandFactory;

use super::arguments::Arguments;
use super::texts::command_names;
use super::usage::UsageError;
use super::{Fault, Outcome, arguments};
use repconv::model::language::{Language, Message};
use repconv::model::suggestion::nearest;

/// Chinese words for what commands do.
const WORDS: [(&str, &str); 8] = [
    ("帮助", "help"),
    ("显示", "show"),
    ("检查", "check"),
    ("比较", "diff"),
    ("汇总", "collect"),
    ("改正", "fix"),
    ("新建", "new"),
    ("规则", "rules"),
];
/// Words for conversion, which has no command: the files are named alone.
const CONVERSION: [&str; 3] = ["convert", "转换", "转"];
/// Options with a value that may precede a command.
const VALUED: [&str; 2] = ["--lang", "--color"];

/// The command that is called, if one is.
pub fn called(arguments: &[OsString]) -> Option<&'static str> {
    let word = first_word(arguments)?;
    command_names().find(|name| *name == word)
}

/// Whether a command has this option; without a command, the conversion.
pub fn takes(command: Option<&str>, option: &str) -> bool {
    let program = Arguments::command();
    let called = command.and_then(|name| program.find_subcommand(name)).unwrap_or(&program);
    called.get_arguments().any(|argument| argument.get_id() == option)
}

/// The first argument that is neither an option nor the value of one.
fn first_word(arguments: &[OsString]) -> Option<&str> {
    let mut is_value = false;
    let mut words = arguments.iter().skip(1).map(|argument| argument.to_str().unwrap_or_default());
    words.find(|word| {
        let skipped = is_value || word.starts_with('-');
        is_value = !is_value && VALUED.contains(word);
        !skipped
    })
}

/// The complaint about a first argument that is no file but nearly a command.
pub fn misspelt(arguments: &[OsString]) -> Option<UsageError> {
    let word = first_word(arguments)?;
    let is_path = word.contains(['.', '/', '\\', '*']) || Path::new(word).exists();
    let is_command = || command_names().any(|name| name == word);
    let is_meant = || CONVERSION.contains(&word) || meant(word).is_some();
    (!is_path && !is_command() && is_meant()).then(|| no_command(word))
}

fn meant(word: &str) -> Option<&'static str> {
    let translated = WORDS.iter().find(|(known, _)| *known == word).map(|(_, name)| *name);
    translated.or_else(|| nearest(&word.to_lowercase(), command_names()))
}

fn no_command(word: &str) -> UsageError {
    let (zh, en) = if CONVERSION.contains(&word) {
        (
            "转换不用写命令：repconv 输入文件 输出文件；".to_owned(),
            "to convert, 'repconv IN OUT'; ".to_owned(),
        )
    } else {
        meant(word).map_or_else(Default::default, |name| {
            (format!("也许是 repconv {name}；"), format!("perhaps 'repconv {name}'; "))
        })
    };
    UsageError::new(
        Message::new(
            format!("没有“{word}”这个命令，也没有这个文件"),
            format!("there is no command '{word}', nor a file of this name"),
        ),
        Message::new(
            format!("{zh}全部命令见 repconv help"),
            format!("{en}'repconv help' lists the commands"),
        ),
    )
}

/// Prints the help of the program, or of one command.
pub fn help(topic: Option<&str>, language: Language) -> Result<Outcome, Fault> {
    let mut command = arguments::command(language);
    command.build();
    let shown = match topic {
        None => Some(&mut command),
        Some(name) => command.find_subcommand_mut(name),
    };
    let Some(shown) = shown else {
        let topic = topic.unwrap_or_default();
        return Err(no_command(topic).into());
    };
    write!(anstream::stdout(), "{}", shown.render_help().ansi())?;
    Ok(Outcome::Done)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(line: &str) -> Vec<OsString> {
        line.split(' ').map(OsString::from).collect()
    }

    #[test]
    fn what_can_write_otherwise_takes_lossy() {
        for command in [None, Some("batch"), Some("fix"), Some("form"), Some("new")] {
            assert!(takes(command, "lossy"), "{command:?}");
        }
        for command in ["show", "check", "diff", "collect", "rules", "formats"] {
            assert!(!takes(Some(command), "lossy"), "{command}");
        }
    }

    #[test]
    fn the_command_is_found_behind_common_options() {
        for (line, want) in [
            ("repconv check a.docx", Some("check")),
            ("repconv --lang en -q check", Some("check")),
            ("repconv --lang check a.docx", None),
            ("repconv a.docx check", None),
        ] {
            assert_eq!(called(&arguments(line)), want, "{line}");
        }
    }

    #[test]
    fn a_misspelt_command_is_recognised_and_a_file_is_none() {
        let said = |line| match misspelt(&arguments(line))? {
            UsageError::Wrong { hint, .. } => Some(hint.zh),
            other => panic!("{other:?}"),
        };
        assert_eq!(said("repconv chek a.docx").unwrap(), "也许是 repconv check；全部命令见 repconv help");
        assert_eq!(said("repconv 汇总 报送").unwrap(), "也许是 repconv collect；全部命令见 repconv help");
        let conversion = "转换不用写命令：repconv 输入文件 输出文件；全部命令见 repconv help";
        assert_eq!(said("repconv convert a.docx b.html").unwrap(), conversion);
        for line in ["repconv check", "repconv chek.docx b.xlsx", "repconv 年报 b.xlsx", "repconv src b.xlsx"]
        {
            assert_eq!(said(line), None, "{line}");
        }
    }
}
