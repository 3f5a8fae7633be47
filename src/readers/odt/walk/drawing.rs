//! Drawings: text in boxes and shapes is text, pictures and objects are counted, controls are set aside.

use super::Walk;
use super::open::{Frame, Open};
use crate::model::error::Result;
use crate::readers::appearance::AsideKind;
use crate::readers::xml::{Element, Node, Xml};

/// Shapes that may hold paragraphs.
const SHAPES: [&str; 12] = [
    "draw:text-box",
    "draw:custom-shape",
    "draw:rect",
    "draw:ellipse",
    "draw:circle",
    "draw:polygon",
    "draw:polyline",
    "draw:path",
    "draw:line",
    "draw:connector",
    "draw:caption",
    "draw:regular-polygon",
];

impl Walk<'_> {
    pub(super) fn start_drawing(&mut self, element: &Element<'_>, xml: &mut Xml<'_>) -> Result<()> {
        let name = element.qualified_name();
        match name {
            "draw:frame" => {
                let name = element.attribute("draw:name").unwrap_or_default();
                self.frames.push(Frame { name, is_drawn: false });
                self.open.push(Open::Frame);
            }
            "draw:image"
            | "draw:object"
            | "draw:object-ole"
            | "draw:plugin"
            | "draw:applet"
            | "draw:floating-frame" => {
                self.add_object(name);
                xml.skip()?;
            }
            "draw:control" => xml.skip()?,
            "draw:a" | "draw:g" => self.open.push(Open::Through),
            // What a picture shows, for those who do not see it, or its caption in the program.
            "svg:title" | "svg:desc" => self.name_picture(xml)?,
            _ if SHAPES.contains(&name) => {
                if let Some(frame) = self.frames.last_mut() {
                    frame.is_drawn = true;
                }
                self.open.push(Open::TextBox { fields: self.flow.start_box() });
            }
            _ => xml.skip()?,
        }
        Ok(())
    }

    /// A picture or object; where it is in several forms, the first counts.
    fn add_object(&mut self, name: &str) {
        if self.frames.last_mut().is_some_and(|frame| std::mem::replace(&mut frame.is_drawn, true)) {
            return;
        }
        if !self.flow.shows_text() && !self.looks.is_empty() {
            return;
        }
        if name == "draw:image" {
            self.skipped.pictures += 1;
            let name = self.frames.last().map(|frame| frame.name.as_str()).unwrap_or_default();
            self.flow.add_picture(if name.trim().is_empty() { "图片" } else { name });
        } else {
            self.skipped.objects += 1;
        }
    }

    fn name_picture(&mut self, xml: &mut Xml<'_>) -> Result<()> {
        let text = xml.text()?;
        if let Some(frame) = self.frames.last_mut().filter(|_| !text.trim().is_empty()) {
            frame.name = text;
        }
        Ok(())
    }

    pub(super) fn end_frame(&mut self) {
        self.frames.pop();
    }

    /// The controls in the `office:forms` just started; what they hold is set aside.
    pub(super) fn read_controls(&mut self, xml: &mut Xml<'_>) -> Result<()> {
        let depth = xml.depth();
        while let Some(node) = xml.inside(depth)? {
            let Node::Start(element) = node else { continue };
            if matches!(
                element.qualified_name(),
                "form:text" | "form:textarea" | "form:combobox" | "form:formatted-text" | "form:number"
            ) {
                let [current, value] = element.attributes(["form:current-value", "form:value"]);
                if let Some(text) = current.or(value).filter(|text| !text.trim().is_empty()) {
                    self.flow.note(AsideKind::Control, text);
                }
            }
        }
        Ok(())
    }
}
