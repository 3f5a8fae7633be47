//! The tree of a web page, as a browser would build it, under limits.
//!
//! html5ever mends what is unclosed or misplaced; the tree keeps only the attributes the reader asks
//! for. html5ever's time is quadratic in the depth of open elements and in the attributes of a tag:
//! so the page is fed in small pieces with the limits checked after each, and tags with thousands of
//! attributes are refused beforehand.

use std::rc::Rc;

use html5ever::interface::NodeOrText;
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, ParseOpts, QualName, ns, parse_document};

use super::attributes::check_attributes;
use super::sink::Sink;
use crate::model::error::{Error, Limit, Result};
use crate::model::limits::Limits;

/// Bytes fed to the parser between two looks at the limits.
const PIECE: usize = 512;

/// A node of a [`Tree`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Id(u32);

/// What a node is.
#[derive(Debug)]
pub(super) enum Kind {
    /// The page.
    Root,
    Text(StrTendril),
    Element(Box<Element>),
    /// A comment or a processing instruction.
    Silent,
}

/// An element and those of its attributes that matter to the reader.
#[derive(Debug)]
pub(super) struct Element {
    pub name: Rc<QualName>,
    attributes: Vec<Attribute>,
}

impl Element {
    pub fn new(name: Rc<QualName>, mut attributes: Vec<Attribute>) -> Self {
        attributes.retain(is_kept);
        attributes.shrink_to_fit();
        Self { name, attributes }
    }

    /// Adds the attributes that it lacks.
    pub fn add_missing(&mut self, attributes: Vec<Attribute>) {
        for attribute in attributes.into_iter().filter(is_kept) {
            if self.attribute(&attribute.name.local).is_none() {
                self.attributes.push(attribute);
            }
        }
    }

    /// The name of an HTML element; `None` in SVG and MathML.
    pub fn html(&self) -> Option<&str> {
        (self.name.ns == ns!(html)).then_some(&*self.name.local)
    }

    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|a| &*a.name.local == name).map(|a| &*a.value)
    }

    /// The words of a space-separated attribute.
    pub fn words(&self, attribute: &str) -> impl Iterator<Item = &str> {
        self.attribute(attribute).unwrap_or_default().split_ascii_whitespace()
    }

    /// Whether the space-separated attribute holds this word.
    pub fn has_word(&self, attribute: &str, word: &str) -> bool {
        self.words(attribute).any(|w| w == word)
    }
}

#[derive(Debug)]
struct Node {
    kind: Kind,
    depth: u32,
    parent: Option<Id>,
    previous: Option<Id>,
    next: Option<Id>,
    first: Option<Id>,
    last: Option<Id>,
}

/// The nodes of a page; [`Tree::ROOT`] is the page.
#[derive(Debug)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    deepest: u32,
}

/// Builds the tree of a page.
///
/// # Errors
/// [`Error::TooLarge`] for depth, number of nodes or time.
pub(super) fn parse(text: &str, limits: &Limits) -> Result<Tree> {
    check_attributes(text, limits)?;
    let mut parser = parse_document(Sink::new(Tree::new()), ParseOpts::default());
    let mut rest = text;
    while !rest.is_empty() {
        let end = (PIECE.min(rest.len())..=rest.len()).find(|&i| rest.is_char_boundary(i));
        let (piece, after) = end.and_then(|end| rest.split_at_checked(end)).unwrap_or((rest, ""));
        parser.process(StrTendril::from(piece));
        parser.tokenizer.sink.sink.tree().check(limits)?;
        rest = after;
    }
    let tree = parser.finish();
    tree.check(limits)?;
    Ok(tree)
}

impl Tree {
    pub const ROOT: Id = Id(0);

    fn new() -> Self {
        let mut tree = Self { nodes: Vec::new(), deepest: 0 };
        tree.add(Kind::Root);
        tree
    }

    pub fn kind(&self, id: Id) -> &Kind {
        self.node(id).map_or(&Kind::Silent, |node| &node.kind)
    }

    pub fn element(&self, id: Id) -> Option<&Element> {
        match self.kind(id) {
            Kind::Element(element) => Some(element),
            Kind::Root | Kind::Text(_) | Kind::Silent => None,
        }
    }

    pub fn element_mut(&mut self, id: Id) -> Option<&mut Element> {
        match &mut self.node_mut(id)?.kind {
            Kind::Element(element) => Some(element),
            Kind::Root | Kind::Text(_) | Kind::Silent => None,
        }
    }

    pub fn parent(&self, id: Id) -> Option<Id> {
        self.node(id)?.parent
    }

    pub fn next(&self, id: Id) -> Option<Id> {
        self.node(id)?.next
    }

    pub fn first_child(&self, id: Id) -> Option<Id> {
        self.node(id)?.first
    }

    pub fn children(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        std::iter::successors(self.first_child(id), |&child| self.next(child))
    }

    fn node(&self, id: Id) -> Option<&Node> {
        self.nodes.get(id.0 as usize)
    }

    fn node_mut(&mut self, id: Id) -> Option<&mut Node> {
        self.nodes.get_mut(id.0 as usize)
    }

    fn check(&self, limits: &Limits) -> Result<()> {
        limits.clock.check()?;
        let too_large = |what, found: usize, allowed: usize| {
            Err(Error::TooLarge { what, found: found as u64, allowed: allowed as u64 })
        };
        if self.deepest as usize > limits.depth {
            return too_large(Limit::Depth, self.deepest as usize, limits.depth);
        }
        if self.nodes.len() > limits.nodes {
            return too_large(Limit::Nodes, self.nodes.len(), limits.nodes);
        }
        Ok(())
    }

    /// A node that hangs nowhere yet.
    pub fn add(&mut self, kind: Kind) -> Id {
        let id = Id(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        self.nodes.push(Node {
            kind,
            depth: 0,
            parent: None,
            previous: None,
            next: None,
            first: None,
            last: None,
        });
        id
    }

    /// Takes a node out of its parent.
    pub fn detach(&mut self, id: Id) {
        let Some(node) = self.node_mut(id) else { return };
        let (parent, previous, next) = (node.parent.take(), node.previous.take(), node.next.take());
        if let Some(before) = previous.and_then(|id| self.node_mut(id)) {
            before.next = next;
        }
        if let Some(after) = next.and_then(|id| self.node_mut(id)) {
            after.previous = previous;
        }
        if let Some(parent) = parent.and_then(|id| self.node_mut(id)) {
            if parent.first == Some(id) {
                parent.first = next;
            }
            if parent.last == Some(id) {
                parent.last = previous;
            }
        }
    }

    /// Puts a node under `parent`, before `next` or last.
    pub fn insert(&mut self, parent: Id, next: Option<Id>, child: Id) {
        self.detach(child);
        let depth = self.node(parent).map_or(0, |node| node.depth) + 1;
        let previous = match next {
            Some(next) => self.node(next).and_then(|node| node.previous),
            None => self.node(parent).and_then(|node| node.last),
        };
        if let Some(node) = self.node_mut(child) {
            node.parent = Some(parent);
            node.previous = previous;
            node.next = next;
            node.depth = depth;
        }
        match previous.and_then(|id| self.node_mut(id)) {
            Some(before) => before.next = Some(child),
            None => {
                if let Some(parent) = self.node_mut(parent) {
                    parent.first = Some(child);
                }
            }
        }
        match next.and_then(|id| self.node_mut(id)) {
            Some(after) => after.previous = Some(child),
            None => {
                if let Some(parent) = self.node_mut(parent) {
                    parent.last = Some(child);
                }
            }
        }
        if matches!(self.kind(child), Kind::Element(_)) {
            self.deepest = self.deepest.max(depth);
        }
    }

    /// Puts a node or text under `parent`, before `next` or last; text joins the text before it.
    pub fn place(&mut self, parent: Id, next: Option<Id>, child: NodeOrText<Id>) {
        let child = match child {
            NodeOrText::AppendNode(child) => child,
            NodeOrText::AppendText(text) => {
                let previous = match next {
                    Some(next) => self.node(next).and_then(|node| node.previous),
                    None => self.node(parent).and_then(|node| node.last),
                };
                if let Some(Node { kind: Kind::Text(before), .. }) = previous.and_then(|id| self.node_mut(id))
                {
                    before.push_tendril(&text);
                    return;
                }
                self.add(Kind::Text(text))
            }
        };
        self.insert(parent, next, child);
    }
}

/// What the reader asks of an element.
fn is_kept(attribute: &Attribute) -> bool {
    match &*attribute.name.local {
        "class" | "id" | "hidden" | "colspan" | "rowspan" | "scope" | "href" | "name" | "content" => true,
        "style" => {
            let style = attribute.value.to_ascii_lowercase();
            ["display", "white-space", "vertical-align", "line-through"]
                .iter()
                .any(|word| style.contains(word))
        }
        _ => false,
    }
}
