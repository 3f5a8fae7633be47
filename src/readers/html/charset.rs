//! Finds the encoding a page declares for itself: `<meta charset>`, `http-equiv`, or an XML declaration.

use std::cell::Cell;

use encoding_rs::{Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};
use html5ever::TokenizerResult;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

/// Browsers look at 1024 bytes; pages with long scripts before it declare theirs later.
const SCANNED: usize = 2048;

/// The encoding that the first bytes of the page declare.
pub(super) fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    // Every byte as the character of the same number: all declarations are ASCII.
    let start: String = bytes.iter().take(SCANNED).map(|&byte| char::from(byte)).collect();
    in_meta(&start).or_else(|| in_xml(&start))
}

fn in_meta(start: &str) -> Option<&'static Encoding> {
    let tokenizer = Tokenizer::new(Scan::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(start));
    while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
    tokenizer.sink.found.get()
}

/// `<?xml version="1.0" encoding="gb2312"?>`
fn in_xml(start: &str) -> Option<&'static Encoding> {
    let (declaration, _) = start.trim_start().strip_prefix("<?xml")?.split_once("?>")?;
    let (_, value) = declaration.split_once("encoding")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    label(value.trim_start_matches(['"', '\'']).split(['"', '\'']).next()?)
}

fn label(label: &str) -> Option<&'static Encoding> {
    let encoding = Encoding::for_label(label.as_bytes())?;
    Some(if encoding == GBK {
        GB18030
    } else if encoding == UTF_16LE || encoding == UTF_16BE {
        UTF_8 // in UTF-16 the declaration could not have been read as ASCII
    } else {
        encoding
    })
}

/// `text/html; charset=gb2312`
fn in_content(content: &str) -> Option<&'static Encoding> {
    let content = content.to_ascii_lowercase();
    let (_, value) = content.split_once("charset")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    label(value.split([';', '"', '\'', ' ']).next()?)
}

/// Waits for the first `meta` that declares an encoding.
#[derive(Default)]
struct Scan {
    found: Cell<Option<&'static Encoding>>,
}

impl Scan {
    fn meta(&self, tag: &Tag) {
        let attribute = |name: &str| tag.attrs.iter().find(|a| &*a.name.local == name).map(|a| &*a.value);
        let is_type = attribute("http-equiv").is_some_and(|v| v.trim().eq_ignore_ascii_case("content-type"));
        let by_content = || attribute("content").filter(|_| is_type).and_then(in_content);
        let encoding = attribute("charset").and_then(label).or_else(by_content);
        if self.found.get().is_none() {
            self.found.set(encoding);
        }
    }
}

impl TokenSink for Scan {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let Token::TagToken(tag) = token else { return TokenSinkResult::Continue };
        if tag.kind == TagKind::EndTag {
            return TokenSinkResult::Continue;
        }
        match &*tag.name {
            "meta" => self.meta(&tag),
            "script" => return TokenSinkResult::RawData(RawKind::ScriptData),
            "style" => return TokenSinkResult::RawData(RawKind::Rawtext),
            "title" => return TokenSinkResult::RawData(RawKind::Rcdata),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(page: &str) -> Option<&'static str> {
        declared(page.as_bytes()).map(Encoding::name)
    }

    #[test]
    fn gb2312_means_gb18030_however_it_is_declared() {
        for page in [
            "<meta charset=gb2312>",
            "<META HTTP-EQUIV='Content-Type' content='text/html; charset=GBK' />",
            "<meta content=\"text/html;charset = gb_2312-80\" http-equiv=content-type>",
            "<?xml version='1.0' encoding='gb2312'?><html>",
        ] {
            assert_eq!(name(page), Some("gb18030"), "{page}");
        }
    }

    #[test]
    fn only_a_true_declaration_counts() {
        assert_eq!(name("<!-- <meta charset=big5> --><meta charset=utf-8>"), Some("UTF-8"));
        assert_eq!(name("<script>'<meta charset=big5>'</script>"), None);
        assert_eq!(name("<meta name=description content='charset=big5'>"), None);
        assert_eq!(name("<meta charset=klingon><meta charset=big5>"), Some("Big5"));
        assert_eq!(name("<meta charset=utf-16>"), Some("UTF-8"));
        assert_eq!(name(&format!("{}<meta charset=big5>", " ".repeat(2048))), None);
    }
}
