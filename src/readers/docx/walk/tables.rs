//! Tables, rows and cells as they are met.

use super::Walk;
use super::open::Open;
use crate::model::error::{Error, Limit, Result};
use crate::readers::appearance::AsideKind;
use crate::readers::word::piece::Piece;
use crate::readers::word::table::{CellProperties, OpenTable, RowProperties};
use crate::readers::xml::Xml;

impl Walk<'_> {
    pub(super) fn start_table_element(&mut self, name: &str, xml: &mut Xml<'_>) -> Result<()> {
        let around =
            self.open.iter().rev().find(|open| {
                !matches!(open, Open::Through | Open::Control { .. } | Open::Alternatives { .. })
            });
        match (name, around) {
            ("tbl", _) => {
                self.tables.push(OpenTable::default());
                self.open.push(Open::Table);
            }
            ("tr", Some(Open::Table)) => {
                if let Some(table) = self.tables.last_mut() {
                    table.start_row();
                }
                self.open.push(Open::Row);
            }
            ("tc", Some(Open::Row)) => {
                self.cells += 1;
                if self.cells > self.limits.cells {
                    let (found, allowed) = (self.cells as u64, self.limits.cells as u64);
                    return Err(Error::TooLarge { what: Limit::Cells, found, allowed });
                }
                if let Some(kind) = self.tables.last().and_then(OpenTable::dropped_row) {
                    self.flow.start_aside(kind);
                }
                self.flow.start_story();
                self.open.push(Open::Cell(CellProperties::default()));
            }
            _ => return Err(xml.damaged(format!("<{name}> in a wrong place"))),
        }
        Ok(())
    }

    pub(super) fn read_table_properties(&mut self, name: &str, xml: &mut Xml<'_>) -> Result<()> {
        match (name, self.open.last_mut(), self.tables.last_mut()) {
            ("tblPr", Some(Open::Table), Some(table)) => table.read_properties(xml, self.styles)?,
            ("trPr", Some(Open::Row), Some(table)) => table.set_row_properties(RowProperties::read(xml)?),
            ("tcPr", Some(Open::Cell(properties)), _) => {
                *properties = CellProperties::read(xml)?;
                if properties.is_deleted {
                    self.flow.start_aside(AsideKind::Deleted);
                }
            }
            _ => xml.skip()?,
        }
        Ok(())
    }

    pub(super) fn end_table(&mut self) -> Result<()> {
        let pieces = self.tables.pop().unwrap_or_default().finish(self.limits)?;
        // A blank table in a cell does not make the outer one a layout table.
        if self.tables.is_empty() || pieces.iter().any(Piece::has_text) {
            self.flow.push(pieces);
        } else {
            let unseen = pieces.into_iter().flat_map(Piece::into_unseen).collect();
            self.flow.push(Piece::of_unseen(unseen).into_iter().collect());
        }
        Ok(())
    }

    pub(super) fn end_cell(&mut self, properties: &CellProperties) -> Result<()> {
        let pieces = self.flow.end_story();
        if properties.is_deleted {
            self.flow.end_aside();
        }
        let Some(table) = self.tables.last_mut() else { return Ok(()) };
        if table.dropped_row().is_some() {
            self.flow.end_aside();
        }
        table.push_cell(properties, pieces, self.limits)
    }
}
