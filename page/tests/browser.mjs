// The page in a real browser, from file://: what its users do, step by step.
//
//   node page/tests/browser.mjs PAGE PROGRAM [PICTURES] [WORDS]
//
// PROGRAM is the repconv that what was saved is compared with; with WORDS only the steps whose names contain them run.
// Needs Chromium, and puppeteer-core and acorn in NODE_PATH.
import assert from "node:assert/strict";
import { browser, requests } from "./stage.mjs";
import { steps as one } from "./one_report.mjs";
import { steps as reasons } from "./reasons.mjs";
import { steps as forms } from "./forms.mjs";
import { steps as many } from "./many_reports.mjs";
import { steps as keyboard } from "./keyboard.mjs";
import { steps as limits } from "./limits.mjs";
import { steps as browsers } from "./browsers.mjs";

const words = process.argv[5] || "";
const steps = { ...one, ...reasons, ...forms, ...many, ...keyboard, ...limits, ...browsers };
let failed = 0;
for (const [name, step] of Object.entries(steps).filter(([name]) => name.includes(words))) {
  try {
    console.log(name);
    const page = await step();
    if (page) await page.browserContext().close();
  } catch (error) {
    failed++;
    console.error(`FAILED ${name}\n${error.stack}`);
  }
}
assert.deepEqual(requests, [], "the page requests nothing");
await browser.close();
process.exit(failed ? 1 : 0);
