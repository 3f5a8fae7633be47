//! Real reports whole and damaged, and files made to do harm.

use super::*;

// Real reports.

#[test]
fn the_same_report_reads_the_same_from_all_formats() {
    for report in ["akto_2021", "hangzhou_2025", "shanghai_office_2019", "suqian_2023", "suqian_2024"] {
        let of = |file: &str| read(&fixture(&format!("{report}/{file}"))).unwrap();
        let expected = shown(&of("lo.xlsx"));
        assert!(expected.iter().filter(|line| *line == "T").count() >= 3);
        for file in ["lo.xls", "lo.ods", "openpyxl.xlsx"] {
            assert_eq!(shown(&of(file)), expected, "{report}/{file}");
        }
        let single: Vec<_> = shown(&of("openpyxl_single.xlsx")).into_iter().collect();
        let sorted = |mut lines: Vec<String>| {
            lines.sort();
            lines
        };
        assert_eq!(sorted(single), sorted(expected), "{report}");
    }
}

#[test]
fn a_file_cut_anywhere_is_damaged() {
    for file in ["lo.xlsx", "lo.xls", "lo.ods"] {
        let bytes = fixture(&format!("akto_2021/{file}"));
        for cut in (1..50).map(|n| bytes.len() * n / 50).chain([bytes.len() - 1, bytes.len() - 22]) {
            let result = read(&bytes[..cut]);
            // The last sector of an .xls is padded: what is cut there was no part of the document.
            let is_padding = file == "lo.xls" && cut + 512 > bytes.len() && result.is_ok();
            assert!(is_padding || matches!(result, Err(Error::Damaged { .. })), "{file} cut at {cut}");
        }
    }
}

#[test]
fn changed_bytes_of_an_xls_never_panic() {
    let bytes = fixture("akto_2021/lo.xls");
    for seed in 0..400usize {
        let mut changed = bytes.clone();
        for n in 0..4 {
            let at = (seed * 7919 + n * 104_729 + seed * seed * 31) % changed.len();
            changed[at] = changed[at].wrapping_add(u8::try_from(seed % 255).unwrap() + 1);
        }
        let _ = read(&changed);
    }
}

// Hostile files.

#[test]
fn far_corners_cost_nothing() {
    assert_eq!(shown(&read(&texts(&[("A1", "a"), ("XFD1048576", "z")], &[])).unwrap()), ["P a", "P z"]);
    let corner = r#"<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row>
        <table:table-row table:number-rows-repeated="1048574"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
        <table:table-row><table:table-cell table:number-columns-repeated="16383"/><table:table-cell><text:p>z</text:p></table:table-cell></table:table-row></table:table>"#;
    assert_eq!(shown(&read(&ods(corner)).unwrap()), ["P a", "P z"]);
}

#[test]
fn tables_beyond_the_limits_are_refused() {
    let is_too_large = |bytes: &[u8]| matches!(read(bytes), Err(Error::TooLarge { .. }));
    let repeated = r#"<table:table><table:table-row table:number-rows-repeated="1000000">
        <table:table-cell table:number-columns-repeated="16000"><text:p>a</text:p></table:table-cell></table:table-row></table:table>"#;
    assert!(is_too_large(&ods(repeated)));
    assert!(is_too_large(&texts(&[("A1", "a")], &["A1:A1048576"])));
    let wide: String = (1..100)
        .flat_map(|row| [format!("<c r='A{row}'><v>1</v></c>"), format!("<c r='XFD{row}'><v>1</v></c>")])
        .collect();
    assert!(is_too_large(&sheet(&format!("<row>{wide}</row>"), "")));
    let many = r#"<c t="s"><v>0</v></c>"#.repeat(3000);
    let sheet = format!("<worksheet><sheetData><row>{many}</row></sheetData></worksheet>");
    let strings = format!("<sst uniqueCount='1000000000000'><si><t>{}</t></si></sst>", "长".repeat(100_000));
    assert!(is_too_large(&xlsx_with(&sheet, &[("xl/strings.xml", &strings)])));
}

#[test]
fn entities_depth_and_broken_references_are_refused() {
    let bomb = xlsx("<!DOCTYPE a [<!ENTITY b 'c'>]><worksheet><sheetData/></worksheet>");
    assert!(matches!(read(&bomb), Err(Error::Refused { .. })));
    let deep = xlsx(&format!("{}{}", "<a>".repeat(600), "</a>".repeat(600)));
    assert!(matches!(read(&deep), Err(Error::TooLarge { what: Limit::Depth, .. })));
    for rows in
        ["<row><c r='A0'/></row>", "<row><c r='XFE1'/></row>", "<row><c t='s'><v>7</v></c></row>", "&x;"]
    {
        assert!(matches!(read(&sheet(rows, "")), Err(Error::Damaged { .. })), "{rows}");
    }
    for part in ["<worksheet><sheetData><row>", "", "<worksheet></sheetData>"] {
        assert!(matches!(read(&xlsx(part)), Err(Error::Damaged { .. })), "{part}");
    }
}

#[test]
fn a_circle_of_sectors_ends() {
    let mut bytes = fixture("akto_2021/lo.xls");
    let word = |bytes: &[u8], at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap());
    let (directory, table) = (word(&bytes, 48), word(&bytes, 76));
    let at = 512 * (usize::try_from(table).unwrap() + 1) + 4 * usize::try_from(directory).unwrap();
    bytes[at..at + 4].copy_from_slice(&directory.to_le_bytes());
    assert!(matches!(read(&bytes), Err(Error::Damaged { .. })));
}
