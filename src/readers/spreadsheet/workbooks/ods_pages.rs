//! The headers and footers of the pages of an `.ods`, which sheets name by their styles.

use std::collections::HashMap;

use crate::model::error::Result;
use crate::model::text;
use crate::readers::xml::{Node, Xml};

/// The lines of headers and footers, by the name of the page.
#[derive(Debug, Default)]
pub struct Pages(HashMap<String, Vec<String>>);

impl Pages {
    /// The lines of the headers and footers of a page.
    pub fn lines(&self, page: &str) -> &[String] {
        self.0.get(page).map_or(&[], Vec::as_slice)
    }

    /// Reads the `office:master-styles` just opened.
    pub fn read(&mut self, xml: &mut Xml<'_>) -> Result<()> {
        let depth = xml.depth();
        while let Some(node) = xml.inside(depth)? {
            let Node::Start(start) = node else { continue };
            if start.qualified_name() == "style:master-page" {
                let name = start.attribute("style:name").unwrap_or_default();
                let lines = page(xml)?;
                xml.check_entries(self.0.len())?;
                self.0.insert(name, lines);
            }
        }
        Ok(())
    }
}

/// The lines of the `style:master-page` just opened.
fn page(xml: &mut Xml<'_>) -> Result<Vec<String>> {
    let depth = xml.depth();
    let mut lines: Vec<String> = Vec::new();
    while let Some(node) = xml.inside(depth)? {
        let Node::Start(start) = node else { continue };
        let name = start.qualified_name();
        if name.starts_with("style:header") || name.starts_with("style:footer") {
            if start.attribute("style:display").as_deref() == Some("false") {
                xml.skip()?;
            }
        } else if matches!(name, "text:p" | "text:h") {
            let line = text::clean(&line(xml)?);
            xml.check_entries(lines.len())?;
            if !line.is_empty() && !lines.contains(&line) {
                lines.push(line);
            }
        }
    }
    Ok(lines)
}

/// The text of the paragraph just opened, without the numbers and names that are filled in on printing.
fn line(xml: &mut Xml<'_>) -> Result<String> {
    const FIELDS: [&str; 8] = [
        "text:page-number",
        "text:page-count",
        "text:sheet-name",
        "text:file-name",
        "text:title",
        "text:date",
        "text:time",
        "text:author-name",
    ];
    let depth = xml.depth();
    let mut line = String::new();
    while let Some(node) = xml.inside(depth)? {
        match node {
            Node::Text(text) => line.push_str(&text),
            Node::Start(start) if FIELDS.contains(&start.qualified_name()) => xml.skip()?,
            Node::Start(start) if matches!(start.qualified_name(), "text:s" | "text:tab") => line.push(' '),
            Node::Start(_) | Node::End => {}
        }
    }
    Ok(line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::limits::Limits;

    #[test]
    fn lines_of_shown_headers_are_kept() {
        let part = r#"<office:master-styles><style:master-page style:name="Default">
            <style:header><style:region-left><text:p>单位：<text:span>元</text:span></text:p></style:region-left>
            <text:p><text:sheet-name>???</text:sheet-name></text:p></style:header>
            <style:header-left style:display="false"><text:p>2023年度</text:p></style:header-left>
            <style:footer><text:p>第<text:s/><text:page-number>1</text:page-number>页</text:p></style:footer>
            </style:master-page></office:master-styles>"#;
        let mut xml = Xml::new(part, "ods", "styles.xml", &Limits::default());
        let _ = xml.next().unwrap();
        let mut pages = Pages::default();
        pages.read(&mut xml).unwrap();
        assert_eq!(pages.lines("Default"), ["单位：元", "第 页"]);
        assert!(pages.lines("Report").is_empty());
    }
}
