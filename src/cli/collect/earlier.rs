//! The summary of an earlier run where the output goes: it is no input, so that it may be replaced on demand.

use std::fs;

use crate::cli::arguments::CollectArguments;
use repconv::aggregate::Received;
use repconv::batch::LargeInputGate;
use repconv::batch::input::InputReader;
use repconv::batch::sources::{Gathered, Source};
use repconv::present::aggregate::json;

/// Takes it out of the inputs. Any other file there stays an input and is not overwritten.
pub fn leave_out(found: &mut Gathered, arguments: &CollectArguments, by: &InputReader<'_>) {
    let Some(output) = arguments.output.as_deref().and_then(|output| fs::canonicalize(output).ok()) else {
        return;
    };
    found.sources.retain(|source| !(source.is_file(&output) && is_summary(source, by)));
}

fn is_summary(source: &Source, by: &InputReader<'_>) -> bool {
    let Ok(bytes) = source.bytes(by.options.limits.input_bytes) else { return false };
    json::is_collection(&bytes)
        || by
            .check_source(source, &bytes, &mut LargeInputGate::for_size(source.size()))
            .is_ok_and(|understood| Received::of(source.shown(), &bytes, understood.report).is_summary)
}
