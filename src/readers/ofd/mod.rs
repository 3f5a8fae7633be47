//! Reads OFD (GB/T 33190), the fixed-layout format of Chinese offices: the characters and lines of its pages, from
//! which `layout` makes paragraphs and tables.
//!
//! A file is a package of XML: `OFD.xml` names documents, each document its pages, templates and resources. Lengths
//! are in millimetres. Signatures and seals are not checked, which is said.

mod content;
mod document;
mod draw;
mod entry;
mod matrix;
mod numbers;
mod objects;
mod path;
mod resources;
mod text;

#[cfg(test)]
mod tests;

use self::content::{Content as PageContent, read_annotations, read_page};
use self::document::{PageRef, Parts};
use self::draw::Painter;
use self::entry::{Entry, OwnDocument};
use self::matrix::Matrix;
use self::objects::{Annotation, Layer, LayerKind};
use self::resources::Resources;
use super::appearance::AsideKind;
use super::drawing::{Canvas, Found};
use super::layout::Bounds;
use super::package::{Package, resolve};
use crate::formats::{Content, ReadOptions, Reader, ReaderOutput};
use crate::model::document::Document;
use crate::model::error::{Error, Limit, Result};
use crate::model::limits::Limits;
use crate::model::text::clean;

const FORMAT: &str = "OFD";
/// Pages of a document. The longest reports have under 100.
const MOST_PAGES: usize = 2_000;
/// The entry that an encrypted package has beside the first one.
const ENCRYPTIONS: &str = "Encryptions.xml";
/// A4 in millimetres, where nothing says how large a page is.
const A4: Bounds = Bounds::new(0.0, 0.0, 210.0, 297.0);

/// Reads `.ofd`.
#[derive(Clone, Copy, Debug)]
pub struct Ofd;

impl Reader for Ofd {
    fn read(&self, content: &Content<'_>, options: &ReadOptions) -> Result<ReaderOutput> {
        read(content.bytes(), &options.limits).map(ReaderOutput::Document)
    }
}

fn read(bytes: &[u8], limits: &Limits) -> Result<Document> {
    let mut package = Package::open(bytes, FORMAT, limits)?;
    if package.names().any(|name| name.eq_ignore_ascii_case(ENCRYPTIONS)) {
        return Err(Error::Encrypted { format: FORMAT });
    }
    let entry = Entry::read(&mut package)?;
    let mut reading = Reading { package, found: Found::new(FORMAT), limits, steps: 0 };
    reading.found.remarks = entry.remarks(&mut reading.package)?;
    for document in entry.documents {
        reading.document(document)?;
    }
    reading.found.into_document(limits)
}

struct Reading<'a> {
    package: Package<'a>,
    found: Found,
    limits: &'a Limits,
    /// What was drawn so far.
    steps: usize,
}

/// What the pages of a document share.
struct Shared {
    parts: Parts,
    resources: Resources,
    templates: Vec<(String, PageContent)>,
    annotations: Vec<(String, Vec<Annotation>)>,
}

impl Reading<'_> {
    fn document(&mut self, document: OwnDocument) -> Result<()> {
        self.found.head.extend(document.head);
        let parts = Parts::read(&mut self.package, &document.root)?;
        Limit::Blocks.check(parts.pages.len(), MOST_PAGES)?;
        let mut resources = Resources::default();
        for name in &parts.resources {
            resources.read(&mut self.package, name)?;
        }
        let mut templates = Vec::with_capacity(parts.templates.len());
        for PageRef { id, name } in &parts.templates {
            if let Some(content) = self.page_content(name, &mut resources)? {
                templates.push((id.clone(), content));
            }
        }
        let annotations = match &parts.annotations {
            Some(name) => read_annotations(&mut self.package, name)?,
            None => Vec::new(),
        };
        self.found.remarks.extend(parts.attachments(&mut self.package)?);
        let mut shared = Shared { parts, resources, templates, annotations };
        for page in std::mem::take(&mut shared.parts.pages) {
            self.limits.clock.check()?;
            self.page(&page, &mut shared)?;
        }
        Ok(())
    }

    /// The content of a page or template, whose own resources are added.
    fn page_content(&mut self, name: &str, resources: &mut Resources) -> Result<Option<PageContent>> {
        let Some(content) = read_page(&mut self.package, name)? else { return Ok(None) };
        for own in &content.resources {
            let own = resolve(folder(name), own);
            resources.read(&mut self.package, &own)?;
        }
        Ok(Some(content))
    }

    fn page(&mut self, page: &PageRef, shared: &mut Shared) -> Result<()> {
        let Some(content) = self.page_content(&page.name, &mut shared.resources)? else {
            self.found.unreadable_pages += 1;
            return Ok(());
        };
        let templates = content.templates.iter().filter_map(|wanted| {
            let (_, content) = shared.templates.iter().find(|(id, _)| *id == wanted.id)?;
            Some((wanted.kind, content))
        });
        let templates: Vec<(LayerKind, &PageContent)> = templates.collect();
        self.found.damaged += content.templates.len() - templates.len();
        let own_size = content.size.or_else(|| templates.iter().find_map(|(_, template)| template.size));
        let size = own_size.or(shared.parts.size).unwrap_or(A4);
        let to_page = Matrix::page(size);
        let canvas = Canvas::new(to_page.bounds(size), self.limits, self.steps);
        let mut painter = Painter::new(canvas, &shared.resources);
        let behind = templates.iter().filter(|(kind, _)| *kind != LayerKind::Foreground);
        let above = templates.iter().filter(|(kind, _)| *kind == LayerKind::Foreground);
        let layers = behind
            .flat_map(|(_, template)| template.in_order())
            .chain(content.in_order())
            .chain(above.flat_map(|(_, template)| template.in_order()));
        for Layer { objects, draw_param, .. } in layers {
            painter.layer(objects, draw_param.as_deref(), to_page)?;
        }
        let annotations = shared.annotations.iter().filter(|(id, _)| *id == page.id);
        let mut added: Vec<(&Annotation, String)> = Vec::new();
        for annotation in annotations.flat_map(|(_, own)| own) {
            added.push((annotation, clean(&painter.annotation(annotation, to_page)?)));
        }
        self.found.damaged += painter.missing;
        self.steps = painter.canvas.steps;
        self.found.add_page(painter.canvas)?;
        for (annotation, text) in added {
            if annotation.is_watermark && !text.is_empty() {
                self.found.add_mark(text);
            } else if !annotation.is_watermark {
                self.found.set_aside(AsideKind::TextBox, text);
            }
        }
        Ok(())
    }
}

/// The folder of a part.
fn folder(name: &str) -> &str {
    name.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The part that a text in another part names: seen from that part, or from the root where it is not there.
fn located(package: &Package<'_>, from: &str, target: &str) -> String {
    let near = resolve(folder(from), target.trim());
    let is_there = |name: &str| package.names().any(|own| own.eq_ignore_ascii_case(name));
    let far = resolve("", target.trim());
    if !is_there(&near) && is_there(&far) { far } else { near }
}
