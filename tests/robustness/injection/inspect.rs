//! The content of an output, part by part.

use std::io::{Cursor, Read as _};

use quick_xml::events::{BytesStart, Event};

/// The files of a package, or the output itself.
pub fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    if !bytes.starts_with(b"PK") {
        return vec![(String::new(), String::from_utf8(bytes.to_vec()).expect("UTF-8"))];
    }
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("package");
    let part = |index| {
        let mut entry = archive.by_index(index).expect("entry");
        let name = entry.name().expect("name").into_owned();
        let mut text = String::new();
        entry.read_to_string(&mut text).expect("all parts that are written are text");
        (name, text)
    };
    let count = zip::ZipArchive::new(Cursor::new(bytes)).expect("package").len();
    (0..count).map(part).collect()
}

/// Elements with their attributes, and the text of each.
pub struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub text: String,
}

/// All elements of XML, which must be well-formed.
pub fn xml(text: &str) -> Vec<Element> {
    let mut reader = quick_xml::Reader::from_str(text);
    let (mut all, mut open) = (Vec::new(), Vec::new());
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("not well-formed: {error}")) {
            Event::Start(start) => open.push(element(&start)),
            Event::Empty(start) => all.push(element(&start)),
            Event::End(_) => all.extend(open.pop()),
            Event::Text(text) => {
                if let Some(element) = open.last_mut() {
                    element.text.push_str(&text.xml10_content());
                }
            }
            Event::GeneralRef(reference) => {
                assert!(
                    quick_xml::escape::resolve_xml_entity(&reference).is_some() || reference.starts_with('#'),
                    "an entity of its own: {reference:?}"
                );
            }
            Event::CData(_) | Event::DocType(_) | Event::PI(_) => panic!("a section that nobody wrote"),
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) => {}
        }
    }
    assert!(open.is_empty(), "an element stays open");
    all
}

fn element(start: &BytesStart<'_>) -> Element {
    let attributes = start.attributes().map(|attribute| {
        let attribute = attribute.expect("an attribute");
        let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).expect("a value");
        (attribute.key.local_name().into_inner().to_owned(), value.into_owned())
    });
    let name = start.local_name().into_inner().to_owned();
    Element { name, attributes: attributes.collect(), text: String::new() }
}
