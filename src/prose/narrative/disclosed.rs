//! Decisions, documents and fees that table one counts.

use super::numbers::Amount;
use super::shape::{Figure, Shape};
use super::statements::{Reader, is_explicit};
use super::words::Word;
use super::{Claim, Subject};
use crate::model::decimal::Decimal;

/// Words beside a row of table one that do not affect what is counted.
const WORDS: [Word; 10] = [
    Word::Disclosed(""),
    Word::Edit(""),
    Word::Issue,
    Word::Enact,
    Word::Make,
    Word::Collect,
    Word::Ruling,
    Word::Matter,
    Word::Answer,
    Word::Not,
];

/// The column of fees.
const AMOUNT: &str = "amount";

/// Rows with columns of their own: 制发, 废止, 现行有效.
const DOCUMENTS: [&str; 2] = ["regulations", "normative_documents"];

impl Reader<'_> {
    /// Whether a clause names a row of table one, or a column of the row named before.
    pub(super) fn is_of_table_one(&self, shape: &Shape<'_>) -> bool {
        let is_edit = shape.has_any(&[Word::Edit(""), Word::Issue, Word::Enact]);
        shape.has(Word::Disclosed("")) || (is_edit && self.document.is_some() && shape.figures() > 0)
    }

    /// Reads a clause about a row of table one. Returns whether all its words are known.
    pub(super) fn disclosed(&mut self, shape: &Shape<'_>) -> bool {
        let is_own = self.is_own(shape) && (shape.names_own() || !shape.is_of_wide_body());
        let is_plain = shape.consists_of(&WORDS) && is_own && self.is_unclouded(shape);
        let row = match shape.only(Word::Disclosed("")) {
            Some(Word::Disclosed(row)) => Some(row),
            _ if shape.has(Word::Disclosed("")) => None,
            _ => self.document,
        };
        self.document = row.filter(|row| is_plain && DOCUMENTS.contains(row));
        let Some(row) = row.filter(|_| is_plain) else { return false };
        let Some(subject) = cell(row, shape) else { return false };
        if shape.has(Word::Not) {
            let has_column = matches!(subject, Subject::Disclosed(_, Some(_)));
            let is_none = has_column && shape.figures() == 0 && shape.only(Word::Not).is_some();
            if is_none {
                self.say_none(subject, shape);
            }
            return is_none;
        }
        let Some(figure) = shape.figure() else { return false };
        let claim = match figure.amount {
            Amount::Rough => Claim::Some,
            Amount::Exact(value) => match counted(row, value, &figure) {
                Some(value) => Claim::Count(value),
                None => return false,
            },
            Amount::Other => return false,
        };
        let is_fee = row == "fees";
        let is_none = claim == Claim::Count(Decimal::ZERO);
        let is_counted = if is_fee { is_money(&figure) || is_none } else { figure.is_count() };
        if is_counted {
            self.say(subject, claim, shape, &figure);
        }
        is_counted
    }

    /// Whether nothing before it in the sentence could narrow what is counted, or say that it was published only.
    fn is_unclouded(&self, shape: &Shape<'_>) -> bool {
        let is_decision = shape.has_any(&[Word::Make, Word::Issue, Word::Collect]);
        let is_alone =
            !self.is_clouded && !self.is_disclosure_sentence && (!self.has_unknown || is_explicit(shape));
        !self.is_of_field && (is_alone || (is_decision && !shape.has(Word::Among)))
    }
}

/// The row with the column that a clause means; `None` if its words do not fit the row.
fn cell(row: &'static str, shape: &Shape<'_>) -> Option<Subject> {
    let is_issued = shape.has_any(&[Word::Issue, Word::Enact]);
    let edit = shape.all(Word::Edit("")).next();
    let is_document = DOCUMENTS.contains(&row);
    let is_decided = shape.has_any(&[Word::Ruling, Word::Answer, Word::Make]);
    let column = match (is_document, is_issued, edit) {
        (true, false, Some(Word::Edit(column))) => Some(column),
        (true, true, None) => Some("issued"),
        (true, false, None) if !is_decided => None,
        (false, false, None) if row == "fees" => Some(AMOUNT),
        (false, false, None) if !shape.has(Word::Collect) => Some("decisions"),
        _ => return None,
    };
    Some(Subject::Disclosed(row, column))
}

fn is_money(figure: &Figure) -> bool {
    matches!(figure.unit, "万元" | "元")
}

/// The number in the unit of the table.
fn counted(row: &str, value: Decimal, figure: &Figure) -> Option<Decimal> {
    if row == "fees" && figure.unit == "元" {
        value.checked_div(10_000.into()).map(|value| value.normalize())
    } else {
        Some(value)
    }
}
