//! The time and the scope that the clauses of a paragraph have: another year, another body, a channel, a field.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::shape::Shape;
use super::statements::Reader;
use super::tokens::{Kind, Token};
use super::words::Word;

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

/// The first characters of these names.
static FIRST: LazyLock<BTreeSet<char>> =
    LazyLock::new(|| BODIES.iter().chain(&CHANNELS).filter_map(|name| name.chars().next()).collect());

/// Whether words name another body or a channel.
fn names_body_or_channel(words: &str) -> bool {
    words.chars().any(|c| FIRST.contains(&c))
        && BODIES.iter().chain(&CHANNELS).any(|name| words.contains(name))
}

/// Characters of the longest name of a body at the start of a clause.
const LONGEST_NAME: usize = 14;

/// Words of a clause that tells a field of work: 在交通运输领域.
const FIELDS: [&str; 7] = ["领域", "方面", "行业", "系统", "条线", "中", "类"];

/// The time that a sentence is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Time {
    Own,
    Other,
}

impl Reader<'_> {
    /// Updates the time; a comparison does not change it.
    pub(super) fn time(&mut self, shape: &Shape<'_>, is_first: bool) {
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
    pub(super) fn scope(&mut self, shape: &Shape<'_>) {
        self.is_of_field |= self.names_field(shape);
        if shape.names_own() {
            (self.is_confined, self.is_of_another) = (false, false);
            return;
        }
        if !self.is_of_another {
            self.is_of_another = {
                let opening = self.opening(shape);
                BODIES.iter().any(|body| opening.contains(body))
            };
        }
        if self.is_confined || shape.figures() > 0 {
            return;
        }
        let words = |token: &Token| self.words(token);
        // 新条例施行后，…: a part of the year.
        let last = shape.tokens.last().filter(|last| last.kind == Kind::Other).map(words);
        let is_part = last.is_some_and(|words| words.ends_with(['后', '前', '时']));
        let mut unknown = shape.tokens.iter().filter(|token| token.kind == Kind::Other).map(words);
        self.is_confined = is_part || unknown.any(names_body_or_channel);
    }

    /// Whether a clause is about the body as a whole.
    pub(super) fn is_own(&self, shape: &Shape<'_>) -> bool {
        let is_dated = self.time == Some(Time::Own) || shape.has_any(&[Word::Time, Word::ThisYear]);
        (shape.names_own() || !(self.is_confined || self.is_of_another))
            && (is_dated || !shape.has(Word::Cumulative))
    }

    /// Whether a clause tells a field of work by words that are not known.
    fn names_field(&self, shape: &Shape<'_>) -> bool {
        let last = shape.tokens.last().map(|last| self.words(last)).unwrap_or_default();
        shape.figures() == 0
            && shape.tokens.iter().any(|token| token.kind == Kind::Other)
            && FIELDS.iter().any(|field| last.ends_with(field))
    }

    /// The words at the start of a clause that may be the name of another body: 企业服务中心收到….
    fn opening(&self, shape: &Shape<'_>) -> String {
        let is_name = |token: &&Token| match token.kind {
            Kind::Other => true,
            Kind::Word(word) => {
                [Word::Applicant(&[]), Word::Disclosed(""), Word::Rest].iter().any(|like| word.is_like(*like))
            }
            _ => false,
        };
        let names = shape.tokens.iter().take(LONGEST_NAME).take_while(is_name);
        // 行政处罚 is the name of no 处.
        let unknown = names.filter(|token| token.kind == Kind::Other);
        unknown.flat_map(|token| self.words(token).chars()).take(LONGEST_NAME).collect()
    }
}
