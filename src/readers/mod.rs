//! Readers: bytes to a Document, one file a format. None knows what a report is.

#[allow(dead_code, reason = "used as the readers are moved to it")]
mod appearance;
mod chunk;
mod docx;
#[cfg(feature = "html")]
mod html;
mod json;
mod package;
mod spreadsheet;
mod text;
mod word;
mod xml;
mod xml_file;

pub use docx::{Docx, WordXml, reference_doc};
#[cfg(feature = "html")]
pub use html::{Html, WebArchive};
pub use json::Json;
pub use spreadsheet::{Csv, ExcelXml, Spreadsheet};
#[cfg(feature = "markdown")]
pub use text::Markdown;
pub use text::Text;
