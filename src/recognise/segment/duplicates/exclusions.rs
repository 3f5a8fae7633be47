//! The tables that are not read, and why.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::finding::{Finding, Rule};
use crate::model::form::TableForm;
use crate::model::language::Message;
use crate::model::reading_rules::CONFLICTING_ROW;

use super::Candidate;
use super::messages::undecided;

/// A table that is not read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Excluded<'a> {
    /// The caption that says that it is of another period or body.
    pub caption: Option<&'a str>,
    /// The text to write before the table, so that it is not read from the output either.
    pub mark: Option<&'static TableForm>,
}

/// The tables that are not read, by block, with the findings.
#[derive(Debug, Default)]
pub struct Exclusions<'a> {
    blocks: BTreeMap<usize, Excluded<'a>>,
    pub findings: Vec<Finding>,
}

impl<'a> Exclusions<'a> {
    /// Whether the table of this block is not read.
    pub fn get(&self, block: usize) -> Option<Excluded<'a>> {
        self.blocks.get(&block).copied()
    }

    pub(super) fn exclude(&mut self, candidate: &Candidate<'a>, mark: Option<&'static TableForm>) {
        let caption = candidate.other.filter(|other| !other.is_sheet).map(|other| other.text);
        self.blocks.insert(candidate.block, Excluded { caption, mark });
    }

    /// Takes out the candidates at these positions, of which it is not known which is the report's.
    pub(super) fn exclude_undecided(
        &mut self,
        candidates: &mut Vec<Candidate<'a>>,
        unknown: &BTreeSet<usize>,
        form: &'static TableForm,
    ) {
        for at in unknown.iter().rev() {
            if *at >= candidates.len() {
                continue;
            }
            let candidate = candidates.remove(*at);
            self.exclude(&candidate, None);
            if unknown.first() == Some(at) {
                self.add(&CONFLICTING_ROW, undecided(form), &candidate);
            }
        }
    }

    pub(super) fn add(&mut self, rule: &'static Rule, message: Message, candidate: &Candidate<'_>) {
        let place = candidate.table.rows.iter().flatten().next().map(|cell| cell.place.clone());
        self.findings.push(Finding::new(rule, message, place.unwrap_or_default()));
    }
}
