use proptest::prelude::*;

use super::*;
use crate::forms::{ALL, Forms};

fn again(form: &FormSource) -> FormSource {
    let text = form.to_toml();
    let forms = Forms::builtin().with_toml(&text).unwrap_or_else(|errors| panic!("{errors}\n{text}"));
    FormSource::of(forms.added()[0])
}

#[test]
fn built_in_forms_are_the_same_when_written() {
    for form in *ALL {
        let source = FormSource::of(form);
        let forms = Forms::builtin().with_toml(&source.to_toml()).unwrap();
        assert_eq!(forms.added()[0], form);
    }
}

#[test]
fn a_form_is_written_in_groups_and_aligned() {
    let petitions = include_str!("../../../fixtures/forms/petitions.toml");
    let forms = Forms::builtin().with_toml(petitions).unwrap();
    insta::assert_snapshot!(FormSource::of(forms.added()[0]).to_toml());
}

fn label() -> impl Strategy<Value = String> {
    "[a-z一二三/\"\\\\（）、·.]{0,6}[A-Z甲乙]"
}

fn lines(name: char) -> impl Strategy<Value = Vec<LineSource>> {
    let line = (label(), prop::collection::vec(label(), 0..3), prop::collection::vec(label(), 0..3));
    prop::collection::vec(line, 1..8).prop_map(move |lines| {
        let line = |(at, (label, path, also))| LineSource {
            id: format!("{name}{at}"),
            label,
            path,
            also,
            ..LineSource::default()
        };
        lines.into_iter().enumerate().map(line).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_written_is_read_the_same(
        title in "[甲乙丙丁]{3,8}[a-z\"/\\\\]{0,4}",
        columns in lines('c'),
        rows in lines('r'),
        unit in prop::option::of("[件条]"),
    ) {
        let table = TableSource {
            id: "t1".to_owned(),
            title: title.clone(),
            name: title.clone(),
            unit,
            blocks: vec![BlockSource { clause: None, columns, rows }],
            ..TableSource::default()
        };
        let form = FormSource {
            id: "x".to_owned(),
            name: title.clone(),
            titles: vec![title],
            years: (2000, u16::MAX),
            tables: vec![table],
            ..FormSource::default()
        };
        prop_assert_eq!(again(&form), form);
    }
}
