//! The page around a report: ours, or the user's with the placeholders `$title$`, `$meta$`,
//! `$style$`, `$body$` and `$chart$`, as pandoc's templates have them.

use crate::model::error::{Error, Result};
use crate::model::language::Message;

/// The default page.
pub(super) const OURS: &str = include_str!("page.html");

/// The placeholder of the chart; a page without it has the chart at the end of the body.
pub(super) const CHART: &str = "$chart$";

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
        ("$title$", parts.title),
        ("$meta$", parts.meta),
        ("$style$", parts.style),
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
    fn only_placeholders_are_replaced() {
        let parts =
            Parts { title: "年报", meta: "<meta>", style: "p{}", body: "$title$ 5$", chart: "<svg>" };
        let page = "<h1>$title$</h1>$meta$<style>$style$</style>$body$ $5 $x$ $chart$ $";
        let page = fill(page, &parts).unwrap();
        assert_eq!(page, "<h1>年报</h1><meta><style>p{}</style>$title$ 5$ $5 $x$ <svg> $");
        assert!(matches!(fill("<p>$title$</p>", &parts), Err(Error::UnusableReference { .. })));
    }
}
