//! Sums as they are written: `total = granted + denied.* + …`, and the rows or columns that they name.

use std::collections::BTreeMap;

use super::lines::Line;
use super::node::{LONGEST_SHOWN, Node, Words};
use crate::model::form::{Axis, Presence, SumKind};
use crate::model::suggestion::nearest;

/// What a sum says. The rules on these sums are those of the disclosure report.
pub(super) const KINDS: [(&str, SumKind); 5] = [
    ("requests", SumKind::Requests),
    ("results", SumKind::Results),
    ("applicants", SumKind::Applicants),
    ("outcomes", SumKind::Outcomes),
    ("statistics", SumKind::Statistics),
];

/// A sum and the ids of its rows or columns.
#[derive(Debug)]
pub(super) struct SumDraft {
    pub kind: SumKind,
    pub axis: Axis,
    pub left: Vec<String>,
    pub right: Vec<String>,
}

/// The rows or columns that sums may name, with their positions.
#[derive(Debug)]
pub(super) struct Index<'l> {
    lines: Vec<&'l Line<'l>>,
    positions: BTreeMap<&'l str, usize>,
}

impl<'l> Index<'l> {
    pub(super) fn of(lines: impl Iterator<Item = &'l Line<'l>>) -> Self {
        let lines: Vec<&Line<'_>> = lines.collect();
        let positions = lines.iter().enumerate().map(|(position, line)| (&*line.id, position)).collect();
        Self { lines, positions }
    }

    /// The positions that a term names: one by its id, or by `x.*` those directly below `x` that must be there.
    pub(super) fn named(&self, term: &str) -> Vec<usize> {
        let Some(above) = term.strip_suffix('*').filter(|above| above.ends_with('.')) else {
            return self.positions.get(term).copied().into_iter().collect();
        };
        let below = self.positions.range(above..).take_while(|(id, _)| id.starts_with(above));
        let direct = below.filter(|(id, _)| !id.get(above.len()..).unwrap_or_default().contains('.'));
        let mut positions: Vec<usize> = direct.map(|(_, position)| *position).collect();
        let is_required = |at: &usize| self.lines.get(*at).is_some_and(|l| l.presence == Presence::Required);
        positions.retain(is_required);
        positions.sort_unstable();
        positions
    }

    fn id(&self, position: usize) -> String {
        self.line(position).map(|line| line.id.to_string()).unwrap_or_default()
    }

    pub(super) fn line(&self, position: usize) -> Option<&'l Line<'l>> {
        self.lines.get(position).copied()
    }

    pub(super) fn position(&self, id: &str) -> Option<usize> {
        self.positions.get(id).copied()
    }
}

/// Reads one sum over these rows or columns.
pub(super) fn sum(node: &Node<'_>, rows: &Index<'_>, columns: &Index<'_>) -> Option<SumDraft> {
    let kind = node.choice("kind", &KINDS);
    let (axis, rule, index) = match (node.has("rows"), node.has("columns")) {
        (true, false) => (Axis::EachColumn, node.rule("rows")?, rows),
        (false, true) => (Axis::EachRow, node.rule("columns")?, columns),
        _ => {
            node.wrong(
                node.at,
                "合计关系要么写 rows，要么写 columns，如 rows = \"total = a + b\"",
                "a sum has either rows or columns, such as rows = \"total = a + b\"",
            );
            return None;
        }
    };
    let sides = rule.text.split_once('=').filter(|(_, right)| !right.contains('='));
    let Some((left, right)) = sides else {
        node.wrong(
            rule.at,
            "合计关系里应当有一个等号，如 \"total = a + b\"",
            "a sum must have one '=', such as \"total = a + b\"",
        );
        return None;
    };
    let side = |text| Side { node, rule, axis, index }.ids(text);
    let (left, right) = (side(left), side(right));
    Some(SumDraft { kind: kind?, axis, left: left?, right: right? })
}

/// What is left or right of the equals sign.
struct Side<'s, 'a, 'l> {
    node: &'s Node<'a>,
    rule: Words<'a>,
    axis: Axis,
    index: &'s Index<'l>,
}

impl Side<'_, '_, '_> {
    fn ids(&self, side: &str) -> Option<Vec<String>> {
        let mut positions: Vec<usize> = Vec::new();
        let mut range_from = None;
        for term in side.split('+').map(str::trim) {
            if matches!(term, "…" | "...") {
                range_from = Some(positions.last().copied().or_else(|| self.wrong_range())?);
                continue;
            }
            let named = self.named(term)?;
            if let Some(from) = range_from.take() {
                let to = named.first().copied().filter(|to| *to > from).or_else(|| self.wrong_range())?;
                positions.extend(from + 1..to);
            }
            positions.extend(named);
            if positions.len() > self.index.lines.len() {
                break;
            }
        }
        if range_from.is_some() {
            return self.wrong_range().map(|_| Vec::new());
        }
        let ids = positions.iter().map(|position| self.index.id(*position)).collect::<Vec<_>>();
        positions.sort_unstable();
        let mut equal = positions.chunk_by(|a, b| a == b).filter(|equal| equal.len() > 1);
        if let Some(id) = equal.next().and_then(|equal| equal.first()).map(|twice| self.index.id(*twice)) {
            self.wrong(&format!("“{id}”出现了两次"), &format!("'{id}' occurs twice"));
            return None;
        }
        Some(ids)
    }

    fn named(&self, term: &str) -> Option<Vec<usize>> {
        let found = self.index.named(term);
        if found.is_empty() {
            let (zh, en) = match self.axis {
                Axis::EachColumn => ("行", "row"),
                Axis::EachRow => ("列", "column"),
            };
            let ids = self.index.positions.keys().copied();
            let (zh_hint, en_hint) = Some(ids)
                .filter(|_| !self.node.problems().is_full())
                .and_then(|ids| nearest(term, ids))
                .map(|id| (format!("；是不是 {id}？"), format!("; did you mean '{id}'?")))
                .unwrap_or_default();
            let term: String = term.chars().take(LONGEST_SHOWN).collect();
            self.wrong(
                &format!("“{term}”不是这张表的{zh}{zh_hint}"),
                &format!("'{term}' is no {en} of the table{en_hint}"),
            );
        }
        Some(found).filter(|found| !found.is_empty())
    }

    fn wrong(&self, zh: &str, en: &str) {
        self.node.wrong(self.rule.at, format!("合计关系里的{zh}"), format!("in the sum, {en}"));
    }

    /// Reports a range without two ends.
    fn wrong_range(&self) -> Option<usize> {
        self.wrong(
            "“…”前后各要有一项，前一项在表里排在后一项之前，如 a + … + c",
            "'…' must be between two terms in the order of the table, such as a + … + c",
        );
        None
    }
}
