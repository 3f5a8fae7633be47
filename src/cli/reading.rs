//! Reading as the arguments say: format, encoding, edition and limits.

use super::arguments::ReadingArguments;
use super::forms::ChosenForms;
use super::limits;
use super::usage::UsageError;
use super::{Fault, OutputOptions};
use repconv::batch::input::InputReader;
use repconv::formats::{Encoding, Format, Formats, ReadOptions};
use repconv::recognise::RecogniseOptions;

/// Makes the reader of the inputs; `encoding` is the argument that applies to them.
pub fn input_reader<'a>(
    arguments: &ReadingArguments,
    encoding: Option<&str>,
    formats: &'a Formats,
    options: OutputOptions,
) -> Result<InputReader<'a>, Fault> {
    input_reader_with(ChosenForms::of(&arguments.form, options)?, arguments, encoding, formats)
}

/// As [`input_reader`], with these forms.
pub fn input_reader_with<'a>(
    ChosenForms { forms, edition }: ChosenForms,
    arguments: &ReadingArguments,
    encoding: Option<&str>,
    formats: &'a Formats,
) -> Result<InputReader<'a>, Fault> {
    let format = arguments.from.as_deref().map(|name| named_format(formats, "--from", name)).transpose()?;
    let encoding = encoding.map(named_encoding).transpose()?.flatten();
    let edition = arguments.edition.as_deref().and_then(|id| forms.by_id(id)).or(edition);
    let options = ReadOptions::default()
        .with_limits(limits::limits(&arguments.limit)?)
        .with_encoding(encoding)
        .with_forms(forms);
    let recognise =
        RecogniseOptions::default().with_edition(edition).with_forms(forms).with_report(arguments.report);
    Ok(InputReader { formats, format, options, recognise })
}

/// The format of this name or extension.
pub fn named_format<'a>(formats: &'a Formats, option: &str, name: &str) -> Result<&'a Format, UsageError> {
    formats.named(name).ok_or_else(|| {
        let usable = formats.rows().iter().filter(|row| match option {
            "--to" => row.writer.is_some(),
            _ => row.reader.is_some(),
        });
        let names: Vec<&str> = usable.map(|row| row.name.as_ref()).collect();
        UsageError::format(option, name, &names)
    })
}

/// The encoding of this name for reading; `None` for `auto`.
fn named_encoding(name: &str) -> Result<Option<Encoding>, UsageError> {
    match name.to_ascii_lowercase().as_str() {
        "auto" => Ok(None),
        label => Encoding::from_label(label).map(Some).ok_or_else(|| {
            UsageError::value(
                "--input-encoding",
                name,
                "auto, gbk, gb18030, utf-8, utf-8-bom, utf-16le, utf-16be, big5, …",
            )
        }),
    }
}
