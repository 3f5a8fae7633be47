//! The editions of the official form as constant data: sections, tables, rows, columns and sums.
//!
//! They are declared once; the recogniser (labels), the composer (layout), the rules on sums, the JSON schema and
//! docs/cells.md use them. A new edition is one file and one row in [`ALL`].
//! Sources: 国办公开办函〔2021〕30号, 国办公开办函〔2019〕60号, and the 统计表 attached to reports of
//! 2014 to 2018.

mod common;
pub mod language;
mod y2014;
mod y2019;
mod y2021;

use crate::model::form::Edition;

pub use y2014::Y2014;
pub use y2019::Y2019;
pub use y2021::Y2021;

/// Every edition, newest first.
pub static ALL: [&Edition; 3] = [&Y2021, &Y2019, &Y2014];

/// The edition of this id.
///
/// ```
/// assert_eq!(repconv::forms::by_id("2019").unwrap().tables.len(), 3);
/// ```
#[must_use]
pub fn by_id(id: &str) -> Option<&'static Edition> {
    ALL.into_iter().find(|edition| edition.id == id)
}

/// The edition that reports for `year` use.
#[must_use]
pub fn for_year(year: u16) -> Option<&'static Edition> {
    ALL.into_iter().find(|edition| (edition.years.0..=edition.years.1).contains(&year))
}
