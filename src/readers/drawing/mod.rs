//! What is drawn on the pages of a format that says only where each character and line is: what of it is seen, and
//! the document that it makes. PDF and OFD share it.

mod canvas;
mod fold;
mod found;
mod paths;
mod seen;

pub use self::canvas::{Canvas, Ink, Placed, Shown, is_known};
pub use self::found::Found;
pub use self::paths::{Point, Step, bounds};
