//! The sums in the official tables, a sheet each: every figure a formula over 明细, and below how many
//! reports left each cell blank.

use std::collections::BTreeMap;

use rust_xlsxwriter::{ConditionalFormatCell, ConditionalFormatCellRule, Formula, Worksheet, XlsxError};

use super::grid::{ABSENT, Column, Grid, YES};
use super::{Result, format, imbalance};
use crate::aggregate::{CellSum, EditionSums};
use crate::compose::compose;
use crate::model::address::Address;
use crate::model::decimal::Decimal;
use crate::model::document::{Block, Table, TableRole};
use crate::model::form::Edition;
use crate::model::language::{Language, Text};
use crate::model::report::Report;
use crate::model::value::Value;
use crate::present::aggregate::{Collection, wording};
use crate::present::check::xlsx::{fit, text_height};
use crate::writers::xlsx::area::Area;
use crate::writers::xlsx::{layout, names};

/// A sheet with sums.
pub struct Total {
    pub name: String,
    pub sheet: Worksheet,
    /// Defined names of the sums with their references.
    pub names: Vec<(String, String)>,
    /// The cell of each sum, as a reference from other sheets.
    pub cells: BTreeMap<Address, String>,
}

/// A sheet for each table of each form.
pub fn sheets(collection: &Collection, grid: &Grid) -> Result<Vec<Total>> {
    let mut forms = collection.summary.forms.iter();
    let mut sheets = Vec::new();
    let Some(main) = forms.next() else { return Ok(sheets) };
    for (form, of) in [(main, None)].into_iter().chain(forms.map(|form| (form, Some(main.edition)))) {
        let report = form.report(of);
        let blanks = form.filled(of, |_, sum| Value::Number(Decimal::from(sum.blanks)));
        for ((sums, blanks), key) in tables(&report).into_iter().zip(tables(&blanks)).zip(keys(&report)) {
            let page = Page { collection, grid, form, report: &report, of, key };
            sheets.push(page.write(&sums, &blanks)?);
        }
    }
    Ok(sheets)
}

/// The statutory tables of a report, laid out.
fn tables(report: &Report) -> Vec<Table> {
    let blocks = compose(report).blocks.into_iter();
    let statutory = blocks.filter_map(|block| match block {
        Block::Table(table) if table.role == TableRole::Statutory => Some(table),
        Block::Table(_) | Block::Paragraph(_) => None,
    });
    statutory.collect()
}

/// The keys of the tables that the report has, in order.
fn keys(report: &Report) -> Vec<&'static str> {
    let keys = report.edition.tables.iter().map(|table| table.key);
    keys.filter(|key| report.cells.keys().any(|cell| cell.table == *key)).collect()
}

/// A sheet that is being written.
struct Page<'a> {
    collection: &'a Collection,
    grid: &'a Grid,
    form: &'a EditionSums,
    /// The sums as a report.
    report: &'a Report,
    /// The edition of most reports, where this is another.
    of: Option<&'static Edition>,
    key: &'static str,
}

impl Page<'_> {
    fn write(&self, sums: &Table, blanks: &Table) -> Result<Total> {
        const BLANKS: Text = Text::new(
            "空白格数（计入的报告中，没有填这一格的有几份）",
            "How many reports left each cell blank",
        );
        let mut sheet = Worksheet::new();
        sheet.set_formula_result_default(""); // blank is not 0
        let widths = layout::widths(sums)?;
        for (column, width) in (0u16..).zip(&widths) {
            sheet.set_column_width(column, *width)?;
        }
        let right =
            u16::try_from(widths.len()).map_err(|_| XlsxError::RowColumnLimitError)?.saturating_sub(1);
        let width = widths.iter().sum();
        let name = self.name();
        let mut row = self.head(&mut sheet, right, width)?;
        let columns = self.grid.by_address(self.form.edition);
        let formulas = self.formulas(&columns, |column| self.grid.sum(column));
        let (area, mut figures) = layout::write_computed(&mut sheet, sums, row, &widths, &formulas)?;
        imbalance::watch(&mut figures, self.report, self.key);
        figures.mark_failing(&mut sheet)?;
        let places: BTreeMap<Address, Area> = figures.areas_by_address().collect();
        row = area.bottom + 1;
        row = self.inexact(&mut sheet, row, (right, width), &columns)?;
        row = self.subtotals(&mut sheet, row, (right, width))?;
        // What the office works with is on the screen below the sums.
        sheet.set_print_area(0, 0, row.saturating_sub(1), right)?;
        row += 1;
        let heading = BLANKS.get(self.collection.language);
        sheet.merge_range(row, 0, row, right, heading, &format::heading())?.set_row_height(row, 24)?;
        let formulas = self.formulas(&columns, |column| Some(self.grid.blanks(column)));
        let (area, _) = layout::write_computed(&mut sheet, blanks, row + 1, &widths, &formulas)?;
        shade(&mut sheet, area)?;
        let prefix = self.of.map_or_else(String::new, |_| format!("edition{}.", self.form.edition.id));
        let cells = places.into_iter().filter(|(address, _)| self.form.sums.contains_key(address));
        let cells: BTreeMap<Address, String> =
            cells.map(|(address, area)| (address, format!("'{name}'!{}", area.first()))).collect();
        let names = cells.iter().filter_map(|(address, cell)| {
            let name = names::allowed(&format!("{prefix}{}", names::of_figure(*address)?))?;
            Some((name, format!("={cell}")))
        });
        Ok(Total { names: names.collect(), name, sheet, cells })
    }

    /// `汇总 表二`, `汇总 2019年版 表二`.
    fn name(&self) -> String {
        let table = self.form.edition.table(self.key).map_or("", |table| table.name);
        match self.of {
            None => format!("汇总 {table}"),
            Some(_) => format!("汇总 {} {table}", self.form.edition.version("")),
        }
    }

    /// Formulas by cell; cells of another form that are in a row of this one have none.
    fn formulas(
        &self,
        columns: &BTreeMap<Address, &Column>,
        formula: impl Fn(&Column) -> Option<String>,
    ) -> BTreeMap<Address, String> {
        let own = columns.iter().filter(|(address, _)| address.table == self.key);
        own.filter_map(|(address, column)| Some((*address, formula(column)?))).collect()
    }

    /// The lines above the table; the row below them.
    fn head(&self, sheet: &mut Worksheet, right: u16, width: u32) -> Result<u32> {
        let title = fit(&self.collection.title);
        sheet.merge_range(0, 0, 0, right, &title, &format::title())?.set_row_height(0, 40)?;
        let table = self.form.edition.table(self.key).map_or("", |table| table.title);
        sheet.merge_range(1, 0, 1, right, table, &format::heading())?.set_row_height(1, 26)?;
        let mut row = 2;
        if let Some(main) = self.of {
            let id = self.form.edition.id;
            let text = match self.collection.language {
                Language::Zh => format!(
                    "本表是按 {}填报的报告中，{}没有的各格；两版含义相同的格已并入“汇总”其他各表。",
                    self.form.edition.version(" "),
                    main.version(" ")
                ),
                Language::En => {
                    format!("Cells of the edition of {id} that the edition of {} does not have.", main.id)
                }
            };
            sheet.merge_range(row, 0, row, right, &text, &format::line())?;
            sheet.set_row_height(row, text_height(&text, width))?;
            row += 1;
        }
        let (formula, result) = self.counts();
        sheet.merge_range(row, 0, row, right, "", &format::line())?;
        sheet.write_formula_with_format(
            row,
            0,
            Formula::new(formula).set_result(&result),
            &format::line(),
        )?;
        sheet.set_row_height(row, text_height(&result, width).max(20))?;
        row += 1;
        let imbalance = imbalance::text(self.collection, self.report, self.key);
        for text in self.unread().into_iter().chain(imbalance) {
            sheet.merge_range(row, 0, row, right, &text, &format::line())?;
            sheet.set_row_height(row, text_height(&text, width).max(20))?;
            row += 1;
        }
        Ok(row)
    }

    /// The reports whose figures were not all read; the sums lack them.
    fn unread(&self) -> Option<String> {
        let language = self.collection.language;
        let unread = self.collection.summary.unread();
        let named: Vec<String> = unread.map(|one| wording::unread_of(one, language)).collect();
        let count = named.len();
        (count > 0).then(|| match language {
            Language::Zh => {
                format!("合计不完整：计入的报告有 {count} 份没有读全：{}。", named.join("；"))
            }
            Language::En => format!(
                "The sums are incomplete; reports that were not read completely ({count}): {}.",
                named.join("; ")
            ),
        })
    }

    /// Formulas for the number of reports that count, of blank cells of the table and of cells with text.
    fn counts(&self) -> (String, String) {
        let grid = self.grid;
        let own: Vec<&Column> = grid
            .columns
            .iter()
            .filter(|c| c.edition.id == self.form.edition.id && c.address.table == self.key)
            .collect();
        let (first, last) = (own.first().map_or(0, |c| c.number), own.last().map_or(0, |c| c.number));
        let (flags, cells) = (grid.flags(), grid.range(first, last));
        let sums = self.form.sums.iter().filter(|(address, _)| address.table == self.key);
        let (blanks, texts) = sums.fold((0, 0), |(blanks, texts), (_, sum): (_, &CellSum)| {
            (blanks + sum.blanks, texts + sum.texts)
        });
        // Figures with more digits than a spreadsheet can hold are text in 明细, but are part of the sums:
        // they must not count as text.
        let counted = self.collection.summary.counted().count();
        let count = format!("COUNTIF({flags},\"{YES}\")");
        let blank = format!("SUMPRODUCT(({flags}=\"{YES}\")*ISBLANK({cells}))");
        let words = format!(
            "SUMPRODUCT(({flags}=\"{YES}\")*ISTEXT({cells})*({cells}<>\"{ABSENT}\"))-{}",
            self.long(&own)
        );
        let words = words.strip_suffix("-0").map(str::to_owned).unwrap_or(words);
        let received = self.collection.summary.received.len();
        let parts = match self.collection.language {
            Language::Zh => [
                "计入汇总 ",
                &format!(" 份报告（读到 {received} 份）；空白 "),
                " 格，没有当作 0；有文字、没有加进合计 ",
                " 格。",
            ]
            .map(str::to_owned),
            Language::En => [
                "Reports summed up: ".to_owned(),
                format!(" of {received}; blank cells (not counted as 0): "),
                "; cells with text (not summed): ".to_owned(),
                ".".to_owned(),
            ],
        };
        let [a, b, c, d] = &parts;
        (
            format!("\"{a}\"&{count}&\"{b}\"&{blank}&\"{c}\"&{words}&\"{d}\""),
            format!("{a}{counted}{b}{blanks}{c}{texts}{d}"),
        )
    }

    /// Number of figures that are text in 明细 because a spreadsheet cannot hold their digits.
    fn long(&self, columns: &[&Column]) -> usize {
        let counted = self.collection.summary.counted();
        let long = |value: &Value| value.counted().is_some() && super::grid::number(value).is_none();
        counted
            .map(|(_, one)| {
                columns.iter().filter(|column| one.value(column.address).as_deref().is_some_and(long)).count()
            })
            .sum()
    }

    /// Writes that subtotals added by some bodies are not in the table; returns the row below.
    fn subtotals(&self, sheet: &mut Worksheet, row: u32, (right, width): (u16, u32)) -> Result<u32> {
        const TEXT: Text = Text::new(
            "有的报告自加了“小计”行。小计只是这些报告的，本表不列，见“明细”。",
            "Some reports have subtotals of their own, which are not summed up here; see 明细.",
        );
        let shown = self.form.shown().filter(|(address, _)| address.table == self.key).count();
        let all = self.form.sums.keys().filter(|address| address.table == self.key).count();
        if shown == all {
            return Ok(row);
        }
        let text = TEXT.get(self.collection.language);
        sheet.merge_range(row, 0, row, right, text, &format::line())?;
        sheet.set_row_height(row, text_height(text, width).max(20))?;
        Ok(row + 1)
    }

    /// Writes which sums are not formulas; returns the row below.
    fn inexact(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        (right, width): (u16, u32),
        columns: &BTreeMap<Address, &Column>,
    ) -> Result<u32> {
        let language = self.collection.language;
        let own = columns.iter().filter(|(address, _)| address.table == self.key);
        let inexact = own.filter(|(_, column)| self.grid.sum(column).is_none());
        let named: Vec<String> =
            inexact.map(|(address, _)| address.label(self.form.edition, language)).collect();
        if named.is_empty() {
            return Ok(row);
        }
        let text = match language {
            Language::Zh => format!(
                "下列各格位数太多，电子表格算不准，写的是算好的准确数，不随“计入汇总”变化：{}。",
                named.join("；")
            ),
            Language::En => format!(
                "Exact sums without formulas, because a spreadsheet cannot compute them: {}.",
                named.join("; ")
            ),
        };
        sheet.merge_range(row, 0, row, right, &text, &format::line())?;
        sheet.set_row_height(row, text_height(&text, width))?;
        Ok(row + 1)
    }
}

/// Highlights cells that some reports left blank and dims the others.
fn shade(sheet: &mut Worksheet, area: Area) -> Result<()> {
    let rules = [
        (ConditionalFormatCellRule::GreaterThan(0), format::some_blank()),
        (ConditionalFormatCellRule::EqualTo(0), format::none_blank()),
    ];
    let is_text = rust_xlsxwriter::ConditionalFormatFormula::new()
        .set_rule(format!("=NOT(ISNUMBER(A{}))", area.top + 1).as_str())
        .set_stop_if_true(true);
    sheet.add_conditional_format(area.top, area.left, area.bottom, area.right, &is_text)?;
    for (rule, look) in rules {
        let rule = ConditionalFormatCell::new().set_rule(rule).set_format(look);
        sheet.add_conditional_format(area.top, area.left, area.bottom, area.right, &rule)?;
    }
    Ok(())
}
