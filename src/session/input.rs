//! What a session is given, and what it returns.

use std::borrow::Cow;

use serde::{Serialize, Serializer};

use crate::formats::Encoding;
use crate::model::finding::Finding;
use crate::model::form::Edition;
use crate::model::language::Message;
use crate::model::report::Report;
use crate::report_json;

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
    /// The number, from 1, of the report to read in a file with several; otherwise the first, with a finding that is
    /// an error if there are more.
    pub report: Option<usize>,
}

impl<'a> Input<'a> {
    /// Bytes of which nothing is known.
    #[must_use]
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, extension: None, format: None, encoding: None, edition: None, report: None }
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

    /// The same input, of which the report of this number, from 1, is read.
    #[must_use]
    pub const fn with_report(mut self, report: usize) -> Self {
        self.report = Some(report);
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
///
/// As JSON it is `{"report", "findings", "format"}`; the report has the members of report JSON
/// (docs/report.schema.json).
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let page = "<h1>某镇人民政府2021年政府信息公开工作年度报告</h1>
///     <p>一、总体情况</p><p>全年主动公开信息186条。</p><p>六、其他需要报告的事项</p><p>无。</p>";
/// let reading = repconv::Session::new().read_and_check(page.as_bytes())?;
/// let json = serde_json::to_value(&reading)?;
/// assert_eq!(json["report"]["organization"], "某镇人民政府");
/// assert_eq!(json["findings"][0]["code"], reading.findings[0].rule.code);
/// assert_eq!(json["format"], "html");
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Reading {
    /// What the document says.
    #[serde(serialize_with = "report_members")]
    pub report: Report,
    /// What could not be read or assigned; from [`Session::read_and_check`](super::Session::read_and_check) also
    /// the findings of the rules, in the order of the document.
    pub findings: Vec<Finding>,
    /// The name of the format it was read from.
    pub format: Cow<'static, str>,
    /// How many reports the file has; the others are read by [`Input::with_report`].
    #[serde(skip)]
    pub reports: usize,
}

fn report_members<S: Serializer>(report: &Report, serializer: S) -> Result<S::Ok, S::Error> {
    report_json::to_json(report).serialize(serializer)
}

/// A report that was converted.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Conversion {
    /// The report in the new format.
    pub bytes: Vec<u8>,
    /// What differs when the bytes are read again, in a place that no figure depends on.
    pub loss: Option<Message>,
    /// The report that was read and checked.
    pub reading: Reading,
}
