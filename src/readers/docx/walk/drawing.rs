//! Drawings: their text boxes are text, their pictures are counted.

use super::Walk;
use super::open::Open;
use crate::model::error::Result;
use crate::readers::appearance::AsideKind;
use crate::readers::docx::piece::Piece;
use crate::readers::xml::{Element, Xml};

impl Walk<'_> {
    pub(super) fn start_drawing(&mut self) {
        self.is_in_drawing = true;
        self.open.push(Open::Drawing { before: self.drawn, has_graphic: false });
    }

    /// In a drawing only text boxes and pictures are of interest; its other elements have names that
    /// mean something else in text.
    pub(super) fn start_in_drawing(&mut self, element: &Element<'_>, xml: &mut Xml<'_>) -> Result<()> {
        match element.name() {
            "txbxContent" => {
                self.is_in_drawing = false;
                self.drawn += 1;
                self.open.push(Open::TextBox { fields: self.flow.start_box() });
                return Ok(());
            }
            "AlternateContent" | "Choice" | "Fallback" => return self.start_alternative(element.name(), xml),
            "pic" | "imagedata" => self.add_picture(),
            "chart" | "relIds" => {
                self.drawn += 1;
                self.skipped.charts += 1;
            }
            "control" => self.add_control(element),
            "textpath" => {
                // Word art: the text is an attribute.
                let text = element.attribute("string").unwrap_or_default();
                self.flow.push_box(vec![Piece::plain(text)]);
            }
            "graphic" | "shape" | "rect" | "line" | "group" | "oval" | "polyline" | "roundrect" => {
                if let Some(Open::Drawing { has_graphic, .. }) =
                    self.open.iter_mut().rev().find(|open| matches!(open, Open::Drawing { .. }))
                {
                    *has_graphic = true;
                }
            }
            "binData" => return xml.skip(),
            _ => {}
        }
        self.open.push(Open::Through);
        Ok(())
    }

    /// Ends a drawing; one that does not say what it draws is a picture, too.
    pub(super) fn end_drawing(&mut self, before: usize, has_graphic: bool) {
        self.is_in_drawing = false;
        if self.drawn == before && !has_graphic {
            self.add_picture();
        }
    }

    fn add_picture(&mut self) {
        self.drawn += 1;
        self.skipped.pictures += 1;
        self.flow.add_picture();
    }

    pub(super) fn start_alternative(&mut self, name: &str, xml: &mut Xml<'_>) -> Result<()> {
        match self.open.last_mut() {
            _ if name == "AlternateContent" => self.open.push(Open::Alternatives { is_chosen: false }),
            Some(Open::Alternatives { is_chosen: true }) => xml.skip()?,
            Some(Open::Alternatives { is_chosen }) => {
                *is_chosen = true;
                self.open.push(Open::Through);
            }
            _ => self.open.push(Open::Through),
        }
        Ok(())
    }

    /// Reads the `w:object` just started: a control, an embedded document, a formula.
    pub(super) fn read_object(&mut self, xml: &mut Xml<'_>) -> Result<()> {
        let depth = xml.depth();
        let mut program = None;
        while let Some(node) = xml.inside(depth)? {
            let crate::readers::xml::Node::Start(element) = node else { continue };
            match element.name() {
                "control" => {
                    self.add_control(&element);
                    return xml.skip_to(depth);
                }
                "OLEObject" => program = element.attribute("ProgID"),
                _ => {}
            }
        }
        match program {
            Some(program) if !program.starts_with("Equation") => self.flow.note(AsideKind::Object, program),
            _ => self.skipped.objects += 1,
        }
        Ok(())
    }

    /// A control of a program (ActiveX); its content is binary.
    fn add_control(&mut self, control: &Element<'_>) {
        self.drawn += 1;
        let name = control.attribute("name").filter(|name| !name.trim().is_empty());
        self.flow.note(AsideKind::Control, name.unwrap_or_else(|| "ActiveX".to_owned()));
    }
}
