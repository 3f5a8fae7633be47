use crate::model::error::Error;
use crate::model::report::{Item, Report};
use crate::report_json::to_json;
use crate::session::Session;

const SUMMARY: &str = "青溪县农业农村局2024年工作总结\n\
    现将有关情况报告如下。\n\
    一、主要工作\n\
    （一）粮食生产\n\
    全年播种面积12.5万亩。\n\
    1.春耕备耕\n\
    项目\t数量\t金额\n\
    水库\t3\t1200.50\n\
    合计\t3\t1200.50\n\
    二、下一步打算\n\
    一、审议通过了年度计划。\n\
    青溪县农业农村局\n\
    2024年12月20日\n";

fn read(text: &str) -> Report {
    Session::new().read(text.as_bytes()).unwrap().report
}

#[test]
fn a_document_without_a_form_keeps_its_parts_in_order() {
    let reading = Session::new().read_and_check(SUMMARY.as_bytes()).unwrap();
    let messages: Vec<&str> = reading.findings.iter().map(|finding| finding.message.zh.as_str()).collect();
    assert_eq!(messages, ["按普通文档转换：没有认出已知的表样"]);
    let report = reading.report;
    assert_eq!(report.title.unwrap().text, "青溪县农业农村局2024年工作总结");
    assert_eq!(report.preamble[0].text, "现将有关情况报告如下。");
    let sections: Vec<_> =
        report.sections.iter().map(|section| (section.level, section.heading.text.as_str())).collect();
    assert_eq!(sections, [(1, "一、主要工作"), (2, "（一）粮食生产"), (1, "二、下一步打算")]);
    assert!(matches!(&report.sections[1].body[2], Item::Table(table) if table.rows.len() == 3));
    assert_eq!(report.signature.organization.unwrap().text, "青溪县农业农村局");
    assert_eq!(report.signature.date.unwrap().text, "2024年12月20日");
}

#[test]
fn a_document_without_a_form_is_the_same_in_every_format() {
    let session = Session::new();
    let report = read(SUMMARY);
    for format in ["text", "docx", "xlsx", "html", "json"] {
        let bytes = session.write(&report, format).unwrap();
        let again = session.read(bytes.as_slice()).unwrap().report;
        assert_eq!(to_json(&again), to_json(&report), "{format}");
    }
}

#[test]
fn a_table_before_the_first_heading_has_a_section_without_one() {
    let report = read("姓名\t单位\t电话\n张三\t农业农村局\t12345\n李四\t财政局\t67890\n以上名单请核对。\n");
    assert_eq!(report.sections[0].heading.text, "");
    assert_eq!(report.sections[0].body.len(), 2);
    assert_eq!(to_json(&report)["sections"][0]["heading"], serde_json::Value::Null);
}

#[test]
fn a_title_that_names_a_form_asks_for_its_tables() {
    let text = "青溪县人民政府2024年政府信息公开工作年度报告\n全年工作有序开展。\n";
    assert!(matches!(Session::new().read(text.as_bytes()), Err(Error::NotAReport { .. })));
}

#[test]
fn a_notice_about_reports_is_none() {
    let text = "关于编制2024年政府信息公开工作年度报告的通知\n请于2025年1月15日前报送。\n";
    assert!(read(text).edition.is_none());
}

#[test]
fn a_document_without_text_is_refused() {
    let page = "<html><body><table><tr><td> </td></tr></table></body></html>";
    assert!(Session::new().read(page.as_bytes()).is_err());
}
