//! The shape of a clause: which words it has, and whether all of them are understood.

use std::ops::Range;

use super::numbers::Amount;
use super::tokens::{Kind, Token};
use super::words::Word;
use super::{Context, Subject};

/// A number with its unit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Figure {
    pub amount: Amount,
    pub unit: &'static str,
    /// Its index among the tokens.
    pub at: usize,
    pub start: usize,
    /// Where the digits end.
    pub end: usize,
    /// Where the unit ends.
    pub unit_end: usize,
}

/// Units in which requests and reviews are counted.
const COUNT_UNITS: [&str; 7] = ["件", "条", "份", "宗", "起", "个", "例"];

/// The unit of a number without one.
pub(super) const DEFAULT_UNIT: &str = "件";

/// Words that do not affect the subject of a clause. 约 and 以上 have already made its number approximate.
const NEUTRAL: [Word; 13] = [
    Word::Cumulative,
    Word::Time,
    Word::ThisYear,
    Word::Own,
    Word::Filler,
    Word::Is,
    Word::Total,
    Word::Among,
    Word::All,
    Word::Remark,
    Word::Ordinal,
    Word::About,
    Word::More,
];

/// The words of a clause.
pub(super) struct Shape<'t> {
    pub tokens: &'t [Token],
    context: &'t Context<'t>,
}

impl<'t> Shape<'t> {
    pub const fn new(tokens: &'t [Token], context: &'t Context<'t>) -> Self {
        Self { tokens, context }
    }

    pub fn has(&self, word: Word) -> bool {
        self.at(word).is_some()
    }

    pub fn has_any(&self, words: &[Word]) -> bool {
        words.iter().any(|word| self.has(*word))
    }

    /// The index of the first such word.
    pub fn at(&self, word: Word) -> Option<usize> {
        self.tokens.iter().position(|token| token.is_word(word))
    }

    /// The words of one function.
    pub fn all(&self, like: Word) -> impl Iterator<Item = Word> + '_ {
        self.tokens.iter().filter_map(move |token| match token.kind {
            Kind::Word(word) if word.is_like(like) => Some(word),
            _ => None,
        })
    }

    /// The word of one function, if there is only one.
    pub fn only(&self, like: Word) -> Option<Word> {
        let mut all = self.all(like);
        all.next().filter(|_| all.next().is_none())
    }

    /// Whether it has a number, with a unit or without.
    pub fn has_number(&self) -> bool {
        self.tokens.iter().any(|token| matches!(token.kind, Kind::Number(_)))
    }

    /// The number of numbers with units.
    pub fn figures(&self) -> usize {
        self.tokens.iter().filter(|token| matches!(token.kind, Kind::Unit(_))).count()
    }

    /// The number, if there is only one and it has a unit, or follows 为 at the end of the clause.
    pub fn figure(&self) -> Option<Figure> {
        let mut numbers =
            self.tokens.iter().enumerate().filter(|(_, token)| matches!(token.kind, Kind::Number(_)));
        let (at, token) = numbers.next()?;
        if numbers.next().is_some() {
            return None;
        }
        let Kind::Number(amount) = token.kind else { return None };
        let (start, end) = (token.start, token.end);
        match self.tokens.get(at + 1).map(|unit| (unit.kind, unit.end)) {
            Some((Kind::Unit(unit), unit_end)) => Some(Figure { amount, unit, at, start, end, unit_end }),
            Some(_) => None,
            None => {
                let before = at.checked_sub(1).and_then(|before| self.tokens.get(before))?;
                let figure = Figure { amount, unit: DEFAULT_UNIT, at, start, end, unit_end: end };
                before.is_word(Word::Is).then_some(figure)
            }
        }
    }

    /// Whether the clause has nothing but these words, a number, a time and the reporting body.
    pub fn consists_of(&self, words: &[Word]) -> bool {
        self.tokens.iter().all(|token| match token.kind {
            Kind::Word(word) => self.is_neutral(word) || words.iter().any(|known| known.is_like(word)),
            Kind::Number(_) | Kind::Unit(_) | Kind::Pause => true,
            Kind::Year(year) => self.context.year == Some(year),
            Kind::Day(_)
            | Kind::Other
            | Kind::Stop
            | Kind::Semicolon
            | Kind::Comma
            | Kind::Colon
            | Kind::Open
            | Kind::Close => false,
        })
    }

    /// Whether a word does not affect the subject.
    fn is_neutral(&self, word: Word) -> bool {
        match word {
            Word::Territory(kind) => self.is_own_territory(kind),
            _ => NEUTRAL.contains(&word),
        }
    }

    /// Whether the body reports for the whole territory: 全镇 in the report of a town, not of an office.
    fn is_own_territory(&self, kind: &str) -> bool {
        const GOVERNMENTS: [&str; 6] = ["人民政府", "政府", "办事处", "管理委员会", "管委会", "行政公署"];
        let Some(organization) = self.context.organization else { return false };
        let body = GOVERNMENTS.iter().find_map(|suffix| organization.strip_suffix(suffix));
        body.unwrap_or(organization).ends_with(kind)
    }

    /// Whether the body may count its offices or itself alone: the government of a county, not of a town.
    pub fn is_of_wide_body(&self) -> bool {
        let body = self.context.organization.and_then(|organization| organization.strip_suffix("人民政府"));
        body.is_some_and(|body| !body.ends_with(['镇', '乡']))
    }

    /// Whether it names the reporting body: 我局, 全镇.
    pub fn names_own(&self) -> bool {
        self.tokens.iter().any(|token| match token.kind {
            Kind::Word(Word::Territory(kind)) => self.is_own_territory(kind),
            kind => kind == Kind::Word(Word::Own),
        })
    }

    /// The years named, except those from or to which requests were carried over.
    pub fn years(&self) -> impl Iterator<Item = u16> + '_ {
        self.tokens.iter().enumerate().filter_map(|(index, token)| match token.kind {
            Kind::Year(year) if !self.is_beside_carry(index) => Some(year),
            _ => None,
        })
    }

    fn is_beside_carry(&self, index: usize) -> bool {
        [index.checked_sub(1), Some(index + 1)]
            .into_iter()
            .flatten()
            .any(|beside| self.tokens.get(beside).is_some_and(|token| token.kind == Kind::Word(Word::Carry)))
    }

    /// Whether 结转 follows the year before the report's (-1) or precedes the year after it (1).
    pub fn carries(&self, step: i32) -> bool {
        let Some(own) = self.context.year else { return false };
        let Some(carry) = self.at(Word::Carry) else { return false };
        let beside = if step < 0 { carry.checked_sub(1) } else { Some(carry + 1) };
        let beside = beside.and_then(|beside| self.tokens.get(beside)).map(|token| token.kind);
        matches!(beside, Some(Kind::Year(year)) if i32::from(year) == i32::from(own) + step)
    }

    /// Whether it concerns requests carried in or carried out.
    pub fn carried_by(&self) -> Option<Subject> {
        let is_in = self.has(Word::CarriedIn) || self.carries(-1);
        let is_out = self.has(Word::CarriedOut) || self.carries(1);
        match (is_in, is_out) {
            (true, false) => Some(Subject::CarriedIn),
            (false, true) => Some(Subject::CarriedOut),
            _ => None,
        }
    }

    /// As [`Self::consists_of`], with the year beside 结转 allowed.
    pub fn carries_only(&self, words: &[Word]) -> bool {
        let years = self.tokens.iter().enumerate();
        let strange = years
            .filter(|(index, token)| matches!(token.kind, Kind::Year(_)) && !self.is_beside_carry(*index))
            .any(|(_, token)| !matches!(token.kind, Kind::Year(year) if self.context.year == Some(year)));
        let rest: Vec<Token> =
            self.tokens.iter().filter(|token| !matches!(token.kind, Kind::Year(_))).copied().collect();
        !strange && Shape { tokens: &rest, context: self.context }.consists_of(words)
    }

    /// The byte range from the first word about the subject to the end of the clause.
    pub fn said(&self) -> Range<usize> {
        let is_relevant = |token: &&Token| match token.kind {
            Kind::Word(word) => !self.is_neutral(word),
            Kind::Number(_) => true,
            _ => false,
        };
        let start = self.tokens.iter().find(is_relevant).map_or(0, |token| token.start);
        let end = self.tokens.last().map_or(start, |token| token.end);
        start..end
    }
}

impl Figure {
    /// Whether it is a count of single things.
    pub fn is_count(&self) -> bool {
        COUNT_UNITS.contains(&self.unit)
    }
}
