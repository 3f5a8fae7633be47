//! An article as a site's interface gives it: one string of the JSON is the page, members beside it are its title
//! and date.

use serde_json::{Map, Value};

use crate::formats::{Content, ReadOptions};
use crate::model::document::{Document, Property};
use crate::model::error::{Error, Result};
use crate::model::finding::Finding;
use crate::model::language::Message;
use crate::model::place::Place;
use crate::model::reading_rules::SKIPPED_CONTENT;
use crate::readers::chunk::read_page;

/// Bytes of the shortest page.
const SHORTEST: usize = 200;
/// Elements that the shortest page closes.
const FEWEST_ELEMENTS: usize = 3;
/// Pointers shown in a message.
const SHOWN: usize = 5;
/// Members that name the article, and when it was published; in lower case, without `_` and `-`.
const TITLES: [&str; 4] = ["title", "articletitle", "doctitle", "infotitle"];
const DATES: [&str; 6] = ["pubdate", "pubtime", "publishdate", "publishtime", "docpubtime", "releasetime"];

/// A string that is a page.
struct Page<'v> {
    pointer: String,
    html: &'v str,
    /// The members beside it.
    members: Option<&'v Map<String, Value>>,
}

/// Reads JSON that holds a page; `None` where it holds none, or pages are not read.
///
/// # Errors
/// [`Error::Refused`] when it holds several, and those of the reader of pages.
pub fn read(value: &Value, options: &ReadOptions) -> Result<Option<Document>> {
    let pages = pages(value);
    let page = match pages.as_slice() {
        [] => return Ok(None),
        [page] => page,
        pages => return Err(several(pages)),
    };
    // The text is decoded already.
    let options = options.with_encoding(None);
    let Some(mut document) = read_page(&Content::new(page.html.as_bytes()), &options)? else {
        return Ok(None);
    };
    let named = [("ArticleTitle", member(page.members, &TITLES, is_title))];
    let dated = [("PubDate", member(page.members, &DATES, is_date))];
    let properties = named
        .into_iter()
        .chain(dated)
        .filter_map(|(name, text)| Some(Property { name: name.to_owned(), text: text?.trim().to_owned() }));
    document.head.splice(0..0, properties);
    document.doubts.push(only_page_read(page));
    Ok(Some(document))
}

/// The pages among the strings of a value; the same text in several members is one.
fn pages(value: &Value) -> Vec<Page<'_>> {
    let mut pages: Vec<Page<'_>> = Vec::new();
    let mut open = vec![(String::new(), value, None)];
    while let Some((pointer, value, members)) = open.pop() {
        match value {
            Value::String(text) if is_page(text) => {
                if pages.iter().take(SHOWN).all(|page| page.html != text) {
                    pages.push(Page { pointer, html: text, members });
                }
            }
            Value::Array(items) => {
                let items = items.iter().enumerate().rev();
                open.extend(items.map(|(at, item)| (format!("{pointer}/{at}"), item, None)));
            }
            Value::Object(members) => {
                let named = members.iter().rev();
                open.extend(named.map(|(name, member)| {
                    let name = name.replace('~', "~0").replace('/', "~1");
                    (format!("{pointer}/{name}"), member, Some(members))
                }));
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
    pages
}

fn is_page(text: &str) -> bool {
    text.len() >= SHORTEST
        && text.trim_start().starts_with(|c| c == '<' || !matches!(c, '{' | '['))
        && text.matches("</").take(FEWEST_ELEMENTS).count() == FEWEST_ELEMENTS
}

/// The text of the only member with one of these names, if all that have one say the same.
fn member<'v>(
    members: Option<&'v Map<String, Value>>,
    names: &[&str],
    is_right: fn(&str) -> bool,
) -> Option<&'v str> {
    let plain = |name: &str| name.to_ascii_lowercase().replace(['_', '-'], "");
    let members = members?.iter().filter(|(name, _)| names.contains(&plain(name).as_str()));
    let mut texts = members.filter_map(|(_, value)| value.as_str()).filter(|text| is_right(text));
    let first = texts.next()?;
    texts.all(|text| text.trim() == first.trim()).then_some(first)
}

fn is_title(text: &str) -> bool {
    !text.trim().is_empty() && !text.contains(['<', '&', '\n'])
}

/// `2024-01-31`, perhaps with a time.
fn is_date(text: &str) -> bool {
    let mut parts = text.trim().splitn(3, ['-', '/', '年', '月']);
    let mut digits = |most: usize| {
        let part: String =
            parts.next().unwrap_or_default().chars().take_while(char::is_ascii_digit).collect();
        (1..=most).contains(&part.len())
    };
    text.trim().as_bytes().get(..4).is_some_and(|year| year.iter().all(u8::is_ascii_digit))
        && digits(4)
        && digits(2)
        && digits(2)
}

fn several(pages: &[Page<'_>]) -> Error {
    let names: Vec<&str> = pages.iter().take(SHOWN).map(|page| page.pointer.as_str()).collect();
    let count = pages.len();
    Error::Refused {
        what: Message::new(
            format!(
                "JSON 里有 {count} 段网页（{}），不知哪一段是报告；请只留一段，或把它另存为 .html",
                names.join("、")
            ),
            format!(
                "the JSON holds {count} pages ({}), of which the report is not known; keep one, or save it as .html",
                names.join(", ")
            ),
        ),
    }
}

fn only_page_read(page: &Page<'_>) -> Finding {
    let pointer = &page.pointer;
    let message = Message::new(
        format!("JSON 里只读了网页“{pointer}”和它的标题、日期，其他内容没有读入"),
        format!("of the JSON, only the page '{pointer}', its title and date were read"),
    );
    Finding::new(&SKIPPED_CONTENT, message, Place::Unknown)
}

#[cfg(all(test, feature = "html"))]
mod tests {
    use super::*;
    use serde_json::json;

    fn page(figure: u32) -> String {
        let text = "根据要求，编制本年度报告，并向社会公布。".repeat(4);
        format!("<p>{text}</p><table><tr><td>规章</td><td>{figure}</td></tr></table>")
    }

    #[test]
    fn the_page_is_read_with_its_title_and_date() {
        let value = json!({"code": 0, "data": {"title": " 某县年报 ", "publish_time": "2024-01-31 10:00:00",
            "content": page(12), "contentHtml": page(12), "summary": "<b>短</b>"}});
        let document = read(&value, &ReadOptions::default()).unwrap().unwrap();
        let head: Vec<_> = document.head.iter().map(|p| (p.name.as_str(), p.text.as_str())).collect();
        assert_eq!(head, [("ArticleTitle", "某县年报"), ("PubDate", "2024-01-31 10:00:00")]);
        assert_eq!(document.blocks.len(), 2);
        assert!(document.doubts.iter().any(|doubt| doubt.message.zh.contains("“/data/content”")));
    }

    #[test]
    fn members_that_disagree_or_say_something_else_are_not_taken() {
        let value = json!({"title": "甲", "docTitle": "乙", "pubDate": "1706666666000", "html": page(1)});
        assert!(read(&value, &ReadOptions::default()).unwrap().unwrap().head.is_empty());
    }

    #[test]
    fn of_several_pages_none_is_taken() {
        let value = json!([{"content": page(1)}, {"content": page(2)}]);
        let error = read(&value, &ReadOptions::default()).unwrap_err();
        assert!(matches!(error, Error::Refused { what } if what.zh.contains("/0/content、/1/content")));
        assert!(read(&json!({"a": "<b>1</b>"}), &ReadOptions::default()).unwrap().is_none());
    }
}
