//! Several subjects in one clause: 予以公开、部分公开分别为10件、3件; 行政复议、行政诉讼均为0件.

use super::clauses::{Clause, End};
use super::shape::DEFAULT_UNIT;
use super::tokens::{Kind, Token};
use super::words::Word;

/// Most tokens and most subjects of a list; longer ones are not read.
const MOST_TOKENS: usize = 200;
const MOST_SUBJECTS: usize = 12;

/// Words that a list may enumerate, the most specific first.
const FAMILIES: [&[Word]; 9] = [
    &[Word::Issue, Word::Enact, Word::Edit("")],
    &[Word::Disclosed("")],
    &[Word::Outcome(""), Word::Rest],
    &[Word::DirectLitigation, Word::LaterLitigation],
    &[Word::Reconsideration, Word::Litigation],
    &[Word::Applicant(&[]), Word::Rest],
    &[Word::Reason("")],
    &[
        Word::Granted,
        Word::PartlyGranted,
        Word::Denied,
        Word::Unavailable,
        Word::NotProcessed,
        Word::OtherResult,
        Word::CarriedOut,
    ],
    &[Word::Got, Word::Receive, Word::Conclude, Word::Answer, Word::CarriedIn, Word::CarriedOut],
];

/// The clauses with one subject and one number each that a clause stands for, if it is a list.
pub(super) fn single(clause: &Clause) -> Option<Vec<Clause>> {
    let tokens = clause.tokens.get(..).filter(|tokens| tokens.len() <= MOST_TOKENS)?;
    let numbers: Vec<_> =
        tokens.iter().enumerate().filter(|(_, token)| matches!(token.kind, Kind::Number(_))).collect();
    let (first, _) = *numbers.first()?;
    let head = tokens.get(..first)?;
    if let Some(at) = head.iter().rposition(|token| token.is_word(Word::Respectively)) {
        let subjects = family(head.get(..at)?, |count| count == numbers.len() && count > 1);
        return match subjects {
            Some(subjects) => {
                let figures = figures(tokens.get(first..)?)?;
                Some(spread(head, &subjects, &figures, clause.end))
            }
            // 分别为予以公开10件、部分公开3件
            None if numbers.len() == 1 => {
                let mut clause = clause.clone();
                clause.tokens.remove(at);
                Some(vec![clause])
            }
            None => None,
        };
    }
    let before = head.iter().rev().find(|token| !token.is_word(Word::Is));
    let is_each = before.is_some_and(|token| token.is_word(Word::Each) || token.is_word(Word::All));
    if !is_each || numbers.len() > 1 {
        return None;
    }
    let subjects = family(head, |count| count > 1)?;
    let figure = *figures(tokens.get(first..)?)?.first()?;
    let figures: Vec<_> = subjects.iter().map(|_| figure).collect();
    Some(spread(head, &subjects, &figures, clause.end))
}

/// The positions of the words of the first family that occurs so many times.
fn family(head: &[Token], fits: impl Fn(usize) -> bool) -> Option<Vec<usize>> {
    FAMILIES.iter().find_map(|family| {
        let is_of = |token: &Token| family.iter().any(|word| token.is_word(*word));
        let found: Vec<_> =
            head.iter().enumerate().filter(|(_, token)| is_of(token)).map(|(at, _)| at).collect();
        (fits(found.len()) && found.len() <= MOST_SUBJECTS).then_some(found)
    })
}

/// The numbers at the end of a list with their units; 82、23、10件 have one unit.
fn figures(tail: &[Token]) -> Option<Vec<[Token; 2]>> {
    let mut figures: Vec<[Token; 2]> = Vec::new();
    let last = tail.iter().rev().find(|token| matches!(token.kind, Kind::Unit(_)));
    let name = last.map_or(DEFAULT_UNIT, |token| if let Kind::Unit(name) = token.kind { name } else { "" });
    for token in tail {
        match token.kind {
            Kind::Number(_) => {
                figures.push([*token, Token { kind: Kind::Unit(name), start: token.end, end: token.end }]);
            }
            Kind::Unit(_) => {
                let [_, unit] = figures.last_mut()?;
                *unit = *token;
            }
            Kind::Word(Word::Filler) | Kind::Pause => {}
            _ => return None,
        }
    }
    Some(figures)
}

fn spread(head: &[Token], subjects: &[usize], figures: &[[Token; 2]], end: End) -> Vec<Clause> {
    let is_dropped = |token: &Token| {
        token.kind == Kind::Pause
            || [Word::Respectively, Word::Each, Word::All].iter().any(|word| token.is_word(*word))
    };
    let one = |(subject, figure): (&usize, &[Token; 2])| {
        let kept = head
            .iter()
            .enumerate()
            .filter(|(at, token)| at == subject || !(subjects.contains(at) || is_dropped(token)));
        let tokens = kept.map(|(_, token)| *token).chain(*figure).collect();
        Clause { tokens, inside: Vec::new(), end, is_first: false }
    };
    subjects.iter().zip(figures).map(one).collect()
}
