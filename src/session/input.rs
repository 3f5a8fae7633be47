//! What a session is given, and what it returns.

use std::borrow::Cow;

use crate::formats::Encoding;
use crate::model::finding::Finding;
use crate::model::form::Edition;
use crate::model::report::Report;

/// Bytes to read, and what is known about them.
///
/// ```
/// use repconv::formats::Encoding;
/// use repconv::session::Input;
///
/// let bytes = [0xB1, 0xA8, 0xB8, 0xE6];
/// let input = Input::new(&bytes).with_name("2021/report.TXT").with_encoding(Encoding::GB18030);
/// assert_eq!(input.extension, Some("TXT"));
/// ```
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Input<'a> {
    /// The bytes of the whole file.
    pub bytes: &'a [u8],
    /// The extension of the file, without the dot; it counts where the content does not decide the format.
    pub extension: Option<&'a str>,
    /// The name of the format, where it is known; otherwise it is detected.
    pub format: Option<&'a str>,
    /// The encoding of text and pages, where it is known; otherwise it is detected.
    pub encoding: Option<Encoding>,
    /// The edition of the form, where it is known; otherwise it is recognised.
    pub edition: Option<&'static Edition>,
}

impl<'a> Input<'a> {
    /// Bytes of which nothing is known.
    #[must_use]
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, extension: None, format: None, encoding: None, edition: None }
    }

    /// The same input with the name of its file, of which the extension is used.
    #[must_use]
    pub fn with_name(mut self, name: &'a str) -> Self {
        let file = name.rsplit(['/', '\\']).next();
        self.extension = file.and_then(|file| file.rsplit_once('.')).map(|(_, extension)| extension);
        self
    }

    /// The same input, to be read as the format of this name or extension.
    #[must_use]
    pub const fn with_format(mut self, name: &'a str) -> Self {
        self.format = Some(name);
        self
    }

    /// The same input, to be decoded with this encoding.
    #[must_use]
    pub const fn with_encoding(mut self, encoding: Encoding) -> Self {
        self.encoding = Some(encoding);
        self
    }

    /// The same input, to be read as this edition of the form.
    #[must_use]
    pub const fn with_edition(mut self, edition: &'static Edition) -> Self {
        self.edition = Some(edition);
        self
    }
}

impl<'a> From<&'a [u8]> for Input<'a> {
    fn from(bytes: &'a [u8]) -> Self {
        Self::new(bytes)
    }
}

impl<'a> From<&'a Vec<u8>> for Input<'a> {
    fn from(bytes: &'a Vec<u8>) -> Self {
        Self::new(bytes)
    }
}

/// A report that was read, and the findings about it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Reading {
    /// What the document says.
    pub report: Report,
    /// What could not be read or assigned; from [`Session::read_and_check`](super::Session::read_and_check) also
    /// the findings of the rules, in the order of the document.
    pub findings: Vec<Finding>,
    /// The name of the format it was read from.
    pub format: Cow<'static, str>,
}

/// A report that was converted.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Conversion {
    /// The report in the new format.
    pub bytes: Vec<u8>,
    /// The report that was read and checked.
    pub reading: Reading,
}
