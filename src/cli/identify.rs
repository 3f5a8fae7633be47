//! `repconv FILE`, as when a file is dragged onto the program: what it is, what is wrong with it, and what to do next.

use std::io::{self, Write};
use std::path::Path;

use super::arguments::{ConversionArguments, ReadingArguments};
use super::reading::input_reader;
use super::usage::UsageError;
use super::{Fault, Outcome, OutputOptions, show};
use repconv::batch::file;
use repconv::batch::input::CheckedReport;
use repconv::formats::Formats;
use repconv::model::finding::Severity;
use repconv::model::language::{Language, Message, Text};
use repconv::model::report::{Item, Report};
use repconv::validate::BLANK_CELL;

/// The options that say how to read, by their ids.
const READING: [&str; 7] = ["from", "input_encoding", "encoding", "edition", "form", "report", "limit"];

/// The input, where nothing but it and how to read it is given.
pub fn only_input<'a>(arguments: &'a ConversionArguments, given: &[String]) -> Option<&'a Path> {
    let is_asked = given.iter().all(|id| id == "input" || READING.contains(&id.as_str()));
    arguments.input.as_deref().filter(|_| is_asked)
}

/// Prints what the file is and what is wrong with it.
pub fn identify(path: &Path, arguments: &ReadingArguments, options: OutputOptions) -> Result<Outcome, Fault> {
    let name = file::shown_name(path);
    if path.is_dir() {
        return Err(folder(&name).into());
    }
    let formats = Formats::builtin();
    let reading = input_reader(arguments, arguments.input_encoding(), &formats, options)?;
    let bytes = reading.bytes(path)?;
    let understood = reading.check(path, &bytes).map_err(|error| Fault::of_file(path, error))?;
    let mut out = anstream::stdout().lock();
    show::facts(&understood.report, options, &mut out)?;
    content(&understood, options.language, &mut out)?;
    show::list_findings(&understood, path, options, &mut out)?;
    let has_blanks = understood.findings.iter().any(|finding| finding.rule == &BLANK_CELL);
    next(&name, has_blanks, options, &mut out)?;
    out.flush()?;
    let has_errors = understood.findings.iter().any(|finding| finding.severity == Severity::Error);
    Ok(if has_errors { Outcome::ErrorsFound } else { Outcome::Done })
}

fn folder(name: &str) -> UsageError {
    UsageError::new(
        Message::new(format!("{name} 是文件夹"), format!("{name} is a folder")),
        Message::new(
            format!("检查里面的报告：repconv check {name}；汇总：repconv collect {name} -o 汇总.xlsx"),
            format!(
                "'repconv check {name}' checks its reports, 'repconv collect {name} -o sums.xlsx' sums them up"
            ),
        ),
    )
}

/// How much was read: `表一 21 个数，表二 154 个数；空白 3 格`.
fn content(understood: &CheckedReport, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let report = &understood.report;
    let mut parts: Vec<String> = report
        .edition
        .tables
        .iter()
        .filter_map(|table| {
            let cells = report.cells.iter().filter(|(address, _)| address.table == table.key);
            let filled = cells.filter(|(_, cell)| !cell.value.is_blank()).count();
            (filled > 0).then(|| match language {
                Language::Zh => format!("{} {filled} 格", table.name),
                Language::En => format!("{} {filled} cells", table.name),
            })
        })
        .collect();
    let blank = report.cells.values().filter(|cell| cell.value.is_blank()).count();
    let (paragraphs, tables) = items(report);
    for (count, zh, en) in [
        (blank, "空白 # 格", "# blank"),
        (paragraphs, "文字 # 段", "# paragraphs"),
        (tables, "其他表 # 个", "# other tables"),
    ] {
        let text = Text::new(zh, en).get(language).replace('#', &count.to_string());
        parts.extend((count > 0).then_some(text));
    }
    let (name, separator) = match language {
        Language::Zh => ("内容", "，"),
        Language::En => ("content", ", "),
    };
    writeln!(out, "  {name}  {}", parts.join(separator))?;
    if understood.reports > 1 {
        let count = understood.reports;
        writeln!(
            out,
            "  {}",
            match language {
                Language::Zh => format!("文件里有 {count} 份报告，这是第一份；另一份用 --report 2 看"),
                Language::En =>
                    format!("The file has {count} reports, and this is the first: --report 2 shows another"),
            }
        )?;
    }
    Ok(())
}

/// The paragraphs and the tables that are not of the form.
fn items(report: &Report) -> (usize, usize) {
    let body = || report.sections.iter().flat_map(|section| &section.body);
    let paragraphs = body().filter(|item| matches!(item, Item::Paragraph(_))).count();
    let tables = body().filter(|item| matches!(item, Item::Table(_))).count();
    (report.preamble.len() + paragraphs, tables)
}

/// What can be done with the file.
fn next(name: &str, has_blanks: bool, options: OutputOptions, out: &mut dyn Write) -> io::Result<()> {
    const STEPS: [(Text, Text); 3] = [
        (Text::new("show #", "show #"), Text::new("逐表核对读到的内容", "compare what was read")),
        (
            Text::new("check # -o 检查.html", "check # -o check.html"),
            Text::new("打印出来逐处修改", "a page to print and work through"),
        ),
        (
            Text::new("# 新文件.EXTENSION", "# new.EXTENSION"),
            Text::new("转换（也可以是 .html、.txt 等）", "convert it, also to .html, .txt and more"),
        ),
    ];
    const FILL: (Text, Text) = (
        Text::new("fix # 补填.docx --fill-blanks", "fix # filled.docx --fill-blanks"),
        Text::new(
            "空格填 0，空着的合计填各项之和",
            "0 in blank cells, in blank totals the sum of their parts",
        ),
    );
    const TITLE: Text = Text::new("接下来可以", "What next");
    if options.quiet {
        return Ok(());
    }
    let extension = if name.to_lowercase().ends_with(".docx") { "xlsx" } else { "docx" };
    let name = if name.contains(' ') { format!("\"{name}\"") } else { name.to_owned() };
    writeln!(out, "\n{}", TITLE.get(options.language))?;
    for (command, what) in STEPS.into_iter().chain(has_blanks.then_some(FILL)) {
        let command = command.get(options.language).replace("EXTENSION", extension).replace('#', &name);
        writeln!(out, "  repconv {command}    {}", what.get(options.language))?;
    }
    Ok(())
}
