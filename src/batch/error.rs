//! Why settings, a roster or the choice of rules cannot be used.

use std::path::Path;

use crate::batch::file::shown_name;
use crate::model::error::Error;
use crate::model::language::Message;

/// An error that prevents work on many files.
#[derive(Debug)]
pub enum BatchError {
    /// A given setting or file is unusable.
    Unusable {
        /// What is wrong.
        message: Message,
        /// Which values are accepted.
        hint: Message,
    },
    /// A file could not be read.
    File {
        /// The name of the file for display.
        name: String,
        /// The reason.
        error: Error,
    },
}

impl BatchError {
    pub(super) const fn new(message: Message, hint: Message) -> Self {
        Self::Unusable { message, hint }
    }

    /// The error of an option with a value that it does not accept.
    pub(super) fn value(option: &str, value: &str, choices: &str) -> Self {
        Self::new(
            Message::new(
                format!("{option} 的值“{value}”不对"),
                format!("'{value}' is no value for {option}"),
            ),
            Message::new(format!("可以是：{choices}"), format!("it may be: {choices}")),
        )
    }

    pub(super) fn of_file(path: &Path, error: Error) -> Self {
        Self::File { name: shown_name(path), error }
    }
}
