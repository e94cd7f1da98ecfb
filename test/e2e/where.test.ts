import { test } from "uvu";
import * as assert from "uvu/assert";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { fields } from "../../evaluator/results/where.js";
import type { Report } from "../../evaluator/types/report.js";
import { zmaudit } from "./command.js";
import { temporaryFolder } from "../temporary.js";

const folder = temporaryFolder("where");
const snapshot = "snapshots/default-install/snapshot.json.gz";
const saved = join(folder, "report.json");

/** The whole run, once: what filters leave is compared with it. */
const whole = zmaudit(["audit", snapshot, "--format", "json", "--format", `table=${join(folder, "table.txt")}`]);
const all = JSON.parse(whole.stdout) as Report;
zmaudit(["audit", snapshot, "--format", `json=${saved}`]);

const listed = (report: Report): readonly string[] => report.results.flatMap(({ id, status, subjects }) =>
  (subjects.length === 0 ? [`${id} ${status}`] : subjects.map((one) => `${id} ${one.status} ${one.name}`)));

const narrowed = (filter: string): Report => {
  const { stdout, stderr, status } = zmaudit(["audit", snapshot, "--format", "json", "--where", filter]);
  assert.is(stderr, "", filter);
  assert.is(status, whole.status, "the exit status is that of the whole");
  return JSON.parse(stdout) as Report;
};

/** Row by row what the browser shows for the same filter, in the mode that prints lines. */
const browsed = (filter: string): readonly string[] => {
  const { stdout } = zmaudit(["browse", saved, "--plain"], { input: `list ${filter}\nquit\n` });
  return stdout.split("\n").flatMap((line) => {
    const [, status, id] = /^(\w[\w ]*), \w+, ([\d.]+) /.exec(line) ?? [];
    return id === undefined ? [] : [`${id} ${(status ?? "").replace("not applicable", "not_applicable")}`];
  });
};

const filters = [
  "status:fail sev:>=high", "status:fail,unknown -imap", "status:pass sec:8", "sec:>=20 status:na",
  'status:fail "over ssh"', "id:8.1 status:fail",
  "kind:server status:fail fix:zmprov", "/pass(word|phrase)/ status:fail", "status:fail ev:passwordauthentication",
  "st:fail origin:global,server",
];

for (const filter of filters) {
  test(`--where ${filter}: a part of the whole, and the very rows that the browser shows`, () => {
    const report = narrowed(filter);
    const rows = listed(report);
    assert.ok(rows.length > 0 && rows.length < listed(all).length, `${rows.length} rows`);
    assert.equal(rows.filter((row) => !listed(all).includes(row)), [], "nothing that the whole report does not have");
    assert.equal(browsed(filter), rows.map((row) => row.split(" ").slice(0, 2).join(" ")));
    assert.match(report.warnings?.join("\n") ?? "", /only what matches is listed/);
  });
}

test("a filter that nothing matches leaves an empty list and the status of the whole", () => {
  const { stdout, status } = zmaudit(["audit", snapshot, "--where", "no-such-word"]);
  assert.is(status, whole.status);
  assert.match(stdout, /only what matches is listed: no-such-word/);
});

test("what the filter cannot mean is refused with 3 and says where the words are listed", () => {
  for (const [filter, says] of [
    ["nofield:x", /no field "nofield"/], ["status:broken", /no status "broken"/], ["sev:>=loud", /no severity "loud"/],
    ["/(a+)+$/", /repeats a group/], ["sec:ssh", /a section is a number/],
  ] as const) {
    const { stdout, stderr, status } = zmaudit(["audit", snapshot, "--where", filter]);
    assert.is(status, 3, filter);
    assert.is(stdout, "", filter);
    assert.match(stderr, says);
    assert.match(stderr, /audit --help/);
  }
});

test("the help has the whole grammar", () => {
  const { stdout } = zmaudit(["audit", "--help"]);
  for (const { name, says } of fields) assert.ok(stdout.includes(`${name}:`) && stdout.includes(says), name);
  assert.match(stdout, /--where <filter>[^]*exit status stays\s+that of the whole/);
});

test("cleans up", () => rmSync(folder, { recursive: true }));

test.run();
