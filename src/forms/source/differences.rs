//! How two forms differ, in words.

use std::collections::BTreeMap;

use super::{FormSource, LineSource, RelationSource, TableSource};
use crate::forms::language::names;
use crate::model::language::{Message, Text};

const ROW: Text = Text::new("行", "row");
const COLUMN: Text = Text::new("栏", "column");

impl FormSource {
    /// What is different in the other form: tables, rows, columns and relations that were added, removed, renamed or
    /// declared otherwise. Tables and lines are the same by label, those that are left by id.
    #[must_use]
    pub fn differences(&self, other: &Self) -> Vec<Message> {
        let mut found = Vec::new();
        let pairs = pairs(&self.tables, &other.tables, |table| table.title.clone(), |table| table.id.clone());
        for pair in pairs {
            match pair {
                (Some(old), Some(new)) => table(old, new, &mut found),
                (Some(old), None) => {
                    found.push(message(
                        &format!("少了一张表“{}”", old.title),
                        &format!("the table '{}' was removed", old.title),
                    ));
                }
                (None, Some(new)) => {
                    found.push(message(
                        &format!("多了一张表“{}”", new.title),
                        &format!("the table '{}' was added", new.title),
                    ));
                }
                (None, None) => {}
            }
        }
        found
    }
}

fn message(zh: &str, en: &str) -> Message {
    Message::new(zh, en)
}

fn table(old: &TableSource, new: &TableSource, found: &mut Vec<Message>) {
    let title = &new.title;
    let mut say =
        |zh: String, en: String| found.push(Message::new(format!("{title}：{zh}"), format!("{title}: {en}")));
    if old.title != new.title {
        say(format!("原来叫“{}”", old.title), format!("it was called '{}'", old.title));
    }
    if (old.layout, &old.records) != (new.layout, &new.records) {
        say("样子不同了".to_owned(), "it is laid out otherwise".to_owned());
    }
    let columns =
        |table: &TableSource| table.blocks.iter().flat_map(|block| block.columns.clone()).collect::<Vec<_>>();
    let rows = |table: &TableSource| {
        let rows = table.blocks.iter().flat_map(|block| block.rows.clone());
        rows.map(|row| LineSource { unit: row.unit.or_else(|| table.unit.clone()), ..row })
            .collect::<Vec<_>>()
    };
    for (word, old, new) in [(COLUMN, columns(old), columns(new)), (ROW, rows(old), rows(new))] {
        for pair in pairs(&old, &new, whole_label, |line| line.id.clone()) {
            line(word, pair, &mut say);
        }
    }
    relations(&old.relations, &new.relations, &mut say);
}

fn line(word: Text, pair: (Option<&LineSource>, Option<&LineSource>), say: &mut impl FnMut(String, String)) {
    let Text { zh, en } = word;
    match pair {
        (Some(old), None) => {
            let label = whole_label(old);
            say(format!("少了一{zh}“{label}”"), format!("the {en} '{label}' was removed"));
        }
        (None, Some(new)) => {
            let label = whole_label(new);
            say(format!("多了一{zh}“{label}”"), format!("the {en} '{label}' was added"));
        }
        (Some(old), Some(new)) => {
            let (before, label) = (whole_label(old), whole_label(new));
            if before != label {
                say(format!("{zh}“{before}”改叫“{label}”"), format!("the {en} '{before}' is now '{label}'"));
            }
            let mut changed = |what: Text, old: String, new: String| {
                if old != new {
                    let shown =
                        |text: &str| if text.is_empty() { "（无）".to_owned() } else { text.to_owned() };
                    let (old, new) = (shown(&old), shown(&new));
                    say(
                        format!("{zh}“{label}”的{}由 {old} 改为 {new}", what.zh),
                        format!("the {} of the {en} '{label}' was {old} and is {new}", what.en),
                    );
                }
            };
            let number = |line: &LineSource| line.no.map(|no| no.to_string()).unwrap_or_default();
            let kind = |line: &LineSource| names::word_of_number(line.number).to_owned();
            let unit = |line: &LineSource| line.unit.clone().unwrap_or_default();
            let presence = |line: &LineSource| names::presence(line.presence).to_owned();
            changed(Text::new("编号", "number"), number(old), number(new));
            changed(Text::new("数值类型", "kind"), kind(old), kind(new));
            changed(Text::new("单位", "unit"), unit(old), unit(new));
            changed(Text::new("必填", "presence"), presence(old), presence(new));
        }
        (None, None) => {}
    }
}

fn relations(old: &[RelationSource], new: &[RelationSource], say: &mut impl FnMut(String, String)) {
    let rule = |relation: &RelationSource| relation.rule.split_whitespace().collect::<String>();
    for pair in pairs(old, new, rule, rule) {
        match pair {
            (Some(old), None) => {
                say(
                    format!("少了一条关系“{}”", old.rule),
                    format!("the relation '{}' was removed", old.rule),
                );
            }
            (None, Some(new)) => {
                say(format!("多了一条关系“{}”", new.rule), format!("the relation '{}' was added", new.rule));
            }
            (Some(old), Some(new)) if (&old.says, old.level) != (&new.says, new.level) => say(
                format!("关系“{}”的级别或说明改了", new.rule),
                format!("the relation '{}' has another level or text", new.rule),
            ),
            _ => {}
        }
    }
}

/// The label after those of its groups.
fn whole_label(line: &LineSource) -> String {
    line.path.iter().chain([&line.label]).cloned().collect::<Vec<_>>().join("/")
}

type Pair<'a, T> = (Option<&'a T>, Option<&'a T>);

/// What is the same in two lists by one name, then by another, in the order of the second; what was removed is last.
fn pairs<'a, T>(
    old: &'a [T],
    new: &'a [T],
    name: impl Fn(&T) -> String,
    id: impl Fn(&T) -> String,
) -> Vec<Pair<'a, T>> {
    let mut partners: Vec<Option<usize>> = vec![None; new.len()];
    let mut is_taken = vec![false; old.len()];
    for key in [&name as &dyn Fn(&T) -> String, &id] {
        let mut open: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, one) in old.iter().enumerate().rev().filter(|(at, _)| is_taken.get(*at) == Some(&false)) {
            open.entry(key(one)).or_default().push(at);
        }
        for (partner, one) in partners.iter_mut().zip(new).filter(|(partner, _)| partner.is_none()) {
            *partner = open.get_mut(&key(one)).and_then(Vec::pop);
        }
        for at in partners.iter().flatten() {
            if let Some(taken) = is_taken.get_mut(*at) {
                *taken = true;
            }
        }
    }
    let kept = partners.iter().zip(new).map(|(at, new)| (at.and_then(|at| old.get(at)), Some(new)));
    let removed = old.iter().zip(is_taken).filter(|(_, taken)| !taken).map(|(old, _)| (Some(old), None));
    kept.chain(removed).collect()
}
