//! A format as data: its names, how its content is recognised, its reader and its writer.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use super::{Content, FormatOption, Reader, Writer};
use crate::model::language::Message;

/// Says how well content fits a format.
pub type Sniff = Arc<dyn Fn(&Content<'_>) -> Match + Send + Sync>;

/// A format: what it is called, how its content is recognised, and what reads and writes it.
///
/// The built-in formats are rows of one table ([`Formats::builtin`](super::Formats::builtin)); a program adds
/// its own to a set of formats, and readers and writers may be made at run time.
///
/// ```
/// use repconv::formats::{Format, Formats, Match, Output, WriteOptions, Writer};
/// use repconv::model::error::Result;
/// use repconv::model::language::Message;
///
/// /// Writes the organization and the year.
/// struct Line;
///
/// impl Writer for Line {
///     fn write(&self, output: &Output<'_>, _: &WriteOptions) -> Result<Vec<u8>> {
///         let year = output.report.year.unwrap_or_default();
///         Ok(format!("{} {year}\n", output.report.organization.as_deref().unwrap_or("?")).into_bytes())
///     }
/// }
///
/// let line = Format::new("line", Message::new("一行文字", "line of text"))
///     .with_extensions(["line"])
///     .with_writer(Line);
/// let formats = Formats::builtin().with(line);
/// assert!(formats.by_extension("LINE").is_some_and(|format| format.reader.is_none()));
/// ```
#[derive(Clone)]
#[non_exhaustive]
pub struct Format {
    /// The name that options use, in lower case: `docx`.
    pub name: Cow<'static, str>,
    /// The name that people use: `Word 文档`, `Word document`.
    pub title: Message,
    /// Extensions without the dot, in lower case; the first is the usual one.
    pub extensions: Vec<Cow<'static, str>>,
    /// Recognises content.
    pub sniff: Sniff,
    /// Reads the format; `None` where it can only be written.
    pub reader: Option<Arc<dyn Reader>>,
    /// Writes the format; `None` where it can only be read. What is written can be verified only where there
    /// is a reader as well.
    pub writer: Option<Arc<dyn Writer>>,
    /// What to do instead where the reader or the writer is missing.
    pub hint: Option<Message>,
}

impl Format {
    /// Whether the writer of this format uses the option; `false` where there is no writer.
    #[must_use]
    pub fn uses(&self, option: FormatOption) -> bool {
        self.writer.as_ref().is_some_and(|writer| writer.uses(option))
    }

    /// A format of this name, without extensions, reader or writer; no content is recognised as this format.
    #[must_use]
    pub fn new(name: impl Into<Cow<'static, str>>, title: Message) -> Self {
        Self {
            name: name.into(),
            title,
            extensions: Vec::new(),
            sniff: Arc::new(|_| Match::No),
            reader: None,
            writer: None,
            hint: None,
        }
    }

    /// The same format with these extensions (without the dot, in lower case), the usual one first.
    #[must_use]
    pub fn with_extensions<E: Into<Cow<'static, str>>>(
        mut self,
        extensions: impl IntoIterator<Item = E>,
    ) -> Self {
        self.extensions = extensions.into_iter().map(Into::into).collect();
        self
    }

    /// The same format, recognised by this function.
    #[must_use]
    pub fn with_sniff(mut self, sniff: impl Fn(&Content<'_>) -> Match + Send + Sync + 'static) -> Self {
        self.sniff = Arc::new(sniff);
        self
    }

    /// The same format, read by `reader`.
    #[must_use]
    pub fn with_reader(mut self, reader: impl Reader + 'static) -> Self {
        self.reader = Some(Arc::new(reader));
        self
    }

    /// The same format, written by `writer`.
    #[must_use]
    pub fn with_writer(mut self, writer: impl Writer + 'static) -> Self {
        self.writer = Some(Arc::new(writer));
        self
    }

    /// The same format with advice for whoever meets it without a reader or a writer.
    #[must_use]
    pub fn with_hint(mut self, hint: Message) -> Self {
        self.hint = Some(hint);
        self
    }

    /// The format as messages name it: `Word 97-2003 文档（doc 格式）`, or `PDF`.
    #[must_use]
    pub fn display_name(&self) -> Message {
        let Self { name, title, .. } = self;
        if title.zh.to_ascii_lowercase().contains(name.as_ref()) {
            return title.clone();
        }
        Message::new(format!("{}（{name} 格式）", title.zh), format!("{} ({name})", title.en))
    }
}

impl fmt::Debug for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Format").field("name", &self.name).finish_non_exhaustive()
    }
}

/// How well bytes fit a format, from not at all to surely.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Match {
    /// The bytes are not of this format.
    No,
    /// They may be: the extension decides, then the order of the formats. Any text may be plain text.
    Perhaps,
    /// They are.
    Yes,
}
