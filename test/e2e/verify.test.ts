import { test } from "uvu";
import * as assert from "uvu/assert";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectFolder } from "../../evaluator/paths.js";
import { zmaudit } from "./command.js";

interface Verified {
  readonly snapshots: readonly { readonly complete: boolean }[];
  readonly gaps: readonly { readonly source: string; readonly part: string; readonly state: string; readonly reason: string; readonly controls: readonly string[] }[];
}

test("a whole snapshot lacks nothing that a control reads", () => {
  const { status, stdout } = zmaudit(["verify", "snapshots/hardened/snapshot.json.gz"]);
  assert.is(status, 0);
  assert.match(stdout, /the run reached its end/);
  assert.match(stdout, /Nothing failed, was cut or left out/);
});

test("a killed run says what is missing, why, and which controls that costs", () => {
  const { status, stdout } = zmaudit(["verify", "snapshots/damaged/snapshot.json.gz", "--format", "json"]);
  assert.is(status, 2);
  const { snapshots, gaps } = JSON.parse(stdout) as Verified;
  assert.is(snapshots[0]?.complete, false);
  const units = gaps.find(({ source, part }) => source === "svc.units" && part === "active");
  assert.match(units?.reason ?? "", /signal TERM/);
  assert.ok(units?.controls.includes("24.1"));
  assert.ok(gaps.some(({ state, reason }) => state === "damaged" && /SHA-256/.test(reason)), "the part whose output was changed");
});

test("a source that was never asked for counts as a gap", () => {
  const input = JSON.stringify({ format: "zmaudit-snapshot", version: 1, origin: "import", host: { name: "mail" }, complete: true, parts: [] });
  const { status, stdout } = zmaudit(["verify", "-"], { input });
  assert.is(status, 2);
  assert.match(stdout, /zm\.global@gacf {2}not collected/);
});

test("what is no snapshot is refused", () => {
  const { status, stderr } = zmaudit(["verify", "package.json"]);
  assert.is(status, 3);
  assert.match(stderr, /no snapshot/);
});

test("the collector is printed as it is, its digest beside it", () => {
  const { status, stdout, stderr } = zmaudit(["collector"]);
  const script = readFileSync(join(projectFolder, "collector/collect.sh"));
  assert.is(status, 0);
  assert.is(stdout, script.toString());
  assert.match(stderr, new RegExp(createHash("sha256").update(script).digest("hex")));
});

test.run();
