//! What was found on the pages of a file to a document with its findings.

use super::canvas::Canvas;
use super::seen::{Seen, seen};
use crate::model::document::{Block, Cell, Document, Paragraph, Property, Role, Table};
use crate::model::error::{Doing, Error, Limit, Result};
use crate::model::finding::Finding;
use crate::model::language::Message;
use crate::model::limits::Limits;
use crate::model::place::Place;
use crate::model::reading_rules::{SKIPPED_CONTENT, UNREAD_FIGURES, UNREADABLE_CHARACTER};
use crate::readers::appearance::{AsideKind, Asides, counts};
use crate::readers::layout::{Laid, LongTable, Page, Piece, lay_out};

/// What was found on the pages of a file.
#[derive(Debug, Default)]
pub struct Found {
    /// What errors and findings call the format.
    pub format: &'static str,
    pub head: Vec<Property>,
    pub declared_pages: Option<usize>,
    pub unreadable_pages: usize,
    /// Parts of the file that are damaged.
    pub damaged: usize,
    pub has_unread_font: bool,
    /// What else of the file was not read.
    pub remarks: Vec<Message>,
    pages: Vec<Page>,
    asides: Vec<(AsideKind, String, Place)>,
    /// Texts at an angle, which lie over the page.
    marks: Vec<String>,
    /// Characters that cannot be known, and that are read as others.
    unknown: usize,
    folded: usize,
    pictures: usize,
}

/// Visible characters of a page of text, at least.
const FEWEST: usize = 10;
/// Different texts at an angle that are named.
const MOST_MARKS: usize = 64;

impl Found {
    /// Nothing yet.
    pub fn new(format: &'static str) -> Self {
        Self { format, ..Self::default() }
    }

    /// Adds what is drawn on the next page.
    ///
    /// # Errors
    /// [`Error::TooLarge`] where it is too much to find out what of it is seen.
    pub fn add_page(&mut self, canvas: Canvas<'_>) -> Result<()> {
        self.unknown += canvas.unknown;
        self.folded += canvas.folded;
        self.pictures += canvas.pictures;
        let height = canvas.size.height();
        let Seen { glyphs, rules, asides, marks } = seen(canvas)?;
        self.pages.push(Page { height, glyphs, rules });
        let place = self.last_page();
        self.asides.extend(asides.into_iter().map(|(kind, text)| (kind, text, place.clone())));
        for mark in marks {
            self.add_mark(mark);
        }
        Ok(())
    }

    /// Adds a text that lies over a page.
    pub fn add_mark(&mut self, mark: String) {
        if !self.marks.contains(&mark) && self.marks.len() < MOST_MARKS {
            self.marks.push(mark);
        }
    }

    /// The page that was added last.
    pub fn last_page(&self) -> Place {
        page_place(self.pages.len().saturating_sub(1), 0)
    }

    /// Adds a text of the page that was added last which is no part of what is read.
    #[cfg(feature = "ofd")]
    pub fn set_aside(&mut self, kind: AsideKind, text: String) {
        self.asides.push((kind, text, self.last_page()));
    }

    /// # Errors
    /// Where nothing can be read: a scan, or fonts that do not say what their characters are.
    pub fn into_document(mut self, limits: &Limits) -> Result<Document> {
        self.check_readable()?;
        let mut doubts = self.doubts();
        let format = self.format;
        let pages = std::mem::take(&mut self.pages);
        let laid = lay_out(pages, limits.cells);
        let Some(laid) = laid else {
            let (found, allowed) = (limits.cells as u64 + 1, limits.cells as u64);
            return Err(Error::TooLarge { what: Limit::Cells, found, allowed });
        };
        if let Some(page) = laid.doubled.first() {
            let page = page + 1;
            return Err(refused(
                Message::new(
                    format!("左右并排着两份文件的 {format}（表格从第{page}页起），分不清数是哪一份的"),
                    format!("{} with two documents side by side (tables from page {page} on)", self.a_file()),
                ),
                Message::new("请分别取得两份文件，各自读取", "get each document by itself"),
            ));
        }
        let mut asides = Asides::default();
        for (kind, text, place) in &self.asides {
            asides.add(*kind, text, place);
        }
        for (page, text) in &laid.margins {
            if counts(text) {
                asides.add(AsideKind::PageMargin, text, &page_place(*page, 0));
            }
        }
        let mut builder = Builder { limits, cells: 0, doubts: Vec::new() };
        let margins = margins(&laid);
        let divided = laid.divided.len();
        let mut blocks = Vec::with_capacity(laid.pieces.len());
        for piece in laid.pieces {
            limits.clock.check()?;
            blocks.push(builder.block(piece)?);
            limits.check_blocks(blocks.len())?;
        }
        doubts.append(&mut builder.doubts);
        doubts.extend(asides.into_findings());
        doubts.extend((divided > 0).then(|| two_columns(divided)));
        let document = Document { head: self.head, blocks, doubts, margins, ..Document::default() };
        document.check(limits)?;
        Ok(document)
    }

    fn check_readable(&self) -> Result<()> {
        let (format, a_file) = (self.format, self.a_file());
        let pages = self.pages.len();
        let visible =
            self.pages.iter().flat_map(|page| &page.glyphs).filter(|glyph| !glyph.is_space()).count();
        let is_damaged = self.damaged > 0 || self.unreadable_pages > 0;
        if pages == 0 || visible == 0 && self.pictures == 0 && is_damaged {
            let (part, detail) = ("页面 / pages".to_owned(), "读不出一页 / no page can be read".to_owned());
            return Err(Error::Damaged { format, part, detail });
        }
        let is_scan = self.pictures * 2 >= pages && visible < FEWEST * pages;
        let name = if is_scan {
            Message::new(
                format!("扫描件 {format}（页面只是图片，没有可读的文字）"),
                format!("{a_file} that is a scan: its pages are pictures"),
            )
        } else if visible == 0 {
            Message::new(
                format!("没有文字的 {format}（文字可能已转成图形）"),
                format!("{a_file} without text, which may have been turned into shapes"),
            )
        } else if self.unknown * 5 > visible {
            Message::new(
                format!("字体没有说明每个字是什么的 {format}（读出来会是错的）"),
                format!("{a_file} whose fonts do not say what their characters are"),
            )
        } else {
            return Ok(());
        };
        let hint = Message::new(
            "请找原来的 Word 文件；没有时用文字识别软件转成 Word，逐格核对后再读",
            "use the Word file it was made from, or convert it with text recognition and verify each figure",
        );
        Err(refused(name, hint))
    }

    /// The format as English text names it.
    fn a_file(&self) -> String {
        let article = if self.format.starts_with(['A', 'E', 'I', 'O']) { "an" } else { "a" };
        format!("{article} {}", self.format)
    }

    /// Findings about the file as a whole.
    fn doubts(&self) -> Vec<Finding> {
        let doubts = self.losses().into_iter().map(|message| (&UNREADABLE_CHARACTER, message));
        let doubts = doubts.chain(self.remarks().into_iter().map(|message| (&SKIPPED_CONTENT, message)));
        doubts.map(|(rule, message)| Finding::new(rule, message, Place::Unknown)).collect()
    }

    /// What of the text cannot be read.
    fn losses(&self) -> Vec<Message> {
        let mut losses = Vec::new();
        let format = self.format;
        let pages = self.pages.len();
        if self.damaged > 0 || self.unreadable_pages > 0 {
            let count = self.damaged.max(self.unreadable_pages);
            losses.push(Message::new(
                format!("{format} 文件有 {count} 处数据损坏，文字或数可能有缺有错，请重新取得文件或逐格核对"),
                format!(
                    "{count} part(s) of the {format} file are damaged: text or figures may be missing or wrong; get the file \
                     again or verify them"
                ),
            ));
        }
        if let Some(declared) = self.declared_pages.filter(|declared| *declared != pages) {
            losses.push(Message::new(
                format!("{format} 标明有 {declared} 页，只读到 {pages} 页，文件可能损坏，请核对"),
                format!(
                    "the {format} file says that it has {declared} pages, but {pages} were read; it may be damaged"
                ),
            ));
        }
        if self.has_unread_font {
            losses.push(Message::new(
                format!("{format} 有字体不能识别，用它排的文字没有读入，请对照原文核对"),
                format!(
                    "a font of the {format} file cannot be read, and text in it was left out; verify against the \
                     pages"
                ),
            ));
        }
        if self.unknown > 0 {
            let count = self.unknown;
            losses.push(Message::new(
                format!("{format} 有 {count} 个字符，字体没有说明是什么字，以“\u{fffd}”代替，请对照原文补上"),
                format!("{count} character(s) whose font does not say what they are were read as '\u{fffd}'"),
            ));
        }
        losses
    }

    /// What was read otherwise than it is written, or left out.
    fn remarks(&self) -> Vec<Message> {
        let mut remarks = self.remarks.clone();
        let format = self.format;
        if self.folded > 0 {
            let count = self.folded;
            remarks.push(Message::new(
                format!("{format} 的字体把 {count} 个汉字记成了部首或兼容字（如“⼀”），已按通行的汉字读入"),
                format!("{count} ideograph(s) that the fonts give as radicals were read as the usual ones"),
            ));
        }
        if !self.marks.is_empty() {
            let marks = self.marks.join("”“");
            remarks.push(Message::new(
                format!("斜排的文字（水印）“{marks}”没有收入报告"),
                format!("text at an angle (a watermark) was left out: {marks}"),
            ));
        }
        if self.pictures > 0 {
            let count = self.pictures;
            remarks.push(Message::new(
                format!("文件中有 {count} 张图片没有读入；其中如有文字或数字，请人工录入"),
                format!("not read: {count} picture(s); enter by hand what text or figures they hold"),
            ));
        }
        remarks
    }
}

fn two_columns(pages: usize) -> Finding {
    let message = Message::new(
        format!("有 {pages} 页分左右两栏，按先左后右读入；如果是两份文件并排，请核对数是哪一份的"),
        format!(
            "{pages} page(s) have two columns, read left first; if they are two documents side by side, verify whose the figures are"
        ),
    );
    Finding::new(&UNREAD_FIGURES, message, Place::Unknown)
}

/// The lines of headers and footers, each text once.
fn margins(laid: &Laid) -> Vec<Paragraph> {
    let mut margins: Vec<Paragraph> = Vec::new();
    for (page, text) in &laid.margins {
        let is_known = margins.iter().any(|margin| margin.text == *text);
        if !is_known && margins.len() < 256 {
            margins.push(Paragraph::new(text.trim(), Role::Body, page_place(*page, 0)));
        }
    }
    margins
}

/// A line of a page; both are counted from 0 here. Line 0 is the page as a whole.
fn page_place(page: usize, line: usize) -> Place {
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    Place::Page { page: number(page.saturating_add(1)), line: (line > 0).then(|| number(line)) }
}

struct Builder<'a> {
    limits: &'a Limits,
    cells: usize,
    doubts: Vec<Finding>,
}

impl Builder<'_> {
    fn block(&mut self, piece: Piece) -> Result<Block> {
        Ok(match piece {
            Piece::Paragraph { text, page, line } => {
                Block::Paragraph(Paragraph::new(text.trim(), Role::Body, page_place(page, line)))
            }
            Piece::Table(table) => Block::Table(self.table(table)?),
        })
    }

    fn table(&mut self, table: LongTable) -> Result<Table> {
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let mut rows = Vec::with_capacity(table.rows.len());
        for row in table.rows {
            let mut cells = Vec::with_capacity(row.cells.len());
            for cell in row.cells {
                self.cells += cell.rowspan.saturating_mul(cell.colspan);
                self.limits.check_cells(self.cells)?;
                let place = Place::PageTable {
                    page: number(row.page.saturating_add(1)),
                    table: row.table,
                    row: row.row,
                    column: number(cell.column.saturating_add(1)),
                };
                let text = match &cell.overflow {
                    Some(figure) => {
                        self.doubts.push(runs_over(figure, &place));
                        String::new()
                    }
                    None => cell.text.text,
                };
                let mut read = Cell::new(text, place);
                (read.colspan, read.rowspan) = (number(cell.colspan), number(cell.rowspan));
                cells.push(read);
            }
            rows.push(cells);
        }
        Ok(Table { rows, ..Table::default() })
    }
}

fn runs_over(figure: &str, place: &Place) -> Finding {
    let message = Message::new(
        format!("“{figure}”超出了格子，压在旁边的数上，分不清是谁的，这两格没有读入，请人工录入"),
        format!("'{figure}' runs over its cell into the next, so that neither was read; enter both by hand"),
    );
    Finding::new(&UNREAD_FIGURES, message, place.clone())
}

/// What is refused because it cannot be read, and what to do instead.
fn refused(name: Message, hint: Message) -> Error {
    Error::Unsupported { name: Box::new(name), doing: Doing::Reading, hint }
}
