import { gzipSync } from "node:zlib";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { isInputError } from "../../../evaluator/errors.js";
import { openSnapshot } from "../../../evaluator/snapshot/index.js";
import { ipset, json, pax, sample, tarOf } from "./samples.js";

const randomOf = (seed: number) => (below: number): number => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return Math.floor((seed / 2 ** 32) * below);
};

const mutate = (bytes: Buffer, random: (below: number) => number): Buffer => {
  let result = Buffer.from(bytes);
  for (let edits = 1 + random(4); edits > 0; edits--) {
    const at = random(result.length);
    const kind = random(5);
    if (kind === 0) result = Buffer.concat([result.subarray(0, at), result.subarray(at + 1 + random(600))]);
    else if (kind === 1) result = Buffer.concat([result.subarray(0, at), Buffer.alloc(random(600), random(256)), result.subarray(at)]);
    else if (kind === 2) result = result.subarray(0, at);
    else if (result.length > 0) result[at] = kind === 3 ? random(256) : (result[at] ?? 0) ^ (1 << random(8));
  }
  return result;
};

/** Puts the sum right again, so that a mutated header is read and not just refused. */
const repairSums = (bytes: Buffer): Buffer => {
  for (let at = 0; at + 512 <= bytes.length; at += 512) {
    const block = bytes.subarray(at, at + 512);
    if (block.toString("latin1", 257, 262) !== "ustar") continue;
    block.write(" ".repeat(8), 148);
    block.write(`${block.reduce((sum, byte) => sum + byte, 0).toString(8).padStart(6, "0")}\0 `, 148);
  }
  return bytes;
};

const archive = tarOf([
  { name: "p", type: "x", bytes: pax("path", "h/snapshot.json") + pax("mtime", "1.5") }, { name: "s", bytes: json(sample()) },
  { name: "././@LongLink", type: "L", bytes: `h/outputs/1\0` }, { name: "o", bytes: ipset }, { name: "h/outputs", type: "5" },
]);
const manifest = tarOf([{
  name: "manifest.ndjson",
  bytes: [
    '{"zmaudit":"header","format":"zmaudit-snapshot","version":1,"origin":"collector","host":{"name":"m"}}',
    '{"id":"rng","part":"entropy","state":"ok","stdout":{"member":"outputs/1"}}', '{"zmaudit":"end","complete":true}', "",
  ].join("\n"),
}, { name: "outputs/1", bytes: "x" }]);

const seeds: Readonly<Record<string, readonly [Buffer, (bytes: Buffer) => Buffer]>> = {
  "a document": [json(sample()), (bytes) => bytes],
  "a compressed document": [gzipSync(json(sample())), (bytes) => bytes],
  "an archive": [archive, repairSums],
  "a compressed archive": [archive, (bytes) => gzipSync(repairSums(bytes))],
  "an archive of archives": [tarOf([{ name: "a.tar", bytes: archive }, { name: "b.tgz", bytes: gzipSync(archive) }]), repairSums],
  "a working folder": [manifest, repairSums],
};

for (const [name, [bytes, finish]] of Object.entries(seeds)) {
  test(`${name} with random damage is opened or refused, never a defect`, async () => {
    const random = randomOf(42);
    let refused = 0;
    for (let round = 0; round < 600; round++) {
      const input = finish(mutate(bytes, random));
      try {
        for (const opened of await openSnapshot({ name: "x", bytes: input })) for (const part of opened.parts) part.text();
      } catch (error) {
        if (!isInputError(error)) throw new Error(`round ${round}: ${error instanceof Error ? error.stack : String(error)}`);
        refused++;
        assert.match(error.message, /^[A-Z].{5,2000}\.$/s, `round ${round}: ${error.message}`);
      }
    }
    assert.ok(refused > 100 && refused < 600, `${refused} refused`);
  });
}

test.run();
