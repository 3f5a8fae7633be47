//! Printing on standard error: findings, and messages beside the result.

use std::io::Write;

use repconv::batch::sources::Gathered;
use repconv::model::finding::Finding;
use repconv::model::form::Edition;
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
