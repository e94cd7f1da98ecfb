import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { openSnapshot } from "../../../evaluator/snapshot/index.js";
import { ipset, refusalOf, sha256, tarOf, temporary } from "./samples.js";

const header = '{"zmaudit":"header","format":"zmaudit-snapshot","version":1,"origin":"collector","host":{"name":"mail"},' +
  '"started_at":"2026-08-01T10:00:00Z"}';
const save = JSON.stringify({ id: "fw.ipset", part: "save", state: "ok", stdout: { member: "outputs/1" }, sha256: sha256(ipset) });
const meant = '{"zmaudit":"meant","id":"tls.certs","parts":["/opt/zimbra/ssl/a.crt"]}';
const end = '{"zmaudit":"end","complete":true,"ended_at":"2026-08-01T10:01:00Z"}';

const working = (manifest: string): Buffer =>
  tarOf([{ name: "run/manifest.ndjson", bytes: manifest }, { name: "run/outputs/1", bytes: ipset }]);
const lines = (...all: string[]): string => all.map((line) => `${line}\n`).join("");

test("a run that was killed opens as incomplete", async () => {
  const [opened] = await openSnapshot({ name: "x", bytes: working(lines(header, meant, save)) });
  assert.equal([opened?.complete, opened?.snapshot.meant], [false, { "tls.certs": ["/opt/zimbra/ssl/a.crt"] }]);
  assert.is(opened?.parts[0]?.text(), ipset);
  assert.equal(opened?.warnings, ["the run is incomplete: it did not reach its end"]);
});

test("a run that reached its end before it was packed is complete", async () => {
  const [opened] = await openSnapshot({ name: "x", bytes: working(lines(header, save, end)) });
  assert.equal([opened?.complete, opened?.snapshot.ended_at, opened?.warnings], [true, "2026-08-01T10:01:00Z", []]);
});

test("a torn last line is dropped wherever it was cut, and the rest kept", async () => {
  for (let cut = 1; cut < save.length; cut++) {
    const [opened] = await openSnapshot({ name: "x", bytes: working(lines(header, meant) + save.slice(0, cut)) });
    assert.equal([opened?.parts.length, opened?.warnings.length], [0, 3], String(cut));
    assert.match(opened?.warnings[1] ?? "", "the last line of the manifest (line 3) was cut when the run stopped");
  }
  const [whole] = await openSnapshot({ name: "x", bytes: working(lines(header) + save) });
  assert.is(whole?.parts.length, 1, "only its newline is missing");
});

test("the working folder, with what the collector leaves in it", async () => {
  const root = temporary();
  mkdirSync(join(root, "outputs"));
  writeFileSync(join(root, "manifest.ndjson"), lines(header, save));
  writeFileSync(join(root, "outputs/1"), ipset);
  writeFileSync(join(root, "outputs/2"), "not recorded yet");
  writeFileSync(join(root, "rc"), "0");
  writeFileSync(join(root, "snapshot.json"), '{"format":"zmau');
  execFileSync("tar", ["-cf", `${root}.tar`, "-C", root, "."]);
  for (const path of [root, `${root}.tar`]) {
    const [opened] = await openSnapshot(path);
    assert.is(opened?.parts[0]?.text(), ipset);
    assert.equal(opened?.warnings, [
      "the run is incomplete: it did not reach its end", "files that belong to no part were not read: rc",
      "snapshot.json beside manifest.ndjson was not read: the run was still writing it", "no part names outputs/2",
    ]);
  }
});

test("a manifest that no collector wrote", async () => {
  const of = (manifest: string): Promise<string> => refusalOf(working(manifest));
  const todo = "Give the folder as the collector left it, or collect again.";
  const at = "x:run/manifest.ndjson";
  assert.is(await of(""), `The manifest has no header line: ${at}. Collect again: the run stopped before it began.`);
  assert.is(await of(header.slice(0, 40)), `The manifest has no header line: ${at}. Collect again: the run stopped before it began.`);
  assert.is(await of(lines(save, header)), `The manifest does not begin with its one header line: ${at}, line 1. ${todo}`);
  assert.is(await of(lines(header, header)), `The manifest does not begin with its one header line: ${at}, line 2. ${todo}`);
  assert.is(await of(lines(header, end, save)), `The manifest has lines after its end: ${at}, line 3. ${todo}`);
  assert.is(await of(lines(header, "[]")), `The manifest has a line that is no object: ${at}, line 2. ${todo}`);
  assert.is(await of(lines(header, meant, meant)),
    `The manifest says twice which parts tls.certs was meant to have: ${at}, line 3. ${todo}`);
  assert.is(await of(lines(header, '{"zmaudit":"x"}')), `The manifest has a line of an unknown kind: ${at}, line 2. ${todo}`);
  assert.is(await of(lines(header, save.slice(0, 20), save)),
    `The JSON is not usable: the text ends inside a string: ${at}, manifest line 2, line 1, column 21. Collect ` +
      `again, or give the file that the collector wrote.`);
  assert.is(await refusalOf(Buffer.from(lines(header, save))),
    "This is the manifest of a collector's working folder: x. Give the folder it lies in.");
});

test("the header cannot claim what only the end can say", async () => {
  const claiming = header.replace('"version":1', '"version":1,"complete":true');
  const [opened] = await openSnapshot({ name: "x", bytes: working(lines(claiming, save)) });
  assert.is(opened?.complete, false);
});

test.run();
