//! The sheet 图表: the outcomes of requests and the bodies that received most, as charts over cells with
//! formulas.

use rust_xlsxwriter::{
    Chart, ChartDataLabel, ChartFormat, ChartLine, ChartSolidFill, Color, FormatAlign, Formula, Worksheet,
};

use super::grid::{BODY, FIRST, FLAG, Grid, SHEET, YES};
use super::totals::Total;
use super::{Result, format};
use crate::compose;
use crate::model::address::Address;
use crate::model::decimal::Decimal;
use crate::model::language::{Language, Text};
use crate::model::place::column_letters;
use crate::model::value::Value;
use crate::present::aggregate::Collection;
use crate::present::aggregate::wording::listed;
use crate::present::check::xlsx::fit;

/// The name under which the chart's cells are referred to.
const NAME: Text = Text::new("图表", "Charts");
const RECEIVED: Address = Address { table: "requests", row: "received", column: "total" };
/// Number of bodies in the chart.
const MOST: usize = 20;
/// Pixels: width of a chart, height of a bar, height of what is around the bars.
const WIDTH: u32 = 760;
const BAR: u32 = 26;
const AROUND: u32 = 90;
/// Points of a row of the tables.
const ROW: u32 = 20;
const COLOR: Color = Color::RGB(0x002F_5F8F);

/// The sheet.
pub fn sheet(collection: &Collection, grid: &Grid, totals: &[Total]) -> Result<Worksheet> {
    let mut sheet = Worksheet::new();
    sheet.set_formula_result_default(""); // blank is not 0
    sheet.set_column_width(0, 34)?.set_column_width(1, 12)?.set_column_width(2, 3)?;
    let language = collection.language;
    sheet.merge_range(0, 0, 0, 12, &fit(&collection.title), &format::title())?;
    sheet.set_row_height(0, 36)?.set_landscape();
    let kinds = kinds(collection, totals);
    let bodies = bodies(collection, grid);
    if kinds.is_empty() && bodies.is_empty() {
        const NONE: Text = Text::new(
            "各报告没有依申请公开的数，没有可画的图。",
            "The reports have no figures of requests for a chart.",
        );
        sheet.write_string(2, 0, NONE.get(language))?;
        return Ok(sheet);
    }
    let drawn = Drawn { name: NAME.get(language), language };
    let title = Text::new("依申请公开办理情况（件）", "Outcomes of requests");
    let next = drawn.write(&mut sheet, 2, title, &kinds)?;
    let counted = collection.summary.counted().count();
    let title = if counted > MOST {
        Text::new("本年新收申请最多的 20 个单位（件）", "The 20 bodies that received most requests")
    } else {
        Text::new("各单位本年新收申请（件）", "Requests received by each body")
    };
    drawn.write(&mut sheet, next, title, &bodies)?;
    Ok(sheet)
}

/// A line of a chart's table: the label, its formula if it has one, the formula of the figure, its value.
struct Line {
    label: String,
    refers: Option<String>,
    formula: String,
    value: String,
}

/// The outcomes of requests, over the sheet with their sums.
fn kinds(collection: &Collection, totals: &[Total]) -> Vec<Line> {
    let Some(form) = collection.summary.forms.first() else { return Vec::new() };
    let Some(total) = totals.iter().find(|total| total.cells.contains_key(&RECEIVED)) else {
        return Vec::new();
    };
    let bars = compose::bars(form.edition).filter_map(|(label, cells)| {
        let places: Vec<&str> =
            cells.iter().filter_map(|cell| total.cells.get(cell)).map(String::as_str).collect();
        let sums = cells.iter().filter_map(|cell| form.sums.get(cell)).filter(|sum| sum.figures > 0);
        let value = sums.map(|sum| sum.total).try_fold(Decimal::ZERO, |sum, one| sum.checked_add(one?))?;
        let formula = format!("SUM({})", places.join(","));
        (!places.is_empty()).then(|| Line {
            label: label.to_owned(),
            refers: None,
            formula,
            value: value.normalize().to_string(),
        })
    });
    bars.collect()
}

/// The bodies that received most, over their rows in 明细.
fn bodies(collection: &Collection, grid: &Grid) -> Vec<Line> {
    let Some(column) = grid.columns.iter().find(|column| column.address == RECEIVED) else {
        return Vec::new();
    };
    let letters = |column: u16| column_letters(u32::from(column) + 1).to_string();
    let (flag, body, figure) = (letters(FLAG), letters(BODY), letters(column.number));
    let rows = (FIRST + 1..).zip(&grid.order).filter_map(|(row, at)| {
        let one = collection.summary.received.get(*at)?;
        let is_counted = collection.summary.inclusions.get(*at)?.is_counted();
        let value = one.value(RECEIVED).as_deref().and_then(Value::counted).filter(|_| is_counted)?;
        Some((value, row, one))
    });
    let mut rows: Vec<_> = rows.collect();
    rows.sort_by_key(|(value, row, _)| (-*value, *row));
    rows.into_iter()
        .take(MOST)
        .map(|(value, row, one)| Line {
            label: fit(&listed(one, collection.language)),
            refers: Some(format!("{SHEET}!${body}${row}")),
            formula: format!("IF({SHEET}!${flag}${row}=\"{YES}\",N({SHEET}!${figure}${row}),0)"),
            value: value.normalize().to_string(),
        })
        .collect()
}

struct Drawn {
    /// The sheet's name.
    name: &'static str,
    language: Language,
}

impl Drawn {
    /// Writes a table and its chart beside it; returns the row below both.
    fn write(&self, sheet: &mut Worksheet, top: u32, title: Text, lines: &[Line]) -> Result<u32> {
        if lines.is_empty() {
            return Ok(top);
        }
        let title = title.get(self.language);
        sheet.merge_range(top, 0, top, 1, title, &format::head())?;
        for (row, line) in (top + 1..).zip(lines) {
            let label = format::cell().set_align(FormatAlign::Left);
            match &line.refers {
                Some(refers) => {
                    let formula = Formula::new(refers).set_result(&line.label);
                    sheet.write_formula_with_format(row, 0, formula, &label)?;
                }
                None => {
                    sheet.write_string_with_format(row, 0, &line.label, &label)?;
                }
            }
            let formula = Formula::new(&line.formula).set_result(&line.value);
            sheet.write_formula_with_format(row, 1, formula, &format::number())?;
            sheet.set_row_height(row, ROW)?;
        }
        let count = u32::try_from(lines.len()).unwrap_or(u32::MAX);
        let last = top + count;
        let height = count * BAR + AROUND;
        let chart = self.chart(title, (top + 1, last), height);
        sheet.insert_chart(top, 3, &chart)?;
        let rows = (height * 3 / 4).div_ceil(ROW - 2);
        Ok(top + rows.max(count + 1) + 2)
    }

    fn chart(&self, title: &str, (first, last): (u32, u32), height: u32) -> Chart {
        let mut chart = Chart::new_bar();
        let mut label = ChartDataLabel::new();
        label.show_value();
        chart
            .add_series()
            .set_name(title)
            .set_categories((self.name, first, 0, last, 0))
            .set_values((self.name, first, 1, last, 1))
            .set_format(ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(COLOR)))
            .set_gap(50)
            .set_data_label(&label);
        chart.title().set_name(title);
        chart.legend().set_hidden();
        // Bars are horizontal: the axis of the labels is y, and the first line of the table is on top.
        chart.y_axis().set_reverse();
        chart.x_axis().set_hidden(true).set_min(0).set_major_gridlines(true);
        chart.x_axis().set_major_gridlines_line(ChartLine::new().set_color(Color::RGB(0x00D9_D9D9)));
        chart.y_axis().set_major_gridlines(false);
        chart.set_width(WIDTH).set_height(height).set_alt_text(title);
        chart
    }
}
