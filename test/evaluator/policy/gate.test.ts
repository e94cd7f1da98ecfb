import * as assert from "uvu/assert";
import { test } from "uvu";
import { factsSchema } from "../../../evaluator/policy/compile-policy.js";
import type { How } from "../../../evaluator/policy/compiler.js";
import { blockersOf, gateRead, isOptional, unknownsOf, type Verdict } from "../../../evaluator/policy/gate.js";

const schema = await factsSchema();
const all = { value: true, from: "command", ev: 0 };
const known = { value: "https", from: "server", ev: 1 };
const gap = { unknown: "not collected", ev: 2 };
const mode = "servers.@.attrs.zimbraMailMode";
const world = (a: unknown, b: unknown = known, collected: unknown = all): unknown => ({
  collections: { servers: collected },
  servers: { a: { attrs: { zimbraMailMode: a } }, b: { attrs: { zimbraMailMode: b } } },
});
type Words = readonly string[];
const blocked = (facts: unknown, verdict: Verdict, path: string, how: readonly How[] = [], optional: Words = []): Words =>
  blockersOf(facts, { index: 0, names: [], members: true, reads: [gateRead(schema, optional, { path: path.split("."), how })] }, verdict, "a").map((one) => one.path);

const leaning: readonly How[] = ["not", "comprehension", "every", "aggregate", "get", "default", "else"];

test("a plain read of a value needs no gate: it would have given nothing", () => {
  assert.equal(blocked(world(gap), "pass", `${mode}.value`), []);
  assert.equal(blocked(world(gap), "fail", `${mode}.value`), []);
});

for (const how of leaning) {
  test(`a pass leans on what is read under ${how}`, () => {
    assert.equal(blocked(world(gap), "pass", `${mode}.value`, [how]), [mode.replace("@", "a")]);
    assert.equal(blocked(world(gap), "not_applicable", `${mode}.value`, [how]), [mode.replace("@", "a")]);
    assert.equal(blocked(world(known), "pass", `${mode}.value`, [how]), []);
  });
}

test("a pass leans on a leaf that is read as such", () => {
  assert.equal(blocked(world(gap), "pass", mode), [mode.replace("@", "a")]);
  assert.equal(blocked(world(known, gap), "pass", mode.replace("@", "*")), []);
  assert.equal(blocked(world(known, gap), "pass", mode.replace("@", "*"), ["whole"]), [mode.replace("@", "b")]);
});

test("a pass that takes an entity as a whole leans on every leaf below it", () => {
  assert.equal(blocked(world(gap), "pass", "servers.@", ["whole"]), [mode.replace("@", "a")]);
  assert.equal(blocked(world(known, gap), "pass", "servers.@", ["whole"]), []);
  assert.equal(blocked(world(known, gap), "pass", "servers", ["whole"]), [mode.replace("@", "b")]);
  assert.equal(blocked(world(known, known, gap), "pass", "servers", ["whole"]), ["servers.*"]);
});

test("a pass over all members leans on their being all", () => {
  assert.equal(blocked(world(known, known, gap), "pass", `${mode.replace("@", "*")}.value`, ["every"]), ["servers.*"]);
  assert.equal(blocked(world(known, known, gap), "pass", `${mode.replace("@", "*")}.value`), []);
});

test("a fail leans on negations, not on what other members are", () => {
  for (const how of ["not", "get", "default", "else"] as const) {
    assert.equal(blocked(world(gap), "fail", `${mode}.value`, [how]), [mode.replace("@", "a")]);
  }
  for (const how of ["comprehension", "every", "aggregate"] as const) {
    assert.equal(blocked(world(gap), "fail", `${mode}.value`, [how]), [mode.replace("@", "a")]);
    assert.equal(blocked(world(gap), "fail", `${mode.replace("@", "*")}.value`, [how]), []);
  }
  assert.equal(blocked(world(gap), "fail", mode, ["whole"]), [mode.replace("@", "a")]);
});

test("what only a message prints is not leaned on", () => assert.equal(blocked(world(gap), "pass", mode, ["text"]), []));

test("an optional path is not leaned on, nor what lies below it", () => {
  assert.equal(blocked(world(gap), "pass", `${mode}.value`, ["not"], ["input.servers.*.attrs.zimbraMailMode"]), []);
  assert.equal(blocked(world(gap), "pass", `${mode}.value`, ["not"], ["input.servers.*.attrs.zimbraMailPort"]), [mode.replace("@", "a")]);
  assert.ok(isOptional(["input.servers"], ["servers", "@", "x"]));
  assert.not.ok(isOptional(["input.servers.@.x"], ["servers", "*", "x"]));
});

test("a map that is not complete counts where all its members do", () => {
  const path = "hosts.@.sshd.connections.*.settings.port.value";
  const connections = { one: { settings: { port: known } } };
  const host = (complete: unknown): unknown => ({ collections: { hosts: all }, hosts: { a: { sshd: { complete, connections } } } });
  assert.equal(blocked(host(gap), "pass", path, ["every"]), ["hosts.a.sshd.complete"]);
  assert.equal(blocked(host({ value: false, from: "command", ev: 1 }), "pass", path, ["every"]), ["hosts.a.sshd.complete"]);
  assert.equal(blocked(host(all), "pass", path, ["every"]), []);
});

test("parameters are never in the way", () => assert.equal(blocked({}, "pass", "parameters.x.days", ["not"]), []));

test("one blocker a place, sorted, with reason and evidence", () => {
  const reads = [[`${mode}.value`, "not"], [mode, "every"], ["servers.*.attrs.zimbraMailMode.value", "every"]] as const;
  const rule = { index: 0, names: [], members: true, reads: reads.map(([path, how]) => gateRead(schema, [], { path: path.split("."), how: [how] })) };
  assert.equal(blockersOf(world(gap, gap), rule, "pass", "a"), [
    { path: mode.replace("@", "a"), reason: "not collected", ev: 2 }, { path: mode.replace("@", "b"), reason: "not collected", ev: 2 },
  ]);
});

test("what is unknown is told also where no rule leans on it", () => {
  const read = (path: string, how: readonly How[]): ReturnType<typeof gateRead> => gateRead(schema, [], { path: path.split("."), how });
  const reads = [read(`${mode}.value`, []), read(mode, ["text"])];
  assert.equal(unknownsOf(world(gap), reads, "a").map(({ path }) => path), [mode.replace("@", "a")]);
  assert.equal(unknownsOf(world(known), reads, "a"), []);
});

test.run();
