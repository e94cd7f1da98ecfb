import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as assert from "uvu/assert";
import { test } from "uvu";
import { projectFolder } from "../../evaluator/paths.js";
import { loadCompiler } from "../../evaluator/policy/compiler.js";
import { instantiate } from "../../evaluator/policy/wasm.js";

// The built module (dist/opa.wasm) through its real API.

const compiler = await loadCompiler();
const capabilities = JSON.parse(readFileSync(join(projectFolder, "policies/capabilities.json"), "utf8")) as {
  builtins: readonly { name: string }[];
};
const rule = (body: string): { modules: Record<string, string> } => ({ modules: { "rule.rego": `package p\n\n${body}\n` } });
const messages = ({ errors = [] }: { errors?: readonly { message: string }[] }): string => errors.map(({ message }) => message).join("\n");

test("check is strict and says where", () => {
  const answer = compiler.check(rule("x if {\n\ty := 1\n\tinput.a\n}"));
  assert.equal(answer.errors?.map(({ file, row, col, message }) => [file, row, col, message]), [["rule.rego", 4, 2, "assigned var y unused"]]);
});

test("check holds names against the schema", () => {
  const schema = { type: "object", additionalProperties: false, properties: { name: { type: "string" } } };
  assert.is(compiler.check({ ...rule("x if input.name == \"a\""), schema }).errors, undefined);
  assert.match(messages(compiler.check({ ...rule("x if input.nam == \"a\""), schema })), /undefined ref: input\.nam/);
});

test("a syntax error has its place", () => {
  const [error] = compiler.check(rule("x if {")).errors ?? [];
  assert.is(error?.code, "rego_parse_error");
  assert.is(error?.row, 4);
});

test("an empty file is no policy", () => {
  assert.match(messages(compiler.check({ modules: { "empty.rego": "" } })), /empty/);
  assert.match(messages(compiler.check({ modules: { "comment.rego": "# nothing" } })), /empty/);
});

test("annotations are read from the package's METADATA", () => {
  const annotated = "# METADATA\n# title: T\n# custom:\n#   id: x-1\npackage b\n";
  const answer = compiler.annotations({ modules: { "b.rego": annotated, "a.rego": "package a.c\n" } });
  const found = answer.errors ?? answer.modules.map(({ file, package: name, annotation: a }) => [file, name, a?.title, a?.custom]);
  assert.equal(found, [["a.rego", "a.c", undefined, undefined], ["b.rego", "b", "T", { id: "x-1" }]]);
});

test("METADATA that is no YAML is a complaint", () => {
  assert.match(messages(compiler.annotations({ modules: { "a.rego": "# METADATA\n# title: [\npackage a\n" } })), /yaml/);
});

test("build gives a module that runs", async () => {
  const built = compiler.build({ ...rule("x := input.a + 1"), entrypoints: ["p/x"] });
  if (built.errors) throw new Error(messages(built));
  const instance = instantiate(await WebAssembly.compile(built.wasm), { initial: 64, maximum: 256 }, () => undefined);
  instance.setInput(new TextEncoder().encode("{\"a\": 2}"));
  assert.is(instance.evaluate("p/x"), "[{\"result\":3}]");
});

test("the same sources give the same bytes", () => {
  const request = { modules: { "b.rego": "package b\n\ny := 1\n", "a.rego": "package a\n\nx := data.b.y\n" }, entrypoints: ["a/x"] };
  const [one, two] = [compiler.build(request), compiler.build(request)];
  assert.ok(!one.errors && !two.errors && Buffer.from(one.wasm).equals(Buffer.from(two.wasm)));
});

test("build marks each result with its rule, in the order of their places", () => {
  const source = "result contains {\"subject\": \"b\"} if true\n\nresult contains {\"subject\": \"a\"} if true\n";
  const answer = compiler.evaluate({ ...rule(source), packages: ["p"], entrypoints: ["p/result"], marked: true });
  assert.equal(answer.errors ?? answer.values["p/result"], [[{ rule: 0, subject: "b" }, { rule: 1, subject: "a" }]]);
});

test("a rule can't forge its mark", () => {
  const forged = rule("result contains {\"subject\": \"b\", \"rule\": 7} if true");
  const answer = compiler.evaluate({ ...forged, packages: ["p"], entrypoints: ["p/result"], marked: true });
  assert.equal(answer.errors ?? answer.values["p/result"], [[{ rule: 0, subject: "b" }]]);
});

test("evaluate judges many inputs, and traces", () => {
  const answer = compiler.evaluate({ ...rule("x := input.a"), entrypoints: ["p/x"], inputs: [{ a: 1 }, {}, { a: "b" }], trace: true });
  assert.equal(answer.errors ?? answer.values["p/x"], [1, null, "b"]);
  assert.match(answer.errors ? "" : answer.traces["p/x"]?.[0] ?? "", /rule\.rego/);
});

test("test runs test rules", () => {
  const tests = "package a_test\n\nimport data.a\n\ntest_one if a.x == 1\n\ntest_two if a.x == 2\n";
  const answer = compiler.test({ modules: { "a.rego": "package a\n\nx := 1\n", "a_test.rego": tests } });
  assert.equal(answer.errors ?? answer.tests.map(({ name, fail }) => [name, fail]), [["test_one", false], ["test_two", true]]);
});

test("format writes as opa fmt does", () => {
  const answer = compiler.format("a.rego", "package a\nx:=1\ny if{x==1}");
  assert.is(answer.errors ?? answer.text, "package a\n\nx := 1\ny if x == 1\n");
  assert.match(messages(compiler.format("a.rego", "package")), /unexpected/);
});

test("call answers one built-in, with sets and large numbers whole", () => {
  const value = (name: string, args: string): string => {
    const answer = compiler.call(name, args);
    return answer.errors ? messages(answer) : answer.value;
  };
  assert.is(value("sprintf", "[\"%d %v %s\", [12345678901234567890, {1, 2}, \"x\"]]"), "\"12345678901234567890 {1, 2} x\"");
  assert.is(value("object.subset", "[{1, 2}, {1}]"), "true");
  assert.match(value("http.send", "[{}]"), /not available to a policy: it asks the network/);
  assert.match(value("time.now_ns", "[]"), /use input\.now/);
  assert.match(value("no.such", "[]"), /there is no built-in/);
  assert.match(value("internal.print", "[[]]"), /there is no built-in/);
  assert.match(value("count", "1"), /arguments are no array/);
  assert.match(value("count", "["), /./);
});

test("capabilities.json is OPA's own list without the denied", () => {
  const answer = compiler.capabilities();
  if (answer.errors) throw new Error(messages(answer));
  const denied = Object.keys(answer.denied);
  assert.equal(denied.filter((name) => !answer.builtins.includes(name)), [], "what is denied exists");
  assert.equal(capabilities.builtins.map(({ name }) => name).sort(), answer.builtins.filter((name) => !denied.includes(name)).sort());
});

test("a denied built-in is refused before anything runs", () => {
  const answer = compiler.capabilities();
  for (const name of answer.errors ? [] : ["http.send", "time.now_ns", "rand.intn", "opa.runtime"]) {
    const args = { "http.send": "{}", "rand.intn": "\"a\", 2" }[name] ?? "";
    assert.match(messages(compiler.check({ ...rule(`x := ${name}(${args})`), capabilities })), /undefined function/);
    assert.match(messages(compiler.build({ ...rule(`x := ${name}(${args})`), entrypoints: ["p/x"], capabilities })), /undefined function/);
  }
});

test("a bad request is an answer, and the module lives on", () => {
  const requests: readonly Record<string, unknown>[] = [
    { modules: 3 }, { modules: { a: null } }, { packages: ["a b"], modules: { "a.rego": "package a" } }, {},
    { entrypoints: ["x"], modules: { "a.rego": "package a" } }, { schema: "x", modules: { "a.rego": "package a\n\nx := input.y" } }, { capabilities: 7, modules: { "a.rego": "package a" } },
    { inputs: ["\ud800"], entrypoints: ["a/x"], modules: { "a.rego": "package a\n\nx := input" } },
  ];
  for (const request of requests) {
    for (const call of ["check", "annotations", "build", "evaluate", "test"] as const) {
      const answer = compiler[call](request as never);
      assert.type(answer, "object");
      for (const { code } of answer.errors ?? []) assert.is.not(code, "zmaudit_compiler", `${call} ${JSON.stringify(request)} ended the module`);
    }
  }
  assert.is(compiler.check(rule("x := 1")).errors, undefined);
});

test("a panic inside OPA is an answer too", () => {
  for (const name of ["array.slice", "regex.replace", "glob.match", "json.patch", "net.cidr_merge", "numbers.range_step"]) {
    for (const args of ["[]", "[1]", "[null, null, null, null]", "[{}, [], set()]"]) {
      const answer = compiler.call(name, args);
      for (const { code } of answer.errors ?? []) assert.is.not(code, "zmaudit_compiler");
    }
  }
  assert.is(compiler.check(rule("x := 1")).errors, undefined);
});

test("two callers share one module", async () => assert.is((await loadCompiler()).version, compiler.version));

test.run();
