//! `Document.xml`: the pages of a document, and what they share.

use super::located;
use super::numbers::bounds;
use crate::model::error::Result;
use crate::model::language::Message;
use crate::readers::layout::Bounds;
use crate::readers::package::Package;
use crate::readers::xml::{Element, Xml};

/// The parts of a document.
#[derive(Debug, Default)]
pub struct Parts {
    /// That of pages which do not say how large they are.
    pub size: Option<Bounds>,
    pub resources: Vec<String>,
    pub templates: Vec<PageRef>,
    pub pages: Vec<PageRef>,
    pub annotations: Option<String>,
    attachments: Option<String>,
}

/// A page or template, and the part that holds it.
#[derive(Clone, Debug)]
pub struct PageRef {
    pub id: String,
    pub name: String,
}

impl PageRef {
    fn of(element: &Element<'_>) -> Self {
        let [id, name] = element.attributes(["ID", "BaseLoc"]);
        Self { id: id.unwrap_or_default(), name: name.unwrap_or_default() }
    }
}

/// Names of attachments that are shown.
const SHOWN: usize = 8;

impl Parts {
    pub fn read(package: &mut Package<'_>, name: &str) -> Result<Self> {
        let text = package.required(name)?;
        let mut parts = Self::default();
        {
            let mut xml = package.xml(name, &text);
            xml.child()?;
            while let Some(child) = xml.child()? {
                match child.name() {
                    "CommonData" => parts.read_common(&mut xml)?,
                    "Pages" => parts.pages = read_pages(&mut xml)?,
                    "Annotations" => parts.annotations = Some(xml.text()?),
                    "Attachments" => parts.attachments = Some(xml.text()?),
                    _ => xml.skip()?,
                }
            }
        }
        let pages = parts.pages.iter_mut().chain(&mut parts.templates).map(|page| &mut page.name);
        let own = parts.resources.iter_mut().chain(&mut parts.annotations).chain(&mut parts.attachments);
        for part in pages.chain(own) {
            *part = located(package, name, part);
        }
        Ok(parts)
    }

    fn read_common(&mut self, xml: &mut Xml<'_>) -> Result<()> {
        while let Some(child) = xml.child()? {
            match child.name() {
                "PageArea" => self.size = read_size(xml)?,
                "PublicRes" | "DocumentRes" => {
                    self.resources.push(xml.text()?);
                    xml.check_entries(self.resources.len())?;
                }
                "TemplatePage" => {
                    self.templates.push(PageRef::of(&child));
                    xml.check_entries(self.templates.len())?;
                    xml.skip()?;
                }
                _ => xml.skip()?,
            }
        }
        Ok(())
    }

    /// That attachments were not read.
    pub fn attachments(&self, package: &mut Package<'_>) -> Result<Option<Message>> {
        let Some(name) = &self.attachments else { return Ok(None) };
        let Some(text) = package.text(name)? else { return Ok(None) };
        let mut xml = package.xml(name, &text);
        xml.child()?;
        let (mut names, mut count) = (Vec::new(), 0);
        while let Some(child) = xml.child()? {
            count += 1;
            if names.len() < SHOWN {
                names.extend(child.attribute("Name"));
            }
            xml.skip()?;
        }
        let (listed, english) = (names.join("、"), names.join(", "));
        Ok((count > 0).then(|| {
            Message::new(
                format!("文件带有 {count} 个附件（{listed}），没有读入"),
                format!("{count} attachment(s) were not read: {english}"),
            )
        }))
    }
}

/// How large the area just started is.
pub fn read_size(xml: &mut Xml<'_>) -> Result<Option<Bounds>> {
    let mut size = None;
    while let Some(child) = xml.child()? {
        match child.name() {
            "PhysicalBox" => {
                size = bounds(&xml.text()?).filter(|size| size.width() > 0.0 && size.height() > 0.0);
            }
            _ => xml.skip()?,
        }
    }
    Ok(size)
}

fn read_pages(xml: &mut Xml<'_>) -> Result<Vec<PageRef>> {
    let mut pages = Vec::new();
    while let Some(child) = xml.child()? {
        if child.name() == "Page" {
            pages.push(PageRef::of(&child));
            xml.check_entries(pages.len())?;
        }
        xml.skip()?;
    }
    Ok(pages)
}
