//! Names that our own writer gives to ranges, so that what a sheet cannot show comes back the same:
//! which rows are a table (`repconv_table_1`; a table of one column or with blank rows would else pass
//! for text) and which line is the title, a heading, a note, the signature or the date.
//!
//! Excel keeps such names in step when rows are inserted. Without them a sheet is read by its shape.

use std::collections::BTreeMap;

use super::sheet::{Area, area_reference};
use crate::model::document::Role;

/// What the names of one sheet say.
#[derive(Debug, Default)]
pub struct Marks {
    /// Tables by their first row, not overlapping.
    tables: BTreeMap<u32, Area>,
    /// Roles of lines by row.
    roles: BTreeMap<u32, Role>,
}

impl Marks {
    /// The tables from top to bottom.
    pub fn tables(&self) -> impl Iterator<Item = &Area> {
        self.tables.values()
    }

    pub fn role(&self, row: u32) -> Role {
        self.roles.get(&row).copied().unwrap_or_default()
    }

    /// Whether the sheet is not one of our writer.
    pub fn is_empty(&self) -> bool {
        self.tables.is_empty() && self.roles.is_empty()
    }

    /// Keeps of each area what `visible` makes of it.
    pub fn keep(&mut self, visible: impl Fn(Area) -> Option<Area>) {
        let tables = std::mem::take(&mut self.tables).into_values().filter_map(&visible);
        self.tables = tables.map(|area| (area.top, area)).collect();
        let row = |(row, role)| Some((visible(Area { right: u32::MAX, ..Area::cell(row, 1) })?.top, role));
        self.roles = std::mem::take(&mut self.roles).into_iter().filter_map(row).collect();
    }

    fn add(&mut self, kind: &str, area: Area) {
        match kind {
            "table" => {
                let nearest = self.tables.range(..=area.bottom).next_back();
                if nearest.is_none_or(|(_, other)| other.bottom < area.top) {
                    self.tables.insert(area.top, area);
                }
            }
            "title" => self.set(area, Role::Title),
            "heading1" => self.set(area, Role::Heading(1)),
            "heading2" => self.set(area, Role::Heading(2)),
            "heading3" => self.set(area, Role::Heading(3)),
            "heading4" => self.set(area, Role::Heading(4)),
            "heading5" => self.set(area, Role::Heading(5)),
            "note" => self.set(area, Role::Note),
            "signature" => self.set(area, Role::Signature),
            "date" => self.set(area, Role::Date),
            _ => {}
        }
    }

    fn set(&mut self, area: Area, role: Role) {
        self.roles.insert(area.top, role);
    }
}

/// Sorts names with their references (`正文!$A$3:$C$5`) by sheet name.
pub fn by_sheet(names: &[(String, String)]) -> BTreeMap<String, Marks> {
    let mut all: BTreeMap<String, Marks> = BTreeMap::new();
    for (name, reference) in names {
        let Some((kind, _)) = name.strip_prefix("repconv_").and_then(|rest| rest.split_once('_')) else {
            continue;
        };
        let Some((sheet, area)) = reference.rsplit_once('!') else { continue };
        let sheet = sheet.trim_matches('\'').replace("''", "'");
        if let Some(area) = area_reference(area) {
            all.entry(sheet).or_default().add(kind, area);
        }
    }
    all
}
