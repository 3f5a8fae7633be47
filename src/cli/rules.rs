//! `repconv rules` lists the rules, `repconv rules A001` explains one.

use std::io::Write;

use anstyle::{AnsiColor, Style};

use super::{Fault, Outcome, OutputOptions, UsageError};
use repconv::model::finding::Rule;
use repconv::model::language::{Language, Message, Text};
use repconv::model::suggestion::nearest;
use repconv::present::grid::{self, Align, Grid};
use repconv::present::severity;
use repconv::validate;

const HEADER: [Text; 4] = [
    Text::new("代码", "code"),
    Text::new("级别", "severity"),
    Text::new("名称", "name"),
    Text::new("说什么", "what it says"),
];

const HEADING: Style = AnsiColor::Green.on_default().bold();
const INDENT: &str = "  ";

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
    writeln!(stdout, "{HEADING}{} {}{HEADING:#}", rule.code, rule.name)?;
    let level = severity::style(rule.severity);
    let word = rule.severity.word().get(language);
    writeln!(stdout, "{level}{word}{level:#}  {}", rule.title.get(language))?;
    for line in page_in(rule.page, language) {
        match line {
            Line::Heading(text) => writeln!(stdout, "\n{HEADING}{text}{HEADING:#}")?,
            Line::Text(text) => {
                for line in grid::wrap(text, grid::WIDTH - INDENT.len()) {
                    writeln!(stdout, "{INDENT}{line}")?;
                }
            }
            Line::Change(text) => writeln!(stdout, "{INDENT}{INDENT}{text}")?,
        }
    }
    Ok(())
}

/// A line of a rule's page.
#[derive(Debug, PartialEq, Eq)]
enum Line<'a> {
    Heading(&'a str),
    Text(&'a str),
    /// A change to a report, as it is.
    Change(&'a str),
}

/// The part of a page in this language, and its examples. Only a sentence of one line separates the languages there; an
/// example that is `zh en` has a line in each.
fn page_in(page: &str, language: Language) -> Vec<Line<'_>> {
    const EXAMPLES: &str = "例 / Examples";
    const EACH: [Language; 2] = [Language::Zh, Language::En];
    const EXAMPLE: Text = Text::new("例", "Examples");
    const BREAKS: Text = Text::new("会报：", "Reported:");
    const PASSES: Text = Text::new("不报：", "Not reported:");
    let (mut is_wanted, mut is_example, mut is_change) = (false, false, false);
    // The languages of the lines of the example that follow.
    let mut languages = [].iter();
    let mut lines = Vec::new();
    for line in page.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            is_example = heading == EXAMPLES;
            is_wanted = is_example || heading.is_ascii() == (language == Language::En);
            if is_wanted {
                lines.push(Line::Heading(if is_example { EXAMPLE.get(language) } else { heading }));
            }
        } else if let Some(kind) = line.strip_prefix("```") {
            is_change = !kind.is_empty();
            languages = if kind.ends_with(" zh en") { EACH.iter() } else { [].iter() };
            let label = match kind.split(' ').next() {
                Some("breaks") => Some(BREAKS),
                Some("passes") => Some(PASSES),
                _ => None,
            };
            lines.extend(label.filter(|_| is_wanted).map(|label| Line::Text(label.get(language))));
        } else if languages.next().is_some_and(|of| *of != language) {
        } else if is_wanted && !line.is_empty() {
            let is_other = is_example && !is_change && line.is_ascii() != (language == Language::En);
            if !is_other {
                lines.push(if is_change { Line::Change(line) } else { Line::Text(line) });
            }
        }
    }
    lines
}

fn unknown(name: &str) -> UsageError {
    let names = validate::rules().map(|rule| rule.name);
    let (zh, en) = nearest(&name.to_lowercase(), names)
        .map_or_else(Default::default, |name| (format!("也许是 {name}；"), format!("perhaps {name}; ")));
    UsageError::new(
        Message::new(format!("没有“{name}”这条规则"), format!("there is no rule '{name}'")),
        Message::new(format!("{zh}全部规则见 repconv rules"), format!("{en}'repconv rules' lists them")),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_in_one_language() {
        for rule in validate::rules() {
            for (language, own, other, examples) in
                [(Language::Zh, "含义", "Basis", "例"), (Language::En, "What it means", "依据", "Examples")]
            {
                let lines = page_in(rule.page, language);
                assert!(lines.contains(&Line::Heading(own)), "{} {lines:?}", rule.code);
                assert!(!lines.contains(&Line::Heading(other)), "{} {lines:?}", rule.code);
                assert!(lines.contains(&Line::Heading(examples)), "{} {lines:?}", rule.code);
                assert!(lines.iter().any(|line| matches!(line, Line::Change(_))), "{} {lines:?}", rule.code);
                let foreign =
                    if language == Language::Zh { "a Word file whose" } else { "三张表都是图片" };
                let is_foreign =
                    |line: &Line<'_>| matches!(line, Line::Change(text) if text.starts_with(foreign));
                assert!(!lines.iter().any(is_foreign), "{} {lines:?}", rule.code);
            }
        }
    }
}
