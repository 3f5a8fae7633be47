// Many reports: received, summed up, sent back.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { closeSync, copyFileSync, ftruncateSync, mkdtempSync, openSync, readFileSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CELLS, downloaded, folder, opened, picture, program, sums, type } from "./stage.mjs";

// Milliseconds that a task of the page may take, for which the page does not answer.
const LONGEST_TASK = 100;

// The paths in an archive.
const NAMES = `
import sys, zipfile
print("\\n".join(zipfile.ZipFile(sys.argv[1]).namelist()))
`;

// The text of a file in an archive.
const MEMBER = `
import sys, zipfile
sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]))
`;

async function receive(page, folder, timeout = 30000) {
  const chooser = await page.$("#choose");
  await chooser.uploadFile(...readdirSync(folder).sort().map((name) => join(folder, name)));
  await page.waitForSelector("#received tr", { timeout });
}

async function roster(page, text) {
  await page.$eval("#roster", (shown, text) => {
    shown.value = text;
    shown.dispatchEvent(new Event("change"));
  }, text);
}

export const steps = {
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
    await picture(page, "received");

    // The same sums as the program's, and a zip of slips.
    await page.click("#sums-workbook");
    const saved = await downloaded((name) => name.endsWith("汇总表.xlsx"));
    const by_program = sums();
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

    // All results in one archive, with the corrected report among them.
    await page.click("#everything");
    const archive = await downloaded((name) => name === "全部结果.zip");
    const names = execFileSync("python3", ["-c", NAMES, archive]).toString().trim().split("\n");
    for (const expected of [/^[^/]*汇总表\.xlsx$/, /^[^/]*汇总表\.docx$/, /^检查结果\.xlsx$/, /^催报名单\.docx$/, /^修改通知单\/.*\.docx$/, /^改正后的报告\/.*年度报告\.docx$/, /^改正后的报告\/.*年度报告\.xlsx$/]) {
      assert.ok(names.some((name) => expected.test(name)), `${expected} is not in ${names.join(" ")}`);
    }
    const slip = names.find((name) => /^修改通知单\/.*\.txt$/.test(name));
    const now = new Date();
    const today = `${now.getFullYear()}年${now.getMonth() + 1}月${now.getDate()}日`;
    assert.ok(execFileSync("python3", ["-c", MEMBER, archive, slip]).toString().includes(today), `the slip bears the date ${today}`);
    return page;
  },

  async "what is not certain is confirmed by a person"() {
    const county = mkdtempSync(join(tmpdir(), "repconv-choices-"));
    const report = readFileSync("fixtures/reports/akto_2021/utf8_bom.txt", "utf8");
    const of = (body) => report.replaceAll("阿克陶县阿克陶镇人民政府", body);
    writeFileSync(join(county, "1.txt"), of("青溪县发展和改革局"));
    writeFileSync(join(county, "2.txt"), of("青溪县司法局"));
    writeFileSync(join(county, "3.txt"), of("青溪县司法局").replace("186", "187").replace(/\t0\t/, "\t5\t"));
    const page = await opened();
    await receive(page, county);
    await roster(page, "1\t县发改局\n2\t青溪县司法局");
    await page.waitForSelector("#overview .confirm");
    await picture(page, "to-confirm");
    await page.click("#overview .confirm");
    await page.waitForFunction(() => !document.querySelector("#overview .confirm"));
    assert.equal(await page.$eval("#roster", (shown) => shown.value), "1\t青溪县发展和改革局\n2\t青溪县司法局");
    assert.deepEqual(await page.evaluate(() => [county.status.missing, county.status.unlisted]), [[], []]);

    // Of two reports of a body the first counts, until the other is chosen.
    const counted = () => page.evaluate(() => county.status.rows.filter((row) => row.counted).map((row) => row.file));
    assert.deepEqual(await counted(), ["1.txt", "2.txt"]);
    await page.click(".choose");
    await page.waitForFunction(() => county.status.rows[2].counted);
    assert.deepEqual(await counted(), ["1.txt", "3.txt"]);
    await page.click("#sums-workbook");
    const saved = await downloaded((name) => name.endsWith("汇总表.xlsx"));
    const by_program = sums();
    writeFileSync(join(folder, "roster.txt"), "青溪县发展和改革局\n青溪县司法局\n");
    utimesSync(join(county, "2.txt"), 1, 1);
    spawnSync(program, ["collect", county, "--roster", join(folder, "roster.txt"), "--prefer", "newest", "-o", by_program, "-q"]);
    const cells = (file) => execFileSync("python3", ["-c", CELLS, file]).toString();
    assert.equal(cells(saved), cells(by_program));
    return page;
  },

  async "good files are counted among a broken, an encrypted and a huge one, and unfinished work is offered in the list"() {
    const county = mkdtempSync(join(tmpdir(), "repconv-mixed-"));
    const report = readFileSync("fixtures/reports/akto_2021/utf8_bom.txt", "utf8");
    for (const body of ["阿克陶镇", "巴仁乡"]) writeFileSync(join(county, body + ".txt"), report.replaceAll("阿克陶县阿克陶镇", "阿克陶县" + body));
    writeFileSync(join(county, "坏.docx"), readFileSync("fixtures/reports/akto_2021/pandoc.docx").subarray(0, 3000));
    copyFileSync("fixtures/bad/password.docx", join(county, "加密.docx"));
    const huge = openSync(join(county, "巨大.txt"), "w");
    ftruncateSync(huge, 70 * 1024 * 1024);
    closeSync(huge);
    const page = await opened();
    await receive(page, county);
    const rows = await page.evaluate(() => county.status.rows.map((row) => [row.file, row.counted]));
    const why = await page.$$eval("#received tr", (shown) => Object.fromEntries(shown.map((row) => [row.lastChild.textContent, row.children[4].textContent])));
    assert.deepEqual(rows.filter(([, counted]) => counted).map(([file]) => file).sort(), ["巴仁乡.txt", "阿克陶镇.txt"]);
    assert.match(why["加密.docx"], /密码|加密/);
    assert.match(why["巨大.txt"], /64 MB/);
    assert.match(why["坏.docx"], /[\u4e00-\u9fff]{4}/);
    await picture(page, "mixed");

    const which = rows.findIndex(([file]) => file === "巴仁乡.txt");
    await page.evaluate((which) => county.open(which), which);
    await page.waitForSelector("body.opened .sheet");
    await type(page, "requests/received/natural_person", "777");
    await page.evaluate(() => document.activeElement.blur());
    await new Promise((resolve) => setTimeout(resolve, 500));
    await page.reload();
    await page.waitForSelector("html[data-ready]");
    await receive(page, county);
    await page.waitForSelector("#received .continue");
    await page.click("#received .continue");
    await page.waitForSelector("body.opened .sheet");
    assert.equal(await page.$eval('#paper [data-cell="requests/received/natural_person"]', (input) => input.value), "777");
    return page;
  },

  async "the page answers while 500 reports are worked through"() {
    const county = mkdtempSync(join(tmpdir(), "repconv-500-"));
    const report = readFileSync("fixtures/reports/akto_2021/utf8_bom.txt", "utf8");
    for (let at = 1; at <= 500; at++) writeFileSync(join(county, `${at}.txt`), report.replaceAll("阿克陶县阿克陶镇", `阿克陶县第${at}镇`));
    const page = await opened();
    const trace = join(folder, "trace.json");
    await page.tracing.start({ path: trace, categories: ["toplevel", "blink.user_timing"] });
    await page.evaluate(() => performance.mark("begun"));
    const begun = Date.now();
    await receive(page, county, 120000);
    await page.waitForFunction(() => document.querySelectorAll("#received tr").length === 500);
    const seconds = (Date.now() - begun) / 1000;
    await page.tracing.stop();
    // In time of the processor, so that what else the computer does is not measured.
    const { traceEvents: events } = JSON.parse(readFileSync(trace));
    const { pid, tid } = events.find((event) => event.name === "begun");
    const tasks = events.filter((event) => event.pid === pid && event.tid === tid && event.name.endsWith("RunTask"));
    const longest = Math.max(...tasks.map((event) => event.tdur || 0)) / 1000;
    assert.ok(tasks.length > 500, "the tasks of the page were recorded");
    console.log(`    500 reports in ${seconds.toFixed(1)} s, longest task of the page ${longest.toFixed(0)} ms`);
    assert.ok(longest < LONGEST_TASK, `a task took ${longest} ms`);
    return page;
  },
};
