//! A part of a package as a tree, by local names.

use std::io::{Cursor, Read};

use quick_xml::events::{BytesStart, Event};

/// An element.
#[derive(Clone, Debug, Default)]
pub struct Node {
    pub name: String,
    attributes: Vec<(String, String)>,
    nodes: Vec<Node>,
    text: String,
}

/// The text of a part.
pub fn text_of(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut text = String::new();
    archive.by_name(name).unwrap_or_else(|_| panic!("no {name}")).read_to_string(&mut text).expect("text");
    text
}

pub fn part(bytes: &[u8], name: &str) -> Node {
    let text = text_of(bytes, name);
    let mut reader = quick_xml::Reader::from_str(&text);
    let mut open = vec![Node::default()];
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(start) => open.push(Node::new(&start)),
            Event::Empty(start) => open.last_mut().expect("a parent").nodes.push(Node::new(&start)),
            Event::End(_) => {
                let node = open.pop().expect("an open element");
                open.last_mut().expect("a parent").nodes.push(node);
            }
            Event::Text(text) => open.last_mut().expect("a parent").text.push_str(&text.xml10_content()),
            Event::GeneralRef(reference) => {
                let text = quick_xml::escape::resolve_xml_entity(&reference).unwrap_or_default();
                open.last_mut().expect("a parent").text.push_str(text);
            }
            Event::Eof => return open.pop().expect("a root").nodes.remove(0),
            _ => {}
        }
    }
}

impl Node {
    fn new(start: &BytesStart<'_>) -> Self {
        let attributes = start.attributes().map(|attribute| {
            let attribute = attribute.expect("an attribute");
            let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).expect("a value");
            (attribute.key.local_name().into_inner().to_owned(), value.into_owned())
        });
        let name = start.local_name().into_inner().to_owned();
        Self { name, attributes: attributes.collect(), ..Self::default() }
    }

    pub fn nodes(&self) -> impl Iterator<Item = &Self> {
        self.nodes.iter()
    }

    pub fn children<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.nodes.iter().filter(move |node| node.name == name)
    }

    pub fn child(&self, name: &str) -> Option<&Self> {
        self.nodes.iter().find(|node| node.name == name)
    }

    /// All elements of this name below, in the order of the part.
    pub fn all<'a>(&'a self, name: &str) -> Vec<&'a Self> {
        let mut found = Vec::new();
        for node in &self.nodes {
            found.extend((node.name == name).then_some(node));
            found.extend(node.all(name));
        }
        found
    }

    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub fn number(&self, name: &str) -> i64 {
        self.attribute(name).expect(name).parse().expect("a number")
    }

    pub fn own_text(&self) -> String {
        self.text.clone()
    }

    /// The text of the runs.
    pub fn text(&self) -> String {
        self.all("t").into_iter().map(Self::own_text).collect()
    }

    /// The style of a paragraph.
    pub fn style(&self) -> Option<&str> {
        self.child("pPr")?.child("pStyle")?.attribute("val")
    }
}

/// A style and those it is based on, and the defaults behind them.
pub struct Chain<'a>(Vec<&'a Node>);

pub fn style_chain<'a>(styles: &'a Node, name: &str) -> Chain<'a> {
    let value = |style: &'a Node, name: &str| style.child(name).and_then(|node| node.attribute("val"));
    let mut next = styles.children("style").find(|style| value(style, "name") == Some(name));
    assert!(next.is_some(), "no style {name}");
    let mut chain = Vec::new();
    while let Some(style) = next {
        chain.push(style);
        let base = value(style, "basedOn");
        next = base.and_then(|id| styles.nodes().find(|style| style.attribute("styleId") == Some(id)));
    }
    chain.extend(styles.all("rPrDefault"));
    Chain(chain)
}

impl Chain<'_> {
    fn property(&self, of: &str, element: &str, attribute: &str) -> Option<String> {
        let mut found =
            self.0.iter().filter_map(|style| style.child(of)?.child(element)?.attribute(attribute));
        found.next().map(str::to_owned)
    }

    pub fn run(&self, element: &str, attribute: &str) -> Option<String> {
        self.property("rPr", element, attribute)
    }

    pub fn paragraph(&self, element: &str, attribute: &str) -> Option<String> {
        self.property("pPr", element, attribute)
    }

    pub fn has(&self, element: &str) -> bool {
        self.0.iter().any(|style| style.child("pPr").is_some_and(|pr| pr.child(element).is_some()))
    }
}
