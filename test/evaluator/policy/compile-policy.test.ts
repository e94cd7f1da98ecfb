import * as assert from "uvu/assert";
import { test } from "uvu";
import { capabilities, compilePolicy } from "../../../evaluator/policy/compile-policy.js";
import type { Diagnosis } from "../../../evaluator/policy/compiler.js";
import type { Control } from "../../../evaluator/policy/control.js";
import { startEngine, type Engine } from "../../../evaluator/policy/engine.js";

const engine = startEngine();
test.after(() => engine.close());

const head = (id: string, more = ""): string =>
  `# METADATA\n# scope: package\n# title: The mode is encrypted\n# custom:\n#   id: ${id}\n#   severity: low\n#   kind: evidence\n${more}`;
const body = "subject contains name if some name, _ in input.servers\n";
const verdict = (status: string, condition: string): string => `
result contains {"subject": name, "status": "${status}", "message": "m", "evidence": [input.servers[name].collected]} if {
	some name in subject
	${condition}
}
`;
const rule = (id: string, condition: string, more = ""): string =>
  `${head(id, more)}package acme.p${id.replaceAll(/\W/g, "_")}\n\n${body}${verdict("pass", condition)}`;
const good = "input.servers[name].attrs.zimbraMailMode.value == \"https\"";

const compile = (modules: Readonly<Record<string, string>>, by: Engine = engine): ReturnType<typeof compilePolicy> =>
  compilePolicy(by, { name: "acme", path: "acme", sha256: "x", modules, tests: {}, library: {}, data: {} });
const complaints = async (source: string): Promise<readonly Diagnosis[]> => {
  const answer = await compile({ "a/rule.rego": source });
  return "errors" in answer ? answer.errors : [];
};

const levels = { "patches.levels": { source: "release notes", checked_on: "2026-03-01", values: [3, 1] } };
const compileDated = (source: string): ReturnType<typeof compilePolicy> => {
  const library = { "data/patches.json": "package zmaudit.dated.patches\n\nlevels := [3, 1]\n" };
  return compilePolicy(engine, { name: "acme", path: "acme", sha256: "x", modules: { "a/rule.rego": source }, tests: {}, library, data: levels });
};
const parameter = (of: string): string => `#   parameters:\n#     least:\n#       ${of}\n#       description: The least that is good\n`;

test("the default of a parameter may be what a data file says, with its date", async () => {
  const answer = await compileDated(rule("acme-1", good, parameter("default_from: patches.levels")));
  if ("errors" in answer) throw new Error(JSON.stringify(answer.errors));
  const { least } = answer.policy.controls[0]?.parameters ?? {};
  assert.equal(least, { default: [3, 1], description: "The least that is good", from: { entry: "patches.levels", checked_on: "2026-03-01" } });
});

test("a rule may say unknown", async () => {
  const source = rule("acme-1", good).replace("\"status\": \"pass\"", "\"status\": \"unknown\", \"settle\": [\"zmprov gs\"]");
  assert.match(source, /"settle"/);
  assert.ok("policy" in (await compile({ "a/rule.rego": source })));
});

test("a default from nowhere is refused, and so are two defaults", async () => {
  const says = async (of: string): Promise<string> => {
    const answer = await compileDated(rule("acme-1", good, parameter(of)));
    return "errors" in answer ? answer.errors.map(({ message }) => message).join() : "taken";
  };
  assert.match(await says("default_from: patches.level"), /no data file has; nearest: patches\.levels/);
  assert.match(await says("default_from: patches.__proto__"), /should|must|pattern/);
  assert.match(await says("default: 1\n#       default_from: patches.levels"), /parameters/);
});

test("a rule reads what a data file says", async () => {
  const source = rule("acme-1", "data.zmaudit.dated.patches.levels[0] == 3\n\tinput.servers[name].attrs.zimbraMailMode.value == \"https\"");
  assert.ok("policy" in (await compileDated(source)));
});

test("a control has what its folder and its rule say", async () => {
  const optional = "#   optional:\n#     - path: input.servers.*.attrs.zimbraMailMode\n#       because: old releases have none\n";
  const answer = await compile({ "a/rule.rego": rule("acme-2", good, optional), "b/rule.rego": rule("acme-1", good) });
  if ("errors" in answer) throw new Error(JSON.stringify(answer.errors));
  const [one, two] = answer.policy.controls as [Control, Control];
  assert.equal([one.id, two.id], ["acme-1", "acme-2"]);
  assert.equal([two.folder, two.entrypoint, two.gate.subjectKind, two.severity], ["a", "acme/pacme_2", "server", "low"]);
  assert.equal(two.reads, [["servers", "@"], ["servers", "@", "attrs", "zimbraMailMode", "value"], ["servers", "@", "collected"]]);
  assert.equal(two.gate.results[0]?.reads.map((read) => read.optional), [true, undefined]);
});

const refusals: Readonly<Record<string, readonly [source: string, says: RegExp]>> = {
  "a misspelt attribute": [
    rule("acme-1", "input.servers[name].attrs.zimbraMailMod.value == \"x\""),
    /zimbraMailMod\b.*nearest: zimbraMailMode/s,
  ],
  "a misspelt attribute in a string": [
    `${rule("acme-1", "on(input.servers[name], \"zimbraMailMod\")")}\non(server, k) if server.attrs[k].value == "x"\n`,
    /zimbraMailMod\b.*nearest: zimbraMailMode/s,
  ],
  "a computed attribute": [rule("acme-1", "some k\n\tinput.servers[name].attrs[k].value == \"x\""), /by a computed name/],
  "all of input": [rule("acme-1", "json.marshal(input) != \"\""), /by a computed name/],
  "a reading of .unknown": [rule("acme-1", "input.servers[name].attrs.zimbraMailMode.unknown"), /reads \.unknown/],
  "object.get on facts": [rule("acme-1", "object.get(input.servers[name], [\"collected\", \"value\"], true)"), /object\.get gives/],
  "object.get by a path in a variable": [
    rule("acme-1", "p := [\"collected\", \"value\"]\n\tobject.get(input.servers[name], p, true)"),
    /object\.get|computed/,
  ],
  "a comparison that never holds": [
    rule("acme-1", "input.servers[name].collected.value == \"TRUE\""),
    /is a boolean and is compared with a string|match error/,
  ],
  "with": [rule("acme-1", "good with input as {}") + "\ngood if input.servers.a\n", /keyword with/],
  "another control's parameters": [rule("acme-1", "input.parameters[\"acme-2\"].days == 1"), /parameters of another control/],
  "a parameter that is not declared": [
    rule("acme-1", "input.parameters[\"acme-1\"].day == 1", "#   parameters: {days: {default: 1, description: d}}\n"),
    /parameter day is not declared.*nearest: days/,
  ],
  "an optional path that is not read": [
    rule("acme-1", good, "#   optional:\n#     - path: input.hosts\n#       because: b\n"),
    /does not read/,
  ],
  "a status that does not exist": [
    `${head("acme-1")}package acme.p\n\n${body}${verdict("passed", good)}`,
    /status "passed" does not exist/,
  ],
  "a set of entities": [
    rule("acme-1", "name in object.keys({\"a\": 1})") + "\nall contains s if some s in input.servers\n",
    /set of whole entities/,
  ],
  "no subject": [`${head("acme-1")}package acme.p\n\nresult contains {} if input.now`, /no rule named subject/],
  "no result": [`${head("acme-1")}package acme.p\n\n${body}`, /no rule named result/],
  "a severity that does not exist": [rule("acme-1", good).replace("severity: low", "severity: urgent"), /severity/],
  "a stray annotation": [rule("acme-1", good, "#   parameter: {}\n"), /nearest: parameters/],
  "no annotation": [`package acme.p\n\n${body}${verdict("pass", good)}`, /no METADATA block/],
  "the network": [
    rule("acme-1", "http.send({\"url\": \"x\"}).status_code == 200"),
    /http\.send is not available to a policy, since a verdict may depend on the snapshot alone/,
  ],
  "the time": [rule("acme-1", "time.now_ns() > 0"), /time\.now_ns is not available/],
  "an unused variable": [rule("acme-1", `x := 1\n\t${good}`), /unused/],
};

for (const [name, [source, says]] of Object.entries(refusals)) {
  test(`refused: ${name}`, async () => {
    const found = await complaints(source);
    assert.match(found.map(({ message }) => message).join("\n"), says);
    assert.ok(found.every(({ file }) => file === "a/rule.rego"), "each names the file");
    assert.ok(found.every(({ message }) => message.length < 1000), "none lists everything that there is");
  });
}

test("an id belongs to one control", async () => {
  const twin = rule("acme-1", good).replace("package acme.pacme_1", "package acme.other");
  const answer = await compile({ "a/rule.rego": rule("acme-1", good), "b/rule.rego": twin });
  assert.match("errors" in answer ? answer.errors[0]?.message ?? "" : "", /id acme-1 is taken by a\/rule\.rego/);
});

test("a folder without a control is refused", async () => {
  const answer = await compile({ "lib.rego": "package acme.lib\n\nx := 1\n" });
  assert.match("errors" in answer ? answer.errors[0]?.message ?? "" : "", /no control in this folder/);
});

test("the deny list reaches the compiler", async () => {
  const { builtins } = (await capabilities()) as { builtins: readonly { name: string }[] };
  assert.not.ok(builtins.some(({ name }) => /^(http\.send|time\.now_ns|rand\.|opa\.runtime|net\.lookup)/.test(name)));
});

// What is built to hurt ends within the limits, with a sentence.
const times = (count: number, line: (i: number) => string): string => Array.from({ length: count }, (_, i) => line(i)).join("\n");
const nested = (open: string, close: string, depth: number): string => `x := ${open.repeat(depth)}1${close.repeat(depth)}`;
/** Nine names, each a list of the one before nine times. */
const nineTimes = (name: string): string => Array(9).fill(`*${name}`).join(", ");
const expanding = [..."bcdefghij"].map((name, i) => `#   ${name}: &${name} [${nineTimes("abcdefghi"[i] ?? "")}]`).join("\n");
const bombs: Readonly<Record<string, string>> = {
  "1 MiB of one string": rule("acme-1", good) + `\nx := "${"a".repeat(1024 * 1024)}"\n`,
  "1 MiB of one array": rule("acme-1", good) + `\nx := [${"1,".repeat(512 * 1024)}1]\n`,
  "10,000 rules": rule("acme-1", good) + times(10_000, (i) => `r${i} if input.servers.a${i}.collected.value`),
  "10,000 rules in a chain": rule("acme-1", good) + `r0 := 1\n` + times(10_000, (i) => `r${i + 1} := r${i}`),
  "deeply nested lists": `${rule("acme-1", good)}\n${nested("[", "]", 20_000)}\n`,
  "deeply nested parentheses": `${rule("acme-1", good)}\n${nested("(", ")", 20_000)}\n`,
  "comprehensions in comprehensions": `${rule("acme-1", good)}\n${nested("[y | y := ", "]", 60)}\n`,
  "functions that double": rule("acme-1", "f40(input.servers[name])") + "\nf0(x) if x.collected.value\n"
    + times(40, (i) => `f${i + 1}(x) if {\n\tf${i}(x.attrs)\n\tf${i}(x.services)\n}`),
  "METADATA that expands": `# METADATA\n# custom:\n#   a: &a [x, x, x, x, x, x, x, x, x]\n${expanding}\npackage acme.p\n`,
};

for (const [name, source] of Object.entries(bombs)) {
  test(`a bomb: ${name}`, async () => {
    const own = startEngine({ compileTime: 3000 });
    const started = performance.now();
    try {
      const answer = await compile({ "a/rule.rego": source }, own);
      const errors = "errors" in answer ? answer.errors : undefined;
      assert.ok(errors === undefined || (errors.length > 0 && errors.every(({ message }) => message !== "")), "refused with a sentence");
      if (process.env["ZMAUDIT_SAY"] !== undefined) console.log(name, errors?.length ?? "compiles", errors?.[0]?.message.slice(0, 200));
    } catch (cause) {
      if (process.env["ZMAUDIT_SAY"] !== undefined) console.log(name, (cause as Error).message);
      assert.match((cause as Error).message, /took longer than 3 s|ended the worker|failed: /);
    } finally {
      await own.close();
    }
    assert.ok(performance.now() - started < 60_000, "within the limits");
  });
}

test.run();
