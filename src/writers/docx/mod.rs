//! Writes Word documents (.docx): the official page, real styles, tables in the official merged layout.
//!
//! The parts are written by hand: what never changes (styles, settings, theme) lies beside this file
//! as XML, so that it can be read and compared with the schema; the body and the properties are built.
//! The order of elements is the schema's, and the same document gives the same bytes.

mod body;
mod look;
mod margins;
mod page;
mod properties;
mod table;
#[cfg(test)]
mod tests;

use self::look::Look;
use self::margins::PageMargins;
use crate::formats::{FormatOption, Output, WriteOptions, Writer};
use crate::model::error::Result;
use crate::writers::word::package::pack;

/// Writes Word documents.
#[derive(Clone, Copy, Debug)]
pub struct Docx;

impl Writer for Docx {
    fn write(&self, output: &Output<'_>, options: &WriteOptions) -> Result<Vec<u8>> {
        let document = output.document;
        let look = Look::of(options.reference_doc.as_ref());
        let margins = PageMargins::of(options.reference_doc.as_ref());
        let body = body::write(document, &look, &margins)?;
        let core = properties::core(document, output.report.organization.as_deref());
        let odd_footer = page::footer("PageNumberOdd", &look);
        let even_footer = page::footer("PageNumberEven", &look);
        let custom = properties::custom(document);
        let types = margins.in_types(include_str!("parts/content_types.xml"));
        let relations = margins.in_relations(include_str!("parts/document_rels.xml"));
        let settings = margins.in_settings(include_str!("parts/settings.xml"));
        let own: [(&str, &str); 12] = [
            ("[Content_Types].xml", &types),
            ("_rels/.rels", include_str!("parts/package_rels.xml")),
            ("docProps/core.xml", &core),
            ("docProps/custom.xml", &custom),
            ("word/document.xml", &body),
            ("word/_rels/document.xml.rels", &relations),
            ("word/styles.xml", &look.styles),
            ("word/settings.xml", &settings),
            ("word/fontTable.xml", &look.fonts),
            ("word/footer1.xml", &odd_footer),
            ("word/footer2.xml", &even_footer),
            ("word/theme/theme1.xml", look.theme),
        ];
        let mut parts: Vec<(&str, &[u8])> = own.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
        parts.extend(margins.parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())));
        pack(&parts, "docx")
    }

    fn uses(&self, option: FormatOption) -> bool {
        matches!(option, FormatOption::ReferenceDoc | FormatOption::Final)
    }
}
