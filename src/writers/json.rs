//! Writes report JSON from the report itself, not from the composed document.

use crate::formats::{Needs, Output, Verification, WriteOptions, Writer};
use crate::model::error::Result;
use crate::report_json as json;

/// Writes report JSON in UTF-8.
#[derive(Clone, Copy, Debug)]
pub struct Json;

impl Writer for Json {
    fn write(&self, output: &Output<'_>, _options: &WriteOptions) -> Result<Vec<u8>> {
        Ok(json::to_text(output.report).into_bytes())
    }

    fn needs(&self) -> Needs {
        Needs::Report
    }

    fn verification(&self, _options: &WriteOptions) -> Verification {
        Verification::None
    }
}
