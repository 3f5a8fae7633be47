//! The file of a form: TOML, or a blank form from which one is derived.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::{Fault, OutputOptions, print};
use repconv::batch::file;
use repconv::derive::{self, DerivedForm, Doubt};
use repconv::formats::{Content, Formats, ReadOptions};
use repconv::forms::Forms;
use repconv::model::error::Error;
use repconv::model::language::{Language, Message};
use repconv::session::read_blank_form;

/// Bytes of the largest file of a form in TOML that is opened.
const LARGEST: u64 = 2 << 20;
/// Doubts that are listed; a file with more is no blank form.
const MOST_LISTED: usize = 100;

/// A form as its file gives it.
#[derive(Debug)]
pub struct FormFile {
    path: PathBuf,
    /// The form in TOML.
    pub text: String,
    /// What could not be derived.
    pub doubts: Vec<Doubt>,
}

impl FormFile {
    /// Reads the file, whichever it is.
    pub fn read(path: &Path) -> Result<Self, Fault> {
        let is_toml = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml"));
        let read = if is_toml { toml(path) } else { derived(path) };
        read.map_err(|error| Fault::of_file(path, error))
    }

    /// The forms with this one; the errors of a derived form come with what could not be derived.
    pub fn add_to(&self, forms: Forms) -> Result<Forms, Fault> {
        forms.with_toml(&self.text).map_err(|errors| {
            let mut error = Error::from(errors);
            if let (Error::WrongForm { problems }, false) = (&mut error, self.doubts.is_empty()) {
                *problems = self.doubts.iter().map(problem).collect();
            }
            Fault::of_file(&self.path, error)
        })
    }

    /// Lists what could not be derived, with places, on standard error.
    pub fn list_doubts(&self, options: OutputOptions) {
        if options.quiet || self.doubts.is_empty() {
            return;
        }
        let language = options.language;
        let count = self.doubts.len();
        let name = file::shown_name(&self.path);
        let listed =
            self.doubts.iter().take(MOST_LISTED).map(|doubt| problem(doubt).get(language).to_owned());
        print::lines(listed);
        print::lines([match language {
            Language::Zh => format!("{name}：{count} 处没有推导出来，请看一看"),
            Language::En if count == 1 => format!("{name}: 1 thing could not be derived"),
            Language::En => format!("{name}: {count} things could not be derived"),
        }]);
    }

    /// Says in one line that something could not be derived: for forms that nobody named.
    pub fn say_that_doubts_remain(&self, options: OutputOptions) {
        if options.quiet || self.doubts.is_empty() {
            return;
        }
        let (name, count) = (file::shown_name(&self.path), self.doubts.len());
        print::lines([match options.language {
            Language::Zh => format!("{name}：{count} 处没有推导出来，详见 repconv form {name}"),
            Language::En => {
                format!("{name}: not all of it could be derived ({count}); see 'repconv form {name}'")
            }
        }]);
    }
}

fn toml(path: &Path) -> Result<FormFile, Error> {
    let bytes = file::read_bytes(path, LARGEST)?;
    let text = String::from_utf8(bytes).map_err(|_| {
        let what = Message::new("不是 UTF-8 编码，请另存为 UTF-8", "it is not UTF-8; save it as UTF-8");
        Error::WrongForm { problems: vec![what] }
    })?;
    let text = text.trim_start_matches('\u{feff}').to_owned();
    Ok(FormFile { path: path.to_owned(), text, doubts: Vec::new() })
}

fn derived(path: &Path) -> Result<FormFile, Error> {
    let options = ReadOptions::default();
    let bytes = file::read_bytes(path, options.limits.input_bytes)?;
    let content = Content::new(&bytes);
    let formats = Formats::builtin();
    let format = formats.detect_content(&content, path.extension().and_then(OsStr::to_str))?;
    let document = read_blank_form(&content, format, &options)?;
    let stem = path.file_stem().map(|stem| stem.to_string_lossy());
    let DerivedForm { form, doubts } = derive::derive(&document, stem.as_deref());
    if form.tables.is_empty() {
        return Err(Error::WrongForm { problems: doubts.iter().map(problem).collect() });
    }
    Ok(FormFile { path: path.to_owned(), text: form.to_toml(), doubts })
}

/// A doubt in one line with its place.
fn problem(doubt: &Doubt) -> Message {
    let Doubt { place, message } = doubt;
    let with = |language, separator| match place.describe(language) {
        Some(place) => format!("{place}{separator}{}", message.get(language)),
        None => message.get(language).to_owned(),
    };
    Message::new(with(Language::Zh, "："), with(Language::En, ": "))
}
