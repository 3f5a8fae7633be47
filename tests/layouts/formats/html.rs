//! Web pages, with styles at the elements or in a style sheet.

use std::fmt::Write as _;

use super::escaped;
use crate::layout::{Layout, Line, Look, Piece, Run, Spot};

/// What opens a run of a look.
type Opening = fn(Look) -> &'static str;

pub fn write(layout: &Layout) -> Vec<u8> {
    page(layout, "", |look| match look {
        Look::Plain => "",
        Look::Struck => "<span style=\"text-decoration: line-through\">",
        Look::Hidden => "<span style=\"display:none\">",
        Look::White => "<span style=\"color:#ffffff;background-color:#fff\">",
        Look::Raised => "<span style=\"vertical-align:super;font-size:8pt\">",
    })
}

pub fn write_with_classes(layout: &Layout) -> Vec<u8> {
    const SHEET: &str = "<style>.d s, td .s { text-decoration-line: line-through } .h { visibility: hidden } \
        .w { color: white } tr.gone { display: none } .r { vertical-align: super }</style>";
    page(layout, SHEET, |look| match look {
        Look::Plain => "",
        Look::Struck => "<span class=\"s\">",
        Look::Hidden => "<span class=\"x h\">",
        Look::White => "<span class=\"w\">",
        Look::Raised => "<span class=\"r\">",
    })
}

fn page(layout: &Layout, sheet: &str, opening: Opening) -> Vec<u8> {
    let mut page = format!("<!DOCTYPE html><html><head><meta charset=\"utf-8\">{sheet}</head><body>\n");
    for piece in &layout.pieces {
        match piece {
            Piece::Line(Line { text, is_title: true, .. }) => writeln!(page, "<h1>{}</h1>", escaped(text)),
            Piece::Line(line) => writeln!(page, "<p>{}</p>", escaped(&line.text)),
            Piece::Table(table) => {
                page.push_str("<table border=\"1\">\n");
                for row in &table.rows {
                    let hidden = match (row.is_hidden, sheet.is_empty()) {
                        (false, _) => "",
                        (true, true) => " style=\"display:none\"",
                        (true, false) => " class=\"gone\"",
                    };
                    write!(page, "<tr{hidden}>").unwrap();
                    row.spots.iter().for_each(|spot| page.push_str(&cell(spot, opening)));
                    page.push_str("</tr>\n");
                }
                writeln!(page, "</table>")
            }
        }
        .unwrap();
    }
    page.push_str("</body></html>\n");
    page.into_bytes()
}

fn cell(spot: &Spot, opening: Opening) -> String {
    let mut text = String::new();
    for Run { text: run, look } in &spot.runs {
        let open = opening(*look);
        let close = if open.is_empty() { "" } else { "</span>" };
        write!(text, "{open}{}{close}", escaped(run)).unwrap();
    }
    let span =
        |name: &str, count: usize| if count > 1 { format!(" {name}=\"{count}\"") } else { String::new() };
    let title = spot.comment.map(|comment| format!(" title=\"{comment}\"")).unwrap_or_default();
    format!("<td{}{}{title}>{text}</td>", span("colspan", spot.colspan), span("rowspan", spot.rowspan))
}
