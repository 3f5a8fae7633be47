//! `repconv fix IN OUT`: makes the changes that can't be wrong and prints each.

use std::io::Write;
use std::path::Path;

use super::arguments::ConversionArguments;
use super::convert::{convert_with, is_refused};
use super::usage::UsageError;
use super::{Fault, Outcome, OutputOptions, print};
use repconv::batch::input::CheckedReport;
use repconv::fix::{self, Change};
use repconv::formats::{Formats, Needs};
use repconv::model::finding::{self, Finding};
use repconv::model::language::{Language, Message, Text};
use repconv::model::text::one_line;
use repconv::validate::{Check, check_of, validate};

/// Fixes as the arguments say; what is left is listed as after a conversion.
pub fn fix(
    arguments: &ConversionArguments,
    fill_blanks: Option<&str>,
    options: OutputOptions,
) -> Result<Outcome, Fault> {
    let fills = match fill_blanks {
        None => false,
        Some("0") => true,
        Some(other) => return Err(only_zero(other).into()),
    };
    convert_with(arguments, options, |understood| {
        let CheckedReport { report, findings, .. } = understood;
        let mut changes = fix::fix(report, findings);
        if fills {
            changes.extend(fix::fill_blanks(report));
        }
        tell(&changes, options.language);
        // What reading doubts stays doubtful, but for what was just mended.
        findings.retain(|finding| matches!(check_of(finding.rule), Check::Reading) && finding.fix.is_none());
        findings.extend(validate(report));
        finding::sort(findings);
        // Said before anything is written.
        if will_be_written(findings, arguments) && !options.quiet && lays_out_anew(arguments) {
            print::to_stderr(format!("{}\n", LAID_OUT_ANEW.get(options.language)));
        }
    })
}

const LAID_OUT_ANEW: Text = Text::new(
    "注意：写出的是按报告内容新排的文件，原文件不动；原文件的页眉、图片和自己的样式不会带过去，要保留就照上面各处在原文件里改",
    "note: the output is laid out anew from the report, and the original stays as it is; its page headers, pictures and styles \
     are not carried over: to keep them, make the changes above in the original",
);

/// Whether the output will be written, which `--strict` may prevent.
fn will_be_written(findings: &[Finding], arguments: &ConversionArguments) -> bool {
    !(arguments.strict && is_refused(findings))
}

/// Whether the output is of the format of the input, as its extension says, and could be taken for it with changes.
fn lays_out_anew(arguments: &ConversionArguments) -> bool {
    let formats = Formats::builtin();
    let format = |path: Option<&Path>| formats.by_extension(path?.extension()?.to_str()?);
    let written = format(arguments.output.as_deref());
    let is_same =
        format(arguments.input.as_deref()).map(|format| &format.name) == written.map(|format| &format.name);
    let writer = written.filter(|_| is_same).and_then(|format| format.writer.as_ref());
    writer.is_some_and(|writer| writer.needs() != Needs::Report)
}

/// Another value; a file behind the option is taken for one.
fn only_zero(value: &str) -> UsageError {
    UsageError::new(
        Message::new(
            format!("--fill-blanks 的值“{value}”不对，只能填 0"),
            format!("'{value}' is no value for --fill-blanks, which takes 0"),
        ),
        Message::new(
            "写成 --fill-blanks 0，或把 --fill-blanks 写在命令的最后",
            "write --fill-blanks 0, or put --fill-blanks at the end",
        ),
    )
}

/// Lists the changes on standard error, where the findings go.
fn tell(changes: &[Change], language: Language) {
    let mut out = Vec::new();
    let (verb, colon) = match language {
        Language::Zh => ("已改", "："),
        Language::En => ("changed", ": "),
    };
    for change in changes {
        let place =
            change.place.describe(language).map(|place| format!("{place}{colon}")).unwrap_or_default();
        let _ = writeln!(out, "{verb} {}{}", one_line(&place), one_line(change.message.get(language)));
    }
    let count = changes.len();
    let _ = match language {
        Language::Zh => writeln!(out, "共改动 {count} 处"),
        Language::En => writeln!(out, "changes: {count}"),
    };
    print::to_stderr(out);
}
