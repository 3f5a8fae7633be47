//! THE table of formats: everything that depends on which formats there are derives from it.
//!
//! A new format is one file in `readers/`, one in `writers/` and one row here.

use crate::formats::{Format, Formats};
use crate::formats::{Match, detection};
use crate::model::language::Text;
use crate::{readers, writers};

impl Formats {
    /// The formats repconv knows.
    #[must_use]
    pub fn builtin() -> Self {
        Self::of(BUILTIN.to_vec())
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
        sniff: detection::docx,
        reader: Some(&readers::Docx),
        writer: Some(&writers::Docx),
        hint: None,
    },
    Format {
        name: "xlsx",
        title: Text::new("Excel 工作簿", "Excel workbook"),
        extensions: &["xlsx", "xlsm"],
        sniff: detection::xlsx,
        reader: Some(&readers::Spreadsheet),
        writer: Some(&writers::Xlsx),
        hint: None,
    },
    Format {
        name: "xls",
        title: Text::new("Excel 97-2003 工作簿", "Excel 97-2003 workbook"),
        extensions: &["xls", "et"],
        sniff: detection::xls,
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
        sniff: detection::ods,
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
        sniff: detection::html,
        reader: Some(&readers::Html),
        writer: Some(&writers::Html),
        hint: None,
    },
    Format {
        name: "json",
        title: Text::new("报告 JSON", "report JSON"),
        extensions: &["json"],
        sniff: detection::json,
        reader: Some(&readers::Json),
        writer: Some(&writers::Json),
        hint: None,
    },
    Format {
        name: "text",
        title: Text::new("纯文本", "plain text"),
        extensions: &["txt", "text", "tsv", "md"],
        sniff: detection::text,
        reader: Some(&readers::Text),
        writer: Some(&writers::Text),
        hint: None,
    },
    unreadable(
        "doc",
        "Word 97-2003 文档",
        "Word 97-2003 document",
        &["doc", "wps"],
        detection::doc,
        WORD_HINT,
    ),
    unreadable("odt", "ODF 文档", "OpenDocument text", &["odt"], detection::odt, WORD_HINT),
    unreadable("rtf", "RTF 文档", "rich text", &["rtf"], detection::rtf, WORD_HINT),
    unreadable("pdf", "PDF", "PDF", &["pdf"], detection::pdf, PDF_HINT),
    unreadable("ofd", "OFD 版式文件", "OFD", &["ofd"], detection::ofd, PDF_HINT),
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
