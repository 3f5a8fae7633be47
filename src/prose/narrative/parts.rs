//! Parts of requests: by the reason of a result (本机关不掌握25件) and by requester (自然人146件).

use super::Subject;
use super::shape::Shape;
use super::statements::{Narrowed, Reader};
use super::subjects::{OBJECT, RESULTS, SubjectMatch};
use super::words::Word;

/// The groups of results in table two, as the keys of their rows begin.
const GROUPS: [(Word, &str); 4] = [
    (Word::Denied, "denied."),
    (Word::Unavailable, "unavailable."),
    (Word::NotProcessed, "not_processed."),
    (Word::OtherResult, "other."),
];

impl Reader<'_> {
    /// A row of table two: 国家秘密3件, 因本机关不掌握无法提供25件.
    pub(super) fn reason(&self, shape: &Shape<'_>) -> Option<SubjectMatch> {
        let Some(Word::Reason(row)) = shape.only(Word::Reason("")) else { return None };
        let is_of_group =
            |word: Word| GROUPS.contains(&(word, row.split_inclusive('.').next().unwrap_or("")));
        let mut groups = RESULTS.into_iter().filter(|(word, _)| shape.has(*word));
        let results = RESULTS.map(|(word, _)| word);
        let words =
            [&OBJECT[..], &results, &[Word::Reason(""), Word::Ruling, Word::Make, Word::Cause]].concat();
        let is_known = self.is_of_requests() && groups.all(|(word, _)| is_of_group(word));
        (is_known && shape.consists_of(&words)).then_some(SubjectMatch::part(Subject::Reason(row)))
    }

    /// 其他 among the reasons of 其他处理.
    pub(super) fn rest(&self, shape: &Shape<'_>) -> Option<SubjectMatch> {
        let is_other = match self.last_subject()? {
            Subject::OtherResult => true,
            Subject::Reason(row) => row.starts_with("other."),
            _ => false,
        };
        let is_known = is_other && self.is_of_requests();
        let words = [&OBJECT[..], &[Word::Rest]].concat();
        (is_known && shape.consists_of(&words)).then_some(SubjectMatch::part(Subject::Reason("other.other")))
    }

    /// Requests by requester, as parts of all requests.
    pub(super) fn applicants(&self, shape: &Shape<'_>) -> Option<SubjectMatch> {
        let columns = match (shape.only(Word::Applicant(&[])), shape.has(Word::Rest)) {
            (Some(Word::Applicant(columns)), false) => columns,
            (None, true) if self.is_of_applicants() => &["other_organization"],
            _ => return None,
        };
        let words = [Word::Applicant(&[]), Word::Rest, Word::Got, Word::Receive, Word::Duly];
        let is_known = self.is_of_all()
            && self.narrowed != Narrowed::Otherwise
            && !self.is_confined
            && shape.consists_of(&[&OBJECT[..], &words].concat());
        is_known.then_some(SubjectMatch::part(Subject::Applicants(columns)))
    }

    /// Whether the number before counts all requests, or those of some requesters.
    fn is_of_all(&self) -> bool {
        let is_all = |subject| matches!(subject, Subject::Received | Subject::Concluded | Subject::Answered);
        self.whole.is_some() && (self.is_of_applicants() || self.last_subject().is_some_and(is_all))
    }

    pub(super) fn is_of_applicants(&self) -> bool {
        matches!(self.last_subject(), Some(Subject::Applicants(_)))
    }
}
