//! Statutory tables on a terminal: the rows of the form, with what was read in each cell.

use std::io::{self, Write};

use super::grid::{Align, Grid};
use crate::model::address::Address;
use crate::model::form::{BlockForm, Kind, Layout, Presence, RowForm, TableForm};
use crate::model::language::{Language, Text};
use crate::model::report::Report;
use crate::model::text::one_line;
use crate::model::value::Value;

/// Maximum number of grid columns that a terminal can show.
pub const COLUMNS_SHOWN: usize = 64;

const ITEM: Text = Text::new("项目", "item");
const UNIT: Text = Text::new("单位", "unit");
const FIGURE: Text = Text::new("填报", "value");
const BLANK: Text = Text::new("空", "blank");
const MISSING: &str = "?";

/// Draws a statutory table as the report has it.
///
/// # Errors
/// Those of `out`.
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
    Ok(())
}

struct Drawing<'a> {
    report: &'a Report,
    form: &'static TableForm,
    language: Language,
    grid: Grid,
    /// Some cell exists and is empty.
    has_blank: bool,
    /// Some cell of the form was not found.
    has_gap: bool,
}

impl Drawing<'_> {
    fn block(&mut self, block: &'static BlockForm) {
        if let Some(clause) = block.clause {
            if self.form.blocks.first() != Some(block) {
                self.grid.banner("");
            }
            self.grid.banner(clause);
        }
        if self.form.has_records() {
            self.records(block);
            return;
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

    /// A line for each column of one record, or a row for each record, after its name.
    fn records(&mut self, block: &'static BlockForm) {
        let present: Vec<&RowForm> = block.rows.iter().filter(|row| self.is_shown(block, row)).collect();
        let item = ITEM.get(self.language).to_owned();
        if !self.form.has_bodies() {
            self.grid.header(vec![item, FIGURE.get(self.language).to_owned()]);
            let mut above: &[&str] = &[];
            for column in block.columns {
                self.groups(above, column.path);
                above = column.path;
                let cells = present.iter().map(|row| self.cell(row.key, column.key)).collect::<Vec<_>>();
                self.grid
                    .row(2 * column.path.len(), [vec![column.printed_label().into_owned()], cells].concat());
            }
            return;
        }
        let named = block.columns.first().filter(|column| column.kind == Kind::Text);
        let figures = || block.columns.iter().skip(usize::from(named.is_some()));
        let mut header = vec![named.map_or(item, |column| column.label.to_owned())];
        header.extend(figures().map(|column| column.printed_label().into_owned()));
        self.grid.header(header);
        for row in present {
            let name = named.map_or_else(|| row.label.to_owned(), |column| self.cell(row.key, column.key));
            let cells = figures().map(|column| self.cell(row.key, column.key)).collect::<Vec<_>>();
            self.grid.row(0, [vec![name], cells].concat());
        }
    }

    /// An optional row is shown only where the report has it.
    fn is_shown(&self, block: &BlockForm, row: &RowForm) -> bool {
        row.presence != Presence::Optional
            || block.columns.iter().any(|column| self.value(row.key, column.key).is_some())
    }

    /// The group labels of a row that differ from those of the row above.
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

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::*;
    use crate::forms as editions;
    use crate::model::form::Edition;
    use crate::model::place::Place;
    use crate::model::report::Cell;
    use crate::present::grid::WIDTH;

    /// A report with 12 in every required cell, except those that `shown` overrides.
    fn report(edition: &'static Edition, shown: impl Fn(&Address) -> Option<&'static str>) -> Report {
        let mut report = Report::empty(edition);
        for form in edition.tables {
            for (block, row) in form.rows().filter(|(_, row)| row.presence == Presence::Required) {
                for column in block.columns {
                    let address = Address { table: form.key, row: row.key, column: column.key };
                    if let Some(text) = shown(&address) {
                        report
                            .cells
                            .insert(address, Cell { value: Value::parse(text), place: Place::Unknown });
                    }
                }
            }
        }
        report
    }

    fn drawn(report: &Report, key: &str) -> String {
        let mut out = Vec::new();
        draw(report, report.edition.table(key).unwrap(), Language::Zh, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn every_table_of_every_edition_fits_a_terminal_and_shows_every_cell() {
        for edition in *editions::ALL {
            let report = report(edition, |_| Some("59237.2449"));
            let mut found = 0;
            for form in edition.tables {
                let drawn = drawn(&report, form.key);
                assert!(drawn.lines().all(|line| line.width() <= WIDTH + 2), "{drawn}");
                assert!(!drawn.contains('?'), "{drawn}");
                found += drawn.matches("59237.2449").count();
            }
            assert_eq!(found, report.cells.len(), "{}", edition.id);
        }
    }

    #[test]
    fn blank_and_missing_cells_are_distinguished() {
        let report = report(&editions::Y2021, |address| match (address.row, address.column) {
            ("reconsideration", "upheld") => Some(""),
            ("reconsideration", "corrected") => None,
            _ => Some("7"),
        });
        assert_eq!(
            drawn(&report, "review"),
            "
  项目                结果维持  结果纠正  其他结果  尚未审结  总计
  ------------------  --------  --------  --------  --------  ----
  行政复议                  空         ?         7         7     7
  行政诉讼
    未经复议直接起诉         7         7         7         7     7
    复议后起诉               7         7         7         7     7
  空：格子里没有填写
  ?：原件中没有找到这一格
"
        );
    }

    #[test]
    fn rows_are_under_the_groups_of_the_form() {
        let drawn = drawn(&report(&editions::Y2021, |_| Some("1")), "requests");
        let lines: Vec<&str> = drawn.lines().map(str::trim_end).collect();
        let at = |text: &str| lines.iter().position(|line| line.starts_with(text)).expect(text);
        assert!(at("  三、本年度办理结果") < at("    （一）予以公开"));
        assert!(at("    （三）不予公开") < at("      1.属于国家秘密"));
        assert!(!drawn.contains("小计"), "optional rows: {drawn}");
    }
}
