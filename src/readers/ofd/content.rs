//! The XML of pages, templates and annotations to objects.

use super::document::read_size;
use super::located;
use super::matrix::Matrix;
use super::numbers::{bounds, colour, number, six};
use super::objects::{Annotation, Clip, Ink, Layer, LayerKind, Object, Shape, Style, Text, TextCode, Unit};
use super::path;
use super::text::characters;
use crate::model::error::Result;
use crate::readers::drawing;
use crate::readers::layout::Bounds;
use crate::readers::package::Package;
use crate::readers::xml::{Element, Xml, is_true};

/// A page or template.
#[derive(Debug, Default)]
pub struct Content {
    pub size: Option<Bounds>,
    pub resources: Vec<String>,
    pub templates: Vec<TemplateRef>,
    layers: Vec<Layer>,
}

/// A template that a page is drawn on.
#[derive(Debug)]
pub struct TemplateRef {
    pub id: String,
    pub kind: LayerKind,
}

impl Content {
    /// The layers, those behind first.
    pub fn in_order(&self) -> impl Iterator<Item = &Layer> {
        let kinds = [LayerKind::Background, LayerKind::Body, LayerKind::Foreground];
        kinds.into_iter().flat_map(|kind| self.layers.iter().filter(move |layer| layer.kind == kind))
    }
}

/// The content of a page; `None` where there is no such part.
pub fn read_page(package: &mut Package<'_>, name: &str) -> Result<Option<Content>> {
    let Some(text) = package.text(name)? else { return Ok(None) };
    let mut xml = package.xml(name, &text);
    let mut content = Content::default();
    xml.child()?;
    while let Some(child) = xml.child()? {
        match child.name() {
            "Area" => content.size = read_size(&mut xml)?,
            "PageRes" => {
                content.resources.push(xml.text()?);
                xml.check_entries(content.resources.len())?;
            }
            "Template" => {
                let [id, kind] = child.attributes(["TemplateID", "ZOrder"]);
                let kind = LayerKind::of(kind.as_deref()).unwrap_or(LayerKind::Background);
                content.templates.push(TemplateRef { id: id.unwrap_or_default(), kind });
                xml.check_entries(content.templates.len())?;
                xml.skip()?;
            }
            "Content" => content.layers = read_layers(&mut xml)?,
            _ => xml.skip()?,
        }
    }
    // A part that goes on after its root is damaged.
    while xml.next()?.is_some() {}
    Ok(Some(content))
}

fn read_layers(xml: &mut Xml<'_>) -> Result<Vec<Layer>> {
    let mut layers = Vec::new();
    while let Some(child) = xml.child()? {
        if child.name() != "Layer" {
            xml.skip()?;
            continue;
        }
        let [kind, draw_param] = child.attributes(["Type", "DrawParam"]);
        let kind = LayerKind::of(kind.as_deref()).unwrap_or_default();
        layers.push(Layer { kind, draw_param, objects: read_objects(xml)? });
        xml.check_entries(layers.len())?;
    }
    Ok(layers)
}

/// The annotations of pages, by the page.
pub fn read_annotations(package: &mut Package<'_>, name: &str) -> Result<Vec<(String, Vec<Annotation>)>> {
    let Some(text) = package.text(name)? else { return Ok(Vec::new()) };
    let mut parts: Vec<(String, String)> = Vec::new();
    {
        let mut xml = package.xml(name, &text);
        xml.child()?;
        while let Some(page) = xml.child()? {
            let id = page.attribute("PageID").unwrap_or_default();
            while let Some(child) = xml.child()? {
                match child.name() {
                    "FileLoc" => parts.push((id.clone(), xml.text()?)),
                    _ => xml.skip()?,
                }
                xml.check_entries(parts.len())?;
            }
        }
    }
    let mut annotations = Vec::new();
    for (id, part) in parts {
        let part = located(package, name, &part);
        annotations.push((id, read_page_annotations(package, &part)?));
    }
    Ok(annotations)
}

fn read_page_annotations(package: &mut Package<'_>, name: &str) -> Result<Vec<Annotation>> {
    let Some(text) = package.text(name)? else { return Ok(Vec::new()) };
    let mut xml = package.xml(name, &text);
    let mut annotations = Vec::new();
    xml.child()?;
    while let Some(start) = xml.child()? {
        let [kind, visible] = start.attributes(["Type", "Visible"]);
        let kind = kind.unwrap_or_default();
        while let Some(child) = xml.child()? {
            if child.name() != "Appearance" || visible.as_deref() == Some("false") {
                xml.skip()?;
                continue;
            }
            annotations.push(Annotation {
                is_watermark: kind == "Watermark",
                is_highlight: kind == "Highlight",
                bounds: child.attribute("Boundary").and_then(|text| bounds(&text)),
                objects: read_objects(&mut xml)?,
            });
            xml.check_entries(annotations.len())?;
        }
    }
    Ok(annotations)
}

/// The objects in the element just started.
pub fn read_objects(xml: &mut Xml<'_>) -> Result<Vec<Object>> {
    let mut objects = Vec::new();
    while let Some(child) = xml.child()? {
        let object = match child.name() {
            "TextObject" => read_text(&child, xml)?,
            "PathObject" => read_path(&child, xml)?,
            "ImageObject" => read_resource(&child, xml, Shape::Picture)?,
            "CompositeObject" => read_resource(&child, xml, Shape::Composite)?,
            "PageBlock" | "Layer" => {
                Object { unit: Unit::default(), shape: Shape::Block(read_objects(xml)?) }
            }
            _ => {
                xml.skip()?;
                continue;
            }
        };
        objects.push(object);
    }
    Ok(objects)
}

impl Default for Unit {
    fn default() -> Self {
        Self {
            bounds: None,
            matrix: Matrix::IDENTITY,
            is_visible: true,
            alpha: 1.0,
            draw_param: None,
            is_filled: None,
            is_stroked: None,
            style: Style::default(),
            clips: Vec::new(),
        }
    }
}

impl Unit {
    fn of(element: &Element<'_>) -> Self {
        const NAMES: [&str; 7] = ["Boundary", "CTM", "Visible", "Alpha", "DrawParam", "Fill", "Stroke"];
        let [boundary, matrix, visible, alpha, draw_param, fill, stroke] = element.attributes(NAMES);
        let truth = |text: Option<String>| text.map(|text| is_true(Some(text.trim())));
        Self {
            bounds: boundary.and_then(|text| bounds(&text)),
            matrix: matrix.and_then(|text| six(&text)).map_or(Matrix::IDENTITY, Matrix::new),
            is_visible: truth(visible).unwrap_or(true),
            alpha: opacity(alpha),
            draw_param,
            is_filled: truth(fill),
            is_stroked: truth(stroke),
            ..Self::default()
        }
    }

    /// Reads a child that any object may have.
    fn read_child(&mut self, child: &Element<'_>, xml: &mut Xml<'_>) -> Result<()> {
        match child.name() {
            "FillColor" => self.style.fill = Some(read_ink(child, xml)?),
            "StrokeColor" => self.style.stroke = Some(read_ink(child, xml)?),
            "Clips" => self.clips = read_clips(child, xml)?,
            _ => xml.skip()?,
        }
        Ok(())
    }
}

/// From 0 to 255 in the file.
fn opacity(text: Option<String>) -> f64 {
    text.and_then(|text| number(&text)).map_or(1.0, |alpha| (alpha / 255.0).clamp(0.0, 1.0))
}

/// The colour just started.
pub fn read_ink(start: &Element<'_>, xml: &mut Xml<'_>) -> Result<Ink> {
    let [value, alpha] = start.attributes(["Value", "Alpha"]);
    let mut ink = Ink { colour: value.and_then(|text| colour(&text)), alpha: opacity(alpha) };
    while xml.child()?.is_some() {
        // A pattern or shading.
        ink.colour = None;
        xml.skip()?;
    }
    Ok(ink)
}

/// The box around each of the clips just started.
fn read_clips(start: &Element<'_>, xml: &mut Xml<'_>) -> Result<Vec<Clip>> {
    let is_changed = start.attribute("TransFlag").map(|flag| is_true(Some(&flag)));
    let mut clips = Vec::new();
    while let Some(_clip) = xml.child()? {
        let mut around: Option<Bounds> = None;
        let mut is_known = true;
        while let Some(area) = xml.child()? {
            let of_area =
                area.attribute("CTM").and_then(|text| six(&text)).map_or(Matrix::IDENTITY, Matrix::new);
            while let Some(child) = xml.child()? {
                let unit = Unit::of(&child);
                let is_path = child.name() == "Path";
                let data = read_data(xml)?;
                let origin = unit.bounds.unwrap_or_default();
                let matrix = of_area.moved(origin.left, origin.top).after(unit.matrix);
                let own = data.and_then(|data| drawing::bounds(&path::steps(&data, matrix)));
                is_known &= is_path && own.is_some();
                around = around.into_iter().chain(own).reduce(Bounds::union);
            }
        }
        clips.extend(around.filter(|_| is_known).map(|bounds| Clip { bounds, is_changed }));
        xml.check_entries(clips.len())?;
    }
    Ok(clips)
}

/// The `AbbreviatedData` in the element just started.
fn read_data(xml: &mut Xml<'_>) -> Result<Option<String>> {
    let mut data = None;
    while let Some(child) = xml.child()? {
        match child.name() {
            "AbbreviatedData" => data = Some(xml.text()?),
            _ => xml.skip()?,
        }
    }
    Ok(data)
}

fn read_path(start: &Element<'_>, xml: &mut Xml<'_>) -> Result<Object> {
    let mut unit = Unit::of(start);
    let mut data = String::new();
    while let Some(child) = xml.child()? {
        match child.name() {
            "AbbreviatedData" => data = xml.text()?,
            _ => unit.read_child(&child, xml)?,
        }
    }
    Ok(Object { unit, shape: Shape::Path(data) })
}

fn read_resource(start: &Element<'_>, xml: &mut Xml<'_>, shape: fn(String) -> Shape) -> Result<Object> {
    let mut unit = Unit::of(start);
    let shape = shape(start.attribute("ResourceID").unwrap_or_default());
    while let Some(child) = xml.child()? {
        unit.read_child(&child, xml)?;
    }
    Ok(Object { unit, shape })
}

fn read_text(start: &Element<'_>, xml: &mut Xml<'_>) -> Result<Object> {
    let mut unit = Unit::of(start);
    let numbers = start.attributes(["Size", "HScale", "ReadDirection", "CharDirection"]);
    let [size, scale, read, turned] = numbers.map(|text| text.and_then(|text| number(&text)));
    let mut text = Text {
        size: size.unwrap_or(0.0),
        horizontal_scale: scale.filter(|scale| *scale > 0.0).unwrap_or(1.0),
        read_direction: read.unwrap_or(0.0),
        character_direction: turned.unwrap_or(0.0),
        codes: Vec::new(),
    };
    while let Some(child) = xml.child()? {
        if child.name() != "TextCode" {
            unit.read_child(&child, xml)?;
            continue;
        }
        let [x, y, across, down] = child.attributes(["X", "Y", "DeltaX", "DeltaY"]);
        text.codes.push(TextCode {
            x: x.and_then(|text| number(&text)),
            y: y.and_then(|text| number(&text)),
            across,
            down,
            characters: characters(&xml.text()?),
        });
    }
    Ok(Object { unit, shape: Shape::Text(text) })
}
