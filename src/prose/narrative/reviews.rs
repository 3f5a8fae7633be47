//! Reviews and lawsuits, and their outcomes.

use super::shape::Shape;
use super::statements::{Narrowed, Reader};
use super::subjects::{OBJECT, SubjectMatch};
use super::words::Word;
use super::{Cases, Claim, Subject, Topic};

/// Words for reviews. The last two are lawsuits whatever else the clause names.
const CASES: [(Word, Cases); 4] = [
    (Word::Reconsideration, Cases::Reconsideration),
    (Word::Litigation, Cases::Litigation),
    (Word::DirectLitigation, Cases::DirectLitigation),
    (Word::LaterLitigation, Cases::LaterLitigation),
];

const WORDS: [Word; 6] = [
    Word::Got,
    Word::Cause,
    Word::Reconsideration,
    Word::Litigation,
    Word::DirectLitigation,
    Word::LaterLitigation,
];

/// The reviews that a clause names.
pub(super) fn named(shape: &Shape<'_>) -> Vec<Cases> {
    let named: Vec<_> =
        CASES.into_iter().filter(|(word, _)| shape.has(*word)).map(|(_, cases)| cases).collect();
    match named.as_slice() {
        [.., cases @ (Cases::DirectLitigation | Cases::LaterLitigation)]
            if !named.contains(&Cases::DirectLitigation) || *cases == Cases::DirectLitigation =>
        {
            vec![*cases]
        }
        _ => named,
    }
}

impl Reader<'_> {
    pub(super) fn reviews(&self, shape: &Shape<'_>, claim: Claim) -> Vec<SubjectMatch> {
        let named = named(shape);
        if !self.is_review(shape, &named) || !shape.consists_of(&[&OBJECT[..], &WORDS].concat()) {
            return Vec::new();
        }
        let is_none = claim == Claim::Count(0.into());
        let cases = match named.as_slice() {
            [_] => named,
            _ if is_none => named,
            // One number for both is the sum only if the words say so.
            [Cases::Reconsideration, Cases::Litigation] if shape.has(Word::Total) => vec![Cases::All],
            _ => Vec::new(),
        };
        cases.into_iter().map(|cases| SubjectMatch::part(Subject::Review(cases))).collect()
    }

    /// The outcome of reviews that this clause or one before it names.
    pub(super) fn outcome(&self, shape: &Shape<'_>) -> Option<SubjectMatch> {
        let column = match (shape.only(Word::Outcome("")), shape.has(Word::Rest)) {
            (Some(Word::Outcome(column)), false) => column,
            (None, true) if !shape.has(Word::Outcome("")) => "other",
            _ => return None,
        };
        let named = named(shape);
        let cases = match named.as_slice() {
            [] => self.cases?,
            [cases] if self.is_review(shape, &named) => *cases,
            _ => return None,
        };
        let words =
            [&OBJECT[..], &WORDS, &[Word::Outcome(""), Word::Rest, Word::Ruling, Word::Make]].concat();
        shape.consists_of(&words).then_some(SubjectMatch::part(Subject::Outcome(cases, column)))
    }

    /// Whether a clause is about reviews of disclosure.
    fn is_review(&self, shape: &Shape<'_>, named: &[Cases]) -> bool {
        let is_of_lawsuits =
            named.iter().all(|cases| matches!(cases, Cases::DirectLitigation | Cases::LaterLitigation));
        // 全县发生行政复议210件，其中我局30件: a part of a number that was not understood.
        let is_part = shape.has(Word::Among) && self.narrowed == Narrowed::Otherwise && self.cases.is_none();
        self.is_own(shape)
            && !is_part
            && (self.is_disclosure_sentence
                || self.context.topic == Topic::Review
                || (is_of_lawsuits && self.cases.is_some()))
    }
}
