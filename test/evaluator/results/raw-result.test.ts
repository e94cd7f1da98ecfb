import * as assert from "uvu/assert";
import { test } from "uvu";
import { readResult } from "../../../evaluator/results/raw-result.js";

const plain = { rule: 2, subject: "a", status: "pass", message: "m", evidence: [{ ev: 3 }] };
const read = (more: object): ReturnType<typeof readResult> => readResult({ ...plain, ...more });

test("a result as the library makes it", () => {
  assert.equal(readResult(plain), { rule: 2, subject: "a", status: "pass", message: "m", notes: [], fix: [], settle: [], evidence: [3] });
  assert.equal(read({ severity: "high", notes: "n", fix: ["f", "g"] }), {
    rule: 2, subject: "a", status: "pass", message: "m", severity: "high", notes: ["n"], fix: ["f", "g"], settle: [], evidence: [3],
  });
});

const wrong: Readonly<Record<string, readonly [more: object, says: RegExp]>> = {
  "no subject": [{ subject: undefined }, /no subject/],
  "an empty subject": [{ subject: "" }, /no subject/],
  "a number as subject": [{ subject: 3 }, /no text/],
  "an unknown status": [{ status: "passed" }, /status "passed"; it must be one of/],
  "an unknown without a way to settle it": [{ status: "unknown" }, /without saying in settle/],
  "an unknown with an empty way to settle it": [{ status: "unknown", settle: [] }, /without saying in settle/],
  "an unknown with a fix": [{ status: "unknown", settle: ["c"], fix: ["f"] }, /with a fix or a severity/],
  "an unknown with a severity": [{ status: "unknown", settle: ["c"], severity: "low" }, /with a fix or a severity/],
  "a pass with settle": [{ settle: ["c"] }, /for unknown only, and says pass/],
  "a settle that is no text": [{ status: "unknown", settle: [1] }, /no list of texts/],
  "no status": [{ status: undefined }, /\(none\)/],
  "no message": [{ message: undefined }, /no message/],
  "an unknown severity": [{ severity: "urgent" }, /"urgent"/],
  "notes that are no texts": [{ notes: [1] }, /no list of texts/],
  "a fix that is no text": [{ fix: { a: 1 } }, /no list of texts/],
  "a stray field": [{ fixes: [] }, /"fixes"/],
};
for (const [name, [more, says]] of Object.entries(wrong)) test(`${name} is refused`, () => assert.match(String(read(more)), says));

test("a rule may say unknown, with what would settle it", () => {
  const said = read({ status: "unknown", settle: "zmprov gs a" });
  assert.equal(typeof said === "string" ? said : [said.status, said.settle, said.fix], ["unknown", ["zmprov gs a"], []]);
});

test("what is no object is refused", () => {
  for (const value of [null, "x", 3, [plain]]) assert.match(String(readResult(value)), /no object/);
});

test("evidence is taken from leaves, lists of them, and numbers", () => {
  const evidence = (value: unknown): unknown => (read({ evidence: value }) as { evidence: unknown }).evidence;
  assert.equal(evidence([{ ev: 1 }, [{ ev: 2 }, { ev: 1 }], 7, { value: 3 }, null, -1, 1.5, "x"]), [1, 2, 7]);
  assert.equal(evidence({ ev: 4 }), [4]);
  assert.equal(evidence(undefined), []);
});

test("texts and lists are cut to a bound", () => {
  const many = Array.from({ length: 5000 }, (_, ev) => ({ ev }));
  const result = read({ message: "x".repeat(10_000), notes: many.map(() => "n"), evidence: many });
  if (typeof result === "string") throw new Error(result);
  assert.equal([result.message.length, result.notes.length, result.evidence.length], [4000, 200, 200]);
});

test.run();
