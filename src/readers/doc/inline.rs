//! The markup of a paragraph's runs.

use super::characters::{Characters, Mark};
use super::markup::Markup;

/// Runs that are being written: characters that look the same are one run.
#[derive(Debug, Default)]
pub struct Inline {
    out: Markup,
    open: Option<Characters>,
    text: String,
}

impl Inline {
    pub fn character(&mut self, look: &Characters, character: char) {
        self.open_run(look);
        self.text.push(character);
    }

    /// An element that is not text.
    pub fn element(&mut self, look: &Characters, name: &str, attributes: &[(&str, &str)]) {
        self.open_run(look);
        self.flush();
        self.out.empty(name, attributes);
    }

    /// Finished markup that belongs into a run.
    pub fn markup(&mut self, look: &Characters, markup: &str) {
        self.open_run(look);
        self.flush();
        self.out.append(markup);
    }

    pub fn finish(mut self) -> Markup {
        self.close_run();
        self.out
    }

    fn open_run(&mut self, look: &Characters) {
        if self.open.as_ref() == Some(look) {
            return;
        }
        self.close_run();
        if look.has(Mark::Deleted) {
            self.out.open("del");
        }
        self.out.open("r");
        look.write(&mut self.out);
        self.open = Some(*look);
    }

    fn close_run(&mut self) {
        self.flush();
        if let Some(look) = self.open.take() {
            self.out.close("r");
            if look.has(Mark::Deleted) {
                self.out.close("del");
            }
        }
    }

    fn flush(&mut self) {
        if !self.text.is_empty() {
            self.out.text("t", &self.text);
            self.text.clear();
        }
    }
}
