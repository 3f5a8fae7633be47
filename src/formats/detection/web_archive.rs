//! Recognises web archives by the header of their MIME message.

/// Whether a text (in lower case) begins with the header fields of a message that holds a page: `multipart/related`,
/// or another MIME message of one part or several.
pub(super) fn is_header(head: &str) -> bool {
    let mut content_type = "";
    let mut has_version = false;
    for line in head.lines().take_while(|line| !line.trim().is_empty()) {
        if line.starts_with([' ', '\t']) {
            continue; // goes on with the field before
        }
        match line.split_once(':') {
            Some(("content-type", value)) => content_type = value.trim(),
            Some(("mime-version", _)) => has_version = true,
            Some((name, _)) if is_field_name(name) => {}
            Some(_) | None => return false,
        }
    }
    content_type.starts_with("multipart/related")
        || has_version && ["multipart/", "text/html"].iter().any(|kind| content_type.starts_with(kind))
}

fn is_field_name(name: &str) -> bool {
    !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}
