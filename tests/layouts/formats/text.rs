//! Lines of characters: tabs, blanks, a cell a line, bars, commas, and drawn tables.

use unicode_width::UnicodeWidthStr;

use crate::layout::{Layout, Piece, Table};

pub fn tabs(layout: &Layout) -> Vec<u8> {
    lines(layout, |table| table.texts().iter().map(|row| row.join("\t")).collect())
}

pub fn cells(layout: &Layout) -> Vec<u8> {
    lines(layout, |table| {
        table.rows.iter().flat_map(|row| row.spots.iter().map(crate::layout::Spot::text)).collect()
    })
}

pub fn csv(layout: &Layout) -> Vec<u8> {
    let quoted = |text: &String| {
        if text.contains([',', '"']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.clone() }
    };
    lines(layout, |table| {
        table.texts().iter().map(|row| row.iter().map(quoted).collect::<Vec<_>>().join(",")).collect()
    })
}

pub fn pipes(layout: &Layout) -> Vec<u8> {
    lines(layout, |table| {
        let mut rows: Vec<String> =
            table.texts().iter().map(|row| format!("| {} |", row.join(" | "))).collect();
        rows.insert(1, format!("|{}", " --- |".repeat(table.width())));
        rows.insert(0, String::new());
        rows.push(String::new());
        rows
    })
}

pub fn aligned(layout: &Layout) -> Vec<u8> {
    lines(layout, |table| {
        let texts = table.texts();
        let widths = widths(&texts);
        let row = |row: &Vec<String>| -> String {
            let padded = row.iter().zip(&widths).map(|(text, width)| padded(text, width + 2));
            padded.collect::<String>().trim_end().to_owned()
        };
        texts.iter().map(row).collect()
    })
}

pub fn drawn(layout: &Layout) -> Vec<u8> {
    lines(layout, |table| {
        let texts = table.texts();
        let widths = widths(&texts);
        let rule = |left: &str, middle: &str, right: &str| {
            let bars: Vec<String> = widths.iter().map(|width| "─".repeat(width + 2)).collect();
            format!("{left}{}{right}", bars.join(middle))
        };
        let mut rows = vec![rule("┌", "┬", "┐")];
        for (at, row) in texts.iter().enumerate() {
            if at > 0 {
                rows.push(rule("├", "┼", "┤"));
            }
            let cells: Vec<String> = widths
                .iter()
                .enumerate()
                .map(|(at, width)| padded(row.get(at).map_or("", |text| text), *width))
                .collect();
            rows.push(format!("│ {} │", cells.join(" │ ")));
        }
        rows.push(rule("└", "┴", "┘"));
        rows
    })
}

fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

fn widths(texts: &[Vec<String>]) -> Vec<usize> {
    let columns = texts.iter().map(Vec::len).max().unwrap_or_default();
    let width =
        |at: usize| texts.iter().filter_map(|row| Some(row.get(at)?.width())).max().unwrap_or_default();
    (0..columns).map(width).collect()
}

fn lines(layout: &Layout, rows: impl Fn(&Table) -> Vec<String>) -> Vec<u8> {
    let mut text = String::new();
    for piece in &layout.pieces {
        match piece {
            Piece::Line(line) => {
                text.push_str(&line.text);
                text.push('\n');
            }
            Piece::Table(table) => {
                for row in rows(table) {
                    text.push_str(&row);
                    text.push('\n');
                }
            }
        }
    }
    text.into_bytes()
}
