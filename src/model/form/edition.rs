//! What can be asked of a form as a whole.

use super::{Edition, SectionForm, SectionKind, TableForm, TableKind};

impl Edition {
    /// Whether this is the form of documents without a form: it declares nothing, so that everything in a document
    /// is kept as it is.
    #[must_use]
    pub const fn is_none(&self) -> bool {
        self.tables.is_empty() && self.sections.is_empty() && self.titles.is_empty()
    }

    /// Whether reports of both forms can be added up: editions of the disclosure report, and forms that share a title
    /// and have the same kinds of rows.
    #[must_use]
    pub fn is_akin(&self, other: &Self) -> bool {
        let has_bodies = |form: &Self| form.tables.iter().any(TableForm::has_bodies);
        self.id == other.id
            || self.disclosure.is_some() == other.disclosure.is_some()
                && has_bodies(self) == has_bodies(other)
                && (self.disclosure.is_some() || self.shares_title(other))
    }

    /// Whether reports of both forms can have the same title.
    #[must_use]
    pub fn shares_title(&self, other: &Self) -> bool {
        self.titles.iter().any(|title| other.titles.contains(title))
    }

    /// What a report of this form is called in its title.
    #[must_use]
    pub fn report_name(&self) -> &'static str {
        self.titles.first().copied().unwrap_or(self.name)
    }

    /// How tables and messages call it beside others: `2021年版` of the disclosure report, with `gap` after the year;
    /// any other form by its name.
    #[must_use]
    pub fn version(&self, gap: &str) -> String {
        if self.disclosure.is_some() { format!("{}{gap}年版", self.id) } else { self.name.to_owned() }
    }

    /// The table of this key.
    #[must_use]
    pub fn table(&self, key: &str) -> Option<&'static TableForm> {
        self.tables.iter().find(|table| table.key == key)
    }

    /// The table that counts this.
    #[must_use]
    pub fn table_of(&self, kind: TableKind) -> Option<&'static TableForm> {
        self.tables.iter().find(|table| table.kind == kind)
    }

    /// The section of this key.
    #[must_use]
    pub fn section(&self, key: &str) -> Option<&'static SectionForm> {
        self.sections.iter().find(|section| section.key == key)
    }

    /// What the section with this key is about; `None` for one that the form does not know.
    #[must_use]
    pub fn section_kind(&self, key: &str) -> Option<SectionKind> {
        self.section(key).map(|section| section.kind)
    }
}
