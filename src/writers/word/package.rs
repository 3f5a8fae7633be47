//! Packs the parts of a document, always into the same bytes.

use std::io::{Cursor, Write};

use zip::result::ZipError;
use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, DateTime};

use crate::model::error::{Error, Result};
use crate::model::language::Message;

/// The part that says what a package is, which is never compressed.
pub const KIND: &str = "mimetype";

/// A package of these parts, in this order.
pub fn pack<C: AsRef<[u8]>>(parts: &[(&str, C)], format: &'static str) -> Result<Vec<u8>> {
    pack_parts(parts).map_err(|error| Error::Unwritable {
        format,
        what: Message::new(error.to_string(), error.to_string()),
    })
}

fn pack_parts<C: AsRef<[u8]>>(parts: &[(&str, C)]) -> std::result::Result<Vec<u8>, ZipError> {
    let options = SimpleFileOptions::default().last_modified_time(DateTime::DEFAULT).unix_permissions(0o644);
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        let method = if *name == KIND { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        package.start_file(*name, options.compression_method(method))?;
        package.write_all(content.as_ref())?;
    }
    Ok(package.finish()?.into_inner())
}
