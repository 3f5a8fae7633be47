//! Writing results: in the format that is named or that the output's extension means, to a file or standard output.

use std::io::{self, IsTerminal, Write};
use std::path::Path;

use super::output::{Destination, Inputs};
use super::{Fault, OutputOptions, UsageError};
use repconv::batch::file;
use repconv::present::formats::{self, Presentable, ResultFormat};

/// The names of the formats that present a result.
pub fn names<T: Presentable + ?Sized>() -> String {
    formats::formats_of::<T>().map(|format| format.name).collect::<Vec<_>>().join(", ")
}

/// The format of this name, the value of `option`.
pub fn named<T: Presentable + ?Sized>(name: &str, option: &str) -> Result<&'static ResultFormat, UsageError> {
    formats::by_name::<T>(name).ok_or_else(|| UsageError::value(option, name, &names::<T>()))
}

/// The format that the extension of the output means.
pub fn of_extension<T: Presentable + ?Sized>(output: Option<&Path>) -> Option<&'static ResultFormat> {
    formats::by_extension::<T>(output?.extension()?.to_str()?)
}

/// Where the result goes: standard output unless a file is named, which is none of those that are read.
pub fn destination(
    output: Option<&Path>,
    format: &ResultFormat,
    inputs: &Inputs,
    overwrite: bool,
) -> Result<Destination, Fault> {
    match output.filter(|output| !file::is_standard(output)) {
        Some(output) => {
            Destination::new(output, inputs, overwrite).map_err(|error| Fault::of_file(output, error))
        }
        None if format.is_binary && io::stdout().is_terminal() => {
            Err(UsageError::not_on_terminal(format.name).into())
        }
        None => Ok(Destination::StandardOutput),
    }
}

/// Writes a result. Only a terminal gets the colours of text.
pub fn write<T: Presentable + ?Sized>(
    result: &T,
    format: &'static ResultFormat,
    destination: &Destination,
    options: OutputOptions,
) -> Result<(), Fault> {
    let of_output = |error| Fault::File { name: destination.name(), error };
    let presenter =
        T::presenter(format).ok_or_else(|| UsageError::value("--format", format.name, &names::<T>()))?;
    let bytes = presenter.render(result, options).map_err(of_output)?;
    match destination {
        Destination::StandardOutput if presenter.is_styled => anstream::stdout().write_all(&bytes)?,
        Destination::StandardOutput => {
            let mut stdout = io::stdout().lock();
            stdout.write_all(&bytes)?;
            stdout.flush()?;
        }
        Destination::File(target) if presenter.is_styled => {
            target.write(&anstream::adapter::strip_bytes(&bytes).into_vec()).map_err(of_output)?;
        }
        Destination::File(target) => target.write(&bytes).map_err(of_output)?,
    }
    Ok(())
}
