import { test } from "uvu";
import * as assert from "uvu/assert";
import { limits } from "../../../evaluator/snapshot/limits.js";
import { parseStrictJson } from "../../../evaluator/snapshot/strict-json.js";

const parse = (text: string, change: Partial<typeof limits> = {}) => parseStrictJson(Buffer.from(text), { ...limits, ...change });
const problem = (text: string, change: Partial<typeof limits> = {}) => {
  const result = parse(text, change);
  if (result.ok) throw new Error(`accepted: ${text.slice(0, 80)}`);
  const { line, column, reason, key } = result.problem;
  return `${line}:${column} ${reason}${key === undefined ? "" : ` (${key})`}`;
};

test("what JSON.parse reads is read the same", () => {
  for (const text of [
    "0", "-1.5e3", "1E+9", '"a\\u00e9\\n"', "[]", "{}", ' { "a" : [ 1 , { "b" : null } , true , false ] } \n',
    "[[],[[]],{}]", '{"é":"ü"}', '"\u007f"',
    "[0,-0,0.0]",
  ]) assert.equal(parse(text), { ok: true, value: JSON.parse(text) }, text);
});

test("lone surrogates are let through", () => {
  assert.equal(parse('"\\ud800"'), { ok: true, value: "\ud800" });
});

test("the same key twice, also when escaped or in an inner object", () => {
  assert.is(problem('{"a":1,\n "a":2}'), "2:2 the same key twice in one object (a)");
  assert.is(problem('{"a":1,"\\u0061":2}'), "1:8 the same key twice in one object (a)");
  assert.is(problem('[{"b":{"é":1,"é":2}}]'), "1:14 the same key twice in one object (é)");
  assert.ok(parse('[{"a":1},{"a":1}]').ok);
});

test("__proto__ is refused in every spelling, its look-alikes are keys", () => {
  assert.is(problem('{"__proto__":{}}'), "1:2 a key that no document of ours has (__proto__)");
  assert.is(problem('{"\\u005f_proto__":{}}'), "1:2 a key that no document of ours has (__proto__)");
  assert.ok(parse('{"constructor":1,"toString":2,"hasOwnProperty":3}').ok);
});

test("100,000 nested arrays stop at the limit, not at the stack's end", () => {
  assert.is(problem("[".repeat(100_000) + "]".repeat(100_000)), "1:65 nested deeper than 64 levels");
  assert.is(problem('{"a":'.repeat(100_000)), "1:321 nested deeper than 64 levels");
  assert.ok(parse("[".repeat(64) + "]".repeat(64)).ok);
});

test("values and keys are counted", () => {
  assert.is(problem("[1,2,3]", { values: 3 }), "1:6 more than 3 values");
  assert.is(problem('{"a":1,"b":2}', { keys: 1 }), "1:8 more than 1 keys in one object");
});

test("broken text is located", () => {
  assert.is(problem(""), "1:1 the text ends too early");
  assert.is(problem('{"a":'), "1:6 the text ends too early");
  assert.is(problem('{"a":1,}'), "1:8 an unexpected character where a key should be");
  assert.is(problem("[1,]"), "1:4 no JSON value");
  assert.is(problem("[1 2]"), "1:4 an unexpected character where a comma or the end of the list or object should be");
  assert.is(problem('{"a" 1}'), "1:6 an unexpected character where a colon should be");
  assert.is(problem("[1}"), "1:3 an unexpected character where a comma or the end of the list or object should be");
  assert.is(problem("{} {}"), "1:4 more text after the end of the document");
  assert.is(problem('["\u0001"]'), "1:3 a control character inside a string");
  assert.is(problem('["é\\x"]'), "1:5 an unknown escape in a string");
  assert.is(problem('["\\u12"]'), "1:4 a broken \\u escape");
  assert.is(problem('["abc'), "1:6 the text ends inside a string");
  for (const text of ["01", "1.", "+1", ".5", "tru", "NaN", "1e", "nul", "-", "'a'", "\u00a01"]) problem(text);
});

test("accepts exactly what JSON.parse accepts: seeded random edits", () => {
  const seedText = '{"a":[1,-2.5e3,"x\\n\\u00e9",{"b":null,"c":[true,false,[]]}],"d":{}}';
  let seed = 7;
  const random = (below: number): number => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    return (seed >>> 8) % below;
  };
  const letters = '{}[]",:0123e.-+\\ nulltruefalse\u0001é';
  for (let round = 0; round < 20_000; round++) {
    const text = [...seedText];
    for (let edits = 1 + random(3); edits > 0; edits--) text.splice(random(text.length), random(2), letters[random(letters.length)] ?? "");
    const joined = text.join("");
    let native = true;
    try {
      JSON.parse(joined);
    } catch {
      native = false;
    }
    const result = parse(joined);
    if (result.ok !== native && !(native && !result.ok && result.problem.key !== undefined)) assert.unreachable(joined);
  }
});

test("64 MiB of one line takes time in proportion", () => {
  const text = Buffer.from(`["${"a".repeat(32 << 20)}"${",1".repeat(1 << 20)}]`);
  const started = performance.now();
  assert.ok(parseStrictJson(text, limits).ok);
  assert.ok(performance.now() - started < 8000);
});

test.run();
