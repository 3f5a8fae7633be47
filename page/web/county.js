// Many files: what became of each, who is missing, the sums, and what each body has to mend.
const county = {
  // The files as the browser has them; their bytes are read when they are needed.
  list: [],
  stopped: false,
  // The number of the file that is open, so that it can be put back corrected.
  opened: null,

  // Of all that was chosen or dropped, in order of their paths. Hidden files and locks are none.
  async receive(list) {
    const chosen = [...list].filter(({ path }) => !/(^|\/)(\.|~\$)/.test(path));
    chosen.sort((a, b) => a.path.localeCompare(b.path, "zh-CN"));
    await engine.call("clearReceived", []);
    this.list = [];
    this.stopped = false;
    this.opened = null;
    document.body.classList.remove("opened");
    document.body.classList.add("many");
    document.getElementById("what").replaceChildren();
    const bar = document.getElementById("progress");
    bar.hidden = false;
    for (const one of chosen) {
      if (this.stopped) break;
      await this.one(one);
      bar.querySelector("progress").max = chosen.length;
      bar.querySelector("progress").value = this.list.length;
      bar.querySelector("span").textContent = say("progress", this.list.length, chosen.length);
    }
    bar.hidden = true;
    await this.renew();
  },

  async one(one) {
    try {
      if (one.file.size > LARGEST * 1024 * 1024) throw new Error(say("tooBig", one.path, Math.ceil(one.file.size / 1024 / 1024), LARGEST));
      const bytes = new Uint8Array(await one.file.arrayBuffer());
      await engine.call("receive", [one.path, bytes], one.path);
    } catch (error) {
      // The program was started anew, so that what it had received must be received again.
      if (engine.restarted) await this.again();
      await engine.call("receive", [one.path, new Uint8Array()], one.path);
    }
    this.list.push(one);
  },

  async again() {
    engine.restarted = false;
    const before = this.list;
    this.list = [];
    for (const one of before) await this.one(one);
  },

  // A name on each line. Of a table that was pasted the column of names counts, without numbers and head.
  roster() {
    const HEADS = /^(序号|编号|单位|单位名称|名称|机关|部门|报送单位|填报单位)$/;
    const names = document.getElementById("roster").value.split(/\r?\n/).map((line) => {
      const cells = line.split("\t").map((cell) => cell.trim().replace(/^\d+[.、．\s]+/, ""));
      return cells.find((cell) => /[\u4e00-\u9fff]{2}/.test(cell) && !HEADS.test(cell)) || "";
    });
    return names.filter(Boolean).join("\n");
  },

  about() {
    return [this.roster(), document.getElementById("office").value, language === "en"];
  },

  async renew() {
    const status = await engine.call("status", this.about());
    this.status = status;
    const rows = status.rows.map((row, number) => this.row(row, number));
    // What needs work comes first.
    rows.sort((a, b) => b.weight - a.weight || a.number - b.number);
    document.getElementById("received").replaceChildren(...rows.map((row) => row.element));
    const broken = status.rows.filter((row) => row.error).length;
    const wrong = status.rows.filter((row) => row.errors).length;
    const counted = status.rows.filter((row) => row.counted).length;
    const lists = [
      [say("missing"), status.missing || []],
      [say("proposed"), (status.proposed || []).map(([name, bodies]) => `${name}（${bodies.join("、")}）`)],
      [say("unlisted"), status.unlisted || []],
    ];
    document.getElementById("overview").replaceChildren(
      element("p", {}, say("overview", status.rows.length, counted, wrong, broken)),
      ...lists.filter(([, names]) => names.length).map(([head, names]) => element("p", { class: "names" }, element("b", {}, `${head}（${names.length}）：`), names.join("、"))),
    );
  },

  row(row, number) {
    const words = row.error ? [row.error, row.hint].filter(Boolean).join(" ") : row.counted ? say("counted") : row.reason;
    const severity = row.error || row.errors ? "error" : row.warnings || !row.counted ? "warning" : "sound";
    const weight = { error: 2, warning: 1, sound: 0 }[severity];
    const made = element(
      "tr",
      { class: severity },
      element("th", { scope: "row" }, element("button", { type: "button", class: "go", onclick: () => this.open(number) }, row.organization || row.file)),
      element("td", {}, row.year || ""),
      element("td", { class: "number" }, row.error ? "" : String(row.errors)),
      element("td", { class: "number" }, row.error ? "" : String(row.warnings)),
      element("td", {}, words || ""),
      element("td", { class: "file" }, row.file),
    );
    return { element: made, weight, number };
  },

  async open(number) {
    const { file, path } = this.list[number];
    this.opened = number;
    await files.open(path.replace(/.*\//, ""), new Uint8Array(await file.arrayBuffer()), this.list[number].groups || []);
  },

  // Back from one report: it counts as it is now.
  async back() {
    if (this.opened !== null && files.current) {
      this.list[this.opened].groups = edit.groups.map((group) => [...group]);
      if (edit.groups.length) await engine.call("correct", [this.opened, files.current.id]);
    }
    this.opened = null;
    document.body.classList.remove("opened");
    document.getElementById("what").replaceChildren();
    document.getElementById("messages").replaceChildren();
    await this.renew();
  },

  async save(what, extension) {
    const { bytes } = await engine.call("collect", [what, ...this.about()], this.status.title);
    if (!bytes.length) {
      app.tell(say("nothingToWrite"));
      return;
    }
    const name = what === "slips" ? `${say("slips")}.zip` : `${this.status.title.replace(/[\\/:*?"<>|]/g, "")}.${extension}`;
    files.download(bytes, name);
    app.tell(say("saved", name));
  },

  // Files and folders that were dropped, folders with all that is in them.
  async dropped(transfer) {
    const found = [];
    const walk = async (entry, path) => {
      if (entry.isFile) {
        const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
        found.push({ file, path: path + entry.name });
        return;
      }
      const reader = entry.createReader();
      for (;;) {
        const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
        if (!some.length) return;
        for (const one of some) await walk(one, `${path}${entry.name}/`);
      }
    };
    const entries = [...transfer.items].map((item) => item.webkitGetAsEntry && item.webkitGetAsEntry()).filter(Boolean);
    if (!entries.length) return [...transfer.files].map((file) => ({ file, path: file.name }));
    for (const entry of entries) await walk(entry, "");
    return found;
  },
};
