mod sentences;

use super::super::examples::changed;
use super::super::validate;
use crate::model::report::{Passage, Report};

/// The valid report of an edition with this paragraph in its first section.
fn with(edition: &str, text: &str, changes: &[(&str, &str)]) -> Report {
    let mut report = changed(edition, changes);
    let paragraph =
        crate::model::report::Item::Paragraph(Passage::new(text, crate::model::place::Place::Unknown));
    report.sections[0].body.push(paragraph);
    report
}

fn said(report: &Report) -> Vec<String> {
    let findings = validate(report).into_iter().filter(|finding| finding.rule.code.starts_with('N'));
    findings.map(|finding| format!("{} {}", finding.rule.code, finding.message.zh)).collect()
}

fn check(edition: &str, cases: &[(&str, &[&str])]) {
    for (text, want) in cases {
        assert_eq!(said(&with(edition, text, &[])), *want, "{text}");
    }
}

/// The report is of 2022: 27 received, 2 carried in, 27 handled, 2 carried out.
#[test]
fn a_figure_that_matches_no_reading_of_the_table_is_reported() {
    check(
        "2021",
        &[
            (
                "2022年，我局共收到政府信息公开申请26件。",
                &["N001 第一部分说“收到政府信息公开申请26件”，表二 本年新收 · 总计 是 27，相差 1"],
            ),
            (
                "共收到政府信息公开申请27件，上年结转3件，办结25件，结转下年度继续办理1件。",
                &[
                    "N001 第一部分说“上年结转3件”，表二 上年结转 · 总计 是 2，相差 1",
                    "N001 第一部分说“结转下年度继续办理1件”，表二 结转下年度 · 总计 是 2，相差 1",
                ],
            ),
            (
                "收到政府信息公开申请27件，办结24件，答复40件。",
                &[
                    "N001 第一部分说“办结24件”，表二 总计 · 总计 是 27，相差 3",
                    "N001 第一部分说“答复40件”，表二 总计 · 总计 是 27，相差 13",
                ],
            ),
            (
                "收到政府信息公开申请27件，予以公开12件、部分公开3件、不予公开6件。",
                &[
                    "N001 第一部分说“予以公开12件”，表二 予以公开 · 总计 是 11，相差 1",
                    "N001 第一部分说“部分公开3件”，表二 部分公开 · 总计 是 4，相差 1",
                    "N001 第一部分说“不予公开6件”，表二 不予公开各行合计 是 5，相差 1",
                ],
            ),
            (
                "收到政府信息公开申请27件，予以公开及部分公开16件。",
                &["N001 第一部分说“予以公开及部分公开16件”，表二 予以公开 11 + 部分公开 4 = 15，相差 1"],
            ),
            (
                "因政府信息公开被申请行政复议3件、行政诉讼4件。",
                &[
                    "N001 第一部分说“因政府信息公开被申请行政复议3件”，表三 行政复议 · 总计 是 4，相差 1，正是其中尚未审结的件数",
                    "N001 第一部分说“行政诉讼4件”，表三 未经复议直接起诉 1 + 复议后起诉 1 = 2，相差 2",
                ],
            ),
        ],
    );
}

#[test]
fn every_plausible_reading_of_a_figure_passes() {
    check(
        "2021",
        &[
            ("共收到政府信息公开申请27件。", &[]),
            ("共受理政府信息公开申请29件。", &[]),
            ("收到政府信息公开申请29件，办结27件，答复26件。", &[]),
            ("收到政府信息公开申请27件，办结25件。", &[]),
            ("收到政府信息公开申请27件，受理政府信息公开申请20件。", &[]),
            ("收到政府信息公开申请27件，予以公开15件，不予公开10件，无法提供4件，其他处理2件。", &[]),
            ("政府信息公开行政复议4件，行政诉讼1件。", &[]),
            ("政府信息公开行政诉讼3件，其中一审1件、二审2件。", &[]),
            ("因政府信息公开引起的行政复议、行政诉讼共6件。", &[]),
            ("全县共收到政府信息公开申请260件，予以公开100件，不予公开50件。", &[]),
            ("县政府办公室代表县政府受理政府信息公开申请27件，予以公开11件，不予公开5件。", &[]),
            ("县自然资源局强化协同。全年共收到依申请公开申请12件，予以公开10件。", &[]),
            ("通过网站，收到政府信息公开申请20件；通过信函，收到政府信息公开申请7件。", &[]),
            ("共收到政府信息公开申请27件。县政府办公室办理情况：予以公开3件，不予公开1件。", &[]),
            ("收到政府信息公开申请27件，其中有效申请25件。", &[]),
            ("公开信息120条。窗口受理群众申请1200件。", &[]),
            ("依申请公开方面，共收到申请27件，按时办结20件，延期办结5件。", &[]),
            ("共受理政府信息公开申请1295件次。", &[]),
        ],
    );
}

#[test]
fn parts_of_a_statement_that_agrees_are_compared_with_the_table() {
    // 27 shows that the unknown words before it mean the body itself.
    check(
        "2021",
        &[(
            "办公室代表本局受理政府信息公开申请27件，予以公开12件。",
            &["N001 第一部分说“予以公开12件”，表二 予以公开 · 总计 是 11，相差 1"],
        )],
    );
}

#[test]
fn none_and_some_are_compared_with_the_table() {
    check(
        "2021",
        &[
            (
                "2022年未收到政府信息公开申请，未发生行政复议、行政诉讼。",
                &[
                    "N002 第一部分说“未收到政府信息公开申请”，表二 本年新收 · 总计 是 27",
                    "N002 第一部分说“未发生行政复议、行政诉讼”，表三 行政复议 · 总计 是 4",
                    "N002 第一部分说“未发生行政复议、行政诉讼”，表三 未经复议直接起诉 1 + 复议后起诉 1 = 2",
                ],
            ),
            (
                "2021年未收到政府信息公开申请。",
                &["N003 第一部分说“2021年未收到政府信息公开申请”，而这是 2022 年的报告"],
            ),
            ("未发生行政复议被纠错、行政诉讼败诉的情况。", &[]),
            ("收到政府信息公开申请10余件。", &[]),
        ],
    );
    let nothing: Vec<_> = ["received", "carried_in", "total", "carried_out"]
        .into_iter()
        .flat_map(|row| {
            ["natural_person", "commercial_enterprise", "public_welfare_organization"]
                .into_iter()
                .chain(["legal_service_institution", "other_organization", "total"])
                .map(move |column| format!("requests/{row}/{column}"))
        })
        .collect();
    let changes: Vec<_> = nothing.iter().map(|cell| (cell.as_str(), "0")).collect();
    assert_eq!(
        said(&with("2021", "收到政府信息公开申请10余件。", &changes)),
        ["N002 第一部分说“收到政府信息公开申请10余件”，表二 本年新收 · 总计 是 0"]
    );
    assert_eq!(said(&with("2021", "未收到政府信息公开申请。", &changes)), [""; 0]);
}

#[test]
fn uncertain_cells_end_the_comparison() {
    let text = "共收到政府信息公开申请26件，不予公开9件。";
    for cell in ["requests/carried_in/total", "requests/received"] {
        let report = with("2021", text, &[(cell, "-"), ("requests/denied.state_secret", "-")]);
        assert_eq!(said(&report), [""; 0], "{cell}");
    }
    let report = with("2021", text, &[("requests/received/total", r#"{"raw": "/", "value": null}"#)]);
    assert_eq!(said(&report).len(), 1, "only 不予公开: {:?}", said(&report));
    // The columns of a row whose total is blank add up to 27.
    let report = with("2021", "共收到政府信息公开申请26件。", &[("requests/received/total", "null")]);
    assert_eq!(
        said(&report),
        ["N001 第一部分说“收到政府信息公开申请26件”，表二 本年新收 是 27（总计空着，按各列相加），相差 1"]
    );
    // A total that is not the sum of its columns: either may be meant.
    let report = with("2021", "共收到政府信息公开申请27件。", &[("requests/received/total", "26")]);
    assert_eq!(said(&report), [""; 0]);
}

#[test]
fn the_figure_is_marked_in_what_is_quoted() {
    let text = format!(
        "{}共收到政府信息公开申请26件，均已答复。{}",
        "认真落实。".repeat(40),
        "持续改进。".repeat(40)
    );
    let report = with("2021", &text, &[]);
    let finding = validate(&report).into_iter().find(|finding| finding.rule.code == "N001").unwrap();
    let (passage, marked) = (finding.passage.unwrap(), finding.marked.unwrap());
    assert_eq!(passage.get(marked), Some("26"));
    assert!(passage.chars().count() <= 2 * super::QUOTED + 2, "{passage}");
    assert_eq!(finding.section, Some("overview"));
    assert_eq!(finding.cells[0].to_string(), "requests/received/total");
    assert_eq!((finding.expected, finding.found), (Some(27.into()), Some(26.into())));
}

#[test]
fn statistics_of_an_earlier_year_are_reported() {
    let stale = |text: &str| said(&with("2021", text, &[])).len();
    for text in [
        "2021年，我局共主动公开政府信息120条。",
        "2021年我局共主动公开政府信息120条。",
        "（一）主动公开。2021年度，通过政府网站发布信息86条、政策解读3篇。",
        "2021年全年共收到政府信息公开申请21件，同比增长5%。",
        "一是2021年共收到依申请公开21件。",
        "我局2021年共受理信息公开申请1件。",
        "2021年，认真落实条例要求，全年主动公开信息120余条。",
        "二〇二一年，我局主动公开信息120条。",
        "2021年，未收到依申请公开事项。",
        "2021年未发生行政复议、行政诉讼。",
    ] {
        assert_eq!(stale(text), 1, "{text}");
    }
    for text in [
        "2022年，我局共主动公开政府信息120条。",
        "2021年，我局认真落实条例要求。",
        "与2021年相比，主动公开信息增加12条。",
        "较2021年主动公开信息120条增加12条。",
        "2021年主动公开信息120条，2022年主动公开信息132条。",
        "2021年主动公开信息120条。2022年主动公开信息132条。",
        "2021年主动公开信息120条，今年主动公开132条。",
        "2021年以来，累计主动公开信息320条。",
        "2021年至2022年，主动公开信息320条。",
        "2021年5月15日，主动公开规范性文件3件。",
        "公开2021年度部门决算1份、2022年度部门预算1份。",
        "2021年度部门决算公开1份。",
        "2021年政府信息公开工作年度报告公开1份。",
        "2021年收到的政府信息公开申请中有2件于本年办结。",
        "2021年结转政府信息公开申请2件。",
        "2023年，将主动公开信息不少于100条。",
        "根据《2021年政务公开工作要点》，主动公开信息120条。",
        "按照国办函〔2021〕30号要求，主动公开信息120条。",
        "修订后的条例自2019年5月15日起施行，主动公开信息120条。",
        "2008年，我局建成网站并发布信息12条。",
        "2021年，我局承办建议提案12件。",
        "2021年印发的规范性文件3件继续有效。",
        "2021年，我局被评为先进单位。",
        "2021年11月，发布解读3篇。",
    ] {
        assert_eq!(stale(text), 0, "{text}");
    }
}

#[test]
fn problems_may_be_of_last_year() {
    let mut report = changed("2021", &[]);
    let passage =
        Passage::new("2021年，我局共主动公开信息120条，数量偏少。", crate::model::place::Place::Unknown);
    let problems = report.sections.iter_mut().find(|section| section.key == "problems").unwrap();
    problems.body.push(crate::model::report::Item::Paragraph(passage));
    assert_eq!(said(&report), [""; 0]);
}

#[test]
fn section_six_must_mention_fees() {
    let fees = |edition: &str, year: u16, text: &str| {
        let mut report = changed(edition, &[]);
        report.year = Some(year);
        report.sections.retain(|section| section.key == "other");
        let passage = Passage::new(text, crate::model::place::Place::Unknown);
        report.sections[0].body = vec![crate::model::report::Item::Paragraph(passage)];
        said(&report).len()
    };
    for text in ["无。", "本年度我镇无其他需要报告的事项。", "已公开涉企收费清单和行政事业性收费目录。"]
    {
        assert_eq!(fees("2021", 2022, text), 1, "{text}");
    }
    for text in [
        "本年度未收取信息处理费。",
        "2022年实际收取信息处理费共计400元。",
        "本机关依申请提供政府信息未收取任何费用。",
        "2022年没有收费。",
        "收费和减免情况：无。",
        "本年度发出收费通知0件，总金额0元。",
        "依申请公开均为免费提供。",
        "未产生信息 处理费。",
    ] {
        assert_eq!(fees("2021", 2022, text), 0, "{text}");
    }
    // Fees can be charged since 2021; the form of 2019 was in use for 2019 and 2020.
    assert_eq!(fees("2019", 2020, "无。"), 0);
    let mut report = changed("2021", &[]);
    report.sections.retain(|section| section.key != "other");
    assert_eq!(said(&report), [""; 0], "an absent section is not for this rule");
}

#[test]
fn the_statistics_of_2014_are_compared_where_their_words_are_the_same() {
    check(
        "2014",
        &[
            ("2016年，共收到政府信息公开申请12件，予以公开7件。", &[]),
            (
                "2016年，共收到政府信息公开申请13件。",
                &["N001 “一、概述”部分说“收到政府信息公开申请13件”，统计表 收到申请数 是 12，相差 1"],
            ),
            ("因政府信息公开发生行政复议2件、行政诉讼1件。", &[]),
        ],
    );
}

/// Time in the square of these lengths would not end.
#[test]
fn time_is_linear_in_the_length_of_a_paragraph() {
    let sentence = "2021年，我局共收到政府信息公开申请26件（含上年结转2件），予以公开10件、部分公开3件；";
    for text in [
        sentence.repeat(1000),
        "《（".repeat(25_000),
        "1,".repeat(50_000),
        "未".repeat(50_000),
        "2021年".repeat(25_000),
        "收到".repeat(25_000),
        "公开1件、".repeat(12_000),
        format!("{}分别为{}", "予以公开、".repeat(12_000), "1件、".repeat(12_000)),
        "予以公开、部分公开分别为1件、1件、".repeat(4_000),
        "收到政府信息公开申请27件（自然人1件、企业".repeat(5_000),
        "均".repeat(50_000),
        "零复议、".repeat(25_000),
    ] {
        let findings = validate(&with("2021", &text, &[]));
        assert!(findings.len() < 10, "{}", findings.len());
    }
}
