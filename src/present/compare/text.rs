//! A difference as lines of text: what was compared, then the differences, or everything if requested.
//!
//! Removed lines begin with `-`, added ones with `+`; of a changed sentence both are shown and what
//! differs in them is enclosed in 【】, so that it is visible without colours.

use anstyle::{AnsiColor, Style};

use super::Compared;
use super::wording::{self, Part};
use crate::compare::{ComparedCell, ComparedLine, ComparedSection, InForms, Piece, State, Unit};
use crate::model::finding::Finding;
use crate::model::form::TableForm;
use crate::model::language::{Language, Text};
use crate::model::text::one_line;
use crate::present::OutputOptions;
use crate::present::grid::{self, Align, Grid};

const HEADING: Style = Style::new().bold();
const OLD: Style = AnsiColor::Red.on_default();
const NEW: Style = AnsiColor::Green.on_default();
const MARKED: Style = Style::new().bold();

/// The lines, with the codes that colour them.
#[must_use]
pub fn render(compared: &Compared, options: OutputOptions) -> Vec<u8> {
    let mut shown = Shown { compared, options, out: String::new() };
    shown.head();
    if !options.quiet {
        shown.fields();
        shown.cells();
        shown.narrative();
        shown.findings();
    }
    shown.out.into_bytes()
}

struct Shown<'c> {
    compared: &'c Compared,
    options: OutputOptions,
    out: String,
}

impl Shown<'_> {
    fn language(&self) -> Language {
        self.options.language
    }

    fn line(&mut self, text: &str) {
        self.out.push_str(text);
        self.out.push('\n');
    }

    fn heading(&mut self, text: &str) {
        self.line(&format!("\n{HEADING}{}{HEADING:#}", one_line(text)));
    }

    fn head(&mut self) {
        const REMARK: Text = Text::new("注意：", "note: ");
        let (compared, language) = (self.compared, self.language());
        let difference = &compared.difference;
        for (word, style, file, is_new) in
            [(wording::OLD, OLD, &compared.files.old, false), (wording::NEW, NEW, &compared.files.new, true)]
        {
            let (word, head) = (word.get(language), wording::head(difference, is_new, language));
            self.line(&format!("{style}{word}{style:#}  {file}  {}", one_line(&head)));
        }
        for remark in wording::remarks(difference) {
            self.line(&format!("{}{}", REMARK.get(language), one_line(remark.get(language))));
        }
        self.line(&wording::summary(difference.counts(), language));
    }

    fn fields(&mut self) {
        let (compared, language) = (self.compared, self.language());
        let is_shown = |changed| changed || compared.shows_all;
        let fields: Vec<_> =
            compared.difference.fields.iter().filter(|field| is_shown(field.is_changed())).collect();
        if fields.is_empty() {
            return;
        }
        self.heading(wording::FIELDS.get(language));
        for field in fields {
            self.line(&format!("  {}", one_line(&wording::field(&field.field, language))));
            let [old, new] = field.said.each().map(|said| wording::said(said, language));
            if field.is_changed() {
                self.wrapped('-', OLD, &old);
                self.wrapped('+', NEW, &new);
            } else {
                self.wrapped(' ', Style::new(), &new);
            }
        }
    }

    fn cells(&mut self) {
        for (form, in_forms, cells) in wording::by_table(&self.compared.difference) {
            let changed = cells.iter().filter(|cell| cell.is_changed()).count();
            if changed > 0 || self.compared.shows_all {
                self.table(form, in_forms, changed, &cells);
            }
        }
    }

    /// The cells of one table that differ.
    fn table(
        &mut self,
        form: &'static TableForm,
        in_forms: InForms,
        changed: usize,
        cells: &[&ComparedCell],
    ) {
        const CELL: Text = Text::new("单元格", "cell");
        let (compared, language) = (self.compared, self.language());
        let counted = wording::counted(changed, cells.len(), in_forms, language);
        self.heading(&format!("{}  {}  {counted}", form.name, wording::unnumbered(form.title)));
        let mut grid = Grid::new(Align::Right);
        let heads = [CELL, wording::OLD, wording::NEW, wording::CHANGE];
        grid.header(heads.iter().map(|head| head.get(language).to_owned()).collect());
        for cell in cells.iter().filter(|cell| cell.is_changed() || compared.shows_all) {
            let (row, column) = wording::row_and_column(cell, form, language);
            let mut name = match (row.is_empty(), column.is_empty()) {
                (true, _) => column,
                (_, true) => row,
                _ => format!("{row} · {column}"),
            };
            if self.options.verbose {
                name = format!("{name}  {}", cell.address);
            }
            let [old, new] = cell
                .values
                .each()
                .map(|value| one_line(&wording::value(value.as_ref(), cell.in_forms, language)));
            grid.row(0, vec![name, old, new, wording::change(cell.change)]);
        }
        let mut drawn = Vec::new();
        // Writing to memory does not fail.
        let _ = grid.draw(&mut drawn);
        self.out.push_str(&String::from_utf8_lossy(&drawn));
    }

    fn narrative(&mut self) {
        const REPEATED: Text = Text::new("文字重复", "Repeated text");
        let (compared, language) = (self.compared, self.language());
        for section in &compared.difference.sections {
            if section.is_changed() || compared.shows_all {
                self.section(section);
            }
        }
        let counts = compared.difference.counts();
        if counts.changed + counts.removed + counts.added == 0 && !compared.shows_all {
            return;
        }
        let repeated = wording::repeated(&compared.difference, language);
        if repeated.is_empty() {
            return;
        }
        self.heading(REPEATED.get(language));
        for text in repeated.iter().map(String::as_str).chain([wording::MEASURE.get(language)]) {
            self.wrapped(' ', Style::new(), text);
        }
    }

    fn section(&mut self, section: &ComparedSection) {
        let language = self.language();
        self.heading(&wording::section(section, language));
        for shown in wording::lines(section, self.compared.shows_all) {
            match shown {
                Part::Same(count) => self.same(count),
                Part::Line(line) => self.compared_line(line),
            }
        }
        if section.breaks > 0 {
            self.line(&format!("  {}", wording::breaks(section.breaks, language)));
        }
    }

    /// Writes the number of equal lines that are not shown.
    fn same(&mut self, count: usize) {
        let text = wording::same_lines(count, self.language());
        self.line(&format!("    {text}"));
    }

    fn compared_line(&mut self, line: &ComparedLine) {
        let edition = self.compared.difference.heads.new.edition;
        let kind = wording::kind(line.kind, edition, self.language());
        let state = line.state();
        let text = |unit: &Unit| format!("{kind}{}", marked(&unit.pieces, state == State::Changed));
        match (state, &line.units.old, &line.units.new) {
            (State::Same, _, Some(new)) => self.wrapped(' ', Style::new(), &text(new)),
            (_, old, new) => {
                if let Some(old) = old {
                    self.wrapped('-', OLD, &text(old));
                }
                if let Some(new) = new {
                    self.wrapped('+', NEW, &text(new));
                }
            }
        }
    }

    /// A text after a sign, wrapped to the width of the terminal; text in 【】 is bold.
    fn wrapped(&mut self, sign: char, style: Style, text: &str) {
        let mut is_marked = false;
        for (at, line) in grid::wrap(&one_line(text), grid::WIDTH - 6).into_iter().enumerate() {
            let sign = if at == 0 { sign } else { ' ' };
            let start = if is_marked { MARKED.to_string() } else { String::new() };
            for character in line.chars() {
                is_marked = character == '【' || (is_marked && character != '】');
            }
            let line =
                line.replace('【', &format!("{MARKED}【")).replace('】', &format!("】{MARKED:#}{style}"));
            self.line(&format!("    {style}{sign} {start}{line}{style:#}"));
        }
    }

    fn findings(&mut self) {
        let (compared, language) = (self.compared, self.language());
        let found = &compared.difference.findings;
        if found.appeared.is_empty() && found.gone.is_empty() {
            return;
        }
        self.heading(wording::FINDINGS.get(language));
        for (word, sign, style, findings) in
            [(wording::APPEARED, '+', NEW, &found.appeared), (wording::GONE, '-', OLD, &found.gone)]
        {
            for finding in findings {
                self.wrapped(sign, style, &format!("{} {}", word.get(language), line_of(finding, language)));
            }
        }
        let stayed = match language {
            Language::Zh => format!("    （两份都有的问题 {} 个）", found.stayed),
            Language::En => format!("    ({} findings of both)", found.stayed),
        };
        self.line(&stayed);
    }
}

fn line_of(finding: &Finding, language: Language) -> String {
    let severity = finding.severity.word().get(language);
    format!("{severity} {} {}", finding.rule.code, finding.message.get(language))
}

/// The text, what differs in 【】.
fn marked(pieces: &[Piece], is_marked: bool) -> String {
    let piece = |piece: &Piece| {
        if piece.is_changed && is_marked { format!("【{}】", piece.text) } else { piece.text.clone() }
    };
    pieces.iter().map(piece).collect()
}
