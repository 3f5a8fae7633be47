//! Statements with numbers in the sentences of a report, for comparison with its tables.
//!
//! A paragraph is split into tokens (`tokens`, `numbers`, `words`), tokens are grouped into clauses
//! (`clauses`, `lists`), and a clause becomes a [`Statement`] if it gives one number in words that are all
//! known (`shape`, `statements`, `subjects`; `parts`, `reviews` and `disclosed` for the rows and columns of the
//! tables, `absence` for none and all).
//! A clause with a word that could narrow its subject (`自然人申请12件`, `市自然资源局收到…`) is ignored or
//! marked as not certain: it is better to miss a statement than to misread one. The time is proportional to
//! the length of the text.

mod absence;
mod clauses;
mod disclosed;
mod lists;
mod numbers;
mod parts;
mod reviews;
mod scope;
mod shape;
mod statements;
mod subjects;
mod terms;
mod tokens;
mod words;
mod years;

pub use statements::read;
pub use years::{Outdated, outdated};

use std::ops::Range;

use crate::model::decimal::Decimal;
use crate::model::text;

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
    /// 依申请公开, without a verb: requests, or what was disclosed on request.
    OnRequest,
    /// One row of results of table two, by its key: 国家秘密.
    Reason(&'static str),
    /// Requests by some requesters, by their columns of table two: 自然人.
    Applicants(&'static [&'static str]),
    /// Reviews.
    Review(Cases),
    /// Reviews with an outcome, by its column of table three: 维持.
    Outcome(Cases, &'static str),
    /// A row of table one, with its column if the words name it.
    Disclosed(&'static str, Option<&'static str>),
}

/// Reviews that are counted together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cases {
    /// 行政复议.
    Reconsideration,
    /// 行政诉讼.
    Litigation,
    /// 未经复议直接起诉.
    DirectLitigation,
    /// 复议后起诉.
    LaterLitigation,
    /// 行政复议和行政诉讼.
    All,
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
    /// All that the whole counts: 全部予以公开.
    All,
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
    /// Whether its words say that it counts the whole year or the whole body: 全年共收到.
    pub is_explicit: bool,
    /// The index of the statement of which it gives a part (`收到26件，予以公开10件`).
    pub part_of: Option<usize>,
}

/// What `read` makes of a text in simplified characters. Ranges are those of the text as written: a character and
/// its simplified form have the same length.
fn in_simplified<T>(text: &str, context: &Context<'_>, read: impl Fn(&str, &Context<'_>) -> T) -> T {
    let organization = context.organization.map(text::in_simplified);
    let context = Context { organization: organization.as_deref(), ..*context };
    read(&text::in_simplified(text), &context)
}

#[cfg(test)]
mod tests;
