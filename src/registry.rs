//! The table of built-in formats, from which everything that depends on formats derives.
//!
//! A new format is one file in `readers/`, one in `writers/`, a function in `formats/detection.rs` and one row here.

use crate::formats::{Content, Format, Formats, Match, detection};
use crate::model::language::Message;
use crate::{readers, writers};

impl Formats {
    /// The built-in formats.
    #[must_use]
    pub fn builtin() -> Self {
        Self::of(builtin())
    }
}

impl Default for Formats {
    fn default() -> Self {
        Self::builtin()
    }
}

/// The rows, in the order of `repconv formats`.
fn builtin() -> Vec<Format> {
    vec![
        row("docx", "Word 文档", "Word document", &["docx", "docm"], detection::docx)
            .with_reader(readers::Docx)
            .with_writer(writers::Docx),
        xlsx(),
        xlsb(),
        xls(),
        ods(),
        html(),
        mht(),
        row("wordxml", "Word XML 文档", "Word XML document", &["xml"], detection::word_xml)
            .with_reader(readers::WordXml)
            .with_hint(Message::new("请输出 .docx", "write .docx")),
        excel_xml(),
        row("json", "报告 JSON", "report JSON", &["json"], detection::json)
            .with_reader(readers::Json)
            .with_writer(writers::Json),
        row("text", "纯文本", "plain text", &["txt", "text"], detection::text)
            .with_reader(readers::Text)
            .with_writer(writers::Text),
        markdown(),
        // By content it is text as well: its extension decides.
        row("csv", "CSV 表格", "comma-separated values", &["csv", "tsv"], detection::csv)
            .with_reader(readers::Csv)
            .with_writer(writers::Csv),
        doc(),
        odt(),
        rtf(),
        pdf(),
        ofd(),
    ]
}

fn xlsx() -> Format {
    let row = row("xlsx", "Excel 工作簿", "Excel workbook", &["xlsx", "xlsm"], detection::xlsx);
    #[cfg(feature = "spreadsheets")]
    let row = row.with_reader(readers::Spreadsheet);
    #[cfg(feature = "xlsx")]
    return row.with_writer(writers::Xlsx);
    #[cfg(not(feature = "xlsx"))]
    row.with_hint(left_out("xlsx"))
}

fn xlsb() -> Format {
    let row = row("xlsb", "Excel 二进制工作簿", "binary Excel workbook", &["xlsb"], detection::xlsb);
    workbook(
        row,
        "请输出 .xlsx，需要时在 Excel 中另存为 .xlsb",
        "write .xlsx and save it as .xlsb in Excel if you must",
    )
}

fn xls() -> Format {
    let row = row("xls", "Excel 97-2003 工作簿", "Excel 97-2003 workbook", &["xls", "et"], detection::xls);
    workbook(row, "请输出 .xlsx，需要时在 WPS 中另存为 .xls", "write .xlsx and save it as .xls if you must")
}

fn ods() -> Format {
    let row = row("ods", "ODF 电子表格", "OpenDocument spreadsheet", &["ods", "fods"], detection::ods);
    workbook(row, "请输出 .xlsx，需要时另存为 .ods", "write .xlsx and save it as .ods if you must")
}

fn excel_xml() -> Format {
    let row = row("excelxml", "Excel XML 工作簿", "Excel XML workbook", &["xml"], detection::excel_xml);
    #[cfg(feature = "spreadsheets")]
    return row.with_reader(readers::ExcelXml).with_hint(Message::new("请输出 .xlsx", "write .xlsx"));
    #[cfg(not(feature = "spreadsheets"))]
    row.with_hint(left_out("spreadsheets"))
}

/// A format of workbooks that is read and not written: what to write instead.
#[cfg(feature = "spreadsheets")]
fn workbook(row: Format, zh: &str, en: &str) -> Format {
    row.with_reader(readers::Spreadsheet).with_hint(Message::new(zh, en))
}

#[cfg(not(feature = "spreadsheets"))]
fn workbook(row: Format, _zh: &str, _en: &str) -> Format {
    row.with_hint(left_out("spreadsheets"))
}

fn doc() -> Format {
    let row = row("doc", "Word 97-2003 文档", "Word 97-2003 document", &["doc", "wps"], detection::doc);
    #[cfg(feature = "doc")]
    return row.with_reader(readers::Doc).with_hint(Message::new(
        "请输出 .docx，需要时在 WPS 中另存为 .doc",
        "write .docx and save it as .doc if you must",
    ));
    #[cfg(not(feature = "doc"))]
    row.with_hint(left_out("doc"))
}

fn html() -> Format {
    let row = row("html", "网页", "web page", &["html", "htm", "shtml", "xhtml"], detection::html)
        .with_writer(writers::Html);
    #[cfg(feature = "html")]
    return row.with_reader(readers::Html);
    #[cfg(not(feature = "html"))]
    row.with_hint(left_out("html"))
}

fn odt() -> Format {
    let row = row("odt", "ODF 文档", "OpenDocument text", &["odt", "fodt"], detection::odt);
    #[cfg(feature = "odt")]
    return row.with_reader(readers::Odt).with_writer(writers::Odt);
    #[cfg(not(feature = "odt"))]
    row.with_hint(left_out("odt"))
}

/// By content it is text: its extension decides.
fn markdown() -> Format {
    let row = row("markdown", "Markdown 文本", "Markdown", &["md", "markdown"], detection::text);
    #[cfg(feature = "markdown")]
    return row.with_reader(readers::Markdown).with_writer(writers::Markdown);
    #[cfg(not(feature = "markdown"))]
    row.with_reader(readers::Text).with_hint(left_out("markdown"))
}

fn rtf() -> Format {
    let row = row("rtf", "RTF 文档", "rich text", &["rtf"], detection::rtf);
    #[cfg(feature = "rtf")]
    return row.with_reader(readers::Rtf).with_hint(use_word());
    #[cfg(not(feature = "rtf"))]
    row.with_hint(left_out("rtf"))
}

fn mht() -> Format {
    let row = row("mht", "网页存档", "web archive", &["mht", "mhtml"], detection::mht);
    #[cfg(feature = "html")]
    return row.with_reader(readers::WebArchive).with_hint(Message::new("请输出 .html", "write .html"));
    #[cfg(not(feature = "html"))]
    row.with_hint(left_out("html"))
}

fn pdf() -> Format {
    let row = row("pdf", "PDF", "PDF", &["pdf"], detection::pdf);
    #[cfg(feature = "pdf")]
    return row
        .with_reader(readers::PdfReader)
        .with_hint(Message::new("请输出 .docx 或 .html", "write .docx or .html"));
    #[cfg(not(feature = "pdf"))]
    row.with_hint(left_out("pdf"))
}

fn ofd() -> Format {
    let row = row("ofd", "OFD 版式文件", "OFD", &["ofd"], detection::ofd);
    #[cfg(feature = "ofd")]
    return row.with_reader(readers::Ofd).with_hint(Message::new(
        "请输出 .docx，需要时在 WPS 中打开，输出为 .ofd",
        "write .docx and export it from WPS as .ofd if you must",
    ));
    #[cfg(not(feature = "ofd"))]
    row.with_hint(left_out("ofd"))
}

#[cfg(not(all(
    feature = "doc",
    feature = "html",
    feature = "markdown",
    feature = "odt",
    feature = "ofd",
    feature = "pdf",
    feature = "rtf",
    feature = "spreadsheets",
    feature = "xlsx"
)))]
fn left_out(feature: &str) -> Message {
    Message::new(
        format!("编译时没有带上功能 {feature}"),
        format!("the library was built without its feature {feature}"),
    )
}

fn row(
    name: &'static str,
    zh: &str,
    en: &str,
    extensions: &'static [&'static str],
    sniff: fn(&Content<'_>) -> Match,
) -> Format {
    Format::new(name, Message::new(zh, en)).with_extensions(extensions.iter().copied()).with_sniff(sniff)
}

#[cfg(feature = "rtf")]
fn use_word() -> Message {
    Message::new("请在 WPS 或 Word 中打开，另存为 .docx", "open it in WPS or Word and save it as .docx")
}
