//! Notes that our blank forms have for the person who fills them in, and with which no report is sent.

/// What such a note says of itself.
pub const TO_BE_DELETED: &str = "报送前请删去";

/// The note with these figures of last year: `注：上年（2022年）填报数，供核对，报送前请删去：本年新收 27。`
pub fn of_figures(year: Option<u16>, figures: &[String]) -> String {
    let year = year.map(|year| format!("（{year}年）")).unwrap_or_default();
    format!("注：上年{year}填报数，供核对，{TO_BE_DELETED}：{}。", figures.join("；"))
}

/// Whether a line is such a note.
pub fn is_own_note(line: &str) -> bool {
    line.trim_start().starts_with("注：上年") && line.contains(&format!("供核对，{TO_BE_DELETED}"))
}
