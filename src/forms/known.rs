//! The forms that a run knows: the built-in ones, and those that an office adds.

use std::borrow::Cow;
use std::fmt;

use super::kept::Kept;
use super::language::{self, FormErrors};
use super::{BUILT_IN, BuiltIn, NONE};
use crate::model::form::Edition;

/// Forms that a process can add, and sets of them.
const MOST: usize = 1000;

/// The forms that a run knows, the added ones before the built-in ones; a value, copied freely.
///
/// ```
/// use repconv::forms::Forms;
///
/// let text = r#"
/// id    = "penalties"
/// name  = "行政处罚实施情况统计表"
/// title = ["行政处罚实施情况统计表"]
/// years = { from = 2021 }
/// [[table]]
/// id      = "penalties"
/// title   = "行政处罚实施情况统计表"
/// columns = [{ id = "warning", label = "警告" }, { id = "fine", label = "罚款" }]
/// rows    = [{ id = "total", label = "合计" }]
/// "#;
/// let forms = Forms::builtin().with_toml(text)?;
/// assert!(forms.by_id("penalties").is_some() && forms.by_id("2021").is_some());
///
/// let errors = Forms::builtin().with_toml("id = 2021").unwrap_err();
/// assert_eq!(errors.list()[0].line, 1);
/// # Ok::<(), repconv::forms::language::FormErrors>(())
/// ```
#[derive(Clone, Copy, Default)]
pub struct Forms {
    /// The last added first.
    added: &'static [&'static Edition],
}

/// A form that is known; a built-in one may not have been read.
#[derive(Clone, Copy, Debug)]
pub enum KnownForm {
    /// One of the built-in forms.
    BuiltIn(&'static BuiltIn),
    /// A form that was added.
    Added(&'static Edition),
}

impl Forms {
    /// The built-in forms alone.
    #[must_use]
    pub const fn builtin() -> Self {
        Self { added: &[] }
    }

    /// The same forms and one more, which comes before the others and replaces one of the same id.
    ///
    /// # Errors
    /// When the process has added too many different forms.
    pub fn with(self, form: &'static Edition) -> Result<Self, FormErrors> {
        if self.by_id(form.id).is_some_and(|known| std::ptr::eq(known, form)) {
            return Ok(self);
        }
        let rest = self.added.iter().copied().filter(|known| known.id != form.id);
        let added: Vec<&Edition> = [form].into_iter().chain(rest).collect();
        let make = |kept| check_count(kept).map(|()| ((), added.clone()));
        SETS.get_or_keep(|(), known| are_same(known, &added), make).map(|added| Self { added })
    }

    /// The same forms and that of this TOML text (docs/forms.md). Texts that are equal give one form, which is
    /// kept for as long as the process runs.
    ///
    /// # Errors
    /// Everything that is wrong with the text, in its order; or that the process has added too many different forms.
    pub fn with_toml(self, text: &str) -> Result<Self, FormErrors> {
        let read = |kept| {
            check_count(kept)?;
            Ok((Box::from(text), language::parse(text)?))
        };
        self.with(TEXTS.get_or_keep(|known, _| **known == *text, read)?)
    }

    /// Every form, the added ones first, then the newest first.
    pub fn iter(self) -> impl Iterator<Item = KnownForm> {
        let added = self.added.iter().map(|form| KnownForm::Added(form));
        let is_replaced = move |id: &str| self.added.iter().any(|form| form.id == id);
        added.chain(BUILT_IN.iter().filter(move |known| !is_replaced(known.id)).map(KnownForm::BuiltIn))
    }

    /// The form of this id; `none` is that of documents without a form.
    #[must_use]
    pub fn by_id(self, id: &str) -> Option<&'static Edition> {
        if id == NONE.id {
            return Some(&NONE);
        }
        self.iter().find(|known| known.id() == id).map(KnownForm::form)
    }

    /// The form that disclosure reports for `year` use.
    #[must_use]
    pub fn for_year(self, year: u16) -> Option<&'static Edition> {
        let is_of = |known: &KnownForm| {
            let (first, last) = known.years();
            known.is_disclosure() && (first..=last).contains(&year)
        };
        self.iter().find(is_of).map(KnownForm::form)
    }

    /// Whether these are the same forms.
    #[must_use]
    pub fn is_same(self, other: Self) -> bool {
        are_same(self.added, other.added)
    }

    /// The forms that were added, the last first.
    #[must_use]
    pub const fn added(self) -> &'static [&'static Edition] {
        self.added
    }
}

impl fmt::Debug for Forms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter().map(KnownForm::id)).finish()
    }
}

impl KnownForm {
    /// The id.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::BuiltIn(known) => known.id,
            Self::Added(form) => form.id,
        }
    }

    /// First and last report year that uses it.
    #[must_use]
    pub const fn years(self) -> (u16, u16) {
        match self {
            Self::BuiltIn(known) => known.years,
            Self::Added(form) => form.years,
        }
    }

    /// Whether it is of the report on government information disclosure.
    #[must_use]
    pub const fn is_disclosure(self) -> bool {
        match self {
            Self::BuiltIn(known) => known.is_disclosure,
            Self::Added(form) => form.disclosure.is_some(),
        }
    }

    /// Words of a title that say that a document is of this form.
    #[must_use]
    pub fn titles(self) -> Vec<&'static str> {
        match self {
            Self::BuiltIn(known) => known.titles().collect(),
            Self::Added(form) => form.titles.to_vec(),
        }
    }

    /// The labels of its rows and columns, in any order.
    #[must_use]
    pub fn labels(self) -> Vec<Cow<'static, str>> {
        match self {
            Self::BuiltIn(known) => known.labels().collect(),
            Self::Added(form) => {
                let blocks = || form.tables.iter().flat_map(|table| table.blocks);
                let named = form.tables.iter().filter(|table| !table.has_records());
                let rows = named.flat_map(|table| table.rows().map(|(_, row)| row.label));
                let columns = blocks().flat_map(|block| block.columns.iter().map(|column| column.label));
                rows.chain(columns).map(Cow::Borrowed).collect()
            }
        }
    }

    /// The form itself.
    #[must_use]
    pub fn form(self) -> &'static Edition {
        match self {
            Self::BuiltIn(known) => known.form(),
            Self::Added(form) => form,
        }
    }
}

/// The forms that were read from texts.
static TEXTS: Kept<Box<str>, Edition> = Kept::new();
/// Sets of added forms.
static SETS: Kept<(), Vec<&'static Edition>> = Kept::new();

fn are_same(some: &[&Edition], others: &[&Edition]) -> bool {
    some.len() == others.len() && some.iter().zip(others).all(|(one, other)| std::ptr::eq(*one, *other))
}

/// Refuses a further form or set when there are too many.
fn check_count(kept: usize) -> Result<(), FormErrors> {
    if kept < MOST {
        return Ok(());
    }
    Err(FormErrors::of_whole(
        format!("一次运行最多用 {MOST} 个不同的表样，请重新启动程序"),
        format!("a process can use at most {MOST} different forms; start it again"),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PETITIONS: &str = include_str!("../../fixtures/forms/petitions.toml");

    #[test]
    fn equal_texts_and_sets_are_kept_once() {
        let [one, two] = [(), ()].map(|()| Forms::builtin().with_toml(PETITIONS).unwrap());
        assert!(std::ptr::eq(one.added(), two.added()));
        assert!(std::ptr::eq(one.by_id("petitions").unwrap(), two.by_id("petitions").unwrap()));
        assert!(one.with_toml(PETITIONS).unwrap().is_same(one));
        assert!(format!("{one:?}").starts_with(r#"["petitions", "2021", "2019", "2014","#));
    }

    #[test]
    fn a_form_replaces_one_of_its_id() {
        let text = include_str!("../../forms/disclosure-2021.toml").replace("本年制发件数", "本年制定件数");
        let forms = Forms::builtin().with_toml(&text).unwrap();
        assert_eq!(forms.iter().count(), BUILT_IN.len());
        let label = |forms: Forms| forms.by_id("2021").unwrap().tables[0].blocks[0].columns[0].label;
        assert_eq!((label(forms), label(Forms::builtin())), ("本年制定件数", "本年制发件数"));
        let year = |forms: Forms| forms.for_year(2024).unwrap();
        assert!(!std::ptr::eq(year(forms), year(Forms::builtin())));
    }

    #[test]
    fn only_disclosure_forms_are_chosen_by_year() {
        let forms = Forms::builtin().with_toml(PETITIONS).unwrap();
        assert_eq!(forms.for_year(2024).unwrap().id, "2021");
    }
}
