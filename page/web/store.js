// Keeps the work in the browser, so that it survives closing the page: the files as they were read, and the edits.
const store = {
  database: null,

  async open() {
    try {
      this.database = await new Promise((resolve, reject) => {
        const request = indexedDB.open("repconv", 1);
        request.onupgradeneeded = () => request.result.createObjectStore("drafts", { keyPath: "key" });
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
        request.onblocked = () => reject(new Error("blocked"));
      });
    } catch (error) {
      this.database = null;
    }
    return this.database !== null;
  },

  async run(mode, work) {
    if (!this.database) return undefined;
    return new Promise((resolve, reject) => {
      const transaction = this.database.transaction("drafts", mode);
      const request = work(transaction.objectStore("drafts"));
      transaction.oncomplete = () => resolve(request && request.result);
      transaction.onerror = () => reject(transaction.error);
      transaction.onabort = () => reject(transaction.error);
    });
  },

  put(draft) {
    return this.run("readwrite", (drafts) => drafts.put(draft)).catch(() => undefined);
  },
  all() {
    return this.run("readonly", (drafts) => drafts.getAll()).catch(() => []);
  },
  remove(key) {
    return this.run("readwrite", (drafts) => drafts.delete(key)).catch(() => undefined);
  },
};
