use super::*;
use crate::model::report::{Item, Passage};
use crate::validate::examples::changed;
use crate::validate::validate_batch;

const TEXT: &str = "全年把惠农补贴名单、场馆开放时间和招生方案贴到各村公示栏，并用方言录成广播早晚播放。收到的来信十天内全部答复，其中两封转给水利部门。\
    举办公开培训三次，编印问答手册四百册，发到各文化站和农家书屋。年底邀请代表评议，把查找不便的栏目合并成三个，群众反映好找多了。";

/// A submission of this body and year with a text.
fn submission(file: &str, organization: &str, year: u16, text: &str) -> Submission {
    let mut report = changed("2021", &[]);
    report.organization = Some(organization.to_owned()).filter(|name| !name.is_empty());
    report.year = Some(year).filter(|year| *year > 0);
    report.sections[0].body = vec![Item::Paragraph(Passage::new(text, Place::Unknown))];
    Submission::of(file, &report)
}

/// What is said of a batch, as the submission's index, code and Chinese message.
fn messages(submissions: &[Submission], roster: &[&str]) -> Vec<(Option<usize>, String)> {
    let roster = Roster::new(roster.iter().map(|name| (*name).to_owned()));
    let batch = Batch { submissions, roster: Some(&roster), ..Batch::default() };
    let findings = validate_batch(&batch, &Settings::default()).into_iter();
    findings
        .map(|found| (found.submission, format!("{} {}", found.finding.rule.code, found.finding.message.zh)))
        .collect()
}

#[test]
fn a_copy_is_reported_for_both_reports_and_names_the_most_similar() {
    let half: String = TEXT.chars().skip(40).chain("另外还新建了两个查阅点并装上触摸屏幕".chars()).collect();
    let submissions = [
        submission("甲.docx", "青溪县文化局", 2022, TEXT),
        submission("乙.docx", "白水县文化局", 2022, &half),
        submission("丙.docx", "石门县文化局", 2022, &TEXT.replace("四百", "六百")),
    ];
    let found = messages(&submissions, &[]);
    let who: Vec<_> = found.iter().map(|(at, _)| *at).collect();
    assert_eq!(who, [Some(0), Some(1), Some(2)]);
    for ((_, message), other) in found.iter().zip([
        "“石门县文化局”的报告（丙.docx）",
        "“青溪县文化局”的报告（甲.docx）",
        "“青溪县文化局”的报告（甲.docx）",
    ]) {
        assert!(message.starts_with("B001 文字有 ") && message.contains(other), "{message}");
    }
}

#[test]
fn one_body_does_not_copy_itself() {
    for (a, b) in [
        ("青溪县文化局", "青溪县文化局"),
        ("青溪县人民政府", "青溪县人民政府办公室"),
        ("青溪县卫健委", "青溪县卫生健康委员会"),
        ("青溪县文化局", ""),
    ] {
        let submissions = [submission("甲.docx", a, 2022, TEXT), submission("乙.docx", b, 2021, TEXT)];
        assert_eq!(messages(&submissions, &[]), [], "{a} {b}");
    }
}

#[test]
fn several_files_of_one_body_and_year_are_reported() {
    let mut other_tables = submission("丁.docx", "青溪县文化局", 2022, "另写一份。");
    other_tables.figures = Figures::of(&changed("2021", &[("disclosure/licensing/decisions", "7")]));
    let submissions = [
        submission("甲.docx", "青溪县文化局", 2022, TEXT),
        submission("乙.docx", "青溪县 文化局", 2022, &TEXT.replace('，', "， ")),
        submission("丙.docx", "青溪县文化局", 2021, TEXT),
        other_tables,
        submission("戊.docx", "", 2022, ""),
        submission("己.docx", "", 2022, ""),
        submission("庚.docx", "白水县文化局", 0, ""),
        submission("辛.docx", "白水县文化局", 0, ""),
    ];
    let found = messages(&submissions, &[]);
    let who: Vec<_> = found.iter().map(|(at, _)| *at).collect();
    assert_eq!(who, [Some(0), Some(1), Some(3)]);
    assert_eq!(
        found[0].1,
        "B002 “青溪县文化局”2022年的报告有 3 份：“甲.docx”与“乙.docx”表格相同，文字相同；与“丁.docx”有 1 格不同（表一 行政许可 · 本年处理决定数量），文字不同"
    );
}

#[test]
fn many_files_of_one_body_are_counted() {
    let submissions: Vec<_> =
        (0..6).map(|at| submission(&format!("{at}.docx"), "青溪县文化局", 2022, TEXT)).collect();
    assert!(
        messages(&submissions, &[])[5]
            .1
            .ends_with("与“2.docx”表格相同，文字相同；另外 2 份；是同一份报告，留一份即可")
    );
}

#[test]
fn a_copy_in_another_format_is_no_reason_to_worry() {
    let severity = |text: &str| {
        let one = submission("甲.docx", "青溪县文化局", 2022, TEXT);
        let mut other = submission("甲.xlsx", "青溪县文化局", 2022, text);
        if text.is_empty() {
            let report = Report { organization: one.organization.clone(), ..changed("2021", &[]) };
            other = Submission::of("甲.xlsx", &Report { year: Some(2022), sections: Vec::new(), ..report });
        }
        let submissions = [one, other];
        let batch = Batch { submissions: &submissions, ..Batch::default() };
        let found = validate_batch(&batch, &Settings::default());
        found.iter().map(|found| (found.finding.rule.code, found.finding.severity)).collect::<Vec<_>>()
    };
    assert_eq!(severity(TEXT), [("B002", Severity::Info); 2]);
    assert_eq!(severity(""), [("B002", Severity::Info); 2], "a workbook has no text");
    assert_eq!(severity("另写一份。"), [("B002", Severity::Warning); 2]);
}

#[test]
fn numbers_in_tables_are_compared_by_value() {
    let digest_of = |value| Figures::of(&changed("2021", &[("disclosure/licensing/decisions", value)]));
    assert_eq!(digest_of("120"), digest_of(r#"{"raw": "１２０件", "value": 120}"#));
    assert_ne!(digest_of("120"), digest_of("121"));
    assert_ne!(digest_of("0"), digest_of("null"));
    let fees =
        |raw| Figures::of(&changed("2021", &[("disclosure/fees/amount", &format!(r#"{{"raw": "{raw}"}}"#))]));
    assert_eq!(fees("2.50万元"), fees("2.5"));
    assert_ne!(fees("2亿元"), fees("2万元"), "the unit may be another");
}

#[test]
fn rosters_are_lists_of_names() {
    let roster = Roster::new([" 文化局 ", "", "文化局", "教育局", "\u{3000}", "教 育局"].map(str::to_owned));
    assert_eq!(roster.organizations, ["文化局", "教育局"]);
}

#[test]
fn bodies_without_a_report_are_reported() {
    for (present, roster, want) in [
        (&["青溪县文化局"][..], &["青溪县 文化局"][..], &[][..]),
        (&["青溪县文化局"], &["青溪县文化局", "青溪县教育局"], &["名单上的“青溪县教育局”没有报告"]),
        (&["阿克陶县阿克陶镇人民政府", "阿克陶县人民政府"], &["阿克陶镇", "阿克陶县"], &[]),
        (&["青溪县卫生健康委员会"], &["青溪县卫健委"], &[]),
        (
            &["青溪县城关镇人民政府", "白水县城关镇人民政府"],
            &["城关镇"],
            &[
                "名单上的“城关镇”没有报告；“白水县城关镇人民政府”（1.docx）、“青溪县城关镇人民政府”（0.docx）的名称与它相近，无法确定是否就是它，请核对",
            ],
        ),
        (
            &["城关镇人民政府"],
            &["青溪县城关镇", "白水县城关镇"],
            &[
                "名单上的“青溪县城关镇”没有报告；“城关镇人民政府”（0.docx）的名称与它相近，无法确定是否就是它，请核对",
                "名单上的“白水县城关镇”没有报告；“城关镇人民政府”（0.docx）的名称与它相近，无法确定是否就是它，请核对",
            ],
        ),
        (&["青溪县城关镇人民政府"], &["青溪县城关镇人民政府", "城关镇"], &["名单上的“城关镇”没有报告"]),
        (
            &["上海市人民政府办公厅"],
            &["上海市人民政府"],
            &[
                "名单上的“上海市人民政府”没有报告；“上海市人民政府办公厅”（0.docx）的名称与它相近，无法确定是否就是它，请核对",
            ],
        ),
        (&[""], &["青溪县文化局"], &["名单上的“青溪县文化局”没有报告；另有 1 份报告看不出是哪个单位的"]),
        (&[], &["青溪县文化局"], &["名单上的“青溪县文化局”没有报告"]),
    ] {
        let files = present.iter().enumerate();
        let submissions: Vec<_> =
            files.map(|(at, name)| submission(&format!("{at}.docx"), name, 2022, "")).collect();
        let want: Vec<_> = want.iter().map(|message| (None, format!("B003 {message}"))).collect();
        assert_eq!(messages(&submissions, roster), want, "{roster:?}");
    }
}

#[test]
fn a_report_for_another_year_is_none_for_this_one() {
    let submissions = [
        submission("甲.docx", "青溪县文化局", 2022, ""),
        submission("乙.docx", "青溪县财政局", 2022, ""),
        submission("丙.docx", "青溪县教育局", 2021, ""),
        submission("丁.docx", "青溪县体育局", 0, ""),
    ];
    let roster = ["青溪县文化局", "财政局", "青溪县教育局", "青溪县体育局"];
    let found: Vec<String> =
        messages(&submissions, &roster).into_iter().map(|(_, message)| message).collect();
    assert_eq!(
        found,
        [
            "B003 名单上的“青溪县教育局”没有 2022 年度的报告，只有 2021 年度的（丙.docx），请它报 2022 年度的",
            "B003 名单上的“青溪县体育局”没有 2022 年度的报告，只有看不出年度的（丁.docx），请它报 2022 年度的",
        ]
    );
}
