import { test as real } from "uvu";
import * as assert from "uvu/assert";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { browseReport, command, endSessions, ptyTest, keys, reportFile, start } from "./pty.js";
import { temporaryFolder } from "../temporary.js";

const test = ptyTest("the program in a real terminal");

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
  await session.see("not at hand: it was not collected");
  session.resize(120, 40);
  await session.until((text) => text.split("\n").length === 40 && text.includes(ready), "the larger frame");
  assert.ok(session.lines().every((line) => line.length <= 120));
  session.send("qq");
  await session.see("[1:Findings]");
  session.send("\u0003");
  assert.equal(await session.ended, { code: 1, signal: 0 });
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
  const folder = temporaryFolder("keys");
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

real.after(endSessions);
real.run();
