//! Reads the statements of a paragraph, and which of them are parts of another.

use super::clauses::{Clause, End, clauses};
use super::numbers::Amount;
use super::shape::Shape;
use super::subjects::{OBJECT, REVIEWS, SubjectMatch};
use super::tokens::{Kind, Token, tokens};
use super::words::Word;
use super::{Claim, Context, Statement, Subject};

/// Parts of the names of other bodies.
const BODIES: [&str; 17] = [
    "局",
    "厅",
    "委",
    "办公室",
    "处",
    "中心",
    "公司",
    "县",
    "区",
    "乡",
    "镇",
    "街道",
    "部门",
    "单位",
    "机构",
    "科室",
    "市",
];

/// Channels by which requests arrive.
const CHANNELS: [&str; 11] =
    ["网站", "通过", "渠道", "网上", "线上", "线下", "现场", "窗口", "信函", "邮", "平台"];

/// Characters of the longest name of a body at the start of a clause.
const LONGEST_NAME: usize = 14;

/// Reads the statements of a paragraph.
#[must_use]
pub fn read(text: &str, context: &Context<'_>) -> Vec<Statement> {
    let mut reader = Reader::new(text, context);
    for clause in clauses(tokens(text, context)) {
        reader.clause(&clause);
    }
    // If appeals are mentioned, lawsuits may be counted by instances, unlike in the table.
    if ["二审", "再审", "上诉"].iter().any(|instance| text.contains(instance)) {
        reader.withdraw_lawsuits();
    }
    reader.statements
}

/// The time that a sentence is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Time {
    Own,
    Other,
}

#[allow(clippy::struct_excessive_bools, reason = "each is one fact about the text so far")]
pub(super) struct Reader<'a> {
    text: &'a str,
    pub(super) context: &'a Context<'a>,
    statements: Vec<Statement>,
    /// The time of the paragraph's last sentence that begins with a year.
    headed: Time,
    /// The time that this sentence names, if any.
    time: Option<Time>,
    /// Whether the paragraph has mentioned requests, and the sentence disclosure.
    pub(super) is_about_requests: bool,
    pub(super) is_disclosure_sentence: bool,
    /// The statement about all requests of which later clauses give parts.
    pub(super) whole: Option<usize>,
    /// Whether parts of something narrower are given, until the next semicolon.
    pub(super) is_narrowed: bool,
    /// Whether the sentence has named a channel or another body, and whether the paragraph is about one.
    pub(super) is_confined: bool,
    is_of_another: bool,
    /// Whether the sentence has mentioned something with results of its own.
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
            is_about_requests: false,
            is_disclosure_sentence: false,
            whole: None,
            is_narrowed: false,
            is_confined: false,
            is_of_another: false,
            is_foreign: false,
        }
    }

    /// Marks statements about lawsuits as not certain.
    fn withdraw_lawsuits(&mut self) {
        for statement in &mut self.statements {
            statement.is_own &= statement.subject != Subject::Litigation;
        }
    }

    fn clause(&mut self, clause: &Clause) {
        let context = self.context;
        let shape = Shape::new(&clause.tokens, context);
        self.time(&shape, clause.is_first);
        if shape.has_any(&[Word::Disclosure, Word::OnRequest]) {
            self.is_disclosure_sentence = true;
            self.is_about_requests |= shape.has_any(&[Word::OnRequest, Word::Request]);
        }
        self.scope(&shape);
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
            End::Semicolon => (self.is_narrowed, self.is_confined) = (false, false),
            End::Stop => {
                (self.time, self.is_confined) = (None, false);
                (self.is_narrowed, self.is_foreign, self.is_disclosure_sentence) = (false, false, false);
            }
        }
    }

    /// Updates the time; a comparison does not change it.
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

    /// Updates the scope: a clause may name another body, a channel or a part of the year.
    fn scope(&mut self, shape: &Shape<'_>) {
        if shape.names_own() {
            (self.is_confined, self.is_of_another) = (false, false);
            return;
        }
        let words = |token: &Token| self.text.get(token.start..token.end).unwrap_or_default();
        if !self.is_of_another {
            let first = shape.tokens.first().filter(|first| first.kind == Kind::Other).map(words);
            let opening: String = first.unwrap_or_default().chars().take(LONGEST_NAME).collect();
            self.is_of_another = BODIES.iter().any(|body| opening.contains(body));
        }
        if self.is_confined || shape.figures() > 0 {
            return;
        }
        // 新条例施行后，…: a part of the year.
        let last = shape.tokens.last().filter(|last| last.kind == Kind::Other).map(words);
        let is_part = last.is_some_and(|words| words.ends_with(['后', '前', '时']));
        let mut unknown = shape.tokens.iter().filter(|token| token.kind == Kind::Other).map(words);
        self.is_confined =
            is_part || unknown.any(|words| BODIES.iter().chain(&CHANNELS).any(|name| words.contains(name)));
    }

    /// Whether a clause is about the body as a whole.
    pub(super) fn is_own(&self, shape: &Shape<'_>) -> bool {
        let is_dated = self.time == Some(Time::Own) || shape.has_any(&[Word::Time, Word::ThisYear]);
        (shape.names_own() || !(self.is_confined || self.is_of_another))
            && (is_dated || !shape.has(Word::Cumulative))
    }

    /// Reads a clause that says there was none.
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
        let is_named = shape.has(Word::OnRequest) || (shape.has(Word::Request) && self.is_about_requests);
        let is_request = shape.has(Word::Request)
            || shape.has_any(&[Word::Got, Word::Receive])
            || !self.says_had_not(shape);
        if shape.consists_of(&words) && is_named && is_request && (has_verb || !is_short) {
            self.say_none(Subject::Received, shape);
        }
    }

    /// Whether it contains 没有: 没有依申请公开政府信息 may mean that nothing was disclosed.
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

    /// Reads a clause with a number; one without has no effect.
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
        if figure.is_count() {
            found = self.subjects(shape, &figure, clause, claim);
        }
        if found.is_empty() {
            self.is_narrowed = true;
        }
        let has_received = found.iter().any(|found| found.subject == Subject::Received);
        for SubjectMatch { subject, is_own, is_whole } in found {
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
}
