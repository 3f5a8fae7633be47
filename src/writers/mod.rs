//! Writers: from the composed document to bytes, one module per format. They know roles, not editions.

mod csv;
mod docx;
mod html;
mod json;
#[cfg(feature = "markdown")]
mod markdown;
#[cfg(feature = "odt")]
mod odt;
mod text;
mod word;
#[cfg(feature = "xlsx")]
pub(crate) mod xlsx;

pub use csv::Csv;
pub use docx::Docx;
pub use html::Html;
pub use json::Json;
#[cfg(feature = "markdown")]
pub use markdown::Markdown;
#[cfg(feature = "odt")]
pub use odt::Odt;
pub use text::Text;
#[cfg(feature = "xlsx")]
pub use xlsx::Xlsx;
