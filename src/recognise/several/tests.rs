use super::*;

fn document(lines: &[&str]) -> Document {
    let blocks = lines.iter().enumerate().map(|(at, text)| {
        let place = Place::Line { line: u32::try_from(at).unwrap() + 1, column: None };
        Block::Paragraph(Paragraph::new(*text, Role::Body, place))
    });
    Document { blocks: blocks.collect(), ..Document::default() }
}

fn starts(lines: &[&str]) -> Vec<usize> {
    Reports::of(&document(lines)).parts.iter().map(|part| part.start).collect()
}

const SECTIONS: [&str; 6] = [
    "一、总体情况",
    "全年工作有序。",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
];

fn with_sections(
    before: &[&'static str],
    between: &[&'static str],
    after: &[&'static str],
) -> Vec<&'static str> {
    [before, &SECTIONS, between, &SECTIONS, after].concat()
}

#[test]
fn a_title_of_another_year_or_body_starts_a_report() {
    let first = "某县教育局2024年政府信息公开工作年度报告";
    for (second, start) in [
        (&["某县教育局2023年政府信息公开工作年度报告"][..], 7),
        (&["某县卫生局2024年政府信息公开工作年度报告"], 7),
        (&["某县卫生局", "2024年政府信息公开工作年度报告"], 7),
    ] {
        assert_eq!(starts(&with_sections(&[first], second, &[])), [0, start], "{second:?}");
    }
}

#[test]
fn the_same_title_again_and_links_start_none() {
    let first = "某县教育局2024年政府信息公开工作年度报告";
    let other = "某县教育局2023年政府信息公开工作年度报告";
    assert_eq!(starts(&with_sections(&[first], &[first], &[])), [0]);
    assert_eq!(starts(&[&[first][..], &SECTIONS, &[other, "六、其他需要报告的事项"]].concat()), [0]);
    assert_eq!(starts(&[&[other, first][..], &SECTIONS].concat()), [0]);
    assert_eq!(starts(&["没有标题"]), [0]);
}

#[test]
fn the_finding_is_an_error_unless_the_report_was_asked_for() {
    let lines =
        with_sections(&["甲局2024年政府信息公开工作年度报告"], &["乙局2024年政府信息公开工作年度报告"], &[]);
    let document = document(&lines);
    let reports = Reports::of(&document);
    assert_eq!(reports.finding(0, false).severity, Severity::Error);
    let asked = reports.finding(1, true);
    assert_eq!(asked.severity, Severity::Info);
    assert!(
        asked.message.zh.contains("两份报告") && asked.message.zh.contains("第 2 份"),
        "{}",
        asked.message.zh
    );
    assert_eq!(reports.document(&document, 1).unwrap().blocks.len(), 7);
    assert!(reports.document(&document, 2).is_none());
}
