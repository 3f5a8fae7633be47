//! The marks within a paragraph or cell of Markdown: emphasis, struck text, code, links, pictures, notes, escapes, and
//! HTML. What could join two figures stays as it is.

/// Names of elements that occur within a line.
const ELEMENTS: [&str; 30] = [
    "a", "b", "big", "br", "center", "code", "del", "div", "em", "font", "i", "img", "input", "ins", "li",
    "mark", "ol", "p", "s", "small", "span", "strike", "strong", "sub", "sup", "table", "td", "tr", "u",
    "ul",
];
/// Bytes of the longest tag or reference that is looked for.
const LONGEST_TAG: usize = 1000;
const LONGEST_REFERENCE: usize = 12;

/// A text without its marks.
#[derive(Debug, PartialEq, Eq)]
pub enum Text {
    Plain(String),
    /// It has what only the reader of pages can resolve.
    Html(String),
}

/// The text without its marks; `None` where it has none.
pub fn resolve(text: &str) -> Option<Text> {
    if !text.contains(['\\', '*', '_', '~', '`', '[', '<', '&']) {
        return None;
    }
    let mut line = Line::default();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        rest = match first {
            '\\' => line.escape(rest),
            '*' | '_' => line.emphasis(rest, first),
            '~' => line.struck(rest),
            '`' => line.code(rest),
            '!' | '[' => line.link(rest),
            '<' => line.tag(rest),
            '&' => line.reference(rest),
            _ => None,
        }
        .unwrap_or_else(|| {
            line.push(first);
            rest.get(first.len_utf8()..).unwrap_or_default()
        });
    }
    match line {
        Line { needs_html: true, html, .. } => Some(Text::Html(format!("<div>{html}</div>"))),
        Line { plain, .. } if plain == text => None,
        Line { plain, .. } => Some(Text::Plain(plain.trim().to_owned())),
    }
}

/// What was read of a line, as text and as HTML.
#[derive(Debug, Default)]
struct Line {
    /// The last character.
    before: Option<char>,
    /// `__` was opened.
    is_underscored: bool,
    plain: String,
    html: String,
    needs_html: bool,
}

impl Line {
    fn push(&mut self, character: char) {
        self.plain.push(character);
        match character {
            '&' => self.html.push_str("&amp;"),
            '<' => self.html.push_str("&lt;"),
            '\n' => self.html.push_str("<br>"),
            _ => self.html.push(character),
        }
        self.before = Some(character);
    }

    fn push_all(&mut self, text: &str) {
        text.chars().for_each(|character| self.push(character));
    }

    fn push_html(&mut self, html: &str) {
        self.html.push_str(html);
        self.needs_html = true;
    }

    /// `\*`
    fn escape<'t>(&mut self, text: &'t str) -> Option<&'t str> {
        let rest = text.strip_prefix('\\')?;
        let escaped = rest.chars().next().filter(char::is_ascii_punctuation)?;
        self.push(escaped);
        rest.get(escaped.len_utf8()..)
    }

    /// `**` and `***`, `__` about words; not between digits, which would become one figure.
    fn emphasis<'t>(&mut self, text: &'t str, mark: char) -> Option<&'t str> {
        let rest = text.trim_start_matches(mark);
        let marks = text.len() - rest.len();
        let is_digit = |c: Option<char>| c.is_some_and(char::is_numeric);
        let joins = is_digit(self.before) && is_digit(rest.chars().next());
        let is_mark = match mark {
            '*' => matches!(marks, 2 | 3),
            // Lines to fill in are made of these, too.
            _ if marks != 2 => false,
            _ if self.is_underscored => {
                self.is_underscored = false;
                true
            }
            _ => {
                let is_in_word = self.before.is_some_and(char::is_alphanumeric);
                self.is_underscored =
                    !is_in_word && rest.starts_with(|c: char| !c.is_whitespace()) && rest.contains("__");
                self.is_underscored
            }
        };
        if is_mark && !joins {
            return Some(rest);
        }
        self.push_all(text.get(..marks)?);
        Some(rest)
    }

    /// `~~12~~`
    fn struck<'t>(&mut self, text: &'t str) -> Option<&'t str> {
        let (struck, rest) = text.strip_prefix("~~")?.split_once("~~")?;
        if struck.trim().is_empty() || struck.starts_with('~') {
            return None;
        }
        self.push_html("<del>");
        self.push_all(struck);
        self.push_html("</del>");
        Some(rest)
    }

    fn code<'t>(&mut self, text: &'t str) -> Option<&'t str> {
        let (code, rest) = text.strip_prefix('`')?.split_once('`')?;
        let joins = self.before.is_some_and(char::is_numeric) && code.starts_with(char::is_numeric);
        if code.is_empty() || joins {
            return None;
        }
        self.push_all(code);
        Some(rest)
    }

    /// `[words](address)`, `![words](address)`, `[^1]`.
    fn link<'t>(&mut self, text: &'t str) -> Option<&'t str> {
        let inner = text.strip_prefix('!').unwrap_or(text).strip_prefix('[')?;
        let (words, rest) = inner.split_once(']')?;
        if let Some(note) =
            words.strip_prefix('^').filter(|_| self.before.is_some() && !rest.starts_with(':'))
        {
            self.push_html("<sup>");
            self.push_all(note);
            self.push_html("</sup>");
            return Some(rest);
        }
        let (address, rest) = rest.strip_prefix('(')?.split_once(')')?;
        if address.chars().any(|c| c.is_whitespace() && c != ' ') || words.contains('[') {
            return None;
        }
        if text.starts_with('!') {
            let attribute =
                |text: &str| text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
            self.push_html(&format!("<img src=\"{}\" alt=\"{}\">", attribute(address), attribute(words)));
        } else {
            let joins = self.before.is_some_and(char::is_numeric) && words.starts_with(char::is_numeric);
            if joins || address.is_empty() {
                return None;
            }
            self.push_all(words);
        }
        Some(rest)
    }

    fn tag<'t>(&mut self, text: &'t str) -> Option<&'t str> {
        let start = text.get(..text.len().min(LONGEST_TAG)).unwrap_or(text);
        if start.starts_with("<!--") {
            let (_, rest) = text.split_once("-->")?;
            return Some(rest);
        }
        let end = start.find('>')? + 1;
        let tag = text.get(..end)?;
        let name = tag.trim_start_matches('<').trim_start_matches('/');
        let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        if !ELEMENTS.contains(&name.to_ascii_lowercase().as_str()) {
            return None;
        }
        self.push_html(tag);
        self.before = None;
        text.get(end..)
    }

    /// `&nbsp;`, `&#160;`
    fn reference<'t>(&mut self, text: &'t str) -> Option<&'t str> {
        let end = text.bytes().take(LONGEST_REFERENCE).position(|byte| byte == b';')? + 1;
        let reference = text.get(..end)?;
        let name = reference.trim_matches(['&', ';', '#']);
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return None;
        }
        self.push_html(reference);
        self.before = None;
        text.get(end..)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_resolved_and_figures_never_joined() {
        let plain = |text: &str| Some(Text::Plain(text.to_owned()));
        let html = |text: &str| Some(Text::Html(format!("<div>{text}</div>")));
        for (text, expected) in [
            ("**（一）**公开", plain("（一）公开")),
            ("***12***", plain("12")),
            ("12**3**", plain("12**3")),
            ("3*4*5", None),
            ("__甲__", plain("甲")),
            ("年__月____日", None),
            ("1\\. 甲\\*", plain("1. 甲*")),
            ("5~10", None),
            ("~~12~~13", html("<del>12</del>13")),
            ("12[^1]", html("12<sup>1</sup>")),
            ("`12`", plain("12")),
            ("1`2`", None),
            ("[某局](http://a.cn)发", plain("某局发")),
            ("![](a.png)", html("<img src=\"a.png\" alt=\"\">")),
            ("甲<br>乙", html("甲<br>乙")),
            ("1 < 2 & 3", None),
            ("1<x>&amp;2", html("1&lt;x>&amp;2")),
            ("甲[1]", None),
        ] {
            assert_eq!(resolve(text), expected, "{text}");
        }
    }
}
