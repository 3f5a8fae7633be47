// One report: opened, corrected, compared, saved, and kept.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { SEED, cell, check, codes, convert, drop, opened, picture, save, settled, type } from "./stage.mjs";

export const steps = {
  async "starts, and shows what a report is and what is wrong with it"() {
    const begun = Date.now();
    const page = await opened();
    console.log(`    ready after ${Date.now() - begun} ms`);
    await picture(page, "start");
    const before = Date.now();
    await drop(page, SEED);
    console.log(`    shown after ${Date.now() - before} ms`);
    const findings = check(SEED).map((finding) => finding.code).sort();
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
};
