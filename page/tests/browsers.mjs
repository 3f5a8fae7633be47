// What the oldest browser that the page is for has, Chromium 86, and Firefox where there is one.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { SEED, check, codes, drop, folder, launch, opened, page_path } from "./stage.mjs";

// What came after Chromium 86 and code might use: objects with their members, and functions of their own.
const NEWER = {
  "Array.prototype": ["at", "findLast", "findLastIndex", "group", "toReversed", "toSorted", "toSpliced", "with"],
  "String.prototype": ["at", "isWellFormed", "toWellFormed"],
  "Uint8Array.prototype": ["toBase64", "toHex", "setFromBase64"],
  "Object.getPrototypeOf(Uint8Array.prototype)": ["at", "findLast", "findLastIndex", "toReversed", "toSorted", "with"],
  "ArrayBuffer.prototype": ["resize", "transfer", "transferToFixedLength"],
  "Set.prototype": ["difference", "intersection", "isSubsetOf", "isSupersetOf", "symmetricDifference", "union"],
  "Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()))": ["drop", "every", "filter", "find", "flatMap", "map", "reduce", "some", "take", "toArray"],
  "Blob.prototype": ["bytes"],
  "Element.prototype": ["checkVisibility", "setHTMLUnsafe"],
  "HTMLElement.prototype": ["hidePopover", "showPopover", "togglePopover"],
  "HTMLInputElement.prototype": ["showPicker"],
  Array: ["fromAsync"],
  Object: ["groupBy", "hasOwn"],
  Map: ["groupBy"],
  Promise: ["try", "withResolvers"],
  Uint8Array: ["fromBase64", "fromHex"],
  AbortSignal: ["abort", "any", "timeout"],
  URL: ["canParse", "parse"],
  Response: ["json"],
  Intl: ["Segmenter", "supportedValuesOf"],
  WebAssembly: ["Exception", "JSTag", "Tag"],
  crypto: ["randomUUID"],
  "crypto.constructor.prototype": ["randomUUID"],
  document: ["startViewTransition"],
  self: ["Iterator", "CompressionStream", "navigation", "reportError", "scheduler", "structuredClone", "TextDecoderStream"],
};
// `find`, `map` and their like are old for lists, so that only their names in what follows tell something.
const ONLY_NEW = /^(at|findLast|findLastIndex|toReversed|toSorted|toSpliced|isWellFormed|toWellFormed|toBase64|fromBase64|checkVisibility|showPopover|showPicker|fromAsync|groupBy|hasOwn|withResolvers|canParse|randomUUID|startViewTransition|structuredClone|reportError|supportedValuesOf|transferToFixedLength)$/;
// Of styles: what a browser without it would not only leave out, but be laid out wrongly for.
const NEWER_STYLES = /:has\(|:is\(|:where\(|@layer|@container|@property|@scope|\binset\s*:|aspect-ratio\s*:|accent-color\s*:|color-mix\(|\b\d+[dsl]v[hw]\b|\{[^{}]*&/;

// What a program says that is newer: Chromium 86 knows ES2021, and of ES2022 the fields and private methods of classes.
function newer(script, acorn) {
  const found = [];
  const visit = (node) => {
    if (!node || typeof node.type !== "string") return;
    if (node.type === "StaticBlock") found.push("static {}");
    if (node.type === "BinaryExpression" && node.left.type === "PrivateIdentifier") found.push("#x in");
    if (node.regex && /[dv]/.test(node.regex.flags)) found.push(`/${node.regex.pattern}/${node.regex.flags}`);
    const called = node.type === "CallExpression" && (node.callee.property || node.callee).name;
    if (called && ONLY_NEW.test(called)) found.push(`${called}()`);
    for (const value of Object.values(node)) {
      if (Array.isArray(value)) value.forEach(visit);
      else if (value && typeof value === "object") visit(value);
    }
  };
  visit(acorn.parse(script, { ecmaVersion: 2022, sourceType: "script" }));
  return found;
}

export const steps = {
  async "runs without what came after Chromium 86"() {
    const page = await opened(
      Function(`
        for (const [name, members] of Object.entries(${JSON.stringify(NEWER)})) {
          let owner;
          try {
            owner = eval(name);
          } catch (error) {
            continue;
          }
          for (const member of members) if (owner) delete owner[member];
        }
      `),
    );
    assert.ok(await page.evaluate(() => typeof structuredClone === "undefined" && !("at" in Array.prototype) && typeof Intl.Segmenter === "undefined"));
    await drop(page, SEED);
    assert.ok((await codes(page)).length > 3);
    return page;
  },

  async "runs without workers and without streams that unpack"() {
    const page = await opened(() => {
      delete self.DecompressionStream;
      delete self.Worker;
    });
    await drop(page, SEED);
    assert.ok((await codes(page)).length > 3);
    return page;
  },

  async "no script and no style is newer than Chromium 86"() {
    const acorn = createRequire(join(process.cwd(), "x.js"))("acorn");
    const page = readFileSync(page_path, "utf8");
    const scripts = [...page.matchAll(/<script(?: type="text\/plain" id="worker")?>(.*?)<\/script>/gs)].map((found) => found[1]);
    assert.equal(scripts.length, 2);
    for (const script of scripts) assert.deepEqual(newer(script, acorn), []);
    const [, style] = /<style>(.*?)<\/style>/s.exec(page);
    assert.equal(NEWER_STYLES.exec(style), null);
    // The check itself finds what is newer.
    assert.deepEqual(newer("class A { #x; static {} is(o) { return #x in o; } }; [1].at(0); /a/d", acorn), ["static {}", "#x in", "at()", "/a/d"]);
    assert.ok(NEWER_STYLES.test("a { inset: 0 }") && NEWER_STYLES.test("a { & b { color: red } }"));
  },

  async "runs in Firefox"() {
    const path = process.env.FIREFOX || "/usr/bin/firefox-esr";
    if (!existsSync(path)) {
      console.log(`    there is no ${path}`);
      return;
    }
    const firefox = await launch({ browser: "firefox", executablePath: path });
    try {
      const page = await firefox.newPage();
      await page.goto("file://" + page_path);
      await page.waitForSelector("html[data-ready]", { timeout: 30000 });
      await (await page.$("#choose")).uploadFile(resolve(SEED));
      await page.waitForSelector("body.opened .sheet", { timeout: 30000 });
      assert.deepEqual((await codes(page)).sort(), check(SEED).map((finding) => finding.code).sort());
      const address = "requests/received/natural_person";
      await page.focus(`[data-cell="${address}"]`);
      await page.keyboard.type("7");
      await page.waitForFunction(() => paper.view.changes.length === 1);
      const bytes = await page.evaluate(async () => {
        let kept = null;
        files.download = (bytes) => (kept = [...bytes]);
        await files.save("docx");
        return kept;
      });
      const saved = join(folder, "saved-by-firefox.docx");
      writeFileSync(saved, Buffer.from(bytes));
      assert.ok(check(saved).length > 0);
      assert.equal(await page.evaluate((address) => paper.find(address).value, address), "7");
    } finally {
      await firefox.close();
    }
  },
};
