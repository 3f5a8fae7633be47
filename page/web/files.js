// The files that are open: the report that is shown, and that of the year before.
const LARGEST = 64;
const OUTPUTS = [
  ["docx", "word"],
  ["xlsx", "workbook"],
  ["html", "page"],
  ["txt", "text"],
  ["json", "json"],
];

const files = {
  current: null,
  previous: null,
  number: 0,
  isSaved: true,
  // Renewing takes one call at a time; what was typed meanwhile waits for the next.
  running: null,
  again: false,

  async choose(list, asPrevious) {
    if (list.length > 1 && !asPrevious) {
      await county.receive([...list].map((file) => ({ file, path: file.webkitRelativePath || file.name })));
      return;
    }
    const file = [...list][0];
    if (!file) return;
    if (/\.toml$/i.test(file.name)) {
      await fresh.choose(file);
      return;
    }
    if (file.size > LARGEST * 1024 * 1024) {
      app.fail(this.tooBig(file));
      return;
    }
    const bytes = new Uint8Array(await file.arrayBuffer());
    await (asPrevious ? this.openPrevious(file.name, bytes) : this.open(file.name, bytes, []));
  },

  tooBig(file) {
    const error = new Error(say("tooBig", file.name, Math.ceil(file.size / 1024 / 1024), LARGEST));
    return Object.assign(error, { hint: say("tooBigHint") });
  },

  async read(name, bytes) {
    const id = ++this.number;
    app.busy(say("reading", name));
    try {
      // A copy: the bytes are needed again where the worker has to be started anew, and for the draft.
      const facts = await engine.call("open", [id, name, bytes, language === "en"], name);
      if (facts.error) throw Object.assign(new Error(facts.error.message), { hint: facts.error.hint, file: name });
      return { id, name, bytes, facts };
    } finally {
      app.busy(null);
    }
  },

  // `key` is under which the edits are kept; that of a file of many has its folders.
  async open(name, bytes, groups, key) {
    try {
      const opened = await this.read(name, bytes);
      const before = this.current;
      this.current = opened;
      edit.reset(groups);
      if (before) engine.call("close", [before.id]).catch(() => {});
      this.isSaved = true;
      document.getElementById("messages").replaceChildren();
      this.key = key || `${name}|${bytes.length}`;
      this.wasEdited = false;
      fresh.hide();
      if (this.previous) await engine.call("setPrevious", [opened.id, this.previous.id, language === "en"]);
      panel.opened.clear();
      const unfinished = groups.length ? null : await this.unfinished();
      await this.renew(true);
      app.show();
      if (opened.facts.may_be_blank) this.offerForm();
      if (unfinished) this.offer(unfinished);
    } catch (error) {
      app.fail(error, name);
    }
  },

  // What was not finished with this very file.
  async unfinished() {
    const draft = ((await store.all()) || []).find((draft) => draft.key === this.key);
    const bytes = draft && new Uint8Array(draft.bytes);
    return bytes && bytes.length === this.current.bytes.length && bytes.every((byte, at) => byte === this.current.bytes[at]) ? draft : null;
  },

  offer(draft) {
    const go = () => {
      document.getElementById("messages").replaceChildren();
      edit.reset(draft.groups);
      this.renew(true);
    };
    app.tell(element("div", {}, say("unfinishedThis", app.time(draft.time), draft.groups.length), " ", element("button", { type: "button", class: "continue", onclick: go }, say("draftGo"))));
  },

  // A file of no known form may be a blank one.
  offerForm() {
    const { name, bytes } = this.current;
    app.tell(element("div", {}, say("mayBeBlank"), " ", element("button", { type: "button", class: "use-as-form", onclick: () => fresh.add(name, bytes) }, say("useAsForm"))));
  },

  async openPrevious(name, bytes) {
    try {
      const opened = await this.read(name, bytes);
      if (this.previous) engine.call("close", [this.previous.id]).catch(() => {});
      this.previous = opened;
      await engine.call("setPrevious", [this.current.id, opened.id, language === "en"]);
      // What the year before says is ready once it was shown.
      await engine.call("show", [opened.id, [], language === "en"], name);
      await this.renew(true);
    } catch (error) {
      app.fail(error, name);
    }
  },

  async forgetPrevious() {
    await engine.call("setPrevious", [this.current.id, 0, language === "en"]);
    engine.call("close", [this.previous.id]).catch(() => {});
    this.previous = null;
    await this.renew(true);
  },

  // After the worker was ended: the files again.
  async reopen() {
    await fresh.again(fresh.added);
    for (const file of [this.previous, this.current]) {
      if (file) await engine.call("open", [file.id, file.name, file.bytes, language === "en"], file.name).catch(() => {});
    }
    if (this.current && this.previous) await engine.call("setPrevious", [this.current.id, this.previous.id, language === "en"]);
  },

  // Shows the report with all edits; `whole` draws it anew.
  async renew(whole) {
    this.whole = this.whole || whole;
    if (this.running) {
      this.again = true;
      return this.running;
    }
    this.running = this.renewOnce();
    try {
      await this.running;
    } finally {
      this.running = null;
    }
    if (this.again) {
      this.again = false;
      await this.renew(false);
    }
    return undefined;
  },

  async renewOnce() {
    const edits = edit.edits();
    const view = await engine.call("show", [this.current.id, edits, language === "en"], this.current.name);
    if (view.error) throw new Error(view.error.message);
    const whole = this.whole;
    this.whole = false;
    if (whole || !paper.renew(view)) paper.draw(view);
    panel.draw(view);
    app.tools(view);
    fields.draw(view);
    this.isSaved = edits.length === 0;
    if (edits.length) {
      this.wasEdited = true;
      store.put({ key: this.key, name: this.current.name, bytes: this.current.bytes, groups: edit.groups.map((group) => [...group]), forms: [...fresh.added], time: Date.now() });
    } else if (this.wasEdited) {
      store.remove(this.key);
    }
  },

  async save(format) {
    const isFinal = document.getElementById("final").checked;
    try {
      const saved = await engine.call("save", [this.current.id, format, "", isFinal, language === "en"], this.current.name);
      if (saved.error) throw Object.assign(new Error(say("cannotSave", saved.error.message)), { hint: saved.error.hint });
      const name = `${this.stem()}${isFinal ? say("forSending") : ""}.${format}`;
      this.download(saved.bytes, name);
      this.isSaved = true;
      store.remove(this.key);
      const { error } = paper.view.counts;
      app.tell([say("saved", name), saved.loss && say("lost", saved.loss), error && say("stillWrong", error)].filter(Boolean).join(" "));
    } catch (error) {
      app.fail(error);
    }
  },

  async saveDifference() {
    const { bytes } = await engine.call("difference", [this.current.id, language === "en"], this.current.name);
    const name = `${this.stem()}-对比.html`;
    this.download(bytes, name);
    app.tell(say("saved", name));
  },

  // As an office would name it: by the title, else as the file was named.
  stem() {
    const title = paper.view.is_form && paper.view.blocks.find((block) => block.kind === "title");
    const name = title ? title.text : this.current.name.replace(/\.[^.]*$/, "");
    return name.replace(/[\\/:*?"<>|\u0000-\u001f]/g, "").slice(0, 80) || "report";
  },

  download(bytes, name) {
    const address = URL.createObjectURL(new Blob([bytes], { type: "application/octet-stream" }));
    const link = element("a", { href: address, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
  },
};
