//! Statements: what each clause of a paragraph says in figures, and of what it is a part.

use super::clauses::{Clause, End, clauses};
use super::numbers::Amount;
use super::shape::{Figure, Shape};
use super::tokens::{Kind, tokens};
use super::words::Word;
use super::{Claim, Context, Statement, Subject, Topic};

/// What a request may be called.
const OBJECT: [Word; 5] = [Word::Disclosure, Word::OnRequest, Word::Request, Word::Matter, Word::Asker];

const RESULTS: [(Word, Subject); 6] = [
    (Word::Granted, Subject::Granted),
    (Word::PartlyGranted, Subject::PartlyGranted),
    (Word::Denied, Subject::Denied),
    (Word::Unavailable, Subject::Unavailable),
    (Word::NotProcessed, Subject::NotProcessed),
    (Word::OtherResult, Subject::OtherResult),
];

const REVIEWS: [(Word, Subject); 2] =
    [(Word::Reconsideration, Subject::Reconsideration), (Word::Litigation, Subject::Litigation)];

/// Reads what a paragraph says in figures.
#[must_use]
pub fn read(text: &str, context: &Context<'_>) -> Vec<Statement> {
    let mut reader = Reader { text, context, ..Reader::new(text, context) };
    for clause in clauses(tokens(text, context)) {
        reader.clause(&clause);
    }
    reader.statements
}

/// Of what time a sentence speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Time {
    Own,
    Other,
}

#[allow(clippy::struct_excessive_bools, reason = "each is one thing the text before has said")]
struct Reader<'a> {
    text: &'a str,
    context: &'a Context<'a>,
    statements: Vec<Statement>,
    /// The time the paragraph's last sentence with a year at its head spoke of.
    headed: Time,
    /// The time this sentence speaks of, where it says so.
    time: Option<Time>,
    /// Whether the paragraph, and the sentence, have spoken of disclosure.
    is_disclosure: bool,
    is_disclosure_sentence: bool,
    /// The statement about requests as a whole that later clauses detail.
    whole: Option<usize>,
    /// Whether something narrower is being detailed, until the next semicolon.
    is_narrowed: bool,
    /// Whether the sentence has turned to something with results of its own.
    is_foreign: bool,
}

impl<'a> Reader<'a> {
    const fn new(text: &'a str, context: &'a Context<'a>) -> Self {
        Self {
            text,
            context,
            statements: Vec::new(),
            headed: Time::Own,
            time: None,
            is_disclosure: false,
            is_disclosure_sentence: false,
            whole: None,
            is_narrowed: false,
            is_foreign: false,
        }
    }

    fn clause(&mut self, clause: &Clause) {
        let context = self.context;
        let shape = Shape::new(&clause.tokens, context);
        self.time(&shape, clause.is_first);
        if shape.has_any(&[Word::Disclosure, Word::OnRequest]) {
            (self.is_disclosure, self.is_disclosure_sentence) = (true, true);
        }
        if shape.has(Word::Foreign) {
            (self.is_foreign, self.whole) = (true, None);
        }
        if self.time.unwrap_or(self.headed) == Time::Other {
            if shape.figures() > 0 {
                self.whole = None;
            }
        } else if !shape.has(Word::Compare) && !self.is_foreign {
            if shape.has(Word::Not) {
                self.nothing(&shape);
            } else {
                self.figure(&shape, clause);
            }
        }
        match clause.end {
            End::Comma => {}
            End::Semicolon => self.is_narrowed = false,
            End::Stop => {
                self.time = None;
                (self.is_narrowed, self.is_foreign, self.is_disclosure_sentence) = (false, false, false);
            }
        }
    }

    /// Of what time the clause speaks; a comparison changes nothing.
    fn time(&mut self, shape: &Shape<'_>, is_first: bool) {
        if shape.has(Word::Compare) {
            return;
        }
        let is_partial = shape.tokens.iter().any(|token| matches!(token.kind, Kind::Day(_)));
        let last = shape.years().last();
        let time = match last {
            _ if is_partial || shape.has(Word::OtherTime) => Time::Other,
            Some(year) if self.context.year == Some(year) => Time::Own,
            Some(_) => Time::Other,
            None if shape.has(Word::ThisYear) => Time::Own,
            None => return,
        };
        self.time = Some(time);
        if is_first && matches!(shape.tokens.first().map(|token| token.kind), Some(Kind::Year(_))) {
            self.headed = time;
        }
    }

    /// A clause that says there was none.
    fn nothing(&mut self, shape: &Shape<'_>) {
        let ends_open =
            shape.tokens.last().is_some_and(|last| self.text.get(last.start..last.end) == Some("的"));
        let is_one = shape.figure().is_none_or(|figure| figure.amount == Amount::Exact(1.into()));
        if ends_open
            || !is_one
            || shape.at(Word::Not)
                != shape.tokens.iter().rposition(|token| token.kind == Kind::Word(Word::Not))
        {
            return;
        }
        let words = [&OBJECT[..], &[Word::Not, Word::Got, Word::Receive, Word::Cause]].concat();
        let reviews: Vec<_> = REVIEWS.into_iter().filter(|(word, _)| shape.has(*word)).collect();
        if !reviews.is_empty() {
            let words = [&words[..], &[Word::Reconsideration, Word::Litigation]].concat();
            if shape.consists_of(&words) {
                for (_, subject) in reviews {
                    self.say_none(subject, shape);
                }
            }
            return;
        }
        let is_short = shape
            .at(Word::Not)
            .and_then(|at| shape.tokens.get(at))
            .is_some_and(|not| self.text.get(not.start..not.end) == Some("未"));
        let has_verb = shape.has_any(&[Word::Got, Word::Receive, Word::Cause]);
        let is_named = shape.has(Word::OnRequest) || (shape.has(Word::Request) && self.is_disclosure);
        let is_request = shape.has(Word::Request)
            || shape.has_any(&[Word::Got, Word::Receive])
            || !self.says_had_not(shape);
        if shape.consists_of(&words) && is_named && is_request && (has_verb || !is_short) {
            self.say_none(Subject::Received, shape);
        }
    }

    /// Whether it says 没有: 没有依申请公开政府信息 may mean that nothing was disclosed.
    fn says_had_not(&self, shape: &Shape<'_>) -> bool {
        let not = shape.at(Word::Not).and_then(|at| shape.tokens.get(at));
        not.is_some_and(|not| self.text.get(not.start..not.end) == Some("没有"))
    }

    fn say_none(&mut self, subject: Subject, shape: &Shape<'_>) {
        let said = shape.said();
        let figure = said.clone();
        self.statements.push(Statement {
            subject,
            claim: Claim::None,
            said,
            figure,
            is_own: true,
            part_of: None,
        });
    }

    /// A clause with a figure, or one without that changes nothing.
    fn figure(&mut self, shape: &Shape<'_>, clause: &Clause) {
        let Some(figure) = shape.figure().filter(|_| !shape.has(Word::Spread)) else {
            self.is_narrowed |= shape.figures() > 0;
            return;
        };
        let claim = match figure.amount {
            Amount::Exact(value) => Claim::Count(value),
            Amount::Rough => Claim::Some,
            Amount::Other => return,
        };
        let mut found = Vec::new();
        if figure.is_of_pieces() {
            found = self.subjects(shape, &figure, clause, claim);
        }
        if found.is_empty() {
            self.is_narrowed = true;
        }
        let has_received = found.iter().any(|found| found.subject == Subject::Received);
        for Found { subject, is_own, is_whole } in found {
            let part_of = self
                .whole
                .filter(|_| !is_whole && !matches!(subject, Subject::Reconsideration | Subject::Litigation));
            if is_whole {
                self.whole = Some(self.statements.len());
                self.is_narrowed = false;
            }
            let said = shape.said();
            let said = said.start..said.end.max(figure.unit_end);
            let figure = figure.start..figure.end;
            self.statements.push(Statement { subject, claim, said, figure, is_own, part_of });
        }
        if has_received {
            self.note(clause);
        }
    }

    /// 收到申请26件（含上年结转2件）: what is carried in is told in brackets.
    fn note(&mut self, clause: &Clause) {
        let whole = self.statements.len().checked_sub(1);
        let shape = Shape::new(&clause.inside, self.context);
        let Some((figure, Amount::Exact(value))) = shape.figure().map(|figure| (figure, figure.amount))
        else {
            return;
        };
        if !figure.is_of_pieces() || shape.carried_by().is_none_or(|subject| subject != Subject::CarriedIn) {
            return;
        }
        if let Some(Found { subject, is_own, .. }) = self.carried(&shape) {
            let said = shape.said();
            let figure = figure.start..figure.end;
            self.statements.push(Statement {
                subject,
                claim: Claim::Count(value),
                said,
                figure,
                is_own,
                part_of: whole,
            });
        }
    }

    fn subjects(&self, shape: &Shape<'_>, figure: &Figure, clause: &Clause, claim: Claim) -> Vec<Found> {
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

    /// Whether a detail may be taken as one of the requests as a whole.
    fn is_of_requests(&self) -> bool {
        !self.is_narrowed && (self.whole.is_some() || self.context.topic == Topic::Requests)
    }

    fn carried(&self, shape: &Shape<'_>) -> Option<Found> {
        let subject = shape.carried_by()?;
        let mut words = [&OBJECT[..], &[Word::CarriedIn, Word::CarriedOut, Word::Carry]].concat();
        match subject {
            Subject::CarriedIn => words.extend([Word::Got, Word::Receive]),
            _ => words.push(Word::Answer),
        }
        let is_named = shape.has(Word::Request) && self.is_disclosure;
        let is_known =
            shape.carries_only(&words) && (self.is_of_requests() || (is_named && !self.is_narrowed));
        is_known.then_some(Found { subject, is_own: true, is_whole: false })
    }

    fn reviews(&self, shape: &Shape<'_>, claim: Claim) -> Vec<Found> {
        let words =
            [&OBJECT[..], &[Word::Got, Word::Cause, Word::Reconsideration, Word::Litigation]].concat();
        if !shape.consists_of(&words) || !(self.is_disclosure_sentence || self.context.topic == Topic::Review)
        {
            return Vec::new();
        }
        let found: Vec<_> = REVIEWS
            .into_iter()
            .filter(|(word, _)| shape.has(*word))
            .map(|(_, subject)| Found { subject, is_own: true, is_whole: false })
            .collect();
        // Both in one figure say nothing of each, unless there was none.
        if found.len() > 1 && claim != Claim::Count(0.into()) { Vec::new() } else { found }
    }

    fn result(&self, shape: &Shape<'_>) -> Option<Found> {
        let named: Vec<_> = RESULTS.into_iter().filter(|(word, _)| shape.has(*word)).collect();
        let subject = match named.as_slice() {
            [(_, subject)] => *subject,
            [(Word::Granted, _), (Word::PartlyGranted, _)] => Subject::GrantedOrPartly,
            _ => return None,
        };
        let results = RESULTS.map(|(word, _)| word);
        let words = [&results[..], &OBJECT, &[Word::Ruling, Word::Answer]].concat();
        let is_known = self.is_of_requests() && shape.consists_of(&words);
        is_known.then_some(Found { subject, is_own: true, is_whole: false })
    }

    /// Requests received or handled.
    fn requests(&self, shape: &Shape<'_>, figure: &Figure, clause: &Clause) -> Option<Found> {
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
            || (shape.has(Word::Request) && (self.is_disclosure || self.context.topic == Topic::Requests));
        let words = [&OBJECT[..], &[Word::Got, Word::Receive, Word::Conclude, Word::Answer]].concat();
        let is_own = shape.consists_of(&words);
        if at > figure.at {
            return None;
        }
        if subject == Subject::Received {
            return is_meant.then_some(Found { subject, is_own, is_whole: true });
        }
        // 办结1191件（含上年结转189件）: which figure of the table that is, is open.
        let has_note = clause.inside.iter().any(|token| matches!(token.kind, Kind::Number(_)));
        if has_note || !is_own {
            return None;
        }
        if is_named {
            return Some(Found { subject, is_own, is_whole: self.whole.is_none() });
        }
        self.is_of_requests().then_some(Found { subject, is_own, is_whole: false })
    }
}

/// A subject found in a clause.
struct Found {
    subject: Subject,
    is_own: bool,
    /// Whether later clauses may detail it.
    is_whole: bool,
}
