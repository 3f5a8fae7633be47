use super::*;
use crate::compose::blank::blank_form;
use crate::compose::form_sheets::form_sheets;
use crate::formats::{Content, Formats, ReadOptions, WriteOptions};
use crate::forms::{BUILT_IN, BuiltIn, Forms};
use crate::model::form::{Axis, ColumnForm, Edition, Presence, RowForm, TableForm, plain};
use crate::model::language::Language;
use crate::session::{read_blank_form, write};

fn derived(bytes: &[u8], extension: &str, name: &str) -> DerivedForm {
    let formats = Formats::builtin();
    let content = Content::new(bytes);
    let format = formats.detect_content(&content, Some(extension)).unwrap();
    derive(&read_blank_form(&content, format, &ReadOptions::default()).unwrap(), Some(name))
}

fn form(derived: &DerivedForm) -> &'static Edition {
    let text = derived.form.to_toml();
    let forms = Forms::builtin().with_toml(&text);
    forms.unwrap_or_else(|errors| panic!("{errors}\n{text}")).added()[0]
}

fn doubts(derived: &DerivedForm) -> Vec<String> {
    let doubt = |Doubt { place, message }: &Doubt| {
        format!("{} {}", place.describe(Language::Zh).unwrap_or_default(), message.zh)
    };
    derived.doubts.iter().map(doubt).collect()
}

/// The form that is derived from each blank, and what could not be settled.
#[test]
fn blanks_give_forms_and_doubts() {
    insta::glob!("../../fixtures/forms/blanks", "*.xlsx", |path| {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let derived = derived(&std::fs::read(path).unwrap(), "xlsx", &name);
        let said = format!("{}\n{}", derived.form.to_toml(), doubts(&derived).join("\n"));
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(path.parent().unwrap());
        settings.set_prepend_module_to_snapshot(false);
        settings.remove_snapshot_suffix();
        settings.set_omit_expression(true);
        settings.remove_input_file();
        settings.bind(|| insta::assert_snapshot!(name, said));
    });
}

/// What a workbook says of a table. It does not say its id and section, the kinds of sums, and which further rows a
/// report may have.
#[derive(Debug, PartialEq)]
struct Said {
    title: String,
    layout: crate::model::form::Layout,
    corner: Option<&'static str>,
    blocks: Vec<(Option<&'static str>, &'static [ColumnForm], Vec<&'static RowForm>)>,
    /// The totals with their parts.
    sums: Vec<(Axis, &'static str, Vec<&'static str>)>,
}

impl Said {
    fn of(table: &'static TableForm) -> Self {
        let is_shown = |row: &&RowForm| row.presence != Presence::Optional;
        let block = |block: &'static crate::model::form::BlockForm| {
            (block.clause, block.columns, block.rows.iter().filter(is_shown).collect())
        };
        let keys = || {
            let columns = table.blocks.iter().flat_map(|block| block.columns).map(|column| column.key);
            columns.chain(table.rows().map(|(_, row)| row).filter(is_shown).map(|row| row.key))
        };
        let total = |sum: &crate::model::form::Sum| {
            let [total] = sum.left else { return None };
            let mut parts: Vec<&str> =
                sum.right.iter().copied().filter(|part| keys().any(|key| key == *part)).collect();
            parts.sort_unstable();
            Some((sum.axis, *total, parts))
        };
        let mut sums: Vec<_> = table.sums.iter().filter_map(total).collect();
        sums.sort_by_key(|(axis, total, _)| (*axis == Axis::EachRow, *total));
        Self {
            title: plain(table.title).to_owned(),
            layout: table.layout,
            corner: table.corner,
            blocks: table.blocks.iter().map(block).collect(),
            sums,
        }
    }
}

/// A form, its blank workbook and the form that is derived from it are equal, up to what a workbook cannot say.
#[test]
fn the_blank_of_a_built_in_form_gives_the_form() {
    for edition in BUILT_IN.iter().map(BuiltIn::form) {
        let options = WriteOptions::default().with_blank_form(form_sheets(edition));
        let blank = blank_form(edition);
        let bytes = write(&blank, Formats::builtin().by_name("xlsx").unwrap(), &options).unwrap();
        let derived = derived(&bytes, "xlsx", edition.id);
        assert_eq!(doubts(&derived), Vec::<String>::new(), "{}", edition.id);
        let again = form(&derived);
        let said = |form: &Edition| form.tables.iter().map(Said::of).collect::<Vec<_>>();
        assert_eq!(said(again), said(edition), "{}", edition.id);
    }
}
