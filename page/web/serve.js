// Runs in the worker, behind the glue that wasm-bindgen makes; or in the page, where workers are forbidden.
function serve(engine, Engine) {
  const METHODS = {
    open: (id, name, bytes, english) => JSON.parse(engine.open(id, name, bytes, english)),
    show: (id, edits, english) => JSON.parse(engine.show(id, JSON.stringify(edits), english)),
    addForm: (name, bytes, english) => JSON.parse(engine.add_form(name, bytes, english)),
    forms: () => JSON.parse(engine.forms()),
    fresh: (form, organization, year, previous) => ({ bytes: engine.fresh(form, organization, year, previous) }),
    setPrevious: (id, previous, english) => JSON.parse(engine.set_previous(id, previous, english)),
    rule: (code, english) => JSON.parse(Engine.rule(code, english)),
    save: (id, format, encoding, isFinal, english) => {
      const bytes = engine.save(id, format, encoding, isFinal);
      return bytes.length ? { bytes, loss: engine.loss(english) } : JSON.parse(engine.failure(english));
    },
    difference: (id, english) => ({ bytes: engine.difference(id, english) }),
    clearReceived: () => {
      engine.clear_received();
      return {};
    },
    receive: (name, bytes) => {
      engine.receive(name, bytes);
      return {};
    },
    correct: (number, id) => {
      engine.correct(number, id);
      return {};
    },
    status: (roster, office, chosen, english) => JSON.parse(engine.status(roster, office, chosen, english)),
    collect: (what, date, roster, office, chosen, english) => ({ bytes: engine.collect(what, roster, office, chosen, date, english) }),
    close: (id) => {
      engine.close(id);
      return {};
    },
  };
  return (method, values) => METHODS[method](...values);
}
