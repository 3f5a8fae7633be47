//! What can stop repconv: what happened, where, and what the person at the desk can do about it.
//!
//! A variant stands for something that the user does differently next. Both languages are made here;
//! `cli` adds the file's name and prints the two lines.

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
    UnknownFormat { found: Option<Message> },
    /// No format has this name or extension.
    #[error("no format {name}")]
    NoSuchFormat { name: String, known: Vec<String> },
    /// A format that is known by name but cannot be read, or not be written; `hint` says what to do instead.
    #[error("unsupported format {}", .name.en)]
    Unsupported { name: Box<Message>, doing: Doing, hint: Message },
    /// An output whose format neither its extension nor an option tells.
    #[error("output format unknown")]
    UnknownOutput { name: String },
    /// The file is protected by a password.
    #[error("{format} protected by a password")]
    Encrypted { format: &'static str },
    /// The file is cut off or damaged. `part` is where (a part of the package, a line, an offset).
    /// Both may hold two languages, `zh / en`; a detail in English only is a parser's, and is not
    /// shown to a clerk.
    #[error("damaged {format} at {part}: {detail}")]
    Damaged { format: &'static str, part: String, detail: String },
    /// A limit was met.
    #[error("{what}: {found} exceeds {allowed}")]
    TooLarge { what: Limit, found: u64, allowed: u64 },
    /// Something the format allows and repconv refuses, such as XML entities.
    #[error("refused: {}", .what.en)]
    Refused { what: Message },
    /// The document is no report; `missing` lists what was looked for and not found.
    #[error("not a report on information disclosure")]
    NotAReport { missing: Vec<Message> },
    /// The JSON is valid but is not a report in repconv's form. `pointer` is a JSON pointer.
    #[error("{pointer}: {}", .expected.en)]
    WrongShape { pointer: String, expected: Message },
    /// The output encoding lacks characters; each with the text it stands in.
    #[error("{encoding} lacks {} characters", .characters.len())]
    Unencodable { encoding: &'static str, characters: Vec<Unencodable> },
    /// The output format cannot hold this report.
    #[error("{format} cannot hold this: {}", .what.en)]
    Unwritable { format: &'static str, what: Message },
    /// What was written would be read as something else.
    #[error("{format} would be read otherwise: {}", .what.en)]
    ReadsOtherwise { format: Cow<'static, str>, what: Message },
    /// A reference document whose page and styles cannot be used.
    #[error("unusable reference document: {}", .what.en)]
    UnusableReference { what: Message },
    /// Reading or writing a file failed.
    #[error("{path}: {source}")]
    Io { path: PathBuf, doing: Doing, source: std::io::Error },
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
    Reading,
    Writing,
}

/// A character the output encoding lacks, and the line it stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unencodable {
    pub character: char,
    /// Line of the output, from 1.
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
            Self::WrongShape { .. } => "wrong-shape",
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

    /// What the message counts, one a line: the characters that an encoding lacks, with their places.
    #[must_use]
    pub fn details(&self, language: Language) -> Vec<String> {
        let Self::Unencodable { characters, .. } = self else { return Vec::new() };
        let found = characters::by_character(characters);
        found.iter().map(|(character, found)| characters::line(*character, found, language)).collect()
    }
}

#[cfg(test)]
mod tests;
