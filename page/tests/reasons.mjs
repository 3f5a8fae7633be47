// What a person says about a report: why a finding does not count, what the report is.
import assert from "node:assert/strict";
import { SEED, cell, check, codes, drop, opened, picture, save, settled, type } from "./stage.mjs";

const REASON = "上级系统如此统计，已核对";

export const steps = {
  async "a finding is set aside with a reason that stays with the file"() {
    const page = await opened();
    await drop(page, SEED);
    const total = "requests/received/total";
    await type(page, total, "99");
    const errors = () => page.evaluate(() => paper.view.counts.error);
    const before = await errors();
    const code = await page.$eval(".finding.error b", (shown) => /[A-Z]\d{3}/.exec(shown.textContent)[0]);
    await page.click(".finding.error .set-aside");
    await page.keyboard.type(REASON);
    await picture(page, "report-with-errors");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".finding .explained");
    await settled(page);
    assert.equal(await errors(), before - 1);
    assert.match(await page.$eval(".finding .explained", (shown) => shown.textContent), new RegExp(REASON));
    await page.$eval(".finding .explained", (shown) => shown.scrollIntoView({ block: "center" }));
    await picture(page, "set-aside");

    for (const format of ["xlsx", "docx", "json"]) {
      const found = check(await save(page, format)).filter((finding) => finding.set_aside);
      assert.deepEqual(found.map((finding) => [finding.code, finding.severity, finding.set_aside.reason]), [[code, "info", REASON]], format);
    }
    // A format that carries no reasons says so.
    await save(page, "txt");
    assert.match(await page.$eval("#messages", (shown) => shown.textContent), /1 条检查结果的说明（原因）没有写入/);

    // What was saved says the same when it is opened here.
    const kept = await save(page, "docx");
    await drop(page, kept);
    await page.waitForFunction(() => files.current.name.endsWith(".docx"));
    assert.equal(await page.$$eval(".finding .explained", (shown) => shown.length), 1);

    // Another figure is another finding; undone, the reason holds again; taken back, it counts.
    await type(page, total, "98");
    assert.equal(await page.$$eval(".finding .explained", (shown) => shown.length), 0);
    await page.evaluate(() => document.activeElement.blur());
    await page.click("#undo");
    await page.waitForSelector(".finding .explained");
    await page.click(".count-again");
    await page.waitForFunction(() => !document.querySelector(".finding .explained"));
    assert.equal(await errors(), before);
    return page;
  },

  async "title, body, year and date are corrected"() {
    const page = await opened();
    await drop(page, SEED);
    const fill = async (name, text) => {
      await page.evaluate(() => fields.open());
      await page.$eval(`[data-field="${name}"]`, (input) => input.select());
      await page.focus(`[data-field="${name}"]`);
      await page.keyboard.type(text);
      await page.keyboard.press("Tab");
      await settled(page);
    };
    const body = await page.$eval('[data-field="organization"]', (input) => input.value);
    assert.match(body, /阿克陶镇/);
    // The site names another body as the one that issued it.
    assert.ok((await codes(page)).includes("D003"));
    await page.evaluate(() => fields.open());
    await picture(page, "fields");
    await fill("metadata/issued_by", body);
    await fill("metadata/published_by", body);
    assert.deepEqual(await page.evaluate(() => paper.view.findings.filter((finding) => finding.code === "D003").map((finding) => finding.message)), []);
    await fill("date", "2022年1月21日");
    assert.ok(!(await codes(page)).some((code) => code === "D001"), "the broken date is mended");
    // What is no year is not taken.
    await fill("year", "去年");
    assert.equal(await page.$eval('[data-field="year"]', (input) => input.value), "2021");
    await fill("year", "2022");
    assert.equal(await page.evaluate(() => paper.view.year), 2022);
    const found = check(await save(page, "docx")).map((finding) => finding.code);
    assert.ok(!found.includes("D001"));
    return page;
  },

  async "what was opened stays open, and words are in the number that they need"() {
    const page = await opened();
    await drop(page, SEED);
    await page.click(".finding details:not([data-group]) summary");
    await page.waitForSelector(".finding details[open] h4");
    const heading = await page.$eval(".finding details[open] h4", (shown) => shown.textContent);
    await type(page, "requests/received/natural_person", "5");
    await page.waitForSelector(".finding details[open] h4");
    assert.equal(await page.$eval(".finding details[open] h4", (shown) => shown.textContent), heading);
    await page.click("#language");
    await page.waitForFunction(() => document.querySelector("#changes summary").textContent === "1 change");
    await type(page, "requests/carried_in/natural_person", "6");
    assert.equal(await page.$eval("#changes summary", (shown) => shown.textContent), "2 changes");
    await picture(page, "english");
    return page;
  },

  async "unfinished corrections are offered when the file is opened again"() {
    const page = await opened();
    await drop(page, SEED);
    await type(page, "requests/received/natural_person", "777");
    await page.evaluate(() => document.activeElement.blur());
    await new Promise((resolve) => setTimeout(resolve, 500));
    await page.reload();
    await page.waitForSelector("#drafts .continue");
    await drop(page, SEED);
    await page.waitForSelector("#messages .continue");
    assert.notEqual(await page.$eval(cell("requests/received/natural_person"), (input) => input.value), "777");
    await page.click("#messages .continue");
    await page.waitForFunction((selector) => document.querySelector(selector).value === "777", {}, cell("requests/received/natural_person"));
    return page;
  },
};
