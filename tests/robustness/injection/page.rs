//! What a page is made of, as a browser's tokenizer sees it: only what our writers put there.

use std::cell::{Cell, RefCell};

use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use super::texts::WORD;

const ELEMENTS: [&str; 50] = [
    "a",
    "article",
    "b",
    "blockquote",
    "body",
    "br",
    "caption",
    "col",
    "colgroup",
    "dd",
    "del",
    "div",
    "dl",
    "dt",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "head",
    "header",
    "html",
    "ins",
    "li",
    "main",
    "mark",
    "meta",
    "ol",
    "p",
    "rect",
    "section",
    "small",
    "span",
    "style",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "text",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
    "u",
    "s",
    "em",
    "wbr",
];

/// Those that hold what a writer chose itself.
const ATTRIBUTES: [&str; 22] = [
    "charset",
    "class",
    "colspan",
    "fill",
    "font-family",
    "font-size",
    "height",
    "href",
    "id",
    "lang",
    "name",
    "role",
    "rowspan",
    "scope",
    "style",
    "tabindex",
    "text-anchor",
    "viewBox",
    "viewbox",
    "width",
    "x",
    "y",
];

/// Those that may hold words of a report.
const WORDS: [&str; 2] = ["aria-label", "content"];

#[derive(Default)]
struct Sink {
    faults: RefCell<Vec<String>>,
    in_style: Cell<bool>,
    styles: RefCell<String>,
}

impl Sink {
    fn fault(&self, fault: String) {
        self.faults.borrow_mut().push(fault);
    }

    fn tag(&self, tag: &Tag) {
        if !ELEMENTS.contains(&&*tag.name) {
            self.fault(format!("the element {}", tag.name));
        }
        for attribute in &tag.attrs {
            let (name, value) = (&*attribute.name.local, &*attribute.value);
            let is_own = ATTRIBUTES.contains(&name) && !value.contains(WORD);
            let leads_away = name == "href" && !is_anchor(value);
            if leads_away || name == "style" && !is_measure(value) || !is_own && !WORDS.contains(&name) {
                self.fault(format!("<{} {name}=\"{value}\">", tag.name));
            }
        }
    }
}

/// A place on the page itself.
fn is_anchor(link: &str) -> bool {
    let named = |c: char| c.is_ascii_alphanumeric() || c == '-';
    link.strip_prefix('#').is_some_and(|name| !name.is_empty() && name.chars().all(named))
}

/// Of a caption that repeats a heading: it is there for those who listen.
const UNSEEN: &str = "position:absolute;width:1px;height:1px;padding:0;overflow:hidden;clip-path:inset(50%);\
                      white-space:nowrap";

/// Of a chart, in any page.
const CHART: &str = "display:block;max-width:100%;height:auto;margin:0 auto";

fn is_measure(style: &str) -> bool {
    let measured = |name: &str, unit: &str| {
        let number = style.strip_prefix(name).and_then(|rest| rest.strip_suffix(unit));
        number.is_some_and(|number| number.chars().all(|c| c.is_ascii_digit() || c == '.'))
    };
    ["white-space:pre-wrap", "display:inline-block", UNSEEN, CHART].contains(&style)
        || measured("min-width:", "em")
        || measured("width:", "%")
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        match token {
            Token::TagToken(tag) => {
                self.tag(&tag);
                let opens = tag.kind == TagKind::StartTag;
                let raw = match &*tag.name {
                    "style" if opens => Some(RawKind::Rawtext),
                    "title" if opens => Some(RawKind::Rcdata),
                    _ => None,
                };
                self.in_style.set(opens && &*tag.name == "style");
                return raw.map_or(TokenSinkResult::Continue, TokenSinkResult::RawData);
            }
            Token::CharacterTokens(text) if self.in_style.get() => self.styles.borrow_mut().push_str(&text),
            Token::CommentToken(text) => self.fault(format!("a comment: {text}")),
            Token::NullCharacterToken => self.fault("a null".to_owned()),
            Token::ParseError(error) => self.fault(format!("not as HTML has it: {error}")),
            Token::DoctypeToken(_) | Token::CharacterTokens(_) | Token::EOFToken => {}
        }
        TokenSinkResult::Continue
    }
}

/// Elements, attributes and addresses that none of our writers writes.
pub fn faults(page: &str) -> Vec<String> {
    let input = BufferQueue::default();
    input.push_back(page.into());
    let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    let (mut faults, styles) = (tokenizer.sink.faults.take(), tokenizer.sink.styles.take());
    let held = [WORD, "url(", "@import", "expression"].into_iter().filter(|held| styles.contains(held));
    faults.extend(held.map(|held| format!("a style with {held}")));
    faults
}

#[test]
fn what_no_writer_writes_is_seen() {
    for (page, what) in [
        ("<p onmouseover=\"x\">", "onmouseover"),
        ("<a href=\"javascript:x\">", "javascript"),
        ("<a href=\"http://a.example/\">", "a.example"),
        ("<a href=#x onclick=x>", "onclick"),
        ("<svg><image x=1></svg>", "image"),
        ("<script>x</script>", "script"),
        ("<p class=\"EVIL\">", "class"),
        ("<p style=\"width:url(x)%\">", "style"),
        ("<meta http-equiv=refresh>", "http-equiv"),
        ("<style>a{b:url(x)}</style>", "url("),
        ("<!-- x -->", "comment"),
    ] {
        let faults = faults(page);
        assert!(faults.iter().any(|fault| fault.contains(what)), "{page}: {faults:?}");
    }
    let sound = "<p class=\"note\"><a href=\"#f1-2\">EVIL&lt;script&gt;</a></p>";
    assert_eq!(faults(&format!("<!DOCTYPE html>{sound}<title>&lt;x></title>")), Vec::<String>::new());
}
