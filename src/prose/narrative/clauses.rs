//! Clauses: the text between two punctuation marks, with text in brackets kept apart.

use super::tokens::{Day, Kind, Token};
use super::words::Word;

/// What ends a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// A comma, a colon or 、.
    Comma,
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

/// The clauses of a text in order.
///
/// 、 separates clauses only after a number: 予以公开、部分公开共12件 is one clause, 予以公开10件、部分公开2件 are two.
pub(super) fn clauses(tokens: Vec<Token>) -> Vec<Clause> {
    let mut clauses = Vec::new();
    let mut current = Clause { tokens: Vec::new(), inside: Vec::new(), end: End::Stop, is_first: true };
    let mut depth = 0_usize;
    let mut has_figure = false;
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
            Kind::Comma | Kind::Close => Some(End::Comma),
            Kind::Pause if has_figure => Some(End::Comma),
            Kind::Pause | Kind::Unit(_) | Kind::Year(_) | Kind::Day(_) | Kind::Word(_) | Kind::Other => None,
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
        has_figure = false;
        current.end = end;
        let is_first = end == End::Stop;
        let next = Clause { tokens: Vec::new(), inside: Vec::new(), end: End::Stop, is_first };
        clauses.push(std::mem::replace(&mut current, next));
    }
    clauses.push(current);
    clauses
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
