import { join } from "node:path";
import { importSnapshot, openSnapshot, writeSnapshot } from "../snapshot/index.js";
import { demandOf } from "./demand-of.js";
import { decide, type Decision } from "../results/decide.js";
import type { Answer, TestOutcome } from "./compiler.js";
import { listCases, missingVerdicts, readCaseFiles, readFragment, type Case } from "./cases.js";
import { capabilities, compilePolicy, factsSchema } from "./compile-policy.js";
import type { Control, PolicySet } from "./control.js";
import type { Diagnosis } from "./compiler.js";
import type { Engine, Judgement } from "./engine.js";
import type { PolicyFolder } from "./folder.js";
import { completeFragment } from "./fragment.js";
import { type Mutation, mutations } from "./mutate.js";

/** One thing that was tested, and what is wrong where something is. */
export interface Tested {
  readonly kind: "rego" | "case" | "coverage" | "mutation" | "agreement";
  readonly control: string;
  readonly name: string;
  readonly problem?: string;
}

interface Prepared {
  readonly one: Case;
  readonly facts: unknown;
  readonly expect?: Readonly<Record<string, string>>;
}

const canonical = (value: unknown): string => JSON.stringify(sortDeep(value));
const sortDeep = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sortDeep).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, sortDeep(item)]));
};

const defaultsOf = (controls: readonly Control[]): Record<string, Record<string, unknown>> =>
  Object.fromEntries(controls.map((control) => [control.id, Object.fromEntries(Object.entries(control.parameters).map(([name, { default: value }]) => [name, value]))]));

const prepare = async (one: Case): Promise<Prepared> => {
  const defaults = defaultsOf([one.control]);
  if (one.form === "fragment") {
    const { input, expect } = completeFragment(await factsSchema(), await readFragment(one), one.path, defaults);
    return { one, facts: input, ...(expect === undefined ? {} : { expect }) };
  }
  const { files, said } = await readCaseFiles(one);
  const imported = await importSnapshot(files, { ...(said.now === undefined ? {} : { collectedAt: said.now }), host: said.host });
  const opened = await openSnapshot({ name: one.path, stream: writeSnapshot(imported) });
  const { toFacts } = await import("../facts/index.js");
  const given = { [one.control.id]: { ...defaults[one.control.id], ...said.parameters } };
  const { input } = await toFacts(opened, { parameters: given, demand: demandOf([one.control]) });
  return { one, facts: input, ...(said.expect?.subjects === undefined ? {} : { expect: said.expect.subjects }) };
};

/** By name, or by kind and name where two have it: `cos accounts`. */
const subjectNamed = ({ subjects }: Decision, text: string): Decision["subjects"][number] | undefined =>
  subjects.find(({ kind, name }) => `${kind} ${name}` === text) ?? subjects.find(({ name }) => name === text);

const say = (decision: Decision): string => `${decision.status}${decision.reason === undefined ? "" : ` (${decision.reason})`}${decision.subjects.map((s) => `\n    ${s.name}: ${s.status}: ${s.message}`).join("")}`;

/** What each subject that passed leans on by its own rules: a rule that let another one pass says nothing about it. */
const mutationsOf = (facts: unknown, control: Control, { subjects }: Decision): Iterable<Mutation> => {
  const found = new Map<string, Mutation>();
  for (const { name, rules } of subjects.filter(({ status }) => status === "pass")) {
    const own = control.gate.results.filter(({ index }) => rules.includes(index));
    for (const mutation of mutations(facts, own, [name])) found.set(mutation.path.join("."), mutation);
  }
  return found.values();
};

/** Judges many facts with one control, in the WebAssembly. */
const judgeAll = async (engine: Engine, policy: PolicySet, control: Control, inputs: readonly unknown[]): Promise<readonly Judgement[]> => {
  const out: Judgement[] = [];
  const source = { name: policy.name, wasm: policy.wasm, controls: [{ id: control.id, entrypoint: control.entrypoint }] };
  for (const input of inputs) out.push(...(await engine.judge([source], new TextEncoder().encode(JSON.stringify(input)))));
  return out;
};

const testControl = async (engine: Engine, folder: PolicyFolder, policy: PolicySet, control: Control): Promise<readonly Tested[]> => {
  const tested: Tested[] = [];
  const add = (kind: Tested["kind"], name: string, problem?: string): void => void tested.push({ kind, control: control.id, name, ...(problem === undefined ? {} : { problem }) });
  const cases = await listCases(folder.path, control);
  for (const status of missingVerdicts(control, cases)) add("coverage", `a ${status} case`, `there is no case whose verdict is ${status}`);
  const prepared: Prepared[] = [];
  for (const one of cases) prepared.push(await prepare(one));
  const judged = await judgeAll(engine, policy, control, prepared.map(({ facts }) => facts));
  const mutants: { of: string; at: string; facts: unknown }[] = [];
  for (const [i, { one, facts, expect }] of prepared.entries()) {
    const judgement = judged[i];
    if (!judgement) continue;
    const decision = decide(facts, control.gate, judgement);
    const wrong = Object.entries(expect ?? {}).filter(([name, status]) => subjectNamed(decision, name)?.status !== status);
    if (decision.status !== one.verdict) add("case", `${one.name}.${one.verdict}`, `the verdict is ${say(decision)}`);
    else if (wrong.length > 0) add("case", `${one.name}.${one.verdict}`, `expected ${wrong.map(([name, status]) => `${name} ${status}`).join(", ")}; the verdict is ${say(decision)}`);
    else add("case", `${one.name}.${one.verdict}`);
    if (decision.status !== "pass") continue;
    for (const mutant of mutationsOf(facts, control, decision)) mutants.push({ of: one.name, at: mutant.path.join("."), facts: mutant.facts });
  }
  const mutated = await judgeAll(engine, policy, control, mutants.map(({ facts }) => facts));
  for (const [i, { of, at, facts }] of mutants.entries()) {
    const judgement = mutated[i];
    const status = judgement && decide(facts, control.gate, judgement).status;
    add("mutation", `${of} without ${at}`, status === "pass" ? `still passes when ${at} is unknown` : undefined);
  }
  await compareWithOpa(engine, folder, control, [...prepared.map(({ facts }) => facts), ...mutants.map(({ facts }) => facts)], [...judged, ...mutated], add);
  return tested;
};

/** OPA's own evaluator must give what the WebAssembly gives, result for result. */
const compareWithOpa = async (engine: Engine, folder: PolicyFolder, control: Control, inputs: readonly unknown[], judged: readonly Judgement[], add: (kind: "agreement", name: string, problem?: string) => void): Promise<void> => {
  if (inputs.length === 0) return;
  const needed = Object.fromEntries(Object.entries({ ...folder.library, ...folder.modules }).filter(([file, text]) => file === control.file || !/^\s*#\s+id:/m.test(text) || !file.includes("controls/")));
  const entrypoints = [`${control.entrypoint}/subject`, `${control.entrypoint}/result`];
  const answer = await engine.compile<Answer<{ values: Readonly<Record<string, readonly unknown[]>> }>>("evaluate", { modules: needed, packages: [control.package], entrypoints, inputs, marked: true, capabilities: await capabilities() });
  if (answer.errors) return add("agreement", "OPA's evaluator", answer.errors.map(({ message }) => message).join("; "));
  const differing = judged.flatMap((judgement, i) => {
    const [subject, result] = entrypoints.map((entrypoint) => canonical(answer.values[entrypoint]?.[i] ?? []));
    const same = judgement.outcome === "judged" && canonical(judgement.subjects) === subject && canonical(judgement.results) === result;
    return same ? [] : [`input ${i}: OPA says ${result ?? ""}, the WebAssembly ${judgement.outcome === "judged" ? canonical(judgement.results) : judgement.reason}`];
  });
  add("agreement", `${judged.length} inputs`, differing.length > 0 ? differing.slice(0, 3).join("\n    ") : undefined);
};

/** Everything that `policy test` runs: the check, OPA's test rules, the cases, and every pass case with each leaf unknown in turn. */
export const testPolicy = async (engine: Engine, folder: PolicyFolder, only: (id: string) => boolean = () => true): Promise<{ errors: readonly Diagnosis[] } | { tested: readonly Tested[]; policy: PolicySet }> => {
  const compiled = await compilePolicy(engine, folder);
  if ("errors" in compiled) return { errors: compiled.errors };
  const rego = Object.keys(folder.tests).length === 0 ? { tests: [] } : await engine.compile<Answer<{ tests: readonly TestOutcome[] }>>("test", { modules: { ...folder.library, ...folder.modules, ...folder.tests }, capabilities: await capabilities() });
  if (rego.errors) return { errors: rego.errors };
  const tested: Tested[] = rego.tests.map((one) => ({
    kind: "rego" as const, control: one.package, name: one.name,
    ...(one.fail || one.error !== undefined ? { problem: `${one.file ?? ""}:${one.row ?? 0} ${one.error ?? "is not true"}${one.output ? `\n    ${one.output}` : ""}` } : {}),
  }));
  for (const control of compiled.policy.controls) {
    if (only(control.id)) tested.push(...(await testControl(engine, { ...folder, path: folder.path.endsWith(".rego") ? join(folder.path, "..") : folder.path }, compiled.policy, control)));
  }
  return { tested, policy: compiled.policy };
};
