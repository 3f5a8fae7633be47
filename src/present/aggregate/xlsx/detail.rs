//! The sheet 明细: a row for each body, a column for each statutory cell; reports that do not count come last.

use rust_xlsxwriter::{ConditionalFormatFormula, DataValidation, IgnoreError, Note, Worksheet};

use super::grid::{self, ABSENT, BALANCE, BODY, FIRST, FLAG, Grid, NO, YES};
use super::{Result, format, heads};
use crate::aggregate::{Balance, Inclusion, Received};
use crate::model::language::{Language, Text};
use crate::model::value::Value;
use crate::present::aggregate::{Collection, wording};
use crate::present::check::wording::start;
use crate::present::check::xlsx::{fit, text_height};
use crate::writers::xlsx::number;

/// Width of a figure's column in characters.
const WIDTH: u32 = 8;
/// Maximum length, in characters, of the message about a wrong sum that the remarks quote.
const QUOTED: usize = 40;

const HINT: Text = Text::new(
    "“计入汇总”可以改成“是”或“否”，汇总各表随之重算。空白就是没有填；“－”是报告里没有这一格；斜体带底色的是文字，没有加进合计。加行请插在已有各行之间。打印的是到“说明”为止的各列；要打印各格的数，先取消打印区域。",
    "Change 'Counted' to 是 (yes) or 否 (no) and all sums follow. A blank is a blank of the report; － marks a cell that the report does not have; text is in italics and is not summed. Insert new rows between the others. Up to the remarks is printed; clear the print area to print the figures.",
);

/// The sheet.
pub fn sheet(collection: &Collection, grid: &Grid) -> Result<Worksheet> {
    let mut sheet = Worksheet::new();
    let language = collection.language;
    let printed = grid.fixed() - 1;
    let right = grid.columns.last().map_or(printed, |column| column.number);
    sheet.set_row_height(0, 30)?;
    sheet.write_string_with_format(
        0,
        0,
        fit(&collection.title),
        &format::title().set_align(rust_xlsxwriter::FormatAlign::Left).unset_text_wrap(),
    )?;
    let hint = HINT.get(language);
    sheet.merge_range(1, 0, 1, printed, hint, &format::line())?;
    let width = heads::FIXED.map(|(_, width)| width).iter().sum();
    sheet.set_row_height(1, text_height(hint, width))?;
    for (row, height) in (heads::TOP..).zip(heads::HEIGHTS) {
        sheet.set_row_height(row, height)?;
    }
    let fixed = (0u16..).zip(heads::FIXED).map(|(column, (head, width))| (grid.at(column), head, width));
    let affiliations = (BODY + 1..).zip(&grid.affiliations);
    let affiliations = affiliations.map(|(column, kind)| (column, kind.head(), heads::AFFILIATION));
    for (column, head, width) in fixed.chain(affiliations) {
        sheet.set_column_width(column, width)?;
        sheet.merge_range(heads::TOP, column, FIRST - 1, column, head.get(language), &format::head())?;
    }
    heads::write(&mut sheet, &grid.columns, language)?;
    for column in &grid.columns {
        sheet.set_column_width(column.number, WIDTH)?;
    }
    let rows = grid.order.iter().filter_map(|at| {
        Some((*at, collection.summary.received.get(*at)?, collection.summary.inclusions.get(*at)?))
    });
    for (row, (at, one, inclusion)) in (FIRST..).zip(rows) {
        about(&mut sheet, row, (collection, grid), (at, one, inclusion))?;
        figures(&mut sheet, row, grid, one, language)?;
    }
    rules(&mut sheet, grid, right)?;
    sheet.autofilter(FIRST - 1, 0, grid.last(), right)?;
    sheet.set_freeze_panes(FIRST, BODY + 1)?;
    // A page holds a hundred figures of a body only in letters that nobody can read.
    sheet.set_print_area(0, 0, grid.last(), printed)?.set_repeat_rows(heads::TOP, FIRST - 1)?;
    Ok(sheet)
}

/// Restricts the flags to 是 and 否; rows that do not count are struck through.
fn rules(sheet: &mut Worksheet, grid: &Grid, right: u16) -> Result<()> {
    let last = grid.last();
    let flags = DataValidation::new()
        .allow_list_strings(&[YES, NO])?
        .set_error_title("计入汇总")?
        .set_error_message("请填“是”或“否”。")?;
    sheet.add_data_validation(FIRST, FLAG, last, FLAG, &flags)?;
    let rule = format!("=$A{}=\"{NO}\"", FIRST + 1);
    let left_out = ConditionalFormatFormula::new().set_rule(rule.as_str()).set_format(format::left_out());
    // The file and the remarks give the reason: they stay readable.
    for (first, last_column) in [(BODY, grid.at(BALANCE)), (grid.fixed(), right.max(grid.fixed()))] {
        sheet.add_conditional_format(FIRST, first, last, last_column, &left_out)?;
    }
    sheet.ignore_error_range(FIRST, 0, last, right, IgnoreError::NumberStoredAsText)?;
    Ok(())
}

/// The columns before the figures.
fn about(
    sheet: &mut Worksheet,
    row: u32,
    (collection, grid): (&Collection, &Grid),
    (at, one, inclusion): (usize, &Received, &Inclusion),
) -> Result<()> {
    let zh = collection.language == Language::Zh;
    let flag = if inclusion.is_counted() { YES } else { NO };
    sheet.write_string_with_format(row, FLAG, flag, &format::flag())?;
    let body = fit(&wording::listed(one, collection.language));
    sheet.write_string_with_format(row, BODY, &body, &format::cell())?;
    let [_, of_body, _, _, _, of_file, of_remarks] = heads::FIXED.map(|(_, width)| width);
    let mut height = text_height(&body, of_body);
    for (column, kind) in (BODY + 1..).zip(&grid.affiliations) {
        let text = fit(kind.text(one).unwrap_or_default());
        height = height.max(text_height(&text, heads::AFFILIATION));
        sheet.write_string_with_format(row, column, text, &format::cell())?;
    }
    match one.year {
        Some(year) => sheet.write_number_with_format(row, grid.at(2), year, &format::figure())?,
        None => sheet.write_blank(row, grid.at(2), &format::figure())?,
    };
    let edition = if zh { one.edition.version("") } else { one.edition.id.to_owned() };
    sheet.write_string_with_format(row, grid.at(3), edition, &format::figure())?;
    let (balance, look) = match (one.balance, zh) {
        (Balance::Holds, true) => ("平衡", format::figure()),
        (Balance::Holds, false) => ("yes", format::figure()),
        (Balance::Broken, true) => ("不平衡！", format::unbalanced()),
        (Balance::Broken, false) => ("NO!", format::unbalanced()),
        (Balance::Unknown, true) => ("无法核对", format::figure()),
        (Balance::Unknown, false) => ("unknown", format::figure()),
    };
    sheet.write_string_with_format(row, grid.at(BALANCE), balance, &look)?;
    let file = fit(&one.file);
    sheet.write_string_with_format(row, grid.at(5), &file, &format::cell())?;
    let remarks = fit(&remarks(collection, at, one, inclusion));
    sheet.write_string_with_format(row, grid.at(6), &remarks, &format::cell())?;
    let height =
        height.max(text_height(&file, of_file)).max(text_height(&remarks, of_remarks)).max(words(one));
    sheet.set_row_height(row, height.max(20))?;
    Ok(())
}

/// Height that the longest text in a figure's cell needs, in points.
fn words(one: &Received) -> u32 {
    let texts = one.cells.texts().filter(|(_, value, _)| grid::number(value).is_none());
    texts.map(|(_, _, raw)| text_height(&fit(raw), WIDTH)).max().unwrap_or(0)
}

/// Why the report does not count, and which of its sums do not hold.
fn remarks(collection: &Collection, at: usize, one: &Received, inclusion: &Inclusion) -> String {
    let language = collection.language;
    let zh = language == Language::Zh;
    let mut remarks = Vec::new();
    if let Inclusion::Excluded(reason) = inclusion {
        let why = wording::reason(&collection.summary, one, reason, language);
        remarks.push(if zh { format!("未计入：{why}") } else { format!("not counted: {why}") });
    }
    let broken = collection.findings(at).iter().filter(|finding| finding.rule.code.starts_with('A'));
    let messages: Vec<String> =
        broken.map(|finding| wording::imbalance(finding, one.edition, language)).collect();
    let count = messages.len();
    if let Some(first) = messages.first() {
        let first = start(first, QUOTED);
        remarks.push(match (zh, count) {
            (true, 1) => format!("不平衡：{first}"),
            (true, _) => format!("{count} 处不平衡，见“问题”：{first}"),
            (false, 1) => format!("does not balance: {first}"),
            (false, _) => format!("{count} sums do not balance: {first}"),
        });
    }
    remarks.join("\n")
}

fn figures(sheet: &mut Worksheet, row: u32, grid: &Grid, one: &Received, language: Language) -> Result<()> {
    for column in &grid.columns {
        let at = column.number;
        let Some(value) = one.value(column.address) else {
            sheet.write_string_with_format(row, at, ABSENT, &format::absent())?;
            continue;
        };
        if let Some(exact) = grid::number(&value) {
            let look = format::figure().set_num_format(number::format(exact));
            number::write(sheet, row, at, exact, &look)?;
            if let Value::Text { raw, .. } = &*value {
                let note = match language {
                    Language::Zh => format!("原文是“{raw}”"),
                    Language::En => format!("written '{raw}'"),
                };
                sheet.insert_note(row, at, &Note::new(fit(&note)).add_author_prefix(false))?;
            }
            continue;
        }
        match &*value {
            Value::Blank => sheet.write_blank(row, at, &format::figure())?,
            Value::Number(number) => {
                sheet.write_string_with_format(row, at, number.to_string(), &format::figure())?
            }
            Value::Text { raw, .. } => sheet.write_string_with_format(row, at, fit(raw), &format::words())?,
        };
    }
    Ok(())
}
