//! Statements: what each clause of a paragraph says in figures, and of what it is a part.

use super::clauses::{Clause, End, clauses};
use super::numbers::Amount;
use super::shape::Shape;
use super::subjects::{Found, OBJECT, REVIEWS};
use super::tokens::{Kind, Token, tokens};
use super::words::Word;
use super::{Claim, Context, Statement, Subject};

/// What other bodies' names have in them.
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

/// How requests come in.
const CHANNELS: [&str; 11] =
    ["网站", "通过", "渠道", "网上", "线上", "线下", "现场", "窗口", "信函", "邮", "平台"];

/// Longest name of a body at the head of a clause, in characters.
const LONGEST_NAME: usize = 14;

/// Reads what a paragraph says in figures.
#[must_use]
pub fn read(text: &str, context: &Context<'_>) -> Vec<Statement> {
    let mut reader = Reader { text, context, ..Reader::new(text, context) };
    for clause in clauses(tokens(text, context)) {
        reader.clause(&clause);
    }
    // With appeals told, lawsuits may be counted by instances, which the table does not do.
    if ["二审", "再审", "上诉"].iter().any(|instance| text.contains(instance)) {
        reader.withdraw_lawsuits();
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
pub(super) struct Reader<'a> {
    text: &'a str,
    pub(super) context: &'a Context<'a>,
    statements: Vec<Statement>,
    /// The time the paragraph's last sentence with a year at its head spoke of.
    headed: Time,
    /// The time this sentence speaks of, where it says so.
    time: Option<Time>,
    /// Whether the paragraph has spoken of requests, and the sentence of disclosure.
    pub(super) is_about_requests: bool,
    pub(super) is_disclosure_sentence: bool,
    /// The statement about requests as a whole that later clauses detail.
    pub(super) whole: Option<usize>,
    /// Whether something narrower is being detailed, until the next semicolon.
    pub(super) is_narrowed: bool,
    /// Whether the sentence has named a channel or another body, and whether the paragraph speaks of one.
    pub(super) is_confined: bool,
    is_of_another: bool,
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
            is_about_requests: false,
            is_disclosure_sentence: false,
            whole: None,
            is_narrowed: false,
            is_confined: false,
            is_of_another: false,
            is_foreign: false,
        }
    }

    /// Leaves it open what lawsuits were counted.
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

    /// Whose figures follow: a clause may name another body, a channel or a part of the year.
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

    /// Whether a clause speaks for the whole body.
    pub(super) fn is_own(&self, shape: &Shape<'_>) -> bool {
        let is_dated = self.time == Some(Time::Own) || shape.has_any(&[Word::Time, Word::ThisYear]);
        (shape.names_own() || !(self.is_confined || self.is_of_another))
            && (is_dated || !shape.has(Word::Cumulative))
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
        let is_named = shape.has(Word::OnRequest) || (shape.has(Word::Request) && self.is_about_requests);
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
}
