// The findings beside the paper, and what is known about the cell that is being changed.
const panel = {
  // What was opened stays open.
  opened: new Set(),

  draw(view) {
    const order = view.findings.map((finding, number) => ({ finding, number }));
    order.sort((a, b) => WEIGHT[b.finding.severity] - WEIGHT[a.finding.severity] || a.number - b.number);
    const items = this.groups(order).map((group) => (group.length > 1 ? this.group(group) : this.item(group[0])));
    const list = document.getElementById("findings");
    const scroll = list.scrollTop;
    list.replaceChildren(items.length ? element("ol", {}, items) : element("p", { class: "sound" }, say("noFindings")));
    list.scrollTop = scroll;
    const { error, warning, info } = view.counts;
    document.getElementById("counts").replaceChildren(
      element("span", { class: error ? "count error" : "count" }, say("errors", error)),
      element("span", { class: warning ? "count warning" : "count" }, say("warnings", warning)),
      element("span", { class: "count info" }, say("notes", info)),
    );
  },

  // Many of one rule in one table are one entry.
  groups(order) {
    const groups = new Map();
    for (const entry of order) {
      const { code, severity, cells } = entry.finding;
      const table = cells.length ? cells[0].split("/")[0] : null;
      const key = table && severity !== "error" ? code + severity + table : Symbol(code);
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(entry);
    }
    return [...groups.values()].flatMap((group) => (group.length > 3 ? [group] : group.map((entry) => [entry])));
  },

  group(entries) {
    const { finding } = entries[0];
    return element(
      "li",
      { class: "finding " + finding.severity },
      element(
        "details",
        this.remembered(`group ${finding.code} ${finding.severity} ${finding.cells[0].split("/")[0]}`, { "data-group": finding.code }),
        element("summary", {}, element("b", {}, `${SIGNS[finding.severity]} ${finding.word} ${finding.code} `), say("findingsOf", entries.length, finding.title)),
        element("ol", {}, entries.map((entry) => this.item(entry))),
      ),
    );
  },

  // The attributes of details that are open again after the list was drawn anew.
  remembered(key, attributes, ontoggle) {
    return {
      ...attributes,
      open: this.opened.has(key),
      ontoggle: (event) => {
        if (event.target.open) this.opened.add(key);
        else this.opened.delete(key);
        if (ontoggle) ontoggle(event);
      },
    };
  },

  item({ finding, number }) {
    const address = finding.suspects[0] || finding.cells[0] || finding.at;
    const isAboutReport = !address && /^D/.test(finding.code);
    const go = () => (address ? paper.focus(address) : fields.open());
    const key = ["rule", finding.code, finding.cells.join(), finding.at || "", finding.place || ""].join(" ");
    const passage = finding.passage && this.quoted(finding.passage);
    return element(
      "li",
      { class: "finding " + finding.severity, "data-number": number, "data-finding": finding.fingerprint },
      element(
        "button",
        { type: "button", class: "go", disabled: !address && !isAboutReport, title: address ? say("goTo") : isAboutReport ? say("goToFields") : null, onclick: go },
        element("b", {}, `${SIGNS[finding.severity]} ${finding.word} ${finding.code}`),
        finding.place ? element("span", { class: "place" }, finding.place) : null,
        element("span", { class: "message" }, finding.message),
      ),
      passage,
      finding.reason && element("span", { class: "explained" }, say("setAsideFor", finding.reason)),
      finding.reason
        ? element("button", { type: "button", class: "quiet count-again", onclick: () => this.decide(finding, { count: finding.fingerprint }) }, say("countAgain"))
        : finding.severity !== "info" && element("button", { type: "button", class: "quiet set-aside", onclick: (event) => this.askReason(event.target, finding) }, say("setAside")),
      element("details", this.remembered(key, {}, (event) => this.rule(event.target, finding.code)), element("summary", {}, say("whatToDo"))),
    );
  },

  // What the finding is about, with as much around it as shows where it is.
  quoted([before, marked, after]) {
    const AROUND = 30;
    const head = [...before];
    const tail = [...after];
    return element(
      "q",
      {},
      head.length > AROUND ? "…" + head.slice(-AROUND).join("") : before,
      element("mark", {}, marked),
      tail.length > AROUND ? tail.slice(0, AROUND).join("") + "…" : after,
    );
  },

  // Whether a finding counts; who decided it by keyboard goes on from there.
  async decide(finding, decision) {
    await edit.add(decision);
    const item = document.querySelector(`#findings [data-finding="${CSS.escape(finding.fingerprint)}"]`);
    const next = item && item.querySelector(".count-again, .set-aside");
    if (next) next.focus();
  },

  // Why a finding does not count: one line, below it.
  askReason(button, finding) {
    const input = element("input", { autocomplete: "off", maxlength: "200", required: true });
    const form = element(
      "form",
      {
        class: "reason",
        onsubmit: (event) => {
          event.preventDefault();
          if (input.value.trim()) this.decide(finding, { set_aside: finding.fingerprint, reason: input.value });
        },
        onkeydown: (event) => {
          if (event.key !== "Escape") return;
          form.replaceWith(button);
          button.focus();
        },
      },
      element("label", {}, say("reason"), input),
      element("button", { type: "submit" }, say("reasonGo")),
    );
    button.replaceWith(form);
    input.focus();
  },

  async rule(details, code) {
    if (!details.open || details.dataset.filled) return;
    details.dataset.filled = "yes";
    const rule = await engine.call("rule", [code, language === "en"], code);
    details.append(
      ...rule.sections.flatMap(([heading, text]) => [element("h4", {}, heading), ...text.split("\n\n").map((line) => element("p", {}, line))]),
    );
  },

  // The cell under the cursor: its name, where it came from, what stood there, what is expected.
  about(cell) {
    const bar = document.getElementById("about");
    if (!cell) {
      bar.replaceChildren();
      return;
    }
    const findings = (paper.marks.get(cell.cell) || []).map((number) => paper.view.findings[number]);
    bar.replaceChildren(
      element("b", {}, cell.label),
      cell.place ? element("span", {}, say("place", cell.place)) : "",
      cell.was !== undefined ? element("span", {}, say("was", cell.was || say("blank"))) : "",
      cell.previous !== undefined ? element("span", {}, say("previous", cell.previous || say("blank"))) : "",
      ...findings.map((finding) => element("span", { class: finding.severity }, `${finding.code} ${finding.message}`)),
    );
  },
};
