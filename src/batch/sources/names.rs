//! Names of files: not all are UTF-8, and not all are safe to write.

use std::path::{Component, Path, PathBuf};

use crate::batch::file::exact;
use crate::model::text;

/// The name of an archive's entry as a path below any folder; `None` where it would leave the folder.
pub fn safe(name: &str) -> Option<PathBuf> {
    let name = name.replace('\\', "/");
    let is_drive =
        name.as_bytes().get(1) == Some(&b':') && name.starts_with(|c: char| c.is_ascii_alphabetic());
    if name.starts_with('/') || is_drive {
        return None;
    }
    let mut path = PathBuf::new();
    for component in Path::new(&name).components() {
        match component {
            Component::Normal(part) => path.push(writable(&part.to_string_lossy())),
            Component::CurDir => {}
            Component::ParentDir | Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    (!path.as_os_str().is_empty()).then_some(path)
}

/// Replaces characters that Windows does not allow in a name.
fn writable(part: &str) -> String {
    let is_refused = |c: char| c.is_control() || matches!(c, ':' | '*' | '?' | '"' | '<' | '>' | '|');
    part.chars().map(|c| if is_refused(c) { '_' } else { c }).collect()
}

/// Decodes the name of an archive's entry: UTF-8 if valid, otherwise GBK, which Chinese Windows wrote for decades.
pub fn entry(raw: &[u8]) -> String {
    match std::str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) => encoding_rs::GB18030.decode_without_bom_handling(raw).0.into_owned(),
    }
}

/// A name of any length for display: a long one is shortened to its beginning and end.
pub fn short(name: &str) -> String {
    /// Number of characters of each.
    const SHOWN: usize = 60;
    let count = name.chars().count();
    if count <= 2 * SHOWN {
        return name.to_owned();
    }
    let begin: String = name.chars().take(SHOWN).collect();
    let end: String = name.chars().skip(count - SHOWN).collect();
    format!("{begin}…{end}")
}

/// Whether the file is hidden or is one that WPS, Word or macOS creates beside others.
pub fn is_hidden(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with('.') || name.starts_with("~$") || name == "__MACOSX"
}

/// Whether the extension is that of an archive.
pub fn is_archive(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("zip"))
}

/// A name for comparison on systems that ignore case and Unicode composition.
#[must_use]
pub fn folded(path: &Path) -> String {
    text::fold(&exact(path).to_lowercase()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_stay_below_their_folder() {
        for (name, want) in [
            ("甲局/年报.docx", Some("甲局/年报.docx")),
            ("甲局\\年报.docx", Some("甲局/年报.docx")),
            ("./甲局//年报.docx", Some("甲局/年报.docx")),
            ("甲:局/年?报.docx", Some("甲_局/年_报.docx")),
            ("../x.docx", None),
            ("甲/../../x.docx", None),
            ("/etc/x.docx", None),
            ("C:\\x.docx", None),
            ("..\\..\\x.docx", None),
            ("", None),
        ] {
            assert_eq!(safe(name), want.map(PathBuf::from), "{name}");
        }
    }

    #[test]
    fn old_names_are_decoded() {
        let (gbk, _, _) = encoding_rs::GBK.encode("甲局/年报.docx");
        assert_eq!(entry(&gbk), "甲局/年报.docx");
        assert_eq!(entry("甲局/年报.docx".as_bytes()), "甲局/年报.docx");
    }

    #[cfg(unix)]
    #[test]
    fn names_that_are_no_text_stay_apart() {
        use std::os::unix::ffi::OsStrExt;
        let name = |bytes: &[u8]| exact(Path::new(std::ffi::OsStr::from_bytes(bytes)));
        assert_eq!(name(b"a\xff.docx"), "a\\xFF.docx");
        assert_ne!(name(b"a\xfe.docx"), name(b"a\xff.docx"));
    }
}
