//! The properties of the document, in the parts of the format.

use crate::model::document::{Document, Property};
use crate::writers::word::markup::Markup;
use crate::writers::word::properties::{LANGUAGE, others, own};

/// `docProps/core.xml`.
pub fn core(document: &Document, organization: Option<&str>) -> String {
    let mut xml = Markup::new();
    xml.open(
        "cp:coreProperties",
        &[
            ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ],
    );
    let names = ["dc:title", "dc:creator", "dc:subject", "cp:keywords", "dc:description"];
    let properties = names.into_iter().zip(own(document, organization));
    for (name, text) in properties.chain([("dc:language", Some(LANGUAGE))]) {
        if let Some(text) = text {
            xml.open(name, &[]).text(text).close();
        }
    }
    xml.finish()
}

/// `docProps/custom.xml`.
pub fn custom(document: &Document) -> String {
    const ANY_PROPERTY: &str = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}";
    let mut xml = Markup::new();
    xml.open(
        "Properties",
        &[
            ("xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"),
            ("xmlns:vt", "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"),
        ],
    );
    for (index, Property { name, text }) in others(document).enumerate() {
        // Numbers 0 and 1 are taken by the format.
        let id = (index + 2).to_string();
        xml.open("property", &[("fmtid", ANY_PROPERTY), ("pid", &id), ("name", name)]);
        xml.open("vt:lpwstr", &[]).text(text).close().close();
    }
    xml.finish()
}
