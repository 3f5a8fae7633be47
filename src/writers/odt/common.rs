//! The common styles: those of the Word documents in the words of OpenDocument, and the page.
//!
//! Styles that both kinds of program have are called as LibreOffice calls them, so that it knows them as its own.

use std::collections::BTreeMap;

use quick_xml::events::{BytesStart, Event};

use super::{FO, OFFICE, STYLE, TEXT, VERSION, page, points};
use crate::formats::reference_doc::Page;
use crate::writers::word::attribute::attribute;
use crate::writers::word::markup::Markup;
use crate::writers::word::{FONTS, STYLES};

/// What Word does of itself with Chinese text.
const TYPESETTING: [(&str, &str); 4] = [
    ("style:line-break", "strict"),
    ("style:punctuation-wrap", "hanging"),
    ("style:tab-stop-distance", "21pt"),
    ("style:text-autospace", "ideograph-alpha"),
];

type Attributes = BTreeMap<&'static str, String>;

/// The styles of paragraphs.
pub struct Styles {
    styles: Vec<Style>,
    default: Style,
}

/// A style: what it says of paragraphs and of their text.
#[derive(Default)]
struct Style {
    id: String,
    /// As people see it.
    name: String,
    based_on: Option<String>,
    next: Option<String>,
    /// That of a heading, from 1.
    level: Option<u32>,
    paragraph: Attributes,
    text: Attributes,
}

impl Styles {
    /// The official ones.
    pub fn official() -> Self {
        let mut all = Self { styles: Vec::new(), default: Style::default() };
        for (name, value) in TYPESETTING {
            all.default.says(name, value);
        }
        let mut is_paragraph = false;
        for element in elements(STYLES) {
            let is_style = element.local_name().into_inner() == "style";
            if is_style {
                is_paragraph = attribute(&element, "type").as_deref() == Some("paragraph");
            }
            if is_style && is_paragraph {
                let id = attribute(&element, "styleId").unwrap_or_default();
                all.styles.push(Style { id, ..Style::default() });
            } else if is_paragraph || all.styles.is_empty() {
                all.styles.last_mut().unwrap_or(&mut all.default).add(&element);
            }
        }
        all
    }

    /// The name of a style in the file.
    pub fn name(&self, id: &str) -> String {
        let style = self.styles.iter().find(|style| style.id == id);
        style.map_or_else(|| id.to_owned(), |style| style.name.replace(' ', "_20_"))
    }
}

impl Style {
    /// Adds what an element in the style says.
    fn add(&mut self, element: &BytesStart<'_>) {
        let value = || attribute(element, "val").unwrap_or_default();
        let is_on = || !matches!(value().as_str(), "0" | "false" | "off");
        match element.local_name().into_inner() {
            "name" => self.name = name(&value()),
            "basedOn" => self.based_on = Some(value()),
            "next" => self.next = Some(value()),
            "outlineLvl" => self.level = value().parse::<u32>().ok().map(|level| level + 1),
            "keepNext" if is_on() => self.says("fo:keep-with-next", "always"),
            "keepLines" if is_on() => self.says("fo:keep-together", "always"),
            "widowControl" if !is_on() => {
                self.says("fo:orphans", "0");
                self.says("fo:widows", "0");
            }
            "snapToGrid" => self.says("style:snap-to-layout-grid", if is_on() { "true" } else { "false" }),
            "jc" => {
                let sides = [("both", "justify"), ("left", "start"), ("right", "end"), ("center", "center")];
                let value = value();
                if let Some((_, side)) = sides.into_iter().find(|(word, _)| *word == value) {
                    self.says("fo:text-align", side);
                }
            }
            "ind" => {
                let measures = [("left", "fo:margin-left"), ("right", "fo:margin-right")];
                for (theirs, ours) in measures.into_iter().chain([("firstLine", "fo:text-indent")]) {
                    self.measure(element, theirs, ours);
                }
            }
            "spacing" if attribute(element, "val").is_some() => {
                let width = Some(points(number(element, "val"))).filter(|width| width != "0pt");
                self.text.insert("fo:letter-spacing", width.unwrap_or_else(|| "normal".to_owned()));
            }
            "spacing" => self.add_spacing(element),
            "rFonts" => {
                for (theirs, ours) in [("ascii", "style:font-name"), ("eastAsia", "style:font-name-asian")] {
                    self.text.extend(attribute(element, theirs).map(|font| (ours, font)));
                }
            }
            "sz" => {
                let size = points(number(element, "val").saturating_mul(10));
                self.text.insert("fo:font-size", size.clone());
                self.text.insert("style:font-size-asian", size);
            }
            "kern" => {
                self.text.insert("style:letter-kerning", "true".to_owned());
            }
            "lang" => {
                let names = [("val", ["fo:language", "fo:country"])];
                let asian = [("eastAsia", ["style:language-asian", "style:country-asian"])];
                for (theirs, ours) in names.into_iter().chain(asian) {
                    let language = attribute(element, theirs).unwrap_or_default();
                    let parts = language.split('-').map(str::to_owned);
                    self.text.extend(ours.into_iter().zip(parts));
                }
            }
            _ => {}
        }
    }

    /// The distances of lines and paragraphs.
    fn add_spacing(&mut self, element: &BytesStart<'_>) {
        self.measure(element, "before", "fo:margin-top");
        self.measure(element, "after", "fo:margin-bottom");
        let line = number(element, "line");
        let height = match attribute(element, "lineRule").as_deref() {
            Some("exact") => points(line),
            // In 240ths of a line.
            _ => format!("{}%", line.saturating_mul(100) / 240),
        };
        if line > 0 {
            self.says("fo:line-height", &height);
        }
    }

    fn measure(&mut self, element: &BytesStart<'_>, theirs: &str, ours: &'static str) {
        if attribute(element, theirs).is_some() {
            self.says(ours, &points(number(element, theirs)));
        }
    }

    fn says(&mut self, name: &'static str, value: &str) {
        self.paragraph.insert(name, value.to_owned());
    }

    fn write_properties(&self, xml: &mut Markup) {
        let parts = [("style:paragraph-properties", &self.paragraph), ("style:text-properties", &self.text)];
        for (element, attributes) in parts {
            if !attributes.is_empty() {
                let attributes: Vec<_> = attributes.iter().map(|(name, value)| (*name, &**value)).collect();
                xml.empty(element, &attributes);
            }
        }
    }
}

/// The name of a style that Word calls so.
fn name(word: &str) -> String {
    const OTHERS: [(&str, &str); 3] =
        [("Normal", "Standard"), ("Body Text", "Text body"), ("footer", "Footer")];
    if let Some((_, name)) = OTHERS.iter().find(|(theirs, _)| *theirs == word) {
        return (*name).to_owned();
    }
    word.strip_prefix("heading").map_or_else(|| word.to_owned(), |level| format!("Heading{level}"))
}

fn number(element: &BytesStart<'_>, name: &str) -> i64 {
    attribute(element, name).and_then(|number| number.parse().ok()).unwrap_or_default()
}

/// The elements of a part of our own.
fn elements(part: &str) -> impl Iterator<Item = BytesStart<'_>> {
    let mut reader = quick_xml::Reader::from_str(part);
    std::iter::from_fn(move || {
        loop {
            match reader.read_event() {
                Ok(Event::Start(start) | Event::Empty(start)) => return Some(start),
                Ok(Event::Eof) | Err(_) => return None,
                Ok(_) => {}
            }
        }
    })
}

/// `styles.xml`.
pub fn write(styles: &Styles) -> String {
    let svg = ("xmlns:svg", "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0");
    let mut xml = Markup::new();
    xml.open("office:document-styles", &[OFFICE, STYLE, TEXT, FO, svg, VERSION]);
    write_fonts(&mut xml);
    xml.open("office:styles", &[]).open("style:default-style", &[("style:family", "paragraph")]);
    styles.default.write_properties(&mut xml);
    xml.close();
    for style in &styles.styles {
        let (name, level) = (styles.name(&style.id), style.level.map(|level| level.to_string()));
        let [parent, next] = [&style.based_on, &style.next].map(|id| id.as_ref().map(|id| styles.name(id)));
        let mut attributes = vec![
            ("style:name", name.as_str()),
            ("style:display-name", &style.name),
            ("style:family", "paragraph"),
        ];
        let further = [
            ("style:parent-style-name", &parent),
            ("style:next-style-name", &next),
            ("style:default-outline-level", &level),
        ];
        attributes.extend(further.into_iter().filter_map(|(name, value)| Some((name, value.as_deref()?))));
        xml.open("style:style", &attributes);
        style.write_properties(&mut xml);
        xml.close();
    }
    xml.close().open("office:automatic-styles", &[]);
    page::layout(&Page::OFFICIAL, &mut xml);
    xml.close().open("office:master-styles", &[]);
    page::master(styles, &mut xml);
    xml.finish()
}

fn write_fonts(xml: &mut Markup) {
    xml.open("office:font-face-decls", &[]);
    for font in elements(FONTS).filter(|element| element.local_name().into_inner() == "font") {
        let name = attribute(&font, "name").unwrap_or_default();
        xml.empty("style:font-face", &[("style:name", &name), ("svg:font-family", &format!("'{name}'"))]);
    }
    xml.close();
}
