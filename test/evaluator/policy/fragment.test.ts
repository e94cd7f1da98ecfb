import * as assert from "uvu/assert";
import { test } from "uvu";
import { factsSchema } from "../../../evaluator/policy/compile-policy.js";
import { completeFragment } from "../../../evaluator/policy/fragment.js";

const schema = await factsSchema();
const complete = (fragment: unknown, defaults = {}): ReturnType<typeof completeFragment> =>
  completeFragment(schema, fragment, "x.pass.json", defaults);

test("a bare value stands for a known leaf, with evidence of its own", () => {
  const { input, evidence } = complete({ collections: { servers: true }, servers: { a: { attrs: { zimbraMailMode: "https" } } } });
  assert.equal(input["servers"], { a: { attrs: { zimbraMailMode: { value: "https", from: "server", ev: 1 } } } });
  assert.equal(evidence.map(({ part, note }) => [part, note]), [
    ["collections.servers", "given by x.pass.json"], ["servers.a.attrs.zimbraMailMode", "given by x.pass.json"],
  ]);
});

test("what has value, from or unknown stands for itself", () => {
  const attrs = { zimbraMailMode: { from: "unset" }, zimbraMailPort: { value: 1, from: "global" }, zimbraMailTrustedIP: { unknown: "x" } };
  const { input } = complete({ servers: { a: { attrs } } });
  assert.equal((input["servers"] as { a: { attrs: unknown } }).a.attrs, {
    zimbraMailMode: { from: "unset", ev: 0 }, zimbraMailPort: { value: 1, from: "global", ev: 1 },
    zimbraMailTrustedIP: { unknown: "x", ev: 2 },
  });
});

test("a list, an object and null can be a leaf's value", () => {
  const { input } = complete({ hosts: { a: { roles: ["mta"], packages: { installed: { value: { x: "1" } } } } } });
  assert.equal((input["hosts"] as { a: { roles: unknown; packages: unknown } }).a, {
    roles: { value: ["mta"], from: "command", ev: 0 }, packages: { installed: { from: "command", value: { x: "1" }, ev: 1 } },
  });
});

test("accounts are a list of entities", () => {
  const { input } = complete({ accounts: [{ name: "ann", live: true }] });
  assert.equal(input["accounts"], [{ name: "ann", live: { value: true, from: "server", ev: 0 } }]);
});

test("parameters have their defaults, and the case's own values on top", () => {
  const { input } = complete({ parameters: { "1.1": { days: 9 } } }, { "1.1": { days: 3, all: true }, "2.1": { x: 1 } });
  assert.equal(input["parameters"], { "1.1": { days: 9, all: true }, "2.1": { x: 1 } });
});

test("expected subjects are told apart from the facts", () => {
  const { input, expect } = complete({ expect: { subjects: { a: "pass" } }, servers: {} });
  assert.equal([expect, "expect" in input], [{ a: "pass" }, false]);
});

test("a name that the facts have not is refused, with the nearest", () => {
  const stray = { servers: { a: { attrs: { zimbraMailMod: 1 } } } };
  assert.throws(() => complete(stray), /the facts have no servers\.a\.attrs\.zimbraMailMod: .*nearest: zimbraMailMode/);
  assert.throws(() => complete({ server: {} }), /nearest: servers/);
});

test("what is no object is refused", () => {
  for (const wrong of [null, 1, "x", []]) assert.throws(() => complete(wrong), /no JSON object/);
});

test.run();
