use super::check;
use crate::validate::general::samples::{of_table, said};

fn said_of(rows: &[&str]) -> Vec<String> {
    said(&of_table(rows), check)
}

#[test]
fn the_total_of_one_column_is_wrong_where_the_others_hold() {
    let said = said_of(&[
        "镇|人数|户数|面积（亩）",
        "清河镇|120|40|310.5",
        "东山镇|95|31|220",
        "柳林镇|60|22|180.5",
        "合计|275|93|811",
    ]);
    assert_eq!(said, ["“合计”（面积（亩））为 811，各项之和为 711，请核对"]);
}

#[test]
fn one_column_alone_shows_nothing() {
    assert_eq!(said_of(&["项目|金额", "甲|3", "乙|4", "合计|8"]), [""; 0]);
    assert_eq!(said_of(&["项目|金额|数量", "甲|3|1", "乙|4|2", "合计|8|3"]), [""; 0]);
}

#[test]
fn totals_of_columns_are_judged_like_those_of_rows() {
    let said =
        said_of(&["镇|中央|地方|合计", "甲|412|58|470", "乙|305|41|346", "丙|520|66|596", "丁|148|19|167"]);
    assert_eq!(said, ["“合计”（丙）为 596，各项之和为 586，请核对"]);
}

#[test]
fn subtotals_add_up_their_group_and_the_total_the_subtotals() {
    let rows = [
        "类别|项目|投资|计划|完成",
        "交通|甲|126|80|65",
        "^|乙|2|2|2",
        "^|小计|128|82|67",
        "民生|丙|186|70|51",
        "^|丁|43|25|20",
        "^|小计|229|95|71",
        "总计|<|357|177|138",
    ];
    assert_eq!(said_of(&rows), [""; 0]);
    let mut wrong = rows;
    wrong[6] = "^|小计|229|98|71";
    let said = said_of(&wrong);
    assert!(said.contains(&"“小计”（计划）为 98，各项之和为 95，请核对".to_owned()), "{said:?}");
    wrong[6] = rows[6];
    wrong[7] = "总计|<|357|177|148";
    assert_eq!(said_of(&wrong), ["“总计”（完成）为 148，各项之和为 138，请核对"]);
}

#[test]
fn rates_averages_and_rounded_figures_are_no_sums() {
    for rows in [
        &["镇|人数|户数|得票率", "甲|12|4|95", "乙|9|3|97", "合计|21|7|96"][..],
        &["镇|人数|户数|户均", "甲|12|4|3", "乙|9|3|3", "合计|21|7|6.5"],
        &["镇|人数|户数|完成", "甲|12|4|80%", "乙|9|3|90%", "合计|21|7|185%"],
        &["镇|甲|乙|丙", "一|1.24|4|3", "二|1.24|3|3", "合计|2.47|7|6"],
        &["单位：万元|甲|乙|丙", "一|124|4|3", "二|124|3|3", "合计|249|7|6"],
        &["镇|人数|户数|最大", "甲|12|4|80", "乙|9|3|90", "合计|21|7|90"],
    ] {
        assert_eq!(said_of(rows), [""; 0], "{rows:?}");
    }
}

#[test]
fn a_total_may_be_above_its_parts_and_parts_of_parts_are_left_out() {
    let rows = ["地区|总数|男|女", "合计|30|16|14", "甲|12|6|6", "其中：城镇|5|2|3", "乙|18|10|8"];
    assert_eq!(said_of(&rows), [""; 0]);
    let wrong =
        ["地区|总数|男|女|户", "合计|30|16|24|9", "甲|12|6|6|4", "其中：城镇|5|2|3|1", "乙|18|10|8|5"];
    assert_eq!(said_of(&wrong), ["“合计”（女）为 24，各项之和为 14，请核对"]);
}

#[test]
fn several_tables_of_a_sheet_are_judged_each_by_itself() {
    let rows = [
        "镇|甲|乙|丙",
        "一|1|2|3",
        "二|4|5|6",
        "合计|5|7|9",
        "|||",
        "村|甲|乙|丙",
        "三|7|8|9",
        "四|1|1|1",
        "合计|8|9|10",
    ];
    assert_eq!(said_of(&rows), [""; 0]);
}
