//! Word documents, with looks at the runs or in character styles.

use std::fmt::Write as _;

use super::{escaped, package};
use crate::layout::{Layout, Look, Piece, Run, Spot, Table};

const NAMESPACE: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
const KINDS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The properties of a run of a look.
type Properties = fn(Look) -> &'static str;

pub fn write(layout: &Layout) -> Vec<u8> {
    document(layout, |look| match look {
        Look::Plain => "",
        Look::Struck => "<w:strike/>",
        Look::Hidden => "<w:vanish/>",
        Look::White => "<w:color w:val=\"FFFFFF\"/>",
        Look::Raised => "<w:vertAlign w:val=\"superscript\"/>",
    })
}

pub fn write_with_styles(layout: &Layout) -> Vec<u8> {
    document(layout, |look| match look {
        Look::Plain => "",
        Look::Struck => "<w:rStyle w:val=\"Struck\"/>",
        Look::Hidden => "<w:rStyle w:val=\"Hidden\"/>",
        Look::White => "<w:rStyle w:val=\"White\"/>",
        Look::Raised => "<w:rStyle w:val=\"Raised\"/>",
    })
}

/// Each style inherits its look from another.
fn styles() -> String {
    let mut styles = format!("<w:styles {NAMESPACE}>");
    for (name, look) in [
        ("Struck", "<w:strike/>"),
        ("Hidden", "<w:vanish/>"),
        ("White", "<w:color w:val=\"FFFFFF\"/>"),
        ("Raised", "<w:vertAlign w:val=\"superscript\"/>"),
    ] {
        write!(
            styles,
            "<w:style w:type=\"character\" w:styleId=\"{name}Base\"><w:rPr>{look}</w:rPr></w:style>\
             <w:style w:type=\"character\" w:styleId=\"{name}\"><w:basedOn w:val=\"{name}Base\"/></w:style>"
        )
        .unwrap();
    }
    styles + "</w:styles>"
}

fn document(layout: &Layout, properties: Properties) -> Vec<u8> {
    let mut body = String::new();
    let mut comments = String::new();
    for piece in &layout.pieces {
        match piece {
            Piece::Line(line) => {
                write!(body, "<w:p><w:r><w:t>{}</w:t></w:r></w:p>", escaped(&line.text)).unwrap();
            }
            Piece::Table(table) => body.push_str(&table_text(table, properties, &mut comments)),
        }
    }
    let relations = |list: &[(&str, &str, &str)]| {
        let mut text =
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                .to_owned();
        for (id, kind, target) in list {
            write!(text, "<Relationship Id=\"{id}\" Type=\"{KINDS}/{kind}\" Target=\"{target}\"/>").unwrap();
        }
        text + "</Relationships>"
    };
    let types = format!(
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Override PartName=\"/word/document.xml\" ContentType=\"{WORD}.document.main+xml\"/>\
         <Override PartName=\"/word/styles.xml\" ContentType=\"{WORD}.styles+xml\"/>\
         <Override PartName=\"/word/comments.xml\" ContentType=\"{WORD}.comments+xml\"/></Types>"
    );
    package(&[
        ("[Content_Types].xml", types),
        ("_rels/.rels", relations(&[("a", "officeDocument", "word/document.xml")])),
        ("word/document.xml", format!("<w:document {NAMESPACE}><w:body>{body}</w:body></w:document>")),
        ("word/styles.xml", styles()),
        ("word/comments.xml", format!("<w:comments {NAMESPACE}>{comments}</w:comments>")),
        (
            "word/_rels/document.xml.rels",
            relations(&[("a", "styles", "styles.xml"), ("b", "comments", "comments.xml")]),
        ),
    ])
}

fn table_text(table: &Table, properties: Properties, comments: &mut String) -> String {
    let grid = table.grid();
    let mut text = format!("<w:tbl><w:tblPr><w:tblBorders>{}</w:tblBorders></w:tblPr>", borders());
    // Columns as wide as the page allows; in narrow ones the labels wrap.
    let columns = grid.first().map_or(1, Vec::len);
    let column = format!("<w:gridCol w:w=\"{}\"/>", 9000 / columns.max(1));
    write!(text, "<w:tblGrid>{}</w:tblGrid>", column.repeat(columns)).unwrap();
    for (at, line) in grid.iter().enumerate() {
        text.push_str(if table.rows[at].is_hidden { "<w:tr><w:trPr><w:hidden/></w:trPr>" } else { "<w:tr>" });
        let mut column = 0;
        while let Some(place) = line.get(column) {
            let Some((row, index)) = *place else {
                text.push_str("<w:tc><w:p/></w:tc>");
                column += 1;
                continue;
            };
            let spot = &table.rows[row].spots[index];
            write!(text, "<w:tc><w:tcPr><w:gridSpan w:val=\"{}\"/>", spot.colspan).unwrap();
            if spot.rowspan > 1 {
                text.push_str(if row == at { "<w:vMerge w:val=\"restart\"/>" } else { "<w:vMerge/>" });
            }
            text.push_str("</w:tcPr><w:p>");
            if row == at {
                text.push_str(&runs(spot, properties, comments));
            }
            text.push_str("</w:p></w:tc>");
            column += spot.colspan;
        }
        text.push_str("</w:tr>");
    }
    text + "</w:tbl>"
}

/// Lines around each cell, by which other programs print a table.
fn borders() -> String {
    let line = |side: &str| format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:color=\"000000\"/>");
    ["top", "left", "bottom", "right", "insideH", "insideV"].map(line).concat()
}

fn runs(spot: &Spot, properties: Properties, comments: &mut String) -> String {
    let mut text = String::new();
    let id = comments.matches("<w:comment ").count();
    if spot.comment.is_some() {
        write!(text, "<w:commentRangeStart w:id=\"{id}\"/>").unwrap();
    }
    for Run { text: run, look } in &spot.runs {
        write!(text, "<w:r><w:rPr>{}</w:rPr><w:t>{}</w:t></w:r>", properties(*look), escaped(run)).unwrap();
    }
    if let Some(comment) = spot.comment {
        write!(text, "<w:commentRangeEnd w:id=\"{id}\"/><w:r><w:commentReference w:id=\"{id}\"/></w:r>")
            .unwrap();
        write!(comments, "<w:comment w:id=\"{id}\"><w:p><w:r><w:t>{comment}</w:t></w:r></w:p></w:comment>")
            .unwrap();
    }
    text
}
