//! What was found in each file, as all outputs take it.

/// A file that was checked, and what was found.
#[derive(Debug)]
pub struct Entry {
    /// The file as it is shown.
    pub file: String,
    /// What the report says of itself; `None` when it could not be read, or for a roster.
    pub about: Option<About>,
    /// The whole report, kept only for outputs that show its tables (html, xlsx).
    pub report: Option<crate::report::Report>,
    pub error: Option<crate::error::Error>,
    /// In the order of the document.
    pub findings: Vec<crate::finding::Finding>,
}

#[derive(Clone, Debug)]
pub struct About {
    pub organization: Option<String>,
    pub year: Option<u16>,
    pub edition: &'static crate::editions::Edition,
}

impl Entry {
    /// The edition that tells what cells and sections are called.
    pub fn edition(&self) -> Option<&'static crate::editions::Edition> {
        self.about.as_ref().map(|about| about.edition)
    }

    /// The body that reports.
    pub fn organization(&self) -> Option<&str> {
        self.about.as_ref().and_then(|about| about.organization.as_deref())
    }

    /// The year reported on.
    pub fn year(&self) -> Option<u16> {
        self.about.as_ref().and_then(|about| about.year)
    }
}
