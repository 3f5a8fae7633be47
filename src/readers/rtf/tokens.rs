//! Divides rich text into groups, control words, bytes and text.

/// What the stream yields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// A group begins.
    Open,
    /// A group ends.
    Close,
    /// `\name` or `\name-12`.
    Word { name: &'a str, number: Option<i32> },
    /// `\` and a character that is no letter.
    Symbol(u8),
    /// A byte in hexadecimal digits.
    Byte(u8),
    /// Bytes as they are.
    Text(&'a [u8]),
}

/// A stream of tokens.
#[derive(Debug)]
pub struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

/// Letters of the longest control word.
const LONGEST_WORD: usize = 40;

/// The byte in the place of hexadecimal digits that are none: no text has it.
const NO_BYTE: u8 = 0xff;

impl<'a> Tokens<'a> {
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// What was not read yet.
    pub fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// The next token. `is_double` says whether the characters here may be of two bytes: the second of them may
    /// look like a brace.
    pub fn next(&mut self, is_double: bool) -> Option<Token<'a>> {
        loop {
            let byte = *self.bytes.get(self.at)?;
            match byte {
                b'\r' | b'\n' => self.at += 1,
                b'{' | b'}' => {
                    self.at += 1;
                    return Some(if byte == b'{' { Token::Open } else { Token::Close });
                }
                b'\\' => {
                    self.at += 1;
                    match self.control()? {
                        // Data of pictures and objects is passed over.
                        Token::Word { name: "bin", number } => {
                            let length = usize::try_from(number.unwrap_or(0)).unwrap_or(0);
                            self.at = self.at.saturating_add(length);
                        }
                        token => return Some(token),
                    }
                }
                _ => return Some(Token::Text(self.text(is_double))),
            }
        }
    }

    fn text(&mut self, is_double: bool) -> &'a [u8] {
        let rest = self.rest();
        let mut length = 0;
        while let Some(byte) = rest.get(length) {
            match byte {
                b'{' | b'}' | b'\\' | b'\r' | b'\n' => break,
                0x81..=0xfe if is_double && rest.get(length + 1).is_some_and(|next| *next >= 0x40) => {
                    length += 2;
                }
                _ => length += 1,
            }
        }
        self.at += length;
        rest.get(..length).unwrap_or_default()
    }

    /// What comes after a backslash.
    fn control(&mut self) -> Option<Token<'a>> {
        let rest = self.rest();
        let first = *rest.first()?;
        if first == b'\'' {
            let digits = rest.get(1..3).and_then(|digits| std::str::from_utf8(digits).ok());
            let is_hex = |digits: &&str| digits.bytes().all(|digit| digit.is_ascii_hexdigit());
            let byte = digits.filter(is_hex).and_then(|digits| u8::from_str_radix(digits, 16).ok());
            self.at += if byte.is_some() { 3 } else { 1 };
            return Some(Token::Byte(byte.unwrap_or(NO_BYTE)));
        }
        if !first.is_ascii_alphabetic() {
            self.at += 1;
            return Some(Token::Symbol(first));
        }
        let length = rest.iter().take(LONGEST_WORD).take_while(|byte| byte.is_ascii_alphabetic()).count();
        let name = rest.get(..length).and_then(|name| std::str::from_utf8(name).ok()).unwrap_or_default();
        self.at += length;
        let number = self.number();
        if self.rest().first() == Some(&b' ') {
            self.at += 1;
        }
        Some(Token::Word { name, number })
    }

    fn number(&mut self) -> Option<i32> {
        let rest = self.rest();
        let sign = usize::from(rest.first() == Some(&b'-'));
        let digits = rest.iter().skip(sign).take_while(|byte| byte.is_ascii_digit()).count();
        if digits == 0 {
            return None;
        }
        let written = rest.get(..sign + digits).and_then(|number| std::str::from_utf8(number).ok())?;
        self.at += sign + digits;
        let most = if sign == 0 { i32::MAX } else { i32::MIN };
        Some(written.parse().unwrap_or(most))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(bytes: &[u8], is_double: bool) -> Vec<Token<'_>> {
        let mut tokens = Tokens::new(bytes);
        std::iter::from_fn(|| tokens.next(is_double)).collect()
    }

    #[test]
    fn words_end_where_the_format_says() {
        let word = |name, number| Token::Word { name, number };
        assert_eq!(
            all(b"{\\b0 x\\par\r\n\\'d0\\u-100?\\~}", false),
            [
                Token::Open,
                word("b", Some(0)),
                Token::Text(b"x"),
                word("par", None),
                Token::Byte(0xd0),
                word("u", Some(-100)),
                Token::Text(b"?"),
                Token::Symbol(b'~'),
                Token::Close,
            ]
        );
        assert_eq!(all(b"\\'zz", false), [Token::Byte(0xff), Token::Text(b"zz")]);
        assert_eq!(all(b"\\fs99999999999999999999 a", false)[0], word("fs", Some(i32::MAX)));
    }

    #[test]
    fn binary_data_is_passed_over() {
        assert_eq!(all(b"a\\bin4 {{{{b", false), [Token::Text(b"a"), Token::Text(b"b")]);
        assert_eq!(all(b"a\\bin999999 {", false), [Token::Text(b"a")]);
    }

    #[test]
    fn a_second_byte_is_no_brace() {
        assert_eq!(all(b"\x81\x7d}", true), [Token::Text(b"\x81\x7d"), Token::Close]);
        assert_eq!(all(b"\x81\x7d", false), [Token::Text(b"\x81"), Token::Close]);
    }
}
