use super::*;
use crate::model::error::Error;

fn blocks(text: &str) -> Vec<Block> {
    read_blocks(text, &Limits::default()).unwrap().0
}

/// Blocks as text: paragraphs as they are, tables with `/` between cells and `;` between rows.
fn shown(text: &str) -> Vec<String> {
    blocks(text)
        .iter()
        .map(|block| match block {
            Block::Paragraph(paragraph) => paragraph.text.clone(),
            Block::Table(table) => {
                let row =
                    |row: &Vec<Cell>| row.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("/");
                format!("[{}]", table.rows.iter().map(row).collect::<Vec<_>>().join(";"))
            }
        })
        .collect()
}

/// The tables of a text as bare cells, without blank cells at the end of rows.
fn grids(name: &str) -> Vec<Vec<Vec<String>>> {
    let bytes = std::fs::read(format!("fixtures/reports/{name}")).unwrap();
    let decoded = encoding::decode(&Content::new(&bytes), None, || None).unwrap();
    assert_eq!(decoded.doubts, []);
    let tables = blocks(&decoded.text).into_iter().filter_map(|block| match block {
        Block::Table(table) => Some(table.rows),
        Block::Paragraph(_) => None,
    });
    let row = |row: Vec<Cell>| {
        let mut cells: Vec<String> = row.into_iter().map(|cell| cell.text).collect();
        while cells.last().is_some_and(String::is_empty) {
            cells.pop();
        }
        cells
    };
    tables.map(|rows| rows.into_iter().map(row).collect()).collect()
}

const REPORTS: [&str; 5] =
    ["akto_2021", "hangzhou_2025", "shanghai_office_2019", "suqian_2023", "suqian_2024"];

#[test]
fn tables_by_spaces_bars_and_tabs_are_the_same() {
    for report in REPORTS {
        let by_tabs = grids(&format!("{report}/gbk_tabs.txt"));
        assert_eq!(by_tabs.len(), 3);
        assert_eq!(grids(&format!("{report}/utf16.txt")), by_tabs);
        assert_eq!(grids(&format!("{report}/utf8_pipe.txt")), by_tabs);
        let mut by_spaces = grids(&format!("{report}/gb18030_spaces.txt"));
        // The first banner comes before the first line that shows columns.
        by_spaces[0].insert(0, by_tabs[0][0].clone());
        assert_eq!(by_spaces, by_tabs, "{report}");
    }
}

#[test]
fn a_cell_a_line_stays_paragraphs() {
    let bytes = std::fs::read("fixtures/reports/akto_2021/seed.txt").unwrap();
    let decoded = encoding::decode(&Content::new(&bytes), None, || None).unwrap();
    let blocks = blocks(&decoded.text);
    let texts: Vec<&str> = blocks
        .iter()
        .map(|block| match block {
            Block::Paragraph(paragraph) => paragraph.text.as_str(),
            Block::Table(table) => panic!("{table:?}"),
        })
        .collect();
    assert_eq!(texts[4], "索  引  号 AKT001-2022-000028 主题分类");
    assert_eq!(texts[5], "名        称 阿克陶县阿克陶镇人民政府2021年政府信息公开工作年度报告");
    assert_eq!(texts.last(), Some(&"解读文章"));
    let Block::Paragraph(key) = &blocks[4] else { panic!() };
    assert_eq!(key.place, Place::Line { line: 7, column: None });
}

#[test]
fn blank_cells_stay_blank() {
    assert_eq!(shown("3.其他\n\n\u{3000}\n\n\u{a0}\n \n\n(七)总计\n"), ["3.其他", "", "", "(七)总计"]);
    assert_eq!(shown("规章\t0\t\t\n\t\t\t\n甲\t\t\t0"), ["[规章/0//;///;甲///0]"]);
}

#[test]
fn cells_know_their_line_and_number() {
    let blocks = blocks("前言\n\n规章\t0\n");
    let Block::Table(table) = &blocks[1] else { panic!() };
    assert_eq!(table.rows[0][1].place, Place::Line { line: 3, column: Some(2) });
}

#[test]
fn indented_lines_are_paragraphs_whatever_they_hold() {
    let text =
        "　　甲\t乙\n　　丙\t丁\n　　甲  乙  丙\n　　丁  戊  己\n　　| 甲 | 乙 |\n　　- 3 -\n　　甲\t\"\n";
    let paragraphs = ["甲\t乙", "丙\t丁", "甲  乙  丙", "丁  戊  己", "| 甲 | 乙 |", "- 3 -", "甲\t\""];
    assert_eq!(shown(text), paragraphs);
    assert_eq!(shown("\t本年度。\n\t下年度。\n"), ["本年度。", "下年度。"]);
}

#[test]
fn cells_are_unquoted_as_excel_quotes() {
    let text = "\"三、本\n年度\"\t\"三公\"经费\t\"\"\"甲\"\"\"\t\"乙\"\n丙\t\"丁\t戊\"\n";
    assert_eq!(shown(text), ["[三、本\n年度/\"三公\"经费/\"甲\"/\"乙\";丙/丁\t戊]"]);
    assert_eq!(shown("\"一、\n二、\n三\t\"四\n"), ["\"一、", "二、", "[三/\"四]"]);
}

#[test]
fn bars_make_tables() {
    assert_eq!(shown("| 甲 | 乙 |\n|---|:-:|\n| - | a\\|b |\n"), ["[甲/乙;-/a|b]"]);
    assert_eq!(shown("甲 | 乙 | 丙 |\n| | 0 |\n丁 | 0 | |\n"), ["[甲/乙/丙;//0;丁/0/]"]);
    assert_eq!(shown("甲|乙\n丙|0\n"), ["[甲/乙;丙/0]"]);
    assert_eq!(shown("| 规章 | 0 |\n\n| 其他 |  |\n"), ["[规章/0]", "[其他/]"]);
    assert_eq!(shown("规章 | 0 |\n\n其他 |  |\n"), ["[规章/0]", "[其他/]"]);
    let drawn = "┌──┬──┐\n│甲│乙│\n├──┼──┤\n│  │0 │\n└──┴──┘\n";
    assert_eq!(shown(drawn), ["[甲/乙;/0]"]);
    assert_eq!(shown("+---+---+\n| 甲 | 0 |\n+---+---+\n"), ["[甲/0]"]);
}

/// The cells of the tables of a text, each with the number of columns it spans where it is not one.
fn spans(text: &str) -> Vec<String> {
    let cell = |cell: &Cell| match cell.colspan {
        1 => cell.text.clone(),
        span => format!("{}*{span}", cell.text),
    };
    let row = |row: &Vec<Cell>| row.iter().map(cell).collect::<Vec<_>>().join("/");
    let tables = blocks(text).into_iter().filter_map(|block| match block {
        Block::Table(table) => Some(table.rows.iter().map(row).collect::<Vec<_>>().join(";")),
        Block::Paragraph(_) => None,
    });
    tables.collect()
}

#[test]
fn cells_of_drawn_tables_span_the_bars_they_cover() {
    for (text, rows) in [
        ("│申请人│总计│\n│甲│乙│    │\n│0 │1 │1   │\n", "申请人*2/总计;甲/乙/;0/1/1"),
        ("┌─────┬──┐\n│甲   │乙│\n├──┬──┼──┤\n│0 │1 │2 │\n└──┴──┴──┘\n", "甲*2/乙;0/1/2"),
        ("| 甲      | 乙 |\n| 0  | 1  | 2  |\n", "甲*2/乙;0/1/2"),
        // A bar out of line is no column of its own.
        ("| 甲 | 乙 |\n| 10 | 1 |\n", "甲/乙;10/1"),
    ] {
        assert_eq!(spans(text), [rows], "{text}");
    }
}

#[test]
fn lines_between_rulings_are_one_row() {
    for (text, rows) in [
        (
            "+----+----+\n|商业|科研|\n|企业|机构|\n+----+----+\n|1   |2   |\n+----+----+\n|3   |4   |\n+----+----+\n",
            "商业企业/科研机构;1/2;3/4",
        ),
        ("│规章│\n────\n│行政│1 │\n│许可│  │\n────\n│处罚│2 │\n", "规章;行政/1;许可/;处罚/2"),
        // Rulings that divide only the head from the rows and the rows from the total.
        (" 甲 | 乙 \n----+----\n 丙 | 1  \n 丁 | 2  \n----+----\n 计 | 3  \n", "甲/乙;丙/1;丁/2;计/3"),
    ] {
        assert_eq!(spans(text), [rows], "{text}");
    }
}

#[test]
fn a_cell_and_a_bar_a_line_are_paragraphs() {
    // Bars alone before a label fill up the row.
    let text = "规章 |\n2 |\n|\n1 |\n行政许可 |\n15 |\n||\n正文\n";
    assert_eq!(shown(text), ["规章", "2", "", "1", "行政许可", "15", "正文"]);
    // Where others are before a figure, all are needed to see whether those are columns.
    let text = "规章 |\n|\n2 |\n||\n行政许可 |\n15 |\n行政处罚 |\n3 |\n收费 |\n1 |\n";
    assert_eq!(shown(text), ["规章", "", "2", "", "", "行政许可", "15", "行政处罚", "3", "收费", "1"]);
}

#[test]
fn a_bar_after_much_space_follows_a_blank_cell() {
    let rows = "规章      |   | 1\n\n          | 2 | 3\n";
    assert_eq!(shown(rows), ["规章      |   | 1", "[/2/3]"]);
    // Elsewhere rows begin without a bar.
    assert_eq!(shown("甲 | 乙 | 丙 |\n丁 | 0 | 1 |\n\n| 2 | 3 |\n"), ["[甲/乙/丙;丁/0/1]", "[/2/3]"]);
}

#[test]
fn commas_make_tables() {
    for (text, shows) in [
        ("规章,2,1\n规范性文件,,12\n", vec!["[规章/2/1;规范性文件//12]"]),
        ("规章;2\n许可;12\n", vec!["[规章/2;许可/12]"]),
        ("甲,,\n\"三、本\n年度\",\"1,234\",\"说\"\"无\"\"\"\n", vec!["[甲//;三、本\n年度/1,234/说\"无\"]"]),
        ("正文。\n许可,12\n处罚,3\n四、下表\n", vec!["正文。", "[许可/12;处罚/3]", "四、下表"]),
        // Commas of prose and of figures.
        ("公开12件,其中政策3件\n答复3件,维持2件\n", vec!["公开12件,其中政策3件", "答复3件,维持2件"]),
        ("许可\n1,234\n2,345\n", vec!["许可", "1,234", "2,345"]),
        ("许可 1,234\n处罚 2,345\n", vec!["许可 1,234", "处罚 2,345"]),
        ("甲,2,1。\n乙,2,1。\n", vec!["甲,2,1。", "乙,2,1。"]),
    ] {
        assert_eq!(shown(text), shows, "{text}");
    }
}

#[test]
fn lines_end_at_vertical_tabs_and_separators() {
    assert_eq!(
        shown("甲\u{b}乙\u{2028}丙\u{2029}丁\u{85}戊\u{b}1\t2\u{b}3\t4"),
        ["甲", "乙", "丙", "丁", "戊", "[1/2;3/4]"]
    );
    // Within the cells of rows that have line feeds they break lines.
    assert_eq!(shown("本年\u{b}度\t1\n上年\t2\n"), ["[本年度/1;上年/2]"]);
}

#[test]
fn figures_one_blank_apart_are_two() {
    assert_eq!(
        shown("予以公开    5345  129  14 5548\n属于秘密      13    0   0   13\n"),
        ["[予以公开/5345/129/14/5548;属于秘密/13/0/0/13]"]
    );
    // In one column they are no figure.
    let text = "甲    1 234     5\n乙    99999     6\n";
    assert_eq!(shown(text), ["[甲/1 234/5;乙/99999/6]"]);
}

#[test]
fn an_aligned_table_goes_on_after_rows_without_figures() {
    let text = "\
项目                         本年  上年
规章
规范性文件                   3     12
处理结果  不予公开  1.秘密
                    2.禁止
                    3.其他         7
          总计               3     19
";
    assert_eq!(
        shown(text),
        [
            "[项目///本年/上年;规章;规范性文件///3/12;处理结果/不予公开/1.秘密;//2.禁止;//3.其他//7;/总计//3/19]"
        ]
    );
}

#[test]
fn figures_lose_the_apostrophe_of_a_spreadsheet() {
    assert_eq!(shown("规章\t'12\t’3.5\t'三公'\n"), ["[规章/12/3.5/'三公']"]);
}

#[test]
fn a_bar_in_a_line_makes_no_table() {
    assert_eq!(shown("无障碍阅读 | 登录\n正文\n"), ["无障碍阅读 | 登录", "正文"]);
    assert_eq!(shown("首页 | 公开 | 年报\n无障碍阅读 | 登录\n"), ["首页 | 公开 | 年报", "无障碍阅读 | 登录"]);
}

#[test]
fn figures_to_the_right_or_centred_are_of_one_column() {
    let right = "\
项目          本年    上年
规章             3   12345
规范性文件     109
行政许可   1808595       7
";
    assert_eq!(shown(right), ["[项目/本年/上年;规章/3/12345;规范性文件/109;行政许可/1808595/7]"]);
    let centred = "\
项目        制发件数    废止件数
规章           3           12
规范性文件    109
许可         18085          7
";
    assert_eq!(shown(centred), ["[项目/制发件数/废止件数;规章/3/12;规范性文件/109;许可/18085/7]"]);
}

#[test]
fn white_space_at_the_end_shows_blank_cells() {
    assert_eq!(
        shown("甲    乙    丙\n丁    0     0\n戊            \n己\n庚    0     0\n"),
        ["[甲/乙/丙;丁/0/0;戊//;己;庚/0/0]"]
    );
}

#[test]
fn ruling_dashes_are_no_row() {
    assert_eq!(shown("甲    乙\n----  ----\n丙    0\n"), ["[甲/乙;丙/0]"]);
}

#[test]
fn quotation_marks_may_be_narrow_or_wide() {
    let rows = |gap: &str| format!("“甲”乙{gap}0   1\n丙丁戊己  2   3\n");
    // Wide: 8 columns and 2; narrow: 6 columns and 4.
    for gap in ["  ", "    "] {
        assert_eq!(shown(&rows(gap)), ["[“甲”乙/0/1;丙丁戊己/2/3]"]);
    }
}

#[test]
fn prose_with_gaps_stays_prose() {
    for text in [
        "第一条　为了规范。\n第二条　本办法。",
        "一　总则\n二　分则",
        "索  引  号 A1 主题\n主  题  词 甲 乙",
        "　　　　　　　　某市人民政府\n　　　　　　　　2022年1月21日",
        "一、总体情况\n甲  乙丙",
    ] {
        let texts: Vec<&str> = text.lines().map(crate::model::text::trim).collect();
        assert_eq!(shown(text), texts);
    }
}

#[test]
fn another_layout_begins_another_table() {
    let text = "甲    乙    丙\n丁    0     0\n二、下表\n戊        己      庚\n辛        1       2\n";
    assert_eq!(shown(text), ["[甲/乙/丙;丁/0/0]", "二、下表", "[戊/己/庚;辛/1/2]"]);
}

#[test]
fn page_numbers_go() {
    assert_eq!(shown("上\n— 3 —\n下\n- 4 -\n第 5 页\n\u{c}第6页 共9页\n第7页/共9页\n末"), ["上", "下", "末"]);
    let kept = ["3", "—", "— 3", "第3页有误", "-3", "第三页"];
    assert_eq!(shown(&kept.join("\n\n")), kept);
}

fn refused(text: &str, limits: Limits) -> Limit {
    match read_blocks(text, &limits) {
        Err(Error::TooLarge { what, .. }) => what,
        other => panic!("{other:?}"),
    }
}

#[test]
fn limits_hold() {
    let limits = Limits { blocks: 10, cells: 20, columns: 8, ..Limits::default() };
    assert_eq!(refused(&"甲\n".repeat(11), limits), Limit::Blocks);
    assert_eq!(refused(&"甲\t乙\n".repeat(11), limits), Limit::Cells);
    assert_eq!(refused(&"|甲|乙\n".repeat(11), limits), Limit::Cells);
    assert_eq!(refused(&"甲  0  1\n".repeat(11), limits), Limit::Cells);
    assert_eq!(refused(&"\t".repeat(9), limits), Limit::Columns);
    assert_eq!(refused(&"|".repeat(11), limits), Limit::Columns);
    assert_eq!(refused(&"甲\n\n".repeat(100), limits), Limit::Blocks);
}

#[test]
fn hostile_texts_end() {
    let limits = Limits { blocks: 20_000, cells: 40_000, ..Limits::default() };
    assert_eq!(read_blocks(&" ".repeat(1 << 20), &limits).unwrap().0, []);
    assert_eq!(read_blocks(&"\n".repeat(1 << 20), &limits).unwrap().0, []);
    assert_eq!(read_blocks(&"甲".repeat(1 << 18), &limits).unwrap().0.len(), 1);
    for text in ["甲\n", "甲  乙\n", "\t\n", "\u{3000}\n", "|\n", "\"a\n"] {
        refused(&text.repeat(21_000), limits);
    }
    for text in ["\t", "|", "\"\t", "\"a\t"] {
        refused(&text.repeat(50_000), limits);
    }
    for text in
        ["\"", "\u{3000}", "a ", "a  ", "-", "\\|", "┼", "\"\t\n", "\"\"\"\n", "a  bc\n\na   b\n", "\u{c}"]
    {
        let _ = read_blocks(&text.repeat(20_000), &limits);
    }
}

proptest::proptest! {
    #[test]
    fn no_text_panics(text in "([ \\t|\"\n\u{3000}\u{a0}0a甲。—│─+-]{0,40}\n){0,6}") {
        let _ = read_blocks(&text, &Limits::default());
    }
}

#[test]
fn pieces_that_do_not_line_up_show_no_columns() {
    let alignment = |text: &str| {
        let tables = blocks(text).into_iter().filter_map(|block| match block {
            Block::Table(table) => Some(table.alignment),
            Block::Paragraph(_) => None,
        });
        tables.collect::<Vec<_>>()
    };
    let rows = [
        "信息内容#制发件数#废止件数#有效件数",
        "规章###1523",
        "行政规范性文件#518#825#811",
        "备案审查#31#5#7",
    ];
    for gap in ["  ", "　"] {
        assert_eq!(alignment(&rows.join("\n").replace('#', gap)), [Alignment::Loose], "{gap:?}");
    }
    let rows = [
        "信息内容        制发件数  废止件数",
        "规章                   1         7",
        "行政规范性文件                 825",
    ];
    assert_eq!(alignment(&rows.join("\n")), [Alignment::Padded]);
}
