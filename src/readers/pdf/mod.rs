//! Reads PDF: the characters and ruling lines of its pages, from which `layout` makes paragraphs and tables.
//!
//! The interpreter is that of the crate `hayro-interpret`. It has no limits and may panic on damaged files, which is
//! why streams are checked first, calls are counted, and panics become errors here.

mod device;
mod fonts;
mod streams;

#[cfg(test)]
mod tests;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use hayro_interpret::hayro_syntax::object::{Array, Dict, Name};
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};
use hayro_interpret::kurbo::{Affine, Rect};
use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, InterpreterWarning, interpret_page};

use self::device::{PageDevice, Stop};
use self::fonts::Fonts;
use crate::formats::{Content, ReadOptions, Reader, ReaderOutput};
use crate::model::document::Document;
use crate::model::error::{Error, Limit, Result};
use crate::model::limits::Limits;
use crate::readers::drawing::{Canvas, Found};
use crate::readers::layout::Bounds;

const FORMAT: &str = "PDF";
/// Pages of a document. The longest reports have under 100.
const MOST_PAGES: usize = 2_000;

/// Reads `.pdf`.
#[derive(Clone, Copy, Debug)]
pub struct PdfReader;

impl Reader for PdfReader {
    fn read(&self, content: &Content<'_>, options: &ReadOptions) -> Result<ReaderOutput> {
        read(content.bytes(), &options.limits).map(ReaderOutput::Document)
    }
}

fn read(bytes: &[u8], limits: &Limits) -> Result<Document> {
    let damaged_streams = streams::damaged(bytes, limits)?;
    let mut found = caught(|| interpreted(bytes, limits))??;
    found.damaged = damaged_streams;
    found.into_document(limits)
}

/// Runs the interpreter. Its panics are the damage of the file.
fn caught<T>(run: impl FnOnce() -> T) -> Result<T> {
    catch_unwind(AssertUnwindSafe(run)).map_err(|payload| match payload.downcast::<Stop>() {
        Ok(stop) => stop.0,
        Err(_) => damaged("页面内容无法解析 / the content of a page cannot be interpreted"),
    })
}

fn damaged(detail: &str) -> Error {
    Error::Damaged { format: FORMAT, part: "页面 / pages".to_owned(), detail: detail.to_owned() }
}

fn interpreted(bytes: &[u8], limits: &Limits) -> Result<Found> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(_) => Error::Encrypted { format: FORMAT },
        LoadPdfError::Invalid => damaged("文件结构损坏 / the structure of the file is damaged"),
    })?;
    let pages = pdf.pages();
    Limit::Blocks.check(pages.len(), MOST_PAGES)?;
    let fonts = Fonts::new(&pdf);
    let mut steps = 0;
    let has_unread_font = Arc::new(AtomicBool::new(false));
    let cache = InterpreterCache::new();
    let mut found = Found::new(FORMAT);
    found.declared_pages = declared_pages(&pdf);
    for page in pages.iter() {
        limits.clock.check()?;
        let warned = Arc::clone(&has_unread_font);
        let settings = InterpreterSettings {
            warning_sink: Arc::new(move |warning| {
                if matches!(warning, InterpreterWarning::UnsupportedFont) {
                    warned.store(true, Ordering::Relaxed);
                }
            }),
            ..InterpreterSettings::default()
        };
        let (width, height) = page.render_dimensions();
        let (width, height) = (f64::from(width), f64::from(height));
        let transform = Affine::new(page.initial_transform(true).as_coeffs());
        let mut context =
            Context::new(transform, Rect::new(0.0, 0.0, width, height), &cache, pdf.xref(), settings);
        let size = Bounds::new(0.0, 0.0, width, height);
        let mut device = PageDevice::new(Canvas::new(size, limits, steps), &fonts);
        interpret_page(page, &mut context, &mut device);
        steps = device.canvas.steps;
        found.has_unread_font |= has_broken_font(page);
        found.unreadable_pages += usize::from(is_unreadable(page));
        found.add_page(device.canvas)?;
    }
    found.has_unread_font |= has_unread_font.load(Ordering::Relaxed);
    Ok(found)
}

/// Whether a font of a page is not there, or a part of it. The interpreter leaves out text in such a font and says
/// nothing.
fn has_broken_font(page: &Page<'_>) -> bool {
    let resources = page.resources();
    let is_broken = |font: &Dict<'_>| {
        let Some(kind) = font.get::<Name<'_>>("Subtype") else { return true };
        let descendant = || font.get::<Array<'_>>("DescendantFonts")?.iter::<Dict<'_>>().next();
        kind.as_str() == "Type0"
            && descendant().is_none_or(|font| font.get::<Dict<'_>>("FontDescriptor").is_none())
    };
    resources.fonts.keys().any(|name| resources.get_font(&name).is_none_or(|font| is_broken(&font)))
}

/// Whether a page has content that cannot be decoded.
fn is_unreadable(page: &Page<'_>) -> bool {
    page.raw().contains_key("Contents") && page.page_stream().is_none()
}

/// The number of pages that the document says it has.
fn declared_pages(pdf: &Pdf) -> Option<usize> {
    let root = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id())?;
    let count = root.get::<Dict<'_>>("Pages")?.get::<u32>("Count")?;
    usize::try_from(count).ok()
}
