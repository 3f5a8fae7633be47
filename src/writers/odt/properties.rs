//! The properties of the document, and the list of its parts.

use super::{MIME_TYPE, OFFICE, VERSION};
use crate::model::document::{Document, Property};
use crate::writers::word::markup::Markup;
use crate::writers::word::properties::{LANGUAGE, others, own};

/// `meta.xml`.
pub fn meta(document: &Document, organization: Option<&str>) -> String {
    let mut xml = Markup::new();
    xml.open(
        "office:document-meta",
        &[
            OFFICE,
            ("xmlns:meta", "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
            VERSION,
        ],
    );
    xml.open("office:meta", &[]);
    let names = ["dc:title", "meta:initial-creator", "dc:subject", "meta:keyword", "dc:description"];
    let properties = names.into_iter().zip(own(document, organization));
    for (name, text) in properties.chain([("dc:language", Some(LANGUAGE))]) {
        if let Some(text) = text {
            xml.open(name, &[]).text(text).close();
        }
    }
    for Property { name, text } in others(document) {
        xml.open("meta:user-defined", &[("meta:name", name), ("meta:value-type", "string")]);
        xml.text(text).close();
    }
    xml.finish()
}

/// `META-INF/manifest.xml`.
pub fn manifest(parts: &[&str]) -> String {
    let mut xml = Markup::new();
    let version = ("manifest:version", "1.3");
    let namespace = ("xmlns:manifest", "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0");
    xml.open("manifest:manifest", &[namespace, version]);
    let whole = [("/", MIME_TYPE)];
    for (path, kind) in whole.into_iter().chain(parts.iter().map(|part| (*part, "text/xml"))) {
        xml.empty("manifest:file-entry", &[("manifest:full-path", path), ("manifest:media-type", kind)]);
    }
    xml.finish()
}
