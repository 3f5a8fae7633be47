//! Recognises formats by their content: one function for each format, which is given the whole file.
//!
//! Names lie: clerks rename `.doc` to `.docx` and save pages as `.txt`. So content decides where it
//! can ([`Match::Yes`]); where it cannot, several functions return [`Match::Perhaps`] and the extension
//! chooses among them. Nothing is unpacked or parsed here, and no function looks at more than a
//! bounded head and the directory of a package; a package that was cut off is still recognised by what is
//! left of it.

mod appearance;
mod web_archive;

pub use appearance::appearance;

use super::Match;
use super::content::Content;
use super::content::compound::CompoundKind;
use super::content::package::PackageKind;

/// The parts of a package in one XML file.
const XML_PACKAGE: &str = "schemas.microsoft.com/office/2006/xmlpackage";

/// Word: a package with `word/`, or what could be one: only the extension distinguishes encrypted packages.
pub fn docx(content: &Content<'_>) -> Match {
    office(content, PackageKind::Word)
}

/// Word as one XML file: Word 2003 XML, or the parts of a package in one file.
pub fn word_xml(content: &Content<'_>) -> Match {
    const WORD_2003: &str = "schemas.microsoft.com/office/word/2003/wordml";
    if !content.is_text() || first_markup(content.head()) == Markup::Html {
        return Match::No;
    }
    let head = content.head();
    let is_word = ["word.document", "word/document.xml", "officedocument.wordprocessingml"];
    let is_package = head.contains(XML_PACKAGE) && is_word.iter().any(|sign| head.contains(sign));
    certain(head.contains(WORD_2003) || is_package)
}

/// Excel as one XML file: Excel 2003 XML, or the parts of a package in one file.
pub fn excel_xml(content: &Content<'_>) -> Match {
    const EXCEL_2003: &str = "urn:schemas-microsoft-com:office:spreadsheet";
    let head = content.head();
    if !content.is_text() || first_markup(head) == Markup::Html || word_xml(content) == Match::Yes {
        return Match::No;
    }
    let is_2003 = head.contains(EXCEL_2003) && (head.contains("<workbook") || head.contains(":workbook"));
    let is_excel = ["excel.sheet", "xl/workbook.xml", "officedocument.spreadsheetml"];
    let is_package = head.contains(XML_PACKAGE) && is_excel.iter().any(|sign| head.contains(sign));
    certain(is_2003 || is_package)
}

/// Excel: a package with `xl/`, or what could be one.
pub fn xlsx(content: &Content<'_>) -> Match {
    office(content, PackageKind::Excel)
}

/// Excel's binary workbook: a package with parts of records in `xl/`, or what could be one.
pub fn xlsb(content: &Content<'_>) -> Match {
    office(content, PackageKind::ExcelBinary)
}

fn office(content: &Content<'_>, wanted: PackageKind) -> Match {
    match content.package() {
        Some(found) if found == wanted => Match::Yes,
        Some(PackageKind::SomeOffice) => Match::Perhaps,
        None if content.compound() == Some(CompoundKind::EncryptedPackage) => Match::Perhaps,
        Some(_) | None => Match::No,
    }
}

/// Excel 97-2003, also as WPS writes it.
pub fn xls(content: &Content<'_>) -> Match {
    office_97(content, CompoundKind::Workbook)
}

/// Word 97-2003, also as WPS writes it.
pub fn doc(content: &Content<'_>) -> Match {
    office_97(content, CompoundKind::Word)
}

fn office_97(content: &Content<'_>, wanted: CompoundKind) -> Match {
    match content.compound() {
        Some(found) if found == wanted => Match::Yes,
        Some(CompoundKind::Cut) => Match::Perhaps,
        _ => Match::No,
    }
}

/// An OpenDocument spreadsheet.
pub fn ods(content: &Content<'_>) -> Match {
    open_document(content, PackageKind::OpenSpreadsheet)
}

/// An OpenDocument text.
pub fn odt(content: &Content<'_>) -> Match {
    open_document(content, PackageKind::OpenText)
}

fn open_document(content: &Content<'_>, wanted: PackageKind) -> Match {
    if content.is_text() {
        return certain(flat_document(content.head()) == Some(wanted));
    }
    match content.package() {
        Some(found) if found == wanted => Match::Yes,
        Some(PackageKind::SomeOpenDocument) => Match::Perhaps,
        _ => Match::No,
    }
}

/// An OpenDocument as one XML file: its root, which is near the start, says what it holds.
fn flat_document(head: &str) -> Option<PackageKind> {
    const TYPE: &str = "application/vnd.oasis.opendocument.";
    let (_, root) = head.split_once("<office:document ").filter(|(before, _)| before.len() < 400)?;
    let (_, stated) = root.split_once(TYPE)?;
    if stated.starts_with("spreadsheet") {
        Some(PackageKind::OpenSpreadsheet)
    } else {
        stated.starts_with("text").then_some(PackageKind::OpenText)
    }
}

/// The Chinese fixed-layout format: a package with `OFD.xml`.
pub fn ofd(content: &Content<'_>) -> Match {
    certain(content.package() == Some(PackageKind::Ofd))
}

/// A web page: markup near the start, or (perhaps) a text with much markup in it.
pub fn html(content: &Content<'_>) -> Match {
    if !content.is_text() {
        return Match::No;
    }
    let head = content.head();
    match first_markup(head) {
        _ if web_archive::is_header(head) => Match::No,
        Markup::Html if is_markdown_around_html(head) => Match::Perhaps,
        Markup::Html => Match::Yes,
        Markup::Other => Match::No,
        Markup::None if has_html_line(head) => Match::Yes,
        Markup::None => {
            const CLOSING: [&str; 6] = ["</p>", "</td>", "</tr>", "</div>", "</span>", "</table>"];
            let several = CLOSING.iter().filter(|tag| head.contains(*tag)).count() > 1;
            if several { Match::Perhaps } else { Match::No }
        }
    }
}

/// A web archive: a MIME message that holds a page.
pub fn mht(content: &Content<'_>) -> Match {
    certain(content.is_text() && web_archive::is_header(content.head()))
}

/// JSON: an object; an array is left to the extension, as a text may begin with `[`.
pub fn json(content: &Content<'_>) -> Match {
    let mut marks = content.head().chars().filter(|c| !c.is_ascii_whitespace());
    match (marks.next(), marks.next()) {
        (Some('{'), Some('"' | '}')) => Match::Yes,
        (Some('{'), None) | (Some('['), Some('{' | '[' | '"' | ']')) => Match::Perhaps,
        _ => Match::No,
    }
}

/// Any text may be a report as text; no reader takes XML and web archives for text.
pub fn text(content: &Content<'_>) -> Match {
    if content.is_text() && !is_foreign_text(content.head()) { Match::Perhaps } else { Match::No }
}

/// A text with rows of cells: two lines with the same delimiter.
pub fn csv(content: &Content<'_>) -> Match {
    let head = content.head();
    if text(content) == Match::No || first_markup(head) == Markup::Html {
        return Match::No;
    }
    // In GBK, only delimiters of ASCII are seen.
    let rows = |delimiter: char| head.lines().filter(|line| line.contains(delimiter)).nth(1).is_some();
    if [',', '\t', ';', '|', '，', '\u{fffd}'].into_iter().any(rows) { Match::Perhaps } else { Match::No }
}

/// Rich text.
pub fn rtf(content: &Content<'_>) -> Match {
    certain(content.bytes().trim_ascii_start().starts_with(b"{\\rtf"))
}

/// PDF; other bytes may precede its header.
pub fn pdf(content: &Content<'_>) -> Match {
    let bytes = content.bytes();
    let start = bytes.get(..bytes.len().min(1024)).unwrap_or(bytes);
    certain(start.windows(5).any(|window| window == b"%PDF-"))
}

fn certain(yes: bool) -> Match {
    if yes { Match::Yes } else { Match::No }
}

/// What markup a text begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Markup {
    Html,
    /// XML of another kind.
    Other,
    None,
}

/// Elements a page or a piece of one begins with.
const ELEMENTS: [&str; 36] = [
    "html", "head", "body", "table", "p", "div", "span", "h1", "h2", "h3", "h4", "h5", "h6", "meta", "title",
    "link", "script", "style", "ul", "ol", "li", "br", "center", "font", "a", "img", "main", "article",
    "section", "header", "nav", "form", "tr", "td", "tbody", "thead",
];

fn first_markup(head: &str) -> Markup {
    let (mut rest, mut is_xml) = (head, false);
    loop {
        rest = rest.trim_start();
        let skipped = if let Some(comment) = rest.strip_prefix("<!--") {
            comment.split_once("-->")
        } else if let Some(instruction) = rest.strip_prefix("<?") {
            is_xml = true;
            instruction.split_once('>')
        } else {
            break;
        };
        let Some((_, after)) = skipped else { break };
        rest = after;
    }
    if let Some(doctype) = rest.strip_prefix("<!doctype") {
        return if doctype.trim_start().starts_with("html") { Markup::Html } else { Markup::Other };
    }
    let name = rest.strip_prefix('<').map(|tag| {
        tag.split(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/')).next().unwrap_or_default()
    });
    match name {
        Some(name) if ELEMENTS.contains(&name) => Markup::Html,
        _ if is_xml => Markup::Other,
        _ => Markup::None,
    }
}

/// A piece of a page with a heading or the head of a table as in Markdown after a blank line.
fn is_markdown_around_html(head: &str) -> bool {
    let is_page = ["<html", "<body", "<!doctype", "<head"].iter().any(|tag| head.contains(tag));
    let is_marked = |text: &str| {
        let line = text.trim_start_matches(['\r', '\n']);
        let words = line.trim_start_matches('#');
        (1..=6).contains(&(line.len() - words.len())) && words.starts_with(' ') || line.starts_with("|-")
    };
    let mut after_blank = head.match_indices("\n\n").chain(head.match_indices("\n\r\n"));
    !is_page && after_blank.any(|(at, _)| head.get(at..).is_some_and(is_marked))
}

/// Some pages begin with a stray line of text.
fn has_html_line(head: &str) -> bool {
    head.lines().take(20).map(str::trim_start).any(|line| {
        line.starts_with("<!doctype html") || line.starts_with("<html>") || line.starts_with("<html ")
    })
}

/// Text to an editor, but no document: XML that is no page, a web archive.
fn is_foreign_text(head: &str) -> bool {
    first_markup(head) == Markup::Other || web_archive::is_header(head)
}

#[cfg(test)]
mod tests;
