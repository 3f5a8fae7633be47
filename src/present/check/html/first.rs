//! The beginning of the page of several reports: who must do what.

use crate::model::language::{Language, Text};
use crate::present::check::Entry;
use crate::present::check::overview::{Task, done, in_order, missing, steps, summary};
use crate::present::page::Page;

impl Page<()> {
    /// What to do first: missing bodies, then a row for each body that must do something, then those that are done.
    pub(super) fn overview(&mut self, entries: &[Entry]) {
        const HEADING: Text = Text::new("先做什么", "What to do first");
        let heading = self.say(HEADING);
        self.raw("<section class=\"overview\">\n").line("h2", heading);
        self.line("p", &summary(entries, self.language));
        self.missing(entries);
        let files = in_order(entries);
        let is_todo = |entry: &Entry| !matches!(Task::of(entry), Task::Missing | Task::Nothing);
        let todo: Vec<_> = files.iter().copied().filter(|(_, entry)| is_todo(entry)).collect();
        if !todo.is_empty() {
            self.todo(&todo);
        }
        self.done(&done(entries));
        self.raw("</section>\n");
    }

    fn missing(&mut self, entries: &[Entry]) {
        const MISSING: Text = Text::new("缺报，请催报", "Missing: remind them");
        let names: Vec<&str> = missing(entries)
            .map(|finding| finding.passage.as_deref().unwrap_or(finding.message.get(self.language)))
            .collect();
        if !names.is_empty() {
            let text = self.list(self.say(MISSING), &names);
            self.line("p class=\"missing\"", &text);
        }
    }

    /// `缺报 3 个：甲、乙、丙`.
    fn list(&self, what: &str, names: &[&str]) -> String {
        match self.language {
            Language::Zh => format!("{what}（{} 个）：{}", names.len(), names.join("、")),
            Language::En => format!("{what} ({}): {}", names.len(), names.join(", ")),
        }
    }

    fn todo(&mut self, files: &[(usize, &Entry)]) {
        const HEADS: [Text; 3] = [
            Text::new("单位和文件", "Organization and file"),
            Text::new("要做的", "Task"),
            Text::new("先改什么", "What to correct first"),
        ];
        self.raw("<div class=\"table\"><table>\n<thead><tr>");
        for head in HEADS {
            self.line("th scope=\"col\"", self.say(head));
        }
        self.raw("</tr></thead>\n<tbody>\n");
        for (number, entry) in files {
            let task = Task::of(entry);
            self.raw(&format!("<tr><th scope=\"row\"><a href=\"#f{number}\">"));
            self.text(entry.organization().unwrap_or(&entry.file)).raw("</a>");
            if entry.organization().is_some() {
                self.line("small", &entry.file);
            }
            self.raw("</th>");
            let grave = matches!(task, Task::AskAgain | Task::Correct);
            let element = if grave { "td class=\"grave\"" } else { "td" };
            let (word, counted) = (self.say(task.word()), self.result(entry));
            self.raw("<").raw(element).raw(">").text(word);
            if entry.error.is_none() {
                self.line("small", &counted);
            }
            self.raw("</td>\n<td>");
            let lines = entry
                .error
                .as_ref()
                .map_or_else(|| steps(entry, self.language), |error| vec![error.message(self.language)]);
            for line in lines {
                self.line("p", &line);
            }
            self.raw("</td></tr>\n");
        }
        self.raw("</tbody>\n</table></div>\n");
    }

    /// The bodies without anything to do; files with notes are linked.
    fn done(&mut self, bodies: &[Vec<(usize, &Entry)>]) {
        const DONE: Text = Text::new("没有问题", "Nothing to do");
        if bodies.is_empty() {
            return;
        }
        let (head, count) = (self.say(DONE), bodies.iter().map(Vec::len).sum::<usize>());
        let (head, comma, opening, closing) = match self.language {
            Language::Zh => (format!("{head}（{count} 个）："), "、", "（", "）"),
            Language::En => (format!("{head} ({count}): "), ", ", " (", ")"),
        };
        self.raw("<p>").text(&head);
        for (at, files) in bodies.iter().enumerate() {
            self.raw(if at > 0 { comma } else { "" });
            let body = files.first().and_then(|(_, entry)| entry.organization()).filter(|_| files.len() > 1);
            if let Some(body) = body {
                self.text(body).raw(opening);
            }
            for (file, (number, entry)) in files.iter().enumerate() {
                self.raw(if file > 0 { comma } else { "" });
                let name = entry.organization().filter(|_| body.is_none()).unwrap_or(&entry.file);
                if entry.findings.is_empty() {
                    self.text(name);
                } else {
                    self.raw(&format!("<a href=\"#f{number}\">")).text(name).raw("</a>");
                }
            }
            if body.is_some() {
                self.raw(closing);
            }
        }
        self.raw("</p>\n");
    }
}
