//! What speaks for a table against another of its form.

/// What speaks for a table, the strongest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank {
    /// Its sheet is no draft, backup or example by its name.
    pub is_final: bool,
    /// Its caption or sheet names the report's year.
    pub names_own_year: bool,
    pub place: TablePlace,
}

/// Where a table is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct TablePlace {
    /// In the section that the form assigns to it.
    pub is_in_own_section: bool,
    /// On a sheet named after the report, the table or a total.
    pub is_on_own_sheet: bool,
}
