//! Takes the page set-up, the styles, and the headers and footers out of a reference document.

use super::parts::Relations;
use super::reference_margins::{self, References, add_reference};
use super::{FORMAT, old_word};
use crate::formats::reference_doc::{Grid, GridKind, Margins, Page, ReferenceDoc};
use crate::model::error::{Error, Result};
use crate::model::language::Message;
use crate::model::limits::Limits;
use crate::readers::package::{Package, is_encrypted_package, is_ole};
use crate::readers::xml::{Element, Node, Xml};

/// The namespace of what Word saves; a document saved as Strict has another.
pub const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// The least width and height of the text, in twips: 5 cm; and the most that Word takes of a page.
const LEAST: u32 = 2835;
const MOST: u32 = 31680;

/// Reads what a reference document gives to the documents written after it.
///
/// # Errors
/// When the bytes are no Word document, exceed a limit, or hold no styles or no page to write on.
pub fn reference_doc(bytes: &[u8], limits: &Limits) -> Result<ReferenceDoc> {
    if is_ole(bytes) && !is_encrypted_package(bytes) {
        return Err(old_word());
    }
    let mut package = Package::open(bytes, FORMAT, limits)?;
    let root = Relations::of("", &mut package)?;
    let main = root.get("officeDocument").unwrap_or("word/document.xml").to_owned();
    let relations = Relations::of(&main, &mut package)?;
    let Some(name) = relations.get("styles") else { return Err(no_styles()) };
    let styles = package.required(name)?;
    check_styles(&styles, &mut package.xml(name, &styles))?;
    let text = package.required(&main)?;
    let Sections { page, references, has_own_first_page } = sections(&mut package.xml(&main, &text))?;
    let margins = reference_margins::read(&main, &references, &mut package)?;
    let has_own_even_pages = has_own_even_pages(relations.get("settings"), &mut package)?;
    let fonts = well_formed(relations.get("fontTable"), &mut package)?;
    let theme = well_formed(relations.get("theme"), &mut package)?;
    Ok(ReferenceDoc { page, styles, fonts, theme, margins, has_own_first_page, has_own_even_pages })
}

pub fn unusable(zh: &str, en: &str) -> Error {
    Error::UnusableReference { what: Message::new(zh, en) }
}

fn no_styles() -> Error {
    unusable("里面没有样式", "it has no styles")
}

fn check_styles(styles: &str, xml: &mut Xml<'_>) -> Result<()> {
    let mut has_styles = false;
    while let Some(node) = xml.next()? {
        has_styles |= matches!(node, Node::Start(element) if element.name() == "style");
    }
    if !has_styles {
        return Err(no_styles());
    }
    if !styles.contains(MAIN) {
        return Err(unusable(
            "它是“严格 Open XML”文档，样式不能照用",
            "it is a Strict Open XML document, whose styles can't be taken over",
        ));
    }
    Ok(())
}

/// The text of a part that may be missing, checked to its end.
fn well_formed(name: Option<&str>, package: &mut Package<'_>) -> Result<Option<String>> {
    let Some(name) = name else { return Ok(None) };
    let Some(text) = package.text(name)? else { return Ok(None) };
    let mut xml = package.xml(name, &text);
    while xml.next()?.is_some() {}
    Ok(Some(text))
}

/// Whether the settings give even pages headers and footers of their own.
fn has_own_even_pages(settings: Option<&str>, package: &mut Package<'_>) -> Result<bool> {
    let Some(text) = well_formed(settings, package)? else { return Ok(false) };
    let mut xml = package.xml(settings.unwrap_or_default(), &text);
    while let Some(node) = xml.next()? {
        if let Node::Start(element) = node
            && element.name() == "evenAndOddHeaders"
        {
            return Ok(is_on(&element));
        }
    }
    Ok(false)
}

/// Whether an element of which the presence means yes does not say no.
fn is_on(element: &Element<'_>) -> bool {
    element.attribute("val").is_none_or(|value| !matches!(value.as_str(), "0" | "false" | "off"))
}

/// What the sections say of the pages.
struct Sections {
    /// The page of the last section, which is the document's own; the official one where none is set.
    page: Page,
    references: References,
    has_own_first_page: bool,
}

fn sections(xml: &mut Xml<'_>) -> Result<Sections> {
    let mut all = Sections { page: Page::OFFICIAL, references: References::new(), has_own_first_page: false };
    while let Some(node) = xml.next()? {
        if matches!(node, Node::Start(element) if element.name() == "sectPr") {
            section(xml, &mut all)?;
        }
    }
    if all.page.text_width() < LEAST || all.page.text_height() < LEAST {
        return Err(unusable("页边距之间放不下正文", "its margins leave no room for text"));
    }
    Ok(all)
}

fn section(xml: &mut Xml<'_>, all: &mut Sections) -> Result<()> {
    let mut page = Page { grid: None, ..Page::OFFICIAL };
    all.has_own_first_page = false;
    while let Some(child) = xml.child()? {
        match child.name() {
            "titlePg" => all.has_own_first_page = is_on(&child),
            "headerReference" | "footerReference" => add_reference(&child, &mut all.references),
            "pgSz" => {
                page.width = side(&child, "w")?;
                page.height = side(&child, "h")?;
                page.is_landscape = child.attribute("orient").as_deref() == Some("landscape");
            }
            "pgMar" => page.margins = margins(&child)?,
            "docGrid" => page.grid = grid(&child)?,
            _ => {}
        }
        xml.skip()?;
    }
    all.page = page;
    Ok(())
}

fn side(element: &Element<'_>, name: &str) -> Result<u32> {
    let side = measure(element, name)?.and_then(|side| u32::try_from(side).ok());
    side.filter(|side| *side <= MOST).ok_or_else(|| unreadable(name))
}

fn margins(element: &Element<'_>) -> Result<Margins> {
    let margin = |name| Ok::<_, Error>(measure(element, name)?.unwrap_or_default());
    Ok(Margins {
        top: margin("top")?,
        right: margin("right")?,
        bottom: margin("bottom")?,
        left: margin("left")?,
        header: margin("header")?,
        footer: margin("footer")?,
        gutter: margin("gutter")?,
    })
}

fn grid(element: &Element<'_>) -> Result<Option<Grid>> {
    let word = element.attribute("type");
    let kind = GridKind::WORDS.iter().find(|(_, known)| word.as_deref() == Some(*known));
    let Some((kind, _)) = kind else { return Ok(None) };
    let (line_pitch, char_space) = (measure(element, "linePitch")?, measure(element, "charSpace")?);
    Ok(Some(Grid { kind: *kind, line_pitch, char_space }))
}

/// A number, as far as it is one that a page can have.
fn measure(element: &Element<'_>, name: &str) -> Result<Option<i32>> {
    const FAR: i32 = 1 << 20;
    let Some(text) = element.attribute(name) else { return Ok(None) };
    let number = text.trim().parse().ok().filter(|number: &i32| (-FAR..=FAR).contains(number));
    number.map(Some).ok_or_else(|| unreadable(name))
}

fn unreadable(name: &str) -> Error {
    let what = Message::new(
        format!("页面设置读不懂（{name}）"),
        format!("its page set-up can't be understood ({name})"),
    );
    Error::UnusableReference { what }
}
