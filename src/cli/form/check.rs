//! `repconv form 表.toml --check 样表.xlsx`: how a filled form is read, cell by cell.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::Path;

use super::{Fault, FormFile, Outcome, OutputOptions, added};
use crate::cli::arguments::ReadingArguments;
use crate::cli::forms::ChosenForms;
use crate::cli::reading::input_reader_with;
use repconv::batch::file;
use repconv::formats::Formats;
use repconv::forms::Forms;
use repconv::model::address::Address;
use repconv::model::finding::Severity;
use repconv::model::form::{BlockForm, Presence, TableForm};
use repconv::model::language::{Language, Text};
use repconv::model::report::Report;
use repconv::present::findings;
use repconv::present::grid::{Align, Grid};

const HEADER: [Text; 4] =
    [Text::new("行", "row"), Text::new("栏", "column"), Text::new("数", "value"), Text::new("位置", "place")];

/// Reads a filled form and lists what was read, what was not found, and the findings.
pub fn check(
    file: &FormFile,
    filled: &Path,
    reading: &ReadingArguments,
    options: OutputOptions,
) -> Result<Outcome, Fault> {
    file.list_doubts(options);
    let form = added(file)?;
    let forms = file.add_to(Forms::builtin())?;
    let formats = Formats::builtin();
    let chosen = ChosenForms { forms, edition: Some(form) };
    let reader = input_reader_with(chosen, reading, reading.input_encoding(), &formats)?;
    let bytes = reader.bytes(filled)?;
    let checked = reader.check(filled, &bytes).map_err(|error| Fault::of_file(filled, error))?;
    let mut out = anstream::stdout().lock();
    for table in form.tables {
        list_cells(&checked.report, table, options.language, &mut out)?;
        list_missing(&checked.report, table, options.language, &mut out)?;
    }
    if !options.quiet {
        findings::list_and_count(&checked.findings, &file::shown_name(filled), form, options, &mut out)?;
    }
    out.flush()?;
    let has_errors = checked.findings.iter().any(|finding| finding.severity == Severity::Error);
    Ok(if has_errors { Outcome::ErrorsFound } else { Outcome::Done })
}

fn list_cells(
    report: &Report,
    table: &'static TableForm,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    const BLANK: Text = Text::new("（空）", "(blank)");
    writeln!(out, "{}", table.title)?;
    let mut grid = Grid::new(Align::Left);
    grid.header(HEADER.iter().map(|text| text.get(language).to_owned()).collect());
    for (block, row) in table.rows() {
        for column in block.columns {
            let address = Address { table: table.key, row: row.key, column: column.key };
            let Some(cell) = report.cells.get(&address) else { continue };
            let blank = || BLANK.get(language).to_owned();
            let value = if cell.value.is_blank() { blank() } else { cell.value.shown() };
            let label = column.path.iter().copied().chain([column.label]).collect::<Vec<_>>().join("/");
            let place = cell.place.describe(language).unwrap_or_default();
            grid.row(0, vec![report.row_label(table, row, language), label, value, place]);
        }
    }
    grid.draw(out)
}

/// Names the rows and columns of which nothing was found.
fn list_missing(
    report: &Report,
    table: &'static TableForm,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    const ROWS: Text = Text::new("没有找到的行：", "rows not found: ");
    const COLUMNS: Text = Text::new("没有找到的栏：", "columns not found: ");
    let cells = || report.cells.keys().filter(|address| address.table == table.key);
    let rows: BTreeSet<&str> = cells().map(|address| address.row).collect();
    let columns: BTreeSet<&str> = cells().map(|address| address.column).collect();
    let missing_rows = table
        .rows()
        .filter(|(_, row)| row.presence == Presence::Required && !rows.contains(row.key))
        .map(|(_, row)| table.row_label(row, language));
    let all = table.blocks.iter().flat_map(|block: &BlockForm| block.columns);
    let missing_columns =
        all.filter(|column| !columns.contains(column.key)).map(|column| column.plain_label(language));
    let separator = if language == Language::Zh { "、" } else { ", " };
    for (head, missing) in
        [(ROWS, missing_rows.collect::<Vec<_>>()), (COLUMNS, missing_columns.collect::<Vec<_>>())]
    {
        if !missing.is_empty() {
            writeln!(out, "{}{}", head.get(language), missing.join(separator))?;
        }
    }
    writeln!(out)
}
