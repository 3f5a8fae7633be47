//! The summary of an earlier run where the output goes: it is no input, so that it may be replaced on demand.

use std::fs;

use super::json;
use crate::aggregate::Received;
use crate::cli::arguments::CollectArguments;
use crate::cli::input::Reading;
use crate::cli::sources::{Gathered, Source};
use crate::cli::turn::Turn;
use crate::formats::Formats;

/// Takes it out of the inputs. Anything else that stands there stays one, and is not written over.
pub fn leave_out(found: &mut Gathered, arguments: &CollectArguments, by: &Reading<'_>, formats: &Formats) {
    let Some(output) = arguments.output.as_deref().and_then(|output| fs::canonicalize(output).ok()) else {
        return;
    };
    found.sources.retain(|source| !(source.is_file(&output) && is_summary(source, by, formats)));
}

fn is_summary(source: &Source, by: &Reading<'_>, formats: &Formats) -> bool {
    let Ok(bytes) = source.bytes(by.options.limits.input_bytes) else { return false };
    json::is_collection(&bytes)
        || by
            .understand_source(source, &bytes, formats, &mut Turn::of(source))
            .is_ok_and(|understood| Received::of(source.shown(), &bytes, understood.report).is_summary)
}
