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

#[test]
fn differences_are_named() {
    let text = include_str!("../../../fixtures/forms/petitions.toml");
    let form = |text: &str| FormSource::of(Forms::builtin().with_toml(text).unwrap().added()[0]);
    assert_eq!(form(text).differences(&form(text)), []);
    let mut other = form(text);
    let table = &mut other.tables[0];
    let block = &mut table.blocks[0];
    block.columns[0].label.push_str("（新）");
    let removed = block.columns.pop().unwrap();
    let said: Vec<_> = form(text).differences(&other).into_iter().map(|said| said.zh).collect();
    let label = &form(text).tables[0].blocks[0].columns[0].label;
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said[0].contains(&format!("{label}”改叫“")), "{said:?}");
    assert!(said[1].contains("少了一栏") && said[1].contains(&removed.label), "{said:?}");
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
            basis: Some("某局关于统计的通知".to_owned()),
            period: Some(crate::model::form::Period::Quarter),
            tables: vec![table],
            ..FormSource::default()
        };
        prop_assert_eq!(again(&form), form);
    }
}
