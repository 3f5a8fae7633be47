//! What the figures add up to, by the arithmetic of this generator alone.

use std::collections::BTreeMap;

use repconv::model::address::Address;
use serde_json::{Map, Value, json};

use super::figures::{Figure, Figures, written};

/// Which reports are added up: each of these holds those before it.
pub const GROUPS: [&str; 3] = ["single", "same", "proposed"];

/// One cell of all reports added up.
#[derive(Clone, Debug, Default)]
struct Sum {
    number: i128,
    filled: u64,
    blank: u64,
    words: u64,
}

/// Reports of one edition added up.
#[derive(Clone, Debug, Default)]
struct Edition {
    reports: u64,
    cells: BTreeMap<Address, Sum>,
}

/// By group, whether only valid ones count, and edition.
#[derive(Clone, Debug, Default)]
pub struct Totals(BTreeMap<(usize, bool, &'static str), Edition>);

impl Totals {
    pub const fn new() -> Self {
        Self(BTreeMap::new())
    }

    /// Adds a report to the group of this index and all that hold it.
    pub fn add(&mut self, group: usize, is_valid: bool, edition: &'static str, figures: &Figures) {
        for group in group..GROUPS.len() {
            for valid_only in [false, true] {
                if is_valid || !valid_only {
                    self.0.entry((group, valid_only, edition)).or_default().add(figures);
                }
            }
        }
    }

    /// `{"single": {"all": {"2021": {"reports": 150, "cells": {"requests/received/total": …}}}, "valid": …}, …}`
    pub fn json(&self) -> Value {
        let mut totals = Map::new();
        for (index, group) in GROUPS.iter().enumerate() {
            let editions = |valid_only: bool| {
                let these = self.0.iter().filter(|((at, valid, _), _)| *at == index && *valid == valid_only);
                these.map(|((_, _, id), edition)| ((*id).to_owned(), edition.json())).collect::<Map<_, _>>()
            };
            totals.insert((*group).to_owned(), json!({"all": editions(false), "valid": editions(true)}));
        }
        Value::Object(totals)
    }
}

impl Edition {
    fn add(&mut self, figures: &Figures) {
        self.reports += 1;
        for (at, figure) in figures {
            let sum = self.cells.entry(*at).or_default();
            sum.number += figure.number().unwrap_or(0);
            match figure {
                Figure::Blank => sum.blank += 1,
                Figure::Number(_) | Figure::Spelled(..) => sum.filled += 1,
                Figure::Words(_) => sum.words += 1,
            }
        }
    }

    fn json(&self) -> Value {
        let cell = |sum: &Sum| json!({"sum": written(sum.number), "filled": sum.filled, "blank": sum.blank, "words": sum.words});
        let cells = self.cells.iter().map(|(at, sum)| (at.to_string(), cell(sum)));
        json!({"reports": self.reports, "cells": cells.collect::<Map<_, _>>()})
    }
}
