//! What is wrong in the text of a form: line, column, and what was expected, in both languages.

use std::cell::RefCell;
use std::fmt;

use crate::model::error::Error;
use crate::model::language::{Language, Message};

/// Errors of one text that are kept; a text with more is wrong throughout.
const MOST: usize = 50;

/// An error in the text of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormError {
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
    /// What is wrong and what was expected.
    pub message: Message,
}

/// The errors in the text of a form, at least one, in the order of the text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct FormErrors(Vec<FormError>);

impl FormErrors {
    /// An error about the text as a whole.
    pub(in crate::forms) fn of_whole(zh: String, en: String) -> Self {
        Self(vec![FormError { line: 1, column: 1, message: Message::new(zh, en) }])
    }

    /// The errors in the order of the text.
    #[must_use]
    pub fn list(&self) -> &[FormError] {
        &self.0
    }

    /// One line per error: `第3行第7个字符：…`.
    #[must_use]
    pub fn lines(&self, language: Language) -> Vec<String> {
        self.0.iter().map(|error| error.line_in(language)).collect()
    }
}

impl fmt::Display for FormErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.lines(Language::En).join("\n"))
    }
}

impl From<FormErrors> for Error {
    fn from(errors: FormErrors) -> Self {
        let [zh, en] = [Language::Zh, Language::En].map(|language| errors.lines(language));
        Self::WrongForm { problems: zh.into_iter().zip(en).map(|(zh, en)| Message::new(zh, en)).collect() }
    }
}

impl FormError {
    fn line_in(&self, language: Language) -> String {
        let Self { line, column, message } = self;
        match language {
            Language::Zh => format!("第{line}行第{column}个字符：{}", message.zh),
            Language::En => format!("line {line}, column {column}: {}", message.en),
        }
    }
}

/// Collects errors while a text is read, so that all of them are found at once.
#[derive(Debug, Default)]
pub(super) struct Problems(RefCell<Vec<(usize, Message)>>);

impl Problems {
    /// Something is wrong at this byte of the text.
    pub(super) fn add(&self, at: usize, zh: impl Into<String>, en: impl Into<String>) {
        let mut found = self.0.borrow_mut();
        if found.len() < MOST {
            found.push((at, Message::new(zh, en)));
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.borrow().is_empty()
    }

    /// Whether further errors are not kept, so that nothing costly need be done for their messages.
    pub(super) fn is_full(&self) -> bool {
        self.0.borrow().len() >= MOST
    }

    /// The errors with their lines and columns.
    pub(super) fn in_text(&self, text: &str) -> FormErrors {
        let mut found = self.0.borrow().clone();
        found.sort_by_key(|(at, _)| *at);
        if let Some((last, _)) = found.last().filter(|_| found.len() >= MOST) {
            let more = Message::new("错误太多，其余的没有列出", "there are too many errors to list the rest");
            found.push((*last, more));
        }
        let place = |at: usize| {
            let before = text.get(..at).unwrap_or(text);
            let line_start = before.rfind('\n').map_or(0, |end| end + 1);
            let column = before.get(line_start..).map_or(0, |line| line.chars().count()) + 1;
            (before.matches('\n').count() + 1, column)
        };
        let error = |(at, message)| {
            let (line, column) = place(at);
            FormError { line, column, message }
        };
        FormErrors(found.into_iter().map(error).collect())
    }
}
