//! The headers and footers of pages.

use std::collections::HashSet;

use super::anchors::ranges;
use super::fib::{Fib, Part, Story};
use super::formatted::Plc;
use super::markup::Markup;
use super::story::Writer;
use crate::model::error::Result;

/// Texts that come before the headers: the lines between text and notes.
const SEPARATORS: usize = 6;
/// The texts of a section: for even, odd and first pages, headers among them.
const OF_SECTION: usize = 6;
const FOOTERS: [usize; 3] = [2, 3, 5];

/// Writes all headers and then all footers, each text once.
pub fn write(fib: &Fib<'_>, tables: &[u8], writer: &mut Writer<'_, '_>, out: &mut Markup) -> Result<()> {
    let texts = Plc::new(fib.part(Part::Margins, tables)?, 0);
    let mut found = [Vec::new(), Vec::new()];
    let mut seen = HashSet::new();
    let ranges = ranges(texts, fib.story(Story::Margins)).skip(SEPARATORS).enumerate();
    for (number, (start, end)) in ranges.filter(|(_, (start, end))| start < end) {
        let content = writer.story(start, end)?.finish();
        let is_footer = FOOTERS.contains(&(number % OF_SECTION));
        let [headers, footers] = &mut found;
        if seen.insert((is_footer, content.clone())) {
            (if is_footer { footers } else { headers }).push(content);
        }
    }
    for (name, contents) in ["hdr", "ftr"].into_iter().zip(found) {
        for content in contents {
            out.open(name);
            out.append(&content);
            out.close(name);
        }
    }
    Ok(())
}
