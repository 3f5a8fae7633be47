//! Statutory tables on a terminal: the rows of the form, with what was read in each cell.

use std::io::{self, Write};

use super::grid::{Align, Grid};
use super::input::one_line;
use crate::editions::{BlockForm, Layout, Presence, RowForm, TableForm};
use crate::language::{Language, Text};
use crate::report::{Address, Report, Value};

/// More grid columns than a terminal can show help nobody.
pub const COLUMNS_SHOWN: usize = 64;

const ITEM: Text = Text::new("项目", "item");
const UNIT: Text = Text::new("单位", "unit");
const BLANK: Text = Text::new("空", "blank");
const MISSING: &str = "?";

/// Draws a statutory table as the report has it.
pub fn draw(
    report: &Report,
    form: &'static TableForm,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut drawing =
        Drawing { report, form, language, grid: Grid::new(Align::Right), has_blank: false, has_gap: false };
    for block in form.blocks {
        drawing.block(block);
    }
    writeln!(out)?;
    drawing.grid.draw(out)?;
    for line in drawing.legend() {
        writeln!(out, "  {line}")?;
    }
    writeln!(out)
}

struct Drawing<'a> {
    report: &'a Report,
    form: &'static TableForm,
    language: Language,
    grid: Grid,
    /// Some cell is there and empty.
    has_blank: bool,
    /// Some cell of the form was not found.
    has_gap: bool,
}

impl Drawing<'_> {
    fn block(&mut self, block: &'static BlockForm) {
        if let Some(clause) = block.clause {
            self.grid.banner(clause);
        }
        let is_list = self.form.layout == Layout::List;
        let mut header = vec![ITEM.get(self.language).to_owned()];
        if is_list {
            header.push(UNIT.get(self.language).to_owned());
        }
        header.extend(block.columns.iter().map(|column| column.label.to_owned()));
        self.grid.header(header);
        let mut above: &[&str] = &[];
        for row in block.rows {
            if !self.is_shown(block, row) {
                continue;
            }
            self.groups(above, row.path);
            above = row.path;
            let mut cells = vec![row.label.to_owned()];
            if row.presence != Presence::Heading {
                if is_list {
                    cells.push(row.unit.unwrap_or_default().to_owned());
                }
                cells.extend(block.columns.iter().map(|column| self.cell(row.key, column.key)));
            }
            self.grid.row(2 * (row.path.len() + usize::from(row.depth)), cells);
        }
    }

    /// A row that a body may leave out is shown only where the report has it.
    fn is_shown(&self, block: &BlockForm, row: &RowForm) -> bool {
        row.presence != Presence::Optional
            || block.columns.iter().any(|column| self.value(row.key, column.key).is_some())
    }

    /// The labels that a row is grouped under, as far as they differ from those of the row above.
    fn groups(&mut self, above: &[&str], path: &[&'static str]) {
        let common = above.iter().zip(path).take_while(|(above, here)| above == here).count();
        for (depth, label) in path.iter().enumerate().skip(common) {
            self.grid.row(2 * depth, vec![(*label).to_owned()]);
        }
    }

    fn value(&self, row: &'static str, column: &'static str) -> Option<&Value> {
        let address = Address { table: self.form.key, row, column };
        self.report.cells.get(&address).map(|cell| &cell.value)
    }

    fn cell(&mut self, row: &'static str, column: &'static str) -> String {
        match self.value(row, column) {
            None => {
                self.has_gap = true;
                MISSING.to_owned()
            }
            Some(Value::Blank) => {
                self.has_blank = true;
                BLANK.get(self.language).to_owned()
            }
            Some(value) => one_line(&value.shown()),
        }
    }

    fn legend(&self) -> Vec<String> {
        let texts = [
            (self.has_blank, BLANK.get(self.language), Text::new("格子里没有填写", "the cell is empty")),
            (self.has_gap, MISSING, Text::new("原件中没有找到这一格", "the cell was not found")),
        ];
        let separator = if self.language == Language::Zh { "：" } else { ": " };
        let shown = texts.into_iter().filter(|(met, _, _)| *met);
        shown.map(|(_, mark, text)| format!("{mark}{separator}{}", text.get(self.language))).collect()
    }
}
