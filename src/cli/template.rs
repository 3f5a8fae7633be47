//! The page around HTML output (`--template`): read in its encoding, and checked before anything is written.

use super::Fault;
use super::arguments::WritingArguments;
use super::usage::UsageError;
use repconv::batch::file;
use repconv::formats::{Format, FormatOption, WriteOptions};
use repconv::model::error::Error;
use repconv::model::language::Message;
use repconv::model::limits::Limits;
use repconv::model::suggestion::nearest;
use repconv::session::{self, PAGE_PLACES, SITE};

/// The place that a page must have.
const BODY: &str = "body";

/// Loads the page and the values for its places into the writing options.
pub fn load(
    arguments: &WritingArguments,
    output: &Format,
    limits: &Limits,
    options: &mut WriteOptions,
) -> Result<(), Fault> {
    let Some(path) = arguments.template.as_deref() else {
        return if arguments.set.is_empty() { Ok(()) } else { Err(without_page().into()) };
    };
    if !output.uses(FormatOption::Template) {
        return Err(UsageError::new(
            Message::new("--template 只用于输出网页", "--template is for writing web pages only"),
            Message::new("请输出 .html，或去掉这个选项", "write .html, or leave the option out"),
        )
        .into());
    }
    options.page_values = values(&arguments.set)?;
    let of_file = |error| Fault::of_file(path, error);
    let page = file::read_text(path, limits.input_bytes).map_err(of_file)?;
    let names: Vec<&str> = options.page_values.iter().map(|(name, _)| name.as_str()).collect();
    check(&page, &names).map_err(|what| of_file(Error::UnusableReference { what }))?;
    options.template = Some(in_utf8(&page));
    Ok(())
}

fn without_page() -> UsageError {
    UsageError::new(
        Message::new("--set 只与 --template 一起用", "--set goes with --template"),
        Message::new(
            "用 --template 指明网页模板，或去掉 --set",
            "name a page with --template, or leave --set out",
        ),
    )
}

/// The values of `--set PLACE=VALUE`.
fn values(given: &[String]) -> Result<Vec<(String, String)>, UsageError> {
    let value = |written: &String| match written.split_once('=') {
        Some((name, value)) if !name.trim().is_empty() => Ok((name.trim().to_owned(), value.to_owned())),
        _ => Err(UsageError::value("--set", written, "SiteName=青溪县人民政府网, ColumnName=年度报告")),
    };
    given.iter().map(value).collect()
}

/// A page must have a place for the report, a value for each place, and no place that is nearly one.
fn check(page: &str, given: &[&str]) -> Result<(), Message> {
    for name in session::places(page).filter(|name| !given.contains(name)) {
        if SITE.contains(&name) {
            return Err(Message::new(
                format!("${name}$ 没有值，请加 --set {name}=…"),
                format!("${name}$ has no value: add --set {name}=…"),
            ));
        }
        let known = || PAGE_PLACES.into_iter().chain(given.iter().copied());
        let meant = nearest(name, known()).filter(|_| !PAGE_PLACES.contains(&name));
        if let Some(meant) = meant {
            return Err(Message::new(
                format!("没有 ${name}$ 这个位置，是不是 ${meant}$？"),
                format!("there is no place ${name}$, did you mean ${meant}$?"),
            ));
        }
    }
    if session::places(page).any(|name| name == BODY) {
        return Ok(());
    }
    Err(Message::new("里面没有写报告正文的地方 $body$", "it has no place $body$ for the report"))
}

/// The page with `utf-8` where it names another encoding for itself: in a `meta` or in its XML declaration. Scripts and
/// forms name those of others.
fn in_utf8(page: &str) -> String {
    /// Characters from the beginning in which browsers look for the encoding.
    const HEAD: usize = 4096;
    const TAGS: [(&str, &str); 2] = [("<meta", "charset"), ("<?xml", "encoding")];
    let mut end = page.len().min(HEAD);
    while !page.is_char_boundary(end) {
        end -= 1;
    }
    let (head, rest) = page.split_at_checked(end).unwrap_or((page, ""));
    let tag = |tag: &str| {
        let starts = |name: &&(&str, &str)| tag.to_ascii_lowercase().starts_with(name.0);
        let attribute = TAGS.iter().find(starts).map(|(_, attribute)| *attribute);
        attribute.map_or_else(|| tag.to_owned(), |attribute| with_utf8(tag, attribute))
    };
    let changed: String = head
        .split_inclusive('>')
        .map(|part| {
            let (before, last) = part.split_at_checked(part.rfind('<').unwrap_or(0)).unwrap_or(("", part));
            format!("{before}{}", tag(last))
        })
        .collect();
    changed + rest
}

/// A tag with `utf-8` for the value after this name.
fn with_utf8(tag: &str, name: &str) -> String {
    let is_label = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':');
    let mut changed = String::with_capacity(tag.len());
    let mut left = tag;
    while let Some(at) = left.to_ascii_lowercase().find(name) {
        let (before, after) = left.split_at_checked(at + name.len()).unwrap_or((left, ""));
        changed.push_str(before);
        let value =
            after.trim_start().strip_prefix('=').map(|value| value.trim_start_matches([' ', '"', '\'']));
        left = after;
        if let Some(value) = value {
            let label_end = value.find(|c| !is_label(c)).unwrap_or(value.len());
            let mark = after.len() - value.len();
            changed.push_str(after.get(..mark).unwrap_or_default());
            changed.push_str("utf-8");
            left = value.get(label_end..).unwrap_or_default();
        }
    }
    changed + left
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_declared_encoding_becomes_that_of_the_output() {
        for (page, want) in [
            ("<meta charset=gb2312>", "<meta charset=utf-8>"),
            ("<META CHARSET = \"GBK\" />市", "<META CHARSET = \"utf-8\" />市"),
            (
                "<meta http-equiv=Content-Type content='text/html; charset=gb2312'><p>charset</p>",
                "<meta http-equiv=Content-Type content='text/html; charset=utf-8'><p>charset</p>",
            ),
            ("<meta charset=\"utf-8\">", "<meta charset=\"utf-8\">"),
            ("<p>无</p>", "<p>无</p>"),
            (
                "<?xml version=\"1.0\" encoding=\"gb2312\"?><html><meta charset=gb2312>",
                "<?xml version=\"1.0\" encoding=\"utf-8\"?><html><meta charset=utf-8>",
            ),
            (
                "<script charset=gbk src=a.js></script><form accept-charset=gbk>",
                "<script charset=gbk src=a.js></script><form accept-charset=gbk>",
            ),
        ] {
            assert_eq!(in_utf8(page), want);
        }
    }

    #[test]
    fn a_misspelt_place_is_reported_and_other_dollars_are_not() {
        assert!(check("<h1>$title$</h1>$body$ costs 5$ or $6 $(x) $element$", &[]).is_ok());
        assert!(check("$SiteName$ $Nav$ $body$", &["SiteName", "Nav"]).is_ok());
        for (page, want) in [
            ("$titel$ $body$", "没有 $titel$ 这个位置，是不是 $title$？"),
            ("$Pubdate$ $body$", "没有 $Pubdate$ 这个位置，是不是 $PubDate$？"),
            ("$title$", "里面没有写报告正文的地方 $body$"),
            ("$SiteName$ $body$", "$SiteName$ 没有值，请加 --set SiteName=…"),
        ] {
            assert_eq!(check(page, &[]).unwrap_err().zh, want);
        }
    }
}
