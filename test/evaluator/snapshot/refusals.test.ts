import { gzipSync } from "node:zlib";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { inlineSample, json, pax, refusalOf, sample, tarOf } from "./samples.js";
import type { TarEntry } from "./samples.js";

const again = "Copy the file again; if it is the original, collect again.";
const collect = "Collect again, or give the file that the collector wrote.";
const distrust = "A snapshot holds plain files only: do not trust it, collect again.";
const give = "Give a snapshot: JSON, JSON.gz, tar, tar.gz, or a folder.";
const good: TarEntry = { name: "snapshot.json", bytes: json(inlineSample()) };

const cases: readonly (readonly [string, string | Buffer, string])[] = [
  ["an empty file", "", `The file is empty: x. ${again}`],
  ["blanks only", " \n", `The file is empty: x. ${again}`],
  ["zeros only", Buffer.alloc(10240), `The file holds nothing but zero bytes: x. ${again}`],
  ["an empty gzip", gzipSync(""), `The gzip data holds nothing: x. ${again}`],
  ["{}", "{}", `This is JSON but no snapshot ("format" is not "zmaudit-snapshot"): x. ${collect}`],
  ["an array", "[]", `This is JSON but no snapshot (an array): x. ${collect}`],
  ["a number", "1", `This is JSON but no snapshot (a number): x. ${collect}`],
  ["another version", json(inlineSample({ version: 2 })),
    "This is a snapshot of version 2, and this zmaudit reads version 1: x. Use the zmaudit that belongs to this collector."],
  ["no version", json(inlineSample({ version: undefined })),
    "This is a snapshot without a version, and this zmaudit reads version 1: x. Use the zmaudit that belongs to this collector."],
  ["text", "hello", `This is neither JSON nor gzip nor tar: x. ${give}`],
  ["binary", Buffer.from([1, 2, 3, 0]), `This is neither JSON nor gzip nor tar: x. ${give}`],
  ["broken JSON", '{"format":\n"zmaudit-snapshot" "version":1}',
    `The JSON is not usable: an unexpected character where a comma or the end of the list or object should be: x, ` +
      `line 2, column 20. ${collect}`],
  ["JSON that is cut", json(inlineSample()).subarray(0, 40),
    `The JSON is not usable: the text ends too early: x, line 1, column 41. ${collect}`],
  ["JSON that is not UTF-8", Buffer.from('{"a":"\xe9"}', "latin1"), `The JSON is not UTF-8: x. ${collect}`],
  ["a key twice", '{"format":"zmaudit-snapshot","format":"x"}',
    `The JSON is not usable: the same key twice in one object ("format"): x, line 1, column 30. ${collect}`],
  ["__proto__", '{"__proto__":{}}',
    `The JSON is not usable: a key that no document of ours has ("__proto__"): x, line 1, column 2. ${collect}`],
  ["100,000 nested arrays", "[".repeat(100_000) + "]".repeat(100_000),
    `The JSON is not usable: nested deeper than 64 levels: x, line 1, column 65. ${collect}`],
  ["an unknown key", json(inlineSample({ prats: [] })),
    `The snapshot has an unknown key "prats" (did you mean parts?): x, top level. ${collect}`],
  ["an unknown key of a part", json(inlineSample({ parts: [{ id: "rng", part: "entropy", state: "ok", stdotu: {} }] })),
    `The snapshot has an unknown key "stdotu" (did you mean stdout?): x, part 1 (rng@entropy). ${collect}`],
  ["a wrong state", json(inlineSample({ parts: [{ id: "rng", part: "entropy", state: "fine" }] })),
    `The snapshot does not follow its schema: must be one of ok, absent, failed, timeout, truncated, skipped, ` +
      `denied: x, part 1 (rng@entropy), state. ${collect}`],
  ["a missing key", json(inlineSample({ host: {} })),
    `The snapshot does not follow its schema: must have required property 'name': x, host. ${collect}`],
  ["an unknown source", json(inlineSample({ parts: [{ id: "zm.globl", part: "gacf", state: "ok" }] })),
    'The snapshot names an unknown source "zm.globl" (did you mean zm.global?): x, part 1. Use the zmaudit that ' +
      'belongs to this collector; a source of a site\'s own is named extra.NAME.'],
  ["an unknown source in meant", json(inlineSample({ meant: { "tls.cert": [] } })),
    'The snapshot names an unknown source "tls.cert" (did you mean tls.certs?): x, meant. Use the zmaudit that ' +
      'belongs to this collector; a source of a site\'s own is named extra.NAME.'],
  ["a part twice",
    json(inlineSample({ parts: [{ id: "rng", part: "entropy", state: "ok" }, { id: "rng", part: "entropy", state: "failed" }] })),
    `The snapshot has the part "rng@entropy" twice: x, part 2. ${collect}`],
  ["zip", "PK\u0003\u0004", "This is a zip file: x. Unpack it and give what is inside."],
  ["bzip2", "BZh9", "This is a bzip2 file: x. Unpack it and give what is inside."],
  ["xz", Buffer.from("fd377a585a00", "hex"), "This is an xz file: x. Unpack it and give what is inside."],
  ["zstd", Buffer.from("28b52ffd", "hex"), "This is a zstd file: x. Unpack it and give what is inside."],
  ["gzip of gzip", gzipSync(gzipSync("{}")), "This is gzip inside gzip: x. Unpack it once and give what comes out."],
  ["gzip with other bytes behind", Buffer.concat([gzipSync(json(inlineSample())), Buffer.from("garbage")]),
    "There are other bytes behind the end of the gzip data: x. Copy the file again; if it is the original, do not trust it."],
  ["gzip with zeros behind", Buffer.concat([gzipSync(json(inlineSample())), Buffer.alloc(700)]),
    "There are other bytes behind the end of the gzip data: x. Copy the file again; if it is the original, do not trust it."],
  ["no gzip header", Buffer.from("1f8b0700aabb", "hex"),
    "This begins like gzip but has no gzip header: x. Give the file that the collector wrote."],
  ["a wrong checksum", (() => {
    const bytes = gzipSync(json(inlineSample()));
    bytes.writeUInt8((bytes.at(-5) ?? 0) ^ 1, bytes.length - 5);
    return bytes;
  })(), `The gzip data is damaged (incorrect data check): x. ${again}`],
  ["a symbolic link", tarOf([good, { name: "outputs/1", type: "2", link: "/etc/shadow" }]),
    `The archive holds a symbolic link ("outputs/1"): x. ${distrust}`],
  ["a hard link", tarOf([good, { name: "outputs/1", type: "1", link: "snapshot.json" }]),
    `The archive holds a hard link ("outputs/1"): x. ${distrust}`],
  ["a character device", tarOf([good, { name: "outputs/1", type: "3" }]), `The archive holds a device ("outputs/1"): x. ${distrust}`],
  ["a block device", tarOf([good, { name: "outputs/1", type: "4" }]), `The archive holds a device ("outputs/1"): x. ${distrust}`],
  ["a named pipe", tarOf([good, { name: "outputs/1", type: "6" }]), `The archive holds a named pipe ("outputs/1"): x. ${distrust}`],
  ["a GNU sparse file", tarOf([good, { name: "outputs/1", type: "S" }]),
    `The archive holds a member of a special kind ("outputs/1"): x. ${distrust}`],
  ["a pax sparse file", tarOf([good, { name: "p", type: "x", bytes: pax("GNU.sparse.major", "1") }, { name: "outputs/1" }]),
    `The archive holds a sparse file ("outputs/1"): x. ${distrust}`],
  ["a second size", tarOf([good, { name: "p", type: "x", bytes: pax("size", "0") }, { name: "outputs/1", bytes: "abc" }]),
    `The archive holds a member with a second size ("outputs/1"): x. ${distrust}`],
  ["an absolute name", tarOf([good, { name: "/etc/cron.d/x" }]),
    `The archive holds a member with an absolute name ("/etc/cron.d/x"): x. ${distrust}`],
  ["a name with ..", tarOf([good, { name: "a/../../x" }]),
    `The archive holds a member whose name leads out of it with ".." ("a/../../x"): x. ${distrust}`],
  ["a name with NUL", tarOf([good, { name: "p", type: "x", bytes: pax("path", "outputs/1\0.txt") }, { name: "y" }]),
    `The archive holds a member with a NUL in its name ("outputs/1\\u0000.txt"): x. ${distrust}`],
  ["an empty name", tarOf([good, { name: "" }]), `The archive holds a member without a name: x. ${distrust}`],
  ["a member twice", tarOf([good, { ...good, name: "./snapshot.json" }]),
    'The archive holds a member twice ("snapshot.json"): x. Do not trust it, collect again.'],
  ["an unknown member", tarOf([good, { name: "evil\u001b[2J.sh", bytes: "#!/bin/sh\n" }]),
    'The archive holds a member that belongs to no snapshot ("evil\\u001b[2J.sh"): x. Give the file that the collector wrote.'],
  ["an output that no part names", tarOf([good, { name: "outputs/9", bytes: "y" }]),
    'The archive holds an output that no part names ("outputs/9"): x. Do not trust it, collect again.'],
  ["outputs only", tarOf([{ name: "h/outputs/1", bytes: "y" }]),
    'The archive holds outputs without a snapshot.json ("h"): x. Give the file that the collector wrote.'],
  ["folders only", tarOf([{ name: "h/", type: "5" }]), `The archive holds no snapshot: x. ${give}`],
  ["a folder with content", tarOf([good, { name: "h/", type: "5", bytes: "abc" }]),
    `The archive is damaged (a folder with content at byte 1024): x. ${again}`],
  ["a damaged header", Buffer.concat([tarOf([good], 0), Buffer.alloc(512, "x"), Buffer.alloc(1024)]),
    `The archive is damaged (no tar header at byte 1024): x. ${again}`],
  ["a negative size", tarOf([good, { name: "outputs/1", size: "\xff".repeat(12) }]),
    `The archive is damaged (a header without a size at byte 1024): x. ${again}`],
  ["a size of 8 EiB", tarOf([good, { name: "outputs/1", size: `\x80\0\0\0\x7f${"\xff".repeat(7)}` }]),
    `The archive is damaged (a header without a size at byte 1024): x. ${again}`],
  ["a size of 64 GiB", tarOf([good, { name: "outputs/1", size: "\x80\0\0\0\0\0\0\x10\0\0\0\0" }]),
    "The archive holds a member of more than 1.5 GiB: x. No collector writes such a file: do not trust it, collect again."],
  ["a long name of megabytes", tarOf([{ name: "././@LongLink", type: "L", bytes: Buffer.alloc(2 << 20, "a") }, good]),
    "The archive holds an extended header of more than 1 MiB: x. No collector writes such a file: do not trust it, collect again."],
  ["an archive behind the archive", Buffer.concat([tarOf([good]), tarOf([{ name: "snapshot.json", bytes: "{}" }])]),
    "There are other bytes behind the end of the archive: x. Give each archive by itself; if this is one, do not trust it."],
  ["an archive without its end", tarOf([good], 0), `The archive is cut short: x. ${again}`],
  ["an archive too deep", tarOf([{ name: "a.tar", bytes: tarOf([{ name: "b.tgz", bytes: gzipSync(tarOf([good])) }]) }]),
    "The archive is too deep inside other archives: x:a.tar:b.tgz. Unpack the outer archive and give what is inside."],
];

for (const [name, bytes, sentence] of cases) {
  test(name, async () => {
    const input = Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes);
    assert.is(await refusalOf(input), sentence);
    if (input.length > 0 && !["gzip of gzip"].includes(name) && input[0] !== 0x1f) {
      const packed = await refusalOf(gzipSync(input));
      if (name !== "zeros only" && name !== "blanks only") assert.is(packed, sentence, "also compressed");
    }
  });
}

test("one archive inside another is fine", async () => {
  assert.is(await refusalOf(tarOf([{ name: "a.tar", bytes: tarOf([good]) }])), "accepted");
});

test("a gzip cut anywhere", async () => {
  const whole = gzipSync(tarOf([{ name: "snapshot.json", bytes: json(sample()) }]));
  for (let cut = 2; cut < whole.length; cut += 7) {
    assert.is(await refusalOf(whole.subarray(0, cut)), `The gzip data is cut short: x. ${again}`, `at ${cut}`);
  }
});

test("a tar cut anywhere", async () => {
  const whole = tarOf([{ name: "outputs/1", bytes: Buffer.alloc(1300, "y") }, { name: "snapshot.json", bytes: json(sample()) }], 0);
  for (let cut = 512; cut <= whole.length; cut += 64) {
    assert.is(await refusalOf(whole.subarray(0, cut)), `The archive is cut short: x. ${again}`, `at ${cut}`);
  }
});

test("files that cannot be read", async () => {
  assert.is(await refusalOf("/nonexistent/a.json"), "There is no such file or folder: /nonexistent/a.json. Check the name.");
  assert.is(await refusalOf("/etc/passwd/a.json"), "There is no such file or folder: /etc/passwd/a.json. Check the name.");
  assert.is(await refusalOf("/dev/null"), `The file is empty: /dev/null. ${again}`);
  assert.is(await refusalOf("/dev/zero"), `The file holds nothing but zero bytes: /dev/zero. ${again}`);
});

test.run();
