use super::examples::changed;
use super::*;
use crate::model::language::Language;

#[test]
fn rules_are_sorted_by_code_without_duplicates() {
    let codes: Vec<_> = rules().map(|rule| rule.code).collect();
    let mut sorted = codes.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(codes, sorted);
}

#[test]
fn a_rule_is_found_by_code_and_by_name() {
    assert_eq!(rule("a001"), Some(&UNBALANCED_REQUESTS));
    assert_eq!(rule("blank-cell"), Some(&BLANK_CELL));
    assert_eq!(rule("A999"), None);
}

#[test]
fn valid_reports_have_no_findings() {
    for edition in ["2021", "2019", "2014"] {
        let messages: Vec<_> = validate(&changed(edition, &[])).into_iter().map(|f| f.message.zh).collect();
        assert_eq!(messages, [""; 0], "{edition}");
    }
}

#[test]
fn structure_and_dates_are_checked() {
    let mut report = changed("2021", &[]);
    report.sections.retain(|section| section.key != "problems");
    report.cells.retain(|address, _| address.table != "review");
    report.sections.iter_mut().for_each(|section| {
        section.body.retain(|item| *item != crate::model::report::Item::StatutoryTable("review"));
    });
    if let Some(date) = &mut report.signature.date {
        "20221月21日".clone_into(&mut date.text);
    }
    let messages: Vec<_> =
        validate(&report).into_iter().map(|f| f.message.get(Language::Zh).to_owned()).collect();
    assert_eq!(
        messages,
        [
            "落款日期“20221月21日”不是一个完整的日期，应为“2022年1月21日”",
            "缺少“五、存在的主要问题及改进情况”这一部分",
            "缺少表三（政府信息公开行政复议、行政诉讼情况）",
        ]
    );
}

#[test]
fn a_table_that_could_not_be_read_is_not_missing() {
    let mut report = changed("2021", &[]);
    report.cells.retain(|address, _| address.table != "review");
    report.unresolved.insert("review");
    assert_eq!(validate(&report), []);
}
