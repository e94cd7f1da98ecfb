import { test } from "uvu";
import * as assert from "uvu/assert";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Report } from "../../evaluator/types/report.js";
import { zmaudit } from "./command.js";
import { temporaryFolder } from "../temporary.js";

const folder = temporaryFolder("profile");
const over = join(folder, "zmaudit.yaml");
writeFileSync(over, 'parameters: {"10.2": {public_provider: false}, "15.2": {public_provider: true}}\n');

const report = (...args: readonly string[]): Report => {
  const { stdout, stderr } = zmaudit(["audit", "snapshots/default-install/snapshot.json.gz", "--only", "10,15", "--format", "json", ...args]);
  assert.is(stderr, "");
  return JSON.parse(stdout) as Report;
};
const statuses = ({ results }: Report): Readonly<Record<string, string>> => Object.fromEntries(results.map(({ id, status }) => [id, status]));
const relaxed = ["10.1", "10.2", "10.4", "15.1", "15.2"];

test("without a profile a default installation fails at indexing, IMAP and POP3", () => {
  const plain = report();
  for (const id of relaxed) assert.is(statuses(plain)[id], "fail", id);
  assert.equal(plain.parameters ?? [], []);
});

test("with it they do not apply, and the report says who changed what", () => {
  const changed = report("--profile", "public-provider");
  for (const id of relaxed) assert.is(statuses(changed)[id], "not_applicable", id);
  assert.equal(changed.parameters?.map(({ control, from }) => [control, from]), relaxed.map((id) => [id, "profile public-provider"]));
  assert.is(changed.profile?.name, "public-provider");
  assert.match(changed.profile?.sha256 ?? "", /^[0-9a-f]{64}$/);
  assert.is(changed.site, undefined);
});

test("as a site file it does the same, under its own path", () => {
  const path = "policies/profiles/public-provider.yaml";
  const changed = report("--site", path);
  for (const id of relaxed) assert.is(statuses(changed)[id], "not_applicable", id);
  assert.equal([...new Set(changed.parameters?.map(({ from }) => from))], [path]);
});

test("a site file has the last word", () => {
  const changed = report("--profile", "public-provider", "--site", over);
  assert.is(statuses(changed)["10.2"], "fail");
  assert.is(statuses(changed)["10.1"], "not_applicable");
  const from = Object.fromEntries((changed.parameters ?? []).map((one) => [one.control, one.from]));
  assert.equal(from, { "10.1": "profile public-provider", "10.4": "profile public-provider", "15.1": "profile public-provider", "15.2": over });
});

test("a profile that is not there is refused by name", () => {
  const { status, stdout, stderr } = zmaudit(["audit", "snapshots/default-install/snapshot.json.gz", "--profile", "privat"]);
  assert.is(status, 3);
  assert.is(stdout, "");
  assert.match(stderr, /no profile "privat".*public-provider/s);
});

test("cleans up", () => rmSync(folder, { recursive: true }));

test.run();
