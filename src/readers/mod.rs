//! Readers: bytes to a Document, one file a format. None knows what a report is.

#[cfg_attr(
    not(feature = "html"),
    allow(dead_code, reason = "only web pages hide and order text in some ways")
)]
mod appearance;
mod chunk;
#[cfg(any(feature = "doc", feature = "spreadsheets"))]
mod compound;
#[cfg(feature = "doc")]
mod doc;
mod docx;
#[cfg(any(feature = "ofd", feature = "pdf"))]
#[allow(clippy::disallowed_types, reason = "places on a page are no figures")]
mod drawing;
#[cfg(feature = "html")]
mod html;
mod json;
#[cfg(any(feature = "ofd", feature = "pdf"))]
#[allow(clippy::disallowed_types, reason = "places on a page are no figures")]
mod layout;
#[cfg(feature = "odt")]
mod odt;
#[cfg(feature = "ofd")]
#[allow(clippy::disallowed_types, reason = "places on a page are no figures")]
mod ofd;
#[cfg_attr(
    not(feature = "spreadsheets"),
    allow(dead_code, reason = "workbooks need what other packages do not")
)]
mod package;
#[cfg(feature = "pdf")]
#[allow(clippy::disallowed_types, reason = "places on a page are no figures")]
mod pdf;
#[cfg(feature = "rtf")]
mod rtf;
#[cfg_attr(
    not(feature = "spreadsheets"),
    allow(dead_code, reason = "CSV has neither formats nor formulas nor anything hidden")
)]
mod spreadsheet;
mod text;
mod word;
#[cfg(feature = "doc")]
mod wordml;
#[cfg_attr(
    not(feature = "spreadsheets"),
    allow(dead_code, reason = "workbooks need what other XML does not")
)]
mod xml;
mod xml_file;

#[cfg(feature = "doc")]
pub use doc::Doc;
pub use docx::{Docx, WordXml, reference_doc};
#[cfg(feature = "html")]
pub use html::{Html, WebArchive};
pub use json::Json;
#[cfg(feature = "odt")]
pub use odt::Odt;
#[cfg(feature = "ofd")]
pub use ofd::Ofd;
#[cfg(feature = "pdf")]
pub use pdf::PdfReader;
#[cfg(feature = "rtf")]
pub use rtf::Rtf;
pub use spreadsheet::Csv;
#[cfg(feature = "spreadsheets")]
pub use spreadsheet::{ExcelXml, Spreadsheet};
#[cfg(feature = "markdown")]
pub use text::Markdown;
pub use text::Text;
