//! Makes the seeds of all targets out of the fixtures, and a dictionary of the statutory labels:
//! `cargo run --example seeds -- ../fixtures corpus`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use repconv::model::document::{Block, Document};
use repconv::forms::ALL;
use repconv::formats::{Content, Formats, ReadOptions, ReaderOutput};

/// Larger files make the fuzzer slow and teach it nothing new.
const LARGEST: usize = 60_000;

/// Markup and figures.
const WORDS: [&str; 41] = [
    "<table>",
    "<tr>",
    "<td>",
    "<th ",
    "colspan=\"9\"",
    "rowspan=\"9\"",
    "<p>",
    "<br>",
    "<h1>",
    "</td>",
    "</tr>",
    "<meta charset=gbk>",
    "<w:p>",
    "<w:r>",
    "<w:t>",
    "<w:tbl>",
    "<w:tr>",
    "<w:tc>",
    "<w:gridSpan w:val=\"2\"/>",
    "<w:vMerge/>",
    "<w:vMerge w:val=\"restart\"/>",
    "<w:del>",
    "<w:ins>",
    "<w:numPr>",
    "<row r=\"1\">",
    "<c r=\"A1\" t=\"s\">",
    "<v>",
    "<f>",
    "<mergeCell ref=\"A1:C3\"/>",
    "<si>",
    "<table:table-cell ",
    "table:number-columns-repeated=\"9\"",
    "office:value=\"1\"",
    "\n=== word/document.xml\n",
    "\n=== xl/worksheets/sheet1.xml\n",
    "\n=== xl/worksheets/sheet1.bin\n",
    "\n=== content.xml\n",
    "政府信息公开工作年度报告",
    "2021年",
    "1,234.5",
    "—",
];

fn main() {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(fixtures), Some(corpus)) = (arguments.next(), arguments.next()) else {
        eprintln!("usage: seeds FIXTURES CORPUS");
        std::process::exit(2);
    };
    let mut folders = vec![fixtures];
    let mut count = 0;
    while let Some(folder) = folders.pop() {
        let mut entries: Vec<_> =
            fs::read_dir(folder).expect("a folder").flatten().map(|e| e.path()).collect();
        entries.sort();
        for path in entries {
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(mut bytes) = fs::read(&path) {
                // Rich text without its end is still rich text, and all real ones are larger.
                if path.extension().is_some_and(|extension| extension == "rtf") {
                    bytes.truncate(LARGEST);
                }
                if bytes.len() <= LARGEST {
                    count += 1;
                    plant(&corpus, count, &path, &bytes);
                }
            }
        }
    }
    fs::write(corpus.join("labels.dict"), dictionary()).expect("the corpus can be written");
    println!("{count} files");
}

/// The words that the readers and recognise look for, as libFuzzer takes them.
fn dictionary() -> String {
    let mut words: BTreeSet<&str> = WORDS.into_iter().collect();
    for edition in *ALL {
        words.extend(edition.sections.iter().map(|section| section.heading));
        for table in edition.tables {
            words.extend([table.title, table.name]);
            words.extend(table.corner);
            for block in table.blocks {
                words.extend(block.clause);
                for column in block.columns {
                    words.insert(column.label);
                    words.extend(column.variants.iter().chain(column.path));
                }
                for row in block.rows {
                    words.insert(row.label);
                    words.extend(row.variants.iter().chain(row.path));
                }
            }
        }
    }
    let escaped = |word: &str| word.bytes().map(|byte| format!("\\x{byte:02x}")).collect::<String>();
    words.into_iter().map(|word| format!("\"{}\"\n", escaped(word))).collect()
}

fn plant(corpus: &Path, count: usize, path: &Path, bytes: &[u8]) {
    let formats = Formats::builtin();
    let extension = path.extension().and_then(|extension| extension.to_str());
    let Ok(format) = formats.detect(bytes, extension) else { return };
    save(corpus, "pipeline", count, bytes);
    let text = repconv_fuzz::as_text(bytes);
    match (format.name.as_ref(), text) {
        (name @ ("docx" | "odt" | "ofd"), Some(text)) => save(corpus, name, count, &text),
        ("xlsx" | "xlsb" | "ods", Some(text)) => save(corpus, "spreadsheet", count, &text),
        ("xls", _) => save(corpus, "spreadsheet", count, bytes),
        (name @ ("doc" | "html" | "text" | "json" | "pdf" | "rtf"), _) => save(corpus, name, count, bytes),
        _ => {}
    }
    let read = format.reader.as_ref().and_then(|reader| reader.read(&Content::new(bytes), &ReadOptions::default()).ok());
    if let Some(ReaderOutput::Document(document)) = read {
        save(corpus, "recognise", count, drawn(&document).as_bytes());
    }
}

/// The document as the target of recognise takes it.
fn drawn(document: &Document) -> String {
    let one_line = |text: &str| text.replace(['\n', '|'], " ");
    let head =
        document.head.iter().map(|property| format!("@{}={}\n", property.name, one_line(&property.text)));
    let block = |block: &Block| match block {
        Block::Paragraph(paragraph) => one_line(&paragraph.text) + "\n",
        Block::Table(table) => {
            let rows = table.rows.iter().map(|row| {
                let cells = row.iter().map(|cell| {
                    let text = one_line(&cell.text);
                    match (cell.colspan, cell.rowspan) {
                        (1, 1) => format!("|{text}"),
                        (columns, rows) => format!("|{columns}×{rows} {text}"),
                    }
                });
                cells.collect::<String>() + "\n"
            });
            rows.collect()
        }
    };
    head.chain(document.blocks.iter().map(block)).collect()
}

fn save(corpus: &Path, target: &str, count: usize, bytes: &[u8]) {
    let folder = corpus.join(target);
    fs::create_dir_all(&folder).expect("the corpus can be written");
    fs::write(folder.join(format!("seed-{count:04}")), bytes).expect("the corpus can be written");
}
