import * as assert from "uvu/assert";
import { test } from "uvu";
import { factsSchema } from "../../../evaluator/policy/compile-policy.js";
import type { How } from "../../../evaluator/policy/compiler.js";
import { gateRead, type GateRead } from "../../../evaluator/policy/gate.js";
import type { Gate } from "../../../evaluator/policy/gate.js";
import { decide, type Decision } from "../../../evaluator/results/decide.js";

const schema = await factsSchema();
const all = { value: true, from: "command", ev: 0 };
const leaf = (value: unknown): unknown => ({ value, from: "server", ev: 1 });
const gap = { unknown: "not collected", ev: 2 };
const read = (path: string, ...how: How[]): GateRead => gateRead(schema, [], { path: path.split("."), how });
const mode = "servers.@.attrs.zimbraMailMode.value";
const services = "servers.@.services.value";

type Finder = Gate["subjects"][number];
const byName: Finder = { names: [], collections: [["servers"]], reads: [read(services)] };
const gate = (rules: readonly (readonly GateRead[])[] = [[read(mode)]], subjects: readonly Finder[] = [byName]): Gate =>
  ({ subjectKind: "server", subjects, results: rules.map((reads, index) => ({ index, names: [], members: true, reads })) });
const world = (servers: Readonly<Record<string, readonly [services: unknown, mode: unknown]>>, collected: unknown = all): unknown => ({
  collections: { servers: collected },
  servers: Object.fromEntries(Object.entries(servers).map(([name, [s, m]]) => [name, { services: s, attrs: { zimbraMailMode: m } }])),
});
const result = (subject: string, status: string, more: object = {}): object =>
  ({ rule: 0, subject, status, message: `${subject} ${status}`, evidence: [{ ev: 1 }], ...more });
type Given = readonly unknown[];
const judge = (facts: unknown, subjects: Given, results: Given, by: Gate = gate()): Decision =>
  decide(facts, by, { id: "x", outcome: "judged", subjects, results });
const rows = (decision: Decision): readonly string[] => decision.subjects.map(({ name, status }) => `${name} ${status}`);
const one = world({ a: [leaf(["mailbox"]), leaf("https")] });
const two = world({ a: [leaf(["mailbox"]), leaf("https")], b: [leaf(["mailbox"]), leaf("http")] });

test("a broken control is an error with its reason", () => {
  const decision = decide(one, gate(), { id: "x", outcome: "broken", reason: "why" });
  assert.equal(decision, { status: "error", reason: "why", evidence: [], subjects: [] });
});

test("a pass of every subject is a pass", () => {
  const decision = judge(two, ["b", "a"], [result("a", "pass"), result("b", "pass")]);
  assert.is(decision.status, "pass");
  assert.equal(rows(decision), ["a pass", "b pass"]);
});

test("one that failed is a fail", () => assert.is(judge(two, ["a", "b"], [result("a", "pass"), result("b", "fail")]).status, "fail"));

test("a subject without a result is unknown, with what is missing", () => {
  const decision = judge(world({ a: [leaf(["mailbox"]), gap] }), ["a"], []);
  assert.is(decision.status, "unknown");
  assert.equal(decision.subjects[0]?.missing, [{ path: "servers.a.attrs.zimbraMailMode", reason: "not collected", ev: 2 }]);
  assert.equal([decision.subjects[0]?.message, decision.subjects[0]?.evidence], ["not collected", [2]]);
});

test("a subject without a result although all is known says so", () => {
  assert.match(judge(one, ["a"], []).subjects[0]?.message ?? "", /no rule of the control gives a verdict/);
});

test("one that subject could not decide on is unknown", () => {
  const decision = judge(world({ a: [leaf(["mailbox"]), leaf("https")], b: [gap, leaf("https")] }), ["a"], [result("a", "pass")]);
  assert.equal([decision.status, rows(decision)], ["unknown", ["a pass", "b unknown"]]);
});

test("one that subject decided against is not there", () => {
  assert.equal(rows(judge(world({ a: [leaf(["mailbox"]), leaf("https")], b: [leaf([]), gap] }), ["a"], [result("a", "pass")])), ["a pass"]);
});

test("an incomplete collection is a row of its own", () => {
  const decision = judge(world({ a: [leaf(["mailbox"]), leaf("https")] }, gap), ["a"], [result("a", "pass")]);
  assert.equal([decision.status, rows(decision)], ["unknown", ["a pass", "all servers unknown"]]);
  assert.is(judge(world({ a: [leaf(["mailbox"]), leaf("http")] }, gap), ["a"], [result("a", "fail")]).status, "fail");
});

test("a pass that leans on something unknown is unknown", () => {
  const decision = judge(world({ a: [leaf(["mailbox"]), gap] }), ["a"], [result("a", "pass")], gate([[read(mode, "not")]]));
  assert.equal(rows(decision), ["a unknown"]);
  assert.equal(decision.subjects[0]?.rules, [0]);
});

test("so is not_applicable", () => {
  const facts = world({ a: [leaf(["mailbox"]), gap] });
  assert.equal(rows(judge(facts, ["a"], [result("a", "not_applicable")], gate([[read(mode, "not")]]))), ["a unknown"]);
});

test("a pass of a subject that only absence made one is unknown", () => {
  const finder: Finder = { names: [], collections: [["servers"]], reads: [read(services, "not")] };
  const facts = world({ a: [gap, leaf("https")] });
  assert.equal(rows(judge(facts, ["a"], [result("a", "pass")], gate([[read(mode)]], [finder]))), ["a unknown"]);
  const either = gate([[read(mode)]], [finder, { names: [], collections: [["servers"]], reads: [read(mode)] }]);
  assert.equal(rows(judge(facts, ["a"], [result("a", "pass")], either)), ["a pass"], "another rule found it by what is known");
  const constant = gate([[read(mode)]], [finder, { names: ["deployment"], collections: [], reads: [] }]);
  assert.equal(rows(judge(facts, ["a"], [result("a", "pass")], constant)), ["a unknown"], "a rule for another name is no other way");
});

test("names that come from an unknown fact give an unknown row", () => {
  const finder: Finder = { names: [], collections: [], reads: [read("global.attrs.zimbraMtaBlockedExtension.value")] };
  const by = gate([[read(mode)]], [finder]);
  const facts = (words: unknown): unknown => ({ global: { attrs: { zimbraMtaBlockedExtension: words } } });
  assert.equal([judge(facts(gap), [], [], by).status, rows(judge(facts(gap), [], [], by))], ["unknown", ["other servers unknown"]]);
  assert.is(judge(facts(leaf([])), [], [], by).status, "not_applicable");
});

test("a constant subject that could not be decided on is unknown", () => {
  const finder: Finder = { names: ["deployment"], collections: [], reads: [read("census.live.value")] };
  assert.equal(rows(judge({ census: { live: gap } }, [], [], gate([[]], [finder]))), ["deployment unknown"]);
  assert.equal(rows(judge({ census: { live: leaf(3) } }, [], [], gate([[]], [finder]))), []);
});

test("nothing to examine is not applicable, with the evidence of that", () => {
  const decision = judge(world({ a: [leaf([]), leaf("https")] }), [], []);
  assert.equal([decision.status, decision.reason, decision.evidence], ["not_applicable", "no server that it concerns", [1]]);
  assert.is(judge(world({}), [], []).status, "not_applicable");
});

test("a verdict without evidence does not count, but for a question to a person", () => {
  for (const status of ["pass", "fail", "not_applicable"]) {
    assert.equal(rows(judge(one, ["a"], [result("a", status, { evidence: [] })])), ["a unknown"]);
  }
  assert.equal(rows(judge(one, ["a"], [result("a", "manual", { evidence: [] })])), ["a manual"]);
});

const undecidable = (more: object = {}): object => result("a", "unknown", { settle: ["ask"], ...more });

test("a rule's own unknown stands with its reason, without evidence, and lists what was missing besides", () => {
  const decision = judge(one, ["a"], [undecidable({ evidence: [] })]);
  const [row] = decision.subjects;
  assert.equal([decision.status, row?.message, row?.settle, row?.missing], ["unknown", "a unknown", ["ask"], []]);
  const holed = judge(world({ a: [leaf(["mailbox"]), gap] }), ["a"], [undecidable()], gate([[read(mode, "not")]]));
  assert.equal([rows(holed), holed.subjects[0]?.message, holed.subjects[0]?.missing.length], [["a unknown"], "a unknown", 1]);
});

test("a rule's own unknown gains nothing: it takes a pass away, and hides no fail and no error", () => {
  const beside = (status: string, more: object = {}): Decision => judge(one, ["a"], [undecidable(), result("a", status, more)]);
  for (const [status, then] of [["pass", "unknown"], ["not_applicable", "unknown"], ["manual", "unknown"], ["fail", "fail"]] as const) {
    assert.is(beside(status).status, then);
  }
  assert.is(beside("pass", { rule: 7 }).status, "error");
  assert.equal(beside("fail").subjects[0]?.settle, []);
  assert.match(judge(one, ["a"], [undecidable({ subject: "b" })]).reason ?? "", /subject does not examine/);
  assert.equal(rows(judge(one, ["a"], [undecidable({ rule: 7 })])), ["a error"]);
});

// A class of service, a domain or an account may be called as a control calls all of them together.
const rule = (more: object, ...reads: readonly GateRead[]): Gate["results"][number] => ({ index: 0, names: [], members: true, reads, ...more });
const both = (own: object = { names: ["a"], members: false }): Gate => ({
  subjectKind: "server",
  subjects: [byName, { names: ["a"], collections: [], reads: [] }],
  results: [rule({}, read(mode)), rule({ index: 1, ...own })],
});
const kinds = (decision: Decision): readonly string[] => decision.subjects.map(({ kind, name, status }) => `${kind} ${name} ${status}`);

test("a member of the name that a control gives to all is one of two subjects", () => {
  const [member, all] = [result("a", "pass"), result("a", "pass", { rule: 1 })];
  assert.equal(kinds(judge(one, ["a"], [member, all], both())), ["deployment a pass", "server a pass"]);
  assert.equal(kinds(judge(one, ["a"], [member], both())), ["deployment a unknown", "server a pass"]);
  assert.equal(kinds(judge(one, ["a"], [all], both())), ["deployment a pass", "server a unknown"]);
  assert.equal(kinds(judge(one, ["a"], [member, result("a", "fail", { rule: 1 })], both())), ["deployment a fail", "server a pass"]);
});

test("without such a member the name is the control's own", () => {
  assert.equal(kinds(judge(world({}), ["a"], [result("a", "pass", { rule: 1 })], both())), ["deployment a pass"]);
});

test("a rule that may judge either passes neither where it looks into the collection", () => {
  const mixed = both({ names: ["a"], members: true, reads: [read("servers.*.attrs.zimbraMailMode.value")] });
  const said = (status: string): Decision => judge(one, ["a"], [result("a", status, { rule: 1 })], mixed);
  assert.equal(kinds(said("pass")), ["deployment a unknown", "server a unknown"]);
  assert.match(said("pass").subjects[0]?.message ?? "", /does not tell which of the two/);
  assert.equal(kinds(said("fail")), ["deployment a fail", "server a fail"]);
  const blind = both({ names: ["a"], members: true });
  assert.equal(kinds(judge(one, ["a"], [result("a", "not_applicable", { rule: 1 })], blind)), ["deployment a not_applicable", "server a not_applicable"]);
});

test("a result without its rule's mark is an error", () => {
  for (const rule of [undefined, 7, "0"]) assert.equal(rows(judge(one, ["a"], [result("a", "pass", { rule })])), ["a error"]);
});

test("a result about somebody else is an error", () => {
  assert.match(judge(one, ["a"], [result("b", "pass")]).reason ?? "", /judges "b", which subject does not examine/);
});

test("a subject that is no name is an error", () => assert.match(judge(one, ["a", 3], []).reason ?? "", /no name/));

test("several findings of one subject are one row of the worst, its notes kept", () => {
  const decision = judge(one, ["a"], [
    result("a", "fail", { message: "z", evidence: [{ ev: 5 }], fix: ["two"], severity: "low" }), result("a", "pass", { notes: ["n"] }),
    result("a", "fail", { message: "y", evidence: [{ ev: 4 }], fix: ["one"], severity: "high" }),
  ]);
  const [row] = decision.subjects;
  assert.equal([row?.status, row?.message, row?.severity, row?.notes, row?.fix], ["fail", "y; z", "high", ["n"], ["one", "two"]]);
  assert.equal([...(row?.evidence ?? [])].sort(), [4, 5]);
});

test("a severity counts only where each finding has one", () => {
  const [row] = judge(one, ["a"], [result("a", "fail", { severity: "low" }), result("a", "fail", { message: "other" })]).subjects;
  assert.is(row?.severity, undefined);
});

test("the order of results says nothing", () => {
  const fails = ["x", "y"].map((message) => result("b", "fail", { message }));
  const results = [result("a", "pass"), ...fails, result("b", "manual")];
  const say = (list: readonly unknown[], subjects: readonly string[]): string => JSON.stringify(judge(two, subjects, list));
  assert.is(say(results, ["a", "b"]), say([...results].reverse(), ["b", "a"]));
});

test.run();
