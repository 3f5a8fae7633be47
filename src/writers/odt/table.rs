//! Writes a table: a merged cell says what it spans, and the places that it covers are there as such.

use super::automatic::Automatic;
use super::body::Body;
use super::text;
use crate::formats::reference_doc::Page;
use crate::model::document::{Cell, CellRole, Table};
use crate::writers::word::table::{Shape, size, span};

/// Writes a table, unless it has no cells; its number gives it a name.
pub fn write(table: &Table, number: usize, body: &mut Body<'_>) {
    let Some(shape) = Shape::of(table, &Page::OFFICIAL) else { return };
    let width = shape.widths.iter().sum();
    let style = body.called.name(Automatic::Table { width, is_whole: shape.is_whole() });
    let name = format!("Table{number}");
    body.xml.open("table:table", &[("table:name", &name), ("table:style-name", &style)]);
    if let Some(title) = &table.title {
        body.xml.open("table:title", &[]).text(title).close();
    }
    for width in &shape.widths {
        let style = body.called.name(Automatic::Column { width: *width });
        body.xml.empty("table:table-column", &[("table:style-name", &style)]);
    }
    if shape.headers > 0 {
        body.xml.open("table:table-header-rows", &[]);
    }
    // For each column, how many rows a cell above still covers.
    let mut covered = vec![0_usize; shape.widths.len()];
    for at in 0..shape.rows.len() {
        if at > 0 && at == shape.headers {
            body.xml.close();
        }
        write_row(&shape, at, &mut covered, body);
    }
    body.xml.close();
}

fn write_row(shape: &Shape<'_>, at: usize, covered: &mut [usize], body: &mut Body<'_>) {
    let style = body.called.name(Automatic::Row { height: shape.row_height });
    body.xml.open("table:table-row", &[("table:style-name", &style)]);
    let row = shape.rows.get(at).map_or(&[][..], Vec::as_slice);
    let mut cells = row.iter().peekable();
    // The columns that the last cell still spans, and for how many rows.
    let (mut columns, mut rows) = (0, 0);
    let mut is_empty = true;
    for (column, above) in covered.iter_mut().enumerate() {
        if let Some((_, cell)) = cells.next_if(|(start, _)| *start == column) {
            (columns, rows) = (span(cell), (cell.rowspan.max(1) as usize).min(shape.rows.len() - at));
            write_cell(shape, (at, column), cell, rows, body);
        } else if columns > 0 || *above > 0 {
            body.xml.empty("table:covered-table-cell", &[]);
        } else if cells.peek().is_some() {
            write_cell(shape, (at, column), &Cell::new("", crate::model::place::Place::Unknown), 1, body);
        } else {
            break;
        }
        is_empty = false;
        *above = if columns > 0 { rows - 1 } else { above.saturating_sub(1) };
        columns = columns.saturating_sub(1);
    }
    if is_empty {
        // A row has a cell.
        write_cell(shape, (at, 0), &Cell::new("", crate::model::place::Place::Unknown), 1, body);
    }
    body.xml.close();
}

/// Writes a cell in its row and column, which spans so many rows.
fn write_cell(
    shape: &Shape<'_>,
    (at, column): (usize, usize),
    cell: &Cell,
    rows: usize,
    body: &mut Body<'_>,
) {
    let style = body.called.name(Automatic::Cell { is_rotated: cell.role == CellRole::RotatedRowHeader });
    let (spanned, rows) = (cell.colspan.to_string(), rows.to_string());
    let mut attributes = vec![("table:style-name", style.as_str()), ("office:value-type", "string")];
    attributes.extend((span(cell) > 1).then_some(("table:number-columns-spanned", spanned.as_str())));
    attributes.extend((rows != "1").then_some(("table:number-rows-spanned", rows.as_str())));
    body.xml.open("table:table-cell", &attributes);
    let size = size(cell, shape.width(column, cell));
    body.paragraph(shape.style(cell), shape.is_kept(at), None, |xml, called| {
        if let Some(half_points) = size {
            let style = called.name(Automatic::Size { half_points });
            xml.open("text:span", &[("text:style-name", &style)]);
        }
        text::write(&cell.text, xml);
        if size.is_some() {
            xml.close();
        }
    });
    body.xml.close();
}
