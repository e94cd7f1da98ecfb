import { test } from "uvu";
import * as assert from "uvu/assert";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { projectFolder } from "../evaluator/paths.js";
import { temporaryFolder } from "./temporary.js";

// docs/getting-started.md, typed as it stands there in a folder that has the examples, where `npx zmaudit` is this checkout.
const page = readFileSync(join(projectFolder, "docs/getting-started.md"), "utf8");
const commands = [...page.matchAll(/^ {4}(\S.*)$/gm)].map(([, command = ""]) => command).filter((command) => command !== "npm ci");
const folder = temporaryFolder("start");
symlinkSync(join(projectFolder, "snapshots"), join(folder, "snapshots"));
mkdirSync(join(folder, "bin"));
const npx = 'npx() { shift; "$NODE" "$ZMAUDIT" "$@"; }';
const run = (command: string) => spawnSync("sh", ["-c", `${npx}\n${command}`], {
  cwd: folder, encoding: "utf8", env: { ...process.env, NODE: process.execPath, ZMAUDIT: join(projectFolder, "bin/zmaudit.js") },
});

/** What a reader is told to expect, where it is not simply success. */
const expected: readonly (readonly [command: RegExp, status: number, says: RegExp])[] = [
  [/^npx zmaudit audit .*--where/, 1, /\n {2}8\.1 /],
  // The rows of section 15 are of low severity, below what makes the exit status 1.
  [/^npx zmaudit audit .*--profile/, 0, /not applicable/],
  [/^npx zmaudit audit .*--only 15$/, 0, /\n {2}15\.1 /],
  [/^npx zmaudit audit .*--format/, 1, /^$/],
  [/^npx zmaudit audit/, 1, /✗/],
  [/^npx zmaudit controls/, 0, /## Why it matters/],
  [/^npx zmaudit sources \S+$/, 0, /zm\.global@gacf {2}ok/],
  [/^npx zmaudit sources/, 0, /^zm\.global@gacf/],
  [/^npx zmaudit facts/, 0, /mx\.example\.com/],
  [/^npx zmaudit verify/, 0, /digests of all outputs checked/],
  [/^sh collect\.sh --list/, 0, /zmprov/],
  [/^npx zmaudit plan/, 0, /restarts joined/],
  [/./, 0, /^/],
];

for (const command of commands) {
  test(command, () => {
    const [, status = 0, says = /^/] = expected.find(([pattern]) => pattern.test(command)) ?? [];
    const done = run(command);
    assert.is(done.status, status, done.stderr.slice(0, 2000));
    assert.match(done.stdout, says);
  });
}

test("the page's commands left what they say", () => {
  for (const name of ["collect.sh", "mail.json.gz", "report.txt", "report.json"]) assert.ok(existsSync(join(folder, name)), name);
  assert.ok(commands.length > 12);
  rmSync(folder, { recursive: true });
});

test.run();
