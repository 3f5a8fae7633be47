// What goes wrong.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SEED, drop, folder, opened, picture } from "./stage.mjs";

export const steps = {
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
};
