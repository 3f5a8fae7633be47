//! Readers: bytes to a Document, one file a format. None knows what a report is.

mod docx;
pub(crate) mod encoding;
mod html;
mod json;
mod package;
pub(crate) mod sniff;
mod spreadsheet;
mod text;

pub use docx::{Docx, house};
pub use html::Html;
pub use json::Json;
pub use spreadsheet::Spreadsheet;
pub use text::Text;
