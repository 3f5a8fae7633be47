//! Numbers given for an earlier year at the start of a sentence: left over from an older report.

use std::ops::Range;

use super::clauses::{Clause, End, clauses};
use super::shape::Shape;
use super::tokens::{Kind, names_year, tokens};
use super::words::Word;
use super::{Context, in_simplified};

/// A number of an earlier year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outdated {
    /// The year.
    pub year: u16,
    /// The byte range of the year.
    pub marked: Range<usize>,
    /// The byte range from the year to the end of the clause with the number.
    pub said: Range<usize>,
}

/// Most years by which the copied report may be older.
const YEARS_BACK: u16 = 3;

/// Words for what a sentence counts.
const COUNTED: [Word; 14] = [
    Word::Published,
    Word::Got,
    Word::Receive,
    Word::Conclude,
    Word::Answer,
    Word::Disclosure,
    Word::OnRequest,
    Word::Request,
    Word::Reconsideration,
    Word::Litigation,
    Word::Granted,
    Word::PartlyGranted,
    Word::Denied,
    Word::Disclosed("normative_documents"),
];

/// The sentences of a paragraph that give numbers for an earlier year as if it were the report's.
#[must_use]
pub fn outdated(text: &str, context: &Context<'_>) -> Vec<Outdated> {
    in_simplified(text, context, outdated_sentences)
}

fn outdated_sentences(text: &str, context: &Context<'_>) -> Vec<Outdated> {
    let Some(own) = context.year else { return Vec::new() };
    if !names_year(text, &(own.saturating_sub(YEARS_BACK)..=own.saturating_sub(1))) {
        return Vec::new();
    }
    let clauses = clauses(tokens(text, context));
    let sentences: Vec<&[Clause]> = clauses.split_inclusive(|clause| clause.end == End::Stop).collect();
    let current = |sentence: &&&[Clause]| {
        let mut shapes = sentence.iter().map(|clause| Shape::new(&clause.tokens, context));
        shapes.any(|shape| shape.has(Word::ThisYear) || shape.years().any(|year| year == own))
    };
    // Also given for this year: the earlier numbers are there for comparison.
    let given: Vec<Word> =
        sentences.iter().filter(current).flat_map(|sentence| counted(sentence, context)).collect();
    sentences
        .iter()
        .filter(|sentence| !counted(sentence, context).iter().any(|word| given.contains(word)))
        .filter_map(|sentence| sentence_of(sentence, own, context, text))
        .collect()
}

/// What the clauses of a sentence with numbers count.
fn counted(sentence: &[Clause], context: &Context<'_>) -> Vec<Word> {
    let shapes = sentence.iter().map(|clause| Shape::new(&clause.tokens, context));
    let shapes: Vec<_> = shapes.filter(is_statistic).collect();
    COUNTED.into_iter().filter(|word| shapes.iter().any(|shape| shape.has(*word))).collect()
}

/// Whether a clause counts something, or says there was none.
fn is_statistic(shape: &Shape<'_>) -> bool {
    let is_none = shape.has(Word::Not)
        && shape.has_any(&[Word::Request, Word::OnRequest, Word::Reconsideration, Word::Litigation]);
    let is_counted = shape.figures() > 0 && shape.has_any(&COUNTED);
    let normative = Word::Disclosed("normative_documents");
    let is_other = shape.has_any(&[Word::Foreign, Word::Issue, Word::Compare])
        || shape.all(normative).any(|row| row != normative);
    (is_none || is_counted) && !is_other
}

/// The first number of a sentence that begins with an earlier year.
fn sentence_of(sentence: &[Clause], own: u16, context: &Context<'_>, text: &str) -> Option<Outdated> {
    let shapes: Vec<_> = sentence.iter().map(|clause| Shape::new(&clause.tokens, context)).collect();
    let years: Vec<u16> = shapes.iter().flat_map(Shape::years).collect();
    let [year] = years.as_slice() else { return None };
    let is_earlier = *year < own && own - *year <= YEARS_BACK;
    let head = shapes.iter().position(|shape| begins_with(shape, *year, text))?;
    let words = [
        Word::ThisYear,
        Word::OtherTime,
        Word::Until,
        Word::Carry,
        Word::CarriedIn,
        Word::CarriedOut,
        Word::Foreign,
        Word::Issue,
    ];
    let is_distinguished = shapes.iter().any(|shape| shape.has_any(&words))
        || shapes.iter().flat_map(|shape| shape.tokens).any(|token| matches!(token.kind, Kind::Day(_)))
        || sentence.iter().flat_map(|clause| &clause.inside).any(|token| matches!(token.kind, Kind::Year(_)));
    let figure = shapes.iter().enumerate().skip(head).find(|(_, shape)| is_statistic(shape))?;
    let is_compared = shapes.iter().take(figure.0).any(|shape| shape.has(Word::Compare));
    if !is_earlier || is_distinguished || is_compared {
        return None;
    }
    let marked = shapes.get(head)?.tokens.iter().find(|token| token.kind == Kind::Year(*year))?;
    let end = figure.1.tokens.last()?.end;
    Some(Outdated { year: *year, marked: marked.start..marked.end, said: marked.start..end })
}

/// Whether the year begins the clause and applies to all that follows: `2020年，…`, `2020年我镇共收到…`, not `2020年度部门决算`.
fn begins_with(shape: &Shape<'_>, year: u16, text: &str) -> bool {
    let mut tokens = shape.tokens.iter().skip_while(|token| {
        matches!(token.kind, Kind::Word(Word::Ordinal | Word::Own | Word::Territory(_)))
            || text.get(token.start..token.end) == Some("在")
    });
    if tokens.next().is_none_or(|token| token.kind != Kind::Year(year)) {
        return false;
    }
    let spelled = |token: &super::tokens::Token| text.get(token.start..token.end).unwrap_or_default();
    let Some(next) = tokens.next() else { return true };
    match next.kind {
        Kind::Word(Word::Own | Word::Territory(_) | Word::Time | Word::Not | Word::Total) => true,
        Kind::Word(Word::Filler) => spelled(next).starts_with('总'),
        Kind::Word(Word::Got | Word::Receive) => tokens.next().is_none_or(|token| spelled(token) != "的"),
        Kind::Word(Word::Published) => {
            spelled(next) == "主动公开" && tokens.next().is_none_or(|token| spelled(token) != "的")
        }
        _ => false,
    }
}
