//! The modules of a crate, what they declare, import and name, and where an item that they name is defined.

use std::collections::{BTreeMap, BTreeSet};

use crate::tokens::{self, Token};

/// A path as it is written: `crate::model::value::Value`.
pub type Path = Vec<String>;

/// `use path as name;`
#[derive(Clone, Debug)]
struct Import {
    name: String,
    path: Path,
}

#[derive(Debug, Default)]
struct Module {
    file: String,
    imports: Vec<Import>,
    /// `use path::*;`
    globs: Vec<Path>,
    /// Names of items that are defined here.
    items: BTreeSet<String>,
    /// Paths that stand elsewhere than in a `use`.
    named: BTreeSet<Path>,
}

/// An item that a file names and the file that defines it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Arrow {
    pub from: String,
    pub to: String,
    pub path: String,
}

/// A crate's modules by path; its root has the empty path.
#[derive(Debug, Default)]
pub struct Modules {
    modules: BTreeMap<Path, Module>,
}

impl Modules {
    /// Reads the modules that a root file declares. `source` gives the text of a file by its path below `src`.
    pub fn read(root: &str, source: &dyn Fn(&str) -> Option<String>) -> Self {
        let mut modules = Self::default();
        let mut open = vec![(root.to_owned(), Path::new())];
        while let Some((file, path)) = open.pop() {
            let text = source(&file).unwrap_or_else(|| panic!("{file} is missing"));
            let mut scan = Scan { modules: &mut modules, file: &file, declared: Vec::new() };
            scan.module(&tokens::of(&text), &path);
            for child in scan.declared {
                let base = child.join("/");
                let candidates = [format!("{base}.rs"), format!("{base}/mod.rs")];
                let found = candidates.into_iter().find(|file| source(file).is_some());
                open.push((
                    found.unwrap_or_else(|| panic!("{file} declares {base}, which is missing")),
                    child,
                ));
            }
        }
        modules
    }

    pub fn files(&self) -> BTreeSet<&str> {
        self.modules.values().map(|module| module.file.as_str()).collect()
    }

    /// Every path from a file to an item in another file of this crate.
    pub fn arrows(&self) -> BTreeSet<Arrow> {
        let mut arrows = BTreeSet::new();
        for (at, module) in &self.modules {
            let imported = module.imports.iter().map(|import| &import.path);
            for path in imported.chain(&module.globs).chain(&module.named) {
                let Some(target) = self.resolve(at, path, &mut BTreeSet::new()) else { continue };
                let to = &self.modules[&target].file;
                if *to != module.file {
                    arrows.insert(Arrow { from: module.file.clone(), to: to.clone(), path: path.join("::") });
                }
            }
        }
        arrows
    }

    /// The module that defines what a path names, as seen from a module; nothing if it is of another crate.
    fn resolve(&self, from: &Path, path: &[String], seen: &mut BTreeSet<(Path, Path)>) -> Option<Path> {
        if !seen.insert((from.clone(), path.to_vec())) {
            return None;
        }
        let (first, rest) = path.split_first()?;
        match first.as_str() {
            "crate" => self.descend(Path::new(), rest, seen),
            "self" => self.descend(from.clone(), rest, seen),
            "super" => self.descend(from.split_last()?.1.to_vec(), rest, seen),
            _ => self.lookup(from, path, seen),
        }
    }

    fn descend(&self, module: Path, path: &[String], seen: &mut BTreeSet<(Path, Path)>) -> Option<Path> {
        match path.first().map(String::as_str) {
            None => Some(module),
            Some("super") => self.descend(module.split_last()?.1.to_vec(), &path[1..], seen),
            // An item of a type, or what a macro makes: the module itself has it.
            Some(_) => self.lookup(&module, path, seen).or(Some(module)),
        }
    }

    /// Follows a name as a module has it: a child, an import, an item of its own, or what a glob brings.
    fn lookup(&self, module: &Path, path: &[String], seen: &mut BTreeSet<(Path, Path)>) -> Option<Path> {
        let (first, rest) = path.split_first()?;
        let here = self.modules.get(module)?;
        let mut child = module.clone();
        child.push(first.clone());
        if self.modules.contains_key(&child) {
            return self.descend(child, rest, seen);
        }
        if let Some(import) = here.imports.iter().find(|import| import.name == *first) {
            let whole: Path = import.path.iter().chain(rest).cloned().collect();
            return self.resolve(module, &whole, seen);
        }
        if here.items.contains(first) {
            return Some(module.clone());
        }
        here.globs.iter().find_map(|glob| {
            let of = self.resolve(module, glob, seen)?;
            if !seen.insert((of.clone(), path.to_vec())) {
                return None;
            }
            self.lookup(&of, path, seen)
        })
    }
}

/// Every path that a text imports or names.
pub fn paths(text: &str) -> BTreeSet<Path> {
    let mut modules = Modules::default();
    Scan { modules: &mut modules, file: "", declared: Vec::new() }.module(&tokens::of(text), &Path::new());
    let modules = modules.modules.into_values();
    modules
        .flat_map(|m| m.imports.into_iter().map(|import| import.path).chain(m.globs).chain(m.named))
        .collect()
}

/// Reads one file into modules: its own and those that stand in it.
struct Scan<'a> {
    modules: &'a mut Modules,
    file: &'a str,
    /// Modules with a file of their own.
    declared: Vec<Path>,
}

impl Scan<'_> {
    fn module(&mut self, tokens: &[Token], path: &Path) {
        let mut module = Module { file: self.file.to_owned(), ..Module::default() };
        let mut index = 0;
        while index < tokens.len() {
            let next = tokens.get(index + 1).and_then(Token::word);
            index += match tokens[index].word() {
                Some("mod") if next.is_some() => {
                    let mut child = path.clone();
                    child.push(next.unwrap_or_default().to_owned());
                    self.child(&tokens[index + 2..], child) + 2
                }
                Some("use") => import(&tokens[index + 1..], &Path::new(), &mut module) + 1,
                Some("fn" | "struct" | "enum" | "trait" | "type" | "const" | "static" | "union") => {
                    // `static mut X`, `const fn f`: the name is the last word before a sign.
                    let words = tokens[index..].iter().take_while(|token| token.word().is_some()).count();
                    module.items.extend(tokens[index + words - 1].word().map(str::to_owned));
                    words
                }
                Some("macro_rules") => {
                    module.items.extend(tokens.get(index + 2).and_then(Token::word).map(str::to_owned));
                    3
                }
                Some(_) => named(&tokens[index..], &mut module),
                None => 1,
            };
        }
        self.modules.modules.insert(path.clone(), module);
    }

    /// Reads a module's body, or notes its file; the tokens that it takes.
    fn child(&mut self, tokens: &[Token], path: Path) -> usize {
        if !tokens.first().is_some_and(|token| token.is('{')) {
            self.declared.push(path);
            return 0;
        }
        let mut depth = 0;
        let end = tokens.iter().position(|token| {
            depth += i32::from(token.is('{')) - i32::from(token.is('}'));
            depth == 0
        });
        let end = end.unwrap_or(tokens.len() - 1);
        self.module(&tokens[1..end], &path);
        end + 1
    }
}

/// Reads one branch of a `use`; the tokens that it takes.
fn import(tokens: &[Token], prefix: &Path, module: &mut Module) -> usize {
    let mut path = prefix.clone();
    let mut index = 0;
    while let Some(token) = tokens.get(index) {
        match token {
            Token::Separator => index += 1,
            Token::Sign('*') => {
                module.globs.push(path);
                return index + 1;
            }
            Token::Sign('{') => {
                index += 1;
                while tokens.get(index).is_some_and(|token| !token.is('}')) {
                    index += if tokens[index].is(',') { 1 } else { import(&tokens[index..], &path, module) };
                }
                return index + 1;
            }
            Token::Word(word) if word == "as" => {
                let name = tokens[index + 1].word().unwrap_or_default().to_owned();
                module.imports.push(Import { name, path });
                return index + 2;
            }
            Token::Word(word) => {
                // `a::{self}` imports `a`.
                if word != "self" || path.is_empty() {
                    path.push(word.clone());
                }
                index += 1;
            }
            Token::Sign(_) => break,
        }
    }
    if let Some(name) = path.last().cloned() {
        module.imports.push(Import { name, path });
    }
    index
}

/// Keeps a path of two words or more; the tokens that it takes.
fn named(tokens: &[Token], module: &mut Module) -> usize {
    let mut path = Path::new();
    let mut index = 0;
    while let Some(word) = tokens.get(index).and_then(Token::word) {
        path.push(word.to_owned());
        index += 1;
        if tokens.get(index) != Some(&Token::Separator)
            || tokens.get(index + 1).and_then(Token::word).is_none()
        {
            break;
        }
        index += 1;
    }
    if path.len() > 1 {
        module.named.insert(path);
    }
    index
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The arrows of a made tree, as `from -> to`.
    fn arrows(files: &[(&str, &str)]) -> Vec<String> {
        let source =
            |name: &str| files.iter().find(|(file, _)| *file == name).map(|(_, text)| (*text).to_owned());
        let arrows = Modules::read("lib.rs", &source).arrows();
        let ends: BTreeSet<String> =
            arrows.iter().map(|arrow| format!("{} -> {}", arrow.from, arrow.to)).collect();
        ends.into_iter().collect()
    }

    #[test]
    fn lists_and_inline_paths_are_seen() {
        let tree = [
            ("lib.rs", "mod a; mod b; mod c; mod d;"),
            ("a.rs", "use crate::{b, c::{self, X}}; fn f() { crate::d::g() }"),
            ("b.rs", ""),
            ("c.rs", "pub struct X;"),
            ("d.rs", "pub fn g() {} fn h() -> &'static std::path::Path { todo!() }"),
        ];
        assert_eq!(arrows(&tree), ["a.rs -> b.rs", "a.rs -> c.rs", "a.rs -> d.rs"]);
    }

    #[test]
    fn a_re_export_leads_to_the_file_that_defines() {
        let tree = [
            ("lib.rs", "pub mod a; pub mod b; pub use b::deep::X; pub use a::*;"),
            ("a.rs", "use crate::X; pub struct Y;"),
            ("b/mod.rs", "pub mod deep; pub mod wide; pub use deep::{X as Z, other}; pub use wide::*;"),
            ("b/deep.rs", "pub struct X; pub fn other() {}"),
            ("b/wide.rs", "use super::Z; use crate::Y; pub struct W;"),
        ];
        let found = arrows(&tree);
        assert!(found.contains(&"a.rs -> b/deep.rs".to_owned()), "{found:?}");
        assert!(found.contains(&"b/wide.rs -> b/deep.rs".to_owned()), "renamed: {found:?}");
        assert!(found.contains(&"b/wide.rs -> a.rs".to_owned()), "by a glob of lib.rs: {found:?}");
        assert!(!found.contains(&"a.rs -> lib.rs".to_owned()), "{found:?}");
    }

    #[test]
    fn renamed_modules_and_chains_of_super_are_followed() {
        let tree = [
            ("lib.rs", "mod a; mod b;"),
            ("a/mod.rs", "pub mod x; use crate::b as other; fn f() { other::inner::g() }"),
            ("a/x.rs", "mod y { fn h() { super::super::super::b::B::new(); } } use super::super::b::inner;"),
            ("b/mod.rs", "pub mod inner; pub struct B;"),
            ("b/inner.rs", "pub fn g() {}"),
        ];
        let want =
            ["a/mod.rs -> b/inner.rs", "a/mod.rs -> b/mod.rs", "a/x.rs -> b/inner.rs", "a/x.rs -> b/mod.rs"];
        assert_eq!(arrows(&tree), want);
    }

    #[test]
    fn other_crates_and_tests_make_no_arrow() {
        let tree = [
            ("lib.rs", "mod a; mod b;"),
            ("a.rs", "use std::fmt; use serde_json::{self, Value}; use zip; #[cfg(test)] mod tests;"),
            (
                "b.rs",
                "#[cfg(test)] mod tests { use crate::a::X; } /* crate::a */ const A: &str = \"crate::a\";",
            ),
        ];
        assert!(arrows(&tree).is_empty());
    }

    #[test]
    fn an_associated_item_belongs_to_the_file_of_its_type() {
        let tree = [
            ("lib.rs", "mod a; mod b; mod c;"),
            ("a.rs", "use crate::b::X; fn f() -> u8 { X::from(1).get::<u8>() + crate::b::X::LARGEST }"),
            ("b.rs", "pub use crate::c::X;"),
            ("c.rs", "pub struct X; impl X { pub const LARGEST: u8 = 1; }"),
        ];
        assert_eq!(arrows(&tree), ["a.rs -> c.rs", "b.rs -> c.rs"]);
    }
}
