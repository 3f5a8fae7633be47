//! What a zip package holds, recognised by the names of its entries.
//!
//! Names come from the central directory; where that is damaged or cut off, from the headers before
//! the entries, so that half a docx is still recognised as one and its reader can say that it is damaged.

/// Kinds of packages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PackageKind {
    Word,
    Excel,
    /// Excel's binary workbook, whose main parts are no XML.
    ExcelBinary,
    PowerPoint,
    /// An Office package cut off before it says of which kind.
    SomeOffice,
    OpenText,
    OpenSpreadsheet,
    /// An OpenDocument that does not say of which kind.
    SomeOpenDocument,
    Ofd,
    /// A zip that is no document.
    Archive,
}

/// How the names of parts begin that are records in a binary workbook and XML in another.
const BINARY_PARTS: [&str; 4] = ["xl/workbook", "xl/worksheets/sheet", "xl/sharedstrings", "xl/styles"];

/// Names looked at: documents have far fewer entries, and those that decide come early.
const NAMES: usize = 4096;

/// The kind of package, or `None` if it is no zip.
pub fn kind(bytes: &[u8]) -> Option<PackageKind> {
    if !bytes.starts_with(b"PK\x03\x04") && !bytes.starts_with(b"PK\x05\x06") {
        return None;
    }
    if let Some(kind) = stated_type(bytes) {
        return Some(kind);
    }
    let mut names = central_names(bytes);
    let is_cut = names.is_empty() && bytes.starts_with(b"PK\x03\x04");
    if is_cut {
        names = local_names(bytes);
    }
    let names: Vec<String> = names
        .into_iter()
        .map(|name| String::from_utf8_lossy(name).replace('\\', "/").to_ascii_lowercase())
        .collect();
    let has = |prefix: &str| names.iter().any(|name| name.starts_with(prefix));
    let is = |wanted: &str| names.iter().any(|name| name == wanted);
    // Macros and settings of printers are binary in any workbook.
    let is_binary_part = |name: &String| {
        name.strip_suffix(".bin").is_some() && BINARY_PARTS.iter().any(|part| name.starts_with(part))
    };
    Some(if has("word/") {
        PackageKind::Word
    } else if names.iter().any(is_binary_part) {
        PackageKind::ExcelBinary
    } else if has("xl/") {
        PackageKind::Excel
    } else if has("ppt/") {
        PackageKind::PowerPoint
    } else if is("ofd.xml") {
        PackageKind::Ofd
    } else if is("[content_types].xml") || is_cut && has("_rels/") || is_cut && has("docprops/") {
        PackageKind::SomeOffice
    } else if is("content.xml") {
        PackageKind::SomeOpenDocument
    } else {
        PackageKind::Archive
    })
}

/// The type that an OpenDocument states in its first, uncompressed entry.
fn stated_type(bytes: &[u8]) -> Option<PackageKind> {
    let name = bytes.get(30..38)?;
    let extra = usize::from(short(bytes, 28)?);
    let stated = bytes.get(38 + extra..)?;
    if name != b"mimetype" {
        return None;
    }
    let stated = stated.strip_prefix(b"application/vnd.oasis.opendocument.")?;
    if stated.starts_with(b"spreadsheet") {
        Some(PackageKind::OpenSpreadsheet)
    } else if stated.starts_with(b"text") {
        Some(PackageKind::OpenText)
    } else {
        None
    }
}

/// The names in the central directory; none if it is not whole.
fn central_names(bytes: &[u8]) -> Vec<&[u8]> {
    /// The end record with the longest comment.
    const END: usize = 22 + 65_535;
    let tail = bytes.len().saturating_sub(END);
    let end = bytes
        .get(tail..)
        .and_then(|bytes| bytes.windows(4).rposition(|window| window == b"PK\x05\x06"))
        .map(|at| tail + at);
    let Some(end) = end else { return Vec::new() };
    let start = |offset: Option<u32>| {
        let at = usize::try_from(offset?).ok()?;
        bytes.get(at..).filter(|bytes| bytes.starts_with(b"PK\x01\x02")).map(|_| at)
    };
    let size = long(bytes, end + 12);
    // Where something was put before the zip, offsets are off, but the directory ends at the record.
    let before_end = size.and_then(|size| u32::try_from(end).ok()?.checked_sub(size));
    let Some(mut at) = start(long(bytes, end + 16)).or_else(|| start(before_end)) else {
        return Vec::new();
    };
    let mut names = Vec::new();
    while names.len() < NAMES && bytes.get(at..at + 4) == Some(b"PK\x01\x02") {
        let lengths = (short(bytes, at + 28), short(bytes, at + 30), short(bytes, at + 32));
        let (Some(name), Some(extra), Some(comment)) = lengths else { break };
        let end = at + 46 + usize::from(name);
        let Some(name) = bytes.get(at + 46..end) else { break };
        names.push(name);
        at = end + usize::from(extra) + usize::from(comment);
    }
    names
}

/// The names before the entries themselves, by their signature alone: sizes may follow the data.
fn local_names(bytes: &[u8]) -> Vec<&[u8]> {
    let mut names = Vec::new();
    let mut at = 0;
    while let Some(found) =
        bytes.get(at..).and_then(|rest| rest.windows(4).position(|window| window == b"PK\x03\x04"))
    {
        let start = at + found;
        let Some(name) = short(bytes, start + 26)
            .and_then(|length| bytes.get(start + 30..start + 30 + usize::from(length)))
        else {
            break;
        };
        names.push(name);
        if names.len() >= NAMES {
            break;
        }
        at = start + 30;
    }
    names
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk::<2>().map(|bytes| u16::from_le_bytes(*bytes))
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk::<4>().map(|bytes| u32::from_le_bytes(*bytes))
}
