//! Errors: what happened, where, and what the user can do about it.
//!
//! There is a variant for each thing that the user would do differently next. Messages are made here in both
//! languages; the program adds the name of the file and prints them.

use std::borrow::Cow;
use std::path::PathBuf;

use crate::model::language::{Language, Message};

pub use crate::model::limits::Limit;

mod advice;
mod characters;
mod messages;

/// Result with [`Error`].
pub type Result<T> = std::result::Result<T, Error>;

/// Why repconv could not do what it was asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The input has no bytes, or only white space.
    #[error("empty input")]
    Empty,
    /// The content is of no format repconv reads. `found` is what it looks like, in both languages.
    #[error("unknown format")]
    UnknownFormat {
        /// What the content looks like.
        found: Option<Message>,
    },
    /// No format has this name or extension.
    #[error("no format {name}")]
    NoSuchFormat {
        /// The name that was given.
        name: String,
        /// The names of the formats there are.
        known: Vec<String>,
    },
    /// A format that is known but cannot be read, or cannot be written.
    #[error("unsupported format {}", .name.en)]
    Unsupported {
        /// The format as messages name it.
        name: Box<Message>,
        /// Whether it was to be read or to be written.
        doing: Doing,
        /// What to do instead; empty where there is no advice.
        hint: Message,
    },
    /// The format of an output is not named and does not follow from its extension.
    #[error("output format unknown")]
    UnknownOutput {
        /// The name of the output.
        name: String,
    },
    /// The file is protected by a password.
    #[error("{format} protected by a password")]
    Encrypted {
        /// The format as messages name it.
        format: &'static str,
    },
    /// The file is truncated or damaged.
    ///
    /// `part` and `detail` may be in two languages, `zh / en`; a detail in English alone is that of a parser and is
    /// left out of Chinese messages.
    #[error("damaged {format} at {part}: {detail}")]
    Damaged {
        /// The format as messages name it.
        format: &'static str,
        /// Where: a part of the package, a line, an offset.
        part: String,
        /// What is wrong there.
        detail: String,
    },
    /// A limit was exceeded.
    #[error("{what}: {found} exceeds {allowed}")]
    TooLarge {
        /// The limit.
        what: Limit,
        /// What was found, in the unit of the limit; what was counted so far where counting stopped.
        found: u64,
        /// The value of the limit.
        allowed: u64,
    },
    /// Something that the format allows and repconv refuses, such as XML entities.
    #[error("refused: {}", .what.en)]
    Refused {
        /// What was refused.
        what: Message,
    },
    /// The document is no report.
    #[error("not a report on information disclosure")]
    NotAReport {
        /// The form it was to be of, if not that of the disclosure report.
        form: Option<&'static str>,
        /// What a report has and this document has not.
        missing: Vec<Message>,
    },
    /// The file has fewer reports than the number of the one that was asked for.
    #[error("no report {asked} among {found}")]
    NoSuchReport {
        /// The number asked for, from 1.
        asked: usize,
        /// How many reports the file has.
        found: usize,
    },
    /// The JSON is valid but is no report as repconv writes it.
    #[error("{pointer}: {}", .expected.en)]
    WrongShape {
        /// The JSON pointer to the value.
        pointer: String,
        /// What should be there.
        expected: Message,
    },
    /// The text of a form is wrong.
    #[error("wrong form")]
    WrongForm {
        /// What is wrong, each with its place.
        problems: Vec<Message>,
    },
    /// The encoding of the output lacks characters.
    #[error("{encoding} lacks {} characters", .characters.len())]
    Unencodable {
        /// The name of the encoding.
        encoding: &'static str,
        /// The characters in the order of the text.
        characters: Vec<Unencodable>,
    },
    /// The output format cannot hold this report.
    #[error("{format} cannot hold this: {}", .what.en)]
    Unwritable {
        /// The format as messages name it.
        format: &'static str,
        /// What it cannot hold.
        what: Message,
    },
    /// What was written reads back as a different report.
    #[error("{format} would be read otherwise: {}", .what.en)]
    ReadsOtherwise {
        /// The name of the format.
        format: Cow<'static, str>,
        /// The first difference.
        what: Message,
    },
    /// A reference document whose page and styles cannot be used.
    #[error("unusable reference document: {}", .what.en)]
    UnusableReference {
        /// Why not.
        what: Message,
    },
    /// Reading or writing a file failed.
    #[error("{path}: {source}")]
    Io {
        /// The file.
        path: PathBuf,
        /// Whether it was read or written.
        doing: Doing,
        /// What the system says.
        source: std::io::Error,
    },
    /// The output exists and may not be overwritten.
    #[error("{0} exists")]
    Exists(PathBuf),
    /// Input and output are the same file.
    #[error("{0} is both input and output")]
    SameFile(PathBuf),
    /// The input is a directory.
    #[error("{0} is a directory")]
    Directory(PathBuf),
}

/// What was being done to a file when it failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    /// Reading.
    Reading,
    /// Writing.
    Writing,
}

/// A character that the encoding of the output lacks, and its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unencodable {
    /// The character.
    pub character: char,
    /// The line of the output, from 1.
    pub line: u32,
    /// Some text around it.
    pub passage: String,
}

impl Error {
    /// Stable code for scripts.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::UnknownFormat { .. } => "unknown-format",
            Self::NoSuchFormat { .. } => "no-such-format",
            Self::Unsupported { .. } => "unsupported-format",
            Self::UnknownOutput { .. } => "unknown-output-format",
            Self::Encrypted { .. } => "encrypted",
            Self::Damaged { .. } => "damaged",
            Self::TooLarge { .. } => "too-large",
            Self::Refused { .. } => "refused",
            Self::NotAReport { .. } => "not-a-report",
            Self::NoSuchReport { .. } => "no-such-report",
            Self::WrongShape { .. } => "wrong-shape",
            Self::WrongForm { .. } => "wrong-form",
            Self::Unencodable { .. } => "unencodable",
            Self::Unwritable { .. } => "unwritable",
            Self::ReadsOtherwise { .. } => "reads-otherwise",
            Self::UnusableReference { .. } => "unusable-reference",
            Self::Io { doing: Doing::Reading, .. } => "unreadable-file",
            Self::Io { doing: Doing::Writing, .. } => "unwritable-file",
            Self::Exists(_) => "exists",
            Self::SameFile(_) => "same-file",
            Self::Directory(_) => "directory",
        }
    }

    /// What happened, in one sentence without the file's name.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        self.describe().get(language).to_owned()
    }

    /// What to do about it, in one sentence.
    #[must_use]
    pub fn hint(&self, language: Language) -> Option<String> {
        let advice = self.advice();
        Some(advice.get(language)).filter(|hint| !hint.is_empty()).map(str::to_owned)
    }

    /// The same where the command takes `--lossy`, which may be what to do.
    #[must_use]
    pub fn hint_with_lossy(&self, language: Language) -> Option<String> {
        let lossy = advice::lossy(self).map_or("", |lossy| lossy.get(language));
        self.hint(language).map(|hint| hint + lossy)
    }

    /// The lines of a list that belongs to the message: the characters that an encoding lacks, with their places; what
    /// is wrong in a form.
    #[must_use]
    pub fn details(&self, language: Language) -> Vec<String> {
        match self {
            Self::WrongForm { problems } => {
                problems.iter().map(|problem| problem.get(language).to_owned()).collect()
            }
            Self::Unencodable { characters, .. } => {
                let found = characters::by_character(characters);
                found.iter().map(|(character, found)| characters::line(*character, found, language)).collect()
            }
            _ => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests;
