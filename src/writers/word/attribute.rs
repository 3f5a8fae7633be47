//! Attributes of the parts that are read: our own, and those of reference documents.

use std::borrow::Cow;

use quick_xml::events::BytesStart;

/// The attribute of this local name.
pub fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute =
        start.attributes().with_checks(false).flatten().find(|a| a.key.local_name().into_inner() == name)?;
    attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok().map(Cow::into_owned)
}
