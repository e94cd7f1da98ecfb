import { test as real } from "uvu";
import * as assert from "uvu/assert";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { browseReport, command, endSessions, hasPty, keys, reportFile, start } from "./pty.js";

if (!hasPty) console.log("SKIPPED the program in a real terminal: there is no pseudo-terminal here");
const test = hasPty ? real : real.skip;

const ready = "q quit";

test("start, filter, open the source, copy, resize, quit: the exit status is audit's", async () => {
  const session = browseReport({ hosts: 3, controls: 20 });
  await session.see("Section 1");
  session.send("1");
  await session.see(" of ");
  session.send("/tls mail2\r");
  await session.see("/ tls mail2");
  session.send("T");
  await session.see("not grouped");
  session.send(keys.enter);
  await session.see("EVIDENCE");
  session.send("y");
  await session.see("fix, for this subject");
  session.send("f");
  await session.see("copied fix");
  assert.match(session.output(), /\u001b\]52;c;[A-Za-z0-9+/=]+\u0007/);
  session.send("\t\t\r");
  await session.see("the snapshot is not at hand");
  session.resize(120, 40);
  await session.until((text) => text.split("\n").length === 40 && text.includes(ready), "the larger frame");
  assert.ok(session.lines().every((line) => line.length <= 120));
  session.send("qqq");
  await session.see("Findings");
  session.send("\u0003");
  assert.is((await session.ended).code, 1);
  assert.is(session.terminal.buffer.active.type, "normal");
});

test("q at the top leaves with 0 where nothing failed", async () => {
  const file = reportFile({ controls: 6 });
  const report = JSON.parse(readFileSync(file, "utf8")) as { results: { status: string }[] };
  for (const result of report.results) result.status = "pass";
  writeFileSync(file, JSON.stringify(report));
  const session = start(process.execPath, [command, "browse", file]);
  await session.see("Section 1");
  session.send("q");
  assert.is((await session.ended).code, 0);
});

test("the first lines are there before anything is judged, and q works then", async () => {
  const session = browseReport({ hosts: 50, controls: 150, subjects: 100 });
  await session.until(() => session.output().includes("zmaudit"), "the first frame");
  session.send("q");
  assert.ok([1, 2].includes((await session.ended).code));
  assert.is(session.terminal.buffer.active.type, "normal");
});

test("50 keys in one write are all counted and painted in a few frames", async () => {
  const session = browseReport({ hosts: 5, controls: 60 }, [], { environment: { ZMAUDIT_TRACE: "1" } });
  await session.see("k0 ");
  const before = session.output().length;
  session.send("j".repeat(25) + "k".repeat(25));
  await session.see("k50 ");
  assert.ok(session.output().slice(before).split("\u001b[?2026l").length - 1 <= 6);
  session.send("q");
  await session.ended;
});

for (const delay of [1, 10, 30]) {
  test(`an arrow split after ESC by ${delay} ms moves and does not leave`, async () => {
    const session = browseReport({ controls: 20 }, [], { environment: { ZMAUDIT_TRACE: "1", ZMAUDIT_ESCAPE_DELAY: "1000" } });
    await session.see("k0 ");
    session.send("\u001b");
    await new Promise((resolve) => setTimeout(resolve, delay));
    session.send("[B");
    await session.see("k1 ");
    assert.ok(session.lines().some((line) => /^> +2 /.test(line)));
    session.send("q");
    await session.ended;
  });
}

test("a paste into a list does nothing, into a filter it is text", async () => {
  const session = browseReport({ controls: 20 });
  await session.see("Section 1");
  session.send("\u001b[200~qqq\r\u001b[201~");
  await session.see("pasting does nothing here");
  session.send("1/\u001b[200~mail2\u001b[201~");
  await session.see("/ mail2");
  session.send("\u0003");
  await session.ended;
});

test("CI=true changes nothing", async () => {
  const session = browseReport({ controls: 20 }, [], { environment: { CI: "true" } });
  await session.see("Section 1");
  session.send("1");
  await session.see(" of ");
  session.send("q");
  assert.is((await session.ended).code, 1);
});

test("NO_COLOR: no colour, but the cursor's line is inverse", async () => {
  const session = browseReport({ controls: 20 }, [], { environment: { NO_COLOR: "1" } });
  await session.see("Section 1");
  assert.not.match(session.output(), /\u001b\[(?:\d+;)*(?:3[0-8]|9[0-7])m/);
  assert.ok(session.style(0, 0).inverse);
  session.send("q");
  await session.ended;
});

test("colours are there otherwise", async () => {
  const session = browseReport({ controls: 20 });
  await session.see("Section 1");
  assert.match(session.output(), /\u001b\[31m/);
  session.send("q");
  await session.ended;
});

test("the mouse is off unless it is asked for", async () => {
  const off = browseReport({ controls: 20 });
  await off.see("Section 1");
  assert.not.match(off.output(), /\u001b\[\?1000h/);
  off.send("q");
  await off.ended;
  const on = browseReport({ controls: 20 }, ["--mouse"]);
  await on.see("Section 1");
  on.send("\u001b[<0;5;7M");
  await on.until((text) => text.split("\n").some((line) => /^> +4 /.test(line)), "the cursor on the clicked row");
  on.send("q");
  await on.ended;
  assert.match(on.output(), /\u001b\[\?1000l/);
});

test("a text in the pager: the terminal is handed over and taken back", async () => {
  const folder = mkdtempSync(join(tmpdir(), "zmaudit-pager-"));
  const pager = join(folder, "pager.sh");
  writeFileSync(pager, `#!/bin/sh\nfor last; do :; done\nstty -a > ${folder}/stty\nls -l "$last" > ${folder}/mode\ncp "$last" ${folder}/shown\n`, { mode: 0o755 });
  const session = browseReport({ controls: 20 }, [], { environment: { PAGER: pager } });
  await session.see("Section 1");
  session.send("1T");
  await session.see("not grouped");
  session.send("o");
  await session.until(() => existsSync(join(folder, "shown")), "the pager");
  await session.until((text) => text.includes(ready), "the browser again");
  assert.match(readFileSync(join(folder, "shown"), "utf8"), /EVIDENCE/);
  assert.match(readFileSync(join(folder, "stty"), "utf8"), /(^|\s)icanon/);
  assert.match(readFileSync(join(folder, "mode"), "utf8"), /^-rw-------/);
  session.send("j");
  session.send("\u0003");
  await session.ended;
});

test("a pager that does not exist is named", async () => {
  const session = browseReport({ controls: 20 }, [], { environment: { PAGER: "no-such-pager" } });
  await session.see("Section 1");
  session.send("1To");
  await session.see("there is no no-such-pager");
  session.send("\u0003");
  await session.ended;
});

test("an export writes what is shown and asks before it writes over", async () => {
  const folder = mkdtempSync(join(tmpdir(), "zmaudit-export-"));
  const session = browseReport({ controls: 20 }, [], { cwd: folder });
  await session.see("Section 1");
  session.send("1/tls mail2\r");
  await session.see("/ tls mail2");
  for (let i = 0; i < 2; i++) {
    session.send("e");
    await session.see("Export what is shown");
    session.send("\u0015\u000bout.json");
    await session.see("out.json");
    while (!session.text().includes("[json]")) {
      session.send("\t");
      await session.see("format");
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    session.send("\r");
    await session.see(i === 0 ? "wrote" : "Write over it?");
  }
  const report = JSON.parse(readFileSync(join(folder, "out.json"), "utf8")) as { results: { subjects: { name: string }[] }[] };
  assert.ok(report.results.length > 0 && report.results.every(({ subjects }) => subjects.every(({ name }) => name.startsWith("mail2"))));
  session.send("n\u0003");
  await session.ended;
});

test("hostile evidence changes neither title nor clipboard nor cursor of the terminal", async () => {
  const session = browseReport({ controls: 20, hostile: "\u001b]0;owned\u0007\u001b]52;c;b3duZWQ=\u0007\u001b[2J\u001b[?25h" });
  let title = "";
  session.terminal.onTitleChange((to) => (title = to));
  await session.see("Section 1");
  session.send("1T");
  await session.see("not grouped");
  session.send("\r");
  await session.see("EVIDENCE");
  assert.is(title, "");
  assert.not.match(session.output(), /\u001b\]/);
  assert.match(session.text(), /\\u\{1b\}/);
  session.send("\u0003");
  await session.ended;
});

test("--print prints what was shown last", async () => {
  const session = browseReport({ controls: 20 }, ["--print"]);
  await session.see("Section 1");
  session.send("1/mail2 tls\r");
  await session.see("/ mail2 tls");
  session.send("\u0003");
  await session.ended;
  assert.match(session.text(), /only what matches is listed: mail2 tls/);
});

test("own keys: a file of them, and what is wrong with one", async () => {
  const folder = mkdtempSync(join(tmpdir(), "zmaudit-keys-"));
  writeFileSync(join(folder, "keys.json"), '{"down": ["ctrl+n"], "up": ["ctrl+p"]}');
  const session = browseReport({ controls: 20 }, ["--keys", join(folder, "keys.json")]);
  await session.see("Section 1");
  session.send("\u000e");
  await session.until((text) => text.split("\n").some((line) => /^> +2 /.test(line)), "one row down");
  session.send("q");
  await session.ended;
  writeFileSync(join(folder, "bad.json"), '{"down": ["q"]}');
  const bad = browseReport({ controls: 20 }, ["--keys", join(folder, "bad.json")]);
  assert.is((await bad.ended).code, 3);
  assert.match(bad.text().replaceAll("\n", ""), /q would mean down and quit/);
});

test("a snapshot that cannot be opened leaves the terminal as it was, with a message and 3", async () => {
  const session = start(process.execPath, [command, "browse", "/nonexistent.json.gz"]);
  assert.is((await session.ended).code, 3);
  assert.match(session.text(), /nonexistent/);
  assert.is(session.terminal.buffer.active.type, "normal");
});

const piped = (...args: readonly string[]) => spawnSync(process.execPath, [command, ...args], { encoding: "utf8", input: "list status:fail\nquit\n" });

real("without a terminal browse says so, and ends with 3", () => {
  const { status, stderr } = piped("browse", reportFile());
  assert.is(status, 3);
  assert.match(stderr, /needs a terminal/);
});

real("--plain, and the variables of screen readers, work line by line in a pipe", () => {
  const file = reportFile();
  const { stdout, status } = piped("browse", file, "--plain");
  assert.match(stdout, /fail, high, 1\.1 Proxy accepts TLS/);
  assert.not.match(stdout, /\u001b/);
  assert.is(status, 1);
  const reader = spawnSync(process.execPath, [command, "browse", file], { encoding: "utf8", input: "quit\n", env: { ...process.env, INK_SCREEN_READER: "true" } });
  assert.match(reader.stdout, /help lists the commands/);
});

real("a mistyped command is not taken for a snapshot", () => {
  const { stderr, status } = piped("adit", "x.json");
  assert.is(status, 3);
  assert.match(stderr, /did you mean audit/);
});

real.after(endSessions);
real.run();
