//! Style sheets, styles and number formats made to take time: read within seconds and under 200 MB, or refused.

use std::fmt::Write as _;
use std::fs;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::hostile::{behind, edited, limited};

/// A debug build on a busy machine takes a tenth of it.
const LONGEST: Duration = Duration::from_secs(30);

fn page(sheet: &str) -> Vec<u8> {
    let page = fs::read_to_string("fixtures/reports/akto_2021/clean.html").expect("fixture");
    behind("<head", &format!("<style>{sheet}</style>"), &page).into_bytes()
}

/// `count` numbered pieces.
fn pieces(count: usize, piece: impl Fn(usize) -> String) -> String {
    (0..count).fold(String::new(), |mut all, number| {
        write!(all, "{}", piece(number)).expect("text");
        all
    })
}

#[test]
fn styles_made_to_take_time_do_not() {
    // Each style is based on the next, and the last on the first.
    let next = |number: usize, count: usize| (number + 1) % count;
    let word = pieces(10_000, |n| {
        format!(
            "<w:style w:type=\"character\" w:styleId=\"s{n}\"><w:basedOn w:val=\"s{}\"/></w:style>",
            next(n, 10_000)
        )
    });
    let open = pieces(10_000, |n| {
        format!(
            "<style:style style:name=\"s{n}\" style:family=\"table-cell\" style:parent-style-name=\"s{}\"/>",
            next(n, 10_000)
        )
    });
    let code = "0!0,".repeat(2_500);
    let formats = pieces(100, |n| format!("<numFmt numFmtId=\"{}\" formatCode=\"{code}\"/>", 1000 + n));
    let deep = |selector: &str| format!("{}{{display:none}}", selector.repeat(1_000));
    let cases = [
        ("flat.html", page(&pieces(30_000, |n| format!(".a{n} td.b{n}{{display:none}}")))),
        ("rules.html", page(&pieces(10_000, |n| format!("td:nth-child({n}n+1) *{{color:red}}")))),
        ("deep.html", page(&deep("div>"))),
        ("descendants.html", page(&deep("* "))),
        ("siblings.html", page(&deep("td~"))),
        ("nested.html", page(&"td{".repeat(10_000))),
        ("has.html", page(&pieces(2_000, |n| format!("table:has(td:nth-child({n})) p{{display:none}}")))),
        ("variables.html", page(&pieces(10_000, |n| format!("td{{--v{n}:var(--v{})}}", next(n, 10_000))))),
        ("styles.docx", edited("lo.docx", "word/styles.xml", |text| behind("<w:styles", &word, &text))),
        ("formats.xlsx", edited("lo.xlsx", "xl/styles.xml", |text| behind("<numFmts", &formats, &text))),
        ("styles.ods", edited("lo.ods", "styles.xml", |text| behind("<office:styles", &open, &text))),
        (
            "automatic.ods",
            edited("lo.ods", "content.xml", |text| behind("<office:automatic-styles", &open, &text)),
        ),
    ];
    for (name, bytes) in cases {
        let folder = TempDir::new().expect("folder");
        let input = folder.path().join(name);
        fs::write(&input, bytes).expect("input");
        let start = Instant::now();
        let ran = limited(&input, &folder.path().join("out.json")).output().expect("the program runs");
        let said = String::from_utf8_lossy(&ran.stderr);
        assert!(matches!(ran.status.code(), Some(0..=2)), "{name}: {:?} {said}", ran.status);
        assert!(start.elapsed() < LONGEST, "{name} took {:?}", start.elapsed());
    }
}
