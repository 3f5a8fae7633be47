//! Statutory tables: finds the row and column of each value by the labels of the form.
//!
//! [`reader`] reads tables that came as tables, after [`arrangement`] has undone what people rearranged;
//! [`flattened`] reads those that came one cell per line. Both match rows with [`row_matcher`] and hand their
//! cells to a [`builder`]. What differs between the layouts of forms is
//! in [`layout`].

mod arrangement;
pub(super) mod builder;
mod columns;
mod continuation;
mod fit;
pub(super) mod flattened;
mod header_groups;
mod header_rows;
pub(super) mod labels;
mod layout;
mod left_out;
mod left_out_columns;
mod list_rows;
mod qualifiers;
pub(super) mod reader;
mod records;
pub(super) mod remainder;
pub(super) mod row_matcher;
mod row_values;
mod side_by_side;
pub(super) mod units;
pub(super) mod unread;
pub(super) mod value_text;
