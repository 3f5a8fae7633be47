//! Tables: headers with their scope, header rows that repeat on paper, blocks of rows, widths.

use super::markup::Markup;
use crate::model::document::{Cell, CellRole, Table, TableRole};

/// The class of a caption that repeats the title of the table. Our reader skips it.
const TITLE_CAPTION: &str = "repconv-title";

/// How a caption that repeats the heading above is left to screen readers alone, in any page.
const UNSEEN: &str = " style=\"position:absolute;width:1px;height:1px;padding:0;overflow:hidden;clip-path:inset(50%);\
                      white-space:nowrap\"";

/// A table of up to this many columns fits a phone.
const FITS_PHONE: usize = 4;

/// A table of up to this many rows is not broken over pages.
const FITS_PAGE: usize = 32;

/// Writes the `number`-th table; `heading` is the heading above it.
pub(super) fn write(table: &Table, number: usize, heading: Option<&str>, page: &mut Markup) {
    let columns = columns(table);
    let class = match table.role {
        TableRole::Plain | TableRole::General => "plain",
        TableRole::Statutory => "statutory",
        TableRole::Metadata => "metadata",
    };
    // A region that takes the focus can be scrolled with the keyboard.
    page.raw(if table.rows.len() > FITS_PAGE {
        "<div class=\"table\""
    } else {
        "<div class=\"table whole\""
    });
    page.raw(" role=\"region\" tabindex=\"0\" aria-label=\"");
    let (title, kind) = (table.title.as_deref(), if class == "metadata" { "基本信息" } else { "表格" });
    page.line(&format!("表{number}：{}", title.unwrap_or(kind))).raw("\">\n");
    page.raw("<table class=\"").raw(class).raw("\"");
    if columns > FITS_PHONE {
        page.raw(&format!(" style=\"min-width:{}em\"", columns * 7 / 2));
    }
    page.raw(">\n");
    if let Some(title) = title {
        page.raw("<caption class=\"").raw(TITLE_CAPTION).raw("\"");
        page.raw(if heading == Some(title) { UNSEEN } else { "" }).raw(">").text(title).raw("</caption>\n");
    }
    widths(table, columns, page);
    let mut rows = table.rows.iter();
    for section in sections(table, columns) {
        page.raw("<").raw(section.element).raw(">\n");
        for row in rows.by_ref().take(section.rows) {
            page.raw("<tr>");
            for cell in row {
                write_cell(cell, page);
            }
            page.raw("</tr>\n");
        }
        page.close(section.element).raw("\n");
    }
    page.raw("</table>\n</div>\n");
}

fn columns(table: &Table) -> usize {
    let ends = table.grid().into_iter().filter_map(|row| row.last().map(|(at, c)| at + c.colspan as usize));
    ends.max().unwrap_or(0)
}

fn widths(table: &Table, columns: usize, page: &mut Markup) {
    let total: u64 = table.widths.iter().map(|&width| u64::from(width)).sum();
    if total == 0 || table.widths.len() != columns {
        return;
    }
    page.raw("<colgroup>");
    for &width in &table.widths {
        let tenths = u64::from(width) * 1000 / total;
        page.raw(&format!("<col style=\"width:{}.{}%\">", tenths / 10, tenths % 10));
    }
    page.raw("</colgroup>\n");
}

/// Consecutive rows in one element. No cell spans beyond its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Section {
    element: &'static str,
    rows: usize,
}

/// The header rows, if the table has them only at its top; and a body for each banner.
fn sections(table: &Table, columns: usize) -> Vec<Section> {
    let is_header = |row: &Vec<Cell>| {
        let heads = |cell: &Cell| matches!(cell.role, CellRole::ColumnHeader | CellRole::Banner);
        row.iter().any(|cell| cell.role == CellRole::ColumnHeader) && row.iter().all(heads)
    };
    let is_banner = |row: &Vec<Cell>| matches!(row.as_slice(), [cell] if cell.role == CellRole::Banner && cell.colspan as usize >= columns);
    let headers = table.rows.iter().take_while(|row| is_header(row)).count();
    let recur = table.rows.iter().skip(headers).any(is_header);
    let has_head = headers > 0 && headers < table.rows.len() && !recur;
    let mut sections = Vec::new();
    let mut open = Section { element: "tbody", rows: 0 };
    let mut reach = 0; // the first row that no cell so far reaches into
    for (at, row) in table.rows.iter().enumerate() {
        let ends_head = has_head && at == headers;
        if at > 0 && reach <= at && (ends_head || is_banner(row)) {
            let element = if ends_head { "thead" } else { open.element };
            sections.push(Section { element, ..open });
            open.rows = 0;
        }
        open.rows += 1;
        reach = row.iter().map(|cell| at + cell.rowspan as usize).max().unwrap_or(0).max(reach);
    }
    sections.push(open);
    sections
}

fn write_cell(cell: &Cell, page: &mut Markup) {
    let scope = |wide: bool, group, one| Some(if wide { group } else { one });
    let (element, class, scope) = match cell.role {
        CellRole::Figure => ("td", Some("figure"), None),
        // An empty header has no scope.
        _ if cell.is_blank() => ("td", None, None),
        CellRole::Plain => ("td", None, None),
        CellRole::ColumnHeader => ("th", None, scope(cell.colspan > 1, "colgroup", "col")),
        CellRole::RowHeader => ("th", None, scope(cell.rowspan > 1, "rowgroup", "row")),
        CellRole::RotatedRowHeader => ("th", Some("rotated"), scope(cell.rowspan > 1, "rowgroup", "row")),
        // The corner note is a remark on the table, not the header of a row or column.
        CellRole::Banner if cell.rowspan > 1 => ("td", Some("banner corner"), None),
        CellRole::Banner => ("th", Some("banner"), Some("rowgroup")),
    };
    page.open(element, class, &cell.text);
    if let Some(scope) = scope {
        page.raw(" scope=\"").raw(scope).raw("\"");
    }
    for (name, span) in [("colspan", cell.colspan), ("rowspan", cell.rowspan)] {
        if span > 1 {
            page.raw(&format!(" {name}=\"{span}\""));
        }
    }
    page.raw(">").text(&cell.text).close(element);
}
