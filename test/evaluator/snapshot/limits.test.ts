import { once } from "node:events";
import { createGzip, gzipSync } from "node:zlib";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { inlineSample, inPieces, json, refusalOf, sample, tarOf } from "./samples.js";

const MiB = 1024 * 1024;

/** Bytes of a tar.gz whose one output is zeros, made as a stream so that the test itself stays small. */
const bomb = async (size: number): Promise<Buffer> => {
  const gzip = createGzip({ level: 9 });
  const packed: Buffer[] = [];
  gzip.on("data", (chunk: Buffer) => packed.push(chunk));
  gzip.write(tarOf([{ name: "outputs/1", size: `${size.toString(8).padStart(11, "0")}\0` }], 0));
  const zeros = Buffer.alloc(MiB);
  for (let written = 0; written < size; written += MiB) if (!gzip.write(zeros)) await once(gzip, "drain");
  gzip.end(tarOf([]));
  await once(gzip, "end");
  return Buffer.concat(packed);
};

test("200 MiB of zeros in 200 KiB are refused by their ratio, with memory flat", async () => {
  const bytes = await bomb(200 * MiB);
  assert.ok(bytes.length < 400 * 1024);
  const before = process.memoryUsage().rss;
  assert.is(await refusalOf({ name: "x", stream: inPieces(bytes, 64 * 1024) }),
    "The compressed data unpacks to more than 200 times its size: x. No collector writes such a file: do not trust it, collect again.");
  assert.ok(process.memoryUsage().rss - before < 150 * MiB);
});

test("below 64 MiB the ratio is nobody's business", async () => {
  const document = inlineSample({ parts: [{ id: "zm.global", part: "gacf", state: "ok", stdout: { text: " ".repeat(20 * MiB) } }] });
  assert.is(await refusalOf(gzipSync(json(document))), "accepted");
});

test("a bomb inside an archive counts as well", async () => {
  const text = await refusalOf(tarOf([{ name: "a.tgz", bytes: await bomb(200 * MiB) }]));
  assert.is(text,
    "The compressed data unpacks to more than 200 times its size: x:a.tgz. No collector writes such a file: do not " +
      "trust it, collect again.");
});

test("all bytes, also of several snapshots together", async () => {
  const bytes = tarOf([{ name: "a.json.gz", bytes: gzipSync(json(inlineSample())) }, { name: "b.json", bytes: json(inlineSample()) }]);
  assert.is(await refusalOf(bytes, { limits: { expandedBytes: bytes.length } }),
    `The content is larger than ${bytes.length} bytes: x:a.json.gz. Open fewer snapshots at a time, or collect without the accounts.`);
});

test("the document", async () => {
  const sentence = "Give the archive that the collector wrote: it keeps large outputs as members.";
  assert.is(await refusalOf(json(sample()), { limits: { documentBytes: 100 } }),
    `The JSON document is larger than 100 bytes: x. ${sentence}`);
  assert.is(await refusalOf(tarOf([{ name: "snapshot.json", bytes: json(sample()) }]), { limits: { documentBytes: 100 } }),
    `The JSON document is larger than 100 bytes: x:snapshot.json. ${sentence}`);
});

test("members", async () => {
  const bytes = tarOf([{ name: "a/", type: "5" }, { name: "b/", type: "5" }, { name: "snapshot.json", bytes: json(inlineSample()) }]);
  assert.is(await refusalOf(bytes, { limits: { members: 2 } }), "There are more than 2 members: x. Open fewer snapshots at a time.");
  assert.is(await refusalOf(bytes, { limits: { members: 3 } }), "accepted");
});

test("values and keys of the document", async () => {
  const end = "Collect again, or give the file that the collector wrote.";
  assert.is(await refusalOf(json(sample()), { limits: { values: 3 } }),
    `The JSON is not usable: more than 3 values: x, line 1, column 51. ${end}`);
  assert.is(await refusalOf(json(sample()), { limits: { keys: 2 } }),
    `The JSON is not usable: more than 2 keys in one object: x, line 1, column 42. ${end}`);
});

test("time, by the caller's clock", async () => {
  let now = 0;
  const sentence = "Opening took longer than 120 seconds: x. Open fewer snapshots at a time, or copy the input to a faster disk.";
  assert.is(await refusalOf(json(inlineSample()), { clock: () => (now += 70_000) }), sentence);
  assert.is(await refusalOf(json(inlineSample()), { clock: () => 5 }), "accepted");
});

test.run();
