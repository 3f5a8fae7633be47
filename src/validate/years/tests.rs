use super::*;
use crate::model::report::Item;
use crate::validate::examples::changed;
use crate::validate::validate_with_previous;

/// The findings on a report against that of the year before, each with cells changed.
fn findings(changes: &[(&str, &str)], before: &[(&str, &str)]) -> Vec<Finding> {
    validate_with_previous(&changed("2021", changes), &changed("2021_before", before), &Settings::default())
}

/// As codes and Chinese messages.
fn messages(changes: &[(&str, &str)], before: &[(&str, &str)]) -> Vec<String> {
    let findings = findings(changes, before).into_iter();
    findings.map(|finding| format!("{} {}", finding.rule.code, finding.message.zh)).collect()
}

#[test]
fn what_is_carried_in_is_what_was_carried_out() {
    const IN: &str = "requests/carried_in/natural_person";
    const OUT: &str = "requests/carried_out/natural_person";
    let mismatch = ["Y001 自然人列：上年结转 4，2021年报告的结转下年度 2，两数应当相等"];
    assert_eq!(messages(&[(IN, "4")], &[]), mismatch);
    assert_eq!(messages(&[(IN, r#"{"raw": "4件", "value": 4}"#)], &[]), mismatch, "the number is certain");
    for (changes, before) in [
        (&[(IN, "5")][..], &[(OUT, "5")][..]),
        (&[(IN, r#"{"raw": "无", "value": null}"#)], &[]),
        (&[(IN, "-")], &[]),
        (&[], &[("requests/carried_out", "-")]),
        // The total 2 is not that of the others: what the blank means is open.
        (&[(IN, "null")], &[]),
        // A blank total.
        (&[("requests/carried_in/total", "null")], &[]),
    ] {
        assert_eq!(messages(changes, before), [""; 0], "{changes:?} {before:?}");
    }
}

#[test]
fn a_blank_in_a_row_that_adds_up_without_it_is_0() {
    let before = [("requests/carried_out/research_institution", "1"), ("requests/carried_out/total", "3")];
    let blank = ("requests/carried_in/research_institution", "null");
    assert_eq!(
        messages(&[blank], &before),
        [
            "Y001 科研机构列：上年结转 0，2021年报告的结转下年度 1，两数应当相等",
            "Y001 总计列：上年结转 2，2021年报告的结转下年度 3，两数应当相等",
        ]
    );
    assert_eq!(messages(&[blank], &[]), [""; 0]);
}

#[test]
fn a_finding_has_cell_place_and_figures() {
    let found = findings(&[("requests/carried_in/total", "5")], &[]);
    let [finding] = found.as_slice() else { panic!("{found:?}") };
    let cells: Vec<_> = finding.cells.iter().map(ToString::to_string).collect();
    assert_eq!(cells, ["requests/carried_in/total"]);
    assert_eq!((finding.expected, finding.found), (Some(Decimal::from(2)), Some(Decimal::from(5))));
    assert_eq!(
        finding.message.en,
        "column total: carried in 5, carried out in the report for 2021 2: they must be equal"
    );
}

#[test]
fn documents_in_force_follow_from_the_year_before() {
    const IN_FORCE: &str = "disclosure/normative_documents/in_force";
    const ISSUED: &str = "disclosure/normative_documents/issued";
    assert_eq!(
        messages(&[(IN_FORCE, "16")], &[]),
        ["Y002 行政规范性文件：现行有效 16，而2021年报告的现行有效 13 + 本年制发 2 - 本年废止 1 = 14"]
    );
    for (changes, before) in [
        (&[(IN_FORCE, "16"), (ISSUED, "4")][..], &[][..]),
        (&[(IN_FORCE, "null")], &[]),
        (&[(ISSUED, r#"{"raw": "3（其中修订1件）", "value": 3}"#)], &[]),
        (&[], &[(IN_FORCE, "-")]),
    ] {
        assert_eq!(messages(changes, before), [""; 0], "{changes:?} {before:?}");
    }
}

#[test]
fn the_table_of_2019_has_no_documents_in_force() {
    let (report, mut previous) = (changed("2021", &[]), changed("2019", &[]));
    previous.year = Some(2021);
    let findings = validate_with_previous(&report, &previous, &Settings::default());
    assert!(findings.iter().all(|finding| finding.rule != &IN_FORCE_MISMATCH), "{findings:?}");
}

#[test]
fn only_large_changes_are_reported() {
    const LICENSING: &str = "disclosure/licensing/decisions";
    const COERCION: &str = "disclosure/coercion/decisions";
    const FEES: &str = "disclosure/fees/amount";
    for (changes, before, want) in [
        (
            &[(LICENSING, "980")][..],
            &[][..],
            "行政许可 本年处理决定数量：2021年报告 98，本年 980，是上年的 10 倍，请核对",
        ),
        (&[(LICENSING, "0")], &[], "行政许可 本年处理决定数量：2021年报告 98，本年 0，降为 0，请核对"),
        (
            &[(LICENSING, "9")],
            &[],
            "行政许可 本年处理决定数量：2021年报告 98，本年 9，不到上年的 10 分之一，请核对",
        ),
        (&[(COERCION, "50")], &[], "行政强制 本年处理决定数量：2021年报告 0，本年 50，由 0 增加，请核对"),
        (
            &[(FEES, "125001.5")],
            &[],
            "行政事业性收费 本年收费金额：2021年报告 12.5，本年 125001.5，是上年的 10000 倍多，请核对",
        ),
        (
            &[("review/reconsideration/total", "60")],
            &[("review/reconsideration/total", "6")],
            "行政复议 总计：2021年报告 6，本年 60，是上年的 10 倍，请核对",
        ),
    ] {
        assert_eq!(messages(changes, before), [format!("Y005 {want}")], "{changes:?}");
    }
    for (changes, before) in [
        (&[(LICENSING, "979")][..], &[][..]),
        (&[(LICENSING, "10")], &[]),
        (&[(COERCION, "49")], &[]),
        (&[(FEES, "0.5")], &[]),
        (&[(LICENSING, "null")], &[]),
        (&[("requests/granted/total", "900")], &[]),
    ] {
        assert_eq!(messages(changes, before), [""; 0], "{changes:?} {before:?}");
    }
}

#[test]
fn an_unrelated_report_is_the_only_finding() {
    let report =
        changed("2021", &[("requests/carried_in/total", "9"), ("disclosure/licensing/decisions", "0")]);
    let against_one_of = |organization: Option<&str>, year| {
        let mut previous = changed("2021_before", &[]);
        previous.organization = organization.map(str::to_owned);
        previous.year = year;
        let findings = validate_with_previous(&report, &previous, &Settings::default());
        findings.into_iter().map(|finding| (finding.rule.code, finding.message.zh)).collect::<Vec<_>>()
    };
    let unrelated = |message: &str| vec![("Y004", message.to_owned())];
    let other_body = unrelated("所给的上一年报告是“白水县文化局”的，本报告是“青溪县文化局”的");
    assert_eq!(against_one_of(Some("白水县文化局"), Some(2021)), other_body);
    for year in [2020, 2022, 2023] {
        let message = format!("所给的上一年报告是{year}年的，本报告是2022年的，应给2021年的");
        assert_eq!(against_one_of(Some("青溪县文化局"), Some(year)), unrelated(&message));
    }
    assert_eq!(against_one_of(Some("白水县文化局"), Some(2022)).len(), 2);
    for (organization, year) in [
        (Some("青溪县文化局"), None),
        (None, Some(2021)),
        (None, None),
        (Some("青溪县文化局 办公室"), Some(2021)),
    ] {
        let codes: Vec<_> = against_one_of(organization, year).into_iter().map(|(code, _)| code).collect();
        assert_eq!(codes, ["Y001", "Y005"], "{organization:?} {year:?}");
    }
}

#[test]
fn a_repeated_narrative_is_reported_with_its_share_and_section() {
    let text = |year: u16| {
        format!(
            "{year}年，青溪县文化局把非遗名录、场馆开放时间和惠农补贴名单贴到各村公示栏，并用方言录成广播早晚播放。收到的来信十天内全部答复，\
                 其中两封转给水利部门。全年举办公开培训三次，编印问答手册四百册，发到各文化站和农家书屋。"
        )
    };
    let found_above = |threshold, previous: &str| {
        let (mut report, mut before) = (changed("2021", &[]), changed("2021_before", &[]));
        for (report, text) in [(&mut report, text(2022)), (&mut before, previous.to_owned())] {
            report.sections[0].body =
                vec![Item::Paragraph(crate::model::report::Passage::new(text, Place::Unknown))];
        }
        validate_with_previous(&report, &before, &Settings { max_similarity: threshold })
    };
    let found = found_above(Decimal::new(8, 1), &text(2021));
    let [finding] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((finding.rule, finding.section), (&REPEATED_NARRATIVE, Some("overview")));
    assert_eq!(finding.passage.as_deref(), Some(text(2022).trim_end_matches('。')));
    assert!(
        finding
            .message
            .zh
            .starts_with("文字有 83% 与2021年报告相同；最长的相同文字：“2022年，青溪县文化局把"),
        "{}",
        finding.message.zh
    );
    assert_eq!(found_above(Decimal::new(9, 1), &text(2021)), []);
    assert_eq!(found_above(Decimal::new(8, 1), "全年平稳。"), []);
}
