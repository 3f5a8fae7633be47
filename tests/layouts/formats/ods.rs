//! Spreadsheets of OpenDocument.

use std::fmt::Write as _;

use super::{escaped, package};
use crate::layout::{Layout, Look, Piece, Spot, Table};

const NAMESPACES: &str = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
    xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
    xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" \
    xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" \
    xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\"";

const STYLES: &str = "<office:automatic-styles>\
    <style:style style:name=\"struck\" style:family=\"text\"><style:text-properties \
    style:text-line-through-style=\"solid\"/></style:style>\
    <style:style style:name=\"hidden\" style:family=\"text\"><style:text-properties text:display=\"none\"/></style:style>\
    <style:style style:name=\"white\" style:family=\"text\"><style:text-properties fo:color=\"#ffffff\"/></style:style>\
    <style:style style:name=\"raised\" style:family=\"text\"><style:text-properties \
    style:text-position=\"super 58%\"/></style:style></office:automatic-styles>";

pub fn write(layout: &Layout) -> Vec<u8> {
    let mut rows = String::new();
    for piece in &layout.pieces {
        match piece {
            Piece::Line(line) => rows.push_str(&row(&string(&escaped(&line.text), ""), false)),
            Piece::Table(table) => {
                rows.push_str(&row("<table:table-cell/>", false));
                rows.push_str(&table_text(table));
                rows.push_str(&row("<table:table-cell/>", false));
            }
        }
    }
    let content = format!(
        "<office:document-content {NAMESPACES} office:version=\"1.3\">{STYLES}<office:body><office:spreadsheet>\
         <table:table table:name=\"年报\">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    let kind = "application/vnd.oasis.opendocument.spreadsheet";
    let manifest = format!(
        "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\">\
         <manifest:file-entry manifest:full-path=\"/\" manifest:media-type=\"{kind}\"/>\
         <manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/></manifest:manifest>"
    );
    package(&[("mimetype", kind.to_owned()), ("META-INF/manifest.xml", manifest), ("content.xml", content)])
}

fn row(cells: &str, is_hidden: bool) -> String {
    let hidden = if is_hidden { " table:visibility=\"collapse\"" } else { "" };
    format!("<table:table-row{hidden}>{cells}</table:table-row>")
}

fn string(text: &str, attributes: &str) -> String {
    format!(
        "<table:table-cell office:value-type=\"string\"{attributes}><text:p>{text}</text:p></table:table-cell>"
    )
}

fn table_text(table: &Table) -> String {
    let mut text = String::new();
    for (at, line) in table.grid().iter().enumerate() {
        let mut cells = String::new();
        let mut seen = None;
        for place in line {
            match place {
                Some((row, index)) if *row == at && seen != Some(*index) => {
                    seen = Some(*index);
                    cells.push_str(&cell(&table.rows[*row].spots[*index]));
                }
                Some(_) => cells.push_str("<table:covered-table-cell/>"),
                None => cells.push_str("<table:table-cell/>"),
            }
        }
        text.push_str(&row(&cells, table.rows[at].is_hidden));
    }
    text
}

fn cell(spot: &Spot) -> String {
    let spans = format!(
        " table:number-columns-spanned=\"{}\" table:number-rows-spanned=\"{}\"",
        spot.colspan, spot.rowspan
    );
    let text = spot.text();
    if spot.is_number() {
        return format!(
            "<table:table-cell office:value-type=\"float\" office:value=\"{text}\"{spans}><text:p>{text}</text:p>\
             </table:table-cell>"
        );
    }
    let mut runs = String::new();
    for run in &spot.runs {
        let style = match run.look {
            Look::Plain => {
                runs.push_str(&escaped(&run.text));
                continue;
            }
            Look::Struck => "struck",
            Look::Hidden => "hidden",
            Look::White => "white",
            Look::Raised => "raised",
        };
        write!(runs, "<text:span text:style-name=\"{style}\">{}</text:span>", escaped(&run.text)).unwrap();
    }
    let Some(comment) = spot.comment else { return string(&runs, &spans) };
    let note = format!("<office:annotation><text:p>{comment}</text:p></office:annotation>");
    string(&runs, &spans).replacen("<text:p>", &format!("{note}<text:p>"), 1)
}
