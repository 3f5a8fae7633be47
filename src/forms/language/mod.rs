//! The language of forms: TOML that declares sections, tables, rows, columns, sums and relations.
//!
//! `forms/disclosure-2021.toml` shows all of it. A text is read whole, every error is reported with line and
//! column, and only a text without errors becomes a form. Forms are data: nothing in one can run or open anything.

mod draft;
mod error;
mod keys;
mod lines;
pub(crate) mod names;
mod node;
mod read;
mod relations;
mod sums;
mod titles;

use toml::de::DeTable;

use crate::model::form::Edition;
use crate::model::toml_error;

use error::Problems;
pub use error::{FormError, FormErrors};
pub(crate) use lines::MOST_COLUMNS;
pub(super) use node::levels;
pub(crate) use titles::is_distinctive;

/// Bytes of the longest text of a form: the built-in ones have 9,000.
const LONGEST_SOURCE: usize = 1 << 20;

/// Reads a form. Its texts are kept for as long as the process runs.
///
/// # Errors
/// Everything that is wrong with the text, in its order.
pub(super) fn parse(source: &str) -> Result<Edition, FormErrors> {
    if source.len() > LONGEST_SOURCE {
        return Err(FormErrors::of_whole(
            format!("表样文件太大，最多 {} KB", LONGEST_SOURCE / 1024),
            format!("the form is too large; at most {} KB are allowed", LONGEST_SOURCE / 1024),
        ));
    }
    let problems = Problems::default();
    let (text, wrong) = DeTable::parse_recoverable(source);
    for error in wrong {
        let at = error.span().map_or(0, |span| span.start);
        let detail = error.message();
        let meaning = toml_error::meaning(detail);
        problems.add(at, format!("不是有效的 TOML：{meaning}"), format!("no valid TOML: {detail}"));
    }
    let form = problems.is_empty().then(|| read::form(text.get_ref(), &problems)).flatten();
    let kept = form.filter(|_| problems.is_empty()).map(|form| form.keep());
    kept.ok_or_else(|| problems.in_text(source))
}

#[cfg(test)]
mod tests;
