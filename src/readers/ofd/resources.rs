//! What pages refer to by number: drawing parameters, pictures, groups of objects.

use std::collections::HashMap;

use super::content::{read_ink, read_objects};
use super::objects::{Object, Style};
use crate::model::error::Result;
use crate::readers::package::Package;
use crate::readers::xml::{Element, Xml};

/// The resources of a document.
#[derive(Debug, Default)]
pub struct Resources {
    draw_params: HashMap<String, DrawParam>,
    /// The names of pictures in the package.
    pictures: HashMap<String, String>,
    groups: HashMap<String, Vec<Object>>,
}

#[derive(Debug)]
struct DrawParam {
    /// The one that says what this one does not.
    relative: Option<String>,
    style: Style,
}

/// Drawing parameters that refer to each other.
const LONGEST_CHAIN: usize = 16;

impl Resources {
    /// Adds those of a part, if it is there.
    pub fn read(&mut self, package: &mut Package<'_>, name: &str) -> Result<()> {
        let Some(text) = package.text(name)? else { return Ok(()) };
        let mut xml = package.xml(name, &text);
        xml.child()?;
        while let Some(list) = xml.child()? {
            match list.name() {
                "DrawParams" | "MultiMedias" | "CompositeGraphicUnits" => self.read_list(&mut xml)?,
                _ => xml.skip()?,
            }
        }
        Ok(())
    }

    fn read_list(&mut self, xml: &mut Xml<'_>) -> Result<()> {
        while let Some(child) = xml.child()? {
            let id = child.attribute("ID").unwrap_or_default();
            match child.name() {
                "DrawParam" => {
                    let param = read_draw_param(&child, xml)?;
                    self.draw_params.insert(id, param);
                }
                "MultiMedia" => {
                    let name = xml.text()?.trim().to_ascii_lowercase();
                    self.pictures.insert(id, name);
                }
                "CompositeGraphicUnit" => {
                    let objects = read_group(xml)?;
                    self.groups.insert(id, objects);
                }
                _ => xml.skip()?,
            }
            xml.check_entries(self.draw_params.len() + self.pictures.len() + self.groups.len())?;
        }
        Ok(())
    }

    /// What a drawing parameter says, with those it refers to.
    pub fn style(&self, id: Option<&str>) -> Style {
        let mut style = Style::default();
        let mut next = id;
        for _ in 0..LONGEST_CHAIN {
            let Some(param) = next.and_then(|id| self.draw_params.get(id)) else { break };
            style = style.or(param.style);
            next = param.relative.as_deref();
        }
        style
    }

    pub fn group(&self, id: &str) -> Option<&[Object]> {
        self.groups.get(id).map(Vec::as_slice)
    }

    /// Whether nothing is seen through a picture, as its kind says.
    pub fn is_opaque(&self, id: &str) -> bool {
        const KINDS: [&str; 6] = [".jpg", ".jpeg", ".bmp", ".tif", ".tiff", ".jb2"];
        self.pictures.get(id).is_some_and(|name| KINDS.iter().any(|kind| name.ends_with(kind)))
    }
}

fn read_draw_param(start: &Element<'_>, xml: &mut Xml<'_>) -> Result<DrawParam> {
    let mut style = Style::default();
    while let Some(child) = xml.child()? {
        match child.name() {
            "FillColor" => style.fill = Some(read_ink(&child, xml)?),
            "StrokeColor" => style.stroke = Some(read_ink(&child, xml)?),
            _ => xml.skip()?,
        }
    }
    Ok(DrawParam { relative: start.attribute("Relative"), style })
}

fn read_group(xml: &mut Xml<'_>) -> Result<Vec<Object>> {
    let mut objects = Vec::new();
    while let Some(child) = xml.child()? {
        match child.name() {
            "Content" => objects.extend(read_objects(xml)?),
            _ => xml.skip()?,
        }
    }
    Ok(objects)
}
