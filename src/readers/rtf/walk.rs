//! Walks the tokens of a document: groups, words, characters.

use std::collections::HashMap;

use super::charset::{Charset, Fonts};
use super::damaged;
use super::destination::Destination;
use super::field::Field;
use super::flow::Context;
use super::head::Head;
use super::state::State;
use super::table::Definition;
use super::text::Pending;
use super::tokens::{Token, Tokens};
use crate::model::document::Document;
use crate::model::error::{Error, Limit, Result};
use crate::model::finding::Finding;
use crate::model::limits::Limits;
use crate::readers::word::emission::{NoChunks, NoteReference};
use crate::readers::word::finish::{Skipped, Walked};
use crate::readers::word::flow::Flow;
use crate::readers::word::piece::Piece;

/// A walk, and what it has gathered.
pub struct Walk<'a> {
    pub(super) limits: &'a Limits,
    /// What the innermost group has set.
    pub(super) state: State,
    /// The groups around, outermost first.
    groups: Vec<Group>,
    /// Whether no word of the group came yet, and whether it may be passed over.
    pub(super) start: Start,
    pub(super) head: Head,
    pub(super) fonts: Fonts,
    /// The character set of text whose font says nothing.
    pub(super) charset: Charset,
    pub(super) pending: Pending,
    pub(super) flow: Flow,
    pub(super) contexts: Vec<Context>,
    /// The definitions of the row that comes, and of the nested one.
    pub(super) definitions: [Definition; 2],
    pub(super) fields: Vec<Field>,
    /// The number before the paragraph, as it is being read.
    pub(super) label: String,
    pub(super) cells: usize,
    pub(super) notes: HashMap<String, Vec<Piece>>,
    pub(super) references: Vec<NoteReference>,
    pub(super) margins: Vec<Vec<Piece>>,
    pub(super) skipped: Skipped,
    pub(super) doubts: Vec<Finding>,
}

/// A group whose end has not come yet.
struct Group {
    /// What the group around it had set.
    around: State,
    close: Close,
}

/// What is to be done at the end of a group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Close {
    #[default]
    Nothing,
    Field,
    TextBox,
    Note(String),
    Comment,
    Margin,
    Label,
    /// The definition of the nested row is that of the outer one no longer.
    NestedRow,
    /// The first of two groups that say the same.
    Twice,
}

/// How far the beginning of a group was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Start {
    #[default]
    Over,
    /// Nothing came yet.
    Open,
    /// Programs that do not know the word that comes pass over the group.
    Optional,
}

impl<'a> Walk<'a> {
    pub fn new(limits: &'a Limits) -> Self {
        Self {
            limits,
            state: State { fallback: 1, ..State::default() },
            groups: Vec::new(),
            start: Start::Over,
            head: Head::default(),
            fonts: Fonts::default(),
            charset: Charset::of_page(1252),
            pending: Pending::default(),
            flow: Flow::default(),
            contexts: vec![Context::default()],
            definitions: [Definition::default(), Definition::default()],
            fields: Vec::new(),
            label: String::new(),
            cells: 0,
            notes: HashMap::new(),
            references: Vec::new(),
            margins: Vec::new(),
            skipped: Skipped::default(),
            doubts: Vec::new(),
        }
    }

    /// Reads the whole document.
    pub fn read(mut self, bytes: &[u8]) -> Result<Document> {
        let mut tokens = Tokens::new(bytes);
        let mut steps = 0;
        self.flow.start_story();
        while let Some(token) = tokens.next(self.is_double()) {
            self.limits.clock.step(&mut steps)?;
            self.take(token)?;
            if self.groups.is_empty() {
                break;
            }
        }
        if !self.groups.is_empty() {
            return Err(damaged("it ends before what it opened is closed"));
        }
        self.finish(tokens.rest())
    }

    fn finish(mut self, rest: &[u8]) -> Result<Document> {
        self.end_text()?;
        if rest.iter().any(|byte| !byte.is_ascii_whitespace() && *byte != 0) {
            self.doubt_rest();
        }
        self.doubt_lost();
        let pieces = self.flow.end_story();
        let walked = Walked {
            head: self.head.properties,
            pieces,
            references: self.references,
            notes: [self.notes, HashMap::new()],
            comments: Vec::new(),
            margins: self.margins,
            skipped: self.skipped,
            unnumbered: 0,
        };
        let mut document = walked.finish(&mut NoChunks, self.limits)?;
        document.doubts.extend(self.doubts);
        Ok(document)
    }

    fn take(&mut self, token: Token<'_>) -> Result<()> {
        match token {
            Token::Open => self.open()?,
            Token::Close => self.close()?,
            Token::Symbol(b'*') => self.start = Start::Optional,
            Token::Word { name, number } => self.word(name, number)?,
            Token::Symbol(symbol) => self.symbol(symbol)?,
            Token::Byte(byte) => self.bytes(&[byte]),
            Token::Text(text) => self.bytes(text),
        }
        Ok(())
    }

    fn open(&mut self) -> Result<()> {
        self.flush();
        self.pending.end_fallback();
        self.start_group();
        let (found, allowed) = (self.groups.len(), self.limits.depth);
        if found > allowed {
            return Err(Error::TooLarge { what: Limit::Depth, found: found as u64, allowed: allowed as u64 });
        }
        Ok(())
    }

    fn start_group(&mut self) {
        // The first of two groups that say the same is passed over.
        let is_older = matches!(self.groups.last(), Some(Group { close: Close::Twice, .. }));
        self.groups.push(Group { around: self.state, close: Close::Nothing });
        if is_older {
            if let Some(twice) = self.groups.iter_mut().rev().nth(1) {
                twice.close = Close::Nothing;
            }
            self.state.destination = Destination::Skip;
        }
        self.start = Start::Open;
    }

    fn close(&mut self) -> Result<()> {
        self.flush();
        self.pending.end_fallback();
        self.start = Start::Over;
        let Some(group) = self.groups.pop() else { return Ok(()) };
        if group.around.destination != self.state.destination {
            self.end_property();
        }
        self.end_group(group.close)?;
        self.state = group.around;
        Ok(())
    }

    /// What is done when the innermost group ends.
    pub(super) fn on_close(&mut self, close: Close) {
        if let Some(group) = self.groups.last_mut() {
            group.close = close;
        }
    }

    /// Whether a group that is open ends with this.
    pub(super) fn is_within(&self, close: &Close) -> bool {
        self.groups.iter().rev().any(|group| group.close == *close)
    }

    fn word(&mut self, name: &str, number: Option<i32>) -> Result<()> {
        if self.pending.skip_one() {
            return Ok(());
        }
        self.flush();
        let start = std::mem::take(&mut self.start);
        if self.state.destination == Destination::Skip {
            return Ok(());
        }
        if start != Start::Over && self.begin(name) {
            return Ok(());
        }
        if start == Start::Optional {
            self.state.destination = Destination::Skip;
            return Ok(());
        }
        if self.document_word(name, number) || self.head_word(name, number) {
            return Ok(());
        }
        if self.state.set(name, number, &self.head.colours) {
            return Ok(());
        }
        if self.row_word(name, number) {
            return Ok(());
        }
        self.character_word(name, number)
    }

    /// Words that say something of the whole document, or of the fallbacks of characters.
    fn document_word(&mut self, name: &str, number: Option<i32>) -> bool {
        match name {
            "ansicpg" => {
                let page = Charset::of_page(number.unwrap_or(0));
                if page != Charset::OfDocument {
                    self.charset = page;
                }
            }
            "mac" => self.charset = Charset::of_page(10000),
            "deff" => self.fonts.default = number,
            _ => return false,
        }
        true
    }
}
