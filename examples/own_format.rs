//! Adds a format of one's own to a session: a reader and a writer that are made at run time.
//!
//! ```text
//! cargo run --example own_format -- [REPORT]
//! ```
//!
//! The format is text as wikis take it: headings between `==`, the cells of a table between a separator, which
//! is chosen when the program runs. The report is written in this format and read back from it.

#![allow(clippy::print_stdout, reason = "an example shows what it does")]

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use repconv::Session;
use repconv::formats::{
    Content, Format, Match, Output, ReadOptions, Reader, ReaderOutput, WriteOptions, Writer,
};
use repconv::model::document::{Block, Cell, Document, Paragraph, Role, Table};
use repconv::model::error::{Error as Failure, Result as Outcome};
use repconv::model::language::Message;
use repconv::model::place::Place;
use repconv::session::{Input, Reading};

const FIXTURE: &str = "fixtures/reports/akto_2021/pandoc.docx";

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args_os().nth(1).map_or_else(|| PathBuf::from(FIXTURE), PathBuf::from);
    let (text, again) = through_wiki(&path, "||")?;
    println!("{text}");
    println!("read back: {} cells", again.report.cells.len());
    Ok(())
}

/// Writes the report as wiki text, and reads that.
pub(crate) fn through_wiki(path: &Path, separator: &str) -> Result<(String, Reading), Box<dyn Error>> {
    let wiki = Wiki { separator: separator.to_owned() };
    let format = Format::new("wiki", Message::new("维基文本", "wiki text"))
        .with_extensions(["wiki"])
        .with_sniff(|content| if content.bytes().starts_with(b"== ") { Match::Yes } else { Match::No })
        .with_reader(wiki.clone())
        .with_writer(wiki);
    let session = Session::new().with_format(format);

    let bytes = fs::read(path)?;
    let input = Input::new(&bytes).with_name(path.to_str().unwrap_or_default());
    // The session reads what was written before it returns the bytes: a figure that is lost is an error.
    let converted = session.convert(input, "wiki")?;
    let again = session.read(&converted.bytes)?;
    Ok((String::from_utf8(converted.bytes)?, again))
}

/// Reads and writes wiki text.
#[derive(Clone)]
struct Wiki {
    separator: String,
}

impl Reader for Wiki {
    /// Bytes become blocks with their places; what they mean in a report is recognised later.
    fn read(&self, content: &Content<'_>, _options: &ReadOptions) -> Outcome<ReaderOutput> {
        let text = std::str::from_utf8(content.bytes()).map_err(|error| Failure::Damaged {
            format: "wiki",
            part: format!("byte {}", error.valid_up_to()),
            detail: "not UTF-8".to_owned(),
        })?;
        let mut blocks = Vec::new();
        for (line, number) in text.lines().zip(1..) {
            let place = Place::Line { line: number, column: None };
            let Some(cells) = line.strip_prefix(&self.separator) else {
                let text = line.trim_matches(['=', ' ']);
                if !text.is_empty() {
                    blocks.push(Block::Paragraph(Paragraph::new(text, Role::Body, place)));
                }
                continue;
            };
            let row =
                cells.split(&self.separator).map(|cell| Cell::new(cell.trim(), place.clone())).collect();
            match blocks.last_mut() {
                Some(Block::Table(table)) => table.rows.push(row),
                _ => blocks.push(Block::Table(Table { rows: vec![row], ..Table::default() })),
            }
        }
        Ok(ReaderOutput::Document(Document { blocks, ..Document::default() }))
    }
}

impl Writer for Wiki {
    /// The report comes laid out as the form prescribes: paragraphs with roles, and tables.
    fn write(&self, output: &Output<'_>, _options: &WriteOptions) -> Outcome<Vec<u8>> {
        let lines = output.document.blocks.iter().flat_map(|block| match block {
            Block::Paragraph(paragraph) => vec![line(paragraph)],
            Block::Table(table) => self.table(table),
        });
        Ok((lines.collect::<Vec<_>>().join("\n") + "\n").into_bytes())
    }
}

impl Wiki {
    /// A line for each row. Merged cells are repeated as blanks, so that every figure keeps its column.
    fn table(&self, table: &Table) -> Vec<String> {
        let mut lines = vec![String::new()];
        for row in table.grid() {
            let mut line = String::new();
            let mut next = 0;
            for (column, cell) in row {
                line += &self.separator.repeat(column + 1 - next);
                line += &cell.text.replace('\n', " ");
                next = column + 1;
            }
            lines.push(line);
        }
        lines
    }
}

fn line(paragraph: &Paragraph) -> String {
    match paragraph.role {
        Role::Title | Role::Heading(_) => format!("== {} ==", paragraph.text),
        _ => paragraph.text.clone(),
    }
}
