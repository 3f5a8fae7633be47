//! Moves tables and sections to where the form has them, and reports what was left out.

use std::collections::BTreeMap;

use crate::model::address::Address;
use crate::model::finding::Finding;
use crate::model::generic_table::GenericTable;
use crate::model::language::Message;
use crate::model::place::Place;
use crate::model::reading_rules::SKIPPED_CONTENT;
use crate::model::report::{self, Item, Section};
use crate::recognise::segment::text_rows::on_several_sheets;

use super::Assembler;

impl Assembler<'_> {
    /// Moves tables that are outside their sections, and kept rows, to where they belong.
    pub(super) fn place_tables(&mut self, cells: &BTreeMap<Address, report::Cell>, kept: &[GenericTable]) {
        let mut tables = std::mem::take(&mut self.tables);
        // From the end, so that positions before them remain valid.
        tables.sort_by_key(|table| std::cmp::Reverse(table.at));
        for table in tables {
            let Some(form) = self.edition.tables.get(table.form) else { continue };
            let has_cells = cells.keys().any(|address| address.table == form.key);
            let kept = kept.get(table.form).filter(|kept| !kept.rows.is_empty());
            let mut items: Vec<Item> = Vec::new();
            items.extend(has_cells.then_some(Item::StatutoryTable(form.key)));
            items.extend(kept.cloned().map(|kept| Item::Table(kept.settled())));
            items.extend(table.notes.into_iter().map(Item::Note));
            let (section, range) = match table.at {
                Some((section, at)) => (section, at..at + 1),
                None => match self.sections.iter().position(|s| Some(s.key) == form.section) {
                    Some(section) => (section, 0..0),
                    None if self.sections.is_empty() => continue,
                    None => (self.sections.len() - 1, usize::MAX..usize::MAX),
                },
            };
            if let Some(section) = self.sections.get_mut(section) {
                let end = section.body.len();
                section.body.splice(range.start.min(end)..range.end.min(end), items);
            }
        }
    }

    /// Sorts sections from several sheets in the order of the form; any other section follows the one before
    /// it.
    pub(super) fn order_sections(&mut self) {
        if !on_several_sheets(self.sections.iter().map(|s| &s.heading.place)) {
            return;
        }
        let place_of = |key: &str| self.edition.sections.iter().position(|section| section.key == key);
        let mut last = 0;
        let mut keyed: Vec<(usize, Section)> = Vec::with_capacity(self.sections.len());
        for section in std::mem::take(&mut self.sections) {
            last = place_of(section.key).unwrap_or(last);
            keyed.push((last, section));
        }
        keyed.sort_by_key(|(place, _)| *place);
        self.sections = keyed.into_iter().map(|(_, section)| section).collect();
    }

    pub(super) fn left_out_finding(&mut self) -> Option<Finding> {
        /// Most lines that are quoted, and characters of each.
        const SHOWN: usize = 5;
        const QUOTED: usize = 20;
        if self.left_out.is_empty() {
            return None;
        }
        let short = |line: &String| line.chars().take(QUOTED).collect::<String>();
        let shown: Vec<String> = self.left_out.iter().take(SHOWN).map(short).collect();
        let count = self.left_out.len();
        let message = Message::new(
            format!(
                "目录、网页栏目等不属于报告内容的 {count} 行没有收入：{}{}",
                shown.join("；"),
                if count > SHOWN { "……" } else { "" }
            ),
            format!(
                "{count} lines that are no part of the report (contents, navigation) were left out: {}{}",
                shown.join("; "),
                if count > SHOWN { " …" } else { "" }
            ),
        );
        Some(Finding::new(&SKIPPED_CONTENT, message, Place::Unknown))
    }
}
