// What an administrator sees of a run: which sources did not come in, why it stopped, and on a terminal how far it is.
import { test } from "uvu";
import * as assert from "uvu/assert";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { anyShell, hasTool, makeExtra, makeFolder, makeRoot, runCollector, script, environment } from "./collect.js";

const rows = [
  { name: "good", body: "echo yes" },
  { name: "bad", body: "exit 3" },
  { name: "slow", body: "sleep 20", seconds: 1 },
  { name: "long", body: "yes", bytes: "64k" },
  { name: "refused", body: "echo 'Permission denied' >&2; exit 1" },
];

test("the end of a run names what did not come in", () => {
  const root = makeRoot();
  const { status, stderr } = runCollector(["--output", makeFolder(), "--only", "extra", "--extra", makeExtra(root, rows)], { root });
  assert.is(status, 1);
  assert.match(stderr, /zmaudit: \d+ parts: 1 read, 4 failed or incomplete, the others not here or left out\n/);
  for (const line of ["not permitted: extra.refused", "failed: extra.bad", "took too long: extra.slow", "cut off: extra.long", "why: zmaudit sources FILE"]) {
    assert.ok(stderr.includes(`zmaudit: ${line}`), line);
  }
  assert.not.match(stderr, /\r/, "no terminal, no progress");
});

test("a run without a fault names nothing, and one that the deadline ended says so", () => {
  const root = makeRoot();
  const good = runCollector(["--output", makeFolder(), "--only", "os.release"], { root });
  assert.is(good.status, 0);
  assert.not.match(good.stderr, /failed:|why:|stopped/);
  const table = makeExtra(root, [{ name: "slow", body: "sleep 20", seconds: 10 }, { name: "after", body: "echo never" }]);
  const late = runCollector(["--output", makeFolder(), "--only", "extra", "--deadline", "1", "--extra", table], { root });
  assert.is(late.status, 3);
  assert.match(late.stderr, "zmaudit: stopped early: what had not run after 1 s was skipped (--deadline SECONDS)\n");
});

const terminal = hasTool("script") ? test : test.skip;
if (!hasTool("script")) console.log("SKIPPED script (a terminal) is not installed");
terminal("on a terminal the source that is read is shown, and the messages write over it", () => {
  const root = makeRoot();
  const command = `${anyShell.join(" ")} '${script}' --output '${makeFolder()}' --only os.release`;
  const { stdout } = spawnSync("script", ["-qec", command, "/dev/null"], { env: environment(root), encoding: "utf8", input: "" });
  assert.match(stdout, /zmaudit: os\.release\r/);
  assert.match(stdout, /\r {60}\rzmaudit: wrote \S+/);
  assert.not.match(stdout, "\u001b");
});

test("nowhere to write: what to do is in the message", () => {
  const file = join(makeFolder(), "file");
  writeFileSync(file, "");
  const { status, stderr } = runCollector(["--output", join(file, "below")], { root: makeRoot() });
  assert.is(status, 2);
  assert.match(stderr, /cannot be made: choose a place with --output DIR\n/);
});

test.run();
