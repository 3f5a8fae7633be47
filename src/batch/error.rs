//! Why settings, a roster or the choice of rules cannot be used.

use std::path::Path;

use crate::batch::file::shown_name;
use crate::model::error::Error;
use crate::model::language::Message;

/// Why work on many files cannot begin.
#[derive(Debug)]
pub enum BatchError {
    /// A setting or a file that was given is unusable.
    Unusable {
        /// What is wrong.
        message: Message,
        /// What would be usable.
        hint: Message,
    },
    /// A file could not be read.
    File {
        /// The file as it is displayed.
        name: String,
        /// Why not.
        error: Error,
    },
}

impl BatchError {
    pub(super) const fn new(message: Message, hint: Message) -> Self {
        Self::Unusable { message, hint }
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

    pub(super) fn of_file(path: &Path, error: Error) -> Self {
        Self::File { name: shown_name(path), error }
    }
}
