//! Determines the subject of a clause from its words.

use super::clauses::Clause;
use super::shape::{Figure, Shape};
use super::statements::Reader;
use super::tokens::Kind;
use super::words::Word;
use super::{Claim, Subject, Topic};

/// Words for a request.
pub(super) const OBJECT: [Word; 5] =
    [Word::Disclosure, Word::OnRequest, Word::Request, Word::Matter, Word::Asker];

const RESULTS: [(Word, Subject); 6] = [
    (Word::Granted, Subject::Granted),
    (Word::PartlyGranted, Subject::PartlyGranted),
    (Word::Denied, Subject::Denied),
    (Word::Unavailable, Subject::Unavailable),
    (Word::NotProcessed, Subject::NotProcessed),
    (Word::OtherResult, Subject::OtherResult),
];

pub(super) const REVIEWS: [(Word, Subject); 2] =
    [(Word::Reconsideration, Subject::Reconsideration), (Word::Litigation, Subject::Litigation)];

/// A subject found in a clause.
pub(super) struct SubjectMatch {
    pub subject: Subject,
    pub is_own: bool,
    /// Whether later clauses may give parts of it.
    pub is_whole: bool,
}

impl Reader<'_> {
    pub(super) fn subjects(
        &self,
        shape: &Shape<'_>,
        figure: &Figure,
        clause: &Clause,
        claim: Claim,
    ) -> Vec<SubjectMatch> {
        if shape.has_any(&[Word::CarriedIn, Word::CarriedOut, Word::Carry]) {
            return self.carried(shape).into_iter().collect();
        }
        if REVIEWS.iter().any(|(word, _)| shape.has(*word)) {
            return self.reviews(shape, claim);
        }
        if RESULTS.iter().any(|(word, _)| shape.has(*word)) {
            return self.result(shape).into_iter().collect();
        }
        self.requests(shape, figure, clause).into_iter().collect()
    }

    /// Whether a part may be taken as a part of all requests.
    fn is_of_requests(&self) -> bool {
        !self.is_narrowed
            && !self.is_confined
            && (self.whole.is_some() || self.context.topic == Topic::Requests)
    }

    pub(super) fn carried(&self, shape: &Shape<'_>) -> Option<SubjectMatch> {
        let subject = shape.carried_by()?;
        let mut words = [&OBJECT[..], &[Word::CarriedIn, Word::CarriedOut, Word::Carry]].concat();
        match subject {
            Subject::CarriedIn => words.extend([Word::Got, Word::Receive]),
            _ => words.push(Word::Answer),
        }
        let is_named = shape.has(Word::Request) && self.is_about_requests;
        let is_known =
            shape.carries_only(&words) && (self.is_of_requests() || (is_named && !self.is_narrowed));
        is_known.then_some(SubjectMatch { subject, is_own: true, is_whole: false })
    }

    fn reviews(&self, shape: &Shape<'_>, claim: Claim) -> Vec<SubjectMatch> {
        let words =
            [&OBJECT[..], &[Word::Got, Word::Cause, Word::Reconsideration, Word::Litigation]].concat();
        if !self.is_own(shape)
            || !shape.consists_of(&words)
            || !(self.is_disclosure_sentence || self.context.topic == Topic::Review)
        {
            return Vec::new();
        }
        let found: Vec<_> = REVIEWS
            .into_iter()
            .filter(|(word, _)| shape.has(*word))
            .map(|(_, subject)| SubjectMatch { subject, is_own: true, is_whole: false })
            .collect();
        // One number for both is no number for either, unless there was none.
        if found.len() > 1 && claim != Claim::Count(0.into()) { Vec::new() } else { found }
    }

    fn result(&self, shape: &Shape<'_>) -> Option<SubjectMatch> {
        let named: Vec<_> = RESULTS.into_iter().filter(|(word, _)| shape.has(*word)).collect();
        let subject = match named.as_slice() {
            [(_, subject)] => *subject,
            [(Word::Granted, _), (Word::PartlyGranted, _)] => Subject::GrantedOrPartly,
            _ => return None,
        };
        let results = RESULTS.map(|(word, _)| word);
        let words = [&results[..], &OBJECT, &[Word::Ruling, Word::Answer]].concat();
        let is_known = self.is_of_requests() && shape.consists_of(&words);
        is_known.then_some(SubjectMatch { subject, is_own: true, is_whole: false })
    }

    /// The subject of a clause about requests received or handled.
    fn requests(&self, shape: &Shape<'_>, figure: &Figure, clause: &Clause) -> Option<SubjectMatch> {
        let verb = [
            (Word::Got, Subject::Received),
            (Word::Receive, Subject::Received),
            (Word::Conclude, Subject::Concluded),
            (Word::Answer, Subject::Answered),
        ];
        let (at, subject) = verb.into_iter().find_map(|(word, subject)| Some((shape.at(word)?, subject)))?;
        let is_named =
            shape.has(Word::OnRequest) || (shape.has(Word::Request) && shape.has(Word::Disclosure));
        let is_meant = is_named
            || (shape.has(Word::Request)
                && (self.is_about_requests || self.context.topic == Topic::Requests));
        let words = [&OBJECT[..], &[Word::Got, Word::Receive, Word::Conclude, Word::Answer]].concat();
        let is_own = self.is_own(shape) && shape.consists_of(&words);
        if at > figure.at {
            return None;
        }
        if subject == Subject::Received {
            return is_meant.then_some(SubjectMatch { subject, is_own, is_whole: true });
        }
        // 办结1191件（含上年结转189件）: ambiguous which number of the table that is.
        let has_note = clause.inside.iter().any(|token| matches!(token.kind, Kind::Number(_)));
        if has_note || !is_own {
            return None;
        }
        if is_named {
            return Some(SubjectMatch { subject, is_own, is_whole: self.whole.is_none() });
        }
        self.is_of_requests().then_some(SubjectMatch { subject, is_own, is_whole: false })
    }
}
