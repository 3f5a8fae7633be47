use super::*;

fn blocks(text: &str) -> Vec<Block> {
    read_blocks(text, &Limits::default()).unwrap()
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

#[test]
fn zz_show() {
    for file in std::env::var("SHOW").unwrap_or_default().split(' ').filter(|f| !f.is_empty()) {
        let bytes = std::fs::read(file).unwrap();
        let decoded = encoding::decode(&bytes, None, None).unwrap();
        println!("== {file} {:?}", decoded.encoding);
        for line in shown(&decoded.text) {
            println!("{}", line.replace(';', "\n   ").chars().take(6000).collect::<String>());
        }
    }
}

/// The tables of a text as bare cells, without blank cells at the end of rows.
fn grids(name: &str) -> Vec<Vec<Vec<String>>> {
    let bytes = std::fs::read(format!("fixtures/reports/{name}")).unwrap();
    let decoded = encoding::decode(&bytes, None, None).unwrap();
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
        // The first banner stands before the first line that shows columns.
        by_spaces[0].insert(0, by_tabs[0][0].clone());
        for (a, b) in by_spaces.iter().flatten().zip(by_tabs.iter().flatten()) {
            if a != b {
                println!("{a:?}\n{b:?}\n");
            }
        }
        assert_eq!(by_spaces, by_tabs, "{report}");
    }
}
