//! The window that Windows opens for a file dragged onto the program: it closes with the program, unread.

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

use super::identify::several_inputs;
use super::language;
use repconv::model::language::Text;

/// Waits for the return key where the program was started by dragging files onto it.
pub fn keep_open(arguments: &[OsString]) {
    const WAIT: Text = Text::new("按回车键关闭这个窗口", "Press Enter to close this window");
    let is_terminal = io::stdin().is_terminal() && io::stdout().is_terminal();
    if cfg!(windows) && is_dragged(arguments) && is_terminal {
        let language = language::of_arguments(arguments);
        let _ = write!(io::stdout(), "\n{}", WAIT.get(language)).and_then(|()| io::stdout().flush());
        let _ = io::stdin().read_line(&mut String::new());
    }
}

/// Whether the arguments are nothing but whole paths of files that were shown: the desktop gives such, and people seldom do.
fn is_dragged(arguments: &[OsString]) -> bool {
    let paths = arguments.get(1..).unwrap_or_default();
    let is_shown = paths.len() == 1 || several_inputs(arguments).is_some();
    is_shown && paths.iter().all(|path| Path::new(path).is_absolute())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_whole_path_alone_is_dragged() {
        let arguments = |all: &[&str]| is_dragged(&all.iter().map(OsString::from).collect::<Vec<_>>());
        let whole = std::env::temp_dir();
        let whole = whole.to_str().unwrap();
        assert!(arguments(&["repconv", whole]));
        assert!(!arguments(&["repconv", "年报.docx"]) && !arguments(&["repconv", whole, "b.xlsx"]));
        assert!(!arguments(&["repconv"]));
        let other = std::env::current_exe().unwrap();
        let other = other.to_str().unwrap();
        let third = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
        assert!(arguments(&["repconv", other, third]));
        assert!(!arguments(&["repconv", other, &format!("{other}.docx")]), "an output to be written");
    }
}
