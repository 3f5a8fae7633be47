//! Writers that are independent of the library's: a layout as a file of each format.

mod docx;
mod html;
mod ods;
mod text;
mod xlsx;

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;

use crate::layout::Layout;

/// A format to lay a report out in.
pub struct Format {
    pub name: &'static str,
    /// The extension of its files.
    pub extension: &'static str,
    /// Whether it shows how text looks, and has comments.
    pub has_looks: bool,
    /// Whether it has tables with merged cells; otherwise they are lines of characters.
    pub has_tables: bool,
    pub write: fn(&Layout) -> Vec<u8>,
}

const TABLES: Format =
    Format { name: "", extension: "", has_looks: true, has_tables: true, write: html::write };
const TEXT: Format =
    Format { name: "", extension: "txt", has_looks: false, has_tables: false, write: text::tabs };

/// All formats; a new one is one line.
pub static FORMATS: [Format; 13] = [
    Format { name: "html", extension: "html", write: html::write, ..TABLES },
    Format { name: "html with a style sheet", extension: "html", write: html::write_with_classes, ..TABLES },
    Format { name: "docx", extension: "docx", write: docx::write, ..TABLES },
    Format { name: "docx with styles", extension: "docx", write: docx::write_with_styles, ..TABLES },
    Format { name: "xlsx", extension: "xlsx", write: xlsx::write, ..TABLES },
    Format { name: "xlsx, a sheet for each table", extension: "xlsx", write: xlsx::write_sheets, ..TABLES },
    Format { name: "ods", extension: "ods", write: ods::write, ..TABLES },
    Format { name: "text with tabs", write: text::tabs, ..TEXT },
    Format { name: "text aligned by blanks", write: text::aligned, ..TEXT },
    Format { name: "text with a cell a line", write: text::cells, ..TEXT },
    Format { name: "Markdown", extension: "md", write: text::pipes, ..TEXT },
    Format { name: "CSV", extension: "csv", write: text::csv, ..TEXT },
    Format { name: "drawn tables", write: text::drawn, ..TEXT },
];

/// A package of these parts.
fn package(parts: &[(&str, String)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
