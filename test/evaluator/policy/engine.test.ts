import * as assert from "uvu/assert";
import { test } from "uvu";
import { startEngine } from "../../../evaluator/policy/engine.js";
import { buildSample, factsOf, outcomes } from "./sample-policy.js";

// What a policy can do to the process that judges it: each broken control is one row, and its neighbours are right.

const good = "result contains input.name if input.name != \"\"";
const throwing = "x := 1 if input.name\n\nx := 2 if input.name\n\nresult contains x";
const numbers = "r := numbers.range(1, 1500)\n\n";
const bomb = `${numbers}result contains count([[a, b, c] | some a in r; some b in r; some c in r])`;
const endless = `${numbers}result contains count({1 | some a in r; some b in r; some c in r; some d in r; a + b + c + d < 0})`;
const deep = "open := concat(\"\", [\"[\" | some _ in numbers.range(1, 300000)])\n\nresult contains json.unmarshal(open)";
const forwarded = "result contains sprintf(\"%v\", [count(input.name)])";
const eats = `many := [1 | some _ in numbers.range(1, 1500)]

wide := concat("", ["%1000000d" | some _ in many])

result contains count(sprintf(wide, many))`;

const limits = { controlTime: 6000, memory: 32 * 1024 * 1024 };
const facts = factsOf({ name: "mail1" });

type Bodies = Readonly<Record<string, string>>;

const mixed = async (bodies: Bodies, bounds: Partial<typeof limits> = {}): Promise<Readonly<Record<string, unknown>>> => {
  const engine = startEngine({ ...limits, ...bounds });
  try {
    return outcomes(await engine.judge([await buildSample(engine, bodies)], facts));
  } finally {
    await engine.close();
  }
};

const large = 512 * 1024 * 1024;
const reasons: Readonly<Record<string, readonly [body: string, says: RegExp, bounds?: Partial<typeof limits>]>> = {
  "a conflict": [throwing, /conflict/],
  "a memory bomb": [bomb, /^ran out of memory/],
  "an endless loop": [endless, /^took longer than 0\.7 s$/, { memory: large, controlTime: 700 }],
  "a nest too deep": [deep, /^nests too deeply$/, { memory: large }],
};

for (const [name, [body, says, bounds]] of Object.entries(reasons)) {
  test(`${name} breaks its own row alone`, async () => {
    const found = await mixed({ a: good, bad: body, b: good, c: forwarded }, bounds);
    assert.match(String(found["bad"]), says);
    assert.equal([found["a"], found["b"], found["c"]], [["mail1"], ["mail1"], ["5"]]);
  });
}

test("several broken controls, in mixed order, and every neighbour is right", async () => {
  const order = {
    a: good, loop: endless, b: forwarded, conflict: throwing, c: good, memory: bomb, d: forwarded, nest: deep, e: good, again: throwing,
    f: forwarded,
  };
  const found = await mixed(order, { memory: 64 * 1024 * 1024 });
  assert.equal(Object.keys(found), Object.keys(order), "one row each, in their order");
  for (const id of ["a", "c", "e"]) assert.equal(found[id], ["mail1"], id);
  for (const id of ["b", "d", "f"]) assert.equal(found[id], ["5"], id);
  for (const id of ["loop", "conflict", "memory", "nest", "again"]) assert.type(found[id], "string", id);
});

test("a forwarded built-in that eats the compiler's memory breaks its own row alone", async () => {
  const found = await mixed({ a: forwarded, bad: eats, b: forwarded, c: good }, { controlTime: 60_000 });
  assert.match(String(found["bad"]), /^the built-in sprintf ended the policy compiler/);
  assert.equal([found["a"], found["b"], found["c"]], [["5"], ["5"], ["mail1"]]);
});

test("judgements are told as they come", async () => {
  const engine = startEngine(limits);
  try {
    const seen: string[] = [];
    const source = await buildSample(engine, { a: good, bad: throwing, b: good });
    await engine.judge([source], facts, ({ id, outcome }) => void seen.push(`${id} ${outcome}`));
    assert.equal(seen, ["a judged", "bad broken", "b judged"]);
  } finally {
    await engine.close();
  }
});

test("the same engine judges other facts and policies, also after a restart", async () => {
  const engine = startEngine(limits);
  try {
    const source = await buildSample(engine, { a: good, loop: endless });
    const first = outcomes(await engine.judge([source], facts));
    const second = outcomes(await engine.judge([source], factsOf({ name: "mail2" })));
    assert.equal([first["a"], second["a"]], [["mail1"], ["mail2"]]);
    const other = { ...(await buildSample(engine, { a: "result contains 7" })), name: "other" };
    assert.equal(outcomes(await engine.judge([other], facts)), { a: [7] });
  } finally {
    await engine.close();
  }
});

test("the same input gives the same bytes, however often", async () => {
  const engine = startEngine();
  try {
    const body = `result contains {"name": name, "all": {x | some x in input.words}, "text": sprintf("%v", [name])} if {
	some name in input.words
}`;
    const source = await buildSample(engine, { a: body, b: good });
    const words = factsOf({ name: "x", words: ["b", "ä", "a", "c", "aa", "Z"] });
    const runs: string[] = [];
    for (let i = 0; i < 5; i++) runs.push(JSON.stringify(await engine.judge([source], words)));
    const another = startEngine();
    runs.push(JSON.stringify(await another.judge([source], words)));
    await another.close();
    assert.is(new Set(runs).size, 1);
  } finally {
    await engine.close();
  }
});

test("facts that don't fit into the memory limit are refused with a sentence", async () => {
  const engine = startEngine({ memory: 8 * 1024 * 1024 });
  try {
    const source = await buildSample(engine, { a: good });
    await engine.judge([source], factsOf({ name: "x".repeat(2_000_000) }));
    assert.unreachable();
  } catch (cause) {
    assert.match((cause as Error).message, /^the facts \(\d+ bytes\) need more memory than the limit of \d+ bytes allows$/);
  } finally {
    await engine.close();
  }
});

test("facts that nest too deeply break every row, not the process", async () => {
  const engine = startEngine(limits);
  try {
    const source = await buildSample(engine, { a: good, b: good });
    const text = `{"name": ${"[".repeat(200_000)}${"]".repeat(200_000)}}`;
    const found = outcomes(await engine.judge([source], new TextEncoder().encode(text)));
    assert.type(found["a"], "string");
    assert.type(found["b"], "string");
    assert.equal(outcomes(await engine.judge([source], facts)), { a: ["mail1"], b: ["mail1"] });
  } finally {
    await engine.close();
  }
});

test("compiling is under a time limit, and the engine lives on", async () => {
  const engine = startEngine({ compileTime: 400 });
  try {
    const rules = Array.from({ length: 3000 }, (_, i) => `r${i} contains x if some x in input.a`).join("\n");
    await engine.compile("check", { modules: { "a.rego": `package a\n\n${rules}\n` }, packages: ["a"] });
    assert.unreachable();
  } catch (cause) {
    assert.match((cause as Error).message, /^checking the policy took longer than 0\.4 s$/);
  } finally {
    await engine.close();
  }
});

test.run();
