//! Reads the statements of a paragraph, and which of them are parts of another.

use super::clauses::{Clause, End, clauses};
use super::numbers::Amount;
use super::scope::Time;
use super::shape::{Figure, Shape};
use super::subjects::SubjectMatch;
use super::tokens::{Kind, Token, tokens};
use super::words::Word;
use super::{Cases, Claim, Context, Statement, Subject, in_simplified, lists, reviews};

/// Reads the statements of a paragraph.
#[must_use]
pub fn read(text: &str, context: &Context<'_>) -> Vec<Statement> {
    in_simplified(text, context, statements)
}

fn statements(text: &str, context: &Context<'_>) -> Vec<Statement> {
    let mut reader = Reader::new(text, context);
    for clause in clauses(tokens(text, context)) {
        reader.clause(&clause);
    }
    // If appeals are mentioned, lawsuits may be counted by instances, unlike in the table.
    if ["二审", "再审", "上诉"].iter().any(|instance| text.contains(instance)) {
        reader.withdraw(0, |cases| cases != Cases::Reconsideration);
    }
    reader.statements
}

/// What the clause before a part of requests counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Narrowed {
    /// All requests, or results of all.
    No,
    ByApplicant,
    /// Something narrower or unknown.
    Otherwise,
}

#[allow(clippy::struct_excessive_bools, reason = "each is one fact about the text so far")]
pub(super) struct Reader<'a> {
    text: &'a str,
    pub(super) context: &'a Context<'a>,
    statements: Vec<Statement>,
    /// How many statements there were before this sentence.
    sentence: usize,
    /// The time of the paragraph's last sentence that begins with a year.
    pub(super) headed: Time,
    /// The time that this sentence names, if any.
    pub(super) time: Option<Time>,
    /// Whether the paragraph has mentioned requests, and the sentence disclosure.
    pub(super) is_about_requests: bool,
    pub(super) is_disclosure_sentence: bool,
    /// The statement about all requests of which later clauses give parts.
    pub(super) whole: Option<usize>,
    /// Whether parts of something narrower are given, until the next semicolon.
    pub(super) narrowed: Narrowed,
    /// The statement of the last number, if it was understood.
    pub(super) last: Option<usize>,
    /// The reviews that outcomes belong to.
    pub(super) cases: Option<Cases>,
    /// The row of table one whose columns follow.
    pub(super) document: Option<&'static str>,
    /// Whether the sentence has counted something else, published something or named a field of work.
    pub(super) is_clouded: bool,
    pub(super) is_of_field: bool,
    /// Whether the sentence has had words that are not known.
    pub(super) has_unknown: bool,
    /// Whether the sentence has named a channel or another body, and whether the paragraph is about one.
    pub(super) is_confined: bool,
    pub(super) is_of_another: bool,
    /// Whether the sentence has mentioned something with results of its own.
    is_foreign: bool,
}

impl<'a> Reader<'a> {
    const fn new(text: &'a str, context: &'a Context<'a>) -> Self {
        Self {
            text,
            context,
            statements: Vec::new(),
            sentence: 0,
            headed: Time::Own,
            time: None,
            is_about_requests: false,
            is_disclosure_sentence: false,
            whole: None,
            narrowed: Narrowed::No,
            last: None,
            cases: None,
            document: None,
            is_clouded: false,
            is_of_field: false,
            has_unknown: false,
            is_confined: false,
            is_of_another: false,
            is_foreign: false,
        }
    }

    /// Marks statements about these reviews as not certain, from an index on.
    fn withdraw(&mut self, first: usize, is_meant: impl Fn(Cases) -> bool) {
        for statement in self.statements.iter_mut().skip(first) {
            if let Subject::Review(cases) | Subject::Outcome(cases, _) = statement.subject {
                statement.is_own &= !is_meant(cases);
            }
        }
    }

    fn clause(&mut self, clause: &Clause) {
        let context = self.context;
        let shape = Shape::new(&clause.tokens, context);
        self.time(&shape, clause.is_first);
        if clause.is_first {
            self.sentence = self.statements.len();
        }
        // 全年行政复议20件，其中政府信息公开类7件: those before were of all kinds.
        let is_of_some =
            shape.has(Word::Disclosure) && shape.figures() > 0 && reviews::named(&shape).is_empty();
        if is_of_some && self.cases.is_some() && !self.is_disclosure_sentence {
            self.withdraw(self.sentence, |_| true);
        }
        if shape.has_any(&[Word::Disclosure, Word::OnRequest]) {
            self.is_disclosure_sentence = true;
            self.is_about_requests |= shape.has_any(&[Word::OnRequest, Word::Request]);
        }
        self.scope(&shape);
        let is_decided = self.statement(&shape, clause);
        self.is_clouded |= !is_decided
            && (shape.has_number() || shape.has_any(&[Word::Foreign, Word::Published, Word::OnRequest]));
        self.has_unknown |= shape.tokens.iter().any(|token| token.kind == Kind::Other);
        match clause.end {
            End::Comma | End::Colon => {}
            End::Semicolon => (self.narrowed, self.is_confined) = (Narrowed::No, false),
            End::Stop => self.end_sentence(&shape),
        }
    }

    /// Reads what a clause says. Returns whether it was about table one and understood.
    fn statement(&mut self, shape: &Shape<'_>, clause: &Clause) -> bool {
        if clause.is_first && !shape.has_any(&[Word::Among, Word::Outcome("")]) {
            self.cases = None;
        }
        let is_of_table_one = self.is_of_table_one(shape);
        let is_foreign = shape.has(Word::Foreign)
            || (shape.has(Word::Issue) && !is_of_table_one)
            || shape.all(Word::Disclosed("")).any(|row| row == Word::Disclosed("licensing"))
            // 行政处罚案件行政复议3件
            || (shape.has(Word::Disclosed("")) && !reviews::named(shape).is_empty());
        if is_foreign {
            (self.is_foreign, self.whole) = (true, None);
        }
        if self.time.unwrap_or(self.headed) == Time::Other {
            if shape.figures() > 0 {
                (self.whole, self.document) = (None, None);
                self.unknown_number();
            }
        } else if shape.has(Word::Compare) {
            if shape.figures() > 0 {
                self.last = None;
            }
        } else if is_of_table_one {
            return self.table_one(clause);
        } else if !self.is_foreign {
            self.requests_or_reviews(shape, clause);
        }
        false
    }

    fn table_one(&mut self, clause: &Clause) -> bool {
        let one = |reader: &mut Self, clause: &Clause| {
            let shape = Shape::new(&clause.tokens, reader.context);
            let is_known = reader.disclosed(&shape);
            if !is_known && shape.figures() > 0 {
                reader.unknown_number();
            }
            is_known
        };
        let Some(clauses) = lists::single(clause) else { return one(self, clause) };
        let first = self.statements.len();
        let are_known = clauses.iter().all(|clause| one(self, clause));
        self.quote_list(first, &Shape::new(&clause.tokens, self.context));
        are_known
    }

    /// The words of each statement of a list are those of the whole list.
    fn quote_list(&mut self, first: usize, list: &Shape<'_>) {
        let said = list.said();
        for statement in self.statements.iter_mut().skip(first) {
            statement.said = said.clone();
        }
    }

    fn requests_or_reviews(&mut self, shape: &Shape<'_>, clause: &Clause) {
        if shape.has(Word::Not) {
            self.nothing(shape);
        } else if shape.figures() == 0 && shape.has(Word::All) && !shape.has_number() {
            self.all(shape);
        } else if let Some(clauses) = lists::single(clause) {
            let first = self.statements.len();
            for clause in &clauses {
                self.figure(&Shape::new(&clause.tokens, self.context), clause);
            }
            self.quote_list(first, shape);
        } else {
            self.figure(shape, clause);
        }
    }

    /// Forgets what holds within a sentence.
    fn end_sentence(&mut self, shape: &Shape<'_>) {
        (self.time, self.is_confined) = (None, false);
        (self.narrowed, self.is_foreign, self.is_disclosure_sentence) = (Narrowed::No, false, false);
        (self.is_clouded, self.is_of_field, self.has_unknown) = (false, false, false);
        self.document = None;
        if shape.figures() == 0 {
            self.last = None;
        }
    }

    /// After a number that was not understood.
    fn unknown_number(&mut self) {
        (self.narrowed, self.last, self.cases) = (Narrowed::Otherwise, None, None);
    }

    /// Reads a clause with a number; one without has no effect.
    fn figure(&mut self, shape: &Shape<'_>, clause: &Clause) {
        let is_spread = shape.has_any(&[Word::Spread, Word::Each, Word::Respectively]);
        let Some(figure) = shape.figure().filter(|_| !is_spread) else {
            if shape.figures() > 0 {
                self.unknown_number();
            }
            return;
        };
        let claim = match figure.amount {
            Amount::Exact(value) => Claim::Count(value),
            Amount::Rough => Claim::Some,
            Amount::Other => return,
        };
        if shape.has(Word::Among) && self.last_subject() == Some(Subject::CarriedIn) {
            self.narrowed = Narrowed::Otherwise;
        }
        let found = if figure.is_count() { self.subjects(shape, &figure, clause, claim) } else { Vec::new() };
        if found.is_empty() {
            self.unknown_number();
        }
        let has_received = found.iter().any(|found| found.subject == Subject::Received);
        for found in found {
            self.follow(&found, shape);
            let part_of = self.whole.filter(|_| !found.is_whole && is_part(found.subject));
            if found.is_whole {
                self.whole = Some(self.statements.len());
                self.narrowed = Narrowed::No;
            }
            self.last = Some(self.statements.len());
            self.say(found.subject, claim, shape, &figure);
            if let Some(statement) = self.statements.last_mut() {
                (statement.is_own, statement.part_of) = (found.is_own, part_of);
            }
        }
        if has_received {
            self.note(clause);
        }
        if self.last.is_some_and(|last| last + 1 == self.statements.len()) {
            self.bracket(&clause.inside);
        }
    }

    /// Reads parts of a number that are given in brackets, if all of them are known.
    fn bracket(&mut self, inside: &[Token]) {
        let (count, state) = (self.statements.len(), (self.narrowed, self.last, self.cases));
        for clause in clauses(inside.to_vec()) {
            let shape = Shape::new(&clause.tokens, self.context);
            let figure = shape.figure().filter(Figure::is_count);
            let exact = figure.and_then(|figure| match figure.amount {
                Amount::Exact(value) => Some((figure, Claim::Count(value))),
                Amount::Rough | Amount::Other => None,
            });
            let found =
                exact.map(|(figure, claim)| (figure, claim, self.subjects(&shape, &figure, &clause, claim)));
            match found {
                Some((figure, claim, found)) if matches!(found.as_slice(), [part] if is_detail(part.subject)) => {
                    for found in found {
                        self.follow(&found, &shape);
                        self.say(found.subject, claim, &shape, &figure);
                        if !matches!(found.subject, Subject::Outcome(..)) {
                            self.last = self.statements.len().checked_sub(1);
                        }
                    }
                }
                _ => {
                    self.statements.truncate(count);
                    break;
                }
            }
        }
        (self.narrowed, self.last, self.cases) = state;
    }

    /// Updates what later clauses may give parts of.
    fn follow(&mut self, found: &SubjectMatch, shape: &Shape<'_>) {
        match found.subject {
            Subject::Review(cases) => self.cases = Some(cases),
            Subject::Outcome(cases, _) if !reviews::named(shape).is_empty() => self.cases = Some(cases),
            Subject::Outcome(..) => {}
            Subject::Applicants(_) => (self.narrowed, self.cases) = (Narrowed::ByApplicant, None),
            _ => self.cases = None,
        }
    }

    /// Adds a statement about the body as a whole.
    pub(super) fn say(&mut self, subject: Subject, claim: Claim, shape: &Shape<'_>, figure: &Figure) {
        let said = shape.said();
        self.statements.push(Statement {
            subject,
            claim,
            said: said.start..said.end.max(figure.unit_end),
            figure: figure.start..figure.end,
            is_own: true,
            is_explicit: is_explicit(shape),
            part_of: None,
        });
    }

    /// Adds a statement without a number.
    pub(super) fn say_without(&mut self, subject: Subject, claim: Claim, shape: &Shape<'_>) {
        let said = shape.said();
        let (figure, is_own) = (said.clone(), true);
        let part_of = self.last.filter(|_| claim == Claim::All);
        self.statements.push(Statement { subject, claim, said, figure, is_own, is_explicit: true, part_of });
    }

    pub(super) fn last_subject(&self) -> Option<Subject> {
        self.last.and_then(|last| self.statements.get(last)).map(|statement| statement.subject)
    }

    /// The words of a token.
    pub(super) fn words(&self, token: &Token) -> &str {
        self.text.get(token.start..token.end).unwrap_or_default()
    }

    /// Reads requests carried in that are given in brackets: 收到申请26件（含上年结转2件）.
    fn note(&mut self, clause: &Clause) {
        let whole = self.statements.len().checked_sub(1);
        let shape = Shape::new(&clause.inside, self.context);
        let Some((figure, Amount::Exact(value))) = shape.figure().map(|figure| (figure, figure.amount))
        else {
            return;
        };
        if !figure.is_count() || shape.carried_by().is_none_or(|subject| subject != Subject::CarriedIn) {
            return;
        }
        if let Some(SubjectMatch { subject, is_own, .. }) = self.carried(&shape) {
            self.say(subject, Claim::Count(value), &shape, &figure);
            if let Some(statement) = self.statements.last_mut() {
                (statement.is_own, statement.part_of) = (is_own, whole);
            }
        }
    }
}

/// Whether a subject may be a part of all requests.
const fn is_part(subject: Subject) -> bool {
    !matches!(subject, Subject::Review(_) | Subject::Outcome(..))
}

/// Whether a subject is a detail of another.
const fn is_detail(subject: Subject) -> bool {
    matches!(subject, Subject::Reason(_) | Subject::Applicants(_) | Subject::Outcome(..))
}

/// Whether a clause says that its number counts the whole year or the whole body.
pub(super) fn is_explicit(shape: &Shape<'_>) -> bool {
    let is_whole = shape.has_any(&[Word::Time, Word::ThisYear, Word::Total, Word::Own])
        || shape.years().next().is_some();
    // 受理 may be less than 收到.
    is_whole && !shape.has_any(&[Word::Among, Word::Receive])
}
