//! Addresses as text, checked against a form.

use std::fmt;

use super::Address;
use crate::model::form::Edition;
use crate::model::language::Message;
use crate::model::suggestion::nearest;

impl Edition {
    /// The address of a cell of this form, from its text `table/row/column`.
    ///
    /// # Errors
    /// When the text has not three parts, or the form has no such table, row or column.
    ///
    /// ```
    /// use repconv::forms::Y2021;
    ///
    /// let address = Y2021.address("requests/received/total").unwrap();
    /// assert_eq!((address.table, address.row, address.column), ("requests", "received", "total"));
    /// let error = Y2021.address("requests/recieved/total").unwrap_err();
    /// assert_eq!(error.to_string(), "table requests has no row 'recieved'; did you mean 'received'?");
    /// ```
    pub fn address(&self, text: &str) -> Result<Address, AddressError> {
        let parts: Vec<&str> = text.splitn(4, '/').collect();
        let &[table, row, column] = parts.as_slice() else {
            return Err(AddressError { unknown: text.to_owned(), part: Part::Shape, nearest: None });
        };
        let form = self.table(table).ok_or_else(|| {
            AddressError::new(
                Part::Table { edition: self.id },
                table,
                self.tables.iter().map(|form| form.key),
            )
        })?;
        let (block, row) = form.row(row).ok_or_else(|| {
            AddressError::new(Part::Row { table: form.key }, row, form.rows().map(|(_, row)| row.key))
        })?;
        let column = block.column(column).ok_or_else(|| {
            let keys = block.columns.iter().map(|column| column.key);
            AddressError::new(Part::Column { table: form.key, row: row.key }, column, keys)
        })?;
        Ok(Address { table: form.key, row: row.key, column: column.key })
    }
}

/// Why a text is no address of a cell of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddressError {
    /// The part that the form does not have, or the whole text where it has not three parts.
    unknown: String,
    part: Part,
    nearest: Option<&'static str>,
}

/// The part of an address that is wrong, and the keys before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Shape,
    Table { edition: &'static str },
    Row { table: &'static str },
    Column { table: &'static str, row: &'static str },
}

impl AddressError {
    fn new(part: Part, unknown: &str, keys: impl Iterator<Item = &'static str>) -> Self {
        Self { unknown: unknown.to_owned(), part, nearest: nearest(unknown, keys) }
    }

    /// The part of the address that the form does not have; the whole text where it has not three parts.
    #[must_use]
    pub fn unknown(&self) -> &str {
        &self.unknown
    }

    /// The key that is most like it, where one is.
    #[must_use]
    pub const fn suggestion(&self) -> Option<&'static str> {
        self.nearest
    }

    /// What is wrong, in one sentence.
    #[must_use]
    pub fn message(&self) -> Message {
        let unknown = &self.unknown;
        let message = match self.part {
            Part::Shape => Message::new(
                format!("“{unknown}”不是单元格地址，应写作“表/行/列”"),
                format!("'{unknown}' is no cell address of the form table/row/column"),
            ),
            Part::Table { edition } => Message::new(
                format!("{edition}版格式中没有表“{unknown}”"),
                format!("edition {edition} has no table '{unknown}'"),
            ),
            Part::Row { table } => Message::new(
                format!("表 {table} 中没有行“{unknown}”"),
                format!("table {table} has no row '{unknown}'"),
            ),
            Part::Column { table, row } => Message::new(
                format!("表 {table} 的行 {row} 中没有列“{unknown}”"),
                format!("row {row} of table {table} has no column '{unknown}'"),
            ),
        };
        match self.nearest {
            None => message,
            Some(nearest) => Message::new(
                format!("{}；是否为“{nearest}”？", message.zh),
                format!("{}; did you mean '{nearest}'?", message.en),
            ),
        }
    }
}

impl fmt::Display for AddressError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message().en)
    }
}

impl std::error::Error for AddressError {}

#[cfg(test)]
mod tests {
    use crate::forms::{ALL, Y2014, Y2021};
    use crate::model::address::Address;

    #[test]
    fn every_cell_of_every_form_is_found_by_its_text() {
        for edition in *ALL {
            for table in edition.tables {
                for (block, row) in table.rows() {
                    for column in block.columns {
                        let address = Address { table: table.key, row: row.key, column: column.key };
                        assert_eq!(edition.address(&address.to_string()), Ok(address));
                    }
                }
            }
        }
    }

    #[test]
    fn the_unknown_part_is_named() {
        let message = |text| Y2021.address(text).unwrap_err().message();
        assert_eq!(message("requests").zh, "“requests”不是单元格地址，应写作“表/行/列”");
        assert_eq!(message("a/b/c/d").en, "'a/b/c/d' is no cell address of the form table/row/column");
        assert_eq!(message("request/a/b").zh, "2021版格式中没有表“request”；是否为“requests”？");
        assert_eq!(message("requests/资源/total").en, "table requests has no row '资源'");
        assert_eq!(
            message("requests/received/totl").zh,
            "表 requests 的行 received 中没有列“totl”；是否为“total”？"
        );
        let error = Y2014.address("requests/received/total").unwrap_err();
        assert_eq!((error.unknown(), error.suggestion()), ("requests", None));
    }
}
