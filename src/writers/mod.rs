//! Writers: a composed report to bytes, one file a format. None knows the editions, only roles.

mod docx;
mod html;
mod json;
mod text;
pub(crate) mod xlsx;

pub use docx::Docx;
pub use html::Html;
pub use json::Json;
pub use text::Text;
pub use xlsx::Xlsx;
