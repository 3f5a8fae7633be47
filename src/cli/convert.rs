//! `repconv IN OUT`: read, check, say what was found, write.

use std::ffi::OsStr;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

use super::arguments::{ConversionArguments, ReadingArguments, WritingArguments};
use super::output::{Destination, Inputs};
use super::reading::{self, input_reader};
use super::usage::{self, UsageError};
use super::{Fault, Outcome, OutputOptions, limits, print, reference_doc, template, texts};
use repconv::batch::file;
use repconv::batch::input::CheckedReport;
use repconv::compose::form_sheets::form_sheets;
use repconv::formats::{Format, FormatOption, Formats, TextEncoding, TextLayout, WriteOptions};
use repconv::model::error::{Doing, Error};
use repconv::model::finding::{Finding, Severity};
use repconv::model::language::{Language, Message, Text};
use repconv::model::reading_rules::is_about_unread_figures;
use repconv::model::report::Report;
use repconv::model::text::one_line;
use repconv::present::severity;
use repconv::session::Written;

/// Converts as the arguments say.
pub fn convert(arguments: &ConversionArguments, options: OutputOptions) -> Result<Outcome, Fault> {
    convert_with(arguments, options, |_| {})
}

/// Converts, and lets `mend` change what was read before it is checked and written.
pub fn convert_with(
    arguments: &ConversionArguments,
    options: OutputOptions,
    mend: impl FnOnce(&mut CheckedReport),
) -> Result<Outcome, Fault> {
    let formats = Formats::builtin();
    let missing = |id| usage::missing(&texts::shown_name(id, options.language));
    let input = arguments.input.as_deref().ok_or_else(|| missing("input"))?;
    let output = arguments.output.as_deref().ok_or_else(|| missing("output"))?;
    let format = output_format(output, arguments.to.as_deref(), &formats)?;
    let (mut write_options, input_encoding) = encodings(arguments, format)?;
    reference_doc::load(&arguments.writing, &arguments.reading, format, &formats, &mut write_options)?;
    let reading = input_reader(&arguments.reading, input_encoding, &formats, options)?;

    let bytes = reading.bytes(input)?;
    let read = Inputs::of(arguments.writing.files().chain([input]));
    let destination = Destination::new(output, &read, arguments.overwrite)
        .map_err(|error| Fault::File { name: output_name(output), error })?;
    let mut understood = reading.check(input, &bytes).map_err(|error| Fault::of_file(input, error))?;
    drop(bytes);
    mend(&mut understood);
    let CheckedReport { report, findings, .. } = understood;
    let name = file::shown_name(input);
    if !options.quiet {
        print::findings(&findings, &name, report.edition, options);
    }
    let has_errors = findings.iter().any(|finding| finding.severity == Severity::Error);
    let is_refused = arguments.strict && is_refused(&findings);
    if is_refused || matches!(destination, Destination::StandardOutput) {
        count(&findings, &name, options);
    }
    if is_refused {
        say_nothing_written(has_errors, options.language);
        return Ok(Outcome::ErrorsFound);
    }
    put_out((&report, &findings), output, &destination, format, &write_options, options)?;
    Ok(if has_errors { Outcome::ErrorsFound } else { Outcome::Done })
}

/// Whether `--strict` keeps a report with these findings from being written: it has errors, or figures of the file are not
/// in it.
pub fn is_refused(findings: &[Finding]) -> bool {
    let is_reason =
        |finding: &Finding| finding.severity == Severity::Error || is_about_unread_figures(finding);
    findings.iter().any(is_reason)
}

/// Counts the findings in a line, where no line about the output does: in a quiet run the errors alone.
fn count(findings: &[Finding], input: &str, options: OutputOptions) {
    let language = options.language;
    if !options.quiet {
        print::lines(Some(severity::summary(findings, language)).filter(|line| !line.is_empty()));
        return;
    }
    let errors = severity::errors(findings, language);
    let colon = if language == Language::Zh { "：" } else { ": " };
    print::lines((!errors.is_empty()).then(|| format!("{input}{colon}{errors}")));
}

/// Writes a report that was not read but made, with the help of the file `from`.
pub fn write_made(
    report: &Report,
    from: Option<&Path>,
    arguments: &ConversionArguments,
    options: OutputOptions,
) -> Result<(), Fault> {
    // The disclosure report is known to all; other forms are sent out with what they say of themselves.
    let is_form = report.organization.is_none() || report.edition.disclosure.is_none();
    let formats = Formats::builtin();
    let missing = || usage::missing(&texts::shown_name("output", options.language));
    let output = arguments.output.as_deref().ok_or_else(missing)?;
    let format = output_format(output, arguments.to.as_deref(), &formats)?;
    let (mut write_options, _) = encodings(arguments, format)?;
    reference_doc::load(&arguments.writing, &arguments.reading, format, &formats, &mut write_options)?;
    let sheets = if is_form { form_sheets(report.edition) } else { Vec::new() };
    write_options = write_options.with_blank_form(sheets);
    let read = Inputs::of(arguments.writing.files().chain(from));
    let destination = Destination::new(output, &read, arguments.overwrite)
        .map_err(|error| Fault::File { name: output_name(output), error })?;
    put_out((report, &[]), output, &destination, format, &write_options, options)
}

/// Writes a report with its findings, and says what the format cannot hold around the sections.
fn put_out(
    (report, findings): (&Report, &[Finding]),
    output: &Path,
    destination: &Destination,
    format: &Format,
    write_options: &WriteOptions,
    options: OutputOptions,
) -> Result<(), Fault> {
    let to_output = |error| Fault::File { name: output_name(output), error };
    let Written { bytes, loss, left_out, empty_places, .. } =
        repconv::write_checked(report, findings, format, write_options).map_err(to_output)?;
    match destination {
        Destination::StandardOutput => print(&bytes, format)?,
        Destination::File(target) => target.write(&bytes).map_err(to_output)?,
    }
    if let Some(loss) = loss.filter(|_| !options.quiet) {
        let name = output_name(output);
        print::lines([match options.language {
            Language::Zh => format!("提醒：{name}：{}；文件里写有这段文字，表格里的数不受影响", loss.zh),
            Language::En => {
                format!(
                    "warning: {name}: read again, {}; the file has it, and no figure is affected",
                    loss.en
                )
            }
        }]);
    }
    if !options.quiet {
        let name = output_name(output);
        print::lines(
            template::empty_places(&empty_places, &name)
                .map(|message| message.get(options.language).to_owned()),
        );
    }
    if let Some(left_out) = left_out.filter(|_| !options.quiet) {
        let name = output_name(output);
        print::lines([match options.language {
            Language::Zh => format!("说明：{name}：{}", left_out.zh),
            Language::En => format!("note: {name}: {}", left_out.en),
        }]);
    }
    let has_errors = findings.iter().any(|finding| finding.severity == Severity::Error);
    let note = if options.quiet { severity::errors } else { severity::summary };
    print::written(destination, &note(findings, options.language), has_errors, options);
    Ok(())
}

/// The format to write: the one named, else that of the extension; it must have a writer.
fn output_format<'a>(output: &Path, named: Option<&str>, formats: &'a Formats) -> Result<&'a Format, Fault> {
    let format = match named {
        Some(name) => reading::named_format(formats, "--to", name)?,
        None if file::is_standard(output) => {
            return Err(UsageError::new(
                Message::new("写到标准输出时要指明格式", "standard output needs a format"),
                Message::new("用 -t 指明，例如 -t json", "name it with -t, such as -t json"),
            )
            .into());
        }
        None => {
            let extension = output.extension().and_then(OsStr::to_str);
            extension.and_then(|extension| formats.by_extension(extension)).ok_or_else(|| {
                let name = output.file_name().unwrap_or(output.as_os_str()).to_string_lossy();
                Fault::of_file(output, Error::UnknownOutput { name: one_line(&name) })
            })?
        }
    };
    writable(format, output)
}

/// The format of this name, which must have a writer.
pub fn writable_format<'a>(name: &str, output: &Path, formats: &'a Formats) -> Result<&'a Format, Fault> {
    writable(reading::named_format(formats, "--to", name)?, output)
}

fn writable<'a>(format: &'a Format, output: &Path) -> Result<&'a Format, Fault> {
    if format.writer.is_none() {
        return Err(Fault::File { name: output_name(output), error: unwritable(format) });
    }
    Ok(format)
}

fn unwritable(format: &Format) -> Error {
    let name = &format.name;
    let hint = match &format.hint {
        // Where there is no reader either, the hint is about reading.
        Some(hint) if format.reader.is_some() => hint.clone(),
        _ => Message::new(
            format!("请输出 .docx，需要时在 WPS 中另存为 .{name}"),
            format!("write .docx, and save it as .{name} in an office program if you must"),
        ),
    };
    Error::Unsupported { name: Box::new(format.display_name()), doing: Doing::Writing, hint }
}

/// How to write, and the name of the input's encoding: `--encoding` is the output's where that is text.
fn encodings<'a>(
    arguments: &'a ConversionArguments,
    format: &Format,
) -> Result<(WriteOptions, Option<&'a str>), UsageError> {
    let is_shown = arguments.output.as_deref().is_some_and(file::is_standard) && io::stdout().is_terminal();
    write_options(&arguments.writing, &arguments.reading, format, is_shown)
}

/// How to write, and the name of the input's encoding; `is_shown` on a terminal.
pub fn write_options<'a>(
    writing: &WritingArguments,
    reading: &'a ReadingArguments,
    format: &Format,
    is_shown: bool,
) -> Result<(WriteOptions, Option<&'a str>), UsageError> {
    let given = reading.encoding.as_deref();
    let input = reading.input_encoding.as_deref();
    let WritingArguments { lossy, is_final, values_only, charts, layout, .. } = writing;
    let (lossy, is_final, values_only, charts) = (*lossy, *is_final, *values_only, *charts);
    if is_final && !format.uses(FormatOption::Final) {
        return Err(UsageError::new(
            Message::new(
                "--final 只用于输出 Word、ODT 文档和工作簿",
                "--final is for writing Word documents, OpenDocument texts and workbooks only",
            ),
            Message::new(
                "请输出 .docx、.odt 或 .xlsx，或去掉这个选项",
                "write .docx, .odt or .xlsx, or leave the option out",
            ),
        ));
    }
    let layout = text_layout(layout.as_deref())?;
    let limits = limits::limits(&reading.limit)?;
    let options = WriteOptions::default()
        .with_lossy(lossy)
        .with_limits(limits)
        .with_final(is_final)
        .with_values_only(values_only)
        .with_charts(charts)
        .with_layout(layout);
    if !format.uses(FormatOption::Encoding) {
        return Ok((options, input.or(given)));
    }
    let encoding = match given {
        Some(name) => text_encoding(name)?,
        // GBK on a terminal is rubbish; in a file or a pipe it is what legacy systems take.
        None if is_shown => Some(TextEncoding::Utf8),
        None => None,
    };
    Ok((options.with_encoding(encoding), input))
}

fn text_layout(name: Option<&str>) -> Result<TextLayout, UsageError> {
    Ok(match name {
        None | Some("tabs") => TextLayout::Tabs,
        Some("aligned") => TextLayout::Aligned,
        Some("cells") => TextLayout::Cells,
        Some(other) => return Err(UsageError::value("--layout", other, "tabs, aligned, cells")),
    })
}

/// The encoding of this name for writing; `None` for the usual one.
fn text_encoding(name: &str) -> Result<Option<TextEncoding>, UsageError> {
    Ok(Some(match name.to_ascii_lowercase().as_str() {
        "auto" => return Ok(None),
        "gbk" | "cp936" | "gb2312" => TextEncoding::Gbk,
        "gb18030" => TextEncoding::Gb18030,
        "utf-8" | "utf8" => TextEncoding::Utf8,
        "utf-8-bom" | "utf8-bom" | "utf-8-sig" => TextEncoding::Utf8Bom,
        "utf-16le" | "utf-16" | "utf16" => TextEncoding::Utf16Le,
        _ => return Err(UsageError::value("--encoding", name, "gbk, gb18030, utf-8, utf-8-bom, utf-16le")),
    }))
}

/// Writes the whole document to standard output, as it is.
fn print(bytes: &[u8], format: &Format) -> Result<(), Fault> {
    let mut stdout = io::stdout().lock();
    if stdout.is_terminal() && std::str::from_utf8(bytes).is_err() {
        return Err(UsageError::new(
            Message::new(
                format!("{} 文件不能显示在终端上", format.name),
                format!("a {} file can't be shown on a terminal", format.name),
            ),
            Message::new("请写到文件，或用 > 重定向", "write it to a file, or redirect it with >"),
        )
        .into());
    }
    stdout.write_all(bytes)?;
    stdout.flush()?;
    Ok(())
}

fn output_name(output: &Path) -> String {
    if file::is_standard(output) { "stdout".to_owned() } else { file::shown_name(output) }
}

fn say_nothing_written(has_errors: bool, language: Language) {
    const ERRORS: Text = Text::new(
        "报告有错误，按 --strict 的要求没有写出文件",
        "the report has errors: nothing was written, as --strict asks",
    );
    const UNREAD: Text = Text::new(
        "有的行、格没有读进报告，按 --strict 的要求没有写出文件",
        "some rows or cells were not read into the report: nothing was written, as --strict asks",
    );
    let text = if has_errors { ERRORS } else { UNREAD };
    let _ = writeln!(anstream::stderr(), "{}", text.get(language));
}
