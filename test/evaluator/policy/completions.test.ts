import { join } from "node:path";
import * as assert from "uvu/assert";
import { test } from "uvu";
import { projectFolder } from "../../../evaluator/paths.js";
import { loadCompiler } from "../../../evaluator/policy/compiler.js";
import { compilePolicy } from "../../../evaluator/policy/compile-policy.js";
import type { Control, PolicySet } from "../../../evaluator/policy/control.js";
import { setOf, startEngine } from "../../../evaluator/policy/engine.js";
import { readPolicyFolder } from "../../../evaluator/policy/folder.js";
import { pagesFor } from "../../../evaluator/policy/memory.js";
import { instantiate, type PolicyModule } from "../../../evaluator/policy/wasm.js";
import { decide, type Decision } from "../../../evaluator/results/decide.js";
import { collectionNames, knownFacts, places, placesOf, put, randomOf, type Facts, type Place } from "./facts-universe.js";

// Whether the gate can be fooled: for each rule of rules/ and many random worlds, leaves are made unknown, and every pass that the
// engine gives all the same is held against the truth, which is what the rule says for each value that the leaf could have.

const rulesFolder = join(projectFolder, "test/evaluator/policy/rules");
const unknown = { unknown: "not collected", ev: 2 };
const worlds = Number(process.env["ZMAUDIT_WORLDS"] ?? 12);

interface Judge {
  readonly control: Control;
  readonly judge: (facts: Facts) => Decision;
}

const compileRules = async (): Promise<{ policy: PolicySet; modules: Readonly<Record<string, string>> }> => {
  const engine = startEngine();
  try {
    const folder = await readPolicyFolder(rulesFolder, "rules");
    const compiled = await compilePolicy(engine, folder);
    if ("errors" in compiled) throw new Error(compiled.errors.map((e) => `${e.file}:${e.row} ${e.message}`).join("\n"));
    return { policy: compiled.policy, modules: folder.modules };
  } finally {
    await engine.close();
  }
};

const judgeOf = (instance: PolicyModule, control: Control): Judge => ({
  control,
  judge: (facts) => {
    instance.setInput(new TextEncoder().encode(JSON.stringify(facts)));
    const give = (rule: string): readonly unknown[] => setOf(instance.evaluate(`${control.entrypoint}/${rule}`));
    return decide(facts, control.gate, { id: control.id, outcome: "judged", subjects: give("subject"), results: give("result") });
  },
});

const passing = (decision: Decision): readonly string[] => decision.subjects.filter(({ status }) => status === "pass").map(({ name }) => name);

/** Completions of some unknown places: all of them where they are few. */
function* completions(facts: Facts, open: readonly Place[]): Generator<Facts> {
  const [first, ...rest] = open;
  if (!first) return yield facts;
  for (const value of first.values) yield* completions(put(facts, first.path, value), rest);
}

interface Falsehood {
  readonly rule: string;
  readonly subject: string;
  readonly unknown: string;
}

const hold = ({ control, judge }: Judge, facts: Facts, what: string, all: Iterable<Facts>): Falsehood | undefined => {
  const decision = judge(facts);
  const subjects = passing(decision);
  if (subjects.length === 0) return undefined;
  for (const completed of all) {
    const truth = judge(completed);
    const wrong = subjects.find((name) => !passing(truth).includes(name));
    if (wrong !== undefined) return { rule: control.file, subject: wrong, unknown: what };
    if (decision.status === "pass" && truth.status !== "pass") return { rule: control.file, subject: "(all)", unknown: what };
  }
  return undefined;
};

/** A member that an incomplete collection may have beside those that are known. */
function* strangers(facts: Facts, collection: (typeof collectionNames)[number], random: (below: number) => number): Generator<Facts> {
  for (let i = 0; i < 12; i++) {
    const leaves = placesOf(collection, "stranger");
    yield leaves.reduce((world, { path, values }) => put(world, path, values[random(values.length)]), facts);
  }
}

const parametersOf = ({ id, parameters }: Control): unknown =>
  ({ [id]: Object.fromEntries(Object.entries(parameters).map(([name, parameter]) => [name, parameter.default])) });

const falsehoods = (one: Judge, source: string, seed: number): readonly Falsehood[] => {
  const random = randomOf(seed);
  const parameters = parametersOf(one.control);
  const named = places.filter(({ path }) => source.includes(path.findLast((segment) => !/^(value|active|version)$/.test(segment)) ?? ""));
  const found: (Falsehood | undefined)[] = [];
  for (let i = 0; i < worlds; i++) {
    const facts = knownFacts(random, parameters);
    // Unknown one at a time, then two or three at once.
    for (const place of named) found.push(hold(one, put(facts, place.path, unknown), place.path.join("."), completions(facts, [place])));
    for (let k = 0; k < 3 && named.length > 1; k++) {
      const some = [...new Set([0, 1, 2].map(() => random(named.length)))].flatMap((at) => named[at] ?? []);
      const holed = some.reduce((world, { path }) => put(world, path, unknown), facts);
      found.push(hold(one, holed, some.map(({ path }) => path.join(".")).join(" and "), completions(facts, some)));
    }
    for (const collection of collectionNames) {
      if (!source.includes(`input.${collection}`)) continue;
      const cutOff = put(facts, ["collections", collection], unknown);
      found.push(hold(one, cutOff, `collections.${collection}`, strangers(facts, collection, random)));
    }
  }
  return found.filter((one): one is Falsehood => one !== undefined);
};

test("no rule gets a pass that some value of an unknown leaf would take away", async () => {
  const { policy, modules } = await compileRules();
  assert.ok(policy.controls.length >= 60, `${policy.controls.length} rules`);
  const compiler = await loadCompiler();
  const module = await WebAssembly.compile(policy.wasm as Uint8Array);
  const instance = instantiate(module, { initial: pagesFor(0), maximum: pagesFor(64 * 1024 * 1024) }, (name, args) => {
    const answer = compiler.call(name, args);
    return answer.errors ? undefined : answer.value;
  });
  const wrong: Falsehood[] = [];
  const silent: string[] = [];
  for (const [i, control] of policy.controls.entries()) {
    const one = judgeOf(instance, control);
    const random = randomOf(i + 1);
    const parameters = parametersOf(control);
    const passes = Array.from({ length: 40 }, () => passing(one.judge(knownFacts(random, parameters)))).filter((names) => names.length > 0);
    if (passes.length === 0) silent.push(control.file);
    wrong.push(...falsehoods(one, modules[control.file] ?? "", i + 1));
  }
  assert.equal(silent, [], "rules that never pass would prove nothing");
  const lines = [...new Set(wrong.map(({ rule, subject, unknown: at }) => `${rule}: ${subject} passes without ${at}`))];
  assert.equal(lines, []);
});

test.run();
