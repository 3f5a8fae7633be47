//! Styles and shared strings as records.

use super::records::{Fields, Records};
use super::xml::Element;

/// The part of styles, and the fonts that runs of text have besides.
pub struct Styles {
    xml: Element,
    fonts: Vec<Fields>,
}

impl Styles {
    pub fn new(part: &str) -> Self {
        let xml = Element::parse(part);
        let fonts = xml.list("fonts").iter().map(font).collect();
        Self { xml, fonts }
    }

    /// The number of the font of a run.
    fn add(&mut self, properties: &Element) -> u32 {
        self.fonts.push(font(properties));
        u32::try_from(self.fonts.len() - 1).unwrap()
    }

    pub fn part(&self) -> Vec<u8> {
        let mut part = Records::default();
        part.put(278, &[]); // BrtBeginStyleSheet
        let list = |part: &mut Records, begin: u32, end: u32, kind: u32, items: &[Fields]| {
            part.put(begin, &u32::try_from(items.len()).unwrap().to_le_bytes());
            for item in items {
                part.put(kind, &item.0);
            }
            part.put(end, &[]);
        };
        let formats = self.xml.list("numFmts").iter().map(|format| {
            let fields = Fields::default().u16(format.number("numFmtId").unwrap());
            fields.text(format.attribute("formatCode").unwrap())
        });
        list(&mut part, 615, 616, 44, &formats.collect::<Vec<_>>());
        list(&mut part, 611, 612, 43, &self.fonts);
        list(&mut part, 603, 604, 45, &self.xml.list("fills").iter().map(fill).collect::<Vec<_>>());
        let styles = |name| self.xml.list(name).iter().map(style).collect::<Vec<_>>();
        list(&mut part, 626, 627, 47, &styles("cellStyleXfs"));
        list(&mut part, 617, 618, 47, &styles("cellXfs"));
        let conditional = self.xml.list("dxfs").iter().map(conditional).collect::<Vec<_>>();
        list(&mut part, 505, 506, 507, &conditional);
        part.put(279, &[]); // BrtEndStyleSheet
        part.0
    }
}

/// BrtColor.
fn color(element: Option<&Element>) -> Fields {
    let fields = Fields::default();
    let Some(element) = element else { return fields.bytes(&[0, 64, 0, 0, 0, 0, 0, 255]) };
    let tint: f64 = element.attribute("tint").map_or(0.0, |tint| tint.parse().unwrap());
    #[allow(clippy::cast_possible_truncation, reason = "a tint is between -1 and 1")]
    let tint = ((tint * 32767.0) as i16).to_le_bytes();
    if let Some(rgb) = element.attribute("rgb") {
        let [opacity, red, green, blue] = u32::from_str_radix(rgb, 16).unwrap().to_be_bytes();
        return fields.bytes(&[2 << 1 | 1, 0]).bytes(&tint).bytes(&[red, green, blue, opacity]);
    }
    let kind = if element.attribute("theme").is_some() { 3 } else { 1 };
    let index = element.number("theme").or_else(|| element.number("indexed")).unwrap_or(64);
    fields.byte(kind << 1).byte(u8::try_from(index).unwrap()).bytes(&tint).bytes(&[0, 0, 0, 255])
}

/// In twentieths of a point.
fn height(font: &Element) -> Option<u32> {
    let points: f64 = font.child("sz")?.attribute("val")?.parse().unwrap();
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small size")]
    Some((points * 20.0) as u32)
}

fn is_on(font: &Element, name: &str) -> bool {
    font.child(name).is_some_and(|child| !matches!(child.attribute("val"), Some("0" | "false")))
}

/// BrtFont.
fn font(font: &Element) -> Fields {
    let shift = match font.child("vertAlign").and_then(|shift| shift.attribute("val")) {
        Some("superscript") => 1,
        Some("subscript") => 2,
        _ => 0,
    };
    let name = font.child("name").or_else(|| font.child("rFont")).and_then(|name| name.attribute("val"));
    Fields::default()
        .u16(height(font).unwrap_or(220))
        .u16(u32::from(is_on(font, "strike")) << 3)
        .u16(if is_on(font, "b") { 700 } else { 400 })
        .u16(shift)
        .bytes(&[0, 0, 134, 0])
        .bytes(&color(font.child("color")).0)
        .byte(0)
        .text(name.unwrap_or("宋体"))
}

/// BrtFill.
fn fill(fill: &Element) -> Fields {
    let pattern = fill.child("patternFill");
    let kind = match pattern.and_then(|pattern| pattern.attribute("patternType")) {
        None | Some("none") => 0,
        Some("solid") => 1,
        Some(_) => 17,
    };
    let colors = ["fgColor", "bgColor"].map(|name| color(pattern.and_then(|pattern| pattern.child(name))));
    let [fore, back] = colors;
    Fields::default().u32(kind).bytes(&fore.0).bytes(&back.0).bytes(&[0; 48])
}

/// BrtXF.
fn style(style: &Element) -> Fields {
    let of = |name| style.number(name).unwrap_or(0);
    let fields = Fields::default().u16(of("xfId")).u16(of("numFmtId")).u16(of("fontId"));
    fields.u16(of("fillId")).u16(0).bytes(&[0; 6])
}

/// BrtDXF: properties, each with its number and length.
fn conditional(format: &Element) -> Fields {
    let mut properties: Vec<(u32, Fields)> = Vec::new();
    if format.child("fill").is_some() {
        properties.push((0, Fields::default().byte(1)));
    }
    if let Some(font) = format.child("font") {
        properties.extend(font.child("color").map(|element| (5, color(Some(element)))));
        properties
            .extend(font.child("strike").map(|_| (29, Fields::default().byte(is_on(font, "strike").into()))));
        properties.extend(height(font).map(|height| (36, Fields::default().u32(height))));
    }
    if let Some(number) = format.child("numFmt") {
        let code: Vec<u16> = number.attribute("formatCode").unwrap().encode_utf16().collect();
        let fields = Fields::default().u16(number.number("numFmtId").unwrap());
        let fields = fields.u16(u32::try_from(code.len()).unwrap());
        let bytes: Vec<u8> = code.into_iter().flat_map(u16::to_le_bytes).collect();
        properties.push((38, fields.bytes(&bytes)));
    }
    let count = u32::try_from(properties.len()).unwrap();
    let fields = Fields::default().u16(0).u16(0).u16(count);
    properties.into_iter().fold(fields, |fields, (kind, value)| {
        fields.u16(kind).u16(u32::try_from(value.0.len()).unwrap() + 4).bytes(&value.0)
    })
}

/// RichStr of an `si`, an `is` or a `text`.
pub fn rich(element: &Element, styles: &mut Styles) -> Fields {
    let mut text = String::new();
    let mut runs = Vec::new();
    for child in &element.children {
        match child.name.as_str() {
            "t" => text.push_str(&child.text),
            "r" => {
                // Without a font of its own a run has the first one.
                let font = child.child("rPr").map(|font| styles.add(font));
                runs.push((u32::try_from(text.encode_utf16().count()).unwrap(), font.unwrap_or(0)));
                text.push_str(&child.child("t").unwrap().text);
            }
            _ => {}
        }
    }
    let fields = Fields::default().byte(u8::from(!runs.is_empty())).text(&text);
    if runs.is_empty() {
        return fields;
    }
    let fields = fields.u32(u32::try_from(runs.len()).unwrap());
    runs.into_iter().fold(fields, |fields, (start, font)| fields.u16(start).u16(font))
}

/// The shared strings.
pub fn strings(part: &str, styles: &mut Styles) -> Vec<u8> {
    let xml = Element::parse(part);
    let count = u32::try_from(xml.children.len()).unwrap();
    let mut part = Records::default();
    part.put(159, &Fields::default().u32(count).u32(count).0); // BrtBeginSst
    for item in &xml.children {
        part.put(19, &rich(item, styles).0);
    }
    part.put(160, &[]); // BrtEndSst
    part.0
}
