//! Just below each default limit that bounds memory or time: the program reads it, writes it in every format,
//! compares it with another such file, and checks and converts three at once, in the memory and time that
//! docs/limits.md promises.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use repconv::model::limits::{Limit, TABLE};
use tempfile::TempDir;

use super::made::*;
use super::{leftovers, program};

/// An input of about 95 hundredths of a limit; each variant is another one of the same size.
struct Below {
    limit: Limit,
    name: &'static str,
    bytes: fn(usize) -> Vec<u8>,
}

const fn below(limit: Limit, name: &'static str, bytes: fn(usize) -> Vec<u8>) -> Below {
    Below { limit, name, bytes }
}

/// 95 hundredths of a limit.
fn near(limit: Limit) -> usize {
    usize::try_from(limit.row().default / 100 * 95).expect("a small limit")
}

/// As many times as make up the bytes, each time with another number.
fn filled(bytes: usize, piece: impl Fn(usize) -> String) -> String {
    let mut filled = String::with_capacity(bytes);
    for number in 0.. {
        let piece = piece(number);
        if filled.len() + piece.len() > bytes {
            break;
        }
        filled += &piece;
    }
    filled
}

/// Text as no two lines have it, of which a variant changes single characters.
fn words(characters: usize, number: usize, variant: usize) -> String {
    let variant = u32::try_from(variant).expect("a few");
    let mut state = 88_172_645_463_325_252_u64 + number as u64 * 7919;
    let mut words = String::new();
    for at in 0..characters {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        let changed = if at % 21 == 20 { variant } else { 0 };
        words.push(char::from_u32(0x4e00 + (state % 6000) as u32 + changed).expect("a character"));
    }
    words
}

/// Rows of so many cells in all, each cell short.
fn rows(cells: usize, variant: usize, row: impl Fn(&str) -> String, cell: impl Fn(&str) -> String) -> String {
    (0..cells / 20)
        .map(|at| {
            row(&(0..20).map(|column| cell(&((at + column) % 97 + variant).to_string())).collect::<String>())
        })
        .collect()
}

const TEXT: usize = 1_990_000;

/// These limits bound memory or time.
static BELOW: &[Below] = &[
    below(Limit::Text, "lines.txt", |variant| {
        in_text(&filled(TEXT - 9000, |number| words(100, number, variant) + "。\n"))
    }),
    below(Limit::Text, "sentences.txt", |variant| {
        let sentence = |_| format!("收到政府信息公开申请12件，答复{}件。", 3 + variant);
        in_text(&format!("{}\n{}\n", filled(TEXT / 2 - 9000, sentence), filled(TEXT / 2 - 9000, sentence)))
    }),
    below(Limit::Text, "clauses.txt", |variant| {
        in_text(&filled(TEXT - 9000, |number| {
            format!("{};{}", number % 10 + variant, if number % 400 == 0 { "\n" } else { "" })
        }))
    }),
    below(Limit::Text, "latin.html", |variant| {
        in_section(&filled(TEXT - 30_000, |number| {
            format!(
                "<p>{}</p>",
                (0..60).map(|at| format!("w{}x", (number * 61 + at) * 7919 + variant)).collect::<String>()
            )
        }))
    }),
    below(Limit::Paragraph, "paragraph.docx", |variant| {
        in_document(&(0..2).map(|number| paragraph(&words(320_000, number, variant))).collect::<String>())
    }),
    below(Limit::Part, "runs.docx", |variant| {
        let run =
            |number: usize| format!("<w:r><w:rPr><w:b/></w:rPr><w:t>{}</w:t></w:r>", number % 10 + variant);
        in_document(&format!("<w:p>{}</w:p>", filled(near(Limit::Part) - 300_000, run)))
    }),
    below(Limit::Part, "noise.xlsx", |variant| {
        edited("lo.xlsx", SHEET, |text| text + &noise(near(Limit::Part) - 100_000 + variant))
    }),
    below(Limit::Page, "pictures.html", |variant| {
        let picture =
            format!("<img src=\"data:image/png;base64,{}\">", "QUJD".repeat(near(Limit::Page) / 4 - 9000));
        in_section(&format!("{picture}<p>{}</p>", words(100, 1, variant)))
    }),
    below(Limit::Page, "cells.json", |variant| {
        let row = |_: usize| {
            format!("[{}]", vec![format!("{{\"text\":\"{}\",\"colspan\":1}}", 3 + variant); 20].join(","))
        };
        let rows: Vec<String> = (0..4700).map(row).collect();
        in_json(&format!("{{\"type\":\"table\",\"rows\":[{}]}},", rows.join(",")))
    }),
    below(Limit::Nodes, "tags.html", |variant| {
        in_section(&filled(near(Limit::Nodes) / 2 * 8 - 50_000, |number| {
            format!("<b>{}</b>", (number + variant) % 10)
        }))
    }),
    below(Limit::Depth, "nested.html", |variant| {
        let (open, close) = ("<div>".repeat(470), "</div>".repeat(470));
        in_section(&format!("{open}{variant}{close}").repeat(200))
    }),
    below(Limit::Attributes, "attributes.html", |variant| in_section(&format!("{}{variant}", tag(19_000)))),
    below(Limit::Cells, "cells.docx", |variant| {
        let rows = rows(
            94_000,
            variant,
            |row| format!("<w:tr>{row}</w:tr>"),
            |text| format!("<w:tc>{}</w:tc>", paragraph(text)),
        );
        in_document(&format!("<w:tbl>{rows}</w:tbl>"))
    }),
    below(Limit::Cells, "cells.html", |variant| {
        let rows = rows(94_000, variant, |row| format!("<tr>{row}</tr>"), |text| format!("<td>{text}</td>"));
        in_section(&format!("<table>{rows}</table>"))
    }),
    below(Limit::Cells, "cells.txt", |variant| {
        in_text(&rows(94_000, variant, |row| format!("{row}\n"), |text| format!("{text}\t")))
    }),
    below(Limit::Cells, "cells.xlsx", |variant| {
        let rows = rows(
            94_000,
            variant,
            |row| format!("<row>{row}</row>"),
            |text| format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>"),
        );
        edited("lo.xlsx", SHEET, |text| text.replacen("</sheetData>", &format!("{rows}</sheetData>"), 1))
    }),
    below(Limit::Cells, "statutory.html", |variant| {
        let page = String::from_utf8(fixture("clean.html")).expect("UTF-8");
        let start = page.find("<table").expect("a table");
        let end = page[start..].find("</table>").expect("its end") + start + 8;
        in_section(&format!(
            "{}{variant}",
            page[start..end].repeat(50_000 / page[start..end].matches("<td").count())
        ))
    }),
    below(Limit::Blocks, "blocks.docx", |variant| {
        in_document(&(0..18_500).map(|number| paragraph(&words(30, number, variant))).collect::<String>())
    }),
    below(Limit::Rows, "tall.html", |variant| {
        in_section(&format!(
            "<table>{}</table>",
            format!("<tr><td rowspan=\"95000\">{variant}</td></tr>").repeat(300)
        ))
    }),
    below(Limit::Columns, "wide.html", |variant| {
        in_section(&format!(
            "<table>{}</table>",
            format!("<tr><td colspan=\"15500\">{variant}</td></tr>").repeat(5)
        ))
    }),
];

/// These bound neither: they are no more than a header to look at, or what they let in is bounded by others.
const BOUNDED_OTHERWISE: [Limit; 9] = [
    Limit::Input,
    Limit::Package,
    Limit::Ratio,
    Limit::Entries,
    Limit::Time,
    Limit::Folders,
    Limit::Files,
    Limit::Archive,
    Limit::Archives,
];

#[test]
fn every_limit_is_tried_from_below_or_is_known_to_need_no_trial() {
    for row in TABLE {
        let is_tried = BELOW.iter().any(|case| case.limit == row.limit);
        assert!(is_tried != BOUNDED_OTHERWISE.contains(&row.limit), "{}", row.name);
    }
}

/// A trial of the program: what is wrong with its outcome.
struct Trial<'a> {
    case: &'a Below,
    folder: &'a Path,
}

impl Trial<'_> {
    fn run(&self, arguments: &[&str]) -> Option<String> {
        let mut command = program();
        command.current_dir(self.folder).args(arguments);
        let Output { status, stderr, .. } =
            command.args(["--lang", "zh"]).output().expect("the program runs");
        let said = String::from_utf8_lossy(&stderr);
        let what = format!("{} of {}: {arguments:?}: {status}", self.case.name, self.case.limit.row().name);
        let is_message = |line: &&str| line.contains("错误：") || line.contains("memory");
        let message: String = said.lines().filter(is_message).take(2).collect();
        // What Excel and Word have no room for is reported as such.
        if !matches!(status.code(), Some(0 | 1)) && !said.contains("写不下") {
            return Some(format!("{what} {message}"));
        }
        let left = leftovers(self.folder);
        (!left.is_empty()).then(|| format!("{what}: left {left:?}"))
    }

    fn faults(&self) -> Vec<String> {
        let [one, two, three] = [0, 1, 2].map(|variant| format!("in/{variant}_{}", self.case.name));
        for (variant, name) in [&one, &two, &three].into_iter().enumerate() {
            fs::write(self.folder.join(name), (self.case.bytes)(variant)).expect("input");
        }
        let mut faults = Vec::new();
        for format in ["json", "docx", "xlsx", "html", "txt"] {
            let output = format!("out.{format}");
            faults.extend(self.run(&[
                &one,
                &output,
                "-q",
                "--encoding",
                "utf-8",
                "--input-encoding",
                "auto",
            ]));
        }
        for output in ["difference.html", "difference.xlsx"] {
            faults.extend(self.run(&["diff", &one, &two, "-o", output]));
        }
        faults.extend(self.run(&["check", "in"]));
        faults.extend(self.run(&["batch", "in", "-t", "json", "-o", "batch"]));
        faults
    }
}

/// Two at a time, for the time of the test.
#[test]
#[allow(clippy::print_stdout, reason = "that nothing was tried must be seen")]
#[ignore = "takes a minute, and a release build: cargo test --release --test robustness -- --ignored"]
fn what_is_within_the_limits_takes_no_more_memory_and_time_than_promised() {
    if cfg!(debug_assertions) {
        println!("left out: without --release nothing keeps to its time");
        return;
    }
    let (next, all) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let wanted = std::env::var("BELOW").unwrap_or_default();
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some(case) = BELOW.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if !case.name.contains(&wanted) {
                        continue;
                    }
                    let folder = TempDir::new().expect("folder");
                    let inside: PathBuf = folder.path().join("in");
                    fs::create_dir(inside).expect("folder");
                    let found = Trial { case, folder: folder.path() }.faults();
                    all.lock().expect("faults").extend(found);
                }
            });
        }
    });
    let all = all.into_inner().expect("faults");
    assert!(all.is_empty(), "{}", all.join("\n"));
}
