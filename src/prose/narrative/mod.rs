//! Statements with numbers in the sentences of a report, for comparison with its tables.
//!
//! A paragraph is split into tokens (`tokens`, `numbers`, `words`), tokens are grouped into clauses
//! (`clauses`), and a clause becomes a [`Statement`] if it gives one number in words that are all known
//! (`shape`, `subjects`, `statements`).
//! A clause with a word that could narrow its subject (`自然人申请12件`, `市自然资源局收到…`) is ignored or
//! marked as not certain: it is better to miss a statement than to misread one. The time is proportional to
//! the length of the text.

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

/// What is needed of a report to interpret its sentences.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'a> {
    /// The body that reports.
    pub organization: Option<&'a str>,
    /// The year reported on.
    pub year: Option<u16>,
    /// What the section is about.
    pub topic: Topic,
}

/// What the numbers of a section are about.
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

/// What a number in the text counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// 收到、受理的申请.
    Received,
    /// 上年结转.
    CarriedIn,
    /// 办结.
    Concluded,
    /// 答复、办理: less certain than 办结.
    Answered,
    /// 予以公开.
    Granted,
    /// 部分公开.
    PartlyGranted,
    /// 予以公开和部分公开, in one number.
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

/// What a statement says about its subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim {
    /// An exact number.
    Count(Decimal),
    /// Some, without an exact number: 十余件.
    Some,
    /// None: 未收到.
    None,
}

/// A statement with a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// What the statement is about.
    pub subject: Subject,
    /// What it says.
    pub claim: Claim,
    /// The byte range of the statement's words.
    pub said: Range<usize>,
    /// The byte range of the number, or of the words if there is none.
    pub figure: Range<usize>,
    /// Whether it certainly concerns the reporting body as a whole.
    pub is_own: bool,
    /// The index of the statement of which it gives a part (`收到26件，予以公开10件`).
    pub part_of: Option<usize>,
}

#[cfg(test)]
mod tests;
