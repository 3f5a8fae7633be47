//! Narrative: what the sentences of a report say in figures, read so that they can be held against its tables.
//!
//! A paragraph becomes tokens (`tokens`, `numbers`, `words`), tokens become clauses (`clauses`), and a clause
//! becomes a [`Statement`] when it says one thing about one figure in words that are all known (`shape`,
//! `subjects`, `statements`).
//! A clause with a word that could narrow its subject (`自然人申请12件`, `市自然资源局收到…`) is left alone or
//! marked as of unclear scope: it is better to miss a statement than to misread one. All of it takes time in
//! proportion to the text.

mod clauses;
mod numbers;
mod shape;
mod statements;
mod subjects;
mod tokens;
mod words;
mod years;

pub use statements::read;
pub use years::{Outdated, outdated};

use std::ops::Range;

use crate::model::decimal::Decimal;

/// What must be known of a report to read its sentences.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'a> {
    /// The body that reports.
    pub organization: Option<&'a str>,
    /// The year reported on.
    pub year: Option<u16>,
    /// What the section is about.
    pub topic: Topic,
}

/// What a section is about, as far as its figures go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Topic {
    /// Anything.
    #[default]
    Open,
    /// Requests and how they were handled.
    Requests,
    /// Reviews and lawsuits.
    Review,
}

/// What a figure in the text counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// 收到、受理的申请.
    Received,
    /// 上年结转.
    CarriedIn,
    /// 办结.
    Concluded,
    /// 答复、办理: how they count is less certain than with 办结.
    Answered,
    /// 予以公开.
    Granted,
    /// 部分公开.
    PartlyGranted,
    /// 予以公开和部分公开, in one figure.
    GrantedOrPartly,
    /// 不予公开.
    Denied,
    /// 无法提供.
    Unavailable,
    /// 不予处理.
    NotProcessed,
    /// 其他处理.
    OtherResult,
    /// 结转下年度.
    CarriedOut,
    /// 行政复议.
    Reconsideration,
    /// 行政诉讼.
    Litigation,
}

/// What is said of a subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim {
    /// This many.
    Count(Decimal),
    /// Some, without an exact figure: 十余件.
    Some,
    /// None: 未收到.
    None,
}

/// What a clause says in figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// What the statement is about.
    pub subject: Subject,
    /// What it says.
    pub claim: Claim,
    /// The bytes of the words that say it.
    pub said: Range<usize>,
    /// The bytes of the figure; of the words where there is none.
    pub figure: Range<usize>,
    /// Whether it is said of the reporting body as a whole beyond doubt.
    pub is_own: bool,
    /// The index of the statement whose parts it tells (`收到26件，予以公开10件`).
    pub part_of: Option<usize>,
}

#[cfg(test)]
mod tests;
