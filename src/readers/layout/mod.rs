//! Characters and ruling lines on pages to paragraphs and tables in reading order. Readers of formats that say only
//! where each character is share it.

mod aligned;
mod cell_text;
mod columns;
mod furniture;
mod geometry;
mod glyph;
mod grid;
mod line;
mod notes;
mod over_pages;
mod pages;
mod paragraphs;
mod rules;
mod tables;
mod words;

pub use self::geometry::{Axis, Bounds, Rule, sides};
#[cfg(feature = "ofd")]
pub use self::glyph::is_wide;
pub use self::glyph::{ASCENT, Direction, Glyph};
pub use self::line::Line;
pub use self::over_pages::LongTable;
pub use self::pages::{Laid, Page, Piece, lay_out};
