use super::*;
use crate::forms::{Y2014, Y2021};
use crate::model::form::Edition;
use crate::model::place::Place;

/// A table of rows as lines, cells divided by `|`; `text*3` spans three columns, `text^2` two rows.
fn table(lines: &[&str]) -> Table {
    let cell = |text: &str| {
        let (text, rowspan) =
            text.split_once('^').map_or((text, 1), |(text, rows)| (text, rows.parse().unwrap()));
        let (text, colspan) =
            text.split_once('*').map_or((text, 1), |(text, columns)| (text, columns.parse().unwrap()));
        Cell { colspan, rowspan, ..Cell::new(text, Place::Unknown) }
    };
    Table { rows: lines.iter().map(|line| line.split('|').map(cell).collect()).collect(), ..Table::default() }
}

/// The arranged rows as texts, each cell with its first grid column.
fn arranged(edition: &'static Edition, key: &str, lines: &[&str]) -> Vec<String> {
    let labels = Labels::of(edition.table(key).unwrap());
    let line =
        |row: &Row| row.iter().map(|(at, cell)| format!("{at}:{}", cell.text)).collect::<Vec<_>>().join(" ");
    arrange(&table(lines), &labels).0.iter().map(line).filter(|line| !line.is_empty()).collect()
}

#[test]
fn tables_are_brought_into_the_arrangement_of_the_form() {
    #[rustfmt::skip]
    let cases: &[(&str, &str, &[&str], &[&str])] = &[
        ("split cells, filled", "disclosure",
            &["信息内容|本年处理决定数量|本年处理决定数量", "行政许可|5|5"],
            &["0:信息内容 1:本年处理决定数量", "0:行政许可 1:5"]),
        ("equal figures of two columns", "disclosure",
            &["信息内容|本年制发件数*2|本年废止件数*2", "规章|5*2|5*2"],
            &["0:信息内容 1:本年制发件数 3:本年废止件数", "0:规章 1:5 3:5"]),
        ("a label over two rows", "requests",
            &["自然人^2|商业|社会|法律服务", "企业|公益组织|机构"],
            &["0:自然人 1:商业企业 2:社会公益组织 3:法律服务机构"]),
        ("groups in the label", "requests",
            &["项目|法人或其他组织—商业企业|法人或其他组织(其他)|申请人情况/法人或其他组织/科研机构"],
            &["0:项目 1:商业企业 2:其他 3:科研机构"]),
        ("groups in the label of a row", "requests",
            &["（三）不予公开—1.属于国家秘密|5"],
            &["0:1.属于国家秘密 1:5"]),
        ("row numbers", "requests",
            &["序号|项目|自然人", "1|一、本年新收政府信息公开申请数量|5", "2|二、上年结转政府信息公开申请数量|6"],
            &["1:项目 2:自然人", "1:一、本年新收政府信息公开申请数量 2:5", "1:二、上年结转政府信息公开申请数量 2:6"]),
        ("units of the form", "disclosure",
            &["信息内容|单位|本年处理决定数量", "行政许可|件|5"],
            &["0:信息内容 2:本年处理决定数量", "0:行政许可 2:5"]),
        ("another unit", "disclosure",
            &["信息内容|单位|本年收费金额", "行政事业性收费|元|5"],
            &["0:信息内容 2:本年收费金额", "0:行政事业性收费 2:5元"]),
        ("columns as rows", "disclosure",
            &["信息内容|规章|行政规范性文件", "本年制发件数|1|2", "本年废止件数|3|4"],
            &["0:信息内容 1:本年制发件数 2:本年废止件数", "0:规章 1:1 2:3", "0:行政规范性文件 1:2 2:4"]),
        ("blocks side by side", "disclosure",
            &["信息内容|本年处理决定数量|信息内容|本年收费金额", "行政许可|1|行政事业性收费|2"],
            &["0:信息内容 1:本年处理决定数量", "0:行政许可 1:1", "0:信息内容 1:本年收费金额", "0:行政事业性收费 1:2"]),
        ("labels on the right", "disclosure",
            &["本年制发件数|本年废止件数|信息内容", "1|2|规章", "3|4|行政规范性文件"],
            &["0:信息内容 1:本年制发件数 2:本年废止件数", "0:规章 1:1 2:2", "0:行政规范性文件 1:3 2:4"]),
        ("labels on both sides", "disclosure",
            &["信息内容|本年处理决定数量|信息内容", "行政许可|1|行政许可"],
            &["0:信息内容 1:本年处理决定数量 2:信息内容", "0:行政许可 1:1"]),
        ("groups and outcomes in one header", "review",
            &["行政复议—结果维持|行政复议—结果纠正|行政诉讼（未经复议直接起诉）结果维持", "1|2|3"],
            &["0:行政复议 2:未经复议直接起诉", "0:结果维持 1:结果纠正 2:结果维持", "0:1 1:2 2:3"]),
        ("the title as a row", "requests",
            &["三、收到和处理政府信息公开申请情况*8", "项目|自然人"],
            &["0:项目 1:自然人"]),
        ("rows kept by an earlier reading", "disclosure",
            &["未计入表一|行政许可|5|5"],
            &["0:未计入表一 1:行政许可 2:5 3:5"]),
    ];
    for (about, key, lines, want) in cases {
        assert_eq!(arranged(&Y2021, key, lines), *want, "{about}");
    }
}

#[test]
fn row_numbers_of_a_list_are_removed() {
    let lines = ["序号|统计指标|单位|统计数", "1|一、主动公开情况||", "2|其中：主动公开规范性文件数|条|7"];
    let want =
        ["1:统计指标 2:单位 3:统计数", "1:一、主动公开情况 2: 3:", "1:其中：主动公开规范性文件数 2:条 3:7"];
    assert_eq!(arranged(&Y2014, "statistics", &lines), want);
}

#[test]
fn the_columns_of_a_list_are_brought_into_order() {
    #[rustfmt::skip]
    let cases: &[(&[&str], &[&str])] = &[
        (&["指标名称|代码|数量|单位", "规范性文件数|01|7|件"],
            &["0:指标名称 1:单位 2:数量", "0:规范性文件数 1:件 2:7"]),
        (&["数量|指标|单位", "7|其中：主动公开规范性文件数|条"],
            &["0:指标 1:单位 2:数量", "0:其中：主动公开规范性文件数 1:条 2:7"]),
        (&["类别|统计指标|单位|统计数", "一、主动公开情况|其中：主动公开规范性文件数|条|7"],
            &["0:统计指标 1:单位 2:统计数", "0:一、主动公开情况", "0:其中：主动公开规范性文件数 1:条 2:7"]),
        (&["统计指标|单位|统计数", "规范性文件数|件|7"], &["0:统计指标 1:单位 2:统计数", "0:规范性文件数 1:件 2:7"]),
        (&["统计指标|单位|2016年|统计数", "规范性文件数|件|7|8"],
            &["0:统计指标 1:单位 2:2016年 3:统计数", "0:规范性文件数 1:件 2:7 3:8"]),
    ];
    for (lines, want) in cases {
        assert_eq!(arranged(&Y2014, "statistics", lines), *want, "{lines:?}");
    }
}

#[test]
fn remarks_and_column_numbers_beside_reviews_are_taken_out() {
    let labels = Labels::of(Y2021.table("review").unwrap());
    let of = |lines: &[&str]| {
        let (rows, aside) = arrange(&table(lines), &labels);
        (rows.len(), aside.iter().map(|(head, cell)| format!("{head}:{}", cell.text)).collect::<Vec<_>>())
    };
    assert_eq!(
        of(&["行政复议*3|备注^2", "结果维持|结果纠正|总计", "1|2|3", "4|5|9|无"]),
        (3, vec!["备注:无".to_owned()])
    );
    assert_eq!(of(&["行政复议*3|备注^2", "结果维持|结果纠正|总计", "4|5|9|7"]), (3, vec![]), "a figure");
    assert_eq!(of(&["行政复议*3", "结果维持|结果纠正|总计", "1|2|3"]).0, 3, "the only figures");
}
