//! What Word says of tables, rows and cells.

use super::look::filling;
use super::styles::{Styles, is_deletion};
use crate::model::error::Result;
use crate::readers::appearance::AsideKind;
use crate::readers::word::look::Surface;
use crate::readers::word::table::{CellProperties, Merge, OpenTable, RowProperties};
use crate::readers::xml::{Element, Xml};

impl OpenTable {
    /// Reads the `w:tblPr` just started.
    pub(super) fn read_properties(&mut self, xml: &mut Xml<'_>, styles: &Styles) -> Result<()> {
        let mut fill = None;
        while let Some(child) = xml.child()? {
            match child.name() {
                "tblStyle" => {
                    let (look, fills_cells) = styles.table_look(child.value().as_deref());
                    self.look = look;
                    self.surface = fills_cells.then_some(Surface::Unknown);
                }
                "shd" => fill = filling(&child),
                _ => {}
            }
            xml.skip()?;
        }
        self.surface = self.surface.or(fill);
        Ok(())
    }
}

impl RowProperties {
    /// Reads the `w:trPr` just started.
    pub(super) fn read(xml: &mut Xml<'_>) -> Result<Self> {
        let mut read = Self::default();
        while let Some(child) = xml.child()? {
            match child.name() {
                "gridBefore" => read.before = child.integer().unwrap_or(0),
                "gridAfter" => read.after = child.integer().unwrap_or(0),
                _ if is_deletion(&child) => read.dropped = Some(AsideKind::Deleted),
                "hidden" if child.is_on() => read.dropped = read.dropped.or(Some(AsideKind::Hidden)),
                "trHeight" if is_flat(&child) => read.dropped = read.dropped.or(Some(AsideKind::Hidden)),
                "tblHeader" => read.is_header = child.is_on(),
                _ => {}
            }
            xml.skip()?;
        }
        Ok(read)
    }
}

/// Whether a `w:trHeight` leaves less than two points to a row, in which nothing is seen.
fn is_flat(height: &Element<'_>) -> bool {
    let is_exact = height.attribute("hRule").as_deref() == Some("exact");
    is_exact && height.integer().is_some_and(|twentieths| twentieths < 40)
}

impl CellProperties {
    /// Reads the `w:tcPr` just started.
    pub(super) fn read(xml: &mut Xml<'_>) -> Result<Self> {
        let mut read = Self::default();
        while let Some(child) = xml.child()? {
            // Without a value, a merge continues.
            let merge =
                || if child.value().as_deref() == Some("restart") { Merge::Restart } else { Merge::Continue };
            match child.name() {
                "gridSpan" => read.span = child.integer().unwrap_or(1).max(1),
                "vMerge" | "vmerge" => read.vertical = Some(merge()),
                "hMerge" | "hmerge" => read.horizontal = Some(merge()),
                "shd" => read.fill = filling(&child),
                "cellDel" => read.is_deleted = true,
                _ => {}
            }
            xml.skip()?;
        }
        Ok(read)
    }
}
