// What the report says of itself, to fill in: title, body, year, signature, and what the site says of its page.
const fields = {
  box() {
    return document.querySelector("#fields .menu");
  },

  open() {
    document.getElementById("fields").open = true;
    const first = this.box().querySelector("input");
    if (first) first.focus();
  },

  // What is being typed stays.
  draw(view) {
    const box = this.box();
    const known = [...box.querySelectorAll("input")];
    const isSame = known.length === view.fields.length && known.every((input, at) => input.dataset.field === view.fields[at][0] && input.dataset.language === language);
    if (!isSame) box.replaceChildren(...view.fields.map((field) => this.field(field)));
    view.fields.forEach(([, , text], at) => {
      const input = box.querySelectorAll("input")[at];
      if (input !== document.activeElement) input.value = text;
      input.dataset.was = text;
    });
  },

  field([name, label]) {
    const onchange = (event) => {
      const { was } = event.target.dataset;
      if (event.target.value.trim() === was) return;
      edit.add({ field: name, text: event.target.value }).then(() => {
        // What cannot be is said, and what was stands again.
        if (event.target.dataset.was === was) event.target.value = was;
        if (app.notes.length) app.applied();
      });
    };
    return element("label", {}, element("span", {}, label), element("input", { "data-field": name, "data-language": language, autocomplete: "off", onchange }));
  },
};
