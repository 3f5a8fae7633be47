//! Refuses tags whose attributes are so many that html5ever, which compares each with each, would take long.

use crate::model::error::{Error, Limit, Result};
use crate::model::limits::Limits;

/// Counts the attributes of all tags; what looks like a tag in a script counts too. As many comparisons
/// in several tags count like those in the largest tag allowed: a second's work at most.
///
/// # Errors
/// [`Error::TooLarge`].
pub(super) fn check_attributes(text: &str, limits: &Limits) -> Result<()> {
    let allowed = limits.attributes;
    let mut rest = text;
    let mut work = 0u64;
    while let Some((_, after)) = rest.split_once('<') {
        rest = after;
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.find("-->").and_then(|end| comment.get(end..)).unwrap_or("");
        } else if rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') {
            let (attributes, after) = skip_tag(rest);
            rest = after;
            work = work.saturating_add(attributes.saturating_mul(attributes));
            if work > allowed.saturating_mul(allowed) {
                let found = work.isqrt();
                return Err(Error::TooLarge { what: Limit::Attributes, found, allowed });
            }
        }
    }
    Ok(())
}

/// The number of attributes of the tag that starts here, and what follows the tag.
fn skip_tag(tag: &str) -> (u64, &str) {
    let mut attributes = 0;
    let (mut quote, mut apart, mut valued) = (None, false, false);
    for (at, byte) in tag.bytes().enumerate() {
        match byte {
            _ if quote == Some(byte) => (quote, apart, valued) = (None, true, false),
            _ if quote.is_some() => {}
            b'>' => return (attributes, tag.get(at..).unwrap_or("")),
            b'"' | b'\'' if valued => quote = Some(byte),
            b'=' => valued = true,
            b' ' | b'\t' | b'\n' | b'\r' | b'\x0c' => apart = true,
            b'/' if !valued => apart = true,
            _ => {
                attributes += u64::from(apart && !valued);
                (apart, valued) = (false, false);
            }
        }
    }
    (attributes, "")
}
