//! Writer.

use crate::error::{Error, Result};
use crate::formats::{Output, WriteOptions, Writer};

/// Writes.
#[derive(Clone, Copy, Debug)]
pub struct Docx;

impl Writer for Docx {
    fn write(&self, _output: &Output<'_>, _options: &WriteOptions) -> Result<Vec<u8>> {
        Err(Error::Empty)
    }
}
