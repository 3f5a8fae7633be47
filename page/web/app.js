// The page itself: starting, choosing files, tools, messages.
const app = {
  async start() {
    this.words();
    this.listen();
    this.busy(say("starting"));
    try {
      engine.onrestart = () => files.reopen();
      await engine.start();
      document.documentElement.dataset.ready = "yes";
    } catch (error) {
      this.fail(Object.assign(new Error(say("cannotStart", error.message || error.type || error)), { hint: say("cannotStartHint") }));
      return;
    } finally {
      this.busy(null);
    }
    if (!(await store.open())) this.tell(say("noStore"));
    else await this.drafts();
  },

  // Every text of the page that does not change with the report.
  words() {
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
    document.title = `repconv ${say("name")}`;
    for (const shown of document.querySelectorAll("[data-say]")) shown.textContent = say(shown.dataset.say);
    for (const shown of document.querySelectorAll("[data-label]")) shown.setAttribute("aria-label", say(shown.dataset.label));
    document.getElementById("outputs").replaceChildren(
      ...OUTPUTS.map(([format, key]) => element("button", { type: "button", "data-format": format, onclick: () => this.save(format) }, say(key))),
    );
  },

  closeMenus() {
    for (const id of ["save", "changes", "fields"]) document.getElementById(id).open = false;
  },

  save(format) {
    this.closeMenus();
    files.save(format);
  },

  listen() {
    const by = (id) => document.getElementById(id);
    const choose = by("choose");
    const chooseLast = by("choose-last");
    const chooseFolder = by("choose-folder");
    by("folder").addEventListener("click", () => chooseFolder.click());
    chooseFolder.addEventListener("change", () => files.choose(chooseFolder.files).then(() => (chooseFolder.value = "")));
    by("stop").addEventListener("click", () => (county.stopped = true));
    by("back").addEventListener("click", () => county.back());
    by("sums-workbook").addEventListener("click", () => county.save("xlsx", "xlsx"));
    by("sums-word").addEventListener("click", () => county.save("docx", "docx"));
    by("slips").addEventListener("click", () => county.save("slips", "zip"));
    for (const id of ["roster", "office"]) by(id).addEventListener("change", () => county.renew());
    by("everything").addEventListener("click", () => county.save("all", "zip"));
    by("make").addEventListener("click", () => fresh.show());
    by("fresh").addEventListener("submit", (event) => {
      event.preventDefault();
      fresh.make();
    });
    by("fresh-cancel").addEventListener("click", () => fresh.hide());
    by("fresh-last-choose").addEventListener("click", () => by("fresh-last").click());
    by("fresh-last").addEventListener("change", (event) => (by("fresh-last-name").textContent = event.target.files.length ? event.target.files[0].name : ""));
    by("fresh-form-file").addEventListener("click", () => by("choose-form").click());
    by("choose-form").addEventListener("change", (event) => fresh.choose(event.target.files[0]).then(() => (event.target.value = "")));
    by("drop").addEventListener("click", () => choose.click());
    by("open").addEventListener("click", () => choose.click());
    by("last").addEventListener("click", () => (files.previous ? files.forgetPrevious() : chooseLast.click()));
    choose.addEventListener("change", () => files.choose(choose.files).then(() => (choose.value = "")));
    chooseLast.addEventListener("change", () => files.choose(chooseLast.files, true).then(() => (chooseLast.value = "")));
    by("difference").addEventListener("click", () => files.saveDifference());
    by("undo").addEventListener("click", () => edit.undo());
    by("redo").addEventListener("click", () => edit.redo());
    by("fix").addEventListener("click", () => edit.add({ fix: true }).then(() => this.applied()));
    by("fill").addEventListener("click", () => {
      if (confirm(say("fillAsk", paper.view.blanks))) edit.add({ fill: true });
    });
    by("print").addEventListener("click", () => print());
    by("language").addEventListener("click", () => {
      language = language === "zh" ? "en" : "zh";
      this.words();
      if (document.body.classList.contains("opened")) files.renew(true).then(() => this.show());
      if (county.status) county.renew();
      if (!by("fresh").hidden) fresh.show(by("fresh-form").value);
    });
    document.addEventListener("dragover", (event) => {
      event.preventDefault();
      document.body.classList.add("dragging");
    });
    document.addEventListener("dragleave", (event) => {
      if (!event.relatedTarget) document.body.classList.remove("dragging");
    });
    document.addEventListener("drop", (event) => {
      event.preventDefault();
      document.body.classList.remove("dragging");
      const asPrevious = Boolean(event.target.closest && event.target.closest("#last"));
      if (asPrevious) files.choose(event.dataTransfer.files, true);
      else county.dropped(event.dataTransfer).then((found) => (found.length > 1 ? county.receive(found) : files.choose(found.map((one) => one.file))));
    });
    document.addEventListener("click", (event) => {
      if (!event.target.closest("#save, #changes, #fields, .go")) this.closeMenus();
    });
    document.addEventListener("paste", (event) => this.paste(event));
    document.addEventListener("keydown", (event) => edit.key(event));
    const sheet = by("paper");
    sheet.addEventListener("input", (event) => {
      if (event.target.dataset.cell) edit.type(event.target.dataset.cell, event.target.value);
    });
    sheet.addEventListener("focusin", (event) => {
      panel.about(event.target.fact);
      // As in a spreadsheet: what is typed replaces what is there, but not what was typed before the moment is over.
      const input = event.target;
      const { value } = input;
      if (input.dataset.cell) setTimeout(() => document.activeElement === input && input.value === value && input.select());
    });
    sheet.addEventListener("focusout", (event) => {
      edit.stopTyping();
      if (event.target.dataset.at) edit.leave(event.target);
    });
    addEventListener("beforeunload", (event) => {
      if (files.isSaved || store.database) return;
      event.preventDefault();
      event.returnValue = say("leave");
    });
  },

  // A table or page that was copied elsewhere is a file as well; a block pasted into a cell is not.
  paste(event) {
    if (event.target.closest && event.target.closest("#county")) return;
    if (event.target.dataset && (event.target.dataset.cell || event.target.dataset.at)) {
      edit.paste(event);
      return;
    }
    const data = event.clipboardData;
    if (data.files.length) {
      files.choose(data.files);
      return;
    }
    const page = data.getData("text/html");
    const text = page || data.getData("text/plain");
    if (text.trim()) files.open(say("pasted") + (page ? ".html" : ".txt"), new TextEncoder().encode(text), []);
  },

  show() {
    document.body.classList.add("opened");
    const { view } = paper;
    const facts = files.current.facts;
    document.getElementById("what").replaceChildren(
      element("b", {}, view.organization || say("noBody")),
      view.year ? element("span", {}, say("ofYear", view.year)) : "",
      element("span", { class: "form" }, view.is_form ? view.form_name : say("noForm")),
      element("span", { class: "file" }, files.current.name),
      facts.reports > 1 ? element("span", { class: "several" }, say("severalReports", facts.reports)) : "",
    );
  },

  tools(view) {
    const by = (id) => document.getElementById(id);
    const certain = view.findings.filter((finding) => finding.fix).length;
    by("fix").disabled = !certain;
    by("fix").textContent = certain ? say("fixAll", certain) : say("fixNone");
    by("fill").hidden = !view.blanks;
    by("fill").textContent = say("fill", view.blanks);
    by("undo").disabled = !edit.groups.length;
    by("redo").disabled = !edit.undone.length;
    by("last").textContent = files.previous ? say("lastYearOff") : say("lastYear");
    by("difference").hidden = !files.previous;
    by("previous-name").textContent = files.previous ? say("lastYearIs", files.previous.name) : "";
    const changed = by("changes");
    changed.hidden = !view.changes.length;
    changed.replaceChildren(
      element("summary", {}, say("changes", view.changes.length)),
      element(
        "ul",
        {},
        view.changes.map((change) =>
          element(
            "li",
            {},
            change.label ? element("b", {}, change.label + " ") : "",
            change.from === null ? say("added") : element("del", {}, change.from || say("blank")),
            " → ",
            change.to === null ? say("removed") : element("ins", {}, change.to || say("blank")),
          ),
        ),
      ),
    );
    panel.about(document.activeElement && document.activeElement.fact);
    this.notes = view.notes;
    this.show();
  },

  applied() {
    this.tell(element("div", {}, say("applied"), element("ul", {}, this.notes.map((note) => element("li", {}, note)))));
  },

  async drafts() {
    const drafts = await store.all();
    const shown = (drafts || []).sort((a, b) => b.time - a.time).map((draft) => {
      const line = element(
        "p",
        { class: "draft" },
        say("draft", draft.name, this.time(draft.time)),
        element("button", { type: "button", class: "continue", onclick: () => this.resume(draft) }, say("draftGo")),
        element("button", { type: "button", class: "erase", onclick: () => store.remove(draft.key).then(() => line.remove()) }, say("draftDrop")),
      );
      return line;
    });
    document.getElementById("drafts").replaceChildren(...shown);
  },

  async resume(draft) {
    await fresh.again(draft.forms || []);
    await files.open(draft.name, draft.bytes, draft.groups, draft.key);
  },

  time(at) {
    return new Date(at).toLocaleString(language === "zh" ? "zh-CN" : "en");
  },

  // Back to the start, without the report that is open.
  close() {
    document.body.classList.remove("opened", "many");
    document.getElementById("what").replaceChildren();
    document.getElementById("messages").replaceChildren();
  },

  busy(text) {
    const shown = document.getElementById("busy");
    shown.hidden = !text;
    shown.querySelector("span").textContent = text || "";
  },

  tell(message) {
    const shown = element("div", { class: "told", role: "status" }, message, element("button", { type: "button", "aria-label": say("close"), onclick: () => shown.remove() }, "×"));
    document.getElementById("messages").replaceChildren(shown);
  },

  fail(error, file) {
    const shown = element(
      "div",
      { class: "told failed", role: "alert" },
      element("b", {}, file ? `${file}：` : ""),
      error.message,
      error.hint ? element("p", {}, error.hint) : "",
      element("button", { type: "button", "aria-label": say("close"), onclick: () => shown.remove() }, "×"),
    );
    document.getElementById("messages").replaceChildren(shown);
  },
};

app.start();
