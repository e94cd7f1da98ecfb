import * as assert from "uvu/assert";
import { test } from "uvu";
import { factsSchema } from "../../../evaluator/policy/compile-policy.js";
import type { How } from "../../../evaluator/policy/compiler.js";
import { gateRead } from "../../../evaluator/policy/gate.js";
import { mutationReason, mutations } from "../../../evaluator/policy/mutate.js";

const schema = await factsSchema();
const leaf = { value: "https", from: "server", ev: 1 };
const facts = {
  collections: { servers: { value: true, from: "command", ev: 0 } }, parameters: { x: { y: 1 } },
  servers: { a: { attrs: { zimbraMailMode: leaf } }, b: { attrs: { zimbraMailMode: leaf, zimbraMailPort: { unknown: "gone", ev: 2 } } } },
  accounts: [{ name: "ann", live: leaf }, { name: "bob", live: leaf }],
};
type Reads = readonly (readonly [path: string, ...how: How[]])[];

const paths = (reads: Reads, subject = "a", optional: readonly string[] = []): readonly string[] => {
  const rule = { index: 0, names: [], members: true, reads: reads.map(([path, ...how]) => gateRead(schema, optional, { path: path.split("."), how })) };
  return mutations(facts, [rule], [subject]).map(({ path }) => path.join("."));
};

test("each known leaf that a rule reads is made unknown in turn", () => {
  assert.equal(paths([["servers.@.attrs.zimbraMailMode.value"]]), ["servers.a.attrs.zimbraMailMode"]);
  const both = ["servers.a.attrs.zimbraMailMode", "servers.b.attrs.zimbraMailMode"];
  assert.equal(paths([["servers.*.attrs.zimbraMailMode.value", "every"]]), both);
});

test("one of several that a plain read finds may stand in for another", () => {
  assert.equal(paths([["servers.*.attrs.zimbraMailMode.value"], ["servers.*.attrs.zimbraMailMode", "whole"]]), []);
});

test("nothing else is: what is unknown already, text, optional paths, parameters", () => {
  assert.equal(paths([["servers.@.attrs.zimbraMailPort.value", "not"]], "b"), []);
  assert.equal(paths([["servers.@.attrs.zimbraMailMode.value", "text"], ["parameters.x.y", "not"]]), []);
  assert.equal(paths([["servers.@.attrs.zimbraMailMode.value", "not"]], "a", ["input.servers.*.attrs"]), []);
});

test("the mutated facts differ in that one place", () => {
  const rule = { index: 0, names: [], members: true, reads: [gateRead(schema, [], { path: ["servers", "@", "attrs", "zimbraMailMode", "value"], how: [] })] };
  const [one] = mutations(facts, [rule], ["a"]);
  const expected = structuredClone(facts) as typeof facts & { servers: { a: { attrs: { zimbraMailMode: unknown } } } };
  expected.servers.a.attrs.zimbraMailMode = { unknown: mutationReason, ev: 0 } as never;
  assert.equal(one?.facts, expected);
  assert.equal(facts.servers.a.attrs.zimbraMailMode, leaf);
});

test("an account is found by its name", () => {
  const rule = { index: 0, names: [], members: true, reads: [gateRead(schema, [], { path: ["accounts", "@", "live", "value"], how: ["not"] })] };
  const [one] = mutations(facts, [rule], ["bob"]);
  assert.equal((one?.facts as typeof facts).accounts.map(({ live }) => "unknown" in live), [false, true]);
});

test.run();
