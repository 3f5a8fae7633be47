//! What a document looks like: the official page and styles, or a reference document's own with ours added where
//! it has none.
//!
//! The styles of a reference document are recognised by their names, which are the same in every language of Word; the ids by
//! which paragraphs call them are its own.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use quick_xml::events::{BytesStart, Event};

use crate::formats::reference_doc::{Page, ReferenceDoc};
use crate::writers::word::attribute::attribute;
use crate::writers::word::{FONTS, STYLES};

const THEME: &str = include_str!("parts/theme.xml");
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const NAMESPACE: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

/// Page, styles and fonts of a document to be written.
pub struct Look<'a> {
    pub page: Page,
    pub styles: Cow<'a, str>,
    pub fonts: Cow<'a, str>,
    pub theme: &'a str,
    /// Whether these come from a reference document.
    pub is_house: bool,
    /// The reference document's ids of our styles.
    ids: HashMap<String, String>,
}

impl<'a> Look<'a> {
    pub fn of(reference: Option<&'a ReferenceDoc>) -> Self {
        reference.map_or_else(Self::official, Self::of_reference)
    }

    fn official() -> Self {
        Self {
            page: Page::OFFICIAL,
            styles: Cow::Borrowed(STYLES),
            fonts: Cow::Borrowed(FONTS),
            theme: THEME,
            is_house: false,
            ids: HashMap::new(),
        }
    }

    fn of_reference(reference: &'a ReferenceDoc) -> Self {
        let (ours, theirs) = (Part::read(STYLES, "style"), Part::read(&reference.styles, "style"));
        let ids: HashMap<String, String> =
            ours.entries.iter().map(|style| (style.id.clone(), theirs.id_for(style))).collect();
        let lacking = ours.entries.iter().filter(|style| theirs.like(style).is_none());
        let added = lacking.map(|style| adapted(style, ours.text(style), &ids)).collect();
        let their_fonts = reference.fonts.as_deref().map(|fonts| Part::read(fonts, "font"));
        let their_fonts = their_fonts.filter(|fonts| !fonts.entries.is_empty());
        let fonts = their_fonts.map_or(Cow::Borrowed(FONTS), |theirs| {
            let ours = Part::read(FONTS, "font");
            let lacking = ours.entries.iter().filter(|font| theirs.like(font).is_none());
            let added =
                lacking.map(|font| ours.text(font).replace("<w:font ", &format!("<w:font {NAMESPACE} ")));
            Cow::Owned(theirs.with(added.collect()))
        });
        // A theme with pictures would need further parts.
        let theme = reference
            .theme
            .as_deref()
            .filter(|theme| !theme.contains("r:embed") && !theme.contains("r:link"));
        Self {
            page: reference.page,
            styles: Cow::Owned(theirs.with(added)),
            fonts,
            theme: theme.unwrap_or(THEME),
            is_house: true,
            ids,
        }
    }

    /// The id by which this document calls a style of ours.
    pub fn id(&self, ours: &'static str) -> &str {
        self.ids.get(ours).map_or(ours, String::as_str)
    }
}

/// One of our styles as added to the reference document, with ids that are free there.
fn adapted(style: &Entry, text: &str, ids: &HashMap<String, String>) -> String {
    let mut text = text.replacen("<w:style ", &format!("<w:style {NAMESPACE} "), 1);
    for element in ["basedOn", "next"] {
        let Some(named) = value_of(&text, element).map(str::to_owned) else { continue };
        let id = ids.get(&named).unwrap_or(&named);
        text = text.replace(
            &format!("<w:{element} w:val=\"{named}\"/>"),
            &format!("<w:{element} w:val=\"{}\"/>", quick_xml::escape::escape(id)),
        );
    }
    let id = ids.get(&style.id).unwrap_or(&style.id);
    text.replace(
        &format!("w:styleId=\"{}\"", style.id),
        &format!("w:styleId=\"{}\"", quick_xml::escape::escape(id)),
    )
}

fn value_of<'t>(text: &'t str, element: &str) -> Option<&'t str> {
    text.split_once(&format!("<w:{element} w:val=\""))?.1.split_once('"').map(|(value, _)| value)
}

/// A part that lists styles or fonts.
struct Part<'t> {
    text: &'t str,
    entries: Vec<Entry>,
    /// Positions of the root element and of its end tag.
    root: Range<usize>,
    /// Elements that are skipped, as they refer to parts that are not copied.
    cuts: Vec<Range<usize>>,
}

/// A style or a font.
#[derive(Default)]
struct Entry {
    id: String,
    name: String,
    kind: String,
    is_default: bool,
    range: Range<usize>,
}

impl<'t> Part<'t> {
    /// Reads a part that is known to be well-formed.
    fn read(text: &'t str, element: &str) -> Self {
        let mut part = Self { text, entries: Vec::new(), root: 0..text.len(), cuts: Vec::new() };
        let mut reader = quick_xml::Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        let position = |reader: &quick_xml::Reader<&[u8]>| {
            usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
        };
        let mut open: Vec<usize> = Vec::new();
        loop {
            let before = position(&reader);
            match reader.read_event() {
                Ok(Event::Start(start)) => {
                    open.push(before);
                    match (open.len(), start.local_name().into_inner()) {
                        (1, _) => part.root.start = before,
                        (2, name) if name == element => part.entries.push(Entry::new(&start, before)),
                        (3, "name") => part.name(&start),
                        _ => {}
                    }
                }
                Ok(Event::End(end)) => {
                    let (depth, from) = (open.len(), open.pop().unwrap_or_default());
                    let after = position(&reader);
                    match (depth, end.local_name().into_inner()) {
                        (1, _) => part.root.end = before,
                        (2, name) if name == element => {
                            part.entries
                                .iter_mut()
                                .next_back()
                                .into_iter()
                                .for_each(|entry| entry.range.end = after);
                        }
                        (_, name) if name == "numPr" || name.starts_with("embed") => {
                            part.cuts.push(from..after);
                        }
                        _ => {}
                    }
                }
                Ok(Event::Eof) | Err(_) => return part,
                Ok(_) => {}
            }
        }
    }

    fn name(&mut self, start: &BytesStart<'_>) {
        if let (Some(entry), Some(name)) = (self.entries.last_mut(), attribute(start, "val")) {
            entry.name = name;
        }
    }

    fn text(&self, entry: &Entry) -> &'t str {
        self.text.get(entry.range.clone()).unwrap_or_default()
    }

    /// The entry here that corresponds to this one of ours: the one of its name, else the default where
    /// ours is the default.
    fn like(&self, ours: &Entry) -> Option<&Entry> {
        let mut same_kind = self.entries.iter().filter(|entry| entry.kind == ours.kind);
        let default = || self.entries.iter().find(|entry| entry.kind == ours.kind && entry.is_default);
        if ours.is_default {
            return default().or_else(|| same_kind.find(|entry| entry.is_named(&ours.name)));
        }
        same_kind.find(|entry| entry.is_named(&ours.name))
    }

    /// The id of the entry that corresponds to ours, or a free id close to ours.
    fn id_for(&self, ours: &Entry) -> String {
        if let Some(theirs) = self.like(ours) {
            return theirs.id.clone();
        }
        let mut id = ours.id.clone();
        while self.entries.iter().any(|entry| entry.id.eq_ignore_ascii_case(&id)) {
            id.push('_');
        }
        id
    }

    /// The part with these further entries, and without references to other parts.
    fn with(&self, added: Vec<String>) -> String {
        let mut text = DECLARATION.to_owned();
        let mut from = self.root.start;
        for cut in self.cuts.iter().chain([&(self.root.end..self.root.end)]) {
            text.push_str(self.text.get(from..cut.start).unwrap_or_default());
            from = cut.end.max(from);
        }
        text.extend(added);
        text.push_str(self.text.get(self.root.end..).unwrap_or_default());
        text
    }
}

impl Entry {
    fn new(start: &BytesStart<'_>, at: usize) -> Self {
        let text = |name| attribute(start, name).unwrap_or_default();
        Self {
            id: text("styleId"),
            name: text("name"),
            kind: text("type"),
            is_default: matches!(text("default").as_str(), "1" | "true" | "on"),
            range: at..at,
        }
    }

    fn is_named(&self, name: &str) -> bool {
        self.name.trim().eq_ignore_ascii_case(name)
    }
}
