//! Writes the page: its size and margins, and the page number at its outer foot.

use super::common::Styles;
use super::points;
use crate::formats::reference_doc::Page;
use crate::writers::word::markup::Markup;

const LAYOUT: &str = "Page";
/// The least height of a page number, in twips: the rest of its room is above it.
const LEAST: i32 = 57;

/// The layout of the page.
pub fn layout(page: &Page, xml: &mut Markup) {
    let margins = &page.margins;
    let foot = margins.bottom.saturating_sub(margins.footer).max(LEAST);
    let orientation = if page.is_landscape { "landscape" } else { "portrait" };
    xml.open("style:page-layout", &[("style:name", LAYOUT), ("style:page-usage", "all")]);
    xml.empty(
        "style:page-layout-properties",
        &[
            ("fo:page-width", &points(page.width)),
            ("fo:page-height", &points(page.height)),
            ("style:print-orientation", orientation),
            ("style:num-format", "1"),
            ("fo:margin-top", &points(margins.top)),
            ("fo:margin-bottom", &points(margins.bottom.saturating_sub(foot))),
            ("fo:margin-left", &points(margins.left)),
            ("fo:margin-right", &points(margins.right)),
            ("style:writing-mode", "lr-tb"),
        ],
    );
    xml.empty("style:header-style", &[]).open("style:footer-style", &[]);
    xml.empty(
        "style:header-footer-properties",
        &[
            ("fo:min-height", &points(foot)),
            ("fo:margin-top", &points(foot.saturating_sub(LEAST))),
            ("style:dynamic-spacing", "true"),
        ],
    );
    xml.close().close();
}

/// The page with its footers, those of odd and even pages: `— 1 —`.
pub fn master(styles: &Styles, xml: &mut Markup) {
    xml.open("style:master-page", &[("style:name", "Standard"), ("style:page-layout-name", LAYOUT)]);
    for (footer, style) in [("style:footer", "PageNumberOdd"), ("style:footer-left", "PageNumberEven")] {
        xml.open(footer, &[]).open("text:p", &[("text:style-name", &styles.name(style))]).text("— ");
        xml.open("text:page-number", &[("text:select-page", "current")]).text("1").close();
        xml.text(" —").close().close();
    }
    xml.close();
}
