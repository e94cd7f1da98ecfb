import * as assert from "uvu/assert";
import { test } from "uvu";
import { factsSchema } from "../../../evaluator/policy/compile-policy.js";
import { completenessPaths, incomplete, resolve, unknownBelow, type Found } from "../../../evaluator/policy/resolve.js";

const leaf = { value: 1, from: "server", ev: 3 };
const gap = { unknown: "not collected", ev: 4 };
const all = { value: true, from: "command", ev: 0 };
const facts = {
  collections: { servers: all, hosts: { unknown: "cut off", ev: 9 } },
  servers: { a: { x: leaf, y: gap }, b: { x: gap } },
  hosts: { a: { units: { u: { active: leaf }, v: { active: gap } } } },
  accounts: [{ name: "ann", live: leaf }, { name: "bob", live: gap }],
  parameters: { "1.1": { days: 3 } },
};
const word = ({ path, state, atLeaf, wild }: Found): string =>
  [path.join("."), state, ...(atLeaf ? ["leaf"] : []), ...(wild ? ["wild"] : [])].join(" ");
const say = (path: string, subject = "a"): readonly string[] => resolve(facts, path.split("."), subject).map(word);

test("the subject's own leaf", () => {
  assert.equal(say("servers.@.x.value"), ["servers.a.x known"]);
  assert.equal(say("servers.@.x"), ["servers.a.x known leaf"]);
  assert.equal(say("servers.@.y.value"), ["servers.a.y unknown"]);
});

test("any member of a complete collection", () => {
  assert.equal(say("servers.*.x.value"), ["servers.a.x known wild", "servers.b.x unknown wild"]);
});

test("any member of an incomplete one also asks for the rest", () => {
  assert.equal(say("hosts.*.units.u.active.value"), ["hosts.* unknown wild", "hosts.a.units.u.active known wild"]);
});

test("a name that a complete collection has not is known to be absent", () => {
  assert.equal(say("servers.@.x.value", "c"), ["servers.c absent"]);
});

test("a name that an incomplete one has not is unknown", () => {
  assert.equal(say("hosts.@.units.u.active", "c"), ["hosts.c unknown"]);
  assert.equal(resolve(facts, ["hosts", "c", "x"], "")[0]?.ev, 9);
});

test("what was not collected is unknown", () => {
  assert.equal(say("servers.@.z.value"), ["servers.a.z.value unknown"]);
  assert.equal(say("hosts.@.units.w.active.value"), ["hosts.a.units.w.active.value unknown"]);
  assert.equal(say("servers.@.map.*.x"), ["servers.a.map.* unknown wild"]);
});

test("accounts are found by name", () => {
  assert.equal(say("accounts.@.live.value", "bob"), ["accounts.bob.live unknown"]);
  assert.equal(say("accounts.0.live.value"), ["accounts.0.live known"]);
  assert.equal(say("accounts.*.live").slice(1), ["accounts.ann.live known leaf wild", "accounts.bob.live unknown leaf wild"]);
});

test("two accounts of one name don't hide each other", () => {
  const twins = { accounts: [{ name: "x", live: leaf }, { name: "x", live: gap }] };
  assert.equal(resolve(twins, ["accounts", "*", "live"], "").map(({ state }) => state), ["unknown", "known", "unknown"]);
  assert.equal(resolve(twins, ["accounts", "@", "live"], "x").map(({ state }) => state), ["unknown"]);
});

test("facts without parameters have none to be unknown", () => assert.equal(resolve({}, ["parameters", "x"], ""), []));

test("names of JavaScript's own objects are not there", () => {
  assert.equal(say("servers.@.constructor.name.value"), ["servers.a.constructor.name.value unknown"]);
});

test("whether a collection is complete", () => {
  assert.is(incomplete(facts, "servers"), undefined);
  assert.equal(incomplete(facts, "hosts"), { reason: "cut off", ev: 9 });
  assert.match(incomplete(facts, "domains")?.reason ?? "", /not known whether all domains/);
  const cut = { collections: { servers: { value: false, from: "command", ev: 2 } } };
  assert.match(incomplete(cut, "servers")?.reason ?? "", /not known whether all servers/);
});

test("every unknown leaf below a place", () => {
  const below = (path: string): readonly string[] => unknownBelow(facts, path.split("."), "a").map(({ path: at }) => at.join("."));
  assert.equal(below("servers.@"), ["servers.a.y"]);
  assert.equal(below("servers"), ["servers.a.y", "servers.b.x"]);
  assert.equal(below("hosts"), ["hosts.*", "hosts.a.units.v.active"]);
  assert.equal(below("hosts.@.units"), ["hosts.a.units.v.active"]);
  assert.equal(below("servers.*.y"), ["servers.a.y"]);
  assert.equal(below("servers.@.x"), []);
});

test("a map that says itself whether it is complete", async () => {
  const schema = await factsSchema();
  assert.equal(completenessPaths(schema, ["hosts", "@", "sshd", "connections", "*", "user"]), [["hosts", "@", "sshd", "complete"]]);
  assert.equal(completenessPaths(schema, ["hosts", "@", "units", "*", "active"]), []);
});

test.run();
