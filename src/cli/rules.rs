//! `repconv rules` lists the rules, `repconv rules A001` explains one.

use std::io::Write;

use super::{Fault, Outcome, OutputOptions, UsageError};
use repconv::model::finding::Rule;
use repconv::model::language::{Language, Message, Text};
use repconv::present::grid::{Align, Grid};
use repconv::validate;

const HEADER: [Text; 4] = [
    Text::new("代码", "code"),
    Text::new("级别", "severity"),
    Text::new("名称", "name"),
    Text::new("说什么", "what it says"),
];

/// Prints the table of rules, or one rule's page.
pub fn rules(named: Option<&str>, options: OutputOptions) -> Result<Outcome, Fault> {
    match named {
        None => list(options.language)?,
        Some(name) => explain(validate::rule(name).ok_or_else(|| unknown(name))?, options.language)?,
    }
    Ok(Outcome::Done)
}

fn list(language: Language) -> Result<(), Fault> {
    let mut grid = Grid::new(Align::Left);
    grid.header(HEADER.iter().map(|text| text.get(language).to_owned()).collect());
    for rule in validate::rules() {
        let severity = rule.severity.word().get(language).to_owned();
        grid.row(
            0,
            vec![rule.code.to_owned(), severity, rule.name.to_owned(), rule.title.get(language).to_owned()],
        );
    }
    grid.draw(&mut anstream::stdout())?;
    Ok(())
}

fn explain(rule: &Rule, language: Language) -> Result<(), Fault> {
    let mut stdout = anstream::stdout();
    writeln!(stdout, "{} {}", rule.code, rule.name)?;
    writeln!(stdout, "{}", rule.title.get(language))?;
    writeln!(stdout, "{}", rule.severity.word().get(language))?;
    for line in page_in(rule.page, language) {
        writeln!(stdout, "{line}")?;
    }
    Ok(())
}

/// The part of a page in this language, and its examples.
fn page_in(page: &str, language: Language) -> impl Iterator<Item = &str> {
    const EXAMPLES: &str = "例 / Examples";
    let mut is_wanted = false;
    page.lines().filter(move |line| {
        if let Some(heading) = line.strip_prefix("## ") {
            let is_english = heading.is_ascii();
            is_wanted = heading == EXAMPLES || is_english == (language == Language::En);
        }
        is_wanted
    })
}

fn unknown(name: &str) -> UsageError {
    UsageError::new(
        Message::new(format!("没有“{name}”这条规则"), format!("there is no rule '{name}'")),
        Message::new("全部规则见 repconv rules", "'repconv rules' lists them"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_in_one_language() {
        for rule in validate::rules() {
            for (language, own, other) in
                [(Language::Zh, "## 含义", "## Basis"), (Language::En, "## What it means", "## 依据")]
            {
                let lines: Vec<_> = page_in(rule.page, language).collect();
                assert!(lines.contains(&own) && !lines.contains(&other), "{} {lines:?}", rule.code);
                assert!(lines.contains(&"## 例 / Examples"), "{}", rule.code);
            }
        }
    }
}
