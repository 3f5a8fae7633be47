//! Rows that a table has twice.

use crate::model::language::Message;
use crate::model::reading_rules::CONFLICTING_ROW;

use super::{RowSource, TableBuilder};

impl TableBuilder {
    /// Keeps a row that the table already has with other values.
    pub(super) fn keep_conflicting(&mut self, source: &RowSource<'_>) {
        let (name, key, label) = (self.form.name, self.form.key, source.label);
        let message = Message::new(
            format!("{name}“{label}”这一行出现两次而且数值不同，采用第一次的，第二次的原样保留"),
            format!(
                "row '{label}' of {key} occurs twice with different values; the first is used, the second is kept as text"
            ),
        );
        self.keep(source, &CONFLICTING_ROW, message);
    }

    /// Keeps a row of which one with the same label could not be read: its values may be others.
    pub(super) fn keep_after_unresolved(&mut self, source: &RowSource<'_>) {
        let (name, key, label) = (self.form.name, self.form.key, source.label);
        let message = Message::new(
            format!(
                "{name}“{label}”这一行出现两次，前一行没能读入，分不清哪一行是本报告的；都没有计入，原样保留，请核对"
            ),
            format!(
                "row '{label}' of {key} occurs twice, and the first could not be read; both are left out and kept as text"
            ),
        );
        self.keep(source, &CONFLICTING_ROW, message);
    }
}
