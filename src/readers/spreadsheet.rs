//! Reader.

use crate::error::{Error, Result};
use crate::formats::{ReadOptions, Reader, Reading};

/// Reads.
#[derive(Clone, Copy, Debug)]
pub struct Spreadsheet;

impl Reader for Spreadsheet {
    fn read(&self, _bytes: &[u8], _options: &ReadOptions) -> Result<Reading> {
        Err(Error::Empty)
    }
}
