import { test } from "uvu";
import * as assert from "uvu/assert";
import { readWhere, type Where } from "../../evaluator/results/where.js";
import { matching } from "../../evaluator/tui/state/facets.js";
import { rowsWith } from "../../evaluator/tui/state/haystack.js";
import { toModel } from "../../evaluator/tui/state/model.js";
import { makeReport } from "./make-report.js";

const model = toModel(makeReport({ hosts: 30, controls: 150, subjects: 40, hostile: " é日本\nnext" }));
const read = (text: string): Where => {
  const where = readWhere(text);
  if ("problem" in where) throw new Error(where.problem);
  return where;
};

test("it finds the very rows that asking each one finds", () => {
  assert.ok(model.findings.length > 4_096, "more than one piece");
  for (const needle of [
    "mail", "user7@", "tls 1.0", "é日本", "next", "\n", "k\nn", "t mail", "x", "nowhere", "proxy accepts",
    model.findings.at(-1)?.words ?? "", "",
  ]) {
    const expected = model.findings.filter(({ words }) => words.includes(needle)).map(({ index }) => index);
    assert.equal(rowsWith(model, needle), expected, JSON.stringify(needle));
  }
});

test("every filter takes the rows that its own test takes", () => {
  const filters = [
    "tls", "TLS mail1", "tls -user1", "-tls", '"over ssh" status:fail', "user1 user12", "/us.r1/ tls", "=tls",
    "status:pass", "sev:>=high port", '"', 'a"b', "-", "tls tls",
    "host:mail1 certificate", "", "é", 'kind:account "senders without"',
  ];
  for (const text of filters) {
    const where = read(text);
    const expected = model.findings.map((finding) => (where.test(finding) ? 1 : 0));
    assert.equal([...matching(model, where, undefined)], expected, text);
  }
});

test("the needle is the longest bare word, and alone only where nothing else is asked", () => {
  assert.equal([read("ab abcd abc").needle, read("ab abcd abc").needleOnly], ["abcd", false]);
  assert.equal([read("ABCD").needle, read("ABCD").needleOnly], ["abcd", true]);
  for (const text of ["", "-abcd", "/abcd/", "status:fail", "=abcd"]) assert.is(read(text).needle, undefined, text);
});

test.run();
