// The worker: gets the program once, then calls. Where the same script runs in the page, the page calls by itself.
self.repconv = { wasm_bindgen, serve };
let answer = null;
const answerMessage = async (event) => {
  const { number, wasm, method, values } = event.data;
  try {
    if (wasm) {
      await wasm_bindgen({ module_or_path: wasm });
      answer = serve(new wasm_bindgen.Engine(), wasm_bindgen.Engine);
      self.postMessage({ number, result: { version: wasm_bindgen.Engine.version() } });
      return;
    }
    const result = answer(method, values);
    self.postMessage({ number, result }, result.bytes ? [result.bytes.buffer] : []);
  } catch (error) {
    self.postMessage({ number, failure: String((error && error.message) || error) });
  }
};
if (typeof document === "undefined") self.onmessage = answerMessage;
