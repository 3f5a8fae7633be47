//! Writes the page: its size, margins and grid, and the page number at its outer foot.

use super::look::Look;
use super::margins::{PageMargins, Reference};
use crate::formats::reference_doc::{GridKind, MarginKind, MarginPages, Margins, Page};
use crate::writers::word::markup::Markup;

/// The footer of one side: `— 1 —`.
pub fn footer(style: &'static str, look: &Look<'_>) -> String {
    let mut xml = Markup::new();
    xml.open("w:ftr", &[("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main")]);
    xml.open("w:p", &[]).open("w:pPr", &[]).value("w:pStyle", look.id(style)).close();
    let text = |xml: &mut Markup, text| {
        xml.open("w:r", &[]).open("w:t", &[("xml:space", "preserve")]).text(text).close().close();
    };
    let mark = |xml: &mut Markup, kind| {
        xml.open("w:r", &[]).empty("w:fldChar", &[("w:fldCharType", kind)]).close();
    };
    text(&mut xml, "— ");
    mark(&mut xml, "begin");
    xml.open("w:r", &[]).open("w:instrText", &[("xml:space", "preserve")]).text(" PAGE ").close().close();
    mark(&mut xml, "separate");
    text(&mut xml, "1");
    mark(&mut xml, "end");
    text(&mut xml, " —");
    xml.finish()
}

/// The properties of the one section.
pub fn section(page: &Page, in_margins: &PageMargins, xml: &mut Markup) {
    xml.open("w:sectPr", &[]);
    for Reference { kind, pages, id } in &in_margins.references {
        let name = match kind {
            MarginKind::Header => "w:headerReference",
            MarginKind::Footer => "w:footerReference",
        };
        let word = MarginPages::WORDS.iter().find(|(known, _)| known == pages);
        xml.empty(name, &[("w:type", word.map_or("default", |(_, word)| word)), ("r:id", id)]);
    }
    let (width, height) = (page.width.to_string(), page.height.to_string());
    let mut size = vec![("w:w", width.as_str()), ("w:h", &height)];
    size.extend(page.is_landscape.then_some(("w:orient", "landscape")));
    xml.empty("w:pgSz", &size);
    margins(&page.margins, xml);
    xml.empty("w:cols", &[("w:space", "425")]);
    if in_margins.has_own_first_page {
        xml.empty("w:titlePg", &[]);
    }
    if let Some(grid) = page.grid {
        let kind =
            GridKind::WORDS.iter().find(|(kind, _)| *kind == grid.kind).map_or("lines", |(_, word)| word);
        let pitch = grid.line_pitch.map(|pitch| pitch.to_string());
        let space = grid.char_space.map(|space| space.to_string());
        let mut attributes = vec![("w:type", kind)];
        attributes.extend(pitch.as_deref().map(|pitch| ("w:linePitch", pitch)));
        attributes.extend(space.as_deref().map(|space| ("w:charSpace", space)));
        xml.empty("w:docGrid", &attributes);
    }
    xml.close();
}

fn margins(margins: &Margins, xml: &mut Markup) {
    let measures = [
        ("w:top", margins.top),
        ("w:right", margins.right),
        ("w:bottom", margins.bottom),
        ("w:left", margins.left),
        ("w:header", margins.header),
        ("w:footer", margins.footer),
        ("w:gutter", margins.gutter),
    ]
    .map(|(name, measure)| (name, measure.to_string()));
    xml.empty("w:pgMar", &measures.each_ref().map(|(name, measure)| (*name, measure.as_str())));
}
