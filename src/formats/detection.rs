//! Telling formats by their content: one function a format, given the whole file.
//!
//! Names lie: clerks rename `.doc` to `.docx` and save pages as `.txt`. So content decides where it
//! can ([`Match::Yes`]); where it cannot, several functions say [`Match::Perhaps`] and the extension
//! chooses among them. Nothing is unpacked or parsed here, and no function looks at more than a
//! bounded head and the directory of a package; a cut-off package is still told by what is left.

mod appearance;
mod compound;
mod package;

pub use appearance::appearance;

use self::compound::Compound;
use self::package::Package;
use super::encoding::utf16_by_pattern;
use crate::formats::Match;

/// Word: a package with `word/`, or what could be one: only the extension tells encrypted packages apart.
pub fn docx(bytes: &[u8]) -> Match {
    office(bytes, Package::Word)
}

/// Excel: a package with `xl/`, or what could be one.
pub fn xlsx(bytes: &[u8]) -> Match {
    office(bytes, Package::Excel)
}

fn office(bytes: &[u8], wanted: Package) -> Match {
    match package::kind(bytes) {
        Some(found) if found == wanted => Match::Yes,
        Some(Package::SomeOffice) => Match::Perhaps,
        None if is_encrypted_package(bytes) => Match::Perhaps,
        Some(_) | None => Match::No,
    }
}

/// Whether this is a docx or xlsx that a password protects: a package inside an OLE file.
pub fn is_encrypted_package(bytes: &[u8]) -> bool {
    compound::kind(bytes) == Some(Compound::EncryptedPackage)
}

/// Excel 97-2003, also as WPS writes it.
pub fn xls(bytes: &[u8]) -> Match {
    office_97(bytes, Compound::Workbook)
}

/// Word 97-2003, also as WPS writes it.
pub fn doc(bytes: &[u8]) -> Match {
    office_97(bytes, Compound::Word)
}

fn office_97(bytes: &[u8], wanted: Compound) -> Match {
    match compound::kind(bytes) {
        Some(found) if found == wanted => Match::Yes,
        Some(Compound::Cut) => Match::Perhaps,
        _ => Match::No,
    }
}

/// An OpenDocument spreadsheet.
pub fn ods(bytes: &[u8]) -> Match {
    open_document(bytes, Package::OpenSpreadsheet)
}

/// An OpenDocument text.
pub fn odt(bytes: &[u8]) -> Match {
    open_document(bytes, Package::OpenText)
}

fn open_document(bytes: &[u8], wanted: Package) -> Match {
    match package::kind(bytes) {
        Some(found) if found == wanted => Match::Yes,
        Some(Package::SomeOpenDocument) => Match::Perhaps,
        _ => Match::No,
    }
}

/// The Chinese fixed-layout format: a package with `OFD.xml`.
pub fn ofd(bytes: &[u8]) -> Match {
    certain(package::kind(bytes) == Some(Package::Ofd))
}

/// A web page: markup near the start, or (perhaps) a text with much markup in it.
pub fn html(bytes: &[u8]) -> Match {
    if !is_text(bytes) {
        return Match::No;
    }
    let head = head(bytes);
    match first_markup(&head) {
        _ if is_web_archive(&head) => Match::No,
        Markup::Html => Match::Yes,
        Markup::Other => Match::No,
        Markup::None if has_html_line(&head) => Match::Yes,
        Markup::None => {
            const CLOSING: [&str; 6] = ["</p>", "</td>", "</tr>", "</div>", "</span>", "</table>"];
            let several = CLOSING.iter().filter(|tag| head.contains(*tag)).count() > 1;
            if several { Match::Perhaps } else { Match::No }
        }
    }
}

/// JSON: an object; an array is left to the extension, as a text may begin with `[`.
pub fn json(bytes: &[u8]) -> Match {
    let head = head(bytes);
    let mut marks = head.chars().filter(|c| !c.is_ascii_whitespace());
    match (marks.next(), marks.next()) {
        (Some('{'), Some('"' | '}')) => Match::Yes,
        (Some('{'), None) | (Some('['), Some('{' | '[' | '"' | ']')) => Match::Perhaps,
        _ => Match::No,
    }
}

/// Any text may be a report as text; XML and web archives are text to no reader.
pub fn text(bytes: &[u8]) -> Match {
    if is_text(bytes) && !is_foreign_text(&head(bytes)) { Match::Perhaps } else { Match::No }
}

/// Rich text.
pub fn rtf(bytes: &[u8]) -> Match {
    certain(bytes.trim_ascii_start().starts_with(b"{\\rtf"))
}

/// PDF; its header may stand behind some other bytes.
pub fn pdf(bytes: &[u8]) -> Match {
    let start = bytes.get(..bytes.len().min(1024)).unwrap_or(bytes);
    certain(start.windows(5).any(|window| window == b"%PDF-"))
}

fn certain(yes: bool) -> Match {
    if yes { Match::Yes } else { Match::No }
}

/// Whether there is nothing but white space, in any encoding: an editor shows an empty page.
pub fn is_blank(bytes: &[u8]) -> bool {
    const LONGEST: usize = 1 << 20;
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return true;
    }
    let invisible = |c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}');
    match encoding_rs::Encoding::for_bom(bytes) {
        _ if bytes.len() > LONGEST || is_utf32(bytes) => false,
        Some((encoding, _)) => encoding.decode(bytes).0.chars().all(invisible),
        // In neither encoding do these bytes stand in a character that can't be seen.
        None if bytes.iter().any(|byte| matches!(byte, 0x21..=0x2f | 0x3a..=0x7e)) => false,
        None => [encoding_rs::UTF_8, encoding_rs::GB18030].iter().any(|encoding| {
            let (text, broken) = encoding.decode_without_bom_handling(bytes);
            !broken && text.chars().all(invisible)
        }),
    }
}

/// Bytes that are no text in any encoding that keeps ASCII: known formats, or many control bytes.
pub fn is_binary(bytes: &[u8]) -> bool {
    const SAMPLE: usize = 64 << 10;
    let sample = bytes.get(..bytes.len().min(SAMPLE)).unwrap_or(bytes);
    // Compressed bytes have a tenth of control bytes, the worst of texts one in a line.
    let control = sample.iter().filter(|byte| is_control(**byte)).count();
    appearance::is_marked(bytes) || control * 50 > sample.len()
}

const fn is_control(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c | 0x1a)
}

fn is_text(bytes: &[u8]) -> bool {
    !is_utf32(bytes) && (is_utf16(bytes) || !is_binary(bytes))
}

/// UTF-32 with its mark; UTF-16's mark is the beginning of it.
fn is_utf32(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xff\xfe\0\0") || bytes.starts_with(b"\0\0\xfe\xff")
}

fn is_utf16(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") || utf16_by_pattern(bytes).is_some()
}

/// The beginning of a text, without its mark and leading white space, in lower case; only its ASCII
/// can be relied on.
fn head(bytes: &[u8]) -> String {
    const HEAD: usize = 16 << 10;
    let from = bytes.iter().position(|byte| !byte.is_ascii_whitespace()).unwrap_or(0);
    let start = bytes.get(from..bytes.len().min(from.saturating_add(HEAD))).unwrap_or_default();
    let text = match encoding_rs::Encoding::for_bom(start) {
        Some((encoding, _)) => encoding.decode(start).0,
        None => match utf16_by_pattern(bytes) {
            // White space was skipped by single bytes: begin again at the first unit.
            Some(encoding) => encoding.decode(bytes.get(..bytes.len().min(HEAD)).unwrap_or_default()).0,
            None => String::from_utf8_lossy(start),
        },
    };
    text.trim_start().to_ascii_lowercase()
}

/// What markup a text begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Markup {
    Html,
    /// XML of another kind.
    Other,
    None,
}

/// Elements a page or a piece of one begins with.
const ELEMENTS: [&str; 36] = [
    "html", "head", "body", "table", "p", "div", "span", "h1", "h2", "h3", "h4", "h5", "h6", "meta", "title",
    "link", "script", "style", "ul", "ol", "li", "br", "center", "font", "a", "img", "main", "article",
    "section", "header", "nav", "form", "tr", "td", "tbody", "thead",
];

fn first_markup(head: &str) -> Markup {
    let (mut rest, mut is_xml) = (head, false);
    loop {
        rest = rest.trim_start();
        let skipped = if let Some(comment) = rest.strip_prefix("<!--") {
            comment.split_once("-->")
        } else if let Some(instruction) = rest.strip_prefix("<?") {
            is_xml = true;
            instruction.split_once('>')
        } else {
            break;
        };
        let Some((_, behind)) = skipped else { break };
        rest = behind;
    }
    if let Some(doctype) = rest.strip_prefix("<!doctype") {
        return if doctype.trim_start().starts_with("html") { Markup::Html } else { Markup::Other };
    }
    let name = rest.strip_prefix('<').map(|tag| {
        tag.split(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/')).next().unwrap_or_default()
    });
    match name {
        Some(name) if ELEMENTS.contains(&name) => Markup::Html,
        _ if is_xml => Markup::Other,
        _ => Markup::None,
    }
}

/// Some pages begin with a stray line of text.
fn has_html_line(head: &str) -> bool {
    head.lines().take(20).map(str::trim_start).any(|line| {
        line.starts_with("<!doctype html") || line.starts_with("<html>") || line.starts_with("<html ")
    })
}

/// Text to an editor, but no document: XML that is no page, a web archive.
fn is_foreign_text(head: &str) -> bool {
    first_markup(head) == Markup::Other || is_web_archive(head)
}

fn is_web_archive(head: &str) -> bool {
    (head.starts_with("mime-version:") || head.starts_with("from:"))
        && head.contains("content-type: multipart/related")
}

#[cfg(test)]
mod tests;
