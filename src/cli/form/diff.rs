//! `repconv form A --diff B`: how two forms differ.

use std::io::Write;
use std::path::Path;

use super::{Fault, FormFile, Outcome, OutputOptions, added};
use repconv::forms::source::FormSource;
use repconv::model::language::Text;

/// Says how the other form differs from this one.
pub fn diff(file: &FormFile, other: &Path, options: OutputOptions) -> Result<Outcome, Fault> {
    const SAME: Text = Text::new("两个表样没有不同", "the forms do not differ");
    let other = FormFile::read(other)?;
    file.list_doubts(options);
    other.list_doubts(options);
    let (old, new) = (FormSource::of(added(file)?), FormSource::of(added(&other)?));
    let differences = old.differences(&new);
    let mut out = anstream::stdout().lock();
    for difference in &differences {
        writeln!(out, "{}", difference.get(options.language))?;
    }
    if differences.is_empty() {
        if !options.quiet {
            writeln!(out, "{}", SAME.get(options.language))?;
        }
        return Ok(Outcome::Done);
    }
    Ok(Outcome::Different)
}
