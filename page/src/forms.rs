//! Forms: those that are known, one that a file brings, and blanks to fill in.

use repconv::Session;
use repconv::compose::blank::blank;
use repconv::derive::{DerivedForm, Doubt, derive};
use repconv::formats::{Content, ReadOptions};
use repconv::model::error::Error;
use repconv::model::form::Edition;
use repconv::model::language::{Language, Message};
use repconv::model::report::Report;
use repconv::model::text;
use repconv::session::{Input, read_blank_form};
use serde_json::{Value, json};

use crate::desk::Failure;

/// Doubts that are listed; a file with more is no blank form.
const MOST_LISTED: usize = 20;
/// The extension of a form as text.
const TOML: &str = "toml";

/// The form of a file: as text, or derived from a blank one.
pub(crate) struct Found {
    /// The form as text.
    pub(crate) text: String,
    /// What could not be derived.
    doubts: Vec<Doubt>,
}

impl Found {
    /// Reads it.
    pub(crate) fn read(session: &Session, name: &str, bytes: &[u8]) -> Result<Self, Failure> {
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
        if extension.eq_ignore_ascii_case(TOML) {
            let text = String::from_utf8(bytes.to_vec()).map_err(|_| {
                let what =
                    Message::new("不是 UTF-8 编码，请另存为 UTF-8", "it is not UTF-8; save it as UTF-8");
                Error::WrongForm { problems: vec![what] }
            })?;
            return Ok(Self { text: text.trim_start_matches('\u{feff}').to_owned(), doubts: Vec::new() });
        }
        let format = session.detect(Input::new(bytes).with_name(name))?;
        let options = ReadOptions::default().with_limits(*session.limits());
        let document = read_blank_form(&Content::new(bytes), format, &options)?;
        let DerivedForm { form, doubts } = derive(&document, Some(stem));
        if form.tables.is_empty() {
            let problems = doubts.iter().take(MOST_LISTED).map(problem).collect();
            return Err(Error::WrongForm { problems }.into());
        }
        Ok(Self { text: form.to_toml(), doubts })
    }

    /// The session with this form, and what the page shows of it.
    pub(crate) fn add_to(&self, session: &Session, language: Language) -> Result<(Session, Value), Failure> {
        let forms = session.forms().with_toml(&self.text).map_err(Error::from)?;
        let doubts =
            self.doubts.iter().take(MOST_LISTED).map(|doubt| problem(doubt).get(language).to_owned());
        let doubts: Vec<String> = doubts.collect();
        let shown = forms.added().first().map(|form| {
            json!({
                "form": form.id, "name": form.name, "text": self.text, "doubts": doubts,
            })
        });
        Ok((session.clone().with_forms(forms), shown.unwrap_or_default()))
    }
}

/// The forms that are known, those that were added first: `[id, name, first year]`.
pub(crate) fn known(session: &Session) -> Value {
    let forms = session.forms().iter().map(|known| {
        let form = known.form();
        json!([form.id, form.name, form.years.0])
    });
    forms.collect()
}

/// The blank form of a body for a year, as report JSON; with last year's report, what is carried over is filled in.
pub(crate) fn fresh(
    session: &Session,
    (form, organization, year): (&str, &str, u16),
    previous: Option<&Report>,
) -> Option<Vec<u8>> {
    let edition: &'static Edition = session.forms().by_id(form).filter(|form| !form.is_none())?;
    let organization = text::clean_cell(organization);
    session.write(&blank(edition, &organization, year, previous), "json").ok()
}

/// A doubt in one line with its place.
fn problem(doubt: &Doubt) -> Message {
    let with = |language, separator| match doubt.place.describe(language) {
        Some(place) => format!("{place}{separator}{}", doubt.message.get(language)),
        None => doubt.message.get(language).to_owned(),
    };
    Message::new(with(Language::Zh, "："), with(Language::En, ": "))
}
