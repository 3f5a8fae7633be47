//! The axes along which layouts differ from the official one. A new value is one line in one of the tables.

mod around;
mod labels;
mod looks;
mod notes;
mod shapes;

use repconv::model::form::Edition;

use crate::formats::Format;
use crate::layout::Layout;
use crate::random::Random;

/// What reading a layout must give.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wanted {
    /// A sound document: no finding is an error. Figures are right, or left out with a finding.
    NoError,
    /// Figures are right, or left out with a finding.
    RightOrReported,
}

/// A value of an axis.
pub struct Variant {
    pub axis: &'static str,
    pub name: &'static str,
    pub wanted: Wanted,
    /// Where it can be written.
    pub fits: Fits,
    /// Changes a layout; `false` where the layout has nothing to change.
    pub change: fn(&mut Layout, &mut Random) -> bool,
}

/// The formats and editions in which a value can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fits {
    All,
    /// Formats with tables.
    Tables,
    /// Formats that show how text looks.
    Looks,
    /// Formats that can hide a part of a cell.
    Hidden,
    /// Formats in which a cell that is lacking shows as one.
    Rows,
    /// Formats with comments.
    Comments,
}

impl Variant {
    pub fn fits(&self, format: &Format) -> bool {
        match self.fits {
            Fits::All => true,
            Fits::Tables => format.has_tables,
            Fits::Looks => format.has_looks,
            Fits::Hidden => format.has_looks && format.extension != "xlsx",
            Fits::Rows => matches!(format.name, "html" | "docx" | "text with a cell a line"),
            Fits::Comments => format.has_looks && format.extension != "html",
        }
    }
}

/// All values of all axes.
pub fn variants() -> impl Iterator<Item = &'static Variant> {
    [labels::VARIANTS, shapes::VARIANTS, around::VARIANTS, looks::VARIANTS, notes::VARIANTS]
        .into_iter()
        .flatten()
}

/// The year of the reports of an edition.
pub fn year(edition: &Edition) -> u16 {
    match edition.id {
        "2021" => 2024,
        "2019" => 2020,
        _ => 2016,
    }
}
