//! Tables, rows and cells as they are met.

use super::Walk;
use super::open::Open;
use crate::model::error::Result;
use crate::readers::appearance::AsideKind;
use crate::readers::odt::styles::Family;
use crate::readers::odt::table::{OpenCell, OpenRow, OpenTable};
use crate::readers::word::piece::Piece;
use crate::readers::xml::{Element, Xml};

impl Walk<'_> {
    pub(super) fn start_table_element(&mut self, element: &Element<'_>, xml: &mut Xml<'_>) -> Result<()> {
        let around = self.open.iter().rev().find(|open| !matches!(open, Open::Through | Open::HeaderRows));
        match (element.qualified_name(), around) {
            ("table:table", _) => {
                let style = element.attribute("table:style-name");
                let surface = self.styles.fill(Family::Table, style.as_deref());
                self.tables.push(OpenTable::on(surface));
                self.open.push(Open::Table);
            }
            ("table:table-header-rows", Some(Open::Table)) => {
                if let Some(table) = self.tables.last_mut() {
                    table.is_header = true;
                }
                self.open.push(Open::HeaderRows);
            }
            ("table:table-row", Some(Open::Table)) => self.start_row(element),
            ("table:table-cell" | "table:covered-table-cell", Some(Open::Row { .. })) => {
                self.start_cell(element);
            }
            (name, _) => return Err(xml.damaged(format!("<{name}> in a wrong place"))),
        }
        Ok(())
    }

    fn start_row(&mut self, element: &Element<'_>) {
        const NAMES: [&str; 3] = ["table:style-name", "table:visibility", "table:number-rows-repeated"];
        let [style, visibility, repeat] = element.attributes(NAMES);
        let is_hidden = matches!(visibility.as_deref(), Some("collapse" | "filter"))
            || self.styles.is_hidden(Family::Row, style.as_deref());
        if is_hidden {
            self.flow.start_aside(AsideKind::Hidden);
        }
        let surface = self.styles.fill(Family::Row, style.as_deref());
        let repeat = repeated(repeat, self.limits.rows);
        if let Some(table) = self.tables.last_mut() {
            table.start_row(OpenRow::new(is_hidden, repeat, surface));
        }
        self.open.push(Open::Row { is_hidden });
    }

    fn start_cell(&mut self, element: &Element<'_>) {
        const NAMES: [&str; 4] = [
            "table:style-name",
            "table:number-columns-spanned",
            "table:number-rows-spanned",
            "table:number-columns-repeated",
        ];
        let [style, columns, rows, repeat] = element.attributes(NAMES);
        let cell = OpenCell {
            is_covered: element.qualified_name() == "table:covered-table-cell",
            columns: repeated(columns, self.limits.columns),
            rows: repeated(rows, self.limits.rows),
            repeat: repeated(repeat, self.limits.columns),
            fill: self.styles.fill(Family::Cell, style.as_deref()),
            pieces: Vec::new(),
        };
        self.flow.start_story();
        self.open.push(Open::Cell(cell));
    }

    pub(super) fn end_cell(&mut self, mut cell: OpenCell) {
        cell.pieces = self.flow.end_story();
        if let Some(table) = self.tables.last_mut() {
            table.push_cell(cell);
        }
    }

    pub(super) fn end_table(&mut self) -> Result<()> {
        let pieces = self.tables.pop().unwrap_or_default().finish(&mut self.cells, self.limits)?;
        // A blank table in a cell does not make the outer one a layout table.
        if self.tables.is_empty() || pieces.iter().any(Piece::has_text) {
            self.flow.push(pieces);
        } else {
            let unseen = pieces.into_iter().flat_map(Piece::into_unseen).collect();
            self.flow.push(Piece::of_unseen(unseen).into_iter().collect());
        }
        Ok(())
    }
}

/// How often something is there, at most once more than is allowed.
fn repeated(count: Option<String>, allowed: u32) -> u32 {
    let Some(count) = count else { return 1 };
    count.trim().parse::<u32>().unwrap_or(1).clamp(1, allowed.saturating_add(1))
}
