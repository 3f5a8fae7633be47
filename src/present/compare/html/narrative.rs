//! The narrative side by side, a sentence a row.

use crate::compare::{ComparedLine, ComparedSection, LineKind, State, Unit};
use crate::model::language::Text;
use crate::present::compare::Compared;
use crate::present::compare::wording::{self, Part};
use crate::present::page::Page;

impl Page<&Compared> {
    pub(super) fn narrative(&mut self) {
        let compared = self.about;
        let is_shown = |section: &&ComparedSection| section.is_changed() || compared.shows_all;
        let sections: Vec<_> = compared.difference.sections.iter().filter(is_shown).collect();
        if sections.is_empty() {
            return;
        }
        self.line("h2", self.say(wording::NARRATIVE));
        let repeated = wording::repeated(&compared.difference, self.language);
        for text in &repeated {
            self.line("p", text);
        }
        if !repeated.is_empty() {
            self.line("p class=\"aside\"", self.say(wording::MEASURE));
        }
        for section in sections {
            self.section(section);
        }
    }

    fn section(&mut self, section: &ComparedSection) {
        const STATE: Text = Text::new("变化", "change");
        let name = wording::section(section, self.language);
        self.line("h3", &name);
        let [state, old, new] = [STATE, wording::OLD, wording::NEW].map(|head| self.say(head));
        self.open("text", &name, &[("state", state), ("", old), ("", new)]);
        for shown in wording::lines(section, self.about.shows_all) {
            match shown {
                Part::Same(count) => self.same(count),
                Part::Line(line) => self.sides(line),
            }
        }
        self.close();
        if section.breaks > 0 {
            self.line("p class=\"aside\"", &wording::breaks(section.breaks, self.language));
        }
    }

    /// Writes the number of equal lines that are not shown.
    fn same(&mut self, count: usize) {
        let text = wording::same_lines(count, self.language);
        self.raw("<tr class=\"gap\">").element("td colspan=\"3\"", &text).raw("</tr>\n");
    }

    fn sides(&mut self, line: &ComparedLine) {
        let state = line.state();
        let word = self.say(wording::state(state));
        let class = if line.kind == LineKind::Heading { "<tr class=\"heading\">" } else { "<tr>" };
        self.raw(class).element("th scope=\"row\" class=\"state\"", word);
        self.side(line, line.units.old.as_ref(), "del");
        self.side(line, line.units.new.as_ref(), "ins");
        self.raw("</tr>\n");
    }

    fn side(&mut self, line: &ComparedLine, unit: Option<&Unit>, mark: &str) {
        let Some(unit) = unit else {
            self.raw("<td class=\"missing\"></td>");
            return;
        };
        let kind = wording::kind(line.kind, self.about.difference.heads.new.edition, self.language);
        self.raw("<td>");
        if !kind.is_empty() {
            let marks_kind = matches!(line.kind, LineKind::Table(_)) && line.state() != State::Same;
            self.element(if marks_kind { mark } else { "span class=\"kind\"" }, &kind);
        }
        self.pieces(&unit.pieces, mark);
        self.raw("</td>");
    }
}
