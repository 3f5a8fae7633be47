//! Clauses without a number: that there was none (未收到申请) or that it was all (全部予以公开).

use super::numbers::Amount;
use super::reviews;
use super::shape::Shape;
use super::statements::Reader;
use super::subjects::{OBJECT, RESULTS};
use super::words::Word;
use super::{Claim, Subject};

impl Reader<'_> {
    /// Reads a clause that says there was none.
    pub(super) fn nothing(&mut self, shape: &Shape<'_>) {
        let ends_open = shape.tokens.last().is_some_and(|last| self.words(last) == "的");
        let is_one = shape.figure().is_none_or(|figure| figure.amount == Amount::Exact(1.into()));
        if ends_open || !is_one {
            return;
        }
        let words = [&OBJECT[..], &[Word::Not, Word::Got, Word::Receive, Word::Cause]].concat();
        let named = reviews::named(shape);
        if !named.is_empty() {
            let known =
                [Word::Reconsideration, Word::Litigation, Word::DirectLitigation, Word::LaterLitigation];
            if shape.consists_of(&[&words[..], &known].concat()) {
                for cases in named {
                    self.say_none(Subject::Review(cases), shape);
                }
            }
            return;
        }
        if let Some(result) = self.no_result(shape) {
            self.say_none(result, shape);
            return;
        }
        let Some(not) = shape.at(Word::Not).and_then(|at| shape.tokens.get(at)) else { return };
        // 没有依申请公开政府信息 may mean that nothing was disclosed.
        let (is_short, says_had_not) = (self.words(not) == "未", self.words(not) == "没有");
        let has_verb = shape.has_any(&[Word::Got, Word::Receive, Word::Cause]);
        let is_named = shape.has(Word::OnRequest) || (shape.has(Word::Request) && self.is_about_requests);
        let is_request =
            shape.has(Word::Request) || shape.has_any(&[Word::Got, Word::Receive]) || !says_had_not;
        let is_single = shape.only(Word::Not).is_some();
        if is_single && shape.consists_of(&words) && is_named && is_request && (has_verb || !is_short) {
            self.say_none(Subject::Received, shape);
        }
    }

    /// 无不予公开情况, after all requests.
    fn no_result(&self, shape: &Shape<'_>) -> Option<Subject> {
        const REFUSALS: [Word; 3] = [Word::Denied, Word::Unavailable, Word::NotProcessed];
        let not = shape.tokens.get(shape.at(Word::Not)?)?;
        let mut results = RESULTS.into_iter().filter(|(word, _)| shape.has(*word));
        let (word, subject) = results.next()?;
        let is_known = results.next().is_none()
            && REFUSALS.contains(&word)
            && matches!(self.words(not), "无" | "没有" | "不存在")
            && self.whole.is_some()
            && self.is_of_requests()
            && shape.only(Word::Not).is_some()
            && shape.consists_of(&[&OBJECT[..], &[word, Word::Not, Word::Cause]].concat());
        is_known.then_some(subject)
    }

    pub(super) fn say_none(&mut self, subject: Subject, shape: &Shape<'_>) {
        self.say_without(subject, Claim::None, shape);
    }

    /// Reads a clause that says the same of all that was counted before: 全部予以公开, 均为自然人申请.
    pub(super) fn all(&mut self, shape: &Shape<'_>) {
        let results: Vec<_> = RESULTS.into_iter().filter(|(word, _)| shape.has(*word)).collect();
        let applicant = shape.only(Word::Applicant(&[]));
        let outcome = shape.only(Word::Outcome(""));
        let subject = match (results.as_slice(), applicant, outcome, self.last_subject()) {
            ([(_, result)], None, None, Some(Subject::Received)) => *result,
            ([], Some(Word::Applicant(columns)), None, Some(Subject::Received)) => {
                Subject::Applicants(columns)
            }
            ([], None, Some(Word::Outcome(column)), Some(Subject::Review(cases))) => {
                Subject::Outcome(cases, column)
            }
            _ => return,
        };
        let results = RESULTS.map(|(word, _)| word);
        let others =
            [Word::Ruling, Word::Make, Word::Duly, Word::Applicant(&[]), Word::Outcome(""), Word::Cause];
        if shape.consists_of(&[&OBJECT[..], &results, &others].concat()) {
            self.say_without(subject, Claim::All, shape);
        }
    }
}
