//! `repconv FILE…`, as when files are dragged onto the program: what each is, what is wrong with it, and what to do next.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::arguments::{ConversionArguments, ReadingArguments};
use super::reading::input_reader;
use super::usage::UsageError;
use super::{Fault, Outcome, OutputOptions, commands, print, show};
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

/// The files, where nothing but several that are there is given: an output that is yet to be written is not.
pub fn several_inputs(arguments: &[OsString]) -> Option<Vec<PathBuf>> {
    let files = arguments.get(1..).filter(|files| files.len() > 1)?;
    // A folder as the second of two is an output that cannot be written.
    let is_there = |name: &OsString| {
        let path = Path::new(name);
        !name.as_encoded_bytes().starts_with(b"-")
            && if files.len() == 2 { path.is_file() } else { path.exists() }
    };
    let is_command = commands::called(arguments).is_some();
    let is_twice = matches!(files, [one, other] if one == other);
    (!is_command && !is_twice && files.iter().all(is_there))
        .then(|| files.iter().map(PathBuf::from).collect())
}

/// Prints what each file is and what is wrong with it. Of two, the second may be meant as an output that is there
/// already: nothing was converted, which the exit status says.
pub fn identify_each(paths: &[PathBuf], language: Language) -> Result<Outcome, Fault> {
    const NEXT: [(Text, Text); 2] = [
        (
            Text::new("check # -o 检查.html", "check # -o check.html"),
            Text::new("打印出来逐处修改", "a page to print and work through"),
        ),
        (
            Text::new("其中一个文件 新文件.xlsx", "ONE-OF-THEM new.xlsx"),
            Text::new("转换（也可以是 .docx、.html 等）", "convert it, also to .docx, .html and more"),
        ),
    ];
    let options = OutputOptions { language, quiet: false, verbose: false, is_complete: false };
    let mut outcomes = Vec::with_capacity(paths.len());
    for path in paths {
        let gap = if outcomes.is_empty() { "" } else { "\n" };
        writeln!(anstream::stdout(), "{gap}{}", file::shown_name(path))?;
        outcomes.push(match describe(path, &ReadingArguments::default(), options) {
            Ok((outcome, _)) => outcome,
            Err(Fault::BrokenPipe) => return Err(Fault::BrokenPipe),
            Err(fault) => {
                super::tell(&fault.in_language(language, None));
                Outcome::SomeUnreadable
            }
        });
    }
    let names: Vec<String> = paths.iter().map(|path| quoted(&file::shown_name(path))).collect();
    next(&names.join(" "), "xlsx", &[], &NEXT, options)?;
    if let [input, output] = &*names {
        print::to_stderr(match language {
            Language::Zh => format!(
                "没有转换：两个文件都已经存在；要把 {input} 转换后写进 {output}，请加 --overwrite，或换一个文件名\n"
            ),
            Language::En => format!(
                "nothing was converted, both files exist: to write {input} into {output} add --overwrite, or choose another name\n"
            ),
        });
        return Ok(Outcome::SomeUnreadable);
    }
    let worst =
        [Outcome::SomeUnreadable, Outcome::ErrorsFound].into_iter().find(|one| outcomes.contains(one));
    Ok(worst.unwrap_or(Outcome::Done))
}

/// Prints what the file is, what is wrong with it and what to do next.
pub fn identify(path: &Path, arguments: &ReadingArguments, options: OutputOptions) -> Result<Outcome, Fault> {
    const STEPS: [(Text, Text); 4] = [
        (Text::new("show #", "show #"), Text::new("逐表核对读到的内容", "compare what was read")),
        (
            Text::new("check # -o 检查.html", "check # -o check.html"),
            Text::new("打印出来逐处修改", "a page to print and work through"),
        ),
        (
            Text::new("# 新文件.EXTENSION", "# new.EXTENSION"),
            Text::new("转换（也可以是 .html、.txt 等）", "convert it, also to .html, .txt and more"),
        ),
        (
            Text::new("fix # 补填.docx --fill-blanks", "fix # filled.docx --fill-blanks"),
            Text::new(
                "空格填 0，空着的合计填各项之和",
                "0 in blank cells, in blank totals the sum of their parts",
            ),
        ),
    ];
    let (outcome, has_blanks) = describe(path, arguments, options)?;
    let steps = STEPS.get(..if has_blanks { 4 } else { 3 }).unwrap_or_default();
    let name = file::shown_name(path);
    let extension = if name.to_lowercase().ends_with(".docx") { "xlsx" } else { "docx" };
    next(&quoted(&name), extension, &arguments.form, steps, options)?;
    Ok(outcome)
}

/// Prints what the file is and what is wrong with it; with the outcome, whether cells are blank.
fn describe(
    path: &Path,
    arguments: &ReadingArguments,
    options: OutputOptions,
) -> Result<(Outcome, bool), Fault> {
    if path.is_dir() {
        return Err(folder(&file::shown_name(path)).into());
    }
    let formats = Formats::builtin();
    let reading = input_reader(arguments, arguments.input_encoding(), &formats, options)?;
    let bytes = reading.bytes(path)?;
    let understood = reading.check(path, &bytes).map_err(|error| Fault::of_file(path, error))?;
    let mut out = anstream::stdout().lock();
    show::facts(&understood.report, options, &mut out)?;
    content(&understood, options.language, &mut out)?;
    show::list_findings(&understood, path, options, &mut out)?;
    out.flush()?;
    let has_blanks = understood.findings.iter().any(|finding| finding.rule == &BLANK_CELL);
    let has_errors = understood.findings.iter().any(|finding| finding.severity == Severity::Error);
    Ok((if has_errors { Outcome::ErrorsFound } else { Outcome::Done }, has_blanks))
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

/// A name as it is typed on the command line.
fn quoted(name: &str) -> String {
    if name.contains(' ') { format!("\"{name}\"") } else { name.to_owned() }
}

/// What can be done with the files of these names, which were read with these forms.
fn next(
    names: &str,
    extension: &str,
    forms: &[String],
    steps: &[(Text, Text)],
    options: OutputOptions,
) -> io::Result<()> {
    const TITLE: Text = Text::new("接下来可以", "What next");
    if options.quiet {
        return Ok(());
    }
    let mut out = anstream::stdout().lock();
    writeln!(out, "\n{}", TITLE.get(options.language))?;
    let forms: String = forms.iter().map(|form| format!(" --form {}", quoted(form))).collect();
    for (command, what) in steps {
        let command = command.get(options.language).replace("EXTENSION", extension).replace('#', names);
        writeln!(out, "  repconv {command}{forms}    {}", what.get(options.language))?;
    }
    out.flush()
}
