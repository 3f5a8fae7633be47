//! THE table of formats: everything that depends on which formats there are derives from it.
//!
//! A format is one row: names, extensions, how its bytes look, its reader and its writer if it has
//! them, and what to do where it has none. Library users extend a value; nothing is global.

use encoding_rs::Encoding;

use crate::document::{Chart, Document};
use crate::error::{Error, Result};
use crate::finding::Finding;
use crate::house::House;
use crate::language::{Message, Text};
use crate::limits::Limits;
use crate::readers::{self, sniff};
use crate::report::{Address, Decimal, Report};
use crate::writers;

/// Turns bytes into a document (or, for formats that hold the report itself, into a report).
pub trait Reader: Send + Sync {
    /// # Errors
    /// When the bytes are not a whole document of this format, or exceed a limit.
    fn read(&self, bytes: &[u8], options: &ReadOptions) -> Result<Reading>;
}

/// Turns a composed report into bytes.
pub trait Writer: Send + Sync {
    /// # Errors
    /// When the format cannot hold what is to be written.
    fn write(&self, output: &Output<'_>, options: &WriteOptions) -> Result<Vec<u8>>;

    /// What it must be given, so that nothing else is made.
    fn needs(&self) -> Needs {
        Needs::Document
    }
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

/// What a reader yields.
#[derive(Clone, Debug)]
pub enum Reading {
    /// Blocks and places, yet to be recognised.
    Document(Document),
    /// The report itself, and what was doubted in it.
    Report(Box<Report>, Vec<Finding>),
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

/// How to read.
#[derive(Clone, Copy, Debug, Default)]
pub struct ReadOptions {
    pub limits: Limits,
    /// The encoding of text and pages, when the user knows it.
    pub encoding: Option<&'static Encoding>,
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
    pub house: Option<House>,
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

/// One row of the table.
#[derive(Clone, Copy)]
pub struct Format {
    /// Name for `-f` and `-t`.
    pub name: &'static str,
    pub title: Text,
    /// Extensions without the dot, lower case; the first is the usual one.
    pub extensions: &'static [&'static str],
    /// How sure the content is this format.
    pub sniff: fn(&[u8]) -> Match,
    pub reader: Option<&'static dyn Reader>,
    pub writer: Option<&'static dyn Writer>,
    /// What to do instead where reader or writer is missing.
    pub hint: Option<Text>,
}

impl Format {
    /// The format as messages call it: `Word 97-2003 文档（doc 格式）`, or `PDF`.
    #[must_use]
    pub fn called(&self) -> Message {
        let Self { name, title, .. } = self;
        if title.zh.to_ascii_lowercase().contains(name) {
            return Message::new(title.zh, title.en);
        }
        Message::new(format!("{}（{name} 格式）", title.zh), format!("{} ({name})", title.en))
    }
}

impl std::fmt::Debug for Format {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Format").field("name", &self.name).finish_non_exhaustive()
    }
}

/// How well bytes fit a format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Match {
    No,
    /// Could be: any text may be text.
    Perhaps,
    Yes,
}

/// A set of formats.
#[derive(Clone, Debug)]
pub struct Formats {
    rows: Vec<Format>,
}

impl Formats {
    /// The formats repconv knows.
    #[must_use]
    pub fn builtin() -> Self {
        Self { rows: BUILTIN.to_vec() }
    }

    /// The same set with one more row; it goes first, so that it can override.
    #[must_use]
    pub fn with(mut self, row: Format) -> Self {
        self.rows.insert(0, row);
        self
    }

    #[must_use]
    pub fn rows(&self) -> &[Format] {
        &self.rows
    }

    #[must_use]
    pub fn by_name(&self, name: &str) -> Option<&Format> {
        self.rows.iter().find(|row| row.name == name)
    }

    /// The format of this extension (without the dot, any case).
    #[must_use]
    pub fn by_extension(&self, extension: &str) -> Option<&Format> {
        self.rows.iter().find(|row| row.extensions.iter().any(|e| e.eq_ignore_ascii_case(extension)))
    }

    /// The format of these bytes: by content first, by extension where the content leaves it open.
    ///
    /// # Errors
    /// [`Error::Empty`], or [`Error::UnknownFormat`] with what the content looks like.
    pub fn detect(&self, bytes: &[u8], extension: Option<&str>) -> Result<&Format> {
        if sniff::is_blank(bytes) {
            return Err(Error::Empty);
        }
        let sure = self.rows.iter().find(|row| (row.sniff)(bytes) == Match::Yes);
        if let Some(row) = sure {
            return Ok(row);
        }
        let perhaps = || self.rows.iter().filter(|row| (row.sniff)(bytes) == Match::Perhaps);
        let by_extension = extension.and_then(|extension| self.by_extension(extension));
        by_extension
            .filter(|row| perhaps().any(|other| other.name == row.name))
            .or_else(|| perhaps().next())
            .ok_or_else(|| Error::UnknownFormat { found: sniff::appearance(bytes) })
    }
}

impl Default for Formats {
    fn default() -> Self {
        Self::builtin()
    }
}

/// The rows. Order is the order of `repconv formats`.
static BUILTIN: [Format; 12] = [
    Format {
        name: "docx",
        title: Text::new("Word 文档", "Word document"),
        extensions: &["docx", "docm"],
        sniff: sniff::docx,
        reader: Some(&readers::Docx),
        writer: Some(&writers::Docx),
        hint: None,
    },
    Format {
        name: "xlsx",
        title: Text::new("Excel 工作簿", "Excel workbook"),
        extensions: &["xlsx", "xlsm"],
        sniff: sniff::xlsx,
        reader: Some(&readers::Spreadsheet),
        writer: Some(&writers::Xlsx),
        hint: None,
    },
    Format {
        name: "xls",
        title: Text::new("Excel 97-2003 工作簿", "Excel 97-2003 workbook"),
        extensions: &["xls", "et"],
        sniff: sniff::xls,
        reader: Some(&readers::Spreadsheet),
        writer: None,
        hint: Some(Text::new(
            "请输出 .xlsx，需要时在 WPS 中另存为 .xls",
            "write .xlsx and save it as .xls if you must",
        )),
    },
    Format {
        name: "ods",
        title: Text::new("ODF 电子表格", "OpenDocument spreadsheet"),
        extensions: &["ods"],
        sniff: sniff::ods,
        reader: Some(&readers::Spreadsheet),
        writer: None,
        hint: Some(Text::new(
            "请输出 .xlsx，需要时另存为 .ods",
            "write .xlsx and save it as .ods if you must",
        )),
    },
    Format {
        name: "html",
        title: Text::new("网页", "web page"),
        extensions: &["html", "htm", "shtml", "xhtml"],
        sniff: sniff::html,
        reader: Some(&readers::Html),
        writer: Some(&writers::Html),
        hint: None,
    },
    Format {
        name: "json",
        title: Text::new("报告 JSON", "report JSON"),
        extensions: &["json"],
        sniff: sniff::json,
        reader: Some(&readers::Json),
        writer: Some(&writers::Json),
        hint: None,
    },
    Format {
        name: "text",
        title: Text::new("纯文本", "plain text"),
        extensions: &["txt", "text", "tsv", "md"],
        sniff: sniff::text,
        reader: Some(&readers::Text),
        writer: Some(&writers::Text),
        hint: None,
    },
    unreadable("doc", "Word 97-2003 文档", "Word 97-2003 document", &["doc", "wps"], sniff::doc, WORD_HINT),
    unreadable("odt", "ODF 文档", "OpenDocument text", &["odt"], sniff::odt, WORD_HINT),
    unreadable("rtf", "RTF 文档", "rich text", &["rtf"], sniff::rtf, WORD_HINT),
    unreadable("pdf", "PDF", "PDF", &["pdf"], sniff::pdf, PDF_HINT),
    unreadable("ofd", "OFD 版式文件", "OFD", &["ofd"], sniff::ofd, PDF_HINT),
];

const WORD_HINT: Text =
    Text::new("请在 WPS 或 Word 中打开，另存为 .docx", "open it in WPS or Word and save it as .docx");
const PDF_HINT: Text = Text::new(
    "请找原来的 Word 文件；没有时在 WPS 中打开并另存为 .docx",
    "use the Word file it was made from, or open it in WPS and save it as .docx",
);

const fn unreadable(
    name: &'static str,
    zh: &'static str,
    en: &'static str,
    extensions: &'static [&'static str],
    sniff: fn(&[u8]) -> Match,
    hint: Text,
) -> Format {
    Format { name, title: Text::new(zh, en), extensions, sniff, reader: None, writer: None, hint: Some(hint) }
}
