import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { openSnapshot, partOf } from "../../../evaluator/snapshot/index.js";
import type { OpenedSnapshot } from "../../../evaluator/snapshot/index.js";
import { inlineSample, inPieces, ipset, json, refusalOf, sample, sha256, tarOf, temporary } from "./samples.js";

const only = (opened: readonly OpenedSnapshot[]): OpenedSnapshot => {
  const [first] = opened;
  if (!first || opened.length !== 1) throw new Error(`${opened.length} snapshots`);
  return first;
};

const writeSample = (folder: string, change: Record<string, unknown> = {}): string => {
  mkdirSync(join(folder, "outputs"), { recursive: true });
  writeFileSync(join(folder, "snapshot.json"), json(sample(change)));
  writeFileSync(join(folder, "outputs/1"), ipset);
  return folder;
};

const checkSample = (opened: OpenedSnapshot): void => {
  assert.is(opened.complete, true);
  assert.equal(opened.snapshot.host, { name: "mail.example.com", euid: 0 });
  assert.not("parts" in opened.snapshot);
  assert.equal(opened.parts.map(({ id, damage }) => [id, damage]), [["zm.global", undefined], ["rng", undefined], ["fw.ipset", undefined]]);
  assert.is(partOf(opened, "zm.global", "gacf")?.text(), "zimbraMtaMyNetworks: 127.0.0.0/8\n");
  assert.is(partOf(opened, "fw.ipset", "save")?.text(), ipset);
  const rng = partOf(opened, "rng", "entropy");
  assert.equal([rng?.text(), rng?.lossy, [...(rng?.bytes() ?? [])]], ["\ufffd\ufffd\ufffd\ufffd", true, [255, 255, 255, 255]]);
  assert.is(partOf(opened, "rng", "nosuch"), undefined);
  assert.equal(opened.warnings, []);
};

test("JSON, with and without gzip, a byte order mark, leading blanks, in any pieces", async () => {
  const bytes = json(inlineSample());
  const forms = [bytes, gzipSync(bytes), Buffer.concat([Buffer.from("\ufeff"), bytes]),
    Buffer.from(`${" \n".repeat(400)}${bytes.toString()}\n`),
    Buffer.concat([gzipSync(bytes.subarray(0, 20)), gzipSync(bytes.subarray(20))])];
  for (const form of forms) {
    for (const size of [1, 7, 100_000]) {
      const opened = only(await openSnapshot({ name: "a.json", stream: inPieces(form, size) }));
      assert.equal([opened.name, opened.digest, opened.parts[0]?.text()], ["a.json", sha256(form), "a: b\n"]);
    }
  }
});

for (const format of ["gnu", "pax", "ustar", "v7"]) {
  test(`a tar as GNU tar writes it (${format}), plain and compressed, with and without a folder`, async () => {
    const root = temporary();
    writeSample(join(root, "h"));
    for (const [name, args] of [["a.tar", ["-C", join(root, "h"), "."]], ["b.tar.gz", ["-C", root, "h"]]] as const) {
      const path = join(root, name);
      execFileSync("tar", [name.endsWith("gz") ? "-czf" : "-cf", path, `--format=${format}`, ...args]);
      const opened = only(await openSnapshot(path));
      checkSample(opened);
      assert.is(opened.name, path);
      assert.is(opened.digest, sha256(execFileSync("cat", [path])));
    }
  });
}

const busybox = spawnSync("busybox", ["tar", "--help"]).error === undefined;
if (!busybox) console.log("SKIPPED busybox is not installed");
(busybox ? test : test.skip)("a tar as busybox writes it", async () => {
  const root = temporary();
  writeSample(join(root, "h"));
  execFileSync("busybox", ["tar", "-czf", join(root, "a.tgz"), "-C", root, "h"]);
  checkSample(only(await openSnapshot(join(root, "a.tgz"))));
});

for (const format of ["gnu", "pax"]) {
  test(`long and non-ASCII folder names (${format})`, async () => {
    const root = temporary();
    const folder = `${"long-".repeat(30)}ü`;
    writeSample(join(root, folder));
    const env = { ...process.env, LC_ALL: "C.UTF-8" };
    execFileSync("tar", ["-cf", join(root, "a.tar"), `--format=${format}`, "-C", root, folder], { env });
    checkSample(only(await openSnapshot(join(root, "a.tar"))));
  });
}

test("several hosts in one archive: documents, folders, archives; sorted by name", async () => {
  const root = temporary();
  writeSample(join(root, "in/mail"));
  writeFileSync(join(root, "in/web.json"), json(inlineSample()));
  writeFileSync(join(root, "in/web.json.sig"), "signature");
  writeFileSync(join(root, "in/ldap.json"), gzipSync(json(inlineSample())));
  writeSample(join(root, "inner"));
  execFileSync("tar", ["-czf", join(root, "in/a.tgz"), "-C", join(root, "inner"), "."]);
  execFileSync("tar", ["-czf", join(root, "all.tgz"), "-C", join(root, "in"), "."]);
  const opened = await openSnapshot(join(root, "all.tgz"));
  assert.equal(opened.map(({ name }) => name.slice(root.length + 1)), ["all.tgz:a.tgz", "all.tgz:ldap.json", "all.tgz:mail/snapshot.json",
    "all.tgz:web.json"]);
  for (const host of [opened[0], opened[2]]) if (host) checkSample(host);
  assert.is(opened[3]?.digest, sha256(json(inlineSample())));
  const lines = `${sha256(ipset)}  outputs/1\n${sha256(json(sample()))}  snapshot.json\n`;
  assert.is(opened[2]?.digest, sha256(lines));
});

test("a folder: one snapshot with other files beside it, or several", async () => {
  const root = temporary();
  writeSample(root);
  writeFileSync(join(root, "README.md"), "what is wrong with this host");
  writeFileSync(join(root, ".hidden"), "");
  const opened = only(await openSnapshot(root));
  assert.is(opened.name, root);
  assert.equal(opened.warnings, ["files that belong to no part were not read: README.md"]);
  assert.is(opened.digest, sha256(`${sha256(ipset)}  outputs/1\n${sha256(json(sample()))}  snapshot.json\n`));

  const several = temporary();
  writeSample(join(several, "b"));
  writeFileSync(join(several, "a.txt"), gzipSync(json(inlineSample())));
  writeFileSync(join(several, "notes.txt"), "no snapshot\0");
  const names = (await openSnapshot(several)).map(({ name }) => name);
  assert.equal(names, [join(several, "a.txt"), join(several, "b")]);
});

test("a bad one of several is reported and the rest opened, where the caller asks for it", async () => {
  const bytes = tarOf([
    { name: "a.json", bytes: json(inlineSample()) }, { name: "b.json", bytes: "{}" }, { name: "c/snapshot.json", bytes: "{" },
  ]);
  const bad: string[] = [];
  const opened = await openSnapshot({ name: "x", bytes }, { onBad: (error) => bad.push(error.where) });
  assert.equal([opened.map(({ name }) => name), bad], [["x:a.json"], ["x:b.json", "x:c/snapshot.json, line 1, column 2"]]);
  assert.match(await refusalOf(bytes), /x:b\.json/);
});

test("standard input", () => {
  const module = fileURLToPath(new URL("../../../evaluator/snapshot/index.js", import.meta.url));
  const script = `import { openSnapshot } from ${JSON.stringify(module)};
    const [one] = await openSnapshot("-"); console.log(one.name, one.parts.length);`;
  const input = gzipSync(tarOf([{ name: "snapshot.json", bytes: json(sample()) }, { name: "outputs/1", bytes: ipset }]));
  assert.is(execFileSync(process.execPath, ["--input-type=module", "-e", script], { input }).toString(), "standard input 3\n");
});

test("nothing is followed out of a folder, but the folder itself may be a link", async () => {
  const root = temporary();
  writeSample(join(root, "h"));
  symlinkSync(join(root, "h"), join(root, "link"));
  checkSample(only(await openSnapshot(join(root, "link"))));
  symlinkSync("/etc/passwd", join(root, "h/outputs/2"));
  assert.is(await refusalOf(join(root, "h")), `The folder holds a symbolic link ("outputs/2"): ${join(root,
    "h")}. Give a folder of plain files.`);
});

test("progress is told and ends at the size of the input", async () => {
  const bytes = gzipSync(json(inlineSample()));
  let read = 0;
  let expanded = 0;
  await openSnapshot({ name: "x", bytes }, { onProgress: (progress) => ({ read, expanded } = progress) });
  assert.equal([read, expanded], [bytes.length, json(inlineSample()).length]);
});

test.run();
