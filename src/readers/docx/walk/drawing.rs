//! Drawings: their text boxes are text, their pictures are counted.

use super::Walk;
use super::open::Open;
use crate::model::error::Result;
use crate::readers::appearance::AsideKind;
use crate::readers::word::piece::Piece;
use crate::readers::xml::{Element, Node, Xml};

impl Walk<'_> {
    pub(super) fn start_drawing(&mut self) {
        self.is_in_drawing = true;
        self.picture_name.clear();
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
            "docPr" | "cNvPr" => self.name_picture(element, ["descr", "name"]),
            "pic" => self.add_picture(),
            "imagedata" => {
                self.name_picture(element, ["title", "alt"]);
                self.add_picture();
            }
            "chart" | "relIds" => {
                self.drawn += 1;
                self.skipped.charts += 1;
            }
            "control" | "ocx" => self.add_control(element),
            "OLEObject" => self.add_object(element.attribute("ProgID")),
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

    /// Keeps what names the picture that comes.
    fn name_picture(&mut self, element: &Element<'_>, names: [&str; 2]) {
        if self.picture_name.is_empty() {
            let given = element.attributes(names).into_iter().flatten().find(|name| !name.trim().is_empty());
            self.picture_name = given.unwrap_or_default();
        }
    }

    fn add_picture(&mut self) {
        self.drawn += 1;
        self.skipped.pictures += 1;
        let name = std::mem::take(&mut self.picture_name);
        self.flow.add_picture(if name.is_empty() { "图片" } else { &name });
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
            let Node::Start(element) = node else { continue };
            match element.name() {
                "control" => {
                    self.add_control(&element);
                    return xml.skip_to(depth);
                }
                "OLEObject" => program = element.attribute("ProgID"),
                _ => {}
            }
        }
        self.add_object(program);
        Ok(())
    }

    /// A document of another program; formulas of Word are only counted.
    fn add_object(&mut self, program: Option<String>) {
        self.drawn += 1;
        match program {
            Some(program) if !program.starts_with("Equation") => self.flow.note(AsideKind::Object, program),
            _ => self.skipped.objects += 1,
        }
    }

    /// A control of a program (ActiveX); its content is binary.
    fn add_control(&mut self, control: &Element<'_>) {
        self.drawn += 1;
        let name = control.attribute("name").filter(|name| !name.trim().is_empty());
        self.flow.note(AsideKind::Control, name.unwrap_or_else(|| "ActiveX".to_owned()));
    }
}
