//! Tables of records that say, in many places, that their figures are of another year, body or unit; and sound ones.

use super::*;
use serde_json::Value as Json;

/// What becomes of the table on penalties when its page is changed.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Read {
    Whole,
    /// All but the column of fines.
    WithoutFines,
    LeftOut,
    /// Kept with another unit.
    OtherUnit,
}

fn read(html: &str) -> (Json, String) {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("a.html");
    fs::write(&input, html).unwrap();
    let ran = run(&[input.as_os_str(), "-".as_ref(), "-t".as_ref(), "json".as_ref()]);
    (serde_json::from_slice(&ran.stdout).unwrap(), ran.stderr)
}

#[test]
fn what_stands_around_a_record_decides_what_it_is() {
    let page = fs::read_to_string(fixture("forms/law-enforcement/one.html")).unwrap();
    let whole = read(&page).0["tables"]["penalties"]["1"].clone();
    let caption = "表二 行政处罚实施情况统计表";
    let body = "<td>青溪县市场监督管理局</td><td>3</td>";
    for (from, to, want) in [
        (caption, "表二 2023年行政处罚实施情况统计表", Read::LeftOut),
        (caption, "表二 2024年行政处罚实施情况统计表", Read::Whole),
        ("<p>表三", "<p>注：以上为2023年数据。</p><p>表三", Read::LeftOut),
        ("<p>表三", "<p>注：2023年罚款20宗，本年有所增加。</p><p>表三", Read::Whole),
        (body, "<td>青溪县教育局</td><td>3</td>", Read::LeftOut),
        ("<th>罚款</th>", "<th>上年罚款</th>", Read::WithoutFines),
        ("<th>罚款</th>", "<th>不予罚款</th>", Read::WithoutFines),
        ("行政处罚实施数量（宗）", "2023年行政处罚实施数量（宗）", Read::LeftOut),
        ("行政处罚实施数量（宗）", "行政处罚实施数量（百宗）", Read::OtherUnit),
        ("<th>警告</th><th>通报批评</th>", "<th>警  告</th><th>通报批评</th>", Read::Whole),
    ] {
        let changed = page.replacen(from, to, 1);
        assert_ne!(changed, page, "{from}");
        let (report, said) = read(&changed);
        let found = &report["tables"]["penalties"]["1"];
        match want {
            Read::Whole => assert_eq!(*found, whole, "{to}: {said}"),
            Read::LeftOut => {
                assert!(found["fine"].is_null() && said.contains("R006"), "{to}: {found} {said}");
            }
            Read::WithoutFines => {
                assert!(found["fine"].is_null() && found["other"] == whole["other"], "{to}: {found}");
                assert!(said.contains("罚款"), "{to}: {said}");
            }
            Read::OtherUnit => {
                assert_eq!(found["fine"]["raw"], "25百宗", "{to}");
                assert!(said.contains("C002"), "{to}: {said}");
            }
        }
    }
}

#[test]
fn a_table_of_bodies_that_is_there_twice_counts_once() {
    let page = fs::read_to_string(fixture("forms/law-enforcement/county.html")).unwrap();
    let whole = read(&page).0["tables"].clone();
    let table = page.split_once("<table").and_then(|(_, rest)| rest.split_once("</table>")).unwrap().0;
    let (report, said) = read(&page.replacen("<p>表一", &format!("<table{table}</table><p>表一"), 1));
    assert_eq!((&report["tables"], &*said), (&whole, ""));
    // The rows after a page break, with the header again, are the rest of the same table.
    let rows: Vec<&str> = table.split_inclusive("</tr>").collect();
    let broken = page.replacen(rows[6], &format!("</table><table{}{}", rows[..2].concat(), rows[6]), 1);
    assert_ne!(broken, page);
    assert_eq!(read(&broken).0["tables"], whole);
}
