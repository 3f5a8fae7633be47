//! Writers: from the composed document to bytes, one module per format. They know roles, not editions.

mod docx;
mod html;
mod json;
#[cfg(feature = "markdown")]
mod markdown;
mod text;
#[cfg(feature = "xlsx")]
pub(crate) mod xlsx;

pub use docx::Docx;
pub use html::Html;
pub use json::Json;
#[cfg(feature = "markdown")]
pub use markdown::Markdown;
pub use text::Text;
#[cfg(feature = "xlsx")]
pub use xlsx::Xlsx;
