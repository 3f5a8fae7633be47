//! Which of the reports that come one after another is the one of its body and year, where they are not kept.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::Content;
use crate::model::report::Report;
use crate::prose::bodies::Body;

/// The reports that were taken so far, one for each body and year; the first that comes is taken.
#[derive(Clone, Debug, Default)]
pub struct Taken {
    by_body: HashMap<(String, u16), Identity>,
}

/// What tells a report from others of its body.
#[derive(Clone, Debug)]
pub struct Identity {
    file: String,
    body: Option<(String, u16)>,
    content: Content,
    figures: u64,
}

/// A report whose body has another for the year that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotTaken {
    /// The file that was taken.
    pub taken: String,
    /// Whether the two have the same figures in the same cells.
    pub has_same_figures: bool,
}

impl Identity {
    /// Takes it from the report that was read from these bytes. A roster may give the body another name, `full_name`.
    #[must_use]
    pub fn of(file: &str, bytes: &[u8], report: &Report, full_name: Option<&str>) -> Self {
        let name = full_name.or(report.organization.as_deref()).filter(|_| !report.edition.is_none());
        let body = name.map(|name| Body::of(name).certain_name()).zip(report.year);
        let mut hasher = DefaultHasher::new();
        for (address, cell) in &report.cells {
            let figure = cell.value.counted().map(|figure| figure.normalize().to_string());
            (address.table, address.row, address.column).hash(&mut hasher);
            figure.unwrap_or_else(|| cell.value.shown()).hash(&mut hasher);
        }
        Self { file: file.to_owned(), body, content: Content::of(bytes), figures: hasher.finish() }
    }
}

impl Taken {
    /// Takes the report unless its body has one for the year. One of an unknown body or year is always taken.
    pub fn take(&mut self, one: Identity) -> Option<NotTaken> {
        let key = one.body.clone()?;
        let Some(first) = self.by_body.get(&key) else {
            self.by_body.insert(key, one);
            return None;
        };
        let has_same_figures = first.content == one.content || first.figures == one.figures;
        Some(NotTaken { taken: first.file.clone(), has_same_figures })
    }
}
