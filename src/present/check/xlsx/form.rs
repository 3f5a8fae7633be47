//! A report's tables on a sheet: a fine grid of columns that fits the columns of every table, with the
//! messages beside it.

use rust_xlsxwriter::{Format, IgnoreError, Note as Comment, Worksheet, XlsxError};

use super::{fit, format, text_height};
use crate::model::decimal::Decimal;
use crate::model::document::{Cell, Table};
use crate::model::language::{Language, Text};
use crate::present::check::Entry;
use crate::present::check::marks::{Home, Mark, Marks, Note, homes, sign};
use crate::present::check::wording;
use crate::present::severity::{self, SEVERITIES};
use crate::writers::xlsx::number;

type Result<T> = std::result::Result<T, XlsxError>;

/// Columns of the grid: both request and review tables divide it evenly.
const GRID: u16 = 30;
/// Width of one in characters.
const UNIT: u32 = 3;
/// Width of the messages in characters.
const MESSAGES: u32 = 50;

/// The sheet of one report.
pub fn sheet(entry: &Entry, language: Language) -> Result<Worksheet> {
    let mut sheet = Worksheet::new();
    for column in 0..GRID {
        sheet.set_column_width(column, UNIT)?;
    }
    sheet.set_column_width(GRID, MESSAGES)?;
    let marks = Marks::of(entry);
    let mut form = Form { sheet, row: 0, written: Vec::new(), marks: &marks, entry, language };
    form.head()?;
    for table in entry.tables() {
        form.table(&table)?;
    }
    form.rest()?;
    Ok(form.sheet)
}

/// The sheet so far.
struct Form<'a> {
    sheet: Worksheet,
    row: u32,
    /// Numbers of the notes that have been written beside a table.
    written: Vec<usize>,
    marks: &'a Marks<'a>,
    entry: &'a Entry,
    language: Language,
}

impl Form<'_> {
    fn head(&mut self) -> Result<()> {
        const LEGEND: Text = Text::new(
            "加框的格有问题，①②是右边说明的序号；注“疑”的虚框格疑似笔误，请先核对。",
            "A frame marks a cell with a problem, ① ② the number of its message; a dashed frame and '?' a suspected mistake.",
        );
        let year = self.entry.year().map(|year| match self.language {
            Language::Zh => format!("　{year} 年度报告"),
            Language::En => format!(", report for {year}"),
        });
        let name = self.entry.organization().unwrap_or(&self.entry.file);
        let heading = fit(&format!("{name}{}", year.unwrap_or_default()));
        self.sheet.set_row_height(0, 28)?.write_string_with_format(0, 0, heading, &format::title())?;
        let counted = SEVERITIES.map(|severity| severity::count(&self.entry.findings, severity));
        let counted = severity::counts(counted, self.language);
        self.sheet.write_string(1, 0, fit(&format!("{}    {counted}", self.entry.file)))?;
        self.sheet.write_string(2, 0, LEGEND.get(self.language))?;
        self.row = 4;
        Ok(())
    }

    /// A table with its title, and the messages beside its rows.
    fn table(&mut self, table: &Table) -> Result<()> {
        self.heading(table.title.as_deref().unwrap_or_default())?;
        let top = self.row;
        let edges = edges(table);
        let rows = u32::try_from(table.rows.len()).map_err(|_| XlsxError::RowColumnLimitError)?;
        for (at, cells) in (0u32..).zip(table.grid()) {
            let mut height = 18;
            let mut numbers: Vec<usize> = Vec::new();
            for (column, cell) in cells {
                let marks = self.marks.on(cell.address());
                numbers.extend(marks.iter().map(|mark| mark.number));
                let area = Area {
                    top: top + at,
                    bottom: top + at + cell.rowspan.min(rows - at).max(1) - 1,
                    left: edge(&edges, column),
                    right: edge(&edges, column + cell.colspan.max(1) as usize).saturating_sub(1),
                };
                self.cell(cell, marks, area)?;
                if cell.rowspan == 1 {
                    height = height.max(area.height(&cell.text));
                }
            }
            numbers.sort_unstable();
            let message = self.beside(&numbers);
            if !message.is_empty() {
                height = height.max(text_height(&message, MESSAGES));
                self.sheet.write_string_with_format(top + at, GRID, &message, &format::message())?;
            }
            self.sheet.set_row_height(top + at, height)?;
        }
        self.row = top + rows + 1;
        let ignored = IgnoreError::NumberStoredAsText;
        self.sheet.ignore_error_range(top, 0, self.row, GRID - 1, ignored)?;
        Ok(())
    }

    fn heading(&mut self, text: &str) -> Result<()> {
        let format = format::line().set_bold();
        self.sheet.merge_range(self.row, 0, self.row, GRID - 1, &fit(text), &format)?;
        self.sheet.set_row_height(self.row, 22)?;
        self.row += 1;
        Ok(())
    }

    fn cell(&mut self, cell: &Cell, marks: &[Mark], area: Area) -> Result<()> {
        let format = format::form(cell.role, marks);
        let (row, column) = (area.top, area.left);
        if (area.bottom, area.right) != (row, column) {
            self.sheet.merge_range(row, column, area.bottom, area.right, "", &format)?;
        }
        let signs = self.signs(marks);
        if let Some(exact) = cell.number().filter(|number| number::is_exact(*number)) {
            let format = format.set_num_format(shown(exact, &signs));
            number::write(&mut self.sheet, row, column, exact, &format)?;
        } else {
            self.text(row, column, &format!("{}{signs}", cell.text), &format)?;
        }
        if !marks.is_empty() {
            let comment = Comment::new(self.comment(marks)).add_author_prefix(false);
            self.sheet.insert_note(row, column, &comment.set_width(320).set_height(120))?;
        }
        Ok(())
    }

    fn text(&mut self, row: u32, column: u16, text: &str, format: &Format) -> Result<()> {
        if text.is_empty() {
            self.sheet.write_blank(row, column, format)?;
        } else {
            self.sheet.write_string_with_format(row, column, fit(text), format)?;
        }
        Ok(())
    }

    /// `①②疑`.
    fn signs(&self, marks: &[Mark]) -> String {
        const SUSPECT: Text = Text::new("疑", "?");
        let mut signs: String = marks.iter().map(|mark| sign(mark.number)).collect();
        if marks.iter().any(|mark| mark.is_suspect) {
            signs.push_str(SUSPECT.get(self.language));
        }
        signs
    }

    fn comment(&self, marks: &[Mark]) -> String {
        /// Characters of a comment: more would not fit its box.
        const LIMIT: usize = 400;
        let notes = marks.iter().filter_map(|mark| self.note(mark.number));
        let lines: Vec<String> = notes.map(|note| self.message(note)).collect();
        wording::start(&fit(&lines.join("\n")), LIMIT)
    }

    fn note(&self, number: usize) -> Option<&Note<'_>> {
        self.marks.notes.iter().find(|note| note.number == number)
    }

    /// The messages of the notes whose number first appears in this row.
    fn beside(&mut self, numbers: &[usize]) -> String {
        let mut lines = Vec::new();
        for number in numbers {
            if !self.written.contains(number) {
                self.written.push(*number);
                lines.extend(self.note(*number).map(|note| self.message(note)));
            }
        }
        fit(&lines.join("\n"))
    }

    /// `② 错误 A001 自然人列：…`.
    fn message(&self, note: &Note<'_>) -> String {
        let Some(first) = note.findings.first() else { return String::new() };
        let message = match note.findings.as_slice() {
            [finding] => finding.message.get(self.language).to_owned(),
            _ => format!("{} × {}", first.rule.title.get(self.language), note.cells()),
        };
        let severity = note.severity().word().get(self.language);
        format!("{} {severity} {} {message}", sign(note.number), first.rule.code)
    }

    /// Writes the notes that are beside no table: those of the text and of the whole report.
    fn rest(&mut self) -> Result<()> {
        const HEADING: Text = Text::new("文字和其他问题", "Text and other findings");
        let homes = homes(&self.entry.findings, self.entry.edition());
        let notes = homes.into_iter().flat_map(|home: Home| self.marks.at(home));
        let remaining: Vec<&Note<'_>> = notes.filter(|note| !self.written.contains(&note.number)).collect();
        if remaining.is_empty() {
            return Ok(());
        }
        let mut lines = Vec::new();
        for note in remaining {
            let quoted = note.findings.first().and_then(|finding| wording::quoted(finding));
            let passage = quoted.map(|parts| format!("\n    “{}”", parts.concat())).unwrap_or_default();
            lines.push(fit(&format!("{}{passage}", self.message(note))));
        }
        self.heading(HEADING.get(self.language))?;
        for line in lines {
            let width = u32::from(GRID) * UNIT + MESSAGES;
            self.sheet.merge_range(self.row, 0, self.row, GRID, &line, &format::line())?;
            self.sheet.set_row_height(self.row, text_height(&line, width))?;
            self.row += 1;
        }
        Ok(())
    }
}

/// A rectangle of cells, inclusive.
#[derive(Clone, Copy)]
struct Area {
    top: u32,
    bottom: u32,
    left: u16,
    right: u16,
}

impl Area {
    fn height(self, text: &str) -> u32 {
        text_height(text, u32::from(self.right.saturating_sub(self.left) + 1) * UNIT)
    }
}

/// Where on the fine grid each column of a table starts, and where the last ends.
fn edges(table: &Table) -> Vec<u16> {
    let total: u32 = table.widths.iter().map(|width| u32::from(*width)).sum();
    let mut edges = vec![0];
    let mut sum = 0;
    for width in &table.widths {
        sum += u32::from(*width);
        let edge = (sum * u32::from(GRID) + total / 2) / total.max(1);
        let least = edges.last().copied().unwrap_or(0) + 1;
        edges.push(u16::try_from(edge).unwrap_or(GRID).max(least));
    }
    edges
}

/// The edge before this column; beyond the last, columns are one wide.
fn edge(edges: &[u16], column: usize) -> u16 {
    let last = edges.len().saturating_sub(1);
    let beyond = u16::try_from(column.saturating_sub(last)).unwrap_or(u16::MAX);
    edges.get(column.min(last)).copied().unwrap_or(0).saturating_add(beyond)
}

/// The number format of a figure with all its decimals and the signs behind it: `0.00"②"`.
fn shown(figure: Decimal, signs: &str) -> String {
    let decimals = number::format(figure);
    if signs.is_empty() { decimals } else { format!("{decimals}\"{signs}\"") }
}
