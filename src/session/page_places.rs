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
/// How many of them the writer fills.
const OF_WRITER: usize = 5;

/// The place of the chart: a page that has it asks for the chart.
const CHART: &str = "chart";

/// Properties of the site that publishes a report, which no report has.
pub const SITE: [&str; 2] = ["SiteName", "ColumnName"];

/// The places of a page, `$name$`, in order.
pub fn places(page: &str) -> impl Iterator<Item = &str> {
    page.split('$').skip(1).filter(|name| is_name(name))
}

/// Whether a page has a place for the chart.
pub(super) fn has_chart(page: &str) -> bool {
    places(page).any(|name| name == CHART)
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
}

/// The page with the values in their places; a property that the report does not have is empty. What is no place is
/// unchanged.
pub(super) fn fill(page: &str, head: &[Property], given: &[(String, String)]) -> String {
    let value = |name: &str| {
        let is_known = PAGE_PLACES.iter().skip(OF_WRITER).any(|place| *place == name);
        let property = head.iter().find(|property| property.name == name).map(|property| &property.text);
        let given = given.iter().find(|(place, _)| place == name).map(|(_, value)| value);
        let is_of_writer = PAGE_PLACES.iter().take(OF_WRITER).any(|place| *place == name);
        let value = given.or(property).filter(|_| !is_of_writer);
        value.cloned().or_else(|| is_known.then(String::new))
    };
    let mut filled = String::with_capacity(page.len());
    let mut rest = page;
    while let Some((before, after)) = rest.split_once('$') {
        filled.push_str(before);
        let place = after.split_once('$').filter(|(name, _)| is_name(name));
        if let Some((text, after)) = place.and_then(|(name, after)| Some((value(name)?, after))) {
            filled.push_str(&escaped(&text));
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
    fn properties_and_given_values_are_filled_in_and_escaped() {
        let property = |name: &str, text: &str| Property { name: name.to_owned(), text: text.to_owned() };
        let head = [property("title", "年报"), property("PubDate", "2022-01-21 <后>")];
        let given = [("SiteName".to_owned(), "青溪县\"网\"".to_owned())];
        let page = "$SiteName$|$PubDate$|$Keywords$|$title$ $body$ 5$ $x$ $PubDate";
        let want = "青溪县&quot;网&quot;|2022-01-21 &lt;后&gt;||$title$ $body$ 5$ $x$ $PubDate";
        assert_eq!(fill(page, &head, &given), want);
    }
}
