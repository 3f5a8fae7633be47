//! Makes small OFD files.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;

/// A file of these parts.
pub fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The parts of a file with a page for each content, and with more parts.
pub fn parts<'a>(
    pages: &'a [(String, String)],
    document: &'a str,
    more: &[(&'a str, &'a str)],
) -> Vec<(&'a str, &'a str)> {
    let mut parts = vec![("OFD.xml", OFD), ("Doc_0/Document.xml", document)];
    parts.extend(pages.iter().map(|(name, content)| (name.as_str(), content.as_str())));
    parts.extend(more.iter().filter(|(name, _)| !matches!(*name, "OFD.xml" | "Doc_0/Document.xml")));
    for (name, content) in more {
        parts.iter_mut().filter(|(own, _)| own == name).for_each(|part| part.1 = content);
    }
    parts
}

const OFD: &str = "<ofd:OFD xmlns:ofd='http://www.ofdspec.org/2016' Version='1.0' DocType='OFD'><ofd:DocBody>\
    <ofd:DocInfo><ofd:DocID>1</ofd:DocID></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>";

/// A file with a page for each content; `more` are other parts, or those in the place of the usual ones.
pub fn ofd(contents: &[&str], more: &[(&str, &str)]) -> Vec<u8> {
    let page = |content: &&str| {
        let content = if content.contains("<ofd:Content>") {
            (*content).to_owned()
        } else {
            format!("<ofd:Content><ofd:Layer ID='2'>{content}</ofd:Layer></ofd:Content>")
        };
        format!("<ofd:Page xmlns:ofd='http://www.ofdspec.org/2016'>{content}</ofd:Page>")
    };
    let pages: Vec<(String, String)> = contents
        .iter()
        .enumerate()
        .map(|(at, content)| (format!("Doc_0/Pages/Page_{at}/Content.xml"), page(content)))
        .collect();
    let list: String = (0..contents.len())
        .map(|at| format!("<ofd:Page ID='{}' BaseLoc='Pages/Page_{at}/Content.xml'/>", at + 1))
        .collect();
    let document = format!(
        "<ofd:Document xmlns:ofd='http://www.ofdspec.org/2016'><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297\
         </ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes><ofd:TemplatePage ID='80' \
         BaseLoc='Tpl.xml'/></ofd:CommonData><ofd:Pages>{list}</ofd:Pages><ofd:Annotations>Annots.xml</ofd:Annotations>\
         <ofd:Attachments>Attachs.xml</ofd:Attachments></ofd:Document>"
    );
    package(&parts(&pages, &document, more))
}

/// A text at a place, 4 millimetres high; `y` is its baseline.
pub fn text(text: &str, x: f64, y: f64) -> String {
    with(text, x, y, "", "")
}

/// As [`text`], with more attributes and children of the text object.
pub fn with(text: &str, x: f64, y: f64, attributes: &str, children: &str) -> String {
    let steps: Vec<&str> = text.chars().map(|c| if c.is_ascii() { "2" } else { "4" }).collect();
    let steps = steps.get(..steps.len().saturating_sub(1)).unwrap_or_default().join(" ");
    format!(
        "<ofd:TextObject ID='5' Boundary='{x} {} 180 5' Font='3' Size='4' {attributes}>{children}<ofd:TextCode X='0' \
         Y='4' DeltaX='{steps}'>{text}</ofd:TextCode></ofd:TextObject>",
        y - 4.0
    )
}

/// A path in the space of the page.
pub fn path(data: &str, attributes: &str, children: &str) -> String {
    format!(
        "<ofd:PathObject ID='6' Boundary='0 0 210 297' {attributes}>{children}<ofd:AbbreviatedData>{data}\
         </ofd:AbbreviatedData></ofd:PathObject>"
    )
}

/// A filled box.
pub fn filled(x: f64, y: f64, width: f64, height: f64, colour: &str) -> String {
    let (right, bottom) = (x + width, y + height);
    let data = format!("M {x} {y} L {right} {y} L {right} {bottom} L {x} {bottom} C");
    path(&data, "Stroke='false' Fill='true'", &format!("<ofd:FillColor Value='{colour}'/>"))
}

/// How the lines of a table are drawn.
#[derive(Clone, Copy, Debug)]
pub enum Ruling {
    Strokes,
    ThinBoxes,
    OnePath,
}

/// A table with lines around its cells of 40 by 8 millimetres.
pub fn table(rows: &[&[&str]], left: f64, top: f64, ruling: Ruling) -> String {
    let (mut content, mut data) = (String::new(), String::new());
    for (row, y) in rows.iter().zip((0..).map(|row| f64::from(row).mul_add(8.0, top))) {
        for (cell, x) in row.iter().zip((0..).map(|column| f64::from(column).mul_add(40.0, left))) {
            let (right, bottom) = (x + 40.0, y + 8.0);
            let sides =
                [(x, y, right, y), (x, bottom, right, bottom), (x, y, x, bottom), (right, y, right, bottom)];
            for (x0, y0, x1, y1) in sides {
                let line = format!("M {x0} {y0} L {x1} {y1} ");
                match ruling {
                    Ruling::Strokes => content += &path(&line, "LineWidth='0.2'", ""),
                    Ruling::ThinBoxes => {
                        content += &filled(x0 - 0.1, y0 - 0.1, x1 - x0 + 0.2, y1 - y0 + 0.2, "0 0 0");
                    }
                    Ruling::OnePath => data += &line,
                }
            }
            content += &text(cell, x + 2.0, y + 6.0);
        }
    }
    if data.is_empty() { content } else { path(&data, "", "") + &content }
}
