//! Printing on standard error: findings, and messages beside the result.

use std::io::Write;

use super::output::Destination;
use repconv::batch::sources::Gathered;
use repconv::model::finding::Finding;
use repconv::model::form::Edition;
use repconv::model::language::Language;
use repconv::present::{OutputOptions, findings};

/// Prints text on standard error. A closed standard error must not stop the work.
pub fn to_stderr(text: impl AsRef<[u8]>) {
    let _ = anstream::stderr().write_all(text.as_ref());
}

/// Lists findings on standard error.
pub fn findings(found: &[Finding], file: &str, edition: &'static Edition, options: OutputOptions) {
    let mut text = Vec::new();
    // Writing to memory does not fail.
    let _ = findings::list(found, file, edition, options, &mut text);
    to_stderr(text);
}

/// Says that a file was written, and `note` of what it is about. Asked to be quiet, only where there are errors: then
/// this line is all that says so.
pub fn written(destination: &Destination, note: &str, has_errors: bool, options: OutputOptions) {
    let Destination::File(_) = destination else { return };
    if options.quiet && !has_errors {
        return;
    }
    let name = destination.name();
    lines([match (note, options.language) {
        ("", Language::Zh) => format!("已写出 {name}"),
        ("", Language::En) => format!("wrote {name}"),
        (note, Language::Zh) => format!("已写出 {name}（{note}）"),
        (note, Language::En) => format!("wrote {name} ({note})"),
    }]);
}

/// Names the files that are not read.
pub fn left_out(found: &Gathered, options: OutputOptions) {
    if !options.quiet {
        lines(found.left_out_messages(options.language, options.verbose));
    }
}

/// Prints messages, one a line.
pub fn lines(messages: impl IntoIterator<Item = String>) {
    for message in messages {
        to_stderr(message + "\n");
    }
}
