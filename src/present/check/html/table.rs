//! A statutory table as the form lays it out, with the cells that have findings framed and numbered.

use super::notes::class;
use crate::model::document::{Cell, CellRole, Table};
use crate::model::finding::Severity;
use crate::model::language::Text;
use crate::present::check::marks::{Mark, Marks, sign};
use crate::present::page::Page;

/// A table of up to this many columns fits a phone; others can be scrolled.
const FITS_PHONE: usize = 4;
/// A table of up to this many rows fits a page, and is not broken over two.
const FITS_PAGE: usize = 45;

impl Page<()> {
    pub(super) fn form(&mut self, table: &Table, marks: &Marks<'_>, article: usize) {
        let columns = columns(table);
        // A region that takes the focus can be scrolled with the keyboard.
        let class = if table.rows.len() <= FITS_PAGE { "table whole" } else { "table" };
        self.raw("<div class=\"").raw(class).raw("\" role=\"region\" tabindex=\"0\" aria-label=\"");
        // The same table is on the page once for each file: the number makes the region's label unique.
        self.raw(&format!("{article}：")).text(table.title.as_deref().unwrap_or_default()).raw("\">\n");
        let width = if columns > FITS_PHONE { 30 + columns * 2 } else { columns * 4 };
        self.raw(&format!("<table class=\"form\" style=\"min-width:{width}em\">\n"));
        self.widths(table);
        let headers = table.rows.iter().take_while(|row| is_header(row)).count();
        for (index, row) in table.rows.iter().enumerate() {
            if index == 0 {
                self.raw(if headers > 0 { "<thead>\n" } else { "<tbody>\n" });
            } else if index == headers {
                self.raw("</thead>\n<tbody>\n");
            }
            self.raw("<tr>");
            for cell in row {
                self.cell(cell, marks.on(cell.address()), article);
            }
            self.raw("</tr>\n");
        }
        self.raw("</tbody>\n</table>\n</div>\n");
    }

    fn widths(&mut self, table: &Table) {
        let total: u64 = table.widths.iter().map(|width| u64::from(*width)).sum();
        self.raw("<colgroup>");
        for width in &table.widths {
            let tenths = u64::from(*width) * 1000 / total.max(1);
            self.raw(&format!("<col style=\"width:{}.{}%\">", tenths / 10, tenths % 10));
        }
        self.raw("</colgroup>\n");
    }

    fn cell(&mut self, cell: &Cell, marks: &[Mark], article: usize) {
        let (element, role, scope) = match cell.role {
            CellRole::Figure => ("td", "figure", None),
            CellRole::Plain => ("td", "", None),
            CellRole::ColumnHeader => ("th", "", Some(if cell.colspan > 1 { "colgroup" } else { "col" })),
            CellRole::RowHeader => ("th", "label", Some(if cell.rowspan > 1 { "rowgroup" } else { "row" })),
            CellRole::RotatedRowHeader => ("th", "rotated", Some("rowgroup")),
            CellRole::Banner => ("td", "banner", None),
        };
        self.raw("<").raw(element);
        let marked = frame(marks).unwrap_or_default();
        let classes: Vec<&str> = [role, marked].into_iter().filter(|class| !class.is_empty()).collect();
        if !classes.is_empty() {
            self.raw(" class=\"").raw(&classes.join(" ")).raw("\"");
        }
        if let Some(scope) = scope {
            self.raw(" scope=\"").raw(scope).raw("\"");
        }
        for (name, span) in [("colspan", cell.colspan), ("rowspan", cell.rowspan)] {
            if span > 1 {
                self.raw(&format!(" {name}=\"{span}\""));
            }
        }
        self.raw(">").text(&cell.text);
        self.signs(marks, article);
        self.raw("</").raw(element).raw(">");
    }

    /// The numbers of the notes, each leading to its note.
    fn signs(&mut self, marks: &[Mark], article: usize) {
        const SUSPECT: Text = Text::new("疑似笔误", "mistake?");
        if marks.is_empty() {
            return;
        }
        self.raw("<sup>");
        for mark in marks {
            self.raw(&format!("<a href=\"#f{article}-{}\">", mark.number));
            self.text(&sign(mark.number)).raw("</a>");
        }
        self.raw("</sup>");
        if marks.iter().any(|mark| mark.is_suspect) {
            let word = self.say(SUSPECT);
            self.raw("<small>").text(word).raw("</small>");
        }
    }
}

/// The class of a cell with these marks, by the highest severity.
fn frame(marks: &[Mark]) -> Option<&'static str> {
    let gravest = marks.iter().map(|mark| mark.severity).max()?;
    let is_suspect = marks.iter().any(|mark| mark.is_suspect);
    Some(match gravest {
        _ if is_suspect => "marked suspect",
        Severity::Error => "marked error",
        severity => match class(severity) {
            "warning" => "marked warning",
            _ => "marked info",
        },
    })
}

fn is_header(row: &[Cell]) -> bool {
    let heads = |cell: &Cell| matches!(cell.role, CellRole::ColumnHeader | CellRole::Banner);
    row.iter().any(|cell| cell.role == CellRole::ColumnHeader) && row.iter().all(heads)
}

fn columns(table: &Table) -> usize {
    let ends = table.grid().into_iter().filter_map(|row| row.last().map(|(at, c)| at + c.colspan as usize));
    ends.max().unwrap_or(0)
}
