//! The narrative side by side, a sentence a row.

use super::Page;
use crate::cli::diff::wording;
use crate::diff::{ComparedSection, Line, LineKind, State, Unit};
use crate::language::Text;

impl Page<'_> {
    pub(super) fn narrative(&mut self) {
        let compared = self.compared;
        let is_shown = |section: &&ComparedSection| section.is_changed() || compared.shows_all;
        let sections: Vec<_> = compared.difference.sections.iter().filter(is_shown).collect();
        if sections.is_empty() {
            return;
        }
        self.element("h2", self.say(wording::NARRATIVE)).raw("\n");
        let repeated = wording::repeated(&compared.difference, self.language);
        for text in &repeated {
            self.element("p", text).raw("\n");
        }
        if !repeated.is_empty() {
            self.element("p class=\"aside\"", self.say(wording::MEASURE)).raw("\n");
        }
        for section in sections {
            self.section(section);
        }
    }

    fn section(&mut self, section: &ComparedSection) {
        const STATE: Text = Text::new("变化", "change");
        let name = wording::section(section, self.language);
        self.element("h3", &name).raw("\n");
        let [state, old, new] = [STATE, wording::OLD, wording::NEW].map(|head| self.say(head));
        self.open("text", &name, &[("state", state), ("", old), ("", new)]);
        let mut same = 0;
        for line in &section.lines {
            let is_same = line.state() == State::Same;
            if is_same && line.kind == LineKind::Heading {
                continue; // it stands above
            }
            if is_same && !self.compared.shows_all {
                same += 1;
                continue;
            }
            self.same(&mut same);
            self.line(line);
        }
        self.same(&mut same);
        self.close();
        if section.breaks > 0 {
            self.element("p class=\"aside\"", &wording::breaks(section.breaks, self.language)).raw("\n");
        }
    }

    /// So many lines are the same and not shown.
    fn same(&mut self, count: &mut usize) {
        if *count > 0 {
            let text = wording::same_lines(std::mem::take(count), self.language);
            self.raw("<tr class=\"gap\">").element("td colspan=\"3\"", &text).raw("</tr>\n");
        }
    }

    fn line(&mut self, line: &Line) {
        let state = line.state();
        let word = self.say(wording::state(state));
        let class = if line.kind == LineKind::Heading { "<tr class=\"heading\">" } else { "<tr>" };
        self.raw(class).element("th scope=\"row\" class=\"state\"", word);
        self.side(line, line.units.old.as_ref(), "del");
        self.side(line, line.units.new.as_ref(), "ins");
        self.raw("</tr>\n");
    }

    fn side(&mut self, line: &Line, unit: Option<&Unit>, mark: &str) {
        let Some(unit) = unit else {
            self.raw("<td class=\"missing\"></td>");
            return;
        };
        let kind = wording::kind(line.kind, self.compared.difference.heads.new.edition, self.language);
        self.raw("<td>");
        if !kind.is_empty() {
            let marks_kind = matches!(line.kind, LineKind::Table(_)) && line.state() != State::Same;
            self.element(if marks_kind { mark } else { "span class=\"kind\"" }, &kind);
        }
        self.pieces(&unit.pieces, mark);
        self.raw("</td>");
    }
}
