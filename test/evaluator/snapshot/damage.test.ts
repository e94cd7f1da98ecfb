import { test } from "uvu";
import * as assert from "uvu/assert";
import { openSnapshot, partOf } from "../../../evaluator/snapshot/index.js";
import type { OpenedPart } from "../../../evaluator/snapshot/index.js";
import { inlineSample, json, sample, sha256, tarOf } from "./samples.js";

type Outputs = Readonly<Record<string, string>>;

const openPart = async (part: Record<string, unknown>, outputs: Outputs = {}, limits = {}): Promise<OpenedPart> => {
  const document = inlineSample({ parts: [
    { id: "mta.maps", part: "list", state: "ok", stdout: { text: "fine\n" } }, { id: "zm.global", part: "gacf", state: "ok", ...part },
  ] });
  const members = Object.entries(outputs).map(([name, text]) => ({ name: `outputs/${name}`, bytes: text }));
  const bytes = tarOf([{ name: "snapshot.json", bytes: json(document) }, ...members]);
  const [opened] = await openSnapshot({ name: "x", bytes }, { limits });
  const found = opened && partOf(opened, "zm.global", "gacf");
  if (!opened || !found) throw new Error("no part");
  assert.is(partOf(opened, "mta.maps", "list")?.text(), "fine\n", "the rest is judged");
  if (found.damage !== undefined) {
    assert.equal([found.text(), found.bytes()], [undefined, undefined]);
    assert.equal(opened.warnings, ["1 of 2 parts is damaged and counts as unknown"]);
  }
  return found;
};

test("an output that was changed", async () => {
  assert.is((await openPart({ stdout: { text: "a: c\n" }, sha256: sha256("a: b\n") })).damage,
    "its output does not have the SHA-256 that was recorded");
  assert.is((await openPart({ stdout: { member: "outputs/1" }, sha256: sha256("a") }, { 1: "b" })).damage,
    "its output does not have the SHA-256 that was recorded");
  assert.is((await openPart({ stdout: { text: "" }, sha256: sha256("") })).damage, undefined);
});

test("an output that was cut", async () => {
  assert.is((await openPart({ stdout: { text: "é" }, out_bytes: 3 })).damage, "its output has 2 bytes and not 3, as recorded");
});

test("an output that is missing, and one that was never there", async () => {
  assert.is((await openPart({ stdout: { member: "outputs/7" } })).damage, "its output outputs/7 is missing");
  assert.is((await openPart({})).damage, "it has no output");
  const failed = await openPart({ state: "failed", reason: "exit 1", stderr: { text: "no" } });
  assert.equal([failed.damage, failed.text(), failed.stderr(), failed.reason], [undefined, undefined, "no", "exit 1"]);
});

test("an empty output is an output", async () => {
  for (const part of [{ stdout: { text: "" } }, { out_bytes: 0 }, { stdout: { base64: "" } }]) {
    const opened = await openPart(part);
    assert.equal([opened.damage, opened.text(), opened.bytes()?.length], [undefined, "", 0]);
  }
});

test("base64 that is none damages its part, not the snapshot", async () => {
  for (const base64 of ["a", "!!!!", "YQ=", "YQ==YQ==", "YR=="]) {
    assert.is((await openPart({ stdout: { base64 } })).damage, "its output is not base64", base64);
  }
  assert.is((await openPart({ stdout: { base64: "YWJj\nZGVm\n" } })).text(), "abcdef");
});

test("an output over the limit of a part, which is another for accounts", async () => {
  const limits = { partBytes: 5, accountsBytes: 8 };
  assert.is((await openPart({ stdout: { text: "123456" } }, {}, limits)).damage, "its output is larger than 5 bytes");
  assert.is((await openPart({ stdout: { member: "outputs/1" } }, { 1: "123456789" }, limits)).damage, "its output is larger than 8 bytes");
  const document = inlineSample({ parts: [{ id: "zm.accounts", part: "accounts", state: "ok", stdout: { text: "123456" } }] });
  const [accounts] = await openSnapshot({ name: "x", bytes: json(document) }, { limits });
  assert.is(accounts?.parts[0]?.text(), "123456");
});

test("lone surrogates in a text are tolerated", async () => {
  const bytes = Buffer.from(json(inlineSample()).toString().replace("a: b\\n", "\\ud800x"));
  const [opened] = await openSnapshot({ name: "x", bytes });
  assert.equal([opened?.parts[0]?.text(), opened?.parts[0]?.bytes()?.length], ["\ud800x", 4]);
});

test("without its archive a document says which outputs are missing", async () => {
  const [opened] = await openSnapshot({ name: "x", bytes: json(sample({ complete: false })) });
  assert.is(opened?.complete, false);
  assert.equal(opened?.warnings, ["the run is incomplete: it did not reach its end", "1 of 3 parts is damaged and counts as unknown"]);
});

test.run();
