use super::*;

fn read(text: &str) -> Document {
    match Markdown.read(&Content::new(text.as_bytes()), &ReadOptions::default()).unwrap() {
        ReaderOutput::Document(document) => document,
        ReaderOutput::Report(..) => panic!("a report"),
    }
}

/// Each block with its line: paragraphs as they are, rows with `|` between their cells.
fn shown(document: &Document) -> Vec<String> {
    let line = |place: &Place| match place {
        Place::Line { line, .. } => *line,
        other => panic!("{other:?}"),
    };
    let blocks = document.blocks.iter().flat_map(|block| match block {
        Block::Paragraph(paragraph) => vec![format!("{}:{}", line(&paragraph.place), paragraph.text)],
        Block::Table(table) => {
            let cell = |cell: &crate::model::document::Cell| match (cell.colspan, cell.rowspan) {
                (1, 1) => cell.text.clone(),
                (columns, rows) => format!("{}({columns}x{rows})", cell.text),
            };
            let row =
                |row: &Vec<crate::model::document::Cell>| row.iter().map(cell).collect::<Vec<_>>().join("|");
            table.rows.iter().map(|cells| format!("{}:|{}", line(&cells[0].place), row(cells))).collect()
        }
    });
    blocks.collect()
}

fn messages(document: &Document) -> String {
    document.doubts.iter().map(|doubt| doubt.message.zh.as_str()).collect::<Vec<_>>().join("\n")
}

#[test]
fn headings_lists_and_marks() {
    let text = "---\ntitle: \"某县年报\"\ndate: 2024-01-31\n---\n\n# 甲\n\n乙\n===\n\n- **丙**\n* 丁\\\n> 戊\n\n3. 己\n\n***\n庚。\n---\n辛";
    let document = read(text);
    assert_eq!(shown(&document), ["6:甲", "8:乙", "11:丙", "12:丁", "13:戊", "15:3. 己", "18:庚。", "20:辛"]);
    assert_eq!(document.marks, [(0, 1), (1, 1)].into());
    let head: Vec<_> = document.head.iter().map(|p| (p.name.as_str(), p.text.as_str())).collect();
    assert_eq!(head, [("title", "某县年报"), ("PubDate", "2024-01-31")]);
}

#[test]
fn tables_as_people_and_programs_write_them() {
    for (text, expected) in [
        // No row of dashes; more cells than the head has; none at the ends.
        ("| 甲 | 乙 |\n| 1 | 2 | 3 |", vec!["1:|甲|乙", "2:|1|2|3"]),
        ("甲 | 乙\n:--|--:\n1 | 2", vec!["1:|甲|乙", "3:|1|2"]),
        ("| | |\n|---|---|\n| 甲 | 1 |", vec!["1:||", "3:|甲|1"]),
        ("```markdown\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n```", vec!["2:|甲|乙", "4:|1|2"]),
        ("| 甲<br>乙 | **12** |\n|---|---|\n| a\\|b | 1&nbsp;2 |", vec!["1:|甲\n乙|12", "3:|a|b|1 2"]),
    ] {
        assert_eq!(shown(&read(text)), expected, "{text}");
    }
}

#[test]
fn struck_text_is_set_aside_and_notes_do_not_join() {
    let document = read(
        "| 甲 | ~~12~~ 13 |\n|---|---|\n| 乙 | 5<sup>1</sup> |\n| 丙 | <del>6</del> |\n\n共~~7~~8件[^1]。\n",
    );
    assert_eq!(shown(&document), ["1:|甲|13", "3:|乙|5¹", "4:|丙|", "6:共8件1。"]);
    let said = messages(&document);
    for struck in ["“12”划了删除线", "“6”划了删除线", "“7”划了删除线"] {
        assert!(said.contains(struck), "{said}");
    }
    assert!(document.doubts.iter().all(|doubt| matches!(doubt.place, Place::Line { .. })));
}

#[test]
fn html_within_is_read_as_a_page() {
    let text = "# 甲\n\n<table>\n<tr><td rowspan=\"2\">乙</td><td>1</td></tr>\n\n<tr><td>2</td></tr>\n</table>\n\n<!-- 丙\n丁 -->\n戊\n\n<div align=\"center\">己</div>\n庚";
    let document = read(text);
    assert_eq!(shown(&document), ["1:甲", "3:|乙(1x2)|1", "3:|2", "11:戊", "13:己", "14:庚"]);
    assert_eq!(messages(&document), "");
    let cut = read("<table>\n<tr><td>乙</td><td>1</td></tr>\n");
    assert!(messages(&cut).contains("表格中间断了"));
}
