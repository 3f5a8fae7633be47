//! What the writers of word processors' formats share: the official look, and what text and tables are in it.

pub mod attribute;
pub mod markup;
pub mod package;
pub mod paragraph;
pub mod properties;
pub mod table;
#[cfg(test)]
pub mod tests;

/// The styles, in the words of WordprocessingML.
pub const STYLES: &str = include_str!("parts/styles.xml");
/// The fonts.
pub const FONTS: &str = include_str!("parts/font_table.xml");
