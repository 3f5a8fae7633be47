//! `repconv forms`: the forms that are known. `--form` adds one, or names the one that every input is of.

use std::path::Path;

use super::form_file::FormFile;
use super::{Fault, Outcome, OutputOptions, UsageError};
use repconv::batch::settings;
use repconv::forms::{Forms, KnownForm};
use repconv::model::form::{Edition, Period};
use repconv::model::language::{Language, Message, Text};
use repconv::present::grid::{Align, Grid};

const HEADER: [Text; 4] = [
    Text::new("代码", "id"),
    Text::new("年度", "years"),
    Text::new("表", "tables"),
    Text::new("名称", "name"),
];

/// The forms of a run, and the one that every input is of, if `--form` names it.
#[derive(Clone, Copy, Debug, Default)]
pub struct ChosenForms {
    pub forms: Forms,
    pub edition: Option<&'static Edition>,
}

impl ChosenForms {
    /// The forms beside the nearest `repconv.toml`, and those that the values of `--form` add or name.
    pub fn of(values: &[String], options: OutputOptions) -> Result<Self, Fault> {
        let folder = std::env::current_dir().ok();
        Self::beside(folder.and_then(|folder| settings::find(&folder)).as_deref(), values, options)
    }

    /// The forms beside this file of settings, and those that the values of `--form` add or name.
    pub fn beside(settings: Option<&Path>, values: &[String], options: OutputOptions) -> Result<Self, Fault> {
        let mut chosen = Self::default();
        for path in settings.map(settings::forms_beside).unwrap_or_default() {
            let file = FormFile::read(&path)?;
            file.say_that_doubts_remain(options);
            chosen.forms = file.add_to(chosen.forms)?;
        }
        // What the command line names counts more.
        let of_settings = settings.filter(|_| values.is_empty()).map(settings::read).transpose()?;
        let of_settings: Vec<String> = of_settings.and_then(|settings| settings.form).into_iter().collect();
        for value in of_settings.iter().chain(values) {
            if let Some(named) = chosen.forms.by_id(value) {
                chosen.edition = Some(named);
                continue;
            }
            let path = Path::new(value);
            if !path.is_file() {
                return Err(unknown(value, chosen.forms).into());
            }
            let file = FormFile::read(path)?;
            file.list_doubts(options);
            chosen.forms = file.add_to(chosen.forms)?;
        }
        Ok(chosen)
    }
}

fn unknown(value: &str, forms: Forms) -> UsageError {
    let ids: Vec<&str> = forms.iter().map(KnownForm::id).collect();
    UsageError::new(
        Message::new(
            format!("没有“{value}”这个表样，也没有这个文件"),
            format!("'{value}' is neither a form nor a file"),
        ),
        Message::new(
            format!(
                "--form 可以是 {}、none（普通文档），或者一个表样文件（.toml）、一份空表",
                ids.join("、")
            ),
            format!(
                "--form may be {}, none (a document without a form) the file of a form (.toml) or a blank form",
                ids.join(", ")
            ),
        ),
    )
}

/// Prints the table of forms.
pub fn forms(values: &[String], options: OutputOptions) -> Result<Outcome, Fault> {
    let language = options.language;
    let mut grid = Grid::new(Align::Left).with_whole_ids();
    grid.header(HEADER.iter().map(|text| text.get(language).to_owned()).collect());
    for form in ChosenForms::of(values, options)?.forms.iter().map(KnownForm::form) {
        let separator = if language == Language::Zh { "、" } else { ", " };
        let tables: Vec<&str> = form.tables.iter().map(|table| table.name).collect();
        grid.row(
            0,
            vec![
                form.id.to_owned(),
                years(form.years, form.period, language),
                tables.join(separator),
                form.basis.map_or_else(|| form.name.to_owned(), |basis| format!("{}（{basis}）", form.name)),
            ],
        );
    }
    grid.draw(&mut anstream::stdout())?;
    Ok(Outcome::Done)
}

/// How often the form is filled in, where that is not once a year.
const fn period(period: Option<Period>) -> Text {
    match period {
        None | Some(Period::Year) => Text::new("", ""),
        Some(Period::Quarter) => Text::new("，每季", ", quarterly"),
        Some(Period::Month) => Text::new("，每月", ", monthly"),
        Some(Period::Once) => Text::new("，一次", ", once"),
    }
}

fn years((first, last): (u16, u16), often: Option<Period>, language: Language) -> String {
    let years = match (last, language) {
        (u16::MAX, Language::Zh) => format!("{first} 起"),
        (u16::MAX, Language::En) => format!("since {first}"),
        _ if first == last => first.to_string(),
        _ => format!("{first}–{last}"),
    };
    format!("{years}{}", period(often).get(language))
}
