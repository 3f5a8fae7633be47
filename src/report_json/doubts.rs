//! Findings raised while a report is read from JSON.

use super::canonical::unholdable;
use super::node::Node;
use crate::model::address::Address;
use crate::model::decimal::Decimal;
use crate::model::finding::Finding;
use crate::model::language::Message;
use crate::model::place::Place;
use crate::model::reading_rules::{SKIPPED_CONTENT, UNPLACED_CELL, UNREADABLE_CHARACTER};
use crate::model::value::Value;

/// What a person should know.
#[derive(Default)]
pub(super) struct Doubts {
    /// Pointers to members that were ignored.
    pub ignored: Vec<String>,
    /// How many characters the model cannot hold, and the position of the first.
    unholdable: usize,
    unholdable_at: Option<String>,
    contradictions: Vec<Finding>,
}

impl Doubts {
    pub fn weigh(&mut self, text: &str, node: &Node<'_, '_>) {
        let found = unholdable(text);
        if found > 0 {
            self.unholdable += found;
            self.unholdable_at.get_or_insert_with(|| node.pointer());
        }
    }

    pub fn contradiction(&mut self, address: Address, value: &Value, given: Option<Decimal>, pointer: &str) {
        let shown = |zh: bool, number: Option<Decimal>| match number {
            Some(number) => number.to_string(),
            None => if zh { "不是数字" } else { "no number" }.to_owned(),
        };
        let (raw, read) = (value.shown(), value.number());
        let message = Message::new(
            format!(
                "{pointer}：写的是“{raw}”（{}），value 却是 {}，以写的为准",
                shown(true, read),
                shown(true, given)
            ),
            format!(
                "{pointer}: raw is '{raw}' ({}) but value is {}; raw counts",
                shown(false, read),
                shown(false, given)
            ),
        );
        let finding = Finding::new(&UNPLACED_CELL, message, Place::Unknown).with_cells(vec![address]);
        self.contradictions.push(finding.with_figures(read, given));
    }

    pub fn findings(self) -> Vec<Finding> {
        const SHOWN: usize = 10;
        let mut findings = self.contradictions;
        if let Some(first) = self.unholdable_at {
            let count = self.unholdable;
            let message = Message::new(
                format!("有 {count} 个控制字符无法收入报告，已去掉；第一处在 {first}"),
                format!(
                    "{count} control characters are not allowed in a report and were dropped, the first at {first}"
                ),
            );
            findings.push(Finding::new(&UNREADABLE_CHARACTER, message, Place::Unknown));
        }
        if !self.ignored.is_empty() {
            let count = self.ignored.len();
            let list: Vec<_> = self.ignored.iter().take(SHOWN).map(String::as_str).collect();
            let more = if count > SHOWN { " …" } else { "" };
            let message = Message::new(
                format!("JSON 里有 {count} 项报告用不到，未收入：{}{more}", list.join("、")),
                format!(
                    "{count} members of the JSON are of no use in a report and were left out: {}{more}",
                    list.join(", ")
                ),
            );
            findings.push(Finding::new(&SKIPPED_CONTENT, message, Place::Unknown));
        }
        findings
    }
}
