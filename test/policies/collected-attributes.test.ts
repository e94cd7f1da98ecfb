import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { VERDICT_ATTRIBUTES } from "../../evaluator/facts/account-verdicts.js";
import { attributeNamed } from "../../evaluator/facts/attributes.js";
import { projectFolder } from "../../evaluator/paths.js";
import { builtinPolicy } from "../../evaluator/policy/builtin.js";
import { demandOf } from "../../evaluator/policy/demand-of.js";

// What a control reads and the collector drops is unknown on every server for ever: the lists of both must agree.
const script = readFileSync(join(projectFolder, "collector/collect.sh"), "utf8");
const listNamed = (name: string): ReadonlySet<string> => {
  const [, words] = new RegExp(`^${name}='([^']*)'`, "m").exec(script) ?? [];
  assert.ok(words, `collector/collect.sh has no list ${name}`);
  return new Set((words ?? "").split(/\s+/));
};

const { controls } = builtinPolicy();
const demand = demandOf(controls);
const readers = (name: string): string => controls.filter(({ reads }) => reads.some((path) => path.includes(name))).map(({ id }) => id).join(", ");
const isPlain = (name: string): boolean => name !== "*" && name !== "@";
const missing = (names: Iterable<string>, ...lists: readonly ReadonlySet<string>[]): readonly string[] =>
  [...names].filter((name) => isPlain(name) && !lists.some((list) => list.has(name))).map((name) => `${name} (${readers(name)})`);

const asked = listNamed("zm_account_ask");
const kept = listNamed("zm_attr_allow");
const measured = listNamed("zm_attr_keys");
const localconfig = listNamed("zm_lc_allow");

/** Attributes that one-account-at-a-time rules read. */
const perAccount = new Set(controls.flatMap(({ reads }) => reads).flatMap((path) => {
  const at = path[0] === "accounts" ? path.findIndex((word) => word === "own" || word === "effective") : -1;
  const name = at < 0 ? undefined : path[at + 1];
  return name === undefined ? [] : [name];
}));

test("the contracts name attributes and keys", () => {
  assert.ok(demand.attributes.size > 60 && (demand.overrides?.size ?? 0) > 10 && demand.localconfig.size > 1);
});

test("accounts are asked for what decides their state and class of service", () => assert.equal(missing(VERDICT_ATTRIBUTES, asked), []));

test("accounts are asked for each value of their own that a control counts", () => {
  assert.equal(missing(demand.overrides ?? [], asked), []);
  assert.equal(missing(perAccount, asked), []);
});

test("what accounts are asked for is kept as well", () => {
  assert.equal(missing([...VERDICT_ATTRIBUTES, ...(demand.overrides ?? []), ...perAccount], kept), []);
});

test("attributes of servers, domains, classes of service and the global configuration are kept, or their length is", () => {
  assert.equal(missing(demand.attributes, kept, measured), []);
});

test("attributes that a control reads are attributes of Zimbra", () => {
  const unknown = [...demand.attributes, ...(demand.overrides ?? [])].filter((name) => isPlain(name) && attributeNamed(name) === undefined);
  assert.equal(unknown.map((name) => `${name} (${readers(name)})`), []);
});

test("keys of localconfig are asked for", () => assert.equal(missing(demand.localconfig, localconfig), []));

test.run();
