//! Cell addresses: table, row and column by their keys in the edition.

use std::fmt;

/// The address of a statutory cell, `requests/received/total`. Its parts are keys of the edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address {
    pub table: &'static str,
    pub row: &'static str,
    pub column: &'static str,
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/{}", self.table, self.row, self.column)
    }
}
