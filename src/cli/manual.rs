//! `repconv completions SHELL` and `repconv man`, both made from the arguments themselves.

use std::io::{self, Write};

use clap::{Command, ValueEnum};
use clap_complete::Shell;

use super::{Fault, Outcome, UsageError};
use repconv::model::language::{Language, Message};

/// Prints the completion script of a shell.
pub fn completions(shell: Option<Shell>, mut command: Command) -> Result<Outcome, Fault> {
    let shell = shell.ok_or_else(no_shell)?;
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command, "repconv", &mut script);
    print(&script)
}

fn no_shell() -> UsageError {
    let shells: Vec<String> = Shell::value_variants().iter().map(ToString::to_string).collect();
    UsageError::new(
        Message::new("没有说是哪种外壳的补全脚本", "the shell is missing"),
        Message::new(
            format!("可以是 {}，如 repconv completions bash", shells.join("、")),
            format!("it may be {}, such as 'repconv completions bash'", shells.join(", ")),
        ),
    )
}

/// Prints the man page.
pub fn man(command: Command, language: Language) -> Result<Outcome, Fault> {
    let mut page = Vec::new();
    clap_mangen::Man::new(command).render(&mut page)?;
    let page = String::from_utf8_lossy(&page);
    if language == Language::En {
        return print(page.as_bytes());
    }
    let lines: Vec<&str> = page.lines().map(chinese_heading).collect();
    print((lines.join("\n") + "\n").as_bytes())
}

/// The headings that `clap_mangen` sets itself.
fn chinese_heading(line: &str) -> &str {
    match line {
        ".SH NAME" => ".SH 名称",
        ".SH SYNOPSIS" => ".SH 用法",
        ".SH DESCRIPTION" => ".SH 说明",
        ".SH OPTIONS" => ".SH 选项",
        ".SH EXTRA" => ".SH 例子",
        ".SH VERSION" => ".SH 版本",
        other => other,
    }
}

fn print(bytes: &[u8]) -> Result<Outcome, Fault> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(bytes)?;
    stdout.flush()?;
    Ok(Outcome::Done)
}
