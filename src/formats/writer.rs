//! Writers: a report and its layout in, bytes out.

use super::reference_doc::ReferenceDoc;
use crate::model::address::Address;
use crate::model::decimal::Decimal;
use crate::model::document::{Chart, Document, Table};
use crate::model::error::Result;
use crate::model::finding::Finding;
use crate::model::limits::Limits;
use crate::model::report::Report;

/// Turns a composed report into bytes.
pub trait Writer: Send + Sync {
    /// Writes a whole file.
    ///
    /// # Errors
    /// When the format cannot hold what is to be written.
    fn write(&self, output: &Output<'_>, options: &WriteOptions) -> Result<Vec<u8>>;

    /// What the writer uses, so that nothing else is prepared.
    fn needs(&self) -> Needs {
        Needs::Document
    }

    /// How much of the report must be the same when what was written with these options is read again. Where
    /// the format has no reader, nothing is verified.
    fn verification(&self, _options: &WriteOptions) -> Verification {
        Verification::Content
    }

    /// Whether the writer uses this option; it ignores the others.
    fn uses(&self, _option: FormatOption) -> bool {
        false
    }
}

/// The options that only some formats use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FormatOption {
    /// [`WriteOptions::encoding`].
    Encoding,
    /// [`WriteOptions::template`].
    Template,
    /// [`WriteOptions::reference_doc`].
    ReferenceDoc,
    /// [`WriteOptions::is_final`].
    Final,
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

/// What a writer uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// The report; the document is left empty.
    Report,
    /// The report laid out as a document.
    Document,
    /// The report laid out as a document, and the sums of its tables.
    Sums,
}

/// What a writer is given: the report, its layout, and what is known about it.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Output<'a> {
    /// The report.
    pub report: &'a Report,
    /// The report laid out as the form prescribes.
    pub document: &'a Document,
    /// The sums of the statutory tables, of which every figure is certain.
    pub balances: &'a [Balance],
    /// Findings about the report, for formats that have room for them.
    pub findings: &'a [Finding],
    /// The chart of request outcomes, where the options ask for it.
    pub chart: Option<&'a Chart>,
}

impl<'a> Output<'a> {
    /// A report and its layout, without sums, findings and chart.
    #[must_use]
    pub const fn new(report: &'a Report, document: &'a Document) -> Self {
        Self { report, document, balances: &[], findings: &[], chart: None }
    }
}

/// Figures of a statutory table whose sums must agree.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Balance {
    /// The figures on the left: a total, usually.
    pub left: Vec<Address>,
    /// The figures on the right.
    pub right: Vec<Address>,
    /// The sum of the figures on the right.
    pub sum: Decimal,
    /// Whether the sum of those on the left is the same.
    pub holds: bool,
}

/// How to write; a builder.
///
/// ```
/// use repconv::formats::{TextLayout, WriteOptions};
///
/// let options = WriteOptions::default().with_layout(TextLayout::Aligned).with_lossy(true);
/// assert!(options.lossy);
/// ```
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
#[allow(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct WriteOptions {
    /// The encoding of text; GBK where not given.
    pub encoding: Option<TextEncoding>,
    /// Write although something is lost: `?` for characters that the encoding lacks, and no verification.
    pub lossy: bool,
    /// The limits for reading what was written.
    pub limits: Limits,
    /// The page around a report in HTML, with the variables `$title$`, `$meta$`, `$style$`, `$body$` and `$chart$`,
    /// those of the report's properties (`$PubDate$`) and of `page_values`; the built-in page where not given.
    pub template: Option<String>,
    /// Values for variables of the page, such as the name of the site.
    pub page_values: Vec<(String, String)>,
    /// Whose page and styles a Word document takes; the official ones without it.
    pub reference_doc: Option<ReferenceDoc>,
    /// Write the document for sending: without what only checking, filling in and web sites need.
    pub is_final: bool,
    /// Write totals as numbers where the format has formulas.
    pub values_only: bool,
    /// Add a chart of request outcomes, where the format has charts.
    pub charts: bool,
    /// The layout of tables in text.
    pub layout: TextLayout,
    /// The report is a blank form: totals are formulas although nothing is filled in, and a workbook has these sheets
    /// about the form behind those of the report.
    pub blank_form: Option<Vec<Table>>,
}

impl WriteOptions {
    /// The same options with this encoding of text.
    #[must_use]
    pub fn with_encoding(mut self, encoding: impl Into<Option<TextEncoding>>) -> Self {
        self.encoding = encoding.into();
        self
    }

    /// The same options, writing although something is lost or not.
    #[must_use]
    pub fn with_lossy(mut self, lossy: bool) -> Self {
        self.lossy = lossy;
        self
    }

    /// The same options with these limits for reading what was written.
    #[must_use]
    pub fn with_limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// The same options with this page around a report in HTML.
    #[must_use]
    pub fn with_template(mut self, template: impl Into<Option<String>>) -> Self {
        self.template = template.into();
        self
    }

    /// The same options with these values for variables of the page.
    #[must_use]
    pub fn with_page_values(mut self, values: Vec<(String, String)>) -> Self {
        self.page_values = values;
        self
    }

    /// The same options with the page and styles of this reference document.
    #[must_use]
    pub fn with_reference_doc(mut self, reference_doc: impl Into<Option<ReferenceDoc>>) -> Self {
        self.reference_doc = reference_doc.into();
        self
    }

    /// The same options, for the document that is sent or not.
    #[must_use]
    pub fn with_final(mut self, is_final: bool) -> Self {
        self.is_final = is_final;
        self
    }

    /// The same options, with totals as numbers where the format has formulas, or as formulas.
    #[must_use]
    pub fn with_values_only(mut self, values_only: bool) -> Self {
        self.values_only = values_only;
        self
    }

    /// The same options, with a chart of request outcomes or without.
    #[must_use]
    pub fn with_charts(mut self, charts: bool) -> Self {
        self.charts = charts;
        self
    }

    /// The same options for a blank form, with these sheets about it where the format has sheets.
    #[must_use]
    pub fn with_blank_form(mut self, sheets: Vec<Table>) -> Self {
        self.blank_form = Some(sheets);
        self
    }

    /// The same options with this layout of tables in text.
    #[must_use]
    pub fn with_layout(mut self, layout: TextLayout) -> Self {
        self.layout = layout;
        self
    }
}

/// The layout of tables in text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextLayout {
    /// Cells separated by tabs, as Excel puts them on the clipboard.
    #[default]
    Tabs,
    /// Columns aligned with spaces, for monospaced fonts.
    Aligned,
    /// One cell a line, for systems that expect it.
    Cells,
}

/// The encodings that text can be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextEncoding {
    /// GBK, which legacy systems expect: the default.
    Gbk,
    /// GB 18030: GBK, and four-byte sequences for everything else.
    Gb18030,
    /// UTF-8 without a byte order mark.
    Utf8,
    /// UTF-8 with a byte order mark, as old programs on Windows expect.
    Utf8Bom,
    /// UTF-16, least significant byte first, with a byte order mark.
    Utf16Le,
}
