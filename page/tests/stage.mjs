// What the tests of the page share: the browser, opening the page, typing, saving, what the program says.
import { createRequire } from "node:module";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, mkdirSync, readFileSync, readdirSync, renameSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const puppeteer = createRequire(join(process.cwd(), "x.js"))("puppeteer-core");
const [page_file, program_file, pictures] = process.argv.slice(2);
export const program = program_file;
export const page_path = resolve(page_file);
export const SEED = "fixtures/reports/akto_2021/gbk_cells.txt";
export const folder = mkdtempSync(join(tmpdir(), "repconv-page-"));
if (pictures) mkdirSync(pictures, { recursive: true });

export const launch = (options) => puppeteer.launch({ defaultViewport: { width: 1366, height: 768 }, ...options });
export const browser = await launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox"] });
export const requests = [];
let number = 0;

export async function opened(prepare) {
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
  await page.goto("file://" + page_path);
  await page.waitForSelector("html[data-ready]", { timeout: 20000 });
  return page;
}

export async function drop(page, file, input = "#choose") {
  const chooser = await page.$(input);
  await chooser.uploadFile(resolve(file));
  if (input === "#choose") await page.waitForSelector("body.opened .sheet", { timeout: 20000 });
}

export const codes = (page) => page.evaluate(() => paper.view.findings.map((finding) => finding.code));
export const errors = (page) => page.evaluate(() => paper.view.counts.error);
export const settled = (page) => page.waitForFunction(() => !files.running && !files.again);
export const cell = (address) => `#paper [data-cell="${address}"]`;

export async function type(page, address, text) {
  await page.focus(cell(address));
  await page.$eval(cell(address), (input) => input.select());
  await page.keyboard.type(text);
  await settled(page);
}

export async function picture(page, name) {
  if (pictures) await page.screenshot({ path: join(pictures, name + ".png") });
}

// Saves, and returns the path of what was saved.
export async function save(page, format) {
  await page.click("#save summary");
  await page.click(`#outputs [data-format="${format}"]`);
  return downloaded((name) => name.endsWith("." + format));
}

export async function downloaded(is_it) {
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
export const CELLS = `
import sys, openpyxl
for sheet in openpyxl.load_workbook(sys.argv[1]):
    for row in sheet.iter_rows():
        for cell in row:
            if cell.data_type in ("n", "f") and cell.value is not None:
                print(sheet.title, cell.coordinate, cell.value)
`;

export function convert(from, format) {
  const to = join(folder, `by-the-program-${++number}.${format}`);
  execFileSync(program, [from, to, "-q"], { stdio: ["ignore", "ignore", "inherit"] });
  return readFileSync(to);
}

// What the program finds in a file; it ends with 1 where there are errors.
export function check(file) {
  const { stdout } = spawnSync(program, ["check", file, "--format", "json"], { maxBuffer: 1 << 26 });
  return JSON.parse(stdout.toString()).files[0].findings;
}

export const sums = () => join(folder, `sums-${++number}.xlsx`);
