//! The order, counts and colours of severities in every output.

use anstyle::{AnsiColor, Style};

use crate::model::finding::{Finding, Severity};
use crate::model::language::Language;

/// Style of errors and failures.
pub const ERROR: Style = AnsiColor::Red.on_default().bold();
/// Style of the advice that follows a failure.
pub const HINT: Style = AnsiColor::Cyan.on_default();

/// Every severity, gravest first.
pub const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Info];

/// The style of a severity's name on a terminal.
#[must_use]
pub const fn style(severity: Severity) -> Style {
    match severity {
        Severity::Error => ERROR,
        Severity::Warning => AnsiColor::Yellow.on_default().bold(),
        Severity::Info => HINT.bold(),
    }
}

/// The number of findings of this severity.
#[must_use]
pub fn count(findings: &[Finding], severity: Severity) -> usize {
    findings.iter().filter(|finding| finding.severity == severity).count()
}

/// Counts in the order of [`SEVERITIES`] as words, such as `3 个错误，2 条提醒`; empty when all are zero.
#[must_use]
pub fn counts(counted: [usize; 3], language: Language) -> String {
    let counted = SEVERITIES.into_iter().zip(counted).filter(|(_, count)| *count > 0);
    let counted = counted.map(|(severity, count)| {
        let word = severity.word().get(language);
        match language {
            Language::Zh if severity == Severity::Error => format!("{count} 个{word}"),
            Language::Zh => format!("{count} 条{word}"),
            Language::En => format!("{count} {word}{}", if count == 1 { "" } else { "s" }),
        }
    });
    counted.collect::<Vec<_>>().join(if language == Language::Zh { "，" } else { ", " })
}

/// How many findings there are of each severity, such as `3 个错误，2 条提醒`; empty when there are none.
#[must_use]
pub fn summary(findings: &[Finding], language: Language) -> String {
    counts(SEVERITIES.map(|severity| count(findings, severity)), language)
}

/// The number of errors, such as `3 个错误`; empty when there are none.
#[must_use]
pub fn errors(findings: &[Finding], language: Language) -> String {
    counts([count(findings, Severity::Error), 0, 0], language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn findings_are_counted_in_words() {
        assert_eq!(counts([3, 2, 1], Language::Zh), "3 个错误，2 条提醒，1 条说明");
        assert_eq!(counts([1, 0, 2], Language::En), "1 error, 2 notes");
        assert_eq!(counts([0, 0, 0], Language::Zh), "");
    }
}
