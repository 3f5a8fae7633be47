//! The page around a report: ours, or the user's with the placeholders `$title$`, `$meta$`,
//! `$style$`, `$body$` and `$chart$`, as pandoc's templates have them.

use crate::model::error::{Error, Result};
use crate::model::language::Message;

/// The default page.
pub(super) const OURS: &str = include_str!("page.html");

/// The placeholder of the chart; a page without it has the chart at the end of the body.
pub(super) const CHART: &str = "$chart$";

/// The placeholder of our style; in a page without it the body brings what it needs.
pub(super) const STYLE: &str = "$style$";

const TITLE: &str = "$title$";

/// Elements of which one with nothing but the title is its heading. Breadcrumbs are lists, or have more in them.
const HEADINGS: [&str; 12] = ["h1", "h2", "h3", "h4", "h5", "h6", "div", "p", "td", "th", "center", "header"];
/// Elements within a heading.
const INLINE: [&str; 6] = ["span", "a", "b", "strong", "font", "em"];

/// Whether the page has a heading of its own for the title: the report is written without.
pub(super) fn has_heading(template: &str) -> bool {
    template.match_indices(TITLE).any(|(at, _)| {
        let before = template.get(..at).unwrap_or_default();
        let after = template.get(at + TITLE.len()..).unwrap_or_default();
        let is_comment = before.rsplit_once("<!--").is_some_and(|(_, comment)| !comment.contains("-->"));
        !is_comment && is_heading(before, after)
    })
}

/// Whether a heading ends with `before` and is closed by `after`.
fn is_heading(before: &str, after: &str) -> bool {
    let opened = before.trim_end().strip_suffix('>').and_then(|before| before.rsplit_once('<'));
    let closed = after.trim_start().strip_prefix("</").and_then(|after| after.split_once('>'));
    let (Some((before, opened)), Some((closed, after))) = (opened, closed) else { return false };
    let element = opened.split_whitespace().next().unwrap_or_default().to_ascii_lowercase();
    if !closed.trim().eq_ignore_ascii_case(&element) {
        return false;
    }
    HEADINGS.contains(&&*element) || (INLINE.contains(&&*element) && is_heading(before, after))
}

/// The content of each placeholder.
pub(super) struct Parts<'a> {
    pub title: &'a str,
    pub meta: &'a str,
    pub style: &'a str,
    pub body: &'a str,
    /// Empty where the report has none.
    pub chart: &'a str,
}

/// Replaces the placeholders; everything else is unchanged.
///
/// # Errors
/// [`Error::UnusableReference`] if there is no placeholder for the body.
pub(super) fn fill(template: &str, parts: &Parts<'_>) -> Result<String> {
    let places = [
        (TITLE, parts.title),
        ("$meta$", parts.meta),
        (STYLE, parts.style),
        ("$body$", parts.body),
        (CHART, parts.chart),
    ];
    if !template.contains("$body$") {
        return Err(Error::UnusableReference {
            what: Message::new("里面没有写报告正文的地方 $body$", "it has no place $body$ for the report"),
        });
    }
    let mut page = String::with_capacity(template.len() + parts.body.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('$') {
        page.push_str(before);
        let marked = rest.get(before.len()..).unwrap_or_default();
        let place = places.iter().find(|(name, _)| marked.starts_with(name));
        if let Some((name, text)) = place {
            page.push_str(text);
            rest = marked.get(name.len()..).unwrap_or_default();
        } else {
            page.push('$');
            rest = after;
        }
    }
    page.push_str(rest);
    Ok(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_of_the_page_is_an_element_with_the_title_alone() {
        for (page, want) in [
            ("<h1>$title$</h1>", true),
            ("<DIV class=\"bt\">\n  $title$\n</DIV >", true),
            ("<h2 class=a><span style='color:red'><b>$title$</b></span></h2>", true),
            ("<title>$title$</title>", false),
            ("<meta content=\"$title$\">", false),
            ("<p>标题：$title$</p>", false),
            ("<li><a>$title$</a></li>", false),
            ("<div><a>首页</a> &gt; <span>$title$</span></div>", false),
            ("<div><span>$title$</span>打印</div>", false),
            ("<!-- <h1>$title$</h1> -->", false),
            ("<!-- 标题 --><h1>$title$</h1>", true),
            ("$title$", false),
        ] {
            assert_eq!(has_heading(page), want, "{page}");
        }
    }

    #[test]
    fn only_placeholders_are_replaced() {
        let parts =
            Parts { title: "年报", meta: "<meta>", style: "p{}", body: "$title$ 5$", chart: "<svg>" };
        let page = "<h1>$title$</h1>$meta$<style>$style$</style>$body$ $5 $x$ $chart$ $";
        let page = fill(page, &parts).unwrap();
        assert_eq!(page, "<h1>年报</h1><meta><style>p{}</style>$title$ 5$ $5 $x$ <svg> $");
        assert!(matches!(fill("<p>$title$</p>", &parts), Err(Error::UnusableReference { .. })));
    }
}
