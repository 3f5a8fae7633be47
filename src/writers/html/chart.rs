//! The chart of a report as an inline picture, with a text alternative for screen readers.

use super::markup::Markup;
use crate::model::document::Chart;

/// Heights and widths in units of the picture.
const ROW: usize = 34;
const BAR: usize = 20;
const LABELS: u32 = 110;
const LONGEST: u32 = 420;
const WIDTH: u32 = 640;

pub fn write(chart: &Chart, page: &mut Markup) {
    let height = ROW * chart.bars.len() + 40;
    let words: Vec<String> = chart.bars.iter().map(|bar| format!("{} {}", bar.label, bar.figure)).collect();
    page.raw("<figure class=\"chart\">\n<svg role=\"img\" viewBox=\"0 0 ").line(&format!("{WIDTH} {height}"));
    page.raw("\" aria-label=\"").line(&format!("{}：{}", chart.title, words.join("，"))).raw("\">\n");
    page.raw("<text x=\"320\" y=\"20\" class=\"head\">").line(&chart.title).raw("</text>\n");
    for (at, bar) in chart.bars.iter().enumerate() {
        let top = 40 + at * ROW;
        let middle = top + BAR / 2 + 6;
        let length = bar.length.min(1000) * LONGEST / 1000;
        page.raw("<text x=\"100\" y=\"").line(&middle.to_string()).raw("\" class=\"label\">");
        page.line(&bar.label).raw("</text>");
        page.raw("<rect x=\"").line(&LABELS.to_string()).raw("\" y=\"").line(&top.to_string());
        page.raw("\" width=\"")
            .line(&length.to_string())
            .raw("\" height=\"")
            .line(&BAR.to_string())
            .raw("\"/>");
        let end = LABELS + length + 8;
        page.raw("<text x=\"").line(&end.to_string()).raw("\" y=\"").line(&middle.to_string()).raw("\">");
        page.line(&bar.figure).raw("</text>\n");
    }
    page.raw("</svg>\n</figure>\n");
}
