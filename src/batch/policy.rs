//! Which findings count, and with which severity: `--select`, `--ignore`, `--severity`.

use super::BatchError;
use crate::model::finding::{Finding, Rule, Severity};
use crate::model::language::Message;
use crate::validate;

/// The chosen rules and severities; by default every rule counts with its own severity.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    /// Rules that count; all when nothing is selected.
    pub select: Option<Vec<Rules>>,
    /// Rules whose findings are dropped.
    pub ignore: Vec<Rules>,
    /// The last that matches a rule counts.
    pub severities: Vec<(Rules, Severity)>,
}

/// A rule by its code or name, or a family by its letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules(String);

impl Rules {
    /// Parses `A001`, `unbalanced-requests` or `A`.
    ///
    /// # Errors
    /// When no rule and no family has this name.
    pub fn named(name: &str, option: &str) -> Result<Self, BatchError> {
        let rules = Self(name.trim().to_owned());
        if validate::rules().any(|rule| rules.holds(rule)) {
            return Ok(rules);
        }
        Err(BatchError::new(
            Message::new(
                format!("{option} 里的“{}”不是规则", rules.0),
                format!("'{}' given to {option} is no rule", rules.0),
            ),
            Message::new(
                "用规则的代码（A001）、名称或一类的字母（A）；全部规则见 repconv rules",
                "name a rule by its code (A001) or name, a family by its letter (A); 'repconv rules' lists them",
            ),
        ))
    }

    /// Parses several, separated by commas.
    ///
    /// # Errors
    /// As [`Rules::named`].
    pub fn listed(names: &str, option: &str) -> Result<Vec<Self>, BatchError> {
        names
            .split([',', '，'])
            .filter(|name| !name.trim().is_empty())
            .map(|name| Self::named(name, option))
            .collect()
    }

    /// Whether this names one rule, not a family.
    #[must_use]
    pub fn is_one(&self) -> bool {
        self.0.len() > 1
    }

    fn holds(&self, rule: &Rule) -> bool {
        let is_family =
            |letter: &str| letter.len() == 1 && rule.code.starts_with(&letter.to_ascii_uppercase());
        [rule.code, rule.name].iter().any(|name| name.eq_ignore_ascii_case(&self.0)) || is_family(&self.0)
    }
}

/// The severity of this name.
///
/// # Errors
/// When no severity has this name.
pub fn severity(name: &str, option: &str) -> Result<Severity, BatchError> {
    match name.trim().to_ascii_lowercase().as_str() {
        "error" | "错误" => Ok(Severity::Error),
        "warning" | "提醒" => Ok(Severity::Warning),
        "info" | "note" | "提示" | "说明" => Ok(Severity::Info),
        _ => Err(BatchError::value(option, name, "error, warning, info")),
    }
}

/// Parses `A001=warning`.
///
/// # Errors
/// When it does not have this form, or a name is unknown.
pub fn severity_of_rules(text: &str) -> Result<(Rules, Severity), BatchError> {
    const OPTION: &str = "--severity";
    let Some((rules, name)) = text.split_once('=') else {
        return Err(BatchError::value(OPTION, text, "A001=warning, C005=error, N=info"));
    };
    Ok((Rules::named(rules, OPTION)?, severity(name, OPTION)?))
}

impl Policy {
    /// The findings that count, with the chosen severities.
    pub fn apply(&self, findings: &mut Vec<Finding>) {
        findings.retain(|finding| self.counts(finding.rule));
        for finding in findings.iter_mut().filter(|finding| finding.set_aside.is_none()) {
            let chosen = self.severities.iter().rev().find(|(rules, _)| rules.holds(finding.rule));
            finding.severity = chosen.map_or(finding.severity, |(_, severity)| *severity);
        }
    }

    fn counts(&self, rule: &Rule) -> bool {
        let any = |rules: &[Rules]| rules.iter().any(|rules| rules.holds(rule));
        self.select.as_deref().is_none_or(any) && !any(&self.ignore)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::place::Place;
    use crate::validate::{BLANK_CELL, NONSTANDARD_NUMBER, UNBALANCED_REQUESTS};

    fn left(policy: &Policy) -> Vec<(&'static str, Severity)> {
        let finding = |rule| Finding::new(rule, Message::new("", ""), Place::Unknown);
        let mut findings = [&UNBALANCED_REQUESTS, &BLANK_CELL, &NONSTANDARD_NUMBER].map(finding).to_vec();
        policy.apply(&mut findings);
        findings.iter().map(|finding| (finding.rule.code, finding.severity)).collect()
    }

    fn rules(names: &str) -> Vec<Rules> {
        Rules::listed(names, "--select").unwrap()
    }

    #[test]
    fn rules_are_selected_ignored_and_weighed() {
        use Severity::{Error, Info, Warning};
        let all = Policy::default();
        assert_eq!(left(&all), [("A001", Error), ("C001", Warning), ("C005", Info)]);
        let cells = Policy { select: Some(rules("c")), ignore: rules("blank-cell"), ..Policy::default() };
        assert_eq!(left(&cells), [("C005", Info)]);
        let severities = ["C=error", "C001=info"].map(|text| severity_of_rules(text).unwrap()).to_vec();
        let graver = Policy { severities, ignore: rules("A001，"), ..Policy::default() };
        assert_eq!(left(&graver), [("C001", Info), ("C005", Error)]);
    }

    #[test]
    fn what_is_no_rule_or_severity_is_refused() {
        for names in ["A999", "A001,Z", "unbalanced"] {
            assert!(Rules::listed(names, "--ignore").is_err(), "{names}");
        }
        for text in ["A001", "A001=grave", "X=info"] {
            assert!(severity_of_rules(text).is_err(), "{text}");
        }
    }
}
