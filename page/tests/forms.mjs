// Forms: blanks to fill in, of the built-in forms and of one's own.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join, resolve } from "node:path";
import { SEED, cell, convert, drop, folder, opened, picture, program, save, settled, type } from "./stage.mjs";

async function make(page, body, year) {
  await page.$eval("#fresh-body", (input) => (input.value = ""));
  await page.type("#fresh-body", body);
  await page.$eval("#fresh-year", (input) => (input.value = ""));
  await page.type("#fresh-year", year);
  await page.click('#fresh [type="submit"]');
  await page.waitForSelector("body.opened .sheet");
  await settled(page);
}

export const steps = {
  async "a blank of a known form is filled in beside last year's figures"() {
    const page = await opened();
    await page.click("#make");
    await page.waitForSelector("#fresh:not([hidden]) option");
    await (await page.$("#fresh-last")).uploadFile(resolve(SEED));
    await picture(page, "new-blank");
    await make(page, "阿克陶县阿克陶镇人民政府", "2022");
    const title = await page.evaluate(() => paper.view.blocks[0].text);
    assert.equal(title, "阿克陶县阿克陶镇人民政府2022年政府信息公开工作年度报告");
    assert.ok((await page.evaluate(() => paper.view.blanks)) > 150);
    const last = (address) => page.evaluate((address) => paper.view.blocks.flatMap((block) => (block.rows || []).flat()).find((cell) => cell.cell === address).previous, address);
    assert.equal(await last("requests/received/total"), "0");
    await type(page, "requests/received/natural_person", "3");
    await picture(page, "blank");
    const report = JSON.parse(convert(await save(page, "docx"), "json"));
    assert.equal(report.year, 2022);
    assert.equal(report.tables.requests.received.natural_person, 3);
    assert.equal(report.tables.requests.received.total, null);
    return page;
  },

  async "a blank workbook becomes a form"() {
    const page = await opened();
    const blank = "fixtures/forms/employment/blank.xlsx";
    await drop(page, blank);
    await page.waitForSelector(".use-as-form");
    await page.click(".use-as-form");
    await page.waitForSelector("#fresh:not([hidden]) option:checked");
    await make(page, "青溪县甲镇人民政府", "2024");
    const first = await page.$eval("#paper [data-cell]", (input) => input.dataset.cell);
    await type(page, first, "12");
    await picture(page, "own-form");

    // The program reads it by the form that it derives from the blank itself.
    const saved = await save(page, "xlsx");
    const form = join(folder, "form.toml");
    execFileSync(program, ["form", blank, "-o", form, "-q"]);
    const to = join(folder, "by-the-program-own.json");
    execFileSync(program, [saved, to, "-q", "--form", form]);
    const report = JSON.parse(execFileSync("cat", [to]).toString());
    const [table, row, column] = first.split("/");
    assert.equal(report.tables[table][row][column], 12);
    assert.equal(report.organization, "青溪县甲镇人民政府");

    // Kept over a reload, with its form.
    await type(page, first, "13");
    await page.evaluate(() => document.activeElement.blur());
    await new Promise((resolve) => setTimeout(resolve, 500));
    await page.reload();
    await page.waitForSelector("#drafts .continue");
    await page.click("#drafts .continue");
    await page.waitForSelector("body.opened .sheet");
    assert.equal(await page.$eval(cell(first), (input) => input.value), "13");

    // A form as text does as well, and a filled report is recognised by it.
    const again = await opened();
    await (await again.$("#choose")).uploadFile(resolve(form));
    await again.waitForSelector("#fresh:not([hidden]) option:checked");
    await drop(again, saved);
    assert.ok(await again.evaluate(() => files.current.facts.is_form));
    await again.browserContext().close();
    return page;
  },

  async "a file that is no form says so"() {
    const page = await opened();
    const wrong = "fixtures/forms/wrong";
    const { readdirSync } = await import("node:fs");
    const name = readdirSync(wrong).find((name) => name.endsWith(".toml"));
    await (await page.$("#choose")).uploadFile(resolve(wrong, name));
    await page.waitForSelector(".failed");
    assert.match(await page.$eval(".failed", (shown) => shown.textContent), /[\u4e00-\u9fff]{4}/);
    return page;
  },
};
