//! THE table of result formats: their names and extensions, and how each result is made in them.
//!
//! A new format is one file for each result that it presents, and one row here. `--format`, the extensions of
//! outputs, help and errors follow from the table.

use super::OutputOptions;
use super::aggregate::{self, Collection};
use super::check::{self, Entry};
use super::compare::{self, Compared};
use crate::model::error::Error;

/// A format that results can be written in.
#[derive(Debug)]
pub struct ResultFormat {
    /// The value of `--format`.
    pub name: &'static str,
    /// Extensions of its files, the usual one first.
    pub extensions: &'static [&'static str],
    /// Whether its bytes would disturb a terminal.
    pub is_binary: bool,
    /// So many reports with findings can be shown with their tables, for which they are kept; of more, none is.
    pub most_reports: usize,
    /// Whether the places of all cells that findings name are shown, and not only those of the findings.
    pub shows_places: bool,
    /// Whether a summary of many reports lists the findings of each, and not only that it has errors and which sums do
    /// not hold.
    pub lists_findings: bool,
    check: Option<Presenter<[Entry]>>,
    compare: Option<Presenter<Compared>>,
    aggregate: Option<Presenter<Collection>>,
}

/// Makes one kind of result in one format.
#[derive(Debug)]
pub struct Presenter<T: ?Sized> {
    render: fn(&T, OutputOptions) -> Result<Vec<u8>, Error>,
    /// Whether the bytes are text with the escape codes of colours.
    pub is_styled: bool,
}

impl<T: ?Sized> Presenter<T> {
    const fn plain(render: fn(&T, OutputOptions) -> Result<Vec<u8>, Error>) -> Self {
        Self { render, is_styled: false }
    }

    const fn styled(render: fn(&T, OutputOptions) -> Result<Vec<u8>, Error>) -> Self {
        Self { render, is_styled: true }
    }

    /// The bytes of the result.
    ///
    /// # Errors
    /// When the format cannot hold the result.
    pub fn render(&self, result: &T, options: OutputOptions) -> Result<Vec<u8>, Error> {
        (self.render)(result, options)
    }
}

/// The table.
static FORMATS: [ResultFormat; 7] = [
    ResultFormat {
        name: "text",
        extensions: &["txt"],
        is_binary: false,
        most_reports: 0,
        shows_places: false,
        lists_findings: false,
        check: Some(Presenter::styled(|entries, options| Ok(check::text::render(entries, options)))),
        compare: Some(Presenter::styled(|compared, options| Ok(compare::text::render(compared, options)))),
        aggregate: Some(Presenter::plain(|collection, _| aggregate::tables::render(collection, "text"))),
    },
    ResultFormat {
        name: "json",
        extensions: &["json"],
        is_binary: false,
        most_reports: 0,
        shows_places: false,
        lists_findings: false,
        check: Some(Presenter::plain(|entries, options| Ok(check::json::render(entries, options.language)))),
        compare: Some(Presenter::plain(|compared, options| {
            Ok(compare::json::render(compared, options.language))
        })),
        aggregate: Some(Presenter::plain(|collection, _| Ok(aggregate::json::render(collection)))),
    },
    ResultFormat {
        name: "sarif",
        extensions: &["sarif"],
        is_binary: false,
        most_reports: 0,
        shows_places: true,
        lists_findings: false,
        check: Some(Presenter::plain(|entries, options| Ok(check::sarif::render(entries, options.language)))),
        compare: None,
        aggregate: None,
    },
    ResultFormat {
        name: "junit",
        extensions: &["xml"],
        is_binary: false,
        most_reports: 0,
        shows_places: false,
        lists_findings: false,
        check: Some(Presenter::plain(|entries, options| Ok(check::junit::render(entries, options.language)))),
        compare: None,
        aggregate: None,
    },
    ResultFormat {
        name: "html",
        extensions: &["html", "htm"],
        is_binary: false,
        most_reports: usize::MAX,
        shows_places: false,
        lists_findings: false,
        check: Some(Presenter::plain(|entries, options| Ok(check::html::render(entries, options.language)))),
        compare: Some(Presenter::plain(|compared, options| {
            Ok(compare::html::render(compared, options.language))
        })),
        aggregate: Some(Presenter::plain(|collection, _| aggregate::tables::render(collection, "html"))),
    },
    ResultFormat {
        name: "xlsx",
        extensions: &["xlsx"],
        is_binary: true,
        most_reports: check::xlsx::MOST_SHEETS,
        shows_places: false,
        lists_findings: true,
        check: Some(Presenter::plain(|entries, options| check::xlsx::render(entries, options.language))),
        compare: Some(Presenter::plain(|compared, options| {
            compare::xlsx::render(compared, options.language)
        })),
        aggregate: Some(Presenter::plain(|collection, _| aggregate::xlsx::render(collection))),
    },
    ResultFormat {
        name: "docx",
        extensions: &["docx"],
        is_binary: true,
        most_reports: 0,
        shows_places: false,
        lists_findings: false,
        check: None,
        compare: None,
        aggregate: Some(Presenter::plain(|collection, _| aggregate::tables::render(collection, "docx"))),
    },
];

/// A result that formats of the table present.
pub trait Presentable: 'static {
    /// What makes the result in this format; `None` where the format does not present it.
    fn presenter(format: &'static ResultFormat) -> Option<&'static Presenter<Self>>;
}

impl Presentable for [Entry] {
    fn presenter(format: &'static ResultFormat) -> Option<&'static Presenter<Self>> {
        format.check.as_ref()
    }
}

impl Presentable for Compared {
    fn presenter(format: &'static ResultFormat) -> Option<&'static Presenter<Self>> {
        format.compare.as_ref()
    }
}

impl Presentable for Collection {
    fn presenter(format: &'static ResultFormat) -> Option<&'static Presenter<Self>> {
        format.aggregate.as_ref()
    }
}

/// The formats that present a result.
pub fn formats_of<T: Presentable + ?Sized>() -> impl Iterator<Item = &'static ResultFormat> {
    FORMATS.iter().filter(|format| T::presenter(format).is_some())
}

/// The format of this name or extension, in any case.
#[must_use]
pub fn by_name<T: Presentable + ?Sized>(name: &str) -> Option<&'static ResultFormat> {
    formats_of::<T>()
        .find(|format| format.name.eq_ignore_ascii_case(name))
        .or_else(|| by_extension::<T>(name))
}

/// The format of this extension, in any case.
#[must_use]
pub fn by_extension<T: Presentable + ?Sized>(extension: &str) -> Option<&'static ResultFormat> {
    let is_one = |known: &str| known.eq_ignore_ascii_case(extension);
    formats_of::<T>().find(|format| format.extensions.iter().any(|known| is_one(known)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names<T: Presentable + ?Sized>() -> Vec<&'static str> {
        formats_of::<T>().map(|format| format.name).collect()
    }

    #[test]
    fn each_result_has_its_formats() {
        assert_eq!(names::<[Entry]>(), ["text", "json", "sarif", "junit", "html", "xlsx"]);
        assert_eq!(names::<Compared>(), ["text", "json", "html", "xlsx"]);
        assert_eq!(names::<Collection>(), ["text", "json", "html", "xlsx", "docx"]);
    }

    #[test]
    fn formats_are_found_by_name_and_extension() {
        let found = |name| by_name::<[Entry]>(name).map(|format| format.name);
        assert_eq!(found("JUnit"), Some("junit"));
        assert_eq!(found("xml"), Some("junit"));
        assert_eq!(found("docx"), None, "findings are not written as a document");
        assert_eq!(by_extension::<Compared>("HTM").map(|format| format.name), Some("html"));
        assert!(by_extension::<Compared>("junit").is_none());
    }

    #[test]
    fn no_two_formats_share_a_name_or_an_extension() {
        let mut seen = std::collections::BTreeSet::new();
        for format in &FORMATS {
            let others = format.extensions.iter().filter(|extension| **extension != format.name);
            assert!(
                [&format.name].into_iter().chain(others).all(|name| seen.insert(*name)),
                "{}",
                format.name
            );
        }
    }
}
