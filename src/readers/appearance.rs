//! How text is shown, and what becomes of it: one decision for all formats.
//!
//! A reader says of each run of text how it looks. [`ShownText`] keeps what a person sees as part of the line:
//! struck and hidden text is set aside, raised and lowered digits become characters of their own, so that
//! neither joins a figure. [`Asides`] makes the findings for everything that was set aside.

use crate::model::document::Role;
use crate::model::finding::{Finding, Rule};
use crate::model::language::Message;
use crate::model::place::Place;
use crate::model::reading_rules::{SKIPPED_CONTENT, UNREAD_FIGURES, UNSEEN_TEXT};
use crate::model::text::{self, Shift, shifted};

/// How a run of text looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Appearance {
    /// A line goes through it.
    pub is_struck: bool,
    /// It is not shown: hidden, of no size, or in the colour of its background.
    pub is_hidden: bool,
    /// It is set above or below its line.
    pub shift: Option<Shift>,
    /// The order in which its characters are shown.
    pub order: Order,
}

/// The order in which the characters of a text are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    #[default]
    AsStored,
    /// From right to left, digits too.
    Reversed,
    /// In a place of its own, by its number: not where it is stored.
    Apart(u32),
}

/// A colour: red, green, blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour(pub [u8; 3]);

impl Colour {
    /// The page where nothing else is said.
    pub const WHITE: Self = Self([0xff; 3]);

    /// The colour of six hexadecimal digits.
    pub fn from_hex(digits: &str) -> Option<Self> {
        let digits = digits.trim();
        let is_hex = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let value = u32::from_str_radix(digits, 16).ok().filter(|_| is_hex)?;
        let [_, red, green, blue] = value.to_be_bytes();
        Some(Self([red, green, blue]))
    }

    /// Whether text of this colour cannot be seen on that background.
    pub fn is_lost_on(self, background: Self) -> bool {
        /// Steps between two shades that nobody sees.
        const SAME: u8 = 16;
        self.0.iter().zip(background.0).all(|(a, b)| a.abs_diff(b) <= SAME)
    }
}

/// The text of a cell or paragraph as it is shown, and what stands there otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShownText {
    /// What a person sees as part of the line.
    pub text: String,
    /// What was set aside, in order.
    pub unseen: Vec<Unseen>,
}

/// Text of the document that is not part of what is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unseen {
    /// Why it is not counted.
    pub kind: AsideKind,
    /// The text.
    pub text: String,
}

/// Why a text is not part of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AsideKind {
    /// A line goes through it.
    Struck,
    /// It is not shown.
    Hidden,
    /// It was deleted while changes were tracked.
    Deleted,
    /// A comment on the text.
    Comment,
    /// A form control that holds a figure and is not read.
    Control,
    /// A text box or shape with a figure.
    TextBox,
    /// An embedded object: a sheet, a document.
    Object,
    /// A table or figure in the header or footer of the page.
    PageMargin,
    /// A picture or embedded page in the place of a figure or table.
    Picture,
    /// Text that a style sheet adds.
    Generated,
}

impl ShownText {
    /// Adds a run of text that looks like this.
    pub fn push(&mut self, run: &str, appearance: Appearance) {
        let kind = match appearance {
            Appearance { is_struck: true, .. } => AsideKind::Struck,
            Appearance { is_hidden: true, .. } => AsideKind::Hidden,
            Appearance { shift: Some(shift), .. } => {
                self.text.extend(run.chars().map(|character| shifted(character, shift)));
                return;
            }
            Appearance { order, .. } => {
                if order == Order::Reversed && !run.trim().is_empty() {
                    self.text.push(text::REVERSED);
                }
                self.text.push_str(run);
                return;
            }
        };
        self.set_aside(kind, run);
    }

    /// Adds what follows on the same line.
    pub fn append(&mut self, following: Self) {
        self.text.push_str(&following.text);
        self.unseen.extend(following.unseen);
    }

    /// Sets a text aside; runs of one kind that follow each other are one text.
    pub fn set_aside(&mut self, kind: AsideKind, run: &str) {
        match self.unseen.last_mut() {
            Some(last) if last.kind == kind => last.text.push_str(run),
            _ => self.unseen.push(Unseen { kind, text: run.to_owned() }),
        }
    }
}

/// Everything that was set aside in a document, with its places.
#[derive(Clone, Debug, Default)]
pub struct Asides(Vec<(AsideKind, String, Place)>);

impl Asides {
    /// Adds what was set aside at a place; white space alone is nothing.
    pub fn add_all(&mut self, unseen: Vec<Unseen>, place: &Place) {
        for Unseen { kind, text } in unseen {
            self.add(kind, &text, place);
        }
    }

    /// Adds a text that was set aside.
    pub fn add(&mut self, kind: AsideKind, unseen: &str, place: &Place) {
        let shown = excerpt(unseen);
        if !shown.is_empty() {
            self.0.push((kind, shown, place.clone()));
        }
    }

    /// A finding for each of the first places of a kind, and one for the others of that kind.
    pub fn into_findings(mut self) -> Vec<Finding> {
        /// Findings of one kind before those that follow are only counted.
        const SHOWN: usize = 8;
        self.0.sort_by_key(|(kind, ..)| *kind);
        let mut findings = Vec::new();
        for of_kind in self.0.chunk_by(|(a, ..), (b, ..)| a == b) {
            let Some((kind, ..)) = of_kind.first() else { continue };
            let (rule, zh, en) = kind.finding();
            let message = |text: &str| Message::new(zh.replacen("{}", text, 1), en.replacen("{}", text, 1));
            for (_, text, place) in of_kind.iter().take(SHOWN) {
                findings.push(Finding::new(rule, message(text), place.clone()));
            }
            let more = of_kind.len().saturating_sub(SHOWN);
            if let (1.., Some((_, _, place))) = (more, of_kind.get(SHOWN)) {
                let Message { zh, en } = message("……");
                let message = Message::new(
                    format!("{zh}（同类的还有 {more} 处，这是其中第一处）"),
                    format!("{en} ({more} more of this kind, of which this is the first)"),
                );
                findings.push(Finding::new(rule, message, place.clone()));
            }
        }
        findings
    }
}

impl AsideKind {
    /// The rule of a finding of this kind, and its message with `{}` for the text, in Chinese and in English.
    const fn finding(self) -> (&'static Rule, &'static str, &'static str) {
        match self {
            Self::Struck => {
                (&UNSEEN_TEXT, "“{}”划了删除线，没有计入", "'{}' is struck out and was not counted")
            }
            Self::Hidden => {
                (&UNSEEN_TEXT, "“{}”是隐藏的、看不见的文字，没有计入", "'{}' is hidden and was not counted")
            }
            Self::Deleted => (
                &UNSEEN_TEXT,
                "“{}”在修订中已经删除，没有计入",
                "'{}' is a tracked deletion and was not counted",
            ),
            Self::Comment => (&SKIPPED_CONTENT, "批注“{}”没有收入报告", "the comment '{}' was left out"),
            Self::Control => (
                &UNREAD_FIGURES,
                "表单控件里的“{}”没有读入，请核对后填成文字",
                "'{}' in a form control was not read; enter it as text",
            ),
            Self::TextBox => (
                &UNREAD_FIGURES,
                "文本框里的“{}”没有读入，如是报告的内容请移到表格或正文",
                "'{}' in a text box was not read; move it to the table or text if it belongs there",
            ),
            Self::Object => (
                &UNREAD_FIGURES,
                "嵌入的对象（{}）没有读入，其中如有文字或数字，请录入正文",
                "an embedded object ({}) was not read; enter what text or figures it holds",
            ),
            Self::Picture => (
                &UNREAD_FIGURES,
                "这里是图片或嵌入的内容（{}），里面的数没有读入，请录成文字",
                "a picture or embedded content ({}), whose figures were not read; enter them as text",
            ),
            Self::Generated => (
                &UNREAD_FIGURES,
                "样式表在这里加上的“{}”没有读入，请核对后填成文字",
                "'{}', which a style sheet adds here, was not read; enter it as text",
            ),
            Self::PageMargin => (
                &UNREAD_FIGURES,
                "页眉页脚里的“{}”没有读入，如是报告的内容请移到正文",
                "'{}' in a page header or footer was not read; move it to the text if it belongs there",
            ),
        }
    }
}

/// Whether a picture after this line is likely to be a table: the line is a heading or a caption.
pub fn announces_table(line: &str, role: Role) -> bool {
    /// Characters of a heading.
    const LONGEST: usize = 40;
    let line = line.trim();
    let text = line.trim_start_matches(['（', '(', '第']);
    let number = text.trim_start_matches(['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']);
    let is_numbered = number.len() < text.len()
        && number.starts_with(['、', '）', ')', '．', '.', '部', '章', ' ', '\u{3000}']);
    let is_caption = line.starts_with('表') || line.ends_with('表') || line.contains("单位：");
    (is_numbered || is_caption || matches!(role, Role::Heading(_)))
        && line.chars().count() <= LONGEST
        && !line.ends_with(['。', '；', '，'])
}

/// Whether a text counts something: a number and what it is a number of, such as `12件`.
pub fn counts(text: &str) -> bool {
    const UNITS: [&str; 7] = ["件", "条", "宗", "万元", "元", "人次", "次"];
    let mut rest = text;
    while let Some(at) = rest.find(char::is_numeric) {
        rest = rest.get(at..).unwrap_or_default().trim_start_matches(|c: char| c.is_numeric() || c == '.');
        if UNITS.iter().any(|unit| rest.trim_start().starts_with(unit)) {
            return true;
        }
    }
    false
}

/// The first characters of a text on one line.
fn excerpt(unseen: &str) -> String {
    /// Characters shown in a message.
    const SHOWN: usize = 40;
    let line = text::one_line(unseen);
    let line = line.trim();
    match line.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}……", line.get(..end).unwrap_or_default()),
        None => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Appearance =
        Appearance { is_struck: false, is_hidden: false, shift: None, order: Order::AsStored };

    #[test]
    fn only_what_is_seen_joins_the_figure() {
        let mut shown = ShownText::default();
        shown.push("1", Appearance { is_struck: true, ..PLAIN });
        shown.push("2", Appearance { is_struck: true, ..PLAIN });
        shown.push("599", PLAIN);
        shown.push("1", Appearance { shift: Some(Shift::Raised), ..PLAIN });
        shown.push("7", Appearance { is_hidden: true, ..PLAIN });
        assert_eq!(shown.text, "599¹");
        shown.push("21", Appearance { order: Order::Reversed, ..PLAIN });
        assert_eq!(shown.text, "599¹\u{202e}21");
        let unseen: Vec<_> = shown.unseen.iter().map(|unseen| (unseen.kind, unseen.text.as_str())).collect();
        assert_eq!(unseen, [(AsideKind::Struck, "12"), (AsideKind::Hidden, "7")]);
    }

    #[test]
    fn many_places_of_a_kind_are_counted() {
        let mut asides = Asides::default();
        for line in 1..=20 {
            asides.add(AsideKind::Struck, &line.to_string(), &Place::Line { line, column: None });
        }
        asides.add(AsideKind::Hidden, " \n", &Place::Unknown);
        let findings = asides.into_findings();
        assert_eq!(findings.len(), 9);
        assert_eq!(findings[0].message.zh, "“1”划了删除线，没有计入");
        assert_eq!(findings[8].message.zh, "“……”划了删除线，没有计入（同类的还有 12 处，这是其中第一处）");
        assert_eq!(findings[8].place, Place::Line { line: 9, column: None });
    }
}
