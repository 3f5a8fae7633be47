//! Documents within a Word document (`w:altChunk`): a page, a web archive, a text, another Word document.

use super::emission::{Chunk, ReadChunk};
use super::parts::Relations;
use super::read_document;
use crate::formats::{Content, Format, Match, ReadOptions, ReaderOutput, detection};
use crate::model::error::{Error, Result};
use crate::readers::package::Package;

/// The documents of a package.
pub struct Chunks<'a, 'b> {
    pub package: &'a mut Package<'b>,
    pub relations: &'a Relations,
    /// Formats that they may have besides Word; `None` within a chunk, which has none of its own.
    pub formats: Option<&'a [Format]>,
    pub options: &'a ReadOptions,
}

impl ReadChunk for Chunks<'_, '_> {
    fn read(&mut self, id: &str) -> Result<Chunk> {
        let unread = |name: &str| Ok(Chunk::Unread(name.to_owned()));
        let Some(name) = self.relations.target(id) else { return unread(id) };
        let file = name.rsplit('/').next().unwrap_or(name);
        let (Some(formats), Some(bytes)) = (self.formats, self.package.part(name)?) else {
            return unread(file);
        };
        let content = Content::new(&bytes);
        let read = if detection::docx(&content) == Match::Yes {
            Package::open(&bytes, super::FORMAT, &self.options.limits)
                .and_then(|package| read_document(package, None, self.options))
        } else {
            let best = formats.iter().map(|format| ((format.sniff)(&content), format)).rev();
            let best = best.max_by_key(|(fit, _)| *fit).filter(|(fit, _)| *fit > Match::No);
            let best = best.filter(|_| detection::rtf(&content) == Match::No);
            let Some(reader) = best.and_then(|(_, format)| format.reader.as_ref()) else {
                return unread(file);
            };
            match reader.read(&content, self.options) {
                Ok(ReaderOutput::Document(document)) => Ok(document),
                Ok(ReaderOutput::Report(..)) => return unread(file),
                Err(error) => Err(error),
            }
        };
        match read {
            Ok(document) => Ok(Chunk::Read(Box::new(document))),
            Err(error @ Error::TooLarge { .. }) => Err(error),
            Err(_) => unread(file),
        }
    }
}
