//! `repconv forms`: the forms that are known. `--form` adds one, or names the one that every input is of.

use std::path::Path;

use super::{Fault, Outcome, OutputOptions, UsageError};
use repconv::batch::{file, settings};
use repconv::forms::{Forms, KnownForm};
use repconv::model::error::Error;
use repconv::model::form::Edition;
use repconv::model::language::{Language, Message, Text};
use repconv::present::grid::{Align, Grid};

const HEADER: [Text; 4] = [
    Text::new("代码", "id"),
    Text::new("年度", "years"),
    Text::new("表", "tables"),
    Text::new("名称", "name"),
];

/// Bytes of the largest file of a form that is opened.
const LARGEST: u64 = 2 << 20;

/// The forms of a run, and the one that every input is of, if `--form` names it.
#[derive(Clone, Copy, Debug, Default)]
pub struct ChosenForms {
    pub forms: Forms,
    pub edition: Option<&'static Edition>,
}

impl ChosenForms {
    /// The forms beside the nearest `repconv.toml`, and those that the values of `--form` add or name.
    pub fn of(values: &[String]) -> Result<Self, Fault> {
        let folder = std::env::current_dir().ok();
        Self::beside(folder.and_then(|folder| settings::find(&folder)).as_deref(), values)
    }

    /// The forms beside this file of settings, and those that the values of `--form` add or name.
    pub fn beside(settings: Option<&Path>, values: &[String]) -> Result<Self, Fault> {
        let mut chosen = Self::default();
        for path in settings.map(settings::forms_beside).unwrap_or_default() {
            chosen.forms = read(&path, chosen.forms).map_err(|error| Fault::of_file(&path, error))?;
        }
        for value in values {
            if let Some(named) = chosen.forms.by_id(value) {
                chosen.edition = Some(named);
                continue;
            }
            let path = Path::new(value);
            if !path.is_file() {
                return Err(unknown(value, chosen.forms).into());
            }
            chosen.forms = read(path, chosen.forms).map_err(|error| Fault::of_file(path, error))?;
        }
        Ok(chosen)
    }
}

fn read(path: &Path, forms: Forms) -> Result<Forms, Error> {
    let bytes = file::read_bytes(path, LARGEST)?;
    let text = String::from_utf8(bytes).map_err(|_| {
        let what = Message::new("不是 UTF-8 编码，请另存为 UTF-8", "it is not UTF-8; save it as UTF-8");
        Error::WrongForm { problems: vec![what] }
    })?;
    Ok(forms.with_toml(text.trim_start_matches('\u{feff}'))?)
}

fn unknown(value: &str, forms: Forms) -> UsageError {
    let ids: Vec<&str> = forms.iter().map(KnownForm::id).collect();
    UsageError::new(
        Message::new(
            format!("没有“{value}”这个表样，也没有这个文件"),
            format!("'{value}' is neither a form nor a file"),
        ),
        Message::new(
            format!("--form 可以是 {}、none（普通文档），或者一个表样文件（.toml）", ids.join("、")),
            format!(
                "--form may be {}, none (a document without a form) or the file of a form (.toml)",
                ids.join(", ")
            ),
        ),
    )
}

/// Prints the table of forms.
pub fn forms(values: &[String], options: OutputOptions) -> Result<Outcome, Fault> {
    let language = options.language;
    let mut grid = Grid::new(Align::Left);
    grid.header(HEADER.iter().map(|text| text.get(language).to_owned()).collect());
    for form in ChosenForms::of(values)?.forms.iter().map(KnownForm::form) {
        let separator = if language == Language::Zh { "、" } else { ", " };
        let tables: Vec<&str> = form.tables.iter().map(|table| table.name).collect();
        grid.row(
            0,
            vec![
                form.id.to_owned(),
                years(form.years, language),
                tables.join(separator),
                form.name.to_owned(),
            ],
        );
    }
    grid.draw(&mut anstream::stdout())?;
    Ok(Outcome::Done)
}

fn years((first, last): (u16, u16), language: Language) -> String {
    match (last, language) {
        (u16::MAX, Language::Zh) => format!("{first} 起"),
        (u16::MAX, Language::En) => format!("since {first}"),
        _ if first == last => first.to_string(),
        _ => format!("{first}–{last}"),
    }
}
