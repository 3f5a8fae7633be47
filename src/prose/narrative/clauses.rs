//! Clauses: the text between two punctuation marks, with text in brackets kept apart.

use super::tokens::{Day, Kind, Token};
use super::words::Word;

/// What ends a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// A comma, 、 or a remark.
    Comma,
    Colon,
    Semicolon,
    /// The end of the sentence.
    Stop,
}

/// A clause.
#[derive(Clone, Debug)]
pub(super) struct Clause {
    pub tokens: Vec<Token>,
    /// The tokens in brackets within it.
    pub inside: Vec<Token>,
    pub end: End,
    /// Whether it starts a sentence.
    pub is_first: bool,
}

impl Clause {
    const fn new(is_first: bool) -> Self {
        Self { tokens: Vec::new(), inside: Vec::new(), end: End::Stop, is_first }
    }
}

/// The clauses of a text in order.
///
/// 、 separates clauses only after a number: 予以公开、部分公开共12件 is one clause, 予以公开10件、部分公开2件 are two.
/// A remark on a number begins a clause of its own: 收到申请26件｜均已答复.
pub(super) fn clauses(tokens: Vec<Token>) -> Vec<Clause> {
    let mut clauses = Vec::new();
    let mut current = Clause::new(true);
    let mut depth = 0_usize;
    let (mut has_figure, mut has_unit) = (false, false);
    for token in whole_years(tokens) {
        let end = match token.kind {
            Kind::Stop => Some(End::Stop),
            Kind::Open => {
                depth += 1;
                continue;
            }
            Kind::Close if depth > 0 => {
                depth -= 1;
                continue;
            }
            _ if depth > 0 => {
                current.inside.push(token);
                continue;
            }
            Kind::Semicolon => Some(End::Semicolon),
            Kind::Colon => Some(End::Colon),
            Kind::Comma | Kind::Close => Some(End::Comma),
            Kind::Pause if has_figure => Some(End::Comma),
            Kind::Word(Word::Remark | Word::All) if has_unit => Some(End::Comma),
            Kind::Unit(_) => {
                has_unit = true;
                None
            }
            Kind::Pause | Kind::Year(_) | Kind::Day(_) | Kind::Word(_) | Kind::Other => None,
            Kind::Number(_) => {
                has_figure = true;
                None
            }
        };
        let Some(end) = end else {
            current.tokens.push(token);
            continue;
        };
        depth = 0;
        (has_figure, has_unit) = (false, false);
        current.end = end;
        clauses.push(std::mem::replace(&mut current, Clause::new(end == End::Stop)));
        if matches!(token.kind, Kind::Word(_)) {
            current.tokens.push(token);
        }
    }
    clauses.push(current);
    with_lists(clauses)
}

/// Joins the figures of a list to the clause that says what they count: 予以公开、部分公开分别为｜10件｜3件,
/// 收到申请：｜26件.
fn with_lists(clauses: Vec<Clause>) -> Vec<Clause> {
    let mut joined: Vec<Clause> = Vec::with_capacity(clauses.len());
    let mut takes_figures = false;
    for clause in clauses {
        match joined.last_mut() {
            Some(before) if takes_figures && is_bare(&clause) => {
                takes_figures = before.end != End::Colon || is_list(before);
                takes_figures &= matches!(clause.end, End::Comma);
                before.tokens.extend(clause.tokens);
                before.inside.extend(clause.inside);
                before.end = clause.end;
            }
            _ => {
                takes_figures = match clause.end {
                    End::Comma => is_list(&clause),
                    End::Colon => is_list(&clause) || !clause.tokens.iter().any(is_number),
                    End::Semicolon | End::Stop => false,
                };
                joined.push(clause);
            }
        }
    }
    joined
}

const fn is_number(token: &Token) -> bool {
    matches!(token.kind, Kind::Number(_))
}

fn is_list(clause: &Clause) -> bool {
    clause.tokens.iter().any(|token| token.is_word(Word::Respectively))
}

/// Whether a clause has nothing but figures.
fn is_bare(clause: &Clause) -> bool {
    let is_part =
        |token: &Token| matches!(token.kind, Kind::Number(_) | Kind::Unit(_) | Kind::Word(Word::Filler));
    clause.tokens.iter().all(is_part) && clause.tokens.iter().any(is_number)
}

/// Merges 1 January to 31 December into the year: `2021年1月1日至12月31日`.
fn whole_years(tokens: Vec<Token>) -> Vec<Token> {
    let mut kept: Vec<Token> = Vec::with_capacity(tokens.len());
    for token in tokens {
        if token.kind == Kind::Word(Word::Until)
            && kept.last().is_some_and(|before| starts_year(before).is_some())
        {
            continue;
        }
        let began = kept.last().and_then(starts_year);
        match (token.kind, began, kept.last_mut()) {
            (Kind::Day(Day { year, month: 12, day: Some(31) }), Some(began), Some(before))
                if year.is_none_or(|year| year == began) =>
            {
                before.kind = Kind::Year(began);
                before.end = token.end;
            }
            _ => kept.push(token),
        }
    }
    kept
}

fn starts_year(token: &Token) -> Option<u16> {
    match token.kind {
        Kind::Day(Day { year, month: 1, day: Some(1) }) => year,
        _ => None,
    }
}
