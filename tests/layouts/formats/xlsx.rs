//! Workbooks: everything on one sheet, or a sheet for each table.

use std::fmt::Write as _;

use super::{escaped, package};
use crate::layout::{Layout, Look, Piece, Spot, Table};

const MAIN: &str = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
const KINDS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const RELATIONS: &str = "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"";
const SHEET: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";

pub fn write(layout: &Layout) -> Vec<u8> {
    workbook(&[("年报".to_owned(), layout.pieces.iter().collect())])
}

pub fn write_sheets(layout: &Layout) -> Vec<u8> {
    let mut sheets: Vec<(String, Vec<&Piece>)> = vec![("正文".to_owned(), Vec::new())];
    let mut count = 0;
    for (at, piece) in layout.pieces.iter().enumerate() {
        let next = layout.pieces.get(at + 1);
        match piece {
            Piece::Table(_) => {
                count += 1;
                let above = at.checked_sub(1).and_then(|above| layout.pieces.get(above));
                let caption = above.filter(|above| is_caption(above, Some(piece)));
                let note = next.filter(|next| is_note(next));
                sheets.push((format!("表{count}"), caption.into_iter().chain([piece]).chain(note).collect()));
            }
            Piece::Line(_) if is_caption(piece, next) || is_note(piece) => {}
            Piece::Line(_) => sheets[0].1.push(piece),
        }
    }
    workbook(&sheets)
}

/// Whether a line is the caption of the table after it, which stands on the table's sheet.
fn is_caption(line: &Piece, next: Option<&Piece>) -> bool {
    matches!((line, next), (Piece::Line(line), Some(Piece::Table(_))) if !line.is_heading)
}

/// Whether a line is a note on the table above it.
fn is_note(piece: &Piece) -> bool {
    matches!(piece, Piece::Line(line) if line.text.starts_with('注'))
}

/// A sheet as it is written.
#[derive(Default)]
struct Sheet {
    rows: String,
    merges: Vec<String>,
    comments: String,
    row: usize,
}

fn workbook(sheets: &[(String, Vec<&Piece>)]) -> Vec<u8> {
    let mut parts: Vec<(String, String)> = Vec::new();
    let (mut list, mut relations, mut types) = (String::new(), String::new(), String::new());
    for (at, (name, pieces)) in sheets.iter().enumerate() {
        let number = at + 1;
        let sheet = sheet(pieces);
        let merges: String = sheet.merges.iter().map(|area| format!("<mergeCell ref=\"{area}\"/>")).collect();
        let merges = if merges.is_empty() { merges } else { format!("<mergeCells>{merges}</mergeCells>") };
        parts.push((
            format!("xl/worksheets/sheet{number}.xml"),
            format!("<worksheet {MAIN}><sheetData>{}</sheetData>{merges}</worksheet>", sheet.rows),
        ));
        parts.push((
            format!("xl/worksheets/_rels/sheet{number}.xml.rels"),
            format!(
                "<Relationships {RELATIONS}><Relationship Id=\"r1\" Type=\"{KINDS}/comments\" \
                 Target=\"../comments{number}.xml\"/></Relationships>"
            ),
        ));
        parts.push((
            format!("xl/comments{number}.xml"),
            format!(
                "<comments {MAIN}><authors><author/></authors><commentList>{}</commentList></comments>",
                sheet.comments
            ),
        ));
        write!(list, "<sheet name=\"{name}\" sheetId=\"{number}\" r:id=\"r{number}\"/>").unwrap();
        write!(
            relations,
            "<Relationship Id=\"r{number}\" Type=\"{KINDS}/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"
        )
        .unwrap();
        write!(
            types,
            "<Override PartName=\"/xl/worksheets/sheet{number}.xml\" ContentType=\"{SHEET}.worksheet+xml\"/>\
             <Override PartName=\"/xl/comments{number}.xml\" ContentType=\"{SHEET}.comments+xml\"/>"
        )
        .unwrap();
    }
    let fixed = fixed_parts(&types, &list, &relations);
    let parts = parts.iter().map(|(name, text)| (name.as_str(), text.clone()));
    package(&fixed.into_iter().chain(parts).collect::<Vec<_>>())
}

/// The parts that every workbook has.
fn fixed_parts(types: &str, list: &str, relations: &str) -> [(&'static str, String); 4] {
    [
        (
            "[Content_Types].xml",
            format!(
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
                 <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
                 <Override PartName=\"/xl/workbook.xml\" ContentType=\"{SHEET}.sheet.main+xml\"/>{types}</Types>"
            ),
        ),
        (
            "_rels/.rels",
            format!(
                "<Relationships {RELATIONS}><Relationship Id=\"a\" Type=\"{KINDS}/officeDocument\" \
                 Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!("<workbook {MAIN} xmlns:r=\"{KINDS}\"><sheets>{list}</sheets></workbook>"),
        ),
        ("xl/_rels/workbook.xml.rels", format!("<Relationships {RELATIONS}>{relations}</Relationships>")),
    ]
}

fn sheet(pieces: &[&Piece]) -> Sheet {
    let mut sheet = Sheet::default();
    for piece in pieces {
        match piece {
            Piece::Line(line) => {
                sheet.row += 1;
                let row = sheet.row;
                let text = escaped(&line.text);
                write!(
                    sheet.rows,
                    "<row r=\"{row}\"><c r=\"A{row}\" t=\"inlineStr\"><is><t>{text}</t></is></c></row>"
                )
                .unwrap();
            }
            Piece::Table(table) => add_table(&mut sheet, table),
        }
    }
    sheet
}

fn add_table(sheet: &mut Sheet, table: &Table) {
    sheet.row += 1; // a blank row before a table
    let first = sheet.row;
    for (at, line) in table.grid().iter().enumerate() {
        sheet.row += 1;
        let number = sheet.row;
        let hidden = if table.rows[at].is_hidden { " hidden=\"1\"" } else { "" };
        write!(sheet.rows, "<row r=\"{number}\"{hidden}>").unwrap();
        let mut column = 0;
        while let Some(place) = line.get(column) {
            let Some((row, index)) = *place else {
                column += 1;
                continue;
            };
            let spot = &table.rows[row].spots[index];
            if row == at {
                let name = format!("{}{number}", letters(column));
                sheet.rows.push_str(&cell(spot, &name));
                if spot.colspan * spot.rowspan > 1 {
                    let last =
                        format!("{}{}", letters(column + spot.colspan - 1), first + row + spot.rowspan);
                    sheet.merges.push(format!("{name}:{last}"));
                }
                if let Some(comment) = spot.comment {
                    write!(
                        sheet.comments,
                        "<comment ref=\"{name}\" authorId=\"0\"><text><t>{comment}</t></text></comment>"
                    )
                    .unwrap();
                }
            }
            column += spot.colspan;
        }
        sheet.rows.push_str("</row>");
    }
    sheet.row += 1;
}

fn cell(spot: &Spot, name: &str) -> String {
    let text = spot.text();
    if spot.is_number() {
        return format!("<c r=\"{name}\"><v>{text}</v></c>");
    }
    let mut runs = String::new();
    for run in &spot.runs {
        let look = match run.look {
            Look::Plain | Look::Hidden => "",
            Look::Struck => "<strike/>",
            Look::White => "<color rgb=\"FFFFFFFF\"/>",
            Look::Raised => "<vertAlign val=\"superscript\"/>",
        };
        write!(runs, "<r><rPr>{look}</rPr><t xml:space=\"preserve\">{}</t></r>", escaped(&run.text)).unwrap();
    }
    format!("<c r=\"{name}\" t=\"inlineStr\"><is>{runs}</is></c>")
}

fn letters(column: usize) -> String {
    let letter = |index: usize| char::from(b'A' + u8::try_from(index).unwrap());
    match column.checked_sub(26) {
        None => letter(column).to_string(),
        Some(over) => format!("{}{}", letter(over / 26), letter(over % 26)),
    }
}
