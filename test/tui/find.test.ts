import { test } from "uvu";
import * as assert from "uvu/assert";
import { findLine } from "../../evaluator/tui/docs/doc.js";
import { sourceDoc, type SourceView } from "../../evaluator/tui/docs/source.js";
import { plainText } from "../../evaluator/tui/text/line.js";
import type { SourcePart } from "../../evaluator/tui/world.js";

const partOf = (text: string): SourcePart =>
  ({ state: "ok", size: Buffer.byteLength(text), text, bytes: Buffer.from(text) });
const view: SourceView = { columns: 80, left: 0, wrap: false, bytes: false };
const docOf = (text: string, more: Partial<SourceView> = {}) =>
  sourceDoc({ host: "mail", source: "zm.server", part: "gas" }, partOf(text), [], { ...view, ...more });

const lines = Array.from({ length: 9_000 }, (_, i) =>
  (i % 1_000 === 7 ? `line ${i} has a Needle, and a needle again` : `line ${i}`));

test("forward and backward, round the end and the beginning, whatever the case", () => {
  const doc = docOf(`${lines.join("\n")}\n`);
  const head = doc.headLines ?? 0;
  const all = lines.flatMap((line, i) => (/needle/i.test(line) ? [i + head] : []));
  let at = -1;
  for (const expected of [...all, all[0]]) {
    const found = findLine(doc, "NEEDLE", at, 1);
    assert.is(found?.index, expected);
    at = found?.index ?? 0;
  }
  for (const expected of [...all].reverse()) {
    const found = findLine(doc, "needle", at, -1);
    assert.is(found?.index, expected);
    assert.is(
      found?.column, plainText(doc.line(expected)).toLowerCase().indexOf("needle") - 6, "the first of the line"
    );
    at = found?.index ?? 0;
  }
  assert.is(findLine(doc, "nowhere", 0, 1), undefined);
  assert.is(findLine(doc, "nowhere", 0, -1), undefined);
});

test("a text without a line break at its end, an empty one, and signs of expressions", () => {
  assert.is(findLine(docOf("a\nb.c*"), "b.C*", -1, 1)?.index, (docOf("a").headLines ?? 0) + 1);
  assert.is(findLine(docOf("abc"), "b.c", -1, 1), undefined);
  assert.is(findLine(docOf(""), "a", -1, 1), undefined);
});

test("far to the right in a line of two million characters", () => {
  const doc = docOf(`${"x".repeat(2_000_000)}needle\n`);
  assert.is(findLine(doc, "needle", -1, 1)?.column, 2_000_000);
});

test("in bytes: the row where it begins", () => {
  const doc = docOf(`${"x".repeat(100)}needle${"y".repeat(100)}needle`, { bytes: true });
  const head = doc.length - Math.ceil(212 / 16);
  assert.is(findLine(doc, "needle", -1, 1)?.index, head + 6);
  assert.is(findLine(doc, "needle", head + 6, 1)?.index, head + 12);
  assert.is(findLine(doc, "needle", head + 12, 1)?.index, head + 6);
  assert.is(findLine(doc, "needle", head + 12, -1)?.index, head + 6);
  assert.is(findLine(doc, "Needle", head, 1), undefined, "bytes have a case");
});

test("200,000 lines are searched faster than a frame's worth of waiting", () => {
  const doc = docOf(Array.from({ length: 200_000 }, (_, i) => `line ${i} zimbraSomething: a value é`).join("\n"));
  findLine(doc, "warm", 0, 1);
  const began = process.cpuUsage();
  assert.is(findLine(doc, "nowhere", 0, 1), undefined);
  assert.ok(process.cpuUsage(began).user < 500_000, "half a second of the processor");
});

test.run();
