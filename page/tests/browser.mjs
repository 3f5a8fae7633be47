// The page in a real browser, from file://: what its users do, step by step.
//
//   node page/tests/browser.mjs PAGE PROGRAM [PICTURES]
//
// PROGRAM is the repconv that what was saved is compared with. Needs Chromium, and puppeteer-core in NODE_PATH.
import { createRequire } from "node:module";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import assert from "node:assert/strict";

const puppeteer = createRequire(join(process.cwd(), "x.js"))("puppeteer-core");
const [page_file, program, pictures] = process.argv.slice(2);
const SEED = "fixtures/reports/akto_2021/gbk_cells.txt";
const folder = mkdtempSync(join(tmpdir(), "repconv-page-"));
if (pictures) mkdirSync(pictures, { recursive: true });

const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox"],
  defaultViewport: { width: 1366, height: 768 },
});
const requests = [];
let number = 0;

async function opened(prepare) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  page.on("request", (request) => {
    if (!/^(file|blob|data):/.test(request.url())) requests.push(request.url());
  });
  page.on("pageerror", (error) => {
    throw error;
  });
  if (prepare) await page.evaluateOnNewDocument(prepare);
  const client = await page.createCDPSession();
  await client.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: folder, browserContextId: context.id });
  await page.goto("file://" + resolve(page_file));
  await page.waitForSelector("html[data-ready]", { timeout: 20000 });
  return page;
}

async function drop(page, file, input = "#choose") {
  const chooser = await page.$(input);
  await chooser.uploadFile(resolve(file));
  if (input === "#choose") await page.waitForSelector("body.opened .sheet", { timeout: 20000 });
}

const codes = (page) => page.evaluate(() => paper.view.findings.map((finding) => finding.code));
const settled = (page) => page.waitForFunction(() => !files.running && !files.again);
const cell = (address) => `#paper [data-cell="${address}"]`;

async function type(page, address, text) {
  await page.focus(cell(address));
  await page.$eval(cell(address), (input) => input.select());
  await page.keyboard.type(text);
  await settled(page);
}

async function picture(page, name) {
  if (pictures) await page.screenshot({ path: join(pictures, name + ".png") });
}

async function save(page, format) {
  await page.click("#save summary");
  await page.click(`#outputs [data-format="${format}"]`);
  return downloaded((name) => name.endsWith("年度报告." + format));
}

async function downloaded(is_it) {
  for (let tries = 0; tries < 200; tries++) {
    const name = readdirSync(folder).find((name) => is_it(name) && !/^(saved|sums|by-the-program)-/.test(name));
    if (name) {
      const kept = join(folder, `saved-${++number}-${name.slice(-8)}`);
      renameSync(join(folder, name), kept);
      return kept;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("nothing was saved: " + (await readdirSync(folder)));
}

// Every cell of a workbook that holds a figure or a formula; the names of files differ by their folders.
const CELLS = `
import sys, openpyxl
for sheet in openpyxl.load_workbook(sys.argv[1]):
    for row in sheet.iter_rows():
        for cell in row:
            if cell.data_type in ("n", "f") and cell.value is not None:
                print(sheet.title, cell.coordinate, cell.value)
`;

function convert(from, format) {
  const to = join(folder, `by-the-program-${++number}.${format}`);
  execFileSync(program, [from, to, "-q"], { stdio: ["ignore", "ignore", "inherit"] });
  return readFileSync(to);
}

const steps = {
  async "starts, and shows what a report is and what is wrong with it"() {
    const begun = Date.now();
    const page = await opened();
    console.log(`    ready after ${Date.now() - begun} ms`);
    await picture(page, "start");
    const before = Date.now();
    await drop(page, SEED);
    console.log(`    shown after ${Date.now() - before} ms`);
    // The program ends with 1 where there are errors.
    const listed = JSON.parse(spawnSync(program, ["check", SEED, "--format", "json"], { maxBuffer: 1 << 26 }).stdout.toString());
    const findings = listed.files[0].findings.map((finding) => finding.code).sort();
    assert.deepEqual((await codes(page)).sort(), findings, "the page and the program say the same");
    await picture(page, "report");
    return page;
  },

  async "cells and texts are corrected, undone and redone"() {
    const page = await opened();
    await drop(page, SEED);
    const blanks = await page.evaluate(() => paper.view.blanks);
    const first = await page.evaluate(() => paper.view.blocks.flatMap((block) => (block.rows || []).flat()).find((cell) => cell.cell && cell.text === "").cell);
    await type(page, first, "0");
    assert.equal(await page.evaluate(() => paper.view.blanks), blanks - 1);
    assert.equal(await page.evaluate(() => paper.view.changes.length), 1);
    await page.evaluate(() => document.activeElement.blur());
    await page.click("#undo");
    await settled(page);
    assert.equal(await page.evaluate(() => paper.view.blanks), blanks);
    await page.click("#redo");
    await settled(page);
    assert.equal(await page.evaluate(() => paper.view.blanks), blanks - 1);

    // A click selects what is there, so that typing replaces it; Escape takes it back.
    const total = "requests/received/total";
    await page.$eval(cell(total), (input) => input.scrollIntoView({ block: "center" }));
    await page.click(cell(total));
    await new Promise((resolve) => setTimeout(resolve, 50));
    await page.keyboard.type("9");
    await settled(page);
    assert.equal(await page.$eval(cell(total), (input) => input.value), "9");
    await page.keyboard.press("Escape");
    await page.waitForFunction((selector) => document.querySelector(selector).value === "0", {}, cell(total));

    page.once("dialog", (dialog) => dialog.accept());
    await page.click("#fill");
    await settled(page);
    await picture(page, "filled");
    const certain = await page.evaluate(() => paper.view.findings.filter((finding) => finding.fix).length);
    if (certain) {
      await page.click("#fix");
      await settled(page);
      assert.equal(await page.evaluate(() => paper.view.findings.filter((finding) => finding.fix).length), 0);
    }
    const text = '#paper p.block[data-at^="section/0/item"]';
    await page.$eval(text, (shown) => {
      shown.focus();
      shown.textContent = "全年主动公开信息186条。";
      shown.blur();
    });
    await settled(page);
    assert.equal(await page.$eval(text, (shown) => shown.textContent), "全年主动公开信息186条。");
    await picture(page, "corrected");

    for (const format of ["xlsx", "docx", "html", "txt", "json"]) {
      const saved = await save(page, format);
      const json = JSON.parse(convert(saved, "json"));
      assert.ok(JSON.stringify(json).includes("全年主动公开信息186条。"), format);
      if (format === "json") {
        // The same report gives the same bytes, wherever it is written.
        for (const other of ["html", "docx"]) {
          const again = await save(page, other);
          assert.ok(readFileSync(again).equals(convert(saved, other)), `${other} is not the same`);
        }
      }
    }
    return page;
  },

  async "a block of cells is pasted, and arrows move between cells"() {
    const page = await opened();
    await drop(page, SEED);
    const at = "requests/received/natural_person";
    await page.focus(cell(at));
    await page.$eval(cell(at), (input) => {
      const data = new DataTransfer();
      data.setData("text/plain", "11\t12\n21\t22\n");
      input.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    });
    await settled(page);
    const changed = await page.evaluate(() => paper.view.changes.map((change) => change.to));
    for (const figure of ["11", "12", "21", "22"]) assert.ok(changed.includes(figure), changed.join());
    await page.focus(cell(at));
    await page.keyboard.press("ArrowDown");
    assert.notEqual(await page.evaluate(() => document.activeElement.dataset.cell), at);
    await page.keyboard.press("ArrowUp");
    assert.equal(await page.evaluate(() => document.activeElement.dataset.cell), at);
    return page;
  },

  async "the year before is compared"() {
    const page = await opened();
    await drop(page, SEED);
    await drop(page, SEED, "#choose-last");
    await page.waitForFunction(() => files.previous && paper.view.blocks.some((block) => (block.rows || []).flat().some((cell) => cell.previous !== undefined)), { timeout: 20000 });
    assert.ok((await codes(page)).some((code) => code.startsWith("Y")), "family Y");
    await picture(page, "last-year");
    return page;
  },

  async "a folder of reports is summed up as the program does it"() {
    const county = mkdtempSync(join(tmpdir(), "repconv-county-"));
    const report = readFileSync("fixtures/reports/akto_2021/utf8_bom.txt", "utf8");
    for (const body of ["阿克陶镇", "巴仁乡", "皮拉勒乡"]) writeFileSync(join(county, body + ".txt"), report.replaceAll("阿克陶县阿克陶镇", "阿克陶县" + body));
    writeFileSync(join(county, "坏.docx"), readFileSync("fixtures/reports/akto_2021/pandoc.docx").subarray(0, 3000));
    const roster = ["阿克陶县阿克陶镇人民政府", "阿克陶县巴仁乡人民政府", "青溪县司法局"];
    writeFileSync(join(folder, "roster.txt"), roster.join("\n"));
    const page = await opened();
    const chooser = await page.$("#choose");
    await chooser.uploadFile(...readdirSync(county).sort().map((name) => join(county, name)));
    await page.waitForSelector("#received tr", { timeout: 20000 });
    await page.$eval("#roster", (shown, names) => {
      shown.value = names;
      shown.dispatchEvent(new Event("change"));
    }, ["序号\t单位名称", ...roster.map((name, at) => `${at + 1}\t${name}`)].join("\n"));
    await page.waitForSelector("#overview .names");
    assert.match(await page.$eval("#overview", (shown) => shown.textContent), /计入汇总 3 份.*读不了 1 份.*缺报（1）：青溪县司法局.*不在名单上（1）：阿克陶县皮拉勒乡人民政府/s);
    await picture(page, "county");

    // The same sums as the program's, and a zip of slips.
    await page.click("#sums-workbook");
    const saved = await downloaded((name) => name.endsWith("汇总表.xlsx"));
    const by_program = join(folder, `sums-${++number}.xlsx`);
    spawnSync(program, ["collect", county, "--roster", join(folder, "roster.txt"), "-o", by_program, "-q"]);
    const cells = (file) => execFileSync("python3", ["-c", CELLS, file]).toString();
    assert.equal(cells(saved), cells(by_program));
    await page.click("#slips");
    assert.equal(readFileSync(await downloaded((name) => name.endsWith(".zip"))).subarray(0, 2).toString(), "PK");

    // One is opened, corrected, and counts as it is now.
    const before = await page.evaluate(() => county.status.rows.map((row) => row.errors + row.warnings));
    const which = await page.evaluate(() => county.status.rows.findIndex((row) => row.counted));
    await page.evaluate((which) => county.open(which), which);
    await page.waitForSelector("body.opened .sheet");
    const first = await page.$eval("#paper [data-cell]", (input) => input.dataset.cell);
    await type(page, first, "约12");
    await page.click("#back");
    await page.waitForFunction((which, before) => county.status.rows[which].errors + county.status.rows[which].warnings > before[which], {}, which, before);
    return page;
  },

  async "work is kept over a reload"() {
    const page = await opened();
    await drop(page, SEED);
    await type(page, "requests/received/natural_person", "777");
    await page.evaluate(() => document.activeElement.blur());
    await new Promise((resolve) => setTimeout(resolve, 500));
    await page.reload();
    await page.waitForSelector("#drafts .continue");
    await picture(page, "draft");
    await page.click("#drafts .continue");
    await page.waitForSelector("body.opened .sheet");
    assert.equal(await page.$eval(cell("requests/received/natural_person"), (input) => input.value), "777");
    return page;
  },

  async "broken, encrypted and huge files are refused in words"() {
    const page = await opened();
    const broken = join(folder, "坏.docx");
    writeFileSync(broken, readFileSync("fixtures/reports/akto_2021/pandoc.docx").subarray(0, 3000));
    const chooser = await page.$("#choose");
    await chooser.uploadFile(broken);
    await page.waitForSelector(".failed");
    const words = await page.$eval(".failed", (shown) => shown.textContent);
    assert.match(words, /坏\.docx.*[\u4e00-\u9fff]{4}/s);
    await picture(page, "refused");
    await drop(page, SEED);
    return page;
  },

  async "runs with what old browsers lack"() {
    const page = await opened(() => {
      delete self.DecompressionStream;
      delete Array.prototype.at;
      delete Object.hasOwn;
      delete self.structuredClone;
      delete String.prototype.replaceAll;
      delete Array.prototype.findLast;
      delete self.Worker;
    });
    await drop(page, SEED);
    assert.ok((await codes(page)).length > 3);
    return page;
  },
};

let failed = 0;
for (const [name, step] of Object.entries(steps)) {
  try {
    console.log(name);
    const page = await step();
    await page.browserContext().close();
  } catch (error) {
    failed++;
    console.error(`FAILED ${name}\n${error.stack}`);
  }
}
assert.deepEqual(requests, [], "the page requests nothing");
await browser.close();
process.exit(failed ? 1 : 0);
