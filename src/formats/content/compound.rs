//! What an OLE compound file (Office 97-2003) holds, recognised by the names of its top streams.
//!
//! Only names directly under the root count: a `.doc` may embed a workbook, with a stream of that
//! name further down. Every walk is bounded, as chains may be made circular.

/// Kinds of compound files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompoundKind {
    Word,
    Workbook,
    /// A docx, xlsx or pptx that a password protects.
    EncryptedPackage,
    PowerPoint,
    /// Cut off before its directory.
    Cut,
    Other,
}

const SIGNATURE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
/// Directory entries looked at.
const ENTRIES: usize = 4096;
const ENTRY_BYTES: usize = 128;
/// Numbers from here on are marks, not sectors or entries.
const MARKS: u32 = 0xffff_fffa;

/// The kind of compound file, or `None` if it is none.
pub fn kind(bytes: &[u8]) -> Option<CompoundKind> {
    if !bytes.starts_with(SIGNATURE) {
        return None;
    }
    let entries = directory(bytes);
    let names = top_names(&entries);
    let has = |wanted: &str| names.iter().any(|name| name.eq_ignore_ascii_case(wanted));
    Some(if has("EncryptedPackage") || has("EncryptionInfo") {
        CompoundKind::EncryptedPackage
    } else if has("WordDocument") {
        CompoundKind::Word
    } else if has("Workbook") || has("Book") {
        CompoundKind::Workbook
    } else if has("PowerPoint Document") {
        CompoundKind::PowerPoint
    } else {
        // The directory is cut off or elsewhere; the main stream usually comes first.
        match bytes.get(512..514) {
            Some(b"\xec\xa5") => CompoundKind::Word,
            Some(b"\x09\x08") => CompoundKind::Workbook,
            _ if entries.is_empty() => CompoundKind::Cut,
            _ => CompoundKind::Other,
        }
    })
}

struct DirectoryEntry {
    name: String,
    left: u32,
    right: u32,
    child: u32,
}

/// The entries of the directory, as far as its chain of sectors can be followed.
fn directory(bytes: &[u8]) -> Vec<DirectoryEntry> {
    let Some(shift @ 7..=16) = short(bytes, 30) else { return Vec::new() };
    let size = 1_usize << shift;
    let sector = |number: u32| {
        let start = usize::try_from(number).ok()?.checked_add(1)?.checked_mul(size)?;
        bytes.get(start..bytes.len().min(start.checked_add(size)?))
    };
    let next = |number: u32| {
        let per_sector = size / 4;
        let number = usize::try_from(number).ok()?;
        // The header lists the first 109 sectors of the table; beyond lies no directory we need.
        let table = Some(number / per_sector).filter(|&at| at < 109)?;
        long(sector(long(bytes, 76 + 4 * table)?)?, number % per_sector * 4)
    };
    let mut entries = Vec::new();
    let mut at = long(bytes, 48);
    while let Some(number) = at.filter(|&number| number < MARKS) {
        let Some(content) = sector(number) else { break };
        entries.extend(content.as_chunks::<ENTRY_BYTES>().0.iter().filter_map(|entry| entry_of(entry)));
        if entries.len() >= ENTRIES || content.len() < size {
            break;
        }
        at = next(number);
    }
    entries
}

fn entry_of(bytes: &[u8]) -> Option<DirectoryEntry> {
    let length = usize::from(short(bytes, 64)?).saturating_sub(2).min(62);
    let units: Vec<u16> =
        bytes.get(..length)?.as_chunks::<2>().0.iter().map(|unit| u16::from_le_bytes(*unit)).collect();
    Some(DirectoryEntry {
        name: String::from_utf16_lossy(&units),
        left: long(bytes, 68)?,
        right: long(bytes, 72)?,
        child: long(bytes, 76)?,
    })
}

/// The names directly under the root entry.
fn top_names(entries: &[DirectoryEntry]) -> Vec<&str> {
    let mut names = Vec::new();
    let mut pending: Vec<u32> = entries.first().map(|root| root.child).into_iter().collect();
    while let Some(number) = pending.pop() {
        let Some(entry) = usize::try_from(number).ok().and_then(|number| entries.get(number)) else {
            continue;
        };
        if names.len() >= entries.len() {
            break;
        }
        names.push(entry.name.as_str());
        pending.extend([entry.left, entry.right]);
    }
    names
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk::<2>().map(|bytes| u16::from_le_bytes(*bytes))
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk::<4>().map(|bytes| u32::from_le_bytes(*bytes))
}
