// The report as on paper: the official layout, with cells and texts that can be changed.
const SIGNS = { error: "✕", warning: "!", info: "i" };
const WEIGHT = { error: 3, warning: 2, info: 1 };

const paper = {
  // Addresses of cells and texts, each with its element and the numbers of its findings.
  marks: new Map(),

  draw(view) {
    const focused = this.focused();
    const scroll = document.getElementById("paper").scrollTop;
    this.mark(view);
    const blocks = view.blocks.map((block) => (block.kind === "table" ? this.table(block) : this.text(block)));
    document.getElementById("paper").replaceChildren(element("article", { class: "sheet" }, blocks));
    document.getElementById("paper").scrollTop = scroll;
    if (focused) this.focus(focused);
  },

  // Renews what changed without touching the cell that is being typed in. False where the layout is another one.
  renew(view) {
    const shape = (blocks) =>
      JSON.stringify(blocks.map((block) => (block.kind === "table" ? [block.key, block.rows.map((row) => row.length)] : [block.at, block.text])));
    if (!this.view || shape(view.blocks) !== shape(this.view.blocks)) return false;
    this.mark(view);
    for (const block of view.blocks) {
      if (block.kind !== "table") continue;
      for (const cell of block.rows.flat()) {
        if (!cell.cell) continue;
        const input = this.find(cell.cell);
        if (!input) return false;
        if (input !== document.activeElement) input.value = cell.text;
        this.dress(input.closest("td"), input, cell);
      }
    }
    for (const block of view.blocks) {
      const shown = block.at && this.find(block.at);
      if (shown) this.dressText(shown, block);
    }
    return true;
  },

  mark(view) {
    this.view = view;
    this.marks = new Map();
    view.findings.forEach((finding, number) => {
      for (const address of finding.cells.length ? finding.cells : [finding.at]) {
        if (!address) continue;
        if (!this.marks.has(address)) this.marks.set(address, []);
        this.marks.get(address).push(number);
      }
    });
  },

  // The gravest severity of the findings at an address.
  severity(address) {
    const found = (this.marks.get(address) || []).map((number) => this.view.findings[number].severity);
    return found.sort((a, b) => WEIGHT[b] - WEIGHT[a])[0];
  },

  text(block) {
    const names = { title: "h1", heading: "h" + Math.min(block.level + 1, 6) };
    const made = element(names[block.kind] || "p", {
      class: "block " + block.kind,
      "data-at": block.at,
      contenteditable: block.at ? "true" : null,
      spellcheck: "false",
    });
    made.textContent = block.text;
    this.dressText(made, block);
    return made;
  },

  dressText(made, block) {
    const severity = block.at && this.severity(block.at);
    made.dataset.mark = severity ? SIGNS[severity] : "";
    made.classList.remove("error", "warning", "info");
    if (severity) made.classList.add(severity);
  },

  table(block) {
    const total = block.widths.reduce((sum, width) => sum + width, 0);
    const columns = block.widths.map((width) => element("col", { style: null, width: ((100 * width) / total).toFixed(2) + "%" }));
    const rows = block.rows.map((row) => element("tr", {}, row.map((cell) => this.cell(cell))));
    return element(
      "div",
      { class: "scroll" },
      element("table", { class: block.role, "data-table": block.key, "aria-label": block.title }, element("colgroup", {}, columns), element("tbody", {}, rows)),
    );
  },

  cell(cell) {
    const isHeader = ["column", "row", "rotated", "banner"].includes(cell.role);
    const scope = cell.role === "row" || cell.role === "rotated" ? "row" : cell.role === "column" ? "col" : null;
    const made = element(isHeader ? "th" : "td", { class: cell.role, colspan: cell.colspan, rowspan: cell.rowspan, scope });
    if (!cell.cell) {
      made.textContent = cell.text;
      return made;
    }
    const input = element("input", { "data-cell": cell.cell, autocomplete: "off", inputmode: "decimal", "aria-label": cell.label });
    input.value = cell.text;
    made.append(input);
    this.dress(made, input, cell);
    return made;
  },

  dress(made, input, cell) {
    const severity = this.severity(cell.cell);
    made.classList.remove("error", "warning", "info", "changed", "suspect");
    if (severity) made.classList.add(severity);
    made.dataset.mark = severity ? SIGNS[severity] : "";
    if (cell.was !== undefined) made.classList.add("changed");
    if (this.view.findings.some((finding) => finding.suspects.includes(cell.cell))) made.classList.add("suspect");
    const numbers = this.marks.get(cell.cell) || [];
    input.setAttribute("aria-invalid", numbers.length ? "true" : "false");
    made.dataset.previous = cell.previous === undefined ? "" : cell.previous || say("blank");
    input.fact = cell;
  },

  find(address) {
    return document.querySelector(`#paper [data-cell="${CSS.escape(address)}"], #paper [data-at="${CSS.escape(address)}"]`);
  },

  focused() {
    const active = document.activeElement;
    return active && (active.dataset.cell || active.dataset.at);
  },

  focus(address) {
    const found = this.find(address);
    if (!found) return;
    found.focus({ preventScroll: true });
    found.scrollIntoView({ block: "center", inline: "nearest" });
    found.classList.remove("flash");
    void found.offsetWidth;
    found.classList.add("flash");
  },
};
