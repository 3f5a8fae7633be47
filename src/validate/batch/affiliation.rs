//! What a roster says of a body beside its name: the region it is in, and its level.

use super::Roster;
use crate::model::text;
use crate::prose::bodies::Body;

/// The region and the level of a body, as the roster has them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Affiliation {
    /// The column 地区.
    pub region: Option<String>,
    /// The column 级别.
    pub level: Option<String>,
}

impl Affiliation {
    /// Neither is known.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.region.is_none() && self.level.is_none()
    }

    /// `城关片区 · 乡镇`; empty where neither is known.
    #[must_use]
    pub fn shown(&self) -> String {
        let parts: Vec<&str> =
            [&self.region, &self.level].into_iter().flatten().map(String::as_str).collect();
        parts.join(" · ")
    }
}

impl Roster {
    /// The same roster with what it says of the bodies of these names, as the list gives them. Of a name that it has
    /// twice the first counts.
    #[must_use]
    pub fn with_affiliations(mut self, of: impl IntoIterator<Item = (String, Affiliation)>) -> Self {
        for (name, affiliation) in of {
            let name = Body::of(&text::clean(&name)).certain_name();
            if !affiliation.is_empty() {
                self.affiliations.entry(name).or_insert(affiliation);
            }
        }
        self
    }

    /// What it says of the body that has this name, or one of the other names that it gives.
    #[must_use]
    pub fn affiliation(&self, name: &str) -> Option<&Affiliation> {
        let of = |name: &str| self.affiliations.get(&Body::of(name).certain_name());
        of(name).or_else(|| of(self.by_other_name(name)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_is_found_by_each_of_its_names() {
        let affiliation = Affiliation { region: Some("城关".to_owned()), level: None };
        let roster = Roster::new(["青溪县教育局".to_owned(), "青溪县财政局".to_owned()])
            .with_other_names([("县教育局".to_owned(), "青溪县教育局".to_owned())])
            .with_affiliations([
                ("青溪县教育局".to_owned(), affiliation.clone()),
                ("青溪县教育局".to_owned(), Affiliation { level: Some("县直".to_owned()), region: None }),
                ("青溪县财政局".to_owned(), Affiliation::default()),
            ]);
        for name in ["青溪县教育局", "青溪县 教育局", "县教育局"] {
            assert_eq!(roster.affiliation(name), Some(&affiliation), "{name}");
        }
        assert_eq!(roster.affiliation("青溪县财政局"), None);
        assert_eq!(affiliation.shown(), "城关");
    }
}
