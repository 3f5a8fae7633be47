//! Notes: the message of a finding, the passage quoted, suspects and fix, and the rule.

use crate::model::finding::{Finding, Rule, Severity};
use crate::model::language::{Language, Text};
use crate::present::check::Entry;
use crate::present::check::marks::{Marks, Note, sign};
use crate::present::check::wording;
use crate::present::page::Page;

/// Maximum length of a message, in characters: a longer one quotes too much of a document.
const LONGEST: usize = 1000;

impl Page<()> {
    /// The notes of one part of the report.
    pub(super) fn notes<'n>(
        &mut self,
        notes: impl Iterator<Item = &'n Note<'n>>,
        entry: &Entry,
        article: usize,
    ) {
        let mut notes = notes.peekable();
        if notes.peek().is_none() {
            return;
        }
        self.raw("<ol class=\"notes\">\n");
        for note in notes {
            self.note(note, entry, article);
        }
        self.raw("</ol>\n");
    }

    fn note(&mut self, note: &Note<'_>, entry: &Entry, article: usize) {
        let Some(first) = note.findings.first() else { return };
        let severity = note.severity();
        let class = class(severity);
        self.raw(&format!("<li id=\"f{article}-{}\" class=\"{class}\">", note.number));
        self.line("span class=\"sign\"", &sign(note.number)).raw("<div>");
        self.raw("<p class=\"message\">");
        self.line("b class=\"severity\"", severity.word().get(self.language));
        let message = match note.findings.as_slice() {
            [finding] => finding.message.get(self.language).to_owned(),
            _ => self.together(first.rule, note.number, note.cells()),
        };
        self.text(&wording::start(&message, LONGEST)).raw("</p>\n");
        self.passage(first);
        self.more(first, note.findings.len(), entry);
        self.raw("</div></li>\n");
    }

    /// Many similar findings in one sentence; the table shows the cells.
    fn together(&self, rule: &Rule, number: usize, count: usize) -> String {
        let (title, sign) = (rule.title.get(self.language), sign(number));
        match self.language {
            Language::Zh => format!("{title}（共 {count} 格，表中标有 {sign}）"),
            Language::En => format!("{title} ({count} cells, marked {sign} in the table)"),
        }
    }

    /// The passage of the report, with the relevant part in `<mark>`.
    fn passage(&mut self, finding: &Finding) {
        let Some([before, marked, after]) = wording::quoted(finding) else { return };
        self.raw("<blockquote>").text(&before);
        if !marked.is_empty() {
            self.raw("<mark>").text(&marked).raw("</mark>");
        }
        self.text(&after).raw("</blockquote>\n");
    }

    /// Suspects and fix, then the rule and the place.
    fn more(&mut self, finding: &Finding, count: usize, entry: &Entry) {
        const SUSPECTS: Text = Text::new("疑似笔误：", "Suspected mistake: ");
        const ORIGINAL: Text = Text::new("在原件的", "in the original: ");
        if !finding.suspects.is_empty() {
            let cells = wording::cells(&finding.suspects, entry.edition(), self.language);
            self.line("p class=\"suspects\"", &format!("{}{cells}", self.say(SUSPECTS)));
        }
        if count == 1
            && let Some(fix) = &finding.fix
        {
            self.line("p class=\"fix\"", &wording::fix(fix, self.language));
        }
        let place = finding.place.describe(self.language).filter(|_| count == 1);
        let place = place.map(|place| format!("{}{place}", self.say(ORIGINAL)));
        let mut source = finding.rule.code.to_owned();
        if count == 1 {
            source = format!("{source} {}", finding.rule.title.get(self.language));
        }
        let parts: Vec<String> = std::iter::once(source).chain(place).collect();
        self.line("p class=\"source\"", &parts.join(if self.language == Language::Zh { "；" } else { "; " }));
    }

    /// What the frames in a table mean.
    pub(super) fn legend(&mut self, marks: &Marks<'_>) {
        const FRAMES: Text = Text::new(
            "加框的格有问题，①②等是下面说明的序号。",
            "A frame marks a cell with a problem, ① ② … the number of its note.",
        );
        const SUSPECTS: Text = Text::new(
            "注有“疑似笔误”的虚框格，改了它（和由它算出的合计）就能平，请先核对。",
            " A dashed frame marks a suspected mistake: check it first.",
        );
        let mut legend = self.say(FRAMES).to_owned();
        if marks.notes.iter().flat_map(|note| &note.findings).any(|finding| !finding.suspects.is_empty()) {
            legend += self.say(SUSPECTS);
        }
        self.line("p class=\"aside\"", &legend);
    }

    /// The rules that have findings, and their legal basis.
    pub(super) fn grounds(&mut self, entry: &Entry) {
        const HEADING: Text = Text::new("依据", "Grounds");
        let mut rules: Vec<&Rule> = Vec::new();
        for finding in &entry.findings {
            if !rules.contains(&finding.rule) {
                rules.push(finding.rule);
            }
        }
        if rules.is_empty() {
            return;
        }
        rules.sort_by_key(|rule| rule.code);
        let heading = self.say(HEADING);
        self.raw("<section class=\"grounds\">\n").line("h3", heading).raw("<dl>\n");
        for rule in rules {
            self.raw("<div>").line("dt", rule.code);
            self.line("dd", rule.ground.get(self.language)).raw("</div>\n");
        }
        self.raw("</dl>\n</section>\n");
    }
}

pub(super) const fn class(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}
