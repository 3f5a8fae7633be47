//! Adds relations to a derived form, but for those that the language does not accept.

use std::collections::BTreeMap;

use super::Doubt;
use super::relations::{Found, MOST};
use crate::forms::Forms;
use crate::forms::language::FormErrors;
use crate::forms::source::FormSource;
use crate::model::form::Edition;
use crate::model::form::relation::{Operand, Relation};
use crate::model::language::Message;
use crate::model::place::Place;

/// Times that a form is read to find its wrong relations: each time at most 50 errors are found.
const MOST_ROUNDS: usize = 20;

/// Adds the relations; those that are wrong are doubts.
pub fn add_relations(form: &mut FormSource, mut relations: Vec<Found>, doubts: &mut Vec<Doubt>) {
    relations.sort_by_key(|found| found.table);
    limit(&mut relations, doubts);
    for _ in 0..MOST_ROUNDS {
        put(form, &relations);
        let errors = match Forms::builtin().with_toml(&form.to_toml()) {
            Ok(forms) => {
                if let Some(known) = forms.added().first() {
                    remove_twins(&mut relations, known);
                }
                put(form, &relations);
                return;
            }
            Err(errors) => errors,
        };
        let wrong = wrong_relations(&form.to_toml(), &errors);
        if wrong.is_empty() {
            // What is wrong with the form itself: too many columns. About its title there is a doubt already.
            let text = form.to_toml();
            let is_title = |line: usize| {
                line.checked_sub(1)
                    .and_then(|at| text.lines().nth(at))
                    .is_some_and(|line| line.starts_with("title"))
            };
            let errors = errors.list().iter().filter(|error| !is_title(error.line));
            let doubt = |message| Doubt { place: Place::Unknown, message };
            doubts.extend(errors.map(|error| doubt(error.message.clone())));
            return;
        }
        let mut at = 0;
        relations.retain(|found| {
            let own = at;
            at += 1;
            let errors = wrong.iter().filter(|(relation, _)| *relation == own).map(|(_, message)| message);
            let mut errors = errors.peekable();
            let is_right = errors.peek().is_none();
            doubts.extend(errors.map(|error| {
                let rule = &found.relation.rule;
                Doubt {
                    place: found.place.clone(),
                    message: Message::new(
                        format!("关系“{rule}”没有列入：{}", error.zh),
                        format!("the relation '{rule}' is left out: {}", error.en),
                    ),
                }
            }));
            is_right
        });
    }
    put(form, &[]);
}

/// Of two relations that say the same, as a formula and a line of 审核 may, keeps the later one.
fn remove_twins(relations: &mut Vec<Found>, form: &Edition) {
    let meanings =
        form.tables.iter().flat_map(|table| table.relations.iter().map(|one| (table.key, meaning(one))));
    let meanings: Vec<_> = meanings.collect();
    let mut last: BTreeMap<&(&str, Vec<String>), usize> = BTreeMap::new();
    for (at, meaning) in meanings.iter().enumerate() {
        last.insert(meaning, at);
    }
    let mut at = 0;
    relations.retain(|_| {
        let is_last = meanings.get(at).is_none_or(|meaning| last.get(meaning) == Some(&at));
        at += 1;
        is_last
    });
}

/// What a relation says, whatever the order of its terms.
fn meaning(relation: &Relation) -> Vec<String> {
    let side = |operands: &[Operand]| {
        let mut operands: Vec<String> = operands.iter().map(|operand| format!("{operand:?}")).collect();
        operands.sort_unstable();
        operands
    };
    let sides = relation.condition.iter().chain([&relation.claim]);
    let sides = sides.flat_map(|comparison| {
        let sign = vec![comparison.comparator.sign().to_owned()];
        [side(comparison.left), sign, side(comparison.right)].concat()
    });
    sides.collect()
}

/// Leaves out what a table has too much of.
fn limit(relations: &mut Vec<Found>, doubts: &mut Vec<Doubt>) {
    let mut counts: Vec<usize> = Vec::new();
    relations.retain(|found| {
        if counts.len() <= found.table {
            counts.resize(found.table + 1, 0);
        }
        let Some(count) = counts.get_mut(found.table) else { return false };
        *count += 1;
        if *count == MOST + 1 {
            doubts.push(Doubt {
                place: found.place.clone(),
                message: Message::new(
                    format!("一张表最多 {MOST} 条关系，从这个公式起没有列入；各行（列）公式不一样时，请在“审核”表里写"),
                    format!("a table has at most {MOST} relations; those from here on are left out"),
                ),
            });
        }
        *count <= MOST
    });
}

fn put(form: &mut FormSource, relations: &[Found]) {
    for (at, table) in form.tables.iter_mut().enumerate() {
        let own = relations.iter().filter(|found| found.table == at);
        table.relations = own.map(|found| found.relation.clone()).collect();
    }
}

/// The relations, by their order in the text, that errors are about.
fn wrong_relations(text: &str, errors: &FormErrors) -> Vec<(usize, Message)> {
    let mut before: Vec<Option<usize>> = Vec::new();
    let (mut relations, mut open) = (0, None);
    for line in text.lines() {
        if line == "[[table.relation]]" {
            open = Some(relations);
            relations += 1;
        } else if line.starts_with('[') {
            open = None;
        }
        before.push(open);
    }
    let relation = |line: usize| before.get(line.checked_sub(1)?).copied().flatten();
    errors.list().iter().filter_map(|error| Some((relation(error.line)?, error.message.clone()))).collect()
}
