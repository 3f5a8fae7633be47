//! Documents within a Word document (`w:altChunk`): a page, a web archive, a text, another Word document.

use super::parts::Relations;
use super::read_document;
use crate::formats::{Content, Match, ReadOptions, detection};
use crate::model::error::{Error, Result};
use crate::readers::chunk::read_chunk;
use crate::readers::package::Package;
use crate::readers::word::emission::{Chunk, ReadChunk};

/// The documents of a package.
pub struct Chunks<'a, 'b> {
    pub package: &'a mut Package<'b>,
    pub relations: &'a Relations,
    /// Whether the package is a chunk itself: its own are not read.
    pub is_chunk: bool,
    pub options: &'a ReadOptions,
}

impl ReadChunk for Chunks<'_, '_> {
    fn read(&mut self, id: &str) -> Result<Chunk> {
        let unread = |name: &str| Ok(Chunk::Unread(name.to_owned()));
        let Some(name) = self.relations.target(id) else { return unread(id) };
        let file = name.rsplit('/').next().unwrap_or(name);
        let Some(bytes) = self.package.part(name)?.filter(|_| !self.is_chunk) else { return unread(file) };
        let content = Content::new(&bytes);
        let read = if detection::docx(&content) == Match::Yes {
            Package::open(&bytes, super::FORMAT, &self.options.limits)
                .and_then(|package| read_document(package, true, self.options))
                .map(Some)
        } else {
            read_chunk(&content, self.options)
        };
        match read {
            Ok(Some(document)) => Ok(Chunk::Read(Box::new(document))),
            Err(error @ Error::TooLarge { .. }) => Err(error),
            Ok(None) | Err(_) => unread(file),
        }
    }
}
