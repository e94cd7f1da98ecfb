import * as assert from "uvu/assert";
import { test } from "uvu";
import { compiler, contractOf, pass, say } from "./contract-of.js";

// What a contract says besides its reads: subjects, result rules, comparisons, sets, and what cannot be walked.

test("subjects come from collections, constants or facts", () => {
  const [fromKeys, constant, fromFacts, account] = contractOf(`subject contains name if some name, _ in input.servers

subject contains "all"

subject contains word if some word in input.global.words.value

subject contains a.name if {
	some a in input.accounts
	not a.live.value == false
}

result contains {} if true`).subject;
  assert.equal([fromKeys?.collections, fromKeys?.names], [[["servers"]], []]);
  assert.equal([constant?.collections, constant?.names], [[], ["all"]]);
  assert.equal([fromFacts?.collections, fromFacts?.names], [[], []]);
  assert.equal(account?.collections, [["accounts"]]);
  assert.equal(say(account?.reads ?? []), ["accounts.@.live.value not", "accounts.@.name"]);
});

test("each result rule has its own reads and statuses, in the order of its place", () => {
  const rules = contractOf(pass("input.servers[name].a.value == 1") + `
result contains {"subject": name, "status": status} if {
	some name in subject
	status := {"x": "fail", "y": "pass"}[input.servers[name].b.value]
}`).result;
  assert.equal(rules.map(({ index, statuses }) => [index, statuses]), [[0, ["pass"]], [1, ["fail", "pass"]]]);
  assert.equal(rules.map((rule) => say(rule.reads)), [["servers.@.a.value"], ["servers.@.b.value whole"]]);
});

test("a result rule says which subjects it names itself, and whether it judges others", () => {
  const rules = contractOf(`members contains name if some name, _ in input.servers

subject contains name if some name in members

subject contains "all"

result contains {"subject": name, "status": "pass"} if some name in members

result contains {"subject": "all", "status": "pass"} if input.global.a.value == 1

result contains {"subject": name, "status": "pass"} if {
	name := "all"
	input.global.a.value == 2
}

result contains {"subject": name, "status": "pass"} if some name in subject`).result;
  assert.equal(rules.map(({ names, members }) => [names, members]), [[[], true], [["all"], false], [["all"], false], [["all"], true]]);
});

test("comparisons with constants are listed with the constant's type", () => {
  const { compares } = contractOf(pass(
    "input.servers[name].a.value == true\n\tinput.servers[name].b.value >= 3\n\t\"x\" in input.servers[name].c.value"));
  assert.equal(compares.map(({ path, type }) => `${path.join(".")} ${type}`), [
    "servers.@.a.value boolean", "servers.@.b.value number", "servers.@.c.value.* string",
  ]);
});

test("partial sets are listed with what their elements are", () => {
  const { sets } = contractOf(pass("true",
    "whole contains s if some s in input.servers\n\nnames contains n if some n, _ in input.servers"));
  assert.equal(sets.map(({ name, elements }) => [name, elements]), [["subject", []], ["whole", [["servers", "*"]]], ["names", []]]);
});

const problems: Readonly<Record<string, readonly [source: string, says: RegExp]>> = {
  "with would judge other facts": [pass("open with input as {}", "open if input.x"), /keyword with/],
  "data by a computed name": [pass("data.p.things[name]", "things.a := 1\n\nthings.b := 2"), /computed name/],
  "data that there is not": [pass("data.elsewhere.x == 1"), /data that there is not/],
  "a rule inside another rule's name": [
    pass("some k\n\tthings[k] == 1", "things.a := 1\n\nthings[n] := 2 if some n, _ in input.servers"), /inside (it|another)/,
  ],
  "a subject that is no set": [`subject := "x"\n\nresult contains {} if true`, /subject must be a set/],
  "a result that is no set": [`subject contains "x"\n\nresult := {}`, /result must be a set/],
};

for (const [name, [source, says]] of Object.entries(problems)) {
  test(`a problem: ${name}`, () => {
    const answer = compiler.check({ modules: { "rule.rego": `package p\n\n${source}` }, packages: ["p"] });
    const found = answer.errors ?? answer.contracts.flatMap((contract) => contract.problems);
    assert.match(found.map(({ message }) => message).join("\n"), says);
    assert.ok(found.some(({ row }) => row > 0), "with its place");
  });
}

test.run();
