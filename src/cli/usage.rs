//! Command lines that make no sense: clap's complaints and our own, in both languages.

use clap::ArgMatches;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::parser::ValueSource;

use super::texts;
use repconv::model::language::{Language, Message, Text};
use repconv::model::suggestion::nearest;

/// What is wrong with the command line.
#[derive(Debug)]
#[non_exhaustive]
pub enum UsageError {
    /// Nothing was asked: the short help is the answer.
    Nothing(String),
    Wrong {
        message: Message,
        hint: Message,
    },
    /// Several things are wrong, a line each.
    Several {
        message: Message,
        details: Vec<Message>,
        hint: Text,
    },
    /// The command is not called like this: its help says how. `perhaps` is an option that may be meant.
    Misused {
        message: Message,
        perhaps: Option<String>,
    },
}

impl UsageError {
    pub(super) fn new(message: Message, hint: Message) -> Self {
        Self::Wrong { message, hint }
    }

    /// With the usual advice.
    pub(super) fn see_help(message: Message) -> Self {
        Self::Misused { message, perhaps: None }
    }

    /// What is wrong; for `Nothing` nothing.
    pub(super) fn message(&self, language: Language) -> &str {
        match self {
            Self::Nothing(_) => "",
            Self::Wrong { message, .. } | Self::Several { message, .. } | Self::Misused { message, .. } => {
                message.get(language)
            }
        }
    }

    /// What belongs in lines of its own below the message.
    pub(super) fn details(&self, language: Language) -> Vec<String> {
        match self {
            Self::Several { details, .. } => {
                details.iter().map(|line| line.get(language).to_owned()).collect()
            }
            Self::Nothing(_) | Self::Wrong { .. } | Self::Misused { .. } => Vec::new(),
        }
    }

    /// What to do about it, where this command is called.
    pub(super) fn hint(&self, command: Option<&str>, language: Language) -> String {
        match self {
            Self::Nothing(_) => String::new(),
            Self::Wrong { hint, .. } => hint.get(language).to_owned(),
            Self::Several { hint, .. } => hint.get(language).to_owned(),
            Self::Misused { perhaps, .. } => {
                let name = command.map(|command| format!(" {command}")).unwrap_or_default();
                let perhaps = perhaps.as_deref();
                match language {
                    Language::Zh => {
                        let perhaps = perhaps.map(|option| format!("也许是 {option}；")).unwrap_or_default();
                        format!("{perhaps}用法见 repconv{name} --help")
                    }
                    Language::En => {
                        let perhaps = perhaps.map(|option| format!("perhaps {option}; ")).unwrap_or_default();
                        format!("{perhaps}see 'repconv{name} --help'")
                    }
                }
            }
        }
    }

    /// A file of this format would only disturb a terminal.
    pub(super) fn not_on_terminal(format: &str) -> Self {
        Self::new(
            Message::new(
                format!("{format} 文件不能显示在终端上"),
                format!("a {format} file can't be shown on a terminal"),
            ),
            Message::new("用 -o 写到文件", "write it to a file with -o"),
        )
    }

    /// The value of an option is none of these formats; one that a common name or a misspelt one means is named.
    pub(super) fn format(option: &str, value: &str, names: &[&str]) -> Self {
        let choices = names.join(", ");
        let (zh, en) = meant(value, names)
            .map_or_else(Default::default, |name| (format!("也许是 {name}；"), format!("perhaps {name}; ")));
        match Self::value(option, value, &choices) {
            Self::Wrong { message, hint } => Self::Wrong {
                message,
                hint: Message::new(format!("{zh}{}", hint.zh), format!("{en}{}", hint.en)),
            },
            other => other,
        }
    }

    /// The value of an option is none of those it takes.
    pub(super) fn value(option: &str, value: &str, choices: &str) -> Self {
        Self::new(
            Message::new(
                format!("{option} 的值“{value}”不对"),
                format!("'{value}' is no value for {option}"),
            ),
            Message::new(format!("可以是：{choices}"), format!("it may be: {choices}")),
        )
    }
}

/// Common words for formats.
const FORMAT_WORDS: [(&str, &str); 9] = [
    ("word", "docx"),
    ("文档", "docx"),
    ("excel", "xlsx"),
    ("表格", "xlsx"),
    ("工作簿", "xlsx"),
    ("web", "html"),
    ("网页", "html"),
    ("文本", "text"),
    ("libreoffice", "odt"),
];

/// Which of these formats a value means.
fn meant<'a>(value: &str, names: &[&'a str]) -> Option<&'a str> {
    let value = value.to_lowercase();
    let words = FORMAT_WORDS.iter().map(|(word, _)| *word);
    let near = nearest(&value, words.chain(names.iter().copied()))?;
    let word = FORMAT_WORDS.iter().find(|(word, _)| *word == near);
    let name = word.map_or(near, |(_, name)| *name);
    names.iter().find(|known| **known == name).copied()
}

/// The ids of what was given that belongs to a conversion and not to every command.
pub fn conversion_arguments(matches: &ArgMatches) -> Vec<String> {
    const COMMON: [&str; 6] = ["quiet", "verbose", "lang", "color", "help", "version"];
    let given = |id: &&str| matches.value_source(id) == Some(ValueSource::CommandLine);
    // Flattened structs are groups, and have ids like arguments.
    let is_group = |id: &str| id.starts_with(|c: char| c.is_ascii_uppercase());
    let ids = matches.ids().map(clap::Id::as_str);
    ids.filter(|id| !COMMON.contains(id) && !is_group(id)).filter(given).map(str::to_owned).collect()
}

/// A command beside the arguments of a conversion.
pub fn not_with_command(id: &str, language: Language) -> UsageError {
    let name = texts::shown_name(id, language);
    UsageError::new(
        Message::new(format!("命令前面不能有 {name}"), format!("{name} can't precede a command")),
        Message::new(
            "命令自己的选项写在命令后面；文件名恰好是命令名时写成 ./show",
            "options of a command go after it; a file named like a command is given as ./show",
        ),
    )
}

/// What clap complains of.
pub fn of_clap(error: &clap::Error, language: Language) -> UsageError {
    let context = |kind| error.get(kind).map(plain).unwrap_or_default();
    let argument = context(ContextKind::InvalidArg);
    let value = context(ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::UnknownArgument if argument.starts_with('-') => {
            unknown_option(&argument, &context(ContextKind::SuggestedArg))
        }
        ErrorKind::UnknownArgument => one_too_many(&argument),
        // A third file that looks like the start of a command.
        ErrorKind::InvalidSubcommand => one_too_many(&context(ContextKind::InvalidSubcommand)),
        ErrorKind::InvalidValue if value.is_empty() => missing_value(&argument),
        ErrorKind::InvalidValue => UsageError::value(&argument, &value, &context(ContextKind::ValidValue)),
        // All values that are checked on the way in are numbers.
        ErrorKind::ValueValidation => UsageError::new(
            Message::new(
                format!("{argument} 的值“{value}”不对"),
                format!("'{value}' is no value for {argument}"),
            ),
            Message::new("这里要写一个合适的整数，如年度 2024、个数 2", "it takes a whole number in range"),
        ),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => missing_value(&argument),
        ErrorKind::TooManyValues => UsageError::see_help(Message::new(
            format!("{argument} 不带值，却给了“{value}”"),
            format!("{argument} takes no value, but '{value}' was given"),
        )),
        ErrorKind::MissingRequiredArgument => missing(&argument),
        ErrorKind::ArgumentConflict => {
            let prior = context(ContextKind::PriorArg);
            UsageError::see_help(Message::new(
                format!("{argument} 不能与 {prior} 同时用"),
                format!("{argument} can't be used with {prior}"),
            ))
        }
        ErrorKind::InvalidUtf8 => UsageError::see_help(Message::new(
            "选项的值不是有效的文字",
            "the value of an option is not valid text",
        )),
        _ => {
            // What our definitions don't bring about: clap's own words are better than none.
            let text = error.to_string();
            let first = text.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned();
            let zh =
                if language == Language::Zh { format!("命令行有误：{first}") } else { first.clone() };
            UsageError::see_help(Message::new(zh, first))
        }
    }
}

fn unknown_option(option: &str, suggestion: &str) -> UsageError {
    UsageError::Misused {
        message: Message::new(format!("没有 {option} 这个选项"), format!("there is no option {option}")),
        perhaps: Some(suggestion.to_owned()).filter(|suggestion| !suggestion.is_empty()),
    }
}

/// A file more than the command takes.
pub fn one_too_many(argument: &str) -> UsageError {
    UsageError::see_help(Message::new(
        format!("多出了“{argument}”"),
        format!("'{argument}' is one argument too many"),
    ))
}

fn missing_value(option: &str) -> UsageError {
    UsageError::see_help(Message::new(format!("{option} 后面缺少值"), format!("{option} needs a value")))
}

/// Something that must be given was not.
pub fn missing(name: &str) -> UsageError {
    UsageError::see_help(Message::new(format!("缺少 {name}"), format!("{name} is missing")))
}

fn plain(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(", "),
        ContextValue::StyledStr(text) => text.to_string(),
        ContextValue::StyledStrs(texts) => {
            texts.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
        }
        ContextValue::Bool(yes) => yes.to_string(),
        ContextValue::Number(number) => number.to_string(),
        _ => String::new(),
    }
}
