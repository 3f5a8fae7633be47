//! What a page holds besides text: hidden elements, form controls, pictures, text that style sheets add.

use ego_tree::NodeRef;
use scraper::Node;
use scraper::node::Element;

use super::super::controls::{self, Control, is_figure};
use super::super::css;
use super::super::element::html_name;
use super::super::hidden::{Hidden, has_digit};
use super::super::left_out::Controls;
use super::super::line::Run;
use super::super::look::Look;
use super::super::style::{Pictures, is_block};
use super::super::table::Rows;
use super::{ElementKind, Walk};
use crate::model::document::{Block, Role};
use crate::readers::appearance::{AsideKind, Unseen, announces_table};

impl Walk<'_> {
    fn is_in_cell(&self) -> bool {
        self.rows.last().is_some_and(Rows::is_in_cell)
    }

    /// Sets aside the text of an element that is not shown.
    pub(super) fn conceal(&mut self, node: NodeRef<'_, Node>, name: &str) {
        let outer = self.outer();
        if outer.is_aside {
            return;
        }
        let hidden = Hidden::of(node);
        let is_between_cells =
            matches!(outer.kind, ElementKind::Table | ElementKind::Section | ElementKind::Row);
        if is_between_cells {
            if has_digit(&hidden.text) {
                let unseen = Unseen { kind: AsideKind::Hidden, text: hidden.text };
                let is_cell = outer.kind == ElementKind::Row;
                self.with_rows(
                    |rows| if is_cell { rows.set_aside(unseen) } else { rows.set_row_aside(unseen) },
                );
            }
        } else if self.is_in_cell() || !is_block(name) {
            self.line.set_aside(AsideKind::Hidden, &hidden.text);
        } else if hidden.matters_alone() {
            let place = self.last_place();
            self.left_out.asides.add(AsideKind::Hidden, &hidden.text, &place);
        }
    }

    /// Reads what a form control shows, and counts what is embedded.
    pub(super) fn silent(&mut self, node: NodeRef<'_, Node>, element: &Element, name: &str, look: Look) {
        let outer = self.outer();
        if outer.is_aside
            || matches!(outer.kind, ElementKind::Table | ElementKind::Section | ElementKind::Row)
        {
            return;
        }
        match Control::of(node, element, name) {
            Some(control) => self.control(control, look),
            None => self.picture(node, element, name, look),
        }
    }

    fn control(&mut self, control: Control, look: Look) {
        let is_in_cell = self.is_in_cell();
        let mut controls = Controls::default();
        match control {
            Control::Shown(text) if is_figure(&text) && (is_in_cell || !self.line.is_blank()) => {
                let run = Run { appearance: look.appearance(), ..self.outer().run };
                for character in text.chars() {
                    let _ = self.line.push(character, Run { role: Role::Body, ..run });
                }
                controls.read = 1;
            }
            Control::Unread(text) if is_in_cell => self.line.set_aside(AsideKind::Control, &text),
            Control::Empty => controls.empty = 1,
            Control::Shown(_) | Control::Unread(_) => {}
        }
        if is_in_cell {
            self.with_rows(|rows| rows.add_controls(controls));
        }
    }

    /// Counts a picture or an embedded page; in a cell without text, or where a table belongs, it is named.
    pub(super) fn picture(&mut self, node: NodeRef<'_, Node>, element: &Element, name: &str, look: Look) {
        let is_object = matches!(html_name(element), Some("object" | "embed" | "iframe" | "video" | "audio"));
        if self.outer().is_aside || look.appearance().is_hidden {
            return;
        }
        if let Some(named) = controls::picture(node, element, name) {
            if self.is_in_cell() {
                self.with_rows(|rows| rows.add_picture(named));
                return;
            }
            if name == "img" && self.line.is_blank() && self.follows_heading() {
                let place = self.last_place();
                self.left_out.asides.add(AsideKind::Picture, &named, &place);
                return;
            }
        }
        self.left_out.pictures += usize::from(name == "img");
        self.left_out.objects += usize::from(is_object);
    }

    /// Whether the last block is a heading, so that what comes now is in the place of a table.
    fn follows_heading(&self) -> bool {
        let Some(Block::Paragraph(paragraph)) = self.blocks.last() else { return false };
        announces_table(&paragraph.text, paragraph.role)
    }

    /// Names the pictures that are declared for a cell or for what is in it.
    pub(super) fn declared_picture(&mut self, pictures: &Pictures) {
        if !self.is_in_cell() || self.outer().is_aside {
            return;
        }
        if let Some(instead) = &pictures.instead {
            self.with_rows(|rows| rows.add_picture(instead.clone()));
        } else if let Some(behind) = &pictures.behind {
            self.with_rows(|rows| rows.add_background(behind.clone()));
        }
    }

    /// Names the text or picture that a style sheet puts into a cell or into a line, where it may be a figure.
    pub(super) fn generated(
        &mut self,
        node: NodeRef<'_, Node>,
        element: &Element,
        content: &str,
        kind: ElementKind,
    ) {
        let substituted = self.shown.styles.refers().then(|| self.shown.styles.substituted(content, node));
        let content = substituted.as_deref().unwrap_or(content);
        let is_beside_text = self.is_in_cell() || kind == ElementKind::Inline;
        let text = css::generated_text(content, element);
        let instead = css::picture_in(content).map(str::to_owned);
        self.declared_picture(&Pictures { behind: None, instead });
        if is_beside_text && has_digit(&text) && !self.outer().is_aside {
            self.line.set_aside(AsideKind::Generated, &text);
        }
    }
}
