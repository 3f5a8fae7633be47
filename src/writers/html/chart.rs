//! The chart of a report as an inline picture, with a text alternative for screen readers.
//!
//! It carries its own colours, sizes and anchors: a page of the user's has no style for it.

use super::markup::Markup;
use crate::model::document::Chart;

/// Heights and widths in units of the picture.
const ROW: usize = 34;
const BAR: usize = 20;
const LABELS: u32 = 110;
const LONGEST: u32 = 420;
const WIDTH: u32 = 640;

const INK: &str = "#1a1a1a";
const FILL: &str = "#1f4e8c";
const FONT: &str = "SimHei, 黑体, STHeiti, PingFang SC, Microsoft YaHei, Noto Sans CJK SC, sans-serif";

pub fn write(chart: &Chart, page: &mut Markup) {
    let height = ROW * chart.bars.len() + 40;
    let words: Vec<String> = chart.bars.iter().map(|bar| format!("{} {}", bar.label, bar.figure)).collect();
    page.raw(&format!(
        "<figure class=\"chart\">\n<svg role=\"img\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\""
    ));
    page.raw(" style=\"display:block;max-width:100%;height:auto;margin:0 auto\"");
    page.raw(&format!(" font-family=\"{FONT}\" font-size=\"16\" fill=\"{INK}\" aria-label=\""));
    page.line(&format!("{}：{}", chart.title, words.join("，"))).raw("\">\n");
    words_at((WIDTH / 2, 20), "middle", &chart.title, page);
    page.raw("\n");
    for (at, bar) in chart.bars.iter().enumerate() {
        let top = 40 + at * ROW;
        let middle = top + BAR / 2 + 6;
        let length = bar.length.min(1000) * LONGEST / 1000;
        words_at((LABELS - 10, middle), "end", &bar.label, page);
        page.raw(&format!(
            "<rect x=\"{LABELS}\" y=\"{top}\" width=\"{length}\" height=\"{BAR}\" fill=\"{FILL}\"/>"
        ));
        words_at((LABELS + length + 8, middle), "start", &bar.figure, page);
        page.raw("\n");
    }
    page.raw("</svg>\n</figure>\n");
}

/// Text on its base line, with the end, middle or start of it at this place.
fn words_at((x, y): (u32, usize), anchor: &str, words: &str, page: &mut Markup) {
    page.raw(&format!("<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\">")).line(words).raw("</text>");
}
