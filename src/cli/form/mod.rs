//! `repconv form`: a form from a blank one, the blank of a form, how a filled one is read, how two forms differ.

mod check;
mod diff;

use std::io::Write;
use std::path::Path;

use super::arguments::{ConversionArguments, FormArguments};
use super::convert::write_made;
use super::form_file::FormFile;
use super::output::{Destination, Inputs};
use super::{Fault, Outcome, OutputOptions, print};
use repconv::compose::blank::blank_form;
use repconv::forms::Forms;
use repconv::model::form::Edition;
use repconv::model::language::Message;

use super::usage::UsageError;

/// Does what the arguments say.
pub fn form(arguments: &FormArguments, options: OutputOptions) -> Result<Outcome, Fault> {
    let file = FormFile::read(&arguments.input)?;
    let is_doubtful = !file.doubts.is_empty();
    if let Some(other) = &arguments.diff {
        return diff::diff(&file, other, options);
    }
    if let Some(filled) = &arguments.check {
        return check::check(&file, filled, &arguments.reading, options);
    }
    match arguments.output.as_deref() {
        Some(output) if !is_toml(output) => {
            file.list_doubts(options);
            write_blank(added(&file)?, arguments, options)?;
        }
        output => {
            write_form(&file, output, arguments, options)?;
            file.list_doubts(options);
        }
    }
    Ok(if is_doubtful { Outcome::ErrorsFound } else { Outcome::Done })
}

fn is_toml(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml"))
}

fn added(file: &FormFile) -> Result<&'static Edition, Fault> {
    let forms = file.add_to(Forms::builtin())?;
    forms.added().first().copied().ok_or_else(|| {
        let what = Message::new("没有表样", "there is no form");
        UsageError::see_help(what).into()
    })
}

fn write_form(
    file: &FormFile,
    output: Option<&Path>,
    arguments: &FormArguments,
    options: OutputOptions,
) -> Result<(), Fault> {
    let Some(output) = output else {
        let mut stdout = std::io::stdout().lock();
        stdout.write_all(file.text.as_bytes())?;
        return Ok(stdout.flush()?);
    };
    let inputs = Inputs::of([&arguments.input]);
    let to_output = |error| Fault::of_file(output, error);
    let destination = Destination::new(output, &inputs, arguments.overwrite).map_err(to_output)?;
    match &destination {
        Destination::StandardOutput => std::io::stdout().lock().write_all(file.text.as_bytes())?,
        Destination::File(target) => target.write(file.text.as_bytes()).map_err(to_output)?,
    }
    print::written(&destination, "", false, options);
    Ok(())
}

fn write_blank(
    form: &'static Edition,
    arguments: &FormArguments,
    options: OutputOptions,
) -> Result<(), Fault> {
    let conversion = ConversionArguments {
        output: arguments.output.clone(),
        overwrite: arguments.overwrite,
        writing: arguments.writing.clone(),
        reading: arguments.reading.clone(),
        ..ConversionArguments::default()
    };
    write_made(&blank_form(form), Some(&arguments.input), &conversion, options)
}
