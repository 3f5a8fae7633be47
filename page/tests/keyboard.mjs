// By keyboard alone, from the page with a report on.
import assert from "node:assert/strict";
import { SEED, downloaded, drop, opened, settled } from "./stage.mjs";

// Presses Tab until this is true of the element with the focus.
async function tab(page, is_it, most = 400) {
  for (let times = 0; times < most; times++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(is_it)) return times + 1;
  }
  throw new Error("Tab does not get there: " + is_it);
}

export const steps = {
  async "everything is done by keyboard alone"() {
    const page = await opened();
    // The first stop is the way to open a file.
    await tab(page, () => document.activeElement.id === "drop", 5);
    await drop(page, SEED);
    await tab(page, () => Boolean(document.activeElement.dataset.cell));
    // A cell that follows, below and beside, and what is typed there.
    const start = await page.evaluate(() => document.activeElement.dataset.cell);
    await page.keyboard.press("Enter");
    const below = await page.evaluate(() => document.activeElement.dataset.cell);
    assert.notEqual(below, start);
    await page.keyboard.type("41");
    await settled(page);
    assert.equal(await page.evaluate((at) => paper.find(at).value, below), "41");
    await page.keyboard.press("ArrowUp");
    assert.equal(await page.evaluate(() => document.activeElement.dataset.cell), start);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Tab");
    assert.notEqual(await page.evaluate(() => document.activeElement.dataset.cell), below);

    await page.keyboard.down("Control");
    await page.keyboard.press("z");
    await page.keyboard.up("Control");
    await settled(page);
    assert.equal(await page.evaluate(() => paper.view.changes.length), 0);
    await page.keyboard.down("Control");
    await page.keyboard.press("y");
    await page.keyboard.up("Control");
    await settled(page);
    assert.equal(await page.evaluate(() => paper.view.changes.length), 1);

    // A finding leads to its place; a reason is given and taken back.
    await tab(page, () => document.activeElement.matches("aside .go:enabled"));
    await page.keyboard.press("Enter");
    assert.ok(await page.evaluate(() => Boolean(document.activeElement.dataset.cell || document.activeElement.dataset.at)));
    await tab(page, () => document.activeElement.matches(".set-aside"));
    await page.keyboard.press("Enter");
    await page.keyboard.type("已核对");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".explained");
    await page.waitForFunction(() => document.activeElement.matches(".count-again"));

    // Saving: the menu opens by Ctrl+S, and its entries are reached by Tab.
    await page.keyboard.down("Control");
    await page.keyboard.press("s");
    await page.keyboard.up("Control");
    await page.waitForFunction(() => document.getElementById("save").open);
    await tab(page, () => document.activeElement.dataset.format === "xlsx");
    await page.keyboard.press("Enter");
    await downloaded((name) => name.endsWith(".xlsx"));
    return page;
  },
};
