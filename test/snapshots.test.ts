import { test } from "uvu";
import * as assert from "uvu/assert";
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { projectFolder } from "../evaluator/paths.js";
import { openSnapshot } from "../evaluator/snapshot/index.js";
import { temporaryFolder } from "./temporary.js";

const base = join(projectFolder, "snapshots");
const fileOf = (name: string): string => join(base, name, existsSync(join(base, name, "snapshot.tar.gz")) ? "snapshot.tar.gz" : "snapshot.json.gz");
const names = readdirSync(base, { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== "make").map(({ name }) => name);
const good = names.filter((name) => name !== "damaged");
const again = "node snapshots/make/make.mjs";

const run = (args: readonly string[], cwd = projectFolder): { readonly status: number | null; readonly stdout: string; readonly stderr: string } =>
  spawnSync(process.execPath, args, { cwd, encoding: "utf8", env: { PATH: process.env["PATH"], NO_COLOR: "1" }, maxBuffer: 64 * 1024 * 1024 });

test("five examples, each with what it is about and what is expected", () => {
  assert.equal([...names].sort(), ["damaged", "default-install", "estate", "hardened", "neglected"]);
  for (const name of names) for (const file of ["README.md", "expected.txt", "expected.json"]) assert.ok(existsSync(join(base, name, file)), `${name}/${file}`);
});

test("sizes that a repository can carry", () => {
  for (const name of names) assert.ok(statSync(fileOf(name)).size < (name === "estate" ? 1_500_000 : 400_000), name);
});

for (const name of good) {
  test(`${name} opens without a warning and whole`, async () => {
    for (const opened of await openSnapshot(fileOf(name))) {
      assert.equal(opened.warnings, []);
      assert.is(opened.complete, true);
      assert.equal(opened.parts.filter(({ damage }) => damage !== undefined).map(({ id, part }) => `${id}@${part}`), []);
    }
  });

  test(`${name}: every parser takes its part whole`, () => {
    const { status, stdout, stderr } = run(["bin/zmaudit.js", "sources", fileOf(name), "--format", "json"]);
    assert.is(status, 0, stderr);
    const { sources } = JSON.parse(stdout) as { readonly sources: readonly { readonly id: string; readonly part: string; readonly state: string; readonly parse?: string; readonly parse_reason?: string }[] };
    const refused = sources.filter(({ state, parse }) => state === "ok" && parse !== undefined && !["ok", "nothing"].includes(parse));
    assert.equal(refused.map(({ id, part, parse_reason: reason }) => `${id}@${part}: ${reason ?? ""}`), []);
    assert.ok(sources.some(({ parse }) => parse === "ok"));
  });
}

test("damaged opens with its damage named", async () => {
  const [opened] = await openSnapshot(fileOf("damaged"));
  assert.ok(opened);
  assert.is(opened.complete, false);
  assert.is(opened.snapshot.stopped, "signal TERM");
  const damaged = opened.parts.filter(({ damage }) => damage !== undefined).map(({ id, part }) => `${id}@${part}`);
  assert.equal(damaged, ["mta.postconf@effective"]);
  const states = new Set(opened.parts.map(({ state }) => state));
  for (const state of ["ok", "absent", "failed", "timeout", "truncated", "skipped", "denied"] as const) assert.ok(states.has(state), state);
});

/** The digest of the policies changes with each of their comments; whether the results did is what counts here. */
const withoutDigest = (json: string): string => json.replace(/("name": "builtin",\n\s*"sha256": ")[0-9a-f]{64}"/, '$1"');

for (const name of names) {
  test(`${name}: the audit says what is expected`, () => {
    const folder = temporaryFolder("expected");
    try {
      const file = fileOf(name);
      cpSync(file, join(folder, file.slice(file.lastIndexOf("/") + 1)));
      const { status, stdout, stderr } = run([join(projectFolder, "bin/zmaudit.js"), "audit", file.slice(file.lastIndexOf("/") + 1), "--format", "table", "--format", "json=report.json"], folder);
      assert.ok(status !== null && status <= 2, stderr);
      const advice = `${name}: the results changed; ${again} --expected-only ${name}, and look at the difference`;
      assert.fixture(stdout, readFileSync(join(base, name, "expected.txt"), "utf8"), advice);
      assert.ok(withoutDigest(readFileSync(join(folder, "report.json"), "utf8")) === withoutDigest(readFileSync(join(base, name, "expected.json"), "utf8")), advice);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
}

test("made again, the same document", () => {
  const folder = temporaryFolder("made");
  try {
    const { status, stderr } = run(["snapshots/make/make.mjs", `--into=${folder}`, "default-install"]);
    if (status !== 0 && stderr.includes("is needed to make the snapshots")) {
      console.log(`SKIPPED ${stderr.trim().split("\n").find((line) => line.includes("is needed")) ?? "a program is missing"}`);
      return;
    }
    assert.is(status, 0, stderr);
    // The release of zlib decides how the same bytes are packed.
    const [made, kept] = [join(folder, "default-install/snapshot.json.gz"), fileOf("default-install")].map((path) => gunzipSync(readFileSync(path)));
    assert.ok(made && kept && made.equals(kept), `the generator or the collector makes another document now: ${again} --accept, and look at the difference`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test.run();
