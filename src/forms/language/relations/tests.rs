use crate::forms::language::parse;
use crate::model::form::relation::{Comparison, Operand, Reference, Relation, Source};
use crate::model::form::{Axis, Edition};
use crate::model::language::Language;

/// Two tables; relations are declared in the second. Line 36 holds the rule, whose text starts at column 9.
fn text(rule: &str) -> String {
    format!(
        r#"id    = "relations"
name  = "行政许可和行政处罚实施情况统计表"
title = ["行政许可和行政处罚实施情况统计表"]
years = {{ from = 2021 }}

[[table]]
id      = "permits"
title   = "一、行政许可实施情况统计表"
name    = "许可表"
columns = [{{ id = "granted", label = "许可数量（宗）" }}, {{ id = "a-b", label = "其他" }}]
rows    = [{{ id = "county", label = "县本级" }}, {{ id = "towns", label = "乡镇" }}]

[[table]]
id      = "penalties"
title   = "二、行政处罚实施情况统计表"
name    = "处罚表"
columns = [
  {{ group = "行政处罚实施数量", columns = [
    {{ id = "warning",    no = 1, label = "警告" }},
    {{ id = "fine",       no = 2, label = "罚款", also = ["罚款宗数"] }},
    {{ id = "执行数",     no = 3, label = "1.暂扣许可证（照）" }},
    {{ id = "total",      no = 4, label = "合计" }},
  ] }},
  {{ id = "kinds", group = "罚没金额", columns = [
    {{ id = "fine",  no = 11, label = "罚款" }},
    {{ id = "other", no = 12, label = "其他" }},
  ] }},
  {{ id = "7", no = 20, label = "合计" }},
]
rows = [
  {{ id = "county", label = "县本级" }},
  {{ id = "towns",  label = "乡镇" }},
  {{ id = "all",    label = "合计" }},
]
[[table.relation]]
rule = "{rule}"
"#
    )
}

fn read(rule: &str) -> Result<Edition, Vec<String>> {
    parse(&text(rule)).map_err(|errors| errors.lines(Language::Zh))
}

/// The relation as it was understood, over ids.
fn understood(relation: &Relation) -> String {
    let axis = match relation.axis {
        Some(Axis::EachRow) => "rows: ",
        Some(Axis::EachColumn) => "columns: ",
        None => "cell: ",
    };
    let condition = relation.condition.as_ref().map(|held| format!("if {} then ", comparison(held)));
    let sum = if relation.is_sum { "sum, " } else { "" };
    format!("{sum}{axis}{}{}", condition.unwrap_or_default(), comparison(&relation.claim))
}

fn comparison(sides: &Comparison) -> String {
    let side = |operands: &[Operand]| operands.iter().map(operand).collect::<Vec<_>>().join(" ");
    format!("{} {} {}", side(sides.left), sides.comparator.sign(), side(sides.right))
}

fn operand(operand: &Operand) -> String {
    let sign = if operand.is_subtracted { "-" } else { "+" };
    match &operand.source {
        Source::Constant(number) => format!("{sign}{number}"),
        Source::Figure(Reference { table, row, column, is_previous }) => {
            let before = if *is_previous { "before:" } else { "" };
            let table = if *table == "penalties" { String::new() } else { format!("{table}.") };
            format!("{sign}{before}{table}{}/{}", row.unwrap_or("*"), column.unwrap_or("*"))
        }
    }
}

#[test]
fn relations_are_read() {
    for (rule, want) in [
        // ranges, numbers, signs of any width
        ("4栏 = 1栏 + … + 3栏", "sum, rows: +*/total = +*/warning +*/fine +*/执行数"),
        ("４列＝１列＋...＋３列", "sum, rows: +*/total = +*/warning +*/fine +*/执行数"),
        ("1栏+2栏+3栏==4栏", "sum, rows: +*/warning +*/fine +*/执行数 = +*/total"),
        ("3行 = 1行 + 2行", "sum, columns: +all/* = +county/* +towns/*"),
        // ids, also such as are words of the language
        ("total = warning+fine+执行数", "sum, rows: +*/total = +*/warning +*/fine +*/执行数"),
        ("执行数栏 ≤ 4栏", "rows: +*/执行数 ≤ +*/total"),
        ("kinds.* ≥ 0", "rows: +*/kinds.fine +*/kinds.other ≥ +0"),
        ("7栏 = kinds.*", "sum, rows: +*/7 = +*/kinds.fine +*/kinds.other"),
        ("fine栏 < 7", "rows: +*/fine < +7"),
        ("20栏 - 11栏 = 12栏", "rows: +*/7 -*/kinds.fine = +*/kinds.other"),
        ("4栏−1栏－2栏-3栏 >= -0.50", "rows: +*/total -*/warning -*/fine -*/执行数 ≥ -0.5"),
        // labels
        ("「罚款宗数」 ≠ 「警告」栏", "rows: +*/fine ≠ +*/warning"),
        ("「行政处罚实施数量/合计」 != 「暂扣许可证」", "rows: +*/total ≠ +*/执行数"),
        ("「罚没金额/罚款」 > 「其他」", "rows: +*/kinds.fine > +*/kinds.other"),
        ("「合计」行 = 「县本级」行 + 「乡镇」行", "sum, columns: +all/* = +county/* +towns/*"),
        // cells
        ("3行4栏 = 1行4栏 + 2行4栏", "cell: +all/total = +county/total +towns/total"),
        ("3行1栏 + … + 3行3栏 = 「合计」行total", "cell: +all/warning +all/fine +all/执行数 = +all/total"),
        ("4栏「合计」行 ≥ 1栏", "rows: +all/total ≥ +*/warning"),
        // other tables and last year
        ("4栏 ≥ 「许可表」.1栏", "rows: +*/total ≥ +permits.*/granted"),
        ("4栏 ≥ permits.granted", "rows: +*/total ≥ +permits.*/granted"),
        ("4栏 ≥ permits.a-b", "rows: +*/total ≥ +permits.*/a-b"),
        ("1栏 = 上年.4栏", "rows: +*/warning = +before:*/total"),
        (
            "3行4栏 ≥ 上年.「一、行政许可实施情况统计表」.1行「许可数量」",
            "cell: +all/total ≥ +before:permits.county/granted",
        ),
        // conditions
        ("若 2栏 > 0 则 11栏 > 0", "rows: if +*/fine > +0 then +*/kinds.fine > +0"),
        ("若2栏>0，则11栏>0", "rows: if +*/fine > +0 then +*/kinds.fine > +0"),
        ("若fine=0则「罚没金额/罚款」=0", "rows: if +*/fine = +0 then +*/kinds.fine = +0"),
    ] {
        let form = read(rule).unwrap_or_else(|errors| panic!("{rule}: {errors:?}"));
        let relation = form.tables.get(1).and_then(|table| table.relations.first()).expect("a relation");
        assert_eq!(understood(relation), want, "{rule}");
        assert_eq!(relation.rule, rule);
    }
}

#[test]
fn wrong_relations_are_refused_with_their_place() {
    // The place is where the mark is.
    for (marked, want) in [
        ("▲15栏 = 1栏", "这张表没有第 15 栏，栏次是 1 到 20"),
        ("4栏 = 1栏 + ▲9行", "这张表没有第 9 行，行次是 1 到 3"),
        ("total = ▲fines", "“fines”不是这张表的行或栏；是不是 fine？"),
        ("▲合计 = 1栏", "“合计”不是这张表的行或栏；是不是 「合计」？"),
        ("▲「合什」行 = 1行", "「合什」不是这张表的行；是不是 「合计」？"),
        ("▲「合计」 = 1栏", "行和栏里都有「合计」，请写明是「合计」行还是「合计」栏"),
        (
            "▲「合计」栏 = 1栏",
            "有几栏的标签都是「合计」，请连上层标签一起写，如「上层/合计」，或者用次序、代码",
        ),
        ("▲「总表」.1栏 = 4栏", "这个表样没有这样一张表：“总表”"),
        ("▲others.granted = 4栏", "“others.granted”不是这张表的行或栏"),
        ("「许可表」.▲5栏 = 4栏", "这张表没有第 5 栏，栏次是 1 到 2"),
        ("▲「许可 = 4栏", "「没有对应的」"),
        ("4栏 = 2 ▲* 1栏", "关系里只有加减和比较，不能乘除"),
        ("4栏 ▲/ 2 = 1栏", "关系里只有加减和比较，不能乘除"),
        ("4栏 = ▲(1栏 + 2栏)", "关系里没有括号，标签写在「」里"),
        ("4栏 = 1栏 ▲= 2栏", "一个比较里只能有一个比较号；请分成两条关系"),
        ("4栏▲", "这里应当是+、- 或比较号（=、≠、≤、≥、<、>）"),
        ("4栏 = ▲", "这里应当是一项，如 13栏、2行、2行13栏、「合计」行、代码、上年.13栏，或者一个数"),
        ("4栏 = 1栏▲，2栏", "这里应当是+ 或 -，或者到此为止"),
        ("若 2栏 > 0，▲11栏 > 0", "这里应当是“则”，如 若 3栏 > 0 则 14栏 > 0"),
        (
            "4栏 = 3栏 + … + ▲1栏",
            "“…”前后各要有一项，都是相加，同为行或同为栏，前一项在表里排在后一项之前，如 1栏 + … + 12栏",
        ),
        (
            "4栏 = ▲… + 3栏",
            "“…”前后各要有一项，都是相加，同为行或同为栏，前一项在表里排在后一项之前，如 1栏 + … + 12栏",
        ),
        (
            "4栏 = 1栏 + …▲",
            "“…”前后各要有一项，都是相加，同为行或同为栏，前一项在表里排在后一项之前，如 1栏 + … + 12栏",
        ),
        (
            "4栏 = ▲1行",
            "一条关系里要么都是栏（每行都要相符），要么都是行（每栏都要相符）；单独一格写成 2行3栏",
        ),
        ("1行▲2行 = 1栏", "一格写成一行一栏，如 2行3栏"),
        ("4栏 = 1栏 + ▲4栏", "“total”在这里出现了两次"),
        ("▲1 = 2", "比较号两边都是数，没有表里的格"),
        ("▲「许可表」.1栏 = 「许可表」.2栏", "关系里没有本表的格，请写在它所说的表里"),
        ("3行 = ▲「许可表」.1行", "两张表没有代码相同的栏，请写明是哪一格，如 「表名」.2行3栏"),
    ] {
        let column = 9 + marked.chars().position(|c| c == '▲').expect("a mark");
        let errors = read(&marked.replace('▲', "")).expect_err(marked);
        assert_eq!(errors, [format!("第36行第{column}个字符：{want}")], "{marked}");
    }
}

#[test]
fn totals_do_not_contain_one_another() {
    let rule = "4栏 = 1栏 + 2栏\"\n[[table.relation]]\nrule = \"1栏 = 3栏 + 4栏";
    assert_eq!(
        read(rule).unwrap_err(),
        ["第38行第8个字符：“警告”的各项里又有它自己的合计，合计不能互相包含"]
    );
    let rule = "4栏 = 1栏 + 2栏\"\n[[table.relation]]\nrule = \"1栏 = 3栏 + 11栏";
    assert!(read(rule).is_ok());
}

#[test]
fn escapes_move_the_place_to_the_start_of_the_text() {
    let escaped = "4栏 = \\u0039栏";
    assert_eq!(read(escaped).unwrap_err(), ["第36行第8个字符：这张表没有第 9 栏，栏次是 1 到 20"]);
    let long = format!("4栏 = {}1栏", "1栏 + ".repeat(5000));
    assert_eq!(read(&long).unwrap_err(), ["第36行第8个字符：rule 有 25007 个字，最多 10000 个"]);
}

/// A table with a row for each body, and one with one row.
#[test]
fn rows_of_records_are_named_by_their_total_and_never_paired() {
    let read = |rule: &str| {
        let text = format!(
            r#"id    = "records"
name  = "行政处罚实施情况统计表"
title = ["行政处罚实施情况统计表"]
years = {{ from = 2021 }}
[[table]]
id      = "all"
title   = "一、各单位表"
rows    = "bodies"
columns = [{{ id = "body", label = "单位", number = "text" }}, {{ id = "fine", label = "罚款" }}, {{ id = "total", label = "合计" }}]
[[table.relation]]
rule    = "{rule}"
[[table]]
id      = "one"
title   = "二、本级表"
rows    = "one"
columns = [{{ id = "total", label = "合计" }}]
"#
        );
        let form = parse(&text).map_err(|errors| errors.lines(Language::Zh).join("\n"))?;
        Ok(understood(&form.tables[0].relations[0]))
    };
    for (rule, want) in [
        ("total = fine", Ok("sum, rows: +all.*/total = +all.*/fine")),
        ("「合计」 = 「罚款」", Ok("sum, rows: +all.*/total = +all.*/fine")),
        ("「合计」行3栏 ≤ one.1行1栏", Ok("cell: +all.total/total ≤ +one.1/total")),
        ("「合计」行2栏 ≥ 上年.「合计」行2栏", Ok("cell: +all.total/fine ≥ +before:all.total/fine")),
        ("2栏 ≥ one.1栏", Err("各单位的行在两张表里次序可能不同")),
        ("2栏 ≥ 上年.2栏", Err("各单位的行在两张表里次序可能不同")),
        ("3栏 = 1栏 + 2栏", Err("“body”不填可以加减的数")),
    ] {
        let found: Result<String, String> = read(rule);
        match want {
            Ok(want) => assert_eq!(found.as_deref(), Ok(want), "{rule}"),
            Err(want) => {
                assert!(found.as_ref().is_err_and(|error| error.contains(want)), "{rule}: {found:?}");
            }
        }
    }
}

/// Whatever is cut out of a relation, it is one or has an error.
#[test]
fn no_relation_makes_the_parser_panic() {
    let rule: Vec<char> =
        "若 「合计」行4栏≥上年.「许可表」.1行granted-0.5则 kinds.*+…+7栏 != -3".chars().collect();
    for from in 0..rule.len() {
        for to in from..rule.len() {
            let rest: String = rule[..from].iter().chain(&rule[to..]).collect();
            if let Err(errors) = read(&rest) {
                assert!(!errors.is_empty());
            }
        }
    }
}
