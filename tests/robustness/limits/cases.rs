//! THE table of inputs that meet a limit.

use repconv::model::limits::Limit;

use super::made::*;

/// An input that meets the limit, set to `tight` where its default would take long to meet.
pub struct Case {
    pub limit: Limit,
    pub name: &'static str,
    pub bytes: fn() -> Vec<u8>,
    pub tight: Option<&'static str>,
    /// With which it is read.
    pub loose: &'static str,
}

const fn case(limit: Limit, name: &'static str, bytes: fn() -> Vec<u8>, loose: &'static str) -> Case {
    Case { limit, name, bytes, tight: None, loose }
}

impl Case {
    const fn at(self, tight: &'static str) -> Self {
        Self { tight: Some(tight), ..self }
    }
}

/// Where the default is met, and where the option lowers it to be met by something modest. What meets
/// a default may not be read at all within the test's time, so a second case then shows the option.
pub static CASES: &[Case] = &[
    case(Limit::Input, "default.docx", || vec![b'P'; (64 << 20) + 1], ""),
    case(Limit::Input, "input.txt", || fixture("gbk_cells.txt"), "10K").at("1K"),
    case(Limit::Page, "default.html", || [&b"<html>"[..], &vec![b'a'; 10 << 20]].concat(), ""),
    case(Limit::Page, "page.html", || fixture("clean.html"), "1M").at("1K"),
    case(Limit::Page, "page.json", || vec![b' '; 100_000].into_iter().chain(*b"{").collect(), "").at("64K"),
    case(Limit::Text, "text.txt", || fixture("gbk_cells.txt"), "64K").at("1K"),
    case(Limit::Text, "default.txt", || in_text(&format!("{}\n", "公开".repeat(170)).repeat(2100)), "4M"),
    case(
        Limit::Text,
        "default.html",
        || in_page(&format!("<p>{}</p>", "公开".repeat(170)).repeat(2100)),
        "4M",
    ),
    case(Limit::Text, "default.docx", || in_document(&paragraph(&"公开".repeat(170)).repeat(2100)), "4M"),
    case(Limit::Text, "default.xlsx", || in_sheet(&row(&"公开".repeat(170)).repeat(2100)), "4M"),
    case(Limit::Text, "default.json", || in_json(&text_item(&"公开".repeat(170)).repeat(2100)), "4M"),
    case(Limit::Paragraph, "one.txt", || in_text(&"公开".repeat(180_000)), "2M"),
    case(Limit::Paragraph, "one.json", || in_json(&text_item(&"公开".repeat(180_000))), "2M"),
    case(Limit::Paragraph, "cell.ods", || in_table(&"公开".repeat(180_000)), "2M"),
    case(Limit::Paragraph, "one.docx", || in_document(&paragraph(&"公开".repeat(180_000))), "2M"),
    case(Limit::Paragraph, "one.html", || in_page(&format!("<p>{}</p>", "公开".repeat(180_000))), "2M"),
    case(Limit::Paragraph, "cell.xlsx", || in_sheet(&row(&"公开".repeat(180_000))), "2M"),
    case(Limit::Part, "part.docx", || edited("lo.docx", DOCUMENT, |text| text + &noise(17 << 20)), "20M"),
    case(Limit::Part, "part.xlsx", || edited("lo.xlsx", SHEET, |text| text + &noise(1 << 20)), "8M").at("1M"),
    case(Limit::Package, "package.ods", || fixture("lo.ods"), "1M").at("20K"),
    case(Limit::Package, "package.docx", || fixture("lo.docx"), "10M").at("20K"),
    case(Limit::Package, "package.xlsx", || fixture("lo.xlsx"), "10M").at("10K"),
    case(
        Limit::Ratio,
        "ratio.docx",
        || edited("lo.docx", DOCUMENT, |text| text + &" ".repeat(8 << 20)),
        "1100",
    ),
    case(Limit::Ratio, "ratio.xlsx", || edited("lo.xlsx", SHEET, |text| text + &" ".repeat(8 << 20)), "1100"),
    case(
        Limit::Ratio,
        "ratio.ods",
        || edited("lo.ods", "content.xml", |text| text + &" ".repeat(8 << 20)),
        "1100",
    ),
    case(Limit::Ratio, "ratio.zip", || archive([("空.txt".to_owned(), vec![b' '; 4 << 20]), report()]), ""),
    case(
        Limit::Entries,
        "entries.docx",
        || archive((0..10_001).map(|n| (format!("word/{n}"), Vec::new()))),
        "",
    ),
    case(
        Limit::Entries,
        "styles.docx",
        || edited("lo.docx", "word/styles.xml", |text| styles(&text)),
        "20000",
    ),
    case(Limit::Entries, "sheets.ods", || edited("lo.ods", "content.xml", |text| sheets(&text)), "20000"),
    case(Limit::Part, "part.xlsb", || fixture("records.xlsb"), "16M").at("1K"),
    case(Limit::Entries, "entries.xlsx", || fixture("lo.xlsx"), "100").at("5"),
    case(
        Limit::Entries,
        "default.xlsx",
        || archive((0..10_001).map(|n| (format!("xl/worksheets/sheet{n}.xml"), Vec::new()))),
        "",
    ),
    case(
        Limit::Depth,
        "depth.docx",
        || in_document(&nested("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>")),
        "2000",
    ),
    case(Limit::Depth, "depth.html", || in_page(&nested("<div>", "</div>")), "2000"),
    case(Limit::Depth, "depth.xlsx", || in_sheet(&nested("<row>", "</row>")), "2000"),
    case(Limit::Nodes, "nodes.html", || in_page(&"<!>".repeat(500_001)), ""),
    case(Limit::Nodes, "few.html", || fixture("clean.html"), "5000").at("100"),
    case(Limit::Attributes, "default.html", || in_page(&tag(20_001)), ""),
    case(Limit::Attributes, "attributes.html", || in_page(&tag(1000)), "2000").at("900"),
    case(Limit::Cells, "default.txt", || format!("{}\n", "1\t".repeat(999)).repeat(101).into_bytes(), ""),
    case(Limit::Cells, "cells.docx", || fixture("lo.docx"), "1000").at("100"),
    case(Limit::Cells, "cells.xlsx", || fixture("lo.xlsx"), "1000").at("100"),
    case(Limit::Cells, "cells.ods", || fixture("lo.ods"), "1000").at("100"),
    case(Limit::Cells, "cells.xls", || fixture("lo.xls"), "1000").at("100"),
    case(Limit::Cells, "cells.xlsb", || fixture("records.xlsb"), "1000").at("100"),
    case(Limit::Cells, "cells.txt", || fixture("gbk_tabs.txt"), "1000").at("100"),
    case(Limit::Columns, "wide.html", || in_page(&spanning("colspan", "90000")), "90000"),
    case(Limit::Columns, "wider.html", || in_page(&spanning("colspan", "4294967295")), ""),
    case(Limit::Columns, "wide.docx", || in_document(&grid_span("1000000000")), ""),
    case(Limit::Columns, "columns.docx", || fixture("lo.docx"), "20").at("3"),
    case(Limit::Columns, "columns.txt", || fixture("gbk_tabs.txt"), "20").at("3"),
    case(Limit::Rows, "tall.html", || in_page(&spanning("rowspan", "4294967295")), ""),
    case(Limit::Rows, "rows.html", || in_page(&spanning("rowspan", "150000")), "150000"),
    case(Limit::Rows, "merged.docx", || in_document(&chain(200)), "200").at("100"),
    case(Limit::Blocks, "default.txt", || "一、\n".repeat(20_001).into_bytes(), ""),
    case(Limit::Blocks, "blocks.docx", || fixture("lo.docx"), "1000").at("5"),
    case(Limit::Time, "time.html", || in_page(&"<p>公开</p>".repeat(1000)), "5m").at("1ms"),
    case(Limit::Time, "time.docx", || in_document(&paragraph("公开").repeat(1000)), "5m").at("1ms"),
    case(Limit::Time, "time.xlsx", || in_sheet(&row("公开").repeat(1000)), "5m").at("1ms"),
    case(Limit::Time, "time.txt", || fixture("gbk_tabs.txt").repeat(5), "5m").at("1ms"),
    case(
        Limit::Folders,
        "folders.zip",
        || archive([(format!("{}报告.txt", "夹/".repeat(70)), report().1)]),
        "80",
    ),
    case(Limit::Files, "files.zip", || archive([report(), ("又.txt".to_owned(), report().1)]), "2").at("1"),
    case(Limit::Archive, "archive.zip", || archive([report()]), "64K").at("1K"),
    case(
        Limit::Archives,
        "archives.zip",
        || archive([("里.zip".to_owned(), archive([("里.zip".to_owned(), archive([report()]))]))]),
        "2",
    )
    .at("1"),
];
