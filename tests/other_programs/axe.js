// Runs axe-core on pages in a headless Chromium and prints what violates WCAG 2.2 AA.
// usage: node axe.js PAGE...   (CHROMIUM names the browser; NODE_PATH leads to axe-core and puppeteer-core)
const fs = require("fs");
const path = require("path");
const puppeteer = require("puppeteer-core");

const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

async function main(pages) {
  const executablePath = process.env.CHROMIUM;
  const browser = await puppeteer.launch({ executablePath, args: ["--no-sandbox"], headless: true });
  let faults = 0;
  for (const page of pages) {
    const tab = await browser.newPage();
    await tab.goto("file://" + path.resolve(page));
    await tab.evaluate(axe);
    const found = await tab.evaluate((rules) => axe.run({ runOnly: rules }), rules);
    for (const { id, help, nodes } of found.violations) {
      faults += 1;
      console.log(`${page}: ${id}: ${help}: ${nodes[0].html}`);
    }
    console.log(`${page}: ${found.passes.length} rules passed`);
    await tab.close();
  }
  await browser.close();
  process.exitCode = faults > 0 ? 1 : 0;
}

main(process.argv.slice(2));
