//! The list of what is to be done about each file, and that of all findings.

use rust_xlsxwriter::{Format, FormatAlign, FormatUnderline, Url, Worksheet, XlsxError};

use super::{fit, format, text_height, title};
use crate::model::decimal::Decimal;
use crate::model::finding::{Finding, Severity};
use crate::model::language::{Language, Text};
use crate::present::check::overview::{self, Task};
use crate::present::check::{Entry, wording};
use crate::present::severity::{self, SEVERITIES};
use crate::writers::xlsx::number;

type Result<T> = std::result::Result<T, XlsxError>;

/// Rows above the heads: the title and the counts.
const HEAD_ROW: u32 = 2;

/// A column of a list: its head and its width in characters.
type Column = (Text, u32);

const FINDING_COLUMNS: [Column; 14] = [
    (Text::new("文件", "File"), 20),
    (Text::new("单位", "Organization"), 18),
    (Text::new("年度", "Year"), 6),
    (Text::new("级别", "Severity"), 8),
    (Text::new("规则", "Rule"), 10),
    (Text::new("规则内容", "What the rule says"), 18),
    (Text::new("原件位置", "Place"), 14),
    (Text::new("单元格", "Cells"), 22),
    (Text::new("问题", "Message"), 44),
    (Text::new("应为", "Expected"), 9),
    (Text::new("实为", "Found"), 9),
    (Text::new("疑似笔误", "Suspected mistake"), 18),
    (Text::new("原文", "Passage"), 26),
    (Text::new("可自动修正", "Fix"), 14),
];

const TASK_COLUMNS: [Column; 9] = [
    (Text::new("要做的", "Task"), 14),
    (Text::new("单位", "Organization"), 24),
    (Text::new("年度", "Year"), 7),
    (Text::new("错误", "Errors"), 8),
    (Text::new("提醒", "Warnings"), 8),
    (Text::new("说明", "Notes"), 8),
    (Text::new("先改什么", "What to correct first"), 64),
    (Text::new("文件", "File"), 42),
    (Text::new("表格", "Tables"), 24),
];

/// The sheet with a row for each finding and each file that could not be read.
pub fn findings(entries: &[Entry], is_without_tables: bool, language: Language) -> Result<Worksheet> {
    const SOUND: Text = Text::new("没有发现问题", "No problem was found");
    const TOO_MANY: Text = Text::new(
        "有问题的文件较多，本工作簿只列清单，不附各报告的表格。",
        "Too many files have findings for their tables to be shown here.",
    );
    let mut list = List::new(title(entries), &FINDING_COLUMNS, language)?;
    let counted = SEVERITIES
        .map(|severity| entries.iter().map(|entry| severity::count(&entry.findings, severity)).sum());
    let mut summary = severity::counts(counted, language);
    if summary.is_empty() {
        SOUND.get(language).clone_into(&mut summary);
    }
    if is_without_tables {
        summary = format!("{summary}  {}", TOO_MANY.get(language));
    }
    list.summary(&summary)?;
    for (_, entry) in overview::in_order(entries) {
        if entry.error.is_some() {
            list.unread(entry)?;
        }
        let mut findings: Vec<&Finding> = entry.findings.iter().collect();
        findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        for finding in findings {
            list.finding(entry, finding)?;
        }
    }
    list.finish()
}

/// The sheet with a row for each file and each missing body, the most urgent first; `names` are those of the sheets
/// with tables.
pub fn tasks(entries: &[Entry], names: Option<&[Option<String>]>, language: Language) -> Result<Worksheet> {
    let mut list = List::new(title(entries), &TASK_COLUMNS, language)?;
    list.summary(&overview::summary(entries, language))?;
    let done = overview::done(entries);
    for (number, entry) in overview::in_order(entries) {
        let task = Task::of(entry);
        let files = done.iter().find(|files| files.iter().any(|(other, _)| *other == number));
        if files.and_then(|files| files.first()).is_some_and(|(first, _)| *first != number) {
            continue; // in the row of the first file of its body
        }
        if task == Task::Missing {
            for finding in &entry.findings {
                list.missing(finding)?;
            }
            continue;
        }
        list.task(task)?;
        // Of a file that could not be read its name may name a body of the roster.
        let owner = entry.findings.first().filter(|_| entry.error.is_some());
        let owner = owner.and_then(|finding| finding.passage.as_deref());
        list.text(1, entry.organization().or(owner).unwrap_or_default())?;
        list.number(2, entry.year().map(Decimal::from))?;
        let alone = [(number, entry)];
        let files = files.map_or(alone.as_slice(), Vec::as_slice);
        for (column, severity) in (3..).zip(SEVERITIES) {
            let count: usize = files.iter().map(|(_, file)| severity::count(&file.findings, severity)).sum();
            list.number(column, Some(Decimal::from(count)))?;
        }
        let steps = match &entry.error {
            Some(error) => vec![error.message(language)],
            None if task == Task::Nothing => Vec::new(),
            None => overview::steps(entry, language),
        };
        list.text(6, &steps.join("\n"))?;
        list.text(7, &files.iter().map(|(_, file)| file.file.as_str()).collect::<Vec<_>>().join("\n"))?;
        match names.and_then(|names| names.get(number.saturating_sub(1))?.as_ref()) {
            Some(name) => list.link(8, name)?,
            None => list.text(8, "")?,
        }
        list.end_row()?;
    }
    list.finish()
}

/// A list being written.
struct List {
    sheet: Worksheet,
    row: u32,
    columns: &'static [Column],
    /// Points that the row needs so far.
    height: u32,
    language: Language,
    format: Format,
}

impl List {
    fn new(name: Text, columns: &'static [Column], language: Language) -> Result<Self> {
        let mut sheet = Worksheet::new();
        sheet.set_row_height(0, 28)?.write_string_with_format(0, 0, name.get(language), &format::title())?;
        for (column, (head, width)) in (0..).zip(columns) {
            sheet.set_column_width(column, *width)?;
            sheet.write_string_with_format(HEAD_ROW, column, head.get(language), &format::head())?;
        }
        sheet.set_row_height(HEAD_ROW, 24)?.set_landscape();
        sheet.set_freeze_panes(HEAD_ROW + 1, 1)?.set_repeat_rows(HEAD_ROW, HEAD_ROW)?;
        Ok(Self { sheet, row: HEAD_ROW + 1, columns, height: 0, language, format: format::cell() })
    }

    fn summary(&mut self, text: &str) -> Result<()> {
        self.sheet.write_string(1, 0, text).map(|_| ())
    }

    fn text(&mut self, column: u16, text: &str) -> Result<()> {
        let text = fit(text);
        let width = self.columns.get(usize::from(column)).map_or(1, |(_, width)| *width);
        self.height = self.height.max(text_height(&text, width));
        self.sheet.write_string_with_format(self.row, column, text, &self.format).map(|_| ())
    }

    fn end_row(&mut self) -> Result<()> {
        self.sheet.set_row_height(self.row, self.height)?;
        (self.row, self.height) = (self.row + 1, 0);
        Ok(())
    }

    /// A number where a spreadsheet holds it exactly, else its text.
    fn number(&mut self, column: u16, number: Option<Decimal>) -> Result<()> {
        match number.map(|number| number.normalize()) {
            Some(exact) if number::is_exact(exact) => {
                let format = format::cell().set_align(FormatAlign::Center);
                number::write(&mut self.sheet, self.row, column, exact, &format)
            }
            other => self.text(column, &other.map(|number| number.to_string()).unwrap_or_default()),
        }
    }

    fn link(&mut self, column: u16, sheet: &str) -> Result<()> {
        let url = Url::new(format!("internal:'{sheet}'!A1")).set_text(sheet);
        let format = format::cell().set_underline(FormatUnderline::Single);
        self.sheet.write_url_with_format(self.row, column, url, &format).map(|_| ())
    }

    fn about(&mut self, entry: &Entry) -> Result<()> {
        self.text(0, &entry.file)?;
        self.text(1, entry.organization().unwrap_or_default())?;
        self.number(2, entry.year().map(Decimal::from))
    }

    fn task(&mut self, task: Task) -> Result<()> {
        let word = task.word().get(self.language);
        let format = match task {
            Task::AskAgain | Task::Missing | Task::Correct => format::severity(Severity::Error),
            Task::Verify => format::severity(Severity::Warning),
            Task::Nothing => format::cell().set_align(FormatAlign::Center),
        };
        self.height = self.height.max(text_height(word, 14));
        self.sheet.write_string_with_format(self.row, 0, word, &format).map(|_| ())
    }

    /// A body of the roster without a report.
    fn missing(&mut self, finding: &Finding) -> Result<()> {
        self.task(Task::Missing)?;
        for column in (2..).take(self.columns.len().saturating_sub(2)) {
            self.text(column, "")?;
        }
        self.text(1, finding.passage.as_deref().unwrap_or_default())?;
        self.text(6, finding.message.get(self.language))?;
        self.end_row()
    }

    fn severity(&mut self, severity: Severity, word: &str) -> Result<()> {
        self.sheet.write_string_with_format(self.row, 3, word, &format::severity(severity)).map(|_| ())
    }

    fn finding(&mut self, entry: &Entry, finding: &Finding) -> Result<()> {
        let (language, edition) = (self.language, entry.edition());
        self.about(entry)?;
        self.severity(finding.severity, finding.severity.word().get(language))?;
        self.text(4, finding.rule.code)?;
        self.text(5, finding.rule.title.get(language))?;
        self.text(6, &finding.place.describe(language).unwrap_or_default())?;
        self.text(7, &some_cells(finding, entry, language))?;
        self.text(8, finding.message.get(language))?;
        self.number(9, finding.expected)?;
        self.number(10, finding.found)?;
        self.text(11, &wording::cells(&finding.suspects, edition, language))?;
        self.text(12, &wording::quoted(finding).map(|parts| parts.concat()).unwrap_or_default())?;
        self.text(13, &finding.fix.as_ref().map(|fix| wording::fix(fix, language)).unwrap_or_default())?;
        self.end_row()
    }

    fn unread(&mut self, entry: &Entry) -> Result<()> {
        const UNREAD: Text = Text::new("未能读取", "not read");
        let Some(error) = &entry.error else { return Ok(()) };
        let language = self.language;
        self.about(entry)?;
        self.severity(Severity::Error, UNREAD.get(language))?;
        self.text(4, error.code())?;
        let lines: Vec<String> =
            std::iter::once(error.message(language)).chain(error.hint(language)).collect();
        for column in (5..).take(self.columns.len().saturating_sub(5)) {
            self.text(column, "")?;
        }
        self.text(8, &lines.join("\n"))?;
        self.end_row()
    }

    fn finish(mut self) -> Result<Worksheet> {
        let last = self.row.saturating_sub(1).max(HEAD_ROW);
        let right = u16::try_from(self.columns.len()).unwrap_or(1).saturating_sub(1);
        self.sheet.autofilter(HEAD_ROW, 0, last, right)?;
        Ok(self.sheet)
    }
}

/// The cells concerned; of many only the first, since the message describes the others.
fn some_cells(finding: &Finding, entry: &Entry, language: Language) -> String {
    /// Maximum number of cells that are named one by one.
    const NAMED: usize = 2;
    let count = finding.cells.len();
    let named = finding.cells.get(..1).filter(|_| count > NAMED).unwrap_or(&finding.cells);
    let text = wording::cells(named, entry.edition(), language);
    match language {
        _ if count <= NAMED => text,
        Language::Zh => format!("{text}等 {count} 格"),
        Language::En => format!("{text} … {count} cells"),
    }
}
