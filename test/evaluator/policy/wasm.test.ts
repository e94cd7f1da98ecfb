import * as assert from "uvu/assert";
import { test } from "uvu";
import { loadCompiler } from "../../../evaluator/policy/compiler.js";
import { forwardedBuiltins, instantiate, type PolicyModule } from "../../../evaluator/policy/wasm.js";

// One compiled policy with its memory: values in and out, built-ins that are forwarded, and what is left behind between evaluations.

const compiler = await loadCompiler();
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const compile = async (source: string, ...rules: readonly string[]): Promise<WebAssembly.Module> => {
  const built = compiler.build({ modules: { "p.rego": `package p\n\n${source}\n` }, entrypoints: rules.map((rule) => `p/${rule}`) });
  if (built.errors) throw new Error(built.errors.map(({ message }) => message).join("\n"));
  return WebAssembly.compile(built.wasm);
};

const asked: string[] = [];
const start = (module: WebAssembly.Module, maximum = 4096): PolicyModule =>
  instantiate(module, { initial: 64, maximum }, (name, args) => {
    asked.push(name);
    const answer = compiler.call(name, args);
    return answer.errors || answer.value === "" ? undefined : answer.value;
  });

const value = async (expression: string, input = "{}"): Promise<string> => {
  const instance = start(await compile(`x := ${expression}`, "x"));
  instance.setInput(bytes(input));
  return instance.evaluateValue("p/x").replace(/^\{\{"result": ?(.*)\}\}$/s, "$1");
};

const wide = "123456789012345678901234567890";
const values: Readonly<Record<string, readonly [expression: string, expected: string, input?: string]>> = {
  "a set stays a set through a forwarded built-in": ["sprintf(\"%v\", [{3, 1, 2}])", "\"{1, 2, 3}\""],
  "a large integer stays itself": ["sprintf(\"%d\", [input.n])", "\"9007199254740993\"", "{\"n\": 9007199254740993}"],
  "a very large integer stays itself": ["sprintf(\"%v\", [input.n])", `"${wide}"`, `{"n": ${wide}}`],
  "a large integer comes back whole": ["units.parse_bytes(\"9007199254740993\")", "9007199254740993"],
  "a set inside an object comes back as a set": ["graph.reachable({\"a\": [\"b\"], \"b\": []}, {\"a\"})", "{\"a\",\"b\"}"],
  "sprintf prints strings as OPA does": ["sprintf(\"%s|%5s|%-5s|%q\", [\"a\", \"b\", \"c\", \"d\"])", "\"a|    b|c    |\\\"d\\\"\""],
  "sprintf prints numbers as OPA does": ["sprintf(\"%d|%05d|%x|%.2f|%v\", [7, 7, 255, 1.5, 0.25])", "\"7|00007|ff|1.50|0.25\""],
  "sprintf prints composites as OPA does": [
    "sprintf(\"%v %v %v\", [[1, \"a\"], {\"k\": null}, true])", "\"[1, \\\"a\\\"] {\\\"k\\\": null} true\"",
  ],
  "sprintf says what is missing as OPA does": ["sprintf(\"%d %d\", [1])", "\"1 %!d(MISSING)\""],
  "a template prints as OPA does": ["$\"{input.a} {input.b} {1 + 1}\"", "\"x <undefined> 2\"", "{\"a\": \"x\"}"],
  "text of any kind survives": [
    "sprintf(\"%s\", [input.t])", "\"a\\u0000\\\"\\\\\\n😀\\u2028\"", "{\"t\": \"a\\u0000\\\"\\\\\\n😀\\u2028\"}",
  ],
  "a built-in that fails is undefined": ["[y | y := units.parse(\"no number\")]", "[]"],
};

const normal = (text: string): unknown => compiler.call("json.marshal", `[${text}]`);

for (const [name, [expression, expected, input]] of Object.entries(values)) {
  test(name, async () => assert.equal(normal(await value(expression, input)), normal(expected)));
}

test("half of a surrogate pair is replaced, in values and in names", async () => {
  const instance = start(await compile("x := [concat(\"\", [n, v]) | some n, v in input]", "x"));
  instance.setInput(bytes("{\"a\\ud800\": \"\\udfff\\\\ud800\", \"b\": \"\\ud83d\\ude00\"}"));
  assert.is(instance.evaluate("p/x"), "[{\"result\":[\"a\ufffd\ufffd\\\\ud800\",\"b😀\"]}]");
});

test("an answer that the module can't read breaks the evaluation", async () => {
  const module = await compile("x if not sprintf(\"%v\", [input]) == \"\"", "x");
  const instance = instantiate(module, { initial: 64, maximum: 512 }, () => "\\x00");
  instance.setInput(bytes("{}"));
  assert.throws(() => instance.evaluate("p/x"), /could not read what sprintf answered/);
});

test("nothing comes back where a rule is undefined", async () => {
  const instance = start(await compile("x := input.a", "x"));
  instance.setInput(bytes("{}"));
  assert.is(instance.evaluate("p/x"), "[]");
});

test("an entry point that was not compiled is named", async () => {
  const instance = start(await compile("x := 1", "x"));
  assert.throws(() => instance.evaluate("p/y"), /no entry point p\/y/);
});

test("input that is no JSON is refused", async () => {
  const instance = start(await compile("x := input", "x"));
  assert.throws(() => instance.setInput(bytes("{\"a\": ")), /could not read its input/);
});

test("the input is parsed once for all evaluations", async () => {
  const instance = start(await compile("x := count(input.list)\n\ny := input.list[7]", "x", "y"), 4096);
  const list = Array.from({ length: 40_000 }, (_, i) => `"item ${i}"`);
  instance.setInput(bytes(`{"list": [${list.join(",")}]}`));
  const pages = instance.pages();
  for (let i = 0; i < 3000; i++) {
    assert.is(instance.evaluate("p/x"), "[{\"result\":40000}]");
    assert.is(instance.evaluate("p/y"), "[{\"result\":\"item 7\"}]");
  }
  assert.is(instance.pages(), pages, "no evaluation takes more memory than the first");
});

test("another input replaces the first, also a smaller or larger one", async () => {
  const instance = start(await compile("x := count(input.list)", "x"));
  for (const n of [10, 5000, 1, 20_000, 0, 300]) {
    instance.setInput(bytes(JSON.stringify({ list: Array.from({ length: n }, (_, i) => `v${i}`) })));
    assert.is(instance.evaluate("p/x"), `[{"result":${n}}]`);
  }
});

test("data stays when the input changes", async () => {
  const instance = start(await compile("x := data.base[input.k]", "x"));
  instance.setData(bytes("{\"base\": {\"a\": 1, \"b\": 2}}"));
  for (const [k, n] of [["a", 1], ["b", 2], ["a", 1]] as const) {
    instance.setInput(bytes(JSON.stringify({ k })));
    assert.is(instance.evaluate("p/x"), `[{"result":${n}}]`);
  }
});

// OPA's WebAssembly keeps compiled regular expressions and globs between calls, in the memory that is reset.
test("regular expressions and globs are right after many resets", async () => {
  const source = `x := [n | some i, n in input.names; regex.match(input.patterns[i % 3], n)]

y := [n | some n in input.names; glob.match(input.glob, ["."], n)]

z := {m | some n in input.names; some m in regex.find_n(\`[a-z]+[0-9]\`, n, 2)}

w := regex.replace(concat(",", input.names), input.patterns[0], "#")`;
  const instance = start(await compile(source, "x", "y", "z", "w"));
  const rules = ["x", "y", "z", "w"] as const;
  const inputs = Array.from({ length: 60 }, (_, i) => ({
    names: [`mail${i}.example.com`, `mx${i % 7}.test`, `a.b${i}`], patterns: [`^mail${i % 10}`, `mx[${i % 7}-9]`, `b${i}$`],
    glob: i % 2 === 0 ? "*.test" : `mx${i % 7}.*`,
  }));
  const truth = compiler.evaluate({ modules: { "p.rego": `package p\n\n${source}\n` }, entrypoints: rules.map((rule) => `p/${rule}`), inputs });
  if (truth.errors) throw new Error("OPA refused the sample");
  for (let round = 0; round < 8; round++) {
    for (const [i, input] of inputs.entries()) {
      instance.setInput(bytes(JSON.stringify(input)));
      for (const rule of round % 2 === 0 ? rules : [...rules].reverse()) {
        const [row] = JSON.parse(instance.evaluate(`p/${rule}`)) as readonly { result: unknown }[];
        const found = rule === "z" ? [...(row?.result as string[])].sort() : row?.result;
        assert.equal(found, truth.values[`p/${rule}`]?.[i], `${rule} of input ${i} in round ${round}`);
      }
    }
  }
});

test("built-ins that the WebAssembly has are not forwarded, others are named", async () => {
  assert.equal(forwardedBuiltins(await compile("x := count([1])", "x")), []);
  const both = await compile("x := sprintf(\"%v\", [semver.compare(\"1.0.0\", \"1.0.1\")])", "x");
  assert.equal([...forwardedBuiltins(both)].sort(), ["semver.compare", "sprintf"]);
});

test("memory grows up to its maximum and no further", async () => {
  const pairs = "x := count([[a, b] | some a in numbers.range(1, 2000); some b in numbers.range(1, 2000)])";
  const instance = start(await compile(pairs, "x"), 512);
  instance.setInput(bytes("{}"));
  assert.throws(() => instance.evaluate("p/x"));
  assert.ok(instance.pages() <= 512);
});

test.run();
