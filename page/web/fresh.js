// Forms: blanks to fill in, and forms that files bring.
const fresh = {
  // The forms that were added, as text, so that they can be added again.
  added: [],

  async show(form) {
    if (!files.isSaved && !store.database && !confirm(say("leave"))) return;
    app.close();
    const known = await engine.call("forms", []);
    const select = document.getElementById("fresh-form");
    select.replaceChildren(...known.map(([id, name, since]) => element("option", { value: id, selected: id === form }, since > 2000 ? `${name}（${say("ofYear", since)}—）` : name)));
    const year = document.getElementById("fresh-year");
    if (!year.value) year.value = String(new Date().getFullYear() - 1);
    document.getElementById("fresh").hidden = false;
    document.getElementById("start").classList.add("making");
    document.getElementById("fresh-body").focus();
  },

  hide() {
    document.getElementById("fresh").hidden = true;
    document.getElementById("start").classList.remove("making");
  },

  // Adds the form of a file; true where it has one.
  async add(name, bytes) {
    app.busy(say("reading", name));
    try {
      const found = await engine.call("addForm", [name, bytes, language === "en"], name);
      if (found.error) throw Object.assign(new Error(found.error.message), { hint: found.error.hint });
      this.added.push(found.text);
      await this.show(found.form);
      const doubts = found.doubts.length ? element("div", {}, say("formDoubts", found.doubts.length), element("ul", {}, found.doubts.map((doubt) => element("li", {}, doubt)))) : "";
      app.tell(element("div", {}, say("formAdded", found.name), doubts));
    } catch (error) {
      app.fail(error, name);
    } finally {
      app.busy(null);
    }
  },

  // Adds forms that were added before, as after the program was started anew.
  async again(texts) {
    for (const text of texts) {
      const found = await engine.call("addForm", ["form.toml", new TextEncoder().encode(text), language === "en"]).catch((error) => ({ error }));
      if (!found.error && !this.added.includes(text)) this.added.push(text);
    }
  },

  async choose(file) {
    if (file) await this.add(file.name, new Uint8Array(await file.arrayBuffer()));
  },

  async make() {
    const by = (id) => document.getElementById(id);
    const body = by("fresh-body").value.trim();
    const year = Number(by("fresh-year").value.replace(/\D/g, ""));
    if (!body || year < 1900 || year > 2999) {
      app.tell(say("freshNeeds"));
      return;
    }
    const last = by("fresh-last").files[0];
    let previous = null;
    if (last) {
      try {
        previous = await files.read(last.name, new Uint8Array(await last.arrayBuffer()));
        // What it says is ready once it was shown.
        await engine.call("show", [previous.id, [], language === "en"], last.name);
      } catch (error) {
        app.fail(error, last.name);
        return;
      }
    }
    const { bytes } = await engine.call("fresh", [by("fresh-form").value, body, year, previous ? previous.id : 0]);
    if (files.previous) engine.call("close", [files.previous.id]).catch(() => {});
    files.previous = previous;
    by("fresh-last").value = "";
    by("fresh-last-name").textContent = "";
    this.hide();
    await files.open(say("freshName", body, year), bytes, []);
  },
};
