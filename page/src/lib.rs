//! The library for the page `repconv.html`: files in, what the page shows out, as JSON.
//!
//! [`Desk`] does the work and is tested like any other code; [`Engine`] is its face for JavaScript.

mod desk;
mod edits;
mod fields;
mod forms;
mod submissions;
mod view;

pub use desk::{Desk, Failure};

use submissions::About;

use repconv::model::language::Language;
use wasm_bindgen::prelude::wasm_bindgen;

/// The desk as JavaScript sees it. Texts are JSON; what fails is `{"error": {"message", "hint"}}`.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct Engine {
    desk: Desk,
}

#[wasm_bindgen]
impl Engine {
    /// An empty desk.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// `repconv 0.1.0`.
    #[must_use]
    pub fn version() -> String {
        format!("repconv {}", env!("CARGO_PKG_VERSION"))
    }

    /// Reads a file under a number that the page chooses; one that was open under it is closed.
    pub fn open(&mut self, id: u32, name: &str, bytes: &[u8], english: bool) -> String {
        answer(self.desk.open(id, name, bytes), language(english))
    }

    /// Makes the edits, JSON, in the file as it was read, and shows the result.
    pub fn show(&mut self, id: u32, edits: &str, english: bool) -> String {
        answer(self.desk.show(id, edits, language(english)), language(english))
    }

    /// Adds the form of a file: a form as text (TOML), or a blank one from which it is derived.
    pub fn add_form(&mut self, name: &str, bytes: &[u8], english: bool) -> String {
        answer(self.desk.add_form(name, bytes, language(english)), language(english))
    }

    /// The forms that are known, `[id, name, first year]` each.
    #[must_use]
    pub fn forms(&self) -> String {
        self.desk.forms().to_string()
    }

    /// The blank form of a body for a year, as report JSON; empty where there is no such form.
    #[must_use]
    pub fn fresh(&self, form: &str, organization: &str, year: u16, previous: u32) -> Vec<u8> {
        self.desk.fresh(form, organization, year, previous)
    }

    /// Compares the report with that of the year before, which is open under another number; 0 for none.
    pub fn set_previous(&mut self, id: u32, previous: u32, english: bool) -> String {
        answer(self.desk.set_previous(id, previous), language(english))
    }

    /// What a rule is about, why it matters, and how to mend what it finds.
    #[must_use]
    pub fn rule(code: &str, english: bool) -> String {
        view::rule(code, language(english)).to_string()
    }

    /// The bytes of the report, as it is shown, in this format. Empty where it failed; see [`Engine::failure`].
    pub fn save(&mut self, id: u32, format: &str, encoding: &str, is_final: bool) -> Vec<u8> {
        self.desk.save(id, format, encoding, is_final)
    }

    /// Why the last [`Engine::save`] returned nothing.
    #[must_use]
    pub fn failure(&self, english: bool) -> String {
        view::failure(self.desk.failure(), language(english)).to_string()
    }

    /// What the last file that was saved does not hold; empty where it holds everything.
    #[must_use]
    pub fn loss(&self, english: bool) -> String {
        self.desk.loss(language(english)).to_owned()
    }

    /// The differences from the report of the year before, as a page.
    #[must_use]
    pub fn difference(&self, id: u32, english: bool) -> Vec<u8> {
        self.desk.difference(id, language(english))
    }

    /// Forgets all files that were received.
    pub fn clear_received(&mut self) {
        self.desk.submissions.clear();
    }

    /// Reads and checks one more of many files.
    pub fn receive(&mut self, name: &str, bytes: &[u8]) {
        self.desk.receive(name, bytes);
    }

    /// Puts the report that is open in the place of the one that was received under this number, from 0.
    pub fn correct(&mut self, number: usize, id: u32) {
        self.desk.correct(number, id);
    }

    /// What became of each file, and who is missing; the roster is a name on each line, what was chosen a file.
    pub fn status(&mut self, roster: &str, office: &str, chosen: &str, english: bool) -> String {
        let about = About { roster, office, chosen, date: "", language: language(english) };
        self.desk.submissions.status(about).to_string()
    }

    /// The sums in the format of this name; `slips`: what each body has to mend, packed; `all`: everything, packed.
    /// Empty where there is nothing to write. Slips bear the date, `2026-01-31`.
    pub fn collect(
        &mut self,
        what: &str,
        roster: &str,
        office: &str,
        chosen: &str,
        date: &str,
        english: bool,
    ) -> Vec<u8> {
        let about = About { roster, office, chosen, date, language: language(english) };
        self.desk.result(what, about)
    }

    /// Closes a file.
    pub fn close(&mut self, id: u32) {
        self.desk.close(id);
    }
}

const fn language(english: bool) -> Language {
    if english { Language::En } else { Language::Zh }
}

fn answer(result: Result<serde_json::Value, Failure>, language: Language) -> String {
    result.unwrap_or_else(|failure| view::failure(Some(&failure), language)).to_string()
}
