import { test } from "uvu";
import * as assert from "uvu/assert";
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hasTool, isRoot, makeFolder, makeRoot, readOnlyFile, runCollector, shells } from "./collect.js";

const root = makeRoot();
const only = ["--only", "os.release"];

for (const shell of shells.filter(([name = ""]) => hasTool(name))) {
  test(`folders with odd names, under ${shell.join(" ")}`, () => {
    for (const name of ["with blanks  in it ", "new\nline", "newline at the end\n", "-dash", "--output", "quote'\"", "$(touch x)`y`", "*", "gr\u00fcn"]) {
      const base = makeFolder();
      mkdirSync(join(base, name));
      const run = runCollector(["--output", name, ...only], { root, shell, cwd: base });
      assert.is(run.status, 0, `${JSON.stringify(name)}: ${run.stderr}`);
      readOnlyFile(join(base, name));
      assert.equal(readdirSync(base), [name]);
    }
  });
}

test("a folder that does not exist yet is made, for its owner only; its parent must exist", () => {
  const base = makeFolder();
  assert.is(runCollector([`--output=${base}/new`, ...only], { root }).status, 0);
  readOnlyFile(join(base, "new"));
  assert.is(runCollector([`--output=${base}/no/such`, ...only], { root }).status, 2);
  assert.equal(readdirSync(base), ["new"]);
});

test("a link is followed once, to where it leads", () => {
  const base = makeFolder();
  mkdirSync(join(base, "real"));
  symlinkSync("real", join(base, "link"));
  const run = runCollector(["--output", join(base, "link"), ...only], { root });
  assert.is(run.status, 0);
  assert.match(run.stderr, `wrote ${base}/real/`);
  readOnlyFile(join(base, "real"));
  symlinkSync("nowhere", join(base, "dangling"));
  assert.is(runCollector(["--output", join(base, "dangling"), ...only], { root }).status, 2);
  assert.not.ok(existsSync(join(base, "nowhere")));
});

test("places that are refused, each with its reason", () => {
  const base = makeFolder();
  writeFileSync(join(base, "file"), "");
  mkdirSync(join(base, "open"));
  chmodSync(join(base, "open"), 0o777);
  const refused = (path: string, reason: string): void => {
    const run = runCollector(["--output", path, ...only], { root });
    assert.equal([run.status, run.stderr.includes(reason)], [2, true], run.stderr);
  };
  refused(join(base, "file"), "is no directory");
  refused(join(base, "open"), "has no sticky bit");
  refused(join(root, "opt/zimbra/data"), "is below /opt/zimbra");
  refused(join(root, "opt/zimbra"), "is below /opt/zimbra");
  assert.equal(readdirSync(join(base, "open")), []);
  chmodSync(join(base, "open"), 0o1777);
  assert.is(runCollector(["--output", join(base, "open"), ...only], { root }).status, 0);
});

test("a test root that is not ours, or open to others, is refused", () => {
  const other = makeRoot();
  chmodSync(other, 0o777);
  assert.match(runCollector(only, { root: other }).stderr, "can be written by others");
  assert.match(runCollector(only, { root: makeFolder() }).stderr, "is for the project's tests");
});

if (!isRoot || !hasTool("setpriv")) console.log("SKIPPED only root can become somebody else here");
(isRoot && hasTool("setpriv") ? test : test.skip)("without root it says what that costs, and what it may not read is denied", () => {
  const base = makeFolder();
  chmodSync(base, 0o777 | 0o1000);
  const path = new URL("../../../collector/collect.sh", import.meta.url).pathname;
  const { status, stderr } = spawnSync("setpriv", ["--reuid=65534", "--regid=65534", "--clear-groups", "sh", "-s", "--", "--output", base, "--anyway", "--only", "os,ssh,fw,acct,net"],
    { input: spawnSync("cat", [path]).stdout, encoding: "utf8", env: { PATH: process.env["PATH"], HOME: "/" } });
  assert.is(status, 1, stderr);
  assert.match(stderr, /not root: .*denied/);
  const { document } = readOnlyFile(base);
  assert.is(document.host.euid, 65534);
  assert.is(document.complete, true);
  for (const id of ["acct.shadow", "fw.iptables", "ssh.effective"]) assert.is(document.parts.find((record) => record.id === id)?.state, "denied", id);
  assert.is(document.parts.find((record) => record.id === "os.release")?.state, "ok");
});

test.run();
