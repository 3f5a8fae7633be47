//! Receives what html5ever builds and keeps it in a [`Tree`].

use std::borrow::Cow;
use std::cell::{Ref, RefCell};
use std::collections::HashSet;
use std::rc::Rc;

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, ExpandedName, LocalName, Namespace, QualName};

use super::tree::{Element, Id, Kind, Tree};

/// A tree under construction.
pub(super) struct Sink {
    tree: RefCell<Tree>,
    /// Names met, each held once: pages have few names and many elements.
    names: RefCell<HashSet<Rc<QualName>>>,
    /// What is no element is called.
    no_name: Rc<QualName>,
}

/// A node as html5ever knows it; its name is asked for so often that it is kept at hand.
#[derive(Clone, Debug)]
pub(super) struct Handle {
    id: Id,
    name: Rc<QualName>,
}

impl Sink {
    pub fn new(tree: Tree) -> Self {
        let no_name = Rc::new(QualName::new(None, Namespace::default(), LocalName::default()));
        Self { tree: RefCell::new(tree), names: RefCell::default(), no_name }
    }

    pub fn tree(&self) -> Ref<'_, Tree> {
        self.tree.borrow()
    }

    fn shared(&self, name: QualName) -> Rc<QualName> {
        let mut names = self.names.borrow_mut();
        if let Some(known) = names.get(&name) {
            return Rc::clone(known);
        }
        let name = Rc::new(name);
        names.insert(Rc::clone(&name));
        name
    }

    fn unnamed(&self, kind: Kind) -> Handle {
        Handle { id: self.tree.borrow_mut().add(kind), name: Rc::clone(&self.no_name) }
    }
}

fn by_id(child: NodeOrText<Handle>) -> NodeOrText<Id> {
    match child {
        NodeOrText::AppendNode(handle) => NodeOrText::AppendNode(handle.id),
        NodeOrText::AppendText(text) => NodeOrText::AppendText(text),
    }
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = Tree;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> Tree {
        self.tree.into_inner()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        Handle { id: Tree::ROOT, name: Rc::clone(&self.no_name) }
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> ExpandedName<'a> {
        target.name.expanded()
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> Handle {
        let name = self.shared(name);
        let element = Element::new(Rc::clone(&name), attributes);
        Handle { id: self.tree.borrow_mut().add(Kind::Element(Box::new(element))), name }
    }

    fn create_comment(&self, _: StrTendril) -> Handle {
        self.unnamed(Kind::Silent)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        self.unnamed(Kind::Silent)
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.tree.borrow_mut().place(parent.id, None, by_id(child));
    }

    fn append_based_on_parent_node(&self, element: &Handle, previous: &Handle, child: NodeOrText<Handle>) {
        let has_parent = self.tree.borrow().parent(element.id).is_some();
        if has_parent {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    /// The template itself, so that depth counts on; the reader passes over templates.
    fn get_template_contents(&self, target: &Handle) -> Handle {
        target.clone()
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        x.id == y.id
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        let mut tree = self.tree.borrow_mut();
        if let Some(parent) = tree.parent(sibling.id) {
            tree.place(parent, Some(sibling.id), by_id(child));
        }
    }

    fn add_attrs_if_missing(&self, target: &Handle, attributes: Vec<Attribute>) {
        if let Some(element) = self.tree.borrow_mut().element_mut(target.id) {
            element.add_missing(attributes);
        }
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.tree.borrow_mut().detach(target.id);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        let mut tree = self.tree.borrow_mut();
        while let Some(child) = tree.first_child(node.id) {
            tree.insert(new_parent.id, None, child);
        }
    }
}
