//! The parts of a MIME message: headers, bodies between boundaries, transfer encodings.

use std::borrow::Cow;

use super::transfer;
use crate::model::error::Result;
use crate::model::limits::Limits;

/// Messages within messages: browsers write one level, mail programs two.
const DEPTH: usize = 4;

/// A part that is no container: a page, a style sheet, a picture.
#[derive(Debug)]
pub(super) struct Part<'a> {
    headers: Headers,
    body: &'a [u8],
}

impl<'a> Part<'a> {
    /// `text/html`, in lower case.
    pub fn media_type(&self) -> String {
        self.headers.media_type()
    }

    /// The label of the encoding that the part declares.
    pub fn charset(&self) -> Option<String> {
        self.headers.content_type_parameter("charset")
    }

    /// The address that the part was saved from.
    pub fn location(&self) -> Option<&str> {
        self.headers.get("content-location")
    }

    /// The name by which other parts refer to this one, without angle brackets.
    pub fn id(&self) -> Option<&str> {
        self.headers.get("content-id").map(without_brackets)
    }

    /// The bytes of the part as they were before they were encoded for transfer.
    pub fn bytes(&self) -> Cow<'a, [u8]> {
        let encoding = self.headers.get("content-transfer-encoding").unwrap_or_default();
        match encoding.trim().to_ascii_lowercase().as_str() {
            "quoted-printable" => Cow::Owned(transfer::quoted_printable(self.body)),
            "base64" => Cow::Owned(transfer::base64(self.body)),
            _ => Cow::Borrowed(self.body),
        }
    }
}

/// A message: its parts in order, and what it says of itself.
#[derive(Debug)]
pub(super) struct Message<'a> {
    pub parts: Vec<Part<'a>>,
    /// The id of the part to begin with.
    pub start: Option<String>,
    /// The address of the page that was saved.
    pub location: Option<String>,
}

impl<'a> Message<'a> {
    /// The parts of a whole file.
    ///
    /// # Errors
    /// [`Error::TooLarge`](crate::model::error::Error::TooLarge) for the number of parts.
    pub fn parse(bytes: &'a [u8], limits: &Limits) -> Result<Self> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
        let (headers, body) = Headers::parse(bytes);
        let start = headers.content_type_parameter("start").map(|id| without_brackets(&id).to_owned());
        let location = ["snapshot-content-location", "content-location"];
        let location = location.iter().find_map(|name| headers.get(name)).map(str::to_owned);
        let mut parts = Vec::new();
        collect(headers, body, DEPTH, &mut parts, limits)?;
        Ok(Self { parts, start, location })
    }
}

/// Adds the parts of a message or of a part that holds parts.
fn collect<'a>(
    headers: Headers,
    body: &'a [u8],
    depth: usize,
    parts: &mut Vec<Part<'a>>,
    limits: &Limits,
) -> Result<()> {
    let boundary = headers.content_type_parameter("boundary").filter(|boundary| !boundary.is_empty());
    let is_container = depth > 0 && headers.media_type().starts_with("multipart/");
    let Some(boundary) = boundary.filter(|_| is_container) else {
        parts.push(Part { headers, body });
        return limits.check_entries(parts.len());
    };
    for piece in between(body, boundary.as_bytes()) {
        let (headers, body) = Headers::parse(piece);
        collect(headers, body, depth - 1, parts, limits)?;
    }
    Ok(())
}

/// What is between the lines that begin with `--` and the boundary. The last piece of a message that was cut
/// off ends with the message.
fn between<'a>(body: &'a [u8], boundary: &[u8]) -> Vec<&'a [u8]> {
    let mut pieces = Vec::new();
    let (mut at, mut begins) = (0, None);
    for line in body.split_inclusive(|&byte| byte == b'\n') {
        let start = at;
        at += line.len();
        let Some(rest) = line.strip_prefix(b"--").and_then(|line| line.strip_prefix(boundary)) else {
            continue;
        };
        let is_end = rest.starts_with(b"--");
        if !is_end && !rest.trim_ascii().is_empty() {
            continue; // another boundary that begins with this one
        }
        pieces.extend(begins.and_then(|begins| body.get(begins..start)));
        begins = (!is_end).then_some(at);
        if is_end {
            break;
        }
    }
    pieces.extend(begins.and_then(|begins| body.get(begins..)));
    pieces
}

/// The header fields of a message or part, names in lower case, continued lines joined.
#[derive(Debug, Default)]
struct Headers(Vec<(String, String)>);

impl Headers {
    /// The fields up to the first blank line, and what follows it.
    fn parse(bytes: &[u8]) -> (Self, &[u8]) {
        let mut fields: Vec<(String, String)> = Vec::new();
        let mut at = 0;
        for line in bytes.split_inclusive(|&byte| byte == b'\n') {
            at += line.len();
            let text = String::from_utf8_lossy(line);
            if text.trim().is_empty() {
                break;
            }
            match (text.starts_with([' ', '\t']), fields.last_mut(), text.split_once(':')) {
                (true, Some((_, value)), _) => {
                    value.push(' ');
                    value.push_str(text.trim());
                }
                (_, _, Some((name, value))) => {
                    fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
                }
                (_, _, None) => {}
            }
        }
        (Self(fields), bytes.get(at..).unwrap_or_default())
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    fn media_type(&self) -> String {
        let value = self.get("content-type").unwrap_or_default();
        value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }

    /// `charset` of `text/html; charset="utf-8"`.
    fn content_type_parameter(&self, wanted: &str) -> Option<String> {
        let (_, mut rest) = self.get("content-type")?.split_once(';')?;
        while let Some((name, after)) = rest.split_once('=') {
            let name = name.trim_start_matches([';', ' ', '\t']).trim_end();
            let after = after.trim_start();
            let (value, next) = match after.strip_prefix('"') {
                Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
                None => after.split_once(';').unwrap_or((after, "")),
            };
            if name.eq_ignore_ascii_case(wanted) {
                return Some(value.trim().to_owned());
            }
            rest = next;
        }
        None
    }
}

fn without_brackets(id: &str) -> &str {
    id.trim().trim_start_matches('<').trim_end_matches('>')
}
