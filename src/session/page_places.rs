//! The places of a web page of one's own, `$name$`: the properties of the report, and values that are given.

use crate::model::document::Property;
use crate::model::text::escaped;

/// The names of all places. The writer fills the first five; the others are properties of the report, and of the site.
pub const PAGE_PLACES: [&str; 12] = [
    "title",
    "meta",
    "style",
    "body",
    CHART,
    "ArticleTitle",
    "PubDate",
    "ContentSource",
    "Author",
    "Keywords",
    "SiteName",
    "ColumnName",
];
/// Those that the writer fills.
pub const PLACES_OF_WRITER: [&str; 5] = ["title", "meta", "style", "body", CHART];

/// The place of the chart: a page that has it asks for the chart.
pub(super) const CHART: &str = "chart";

/// Properties of the site that publishes a report, which no report has.
pub const SITE: [&str; 2] = ["SiteName", "ColumnName"];

/// A place of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PagePlace<'p> {
    /// What stands between the dollars.
    pub name: &'p str,
    /// Its line, from 1.
    pub line: usize,
}

/// The places of a page, `$name$`, in order.
#[must_use]
pub fn places(page: &str) -> Vec<PagePlace<'_>> {
    let mut places = Vec::new();
    let (mut line, mut rest) = (1, page);
    while let Some((before, after)) = rest.split_once('$') {
        line += before.matches('\n').count();
        rest = after;
        if let Some((name, after)) = after.split_once('$').filter(|(name, _)| is_name(name)) {
            places.push(PagePlace { name, line });
            // The dollar behind a name that is not known may begin another.
            if PAGE_PLACES.contains(&name) {
                rest = after;
            }
        }
    }
    places
}

/// The properties that a page has a place for and that neither the report nor anybody gives, each once.
pub(super) fn empty(page: &str, head: &[Property], given: &[(String, String)]) -> Vec<String> {
    let is_given = |name: &str| {
        given.iter().any(|(place, _)| place == name) || head.iter().any(|property| property.name == name)
    };
    let is_empty =
        |name: &&str| PAGE_PLACES.contains(name) && !PLACES_OF_WRITER.contains(name) && !is_given(name);
    let mut names: Vec<String> = Vec::new();
    for name in places(page).into_iter().map(|place| place.name).filter(is_empty) {
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    names
}

/// Whether a page has a place for the chart.
pub(super) fn has_chart(page: &str) -> bool {
    places(page).iter().any(|place| place.name == CHART)
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
}

/// The page with the values in their places; a property that the report does not have is empty. What is no place is
/// unchanged.
pub(super) fn fill(page: &str, head: &[Property], given: &[(String, String)]) -> String {
    let of_report =
        |name: &str| head.iter().find(|property| property.name == name).map(|property| &property.text);
    let value = |name: &str| {
        if PLACES_OF_WRITER.contains(&name) {
            return None;
        }
        let given = given.iter().find(|(place, _)| place == name).map(|(_, value)| value);
        if name == "ArticleTitle" && given.is_none() && of_report(name).is_some() {
            // The writer knows that a page with a heading for the title needs no other.
            return Some("$title$".to_owned());
        }
        let value = given.or_else(|| of_report(name)).map(|text| escaped(text));
        value.or_else(|| PAGE_PLACES.contains(&name).then(String::new))
    };
    let mut filled = String::with_capacity(page.len());
    let mut rest = page;
    while let Some((before, after)) = rest.split_once('$') {
        filled.push_str(before);
        let place = after.split_once('$').filter(|(name, _)| is_name(name));
        if let Some((text, after)) = place.and_then(|(name, after)| Some((value(name)?, after))) {
            filled.push_str(&text);
            rest = after;
        } else {
            filled.push('$');
            rest = after;
        }
    }
    filled + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_with_their_lines() {
        let found = |page| {
            places(page).iter().map(|place| format!("{}:{}", place.name, place.line)).collect::<Vec<_>>()
        };
        assert_eq!(
            found("<h1>$title$</h1>\n5$ $(x)\n\n$x$body$$BODY$"),
            ["title:1", "x:4", "body:4", "BODY:4"]
        );
        assert_eq!(found("$"), [""; 0]);
    }

    #[test]
    fn properties_and_given_values_are_filled_in_and_escaped() {
        let property = |name: &str, text: &str| Property { name: name.to_owned(), text: text.to_owned() };
        let head = [property("title", "年报"), property("PubDate", "2022-01-21 <后>")];
        let given = [("SiteName".to_owned(), "青溪县\"网\"".to_owned())];
        let page = "$SiteName$|$PubDate$|$Keywords$|$title$ $body$ 5$ $x$ $PubDate";
        let want = "青溪县&quot;网&quot;|2022-01-21 &lt;后&gt;||$title$ $body$ 5$ $x$ $PubDate";
        assert_eq!(fill(page, &head, &given), want);
    }

    #[test]
    fn places_that_nothing_is_known_for_are_empty() {
        let head = [Property { name: "Author".to_owned(), text: "甲局".to_owned() }];
        let given = [("Keywords".to_owned(), String::new())];
        let page = "$PubDate$ $Author$ $Keywords$ $title$ $x$ $chart$ $PubDate$ $ContentSource$";
        assert_eq!(empty(page, &head, &given), ["PubDate", "ContentSource"]);
    }
}
