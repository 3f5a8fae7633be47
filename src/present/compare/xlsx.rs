//! A difference as a workbook: what was compared, the cells, the narrative and the findings, each a
//! list to filter.
//!
//! Figures are numbers wherever a spreadsheet holds them exactly; all else is written as text, so
//! nothing starts a formula.

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatUnderline, Workbook, Worksheet, XlsxError,
};

use super::{Compared, wording};
use crate::compare::{ComparedCell, ComparedLine, InForms, Pair, Piece, State};
use crate::model::decimal::Decimal;
use crate::model::error::Error;
use crate::model::language::{Language, Message, Text};
use crate::model::value::Value;
use crate::present::check::xlsx::{fit, format, text_height};
use crate::writers::xlsx::number;

type Result<T> = std::result::Result<T, XlsxError>;

const TITLE: Text = Text::new("政府信息公开工作年度报告的比较", "Two reports compared");
const OLD: Color = Color::RGB(0x008C_1D18);
const NEW: Color = Color::RGB(0x0014_532D);
const CHANGED: Color = Color::RGB(0x00FF_F4D9);
const A4: u8 = 9;
/// Rows above the heads.
const HEAD_ROW: u32 = 1;

/// A column of a list: its head and its width in characters.
type Column = (Text, u32);

/// The workbook's bytes, the same for the same difference.
///
/// # Errors
/// When there are more lines than a sheet has rows.
pub fn render(compared: &Compared, language: Language) -> std::result::Result<Vec<u8>, Error> {
    workbook(compared, language).map_err(|error| Error::Unwritable {
        format: "xlsx",
        what: Message::new(error.to_string(), error.to_string()),
    })
}

fn workbook(compared: &Compared, language: Language) -> Result<Vec<u8>> {
    const SHEETS: [Text; 4] = [
        Text::new("概况", "Overview"),
        Text::new("单元格", "Cells"),
        Text::new("文字", "Narrative"),
        Text::new("问题", "Findings"),
    ];
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let properties = DocProperties::new().set_creation_datetime(&created).set_title(TITLE.get(language));
    workbook.set_properties(&properties);
    let makers = [overview, cells, narrative, found];
    for (name, make) in SHEETS.iter().zip(makers) {
        let mut sheet = make(compared, language)?;
        sheet.set_name(name.get(language))?.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0);
        sheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3).set_footer("&C&P / &N");
        workbook.push_worksheet(sheet);
    }
    workbook.save_to_buffer()
}

fn overview(compared: &Compared, language: Language) -> Result<Worksheet> {
    const COLUMNS: [Column; 3] = [(Text::new("项目", "Item"), 18), (wording::OLD, 52), (wording::NEW, 52)];
    let difference = &compared.difference;
    let mut list = List::new(&COLUMNS, TITLE.get(language), language)?;
    let [old, new] = difference.heads.each();
    list.texts(&[Text::new("文件", "File").get(language), &compared.files.old, &compared.files.new])?;
    let name = |name: &Option<String>| name.clone().unwrap_or_default();
    let body = Text::new("单位", "Body").get(language);
    list.texts(&[body, &name(&old.organization), &name(&new.organization)])?;
    let year = |year: Option<u16>| year.map(|year| year.to_string()).unwrap_or_default();
    list.texts(&[Text::new("年度", "Year").get(language), &year(old.year), &year(new.year)])?;
    list.texts(&[Text::new("表格年版", "Form").get(language), old.edition.name, new.edition.name])?;
    for field in &difference.fields {
        let [old, new] = field.said.each().map(|said| wording::said(said, language));
        list.is_changed = field.is_changed();
        list.texts(&[&wording::field(&field.field, language), &old, &new])?;
    }
    let mut remarks = vec![wording::summary(difference.counts(), language)];
    remarks.extend(wording::remarks(difference).iter().map(|remark| remark.get(language).to_owned()));
    let repeated = wording::repeated(difference, language);
    let measure = (!repeated.is_empty()).then(|| wording::MEASURE.get(language).to_owned());
    remarks.extend(repeated.into_iter().chain(measure));
    for remark in remarks {
        list.across(&remark)?;
    }
    list.finish(false)
}

fn cells(compared: &Compared, language: Language) -> Result<Worksheet> {
    const COLUMNS: [Column; 8] = [
        (Text::new("表", "Table"), 9),
        (Text::new("行", "Row"), 34),
        (Text::new("列", "Column"), 26),
        (wording::OLD, 15),
        (wording::NEW, 15),
        (wording::CHANGE, 12),
        (Text::new("结果", "Outcome"), 20),
        (Text::new("地址", "Address"), 66),
    ];
    let mut list = List::new(&COLUMNS, TITLE.get(language), language)?;
    for (form, _, cells) in wording::by_table(&compared.difference) {
        for cell in cells {
            let (row, column) = wording::row_and_column(cell, form, language);
            list.is_changed = cell.is_changed();
            list.text(0, form.name)?;
            list.text(1, &row)?;
            list.text(2, &column)?;
            for (column, value) in (3..).zip(cell.values.each()) {
                match value {
                    Some(Value::Number(figure)) => list.number(column, Some(*figure), "")?,
                    value => list.text(column, &wording::value(value.as_ref(), cell.in_forms, language))?,
                }
            }
            list.number(5, cell.change, "+")?;
            list.text(6, outcome(cell).get(language))?;
            list.text(7, &cell.address.to_string())?;
            list.end_row()?;
        }
    }
    list.finish(true)
}

const fn outcome_of(in_forms: InForms) -> Option<Text> {
    match in_forms {
        InForms::Both => None,
        InForms::OldOnly => Some(Text::new("只有旧报告的表格有", "old form only")),
        InForms::NewOnly => Some(Text::new("只有新报告的表格有", "new form only")),
    }
}

fn outcome(cell: &ComparedCell) -> Text {
    let is_without = |value: &Option<Value>| value.as_ref().is_none_or(Value::is_blank);
    match (outcome_of(cell.in_forms), cell.is_changed()) {
        (Some(apart), _) => apart,
        (None, false) => Text::new("相同", "same"),
        (None, true) if cell.values.each().into_iter().any(is_without) => {
            Text::new("不同（有空格或缺格）", "differ (blank or missing)")
        }
        (None, true) if cell.change.is_some_and(|change| change.is_zero()) => {
            Text::new("写法不同", "written otherwise")
        }
        (None, true) => Text::new("不同", "differ"),
    }
}

fn narrative(compared: &Compared, language: Language) -> Result<Worksheet> {
    const COLUMNS: [Column; 4] = [
        (Text::new("部分", "Section"), 22),
        (Text::new("变化", "Change"), 8),
        (wording::OLD, 60),
        (wording::NEW, 60),
    ];
    let mut list = List::new(&COLUMNS, TITLE.get(language), language)?;
    for section in &compared.difference.sections {
        let name = wording::section(section, language);
        for line in section.lines.iter().filter(|line| compared.shows_all || line.state() != State::Same) {
            list.text(0, &name)?;
            list.text(1, wording::state(line.state()).get(language))?;
            list.line(line, compared)?;
            list.end_row()?;
        }
        if section.breaks > 0 {
            list.texts(&[&name, "", "", &wording::breaks(section.breaks, language)])?;
        }
    }
    list.finish(true)
}

fn found(compared: &Compared, language: Language) -> Result<Worksheet> {
    const COLUMNS: [Column; 5] = [
        (Text::new("变化", "Change"), 10),
        (Text::new("级别", "Severity"), 9),
        (Text::new("规则", "Rule"), 9),
        (Text::new("规则内容", "What the rule says"), 34),
        (Text::new("问题", "Message"), 88),
    ];
    let mut list = List::new(&COLUMNS, TITLE.get(language), language)?;
    let found = &compared.difference.findings;
    for (word, findings) in [(wording::APPEARED, &found.appeared), (wording::GONE, &found.gone)] {
        for finding in findings {
            let severity = finding.severity.word().get(language);
            let (code, title) = (finding.rule.code, finding.rule.title.get(language));
            list.texts(&[word.get(language), severity, code, title, finding.message.get(language)])?;
        }
    }
    list.finish(true)
}

/// A list being written.
struct List {
    sheet: Worksheet,
    row: u32,
    columns: &'static [Column],
    /// Points that the row needs so far.
    height: u32,
    /// Whether the row has a difference: such rows are shaded when all rows are shown.
    is_changed: bool,
    language: Language,
}

impl List {
    fn new(columns: &'static [Column], title: &str, language: Language) -> Result<Self> {
        let mut sheet = Worksheet::new();
        sheet.set_row_height(0, 28)?.write_string_with_format(0, 0, title, &format::title())?;
        for (column, (head, width)) in (0..).zip(columns) {
            sheet.set_column_width(column, *width)?;
            sheet.write_string_with_format(HEAD_ROW, column, head.get(language), &format::head())?;
        }
        sheet.set_row_height(HEAD_ROW, 22)?;
        sheet.set_freeze_panes(HEAD_ROW + 1, 1)?.set_repeat_rows(HEAD_ROW, HEAD_ROW)?;
        Ok(Self { sheet, row: HEAD_ROW + 1, columns, height: 0, is_changed: false, language })
    }

    fn format(&self) -> Format {
        let format = format::cell();
        if self.is_changed { format.set_background_color(CHANGED) } else { format }
    }

    fn text(&mut self, column: u16, text: &str) -> Result<()> {
        let text = fit(text);
        self.grow(column, &text);
        self.sheet.write_string_with_format(self.row, column, text, &self.format()).map(|_| ())
    }

    fn grow(&mut self, column: u16, text: &str) {
        let width = self.columns.get(usize::from(column)).map_or(1, |(_, width)| *width);
        self.height = self.height.max(text_height(text, width));
    }

    /// A row of texts.
    fn texts(&mut self, texts: &[&str]) -> Result<()> {
        for (column, text) in (0..).zip(texts) {
            self.text(column, text)?;
        }
        self.end_row()
    }

    /// A row of one text over all columns.
    fn across(&mut self, text: &str) -> Result<()> {
        let width: u32 = self.columns.iter().map(|(_, width)| width).sum();
        let last = u16::try_from(self.columns.len()).unwrap_or(1).saturating_sub(1);
        let text = fit(text);
        self.sheet.merge_range(self.row, 0, self.row, last, &text, &format::cell())?;
        self.height = text_height(&text, width);
        self.end_row()
    }

    fn end_row(&mut self) -> Result<()> {
        self.sheet.set_row_height(self.row, self.height)?;
        (self.row, self.height, self.is_changed) = (self.row + 1, 0, false);
        Ok(())
    }

    /// A number where a spreadsheet holds it exactly, else its text; `sign` precedes a number above 0.
    fn number(&mut self, column: u16, number: Option<Decimal>, sign: &str) -> Result<()> {
        let text = number.map(|number| number.normalize().to_string()).unwrap_or_default();
        let format = self.format().set_align(FormatAlign::Right);
        match number.map(|number| number.normalize()).filter(|number| number::is_exact(*number)) {
            Some(exact) => {
                let plain = number::format(exact);
                let shown = if sign.is_empty() { plain } else { format!("{sign}{plain};-{plain};0") };
                let format = format.set_num_format(shown);
                self.grow(column, &text);
                number::write(&mut self.sheet, self.row, column, exact, &format)
            }
            None => self.text(column, &text),
        }
    }

    /// Both sides of a line, with differences struck out or underlined.
    fn line(&mut self, line: &ComparedLine, compared: &Compared) -> Result<()> {
        let kind = wording::kind(line.kind, compared.difference.heads.new.edition, self.language);
        let Pair { old, new } = &line.units;
        let plain = || Format::new().set_font_size(format::POINTS);
        let removed = plain().set_font_color(OLD).set_font_strikethrough();
        let added = plain().set_font_color(NEW).set_underline(FormatUnderline::Single);
        for (column, unit, mark) in [(2, old, removed), (3, new, added)] {
            match unit {
                None => self.text(column, "")?,
                Some(unit) => self.pieces(column, &kind, &unit.pieces, &mark)?,
            }
        }
        Ok(())
    }

    fn pieces(&mut self, column: u16, kind: &str, pieces: &[Piece], mark: &Format) -> Result<()> {
        let plain = Format::new().set_font_size(format::POINTS);
        let whole: String =
            std::iter::once(kind).chain(pieces.iter().map(|piece| piece.text.as_str())).collect();
        let kind = Some((kind.to_owned(), false)).filter(|(kind, _)| !kind.is_empty());
        let pieces = pieces.iter().map(|piece| (fit(&piece.text), piece.is_changed));
        let pieces: Vec<(String, bool)> =
            kind.into_iter().chain(pieces).filter(|(text, _)| !text.is_empty()).collect();
        if pieces.len() < 2 || fit(&whole) != whole {
            return self.text(column, &whole); // Excel cannot show it as rich text
        }
        self.grow(column, &whole);
        let segments: Vec<(&Format, &str)> = pieces
            .iter()
            .map(|(text, is_changed)| (if *is_changed { mark } else { &plain }, text.as_str()))
            .collect();
        self.sheet.write_rich_string_with_format(self.row, column, &segments, &format::cell()).map(|_| ())
    }

    fn finish(mut self, has_filter: bool) -> Result<Worksheet> {
        const NOTHING: Text = Text::new("没有不同", "Nothing differs");
        if self.row == HEAD_ROW + 1 {
            self.text(0, NOTHING.get(self.language))?;
            self.end_row()?;
        }
        let last = self.row.saturating_sub(1).max(HEAD_ROW);
        let right = u16::try_from(self.columns.len()).unwrap_or(1).saturating_sub(1);
        if has_filter {
            self.sheet.autofilter(HEAD_ROW, 0, last, right)?;
        }
        Ok(self.sheet)
    }
}
