// Many files: what became of each, who is missing, the sums, and what each body has to mend.
const WEIGHTS = { error: 2, warning: 1, sound: 0 };

const county = {
  // The files as the browser has them; their bytes are read when they are needed.
  list: [],
  stopped: false,
  // The number of the file that is open, so that it can be put back corrected.
  opened: null,
  // Of several reports of a body these count.
  chosen: new Set(),
  // Corrections that were not finished, by the keys of their files.
  drafts: new Map(),

  // Of all that was chosen or dropped, in order of their paths. Hidden files and locks are none; forms are added.
  async receive(list) {
    const isForm = ({ path }) => /\.toml$/i.test(path);
    const all = [...list].filter(({ path }) => !/(^|\/)(\.|~\$)/.test(path));
    await fresh.again(await Promise.all(all.filter(isForm).map((one) => one.file.text())));
    const chosen = all.filter((one) => !isForm(one));
    // One comparer for all: to make one for each pair stops the page for a tenth of a second.
    const { compare } = new Intl.Collator("zh-CN");
    chosen.sort((a, b) => compare(a.path, b.path));
    await engine.call("clearReceived", []);
    this.list = [];
    this.chosen = new Set();
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
    one.failure = null;
    try {
      if (one.file.size > LARGEST * 1024 * 1024) throw files.tooBig(one.file);
      const bytes = new Uint8Array(await one.file.arrayBuffer());
      await engine.call("receive", [one.path, bytes], one.path, [bytes.buffer]);
    } catch (error) {
      // The program was started anew, so that what it had received must be received again.
      if (engine.restarted) await this.again();
      // It counts as a file that cannot be read; why, is known here.
      one.failure = error;
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

  // A name on each line.
  roster() {
    const lines = document.getElementById("roster").value.split(/\r?\n/);
    return lines.map((line) => this.named(line)).filter(Boolean).join("\n");
  },

  // The name on a line. Of a table that was pasted the column of names counts, without numbers and head.
  named(line) {
    const HEADS = /^(序号|编号|单位|单位名称|名称|机关|部门|报送单位|填报单位)$/;
    const cells = line.split("\t").map((cell) => cell.trim().replace(/^\d+[.、．\s]+/, ""));
    return cells.find((cell) => /[\u4e00-\u9fff]{2}/.test(cell) && !HEADS.test(cell)) || "";
  },

  about() {
    return [this.roster(), document.getElementById("office").value, [...this.chosen].join("\n"), language === "en"];
  },

  async renew() {
    const status = await engine.call("status", this.about());
    this.status = status;
    this.drafts = new Map(((await store.all()) || []).map((draft) => [draft.key, draft]));
    const rows = status.rows.map((row, number) => ({ row, number, severity: this.severity(row) }));
    // What needs work comes first.
    rows.sort((a, b) => WEIGHTS[b.severity] - WEIGHTS[a.severity] || a.number - b.number);
    await this.fill(rows);
    const broken = status.rows.filter((row) => row.error).length;
    const wrong = status.rows.filter((row) => row.errors).length;
    const counted = status.rows.filter((row) => row.counted).length;
    const lists = [
      [say("missing"), status.missing || []],
      [say("proposed"), (status.proposed || []).map(([name, bodies]) => this.proposal(name, bodies))],
      [say("unlisted"), status.unlisted || []],
    ];
    document.getElementById("overview").replaceChildren(
      element("p", {}, say("overview", status.rows.length, counted, wrong, broken)),
      ...lists.filter(([, names]) => names.length).map(([head, names]) => element("p", { class: "names" }, element("b", {}, `${head}（${names.length}）：`), names.flatMap((name, at) => (at ? ["、", name] : [name])))),
    );
  },

  // Many rows are made a screenful at a time, so that the page answers meanwhile.
  async fill(rows) {
    const AT_ONCE = 40;
    const body = document.getElementById("received");
    const filling = (this.filling = Symbol("filling"));
    for (let at = 0; at === 0 || at < rows.length; at += AT_ONCE) {
      const made = rows.slice(at, at + AT_ONCE).map((row) => this.row(row));
      if (at === 0) body.replaceChildren(...made);
      else body.append(...made);
      if (at + AT_ONCE < rows.length) await new Promise((resolve) => setTimeout(resolve));
      if (this.filling !== filling) return;
    }
  },

  // A name on the roster, and the bodies that it may mean, each with a button that says so.
  proposal(name, bodies) {
    const one = (body) => element("span", {}, body, " ", element("button", { type: "button", class: "quiet confirm", onclick: () => this.confirm(name, body) }, say("confirm")));
    return element("span", {}, name, "（", bodies.flatMap((body, at) => (at ? ["、", one(body)] : [one(body)])), "）");
  },

  // The roster gets the name that the body has in its report.
  async confirm(name, body) {
    const roster = document.getElementById("roster");
    roster.value = roster.value
      .split("\n")
      .map((line) => (this.named(line) === name ? line.split(name).join(body) : line))
      .join("\n");
    app.tell(say("confirmed", name, body));
    await this.renew();
  },

  async choose(row) {
    const isOfBody = (other) => other.organization === row.organization && other.year === row.year;
    for (const other of this.status.rows.filter(isOfBody)) this.chosen.delete(other.file);
    this.chosen.add(row.file);
    await this.renew();
  },

  severity(row) {
    return row.error || row.errors ? "error" : row.warnings || !row.counted ? "warning" : "sound";
  },

  key(number) {
    const { path, file } = this.list[number];
    return `${path}|${file.size}`;
  },

  row({ row, number, severity }) {
    const counted = this.chosen.has(row.file) ? say("chosen") : say("counted");
    const { failure } = this.list[number];
    const why = failure ? [failure.message, failure.hint] : [row.error, row.hint];
    const words = row.error ? why.filter(Boolean).map((sentence) => sentence.replace(/[。.]\s*$/, "") + say("sentenceEnd")).join("") : row.counted ? counted : row.reason;
    const draft = !this.list[number].groups && this.drafts.get(this.key(number));
    return element(
      "tr",
      { class: severity },
      element("th", { scope: "row" }, element("button", { type: "button", class: "go", onclick: () => this.open(number) }, row.organization || row.file)),
      element("td", {}, row.year || ""),
      element("td", { class: "number" }, row.error ? "" : String(row.errors)),
      element("td", { class: "number" }, row.error ? "" : String(row.warnings)),
      element(
        "td",
        {},
        words || "",
        row.may_choose && element("button", { type: "button", class: "quiet choose", onclick: () => this.choose(row) }, say("choose")),
        draft && element("p", { class: "unfinished" }, say("unfinished", app.time(draft.time)), " ", element("button", { type: "button", class: "quiet continue", onclick: () => this.open(number, draft.groups) }, say("draftGo"))),
      ),
      element("td", { class: "file" }, row.file),
    );
  },

  async open(number, groups) {
    const { file, path } = this.list[number];
    this.opened = number;
    await files.open(path.replace(/.*\//, ""), new Uint8Array(await file.arrayBuffer()), groups || this.list[number].groups || [], this.key(number));
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

  // As the calendar of the office has it, not that of Greenwich.
  today() {
    const now = new Date();
    const two = (number) => String(number).padStart(2, "0");
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  },

  async save(what, extension) {
    const { bytes } = await engine.call("collect", [what, this.today(), ...this.about()], this.status.title);
    if (!bytes.length) {
      app.tell(say("nothingToWrite"));
      return;
    }
    const packed = { slips: "slips", all: "allName" }[what];
    const name = packed ? `${say(packed)}.zip` : `${this.status.title.replace(/[\\/:*?"<>|]/g, "")}.${extension}`;
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
