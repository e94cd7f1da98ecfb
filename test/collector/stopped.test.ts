// A run that is killed, stopped, late or without disk leaves an incomplete snapshot that opens, and nothing running.
import { test } from "uvu";
import * as assert from "uvu/assert";
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { openSnapshot, partOf as openedPart } from "../../evaluator/snapshot/index.js";
import { collect, hasTool, isRoot, makeExtra, makeFolder, makeRoot, partOf, readOnlyFile, runCollector, shells, startCollector } from "./collect.js";

/** Several runs of these tests may share a machine: each looks for its own sleeping processes only. */
const marker = String(process.pid);

const sleep = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });
const isRunning = (words: string): boolean => (spawnSync("ps", ["-eo", "args"], { encoding: "utf8" }).stdout ?? "").includes(words);

const waitFor = async (true_: () => boolean, ms = 15_000): Promise<void> => {
  for (const end = Date.now() + ms; !true_(); await sleep(100)) if (Date.now() > end) throw new Error("it did not happen in time");
};
const recordsIn = (output: string): string => {
  const [name = ""] = readdirSync(output);
  const manifest = join(output, name, "manifest.ndjson");
  return existsSync(manifest) ? readFileSync(manifest, "utf8") : "";
};

for (const shell of shells) {
  const [name = ""] = shell;
  const run = hasTool(name) ? test : test.skip;
  if (!hasTool(name)) console.log(`SKIPPED ${name} is not installed`);

  run(`kill -9 in the middle, under ${shell.join(" ")}`, async () => {
    const root = makeRoot();
    const output = makeFolder();
    const extra = makeExtra(root, [{ name: "quick", body: "echo here" }, { name: "slow", body: `trap '' TERM; sleep ${marker}7654331`, seconds: 60 }]);
    const child = startCollector(["--output", output, "--only", "os.release,extra", "--extra", extra], root, shell);
    await waitFor(() => recordsIn(output).includes("extra.quick") && isRunning(`sleep ${marker}7654331`));
    child.kill("SIGKILL");
    await once(child, "close");
    const names = readdirSync(output);
    assert.is(names.length, 1);
    const [opened] = await openSnapshot(join(output, names[0] ?? ""));
    assert.is(opened?.complete, false);
    assert.is(opened && openedPart(opened, "extra.quick", "out")?.text(), "here\n");
    assert.is(opened && openedPart(opened, "os.release", "os-release")?.state, "ok");
    // The watchdog sees that nobody waits any more: TERM, then KILL.
    await waitFor(() => !isRunning(`sleep ${marker}7654331`));
  });

  run(`TERM in the middle, under ${shell.join(" ")}`, async () => {
    const root = makeRoot();
    const output = makeFolder();
    const extra = makeExtra(root, [{ name: "quick", body: "echo here" }, { name: "slow", body: `sleep ${marker}7654332`, seconds: 60 }, { name: "after", body: "echo never" }]);
    const child = startCollector(["--output", output, "--only", "extra", "--extra", extra], root, shell);
    await waitFor(() => isRunning(`sleep ${marker}7654332`));
    child.kill("SIGTERM");
    const [status] = await once(child, "close");
    assert.is(status, 3);
    const { document } = readOnlyFile(output);
    assert.is(document.complete, false);
    assert.is(document.stopped, "signal TERM");
    assert.equal(["extra.quick", "extra.slow", "extra.after"].map((id) => partOf(document, id).state), ["ok", "skipped", "skipped"]);
    await waitFor(() => !isRunning(`sleep ${marker}7654332`));
  });
}

test("the deadline: what has not run by then says so, and the document is whole", () => {
  const root = makeRoot();
  const extra = makeExtra(root, [{ name: "slow", body: "echo x; sleep 60", seconds: 60 }, { name: "after", body: "echo never" }]);
  const document = collect(["--only", "extra", "--extra", extra, "--deadline", "6"], { root });
  assert.is(document.run.status, 3);
  assert.is(document.complete, true);
  assert.is(partOf(document, "extra.slow").state, "timeout");
  assert.is(partOf(document, "extra.after").state, "skipped");
  assert.match(partOf(document, "extra.after").reason ?? "", /^deadline: /);
});

const canMount = isRoot && spawnSync("sh", ["-c", "d=$(mktemp -d) && mount -t tmpfs -o size=1m none $d && umount $d; rmdir $d"]).status === 0;
if (!canMount) console.log("SKIPPED this machine lets nobody mount a small file system");

(canMount ? test : test.skip)("a disk that fills up: a message, status 3, and what was there opens", async () => {
  const root = makeRoot();
  const disk = makeFolder();
  spawnSync("mount", ["-t", "tmpfs", "-o", "size=4m", "none", disk]);
  try {
    const rows = ["a", "b", "c", "d"].map((name) => ({ name, body: "head -c 1500000 /dev/urandom | od -An -tx1 | head -c 1900000", bytes: "4m" }));
    const run = runCollector(["--output", disk, "--only", "os.release,extra", "--extra", makeExtra(root, rows)], { root });
    assert.is(run.status, 3);
    assert.match(run.stderr, "the disk is full");
    const names = readdirSync(disk);
    assert.is(names.length, 1);
    const [opened] = await openSnapshot(join(disk, names[0] ?? ""));
    assert.is(opened?.complete, false);
    assert.is(opened && openedPart(opened, "os.release", "os-release")?.state, "ok");
  } finally {
    spawnSync("umount", [disk]);
  }
});

(canMount ? test : test.skip)("a disk with no room at all", () => {
  const root = makeRoot();
  const disk = makeFolder();
  spawnSync("mount", ["-t", "tmpfs", "-o", "size=1m", "none", disk]);
  try {
    const run = runCollector(["--output", disk], { root });
    assert.is(run.status, 3);
    assert.match(run.stderr, "has less than 2 MB left");
    assert.equal(readdirSync(disk), []);
  } finally {
    spawnSync("umount", [disk]);
  }
});

test("a large output goes beside the document, in an archive that opens", async () => {
  const root = makeRoot();
  const output = join(makeFolder(), "made by the collector");
  mkdirSync(output);
  const run = runCollector(["--output", output, "--only", "extra,os.release", "--extra", makeExtra(root, [{ name: "large", body: "yes 'a line of text' | head -c 3000001", bytes: "4m" }])], { root });
  assert.is(run.status, 0, run.stderr);
  const [name = ""] = readdirSync(output);
  assert.match(name, /\.tar\.gz$/);
  const [opened] = await openSnapshot(join(output, name));
  assert.is(opened?.complete, true);
  assert.equal(opened?.warnings, []);
  const part = opened && openedPart(opened, "extra.large", "out");
  assert.is(part?.damage, undefined);
  assert.is(part?.bytes()?.length, 3000002, "a filter ends its last line");
});

test.run();
