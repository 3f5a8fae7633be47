//! Makes small PDF files.

use std::fmt::Write as _;

/// Fonts of each page: F1 has Latin letters, F2 ideographs by UCS-2, F3 ideographs by GBK, F4 numbers of glyphs that
/// say nothing.
const FONTS: &str = "/F1 4 0 R /F2 5 0 R /F3 6 0 R /F4 7 0 R";

/// A file with a page for each content.
pub fn pdf(contents: &[&str]) -> Vec<u8> {
    let composite = |encoding: &str, ordering: &str| {
        format!(
            "<</Type/Font/Subtype/Type0/BaseFont/Song{encoding}/Encoding/{encoding}/DescendantFonts[<</Type/Font\
             /Subtype/CIDFontType0/BaseFont/Song{encoding}/CIDSystemInfo<</Registry(Adobe)/Ordering({ordering})\
             /Supplement 2>>/DW 1000/FontDescriptor<</Type/FontDescriptor/FontName/Song{encoding}/Flags 4\
             /FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 700/StemV 80>>>>]>>"
        )
    };
    let pages: Vec<String> = (0..contents.len()).map(|page| format!("{} 0 R", 8 + 2 * page)).collect();
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!("<</Type/Pages/Kids[{}]/Count {}>>", pages.join(" "), contents.len()),
        "<</Width 1/Height 1/Subtype/Image/BitsPerComponent 8/ColorSpace/DeviceGray/Length 1>>\nstream\nx\nendstream"
            .to_owned(),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
        composite("UniGB-UCS2-H", "GB1"),
        composite("GBK-EUC-H", "GB1"),
        composite("Identity-H", "Identity"),
    ];
    for (page, content) in contents.iter().enumerate() {
        objects.push(format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents {} 0 R/Resources<</Font<<{FONTS}>>\
             /XObject<</Im 3 0 R>>>>>>",
            9 + 2 * page
        ));
        objects.push(format!("<</Length {}>>\nstream\n{content}\nendstream", content.len() + 1));
    }
    let mut file = "%PDF-1.7\n".to_owned();
    let mut offsets = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        offsets.push(file.len());
        write!(file, "{} 0 obj\n{object}\nendobj\n", number + 1).unwrap();
    }
    let start = file.len();
    write!(file, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).unwrap();
    for offset in offsets {
        writeln!(file, "{offset:010} 00000 n ").unwrap();
    }
    write!(file, "trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1).unwrap();
    file.into_bytes()
}

/// A text at a place, 10 points high; `y` grows upwards.
pub fn text(text: &str, x: f64, y: f64) -> String {
    sized(text, x, y, 10.0)
}

pub fn sized(text: &str, x: f64, y: f64, size: f64) -> String {
    if text.is_ascii() {
        return format!("BT /F1 {size} Tf {x} {y} Td ({text}) Tj ET\n");
    }
    let hex: String = text.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
    format!("BT /F2 {size} Tf {x} {y} Td <{hex}> Tj ET\n")
}

/// A table with lines around its cells of 100 by 20 points.
pub fn table(rows: &[&[&str]], left: f64, top: f64) -> String {
    let mut content = String::new();
    let mut y = top;
    for row in rows {
        let mut x = left;
        y -= 20.0;
        for cell in *row {
            write!(content, "{x} {y} 100 20 re S\n{}", text(cell, x + 5.0, y + 6.0)).unwrap();
            x += 100.0;
        }
    }
    content
}
