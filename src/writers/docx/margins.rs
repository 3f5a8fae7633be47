//! The headers and footers of the pages: those of the reference document, and our page numbers where it has no footers.

use crate::formats::reference_doc::{Linked, MarginKind, MarginLink, MarginPages, PageMargin, ReferenceDoc};
use crate::writers::word::markup::Markup;

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
/// The setting by which even pages have headers and footers of their own.
const EVEN_AND_ODD: &str = "  <w:evenAndOddHeaders/>\n";
/// Our page numbers on odd and even pages, as the static parts call them.
const OWN_FOOTERS: [(MarginPages, &str); 2] = [(MarginPages::Usual, "rId5"), (MarginPages::Even, "rId6")];
/// The first number of relationships that is free.
const FIRST_FREE: usize = 7;

/// A reference of the section to a header or footer.
pub struct Reference {
    pub kind: MarginKind,
    pub pages: MarginPages,
    pub id: String,
}

/// Headers and footers to be written.
#[derive(Default)]
pub struct PageMargins {
    pub references: Vec<Reference>,
    pub has_own_first_page: bool,
    has_own_even_pages: bool,
    /// Names of parts with their content.
    pub parts: Vec<(String, Vec<u8>)>,
    relations: String,
    types: String,
}

impl PageMargins {
    pub fn of(reference: Option<&ReferenceDoc>) -> Self {
        let mut all = Self::default();
        let theirs = reference.map_or(&[][..], |reference| &reference.margins);
        for (margin, number) in theirs.iter().zip(FIRST_FREE..) {
            all.add(margin, number);
        }
        all.has_own_first_page = reference.is_some_and(|reference| reference.has_own_first_page);
        let has_footers = theirs.iter().any(|margin| margin.kind == MarginKind::Footer);
        let has_own_even_pages = reference.is_some_and(|reference| reference.has_own_even_pages);
        if !has_footers {
            let own = OWN_FOOTERS.map(|(pages, id)| (pages, id.to_owned()));
            all.references.extend(own.map(|(pages, id)| Reference { kind: MarginKind::Footer, pages, id }));
            // A first page with margins of its own is numbered as well.
            let first = Some((MarginPages::First, "rId5".to_owned())).filter(|_| all.has_own_first_page);
            let first = first.map(|(pages, id)| Reference { kind: MarginKind::Footer, pages, id });
            all.references.extend(first);
            if !has_own_even_pages {
                all.repeat_headers_on_even_pages();
            }
        }
        all.has_own_even_pages = !has_footers || has_own_even_pages;
        all
    }

    /// Where only our page numbers differ between odd and even pages, both have the same header.
    fn repeat_headers_on_even_pages(&mut self) {
        self.references.retain(|one| (one.kind, one.pages) != (MarginKind::Header, MarginPages::Even));
        let usual = |one: &&Reference| (one.kind, one.pages) == (MarginKind::Header, MarginPages::Usual);
        if let Some(Reference { id, .. }) = self.references.iter().find(usual) {
            let even = Reference { kind: MarginKind::Header, pages: MarginPages::Even, id: id.clone() };
            self.references.push(even);
        }
    }

    fn add(&mut self, margin: &PageMargin, number: usize) {
        let kind = match margin.kind {
            MarginKind::Header => "header",
            MarginKind::Footer => "footer",
        };
        let (id, file) = (format!("rId{number}"), format!("{kind}{number}.xml"));
        let relation = [("Id", id.as_str()), ("Type", &format!("{RELATIONS}/{kind}")), ("Target", &file)];
        self.relations.push_str(&element("Relationship", &relation));
        let kind = format!("application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml");
        let part = [("PartName", &*format!("/word/{file}")), ("ContentType", &kind)];
        self.types.push_str(&element("Override", &part));
        self.parts.push((format!("word/{file}"), [DECLARATION, &margin.part].concat().into_bytes()));
        if !margin.links.is_empty() {
            let relations = self.links(&margin.links, number);
            self.parts.push((format!("word/_rels/{file}.rels"), relations.into_bytes()));
        }
        self.references.push(Reference { kind: margin.kind, pages: margin.pages, id });
    }

    /// The relationships of a part, whose pictures become parts as well.
    fn links(&mut self, links: &[MarginLink], number: usize) -> String {
        let mut xml = Markup::new();
        xml.open(
            "Relationships",
            &[("xmlns", "http://schemas.openxmlformats.org/package/2006/relationships")],
        );
        for (MarginLink { id, what }, at) in links.iter().zip(1..) {
            match what {
                Linked::Picture { extension, bytes } => {
                    let file = format!("media/margin{number}_{at}.{extension}");
                    let kind = format!("{RELATIONS}/image");
                    xml.empty("Relationship", &[("Id", id), ("Type", &kind), ("Target", &file)]);
                    self.add_type(extension);
                    self.parts.push((format!("word/{file}"), bytes.clone()));
                }
                Linked::Address(address) => {
                    let kind = format!("{RELATIONS}/hyperlink");
                    let outside = ("TargetMode", "External");
                    xml.empty("Relationship", &[("Id", id), ("Type", &kind), ("Target", address), outside]);
                }
            }
        }
        xml.finish()
    }

    fn add_type(&mut self, extension: &str) {
        let Some(content) = Linked::content_type(extension) else { return };
        let entry = element("Default", &[("Extension", extension), ("ContentType", content)]);
        if !self.types.contains(&entry) {
            self.types.push_str(&entry);
        }
    }

    /// The list of content types with those of the headers and footers.
    pub fn in_types(&self, types: &str) -> String {
        types.replace("</Types>", &format!("{}</Types>", self.types))
    }

    /// The relationships of the document with those of the headers and footers.
    pub fn in_relations(&self, relations: &str) -> String {
        relations.replace("</Relationships>", &format!("{}</Relationships>", self.relations))
    }

    /// The settings: whether even pages have headers and footers of their own.
    pub fn in_settings(&self, settings: &str) -> String {
        if self.has_own_even_pages { settings.to_owned() } else { settings.replace(EVEN_AND_ODD, "") }
    }
}

fn element(name: &str, attributes: &[(&str, &str)]) -> String {
    let mut xml = Markup::part();
    xml.empty(name, attributes);
    xml.finish()
}
