//! Rust source as words and signs: without comments, literals, and items that only tests see.

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token {
    Word(String),
    /// `::`
    Separator,
    Sign(char),
}

impl Token {
    pub fn is(&self, sign: char) -> bool {
        *self == Self::Sign(sign)
    }

    pub fn word(&self) -> Option<&str> {
        match self {
            Self::Word(word) => Some(word),
            Self::Separator | Self::Sign(_) => None,
        }
    }
}

/// The tokens of a file, items under `#[cfg(test)]` left out.
pub fn of(text: &str) -> Vec<Token> {
    without_tests(&scan(text))
}

fn scan(text: &str) -> Vec<Token> {
    let text: Vec<char> = text.chars().collect();
    let at = |index: usize| text.get(index).copied().unwrap_or('\0');
    let mut tokens = Vec::new();
    let mut index = 0;
    while index < text.len() {
        let (this, next) = (at(index), at(index + 1));
        index = match this {
            '/' if next == '/' => end_of_line(&text, index),
            '/' if next == '*' => end_of_comment(&text, index),
            '"' => end_of_string(&text, index),
            '\'' => end_of_quote(&text, index),
            ':' if next == ':' => {
                tokens.push(Token::Separator);
                index + 2
            }
            'r' | 'b' | 'c' if literal(&text, index).is_some() => literal(&text, index).unwrap_or(index + 1),
            _ if is_word(this) => {
                let end = (index..text.len()).find(|&end| !is_word(at(end))).unwrap_or(text.len());
                tokens.push(Token::Word(text[index..end].iter().collect()));
                end
            }
            _ if this.is_whitespace() => index + 1,
            _ => {
                tokens.push(Token::Sign(this));
                index + 1
            }
        };
    }
    tokens
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn end_of_line(text: &[char], from: usize) -> usize {
    (from..text.len()).find(|&end| text[end] == '\n').unwrap_or(text.len())
}

fn end_of_comment(text: &[char], from: usize) -> usize {
    let (mut depth, mut index) = (0, from);
    while index + 1 < text.len() {
        match (text[index], text[index + 1]) {
            ('/', '*') => (depth, index) = (depth + 1, index + 2),
            ('*', '/') => (depth, index) = (depth - 1, index + 2),
            _ => index += 1,
        }
        if depth == 0 {
            return index;
        }
    }
    text.len()
}

fn end_of_string(text: &[char], from: usize) -> usize {
    let mut index = from + 1;
    while index < text.len() && text[index] != '"' {
        index += if text[index] == '\\' { 2 } else { 1 };
    }
    index + 1
}

/// The end of a character (`'a'`, `'\''`) or of a lifetime (`'a`).
fn end_of_quote(text: &[char], from: usize) -> usize {
    if text.get(from + 1) == Some(&'\\') {
        return (from + 3..text.len()).find(|&end| text[end] == '\'').unwrap_or(text.len()) + 1;
    }
    let is_character = text.get(from + 2) == Some(&'\'');
    let end_of_lifetime = || (from + 1..text.len()).find(|&end| !is_word(text[end])).unwrap_or(text.len());
    if is_character { from + 3 } else { end_of_lifetime() }
}

/// The end of a literal with a prefix, if one begins here: `b"…"`, `c"…"`, `b'…'`, `r"…"`, `br##"…"##`.
fn literal(text: &[char], from: usize) -> Option<usize> {
    let raw = (from..from + 2).find(|&index| text.get(index) == Some(&'r'));
    let prefix = raw.unwrap_or(from) + 1;
    let hashes = text[prefix..].iter().take_while(|&&c| raw.is_some() && c == '#').count();
    let quote = prefix + hashes;
    match text.get(quote) {
        Some('"') if raw.is_none() => Some(end_of_string(text, quote)),
        Some('\'') if text[from] == 'b' && raw.is_none() => Some(end_of_quote(text, quote)),
        Some('"') => {
            let end: Vec<char> = std::iter::once('"').chain(std::iter::repeat_n('#', hashes)).collect();
            let found = text[quote + 1..].windows(end.len()).position(|window| window == end);
            Some(found.map_or(text.len(), |found| quote + 1 + found + end.len()))
        }
        _ => None,
    }
}

fn without_tests(tokens: &[Token]) -> Vec<Token> {
    let mut kept = Vec::new();
    let mut rest = tokens;
    while let Some(first) = rest.first() {
        match attribute(rest) {
            Some(length) if is_for_tests(&rest[..length]) => rest = &rest[length + item(&rest[length..])..],
            _ => {
                kept.push(first.clone());
                rest = &rest[1..];
            }
        }
    }
    kept
}

/// The length of the attribute that begins here.
fn attribute(tokens: &[Token]) -> Option<usize> {
    if !(tokens.first()?.is('#') && tokens.get(1)?.is('[')) {
        return None;
    }
    Some(1 + balanced(&tokens[1..]))
}

fn is_for_tests(attribute: &[Token]) -> bool {
    let has = |word: &str| attribute.iter().any(|token| token.word() == Some(word));
    has("cfg") && has("test") && !has("not")
}

/// The length of a bracketed group.
fn balanced(tokens: &[Token]) -> usize {
    let mut depth = 0;
    for (index, token) in tokens.iter().enumerate() {
        match token {
            Token::Sign('(' | '[' | '{') => depth += 1,
            Token::Sign(')' | ']' | '}') => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return index + 1;
        }
    }
    tokens.len()
}

/// The length of an item with its other attributes: to its `;` or through its body.
fn item(tokens: &[Token]) -> usize {
    let mut index = 0;
    while let Some(length) = attribute(&tokens[index..]) {
        index += length;
    }
    let is_import =
        tokens[index..].iter().take_while(|token| !token.is('{')).any(|t| t.word() == Some("use"));
    while index < tokens.len() {
        match &tokens[index] {
            Token::Sign(';' | ',') => return index + 1,
            Token::Sign('{') if !is_import => return index + balanced(&tokens[index..]),
            Token::Sign('(' | '[' | '{') => index += balanced(&tokens[index..]),
            _ => index += 1,
        }
    }
    index
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> String {
        let words: Vec<String> =
            of(text).iter().filter_map(|token| token.word().map(str::to_owned)).collect();
        words.join(" ")
    }

    #[test]
    fn comments_and_literals_are_left_out() {
        assert_eq!(words("a // crate::b\n/* c /* d */ e */ f"), "a f");
        assert_eq!(words(r##"a "b \" c" 'd' '\'' b"e" r#"f " g"# br"h" i"##), "a i");
        assert_eq!(words("fn f<'a>(x: &'a str) -> char { '\\u{1F600}' }"), "fn f x str char");
        assert_eq!(words("let r = b; crate::r::c"), "let r b crate r c");
    }

    #[test]
    fn items_for_tests_are_left_out() {
        assert_eq!(words("mod a; #[cfg(test)] mod tests; use b;"), "mod a use b");
        assert_eq!(words("#[cfg(test)] mod tests { use a; fn f() {} } use b;"), "use b");
        assert_eq!(words("#[cfg(test)] #[allow(x)] fn f(y: [u8; 2]) { g; } use b;"), "use b");
        assert_eq!(words("#[cfg(test)] pub use a::{b, c}; use d;"), "use d");
        assert_eq!(
            words("#[cfg(all(test, unix))] fn f() {} #[cfg(not(test))] fn g() {}"),
            "cfg not test fn g"
        );
        assert_eq!(words("struct S { #[cfg(test)] a: u8, b: u8 }"), "struct S b u8");
    }
}
