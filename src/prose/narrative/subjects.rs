//! Determines the subject of a clause from its words.

use super::clauses::Clause;
use super::reviews;
use super::shape::{Figure, Shape};
use super::statements::{Narrowed, Reader};
use super::tokens::{Kind, Token};
use super::words::Word;
use super::{Claim, Subject, Topic};

/// Words for a request.
pub(super) const OBJECT: [Word; 5] =
    [Word::Disclosure, Word::OnRequest, Word::Request, Word::Matter, Word::Asker];

pub(super) const RESULTS: [(Word, Subject); 6] = [
    (Word::Granted, Subject::Granted),
    (Word::PartlyGranted, Subject::PartlyGranted),
    (Word::Denied, Subject::Denied),
    (Word::Unavailable, Subject::Unavailable),
    (Word::NotProcessed, Subject::NotProcessed),
    (Word::OtherResult, Subject::OtherResult),
];

/// A subject found in a clause.
pub(super) struct SubjectMatch {
    pub subject: Subject,
    pub is_own: bool,
    /// Whether later clauses may give parts of it.
    pub is_whole: bool,
}

impl SubjectMatch {
    /// A subject of the body as a whole of which nothing later is a part.
    pub const fn part(subject: Subject) -> Self {
        Self { subject, is_own: true, is_whole: false }
    }
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
        let is_rest = shape.has(Word::Rest);
        if shape.has(Word::Outcome("")) || (is_rest && self.cases.is_some()) {
            return self.outcome(shape).into_iter().collect();
        }
        if !reviews::named(shape).is_empty() {
            return self.reviews(shape, claim);
        }
        if shape.has(Word::Applicant(&[])) || (is_rest && self.is_of_applicants()) {
            return self.applicants(shape).into_iter().collect();
        }
        if shape.has(Word::Reason("")) {
            return self.reason(shape).into_iter().collect();
        }
        if is_rest {
            return self.rest(shape).into_iter().collect();
        }
        if RESULTS.iter().any(|(word, _)| shape.has(*word)) {
            return self.result(shape).into_iter().collect();
        }
        self.requests(shape, figure, clause).into_iter().collect()
    }

    /// Whether a part may be taken as a part of all requests.
    pub(super) fn is_of_requests(&self) -> bool {
        self.narrowed == Narrowed::No
            && !self.is_confined
            && self.cases.is_none()
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
        let is_known = shape.carries_only(&words)
            && (self.is_of_requests() || (is_named && self.narrowed == Narrowed::No));
        is_known.then_some(SubjectMatch::part(subject))
    }

    fn result(&self, shape: &Shape<'_>) -> Option<SubjectMatch> {
        let named: Vec<_> = RESULTS.into_iter().filter(|(word, _)| shape.has(*word)).collect();
        let subject = match named.as_slice() {
            [(Word::PartlyGranted, _)] if self.joins_disclosure(shape) => Subject::GrantedOrPartly,
            [(_, subject)] => *subject,
            [(Word::Granted, _), (Word::PartlyGranted, _)] => Subject::GrantedOrPartly,
            _ => return None,
        };
        let results = RESULTS.map(|(word, _)| word);
        let words = [&results[..], &OBJECT, &[Word::Ruling, Word::Make, Word::Answer]].concat();
        let is_known = self.is_of_requests() && shape.consists_of(&words);
        is_known.then_some(SubjectMatch::part(subject))
    }

    /// Whether 公开 before 部分公开 is a result of its own: 公开和部分公开.
    fn joins_disclosure(&self, shape: &Shape<'_>) -> bool {
        let Some(at) = shape.at(Word::PartlyGranted) else { return false };
        let joins = |token: &&Token| token.kind == Kind::Pause || token.is_word(Word::Filler);
        let mut before = shape.tokens.iter().take(at).rev();
        let joined = before.clone().take_while(joins).count();
        joined > 0 && before.nth(joined).is_some_and(|token| self.words(token) == "公开")
    }

    /// The subject of a clause about requests received or handled.
    fn requests(&self, shape: &Shape<'_>, figure: &Figure, clause: &Clause) -> Option<SubjectMatch> {
        let verb = [
            (Word::Got, Subject::Received),
            (Word::Receive, Subject::Received),
            (Word::Conclude, Subject::Concluded),
            (Word::Answer, Subject::Answered),
        ];
        let verb = verb.into_iter().find_map(|(word, subject)| Some((shape.at(word)?, subject)));
        let Some((at, subject)) = verb else { return self.without_verb(shape, figure) };
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

    /// 2024年政府信息公开申请26件; 依申请公开0件, in a sentence that counts nothing else.
    fn without_verb(&self, shape: &Shape<'_>, figure: &Figure) -> Option<SubjectMatch> {
        let is_known = !self.is_clouded && self.is_own(shape) && shape.consists_of(&OBJECT);
        let is_of_year =
            shape.has_any(&[Word::Time, Word::ThisYear, Word::Total]) || shape.years().next().is_some();
        let is_named = shape.has(Word::Request) && shape.has_any(&[Word::Disclosure, Word::OnRequest]);
        if is_known && is_named && is_of_year && !shape.has(Word::Among) {
            return Some(SubjectMatch { subject: Subject::Received, is_own: true, is_whole: true });
        }
        let is_counted = matches!(figure.unit, "件" | "宗" | "起" | "例");
        let is_on_request = is_known && is_counted && shape.has(Word::OnRequest);
        is_on_request.then_some(SubjectMatch::part(Subject::OnRequest))
    }
}
