//! What a writer is: a report and the same laid out in, bytes out.

use super::reference_doc::ReferenceDoc;
use crate::model::address::Address;
use crate::model::decimal::Decimal;
use crate::model::document::{Chart, Document};
use crate::model::error::Result;
use crate::model::finding::Finding;
use crate::model::limits::Limits;
use crate::model::report::Report;

/// Turns a composed report into bytes.
pub trait Writer: Send + Sync {
    /// # Errors
    /// When the format cannot hold what is to be written.
    fn write(&self, output: &Output<'_>, options: &WriteOptions) -> Result<Vec<u8>>;

    /// What it must be given, so that nothing else is made.
    fn needs(&self) -> Needs {
        Needs::Document
    }

    /// How much of the report must be the same when what was written with these options is read again. Where
    /// the format has no reader, nothing is verified.
    fn verification(&self, _options: &WriteOptions) -> Verification {
        Verification::Content
    }
}

/// How much of a report must be the same when what was written is read again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verification {
    /// Not read again: the format holds the report itself, or holds only a part of it by design.
    None,
    /// Figures, organization, year and text are the same; headings and merged cells may be lost.
    Content,
    /// The whole report is the same.
    Exact,
}

/// What a writer is to be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// The report itself; its document is left empty.
    Report,
    /// The report laid out.
    Document,
    /// The report laid out, and the sums of its tables.
    Sums,
}

/// What a writer is given: the report, the same report laid out, and what is known of it.
#[derive(Clone, Copy, Debug)]
pub struct Output<'a> {
    pub report: &'a Report,
    pub document: &'a Document,
    /// The sums of the statutory tables, of which every figure is certain.
    pub balances: &'a [Balance],
    /// What was found when the report was read and checked, for formats that have room for it.
    pub findings: &'a [Finding],
    /// What became of the requests, where it is asked for.
    pub chart: Option<&'a Chart>,
}

impl<'a> Output<'a> {
    /// A report and its document alone.
    #[must_use]
    pub const fn new(report: &'a Report, document: &'a Document) -> Self {
        Self { report, document, balances: &[], findings: &[], chart: None }
    }
}

/// Figures of a statutory table whose sums must agree; a total stands alone on the left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Balance {
    pub left: Vec<Address>,
    pub right: Vec<Address>,
    /// What the figures on the right sum to.
    pub sum: Decimal,
    /// Whether those on the left sum to the same.
    pub holds: bool,
}

/// How to write.
#[derive(Clone, Debug, Default)]
pub struct WriteOptions {
    /// The encoding of text output.
    pub encoding: Option<TextEncoding>,
    /// Write although something is lost: `?` for characters that the encoding lacks, and what would be
    /// read otherwise than the report says.
    pub lossy: bool,
    /// For reading again what was written.
    pub limits: Limits,
    /// The page around a report in HTML, with places `$title$`, `$meta$`, `$style$` and `$body$`; ours
    /// without it.
    pub template: Option<String>,
    /// Whose page and styles a Word document takes; the official ones without it.
    pub reference_doc: Option<ReferenceDoc>,
    /// Write totals as plain numbers where the format could hold formulas.
    pub values_only: bool,
    /// Draw what became of the requests, where the format can.
    pub charts: bool,
    /// How tables stand in text output.
    pub layout: TextLayout,
}

/// How tables stand in text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextLayout {
    /// Cells between tabs: what Excel puts on the clipboard.
    #[default]
    Tabs,
    /// Columns aligned with spaces, for reading where all characters are of one or two widths.
    Aligned,
    /// One cell a line, for systems that take that.
    Cells,
}

/// The encodings text can be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextEncoding {
    /// What legacy systems take: the default for `.txt`.
    Gbk,
    /// GBK and four-byte sequences for everything else.
    Gb18030,
    Utf8,
    /// UTF-8 with a byte order mark, as Windows Notepad likes it.
    Utf8Bom,
    /// UTF-16, little end first, with a byte order mark.
    Utf16Le,
}
