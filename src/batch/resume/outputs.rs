//! The names of outputs: those of the inputs with another extension.
//!
//! Two inputs that would have the same output both get one of their own: `年报.docx` and `年报.html` become
//! `年报.docx.xlsx` and `年报.html.xlsx`. Names that differ only in case or Unicode composition are the same.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use crate::batch::file::directory;
use crate::batch::sources::{Source, folded};

/// The outputs, below the folder that is written to, in the order of the sources.
pub fn assign(sources: &[Source], extension: &str) -> Vec<PathBuf> {
    distinct(&sources.iter().map(Source::relative).collect::<Vec<_>>(), extension)
}

/// The outputs of sources that were found when the others had theirs, `assigned`, none of which changes.
pub fn assign_further(sources: &[Source], extension: &str, assigned: &[&Path]) -> Vec<PathBuf> {
    let mut taken: BTreeSet<String> =
        assigned.iter().flat_map(|output| output.ancestors()).map(folded).collect();
    let name = |source: &Source| {
        let plain = source.relative().with_extension(extension);
        let numbered = (2..).map(|number| appended(source.relative(), &format!(".{number}.{extension}")));
        let mut names = std::iter::once(plain.clone()).chain(numbered);
        names.find(|name| taken.insert(folded(name))).unwrap_or(plain)
    };
    sources.iter().map(name).collect()
}

fn distinct(inputs: &[&Path], extension: &str) -> Vec<PathBuf> {
    let mut wanted: BTreeMap<String, usize> = BTreeMap::new();
    for input in inputs {
        *wanted.entry(folded(&input.with_extension(extension))).or_default() += 1;
    }
    // A folder of the inputs is created among the outputs, too: 年报.json/ excludes a file 年报.json.
    let folders = inputs.iter().flat_map(|input| input.ancestors().skip(1)).map(folded);
    let mut taken: BTreeSet<String> = folders.collect();
    let name = |input: &&Path| {
        let plain = input.with_extension(extension);
        let is_shared = wanted.get(&folded(&plain)).is_some_and(|count| *count > 1);
        let is_free = |name: &PathBuf, taken: &mut BTreeSet<String>| taken.insert(folded(name));
        if !is_shared && is_free(&plain, &mut taken) {
            return plain;
        }
        let numbered = (2..).map(|number| appended(input, &format!(".{number}.{extension}")));
        let mut names = std::iter::once(appended(input, &format!(".{extension}"))).chain(numbered);
        names.find(|name| is_free(name, &mut taken)).unwrap_or(plain)
    };
    inputs.iter().map(name).collect()
}

/// Whether `file` is one of the outputs below `folder`, or a folder of outputs.
pub fn contain<'a>(file: &Path, folder: &Path, outputs: impl IntoIterator<Item = &'a Path>) -> bool {
    let name = |path: &Path| path.file_name().map(|name| folded(Path::new(name)));
    let Some(file) = place(file) else { return false };
    let is_taken = |output: &Path| {
        name(output) == name(&file)
            && place(&folder.join(output)).is_some_and(|output| folded(&output) == folded(&file))
    };
    outputs.into_iter().flat_map(Path::ancestors).any(is_taken)
}

/// Resolves a path that may not exist.
fn place(path: &Path) -> Option<PathBuf> {
    let beside = || Some(fs::canonicalize(directory(path)).ok()?.join(path.file_name()?));
    fs::canonicalize(path).ok().or_else(beside)
}

fn appended(path: &Path, end: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(end);
    PathBuf::from(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_inputs_share_an_output() {
        for (inputs, outputs) in [
            (&["甲/1.docx", "乙/1.docx"][..], &["甲/1.xlsx", "乙/1.xlsx"][..]),
            (&["1.docx", "1.html"], &["1.docx.xlsx", "1.html.xlsx"]),
            (&["A.docx", "a.html"], &["A.docx.xlsx", "a.html.xlsx"]),
            (&["1.docx", "1.docx"], &["1.docx.xlsx", "1.docx.2.xlsx"]),
            (&["1.docx", "1.docx.xlsx", "1.html"], &["1.docx.xlsx", "1.docx.xlsx.xlsx", "1.html.xlsx"]),
            (&["1.xlsx/a.docx", "1.docx"], &["1.xlsx/a.xlsx", "1.docx.xlsx"]),
            (&["1.docx.html", "1.docx", "1.txt"], &["1.docx.xlsx", "1.docx.2.xlsx", "1.txt.xlsx"]),
        ] {
            let inputs: Vec<&Path> = inputs.iter().map(Path::new).collect();
            assert_eq!(distinct(&inputs, "xlsx"), outputs.iter().map(PathBuf::from).collect::<Vec<_>>());
        }
    }
}
