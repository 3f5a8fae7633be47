// The program: started once from the bytes in the page, in a worker, so that the page always answers.
const SECONDS = 60;

const engine = {
  worker: null,
  local: null,
  wasm: null,
  waiting: new Map(),
  number: 0,
  // Whether what the program knew is gone.
  restarted: false,
  // What must be done again after the worker had to be ended.
  onrestart: async () => {},

  async start() {
    const packed = atob(document.getElementById("program").textContent.trim());
    const bytes = new Uint8Array(packed.length);
    for (let i = 0; i < packed.length; i++) bytes[i] = packed.charCodeAt(i);
    this.wasm = await gunzip(bytes);
    document.getElementById("program").remove();
    return this.begin();
  },

  async begin() {
    const source = document.getElementById("worker").textContent;
    try {
      const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
      this.worker = new Worker(address);
      this.worker.onmessage = (event) => this.settle(event.data);
      await new Promise((resolve, reject) => {
        this.worker.onerror = (event) => reject(event);
        this.post({ wasm: this.wasm }).then(resolve, reject);
      });
      this.worker.onerror = (event) => {
        event.preventDefault();
        this.restart(event.message || "worker");
      };
      URL.revokeObjectURL(address);
    } catch (error) {
      this.worker = null;
      await this.beginHere(source);
    }
  },

  // Without a worker: the same program in the page.
  async beginHere(source) {
    const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    await new Promise((resolve, reject) => {
      document.head.append(element("script", { src: address, onload: resolve, onerror: reject }));
    });
    const { wasm_bindgen, serve } = self.repconv;
    await wasm_bindgen({ module_or_path: this.wasm });
    this.local = serve(new wasm_bindgen.Engine(), wasm_bindgen.Engine);
  },

  post(message, transfer) {
    const number = ++this.number;
    return new Promise((resolve, reject) => {
      this.waiting.set(number, { resolve, reject });
      this.worker.postMessage({ number, ...message }, transfer || []);
    });
  },

  settle({ number, result, failure }) {
    const waiting = this.waiting.get(number);
    this.waiting.delete(number);
    if (!waiting) return;
    if (failure === undefined) waiting.resolve(result);
    else {
      // After a panic nothing in the memory of the program is sure.
      waiting.reject(new Error(failure));
      this.restart(failure);
    }
  },

  // Ends what runs, whatever it does, and starts anew.
  async restart(why) {
    if (!this.worker) return;
    this.worker.terminate();
    const waiting = [...this.waiting.values()];
    this.waiting.clear();
    await this.begin();
    this.restarted = true;
    await this.onrestart();
    for (const { reject } of waiting) reject(new Error(why));
  },

  // Calls a method; `what` is named where it takes too long. Buffers that are not needed here any more may be handed over.
  async call(method, values, what, transfer) {
    if (!this.worker) {
      await new Promise((resolve) => setTimeout(resolve));
      return this.local(method, values);
    }
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => {
        const error = new Error(say("tooLong", what || "", SECONDS));
        error.hint = say("tooLongHint");
        reject(error);
        this.restart("late");
      }, SECONDS * 1000);
    });
    const called = this.post({ method, values }, transfer);
    called.catch(() => {});
    try {
      return await Promise.race([called, late]);
    } finally {
      clearTimeout(timer);
    }
  },
};
