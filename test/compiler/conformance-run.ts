import type { Compiler } from "../../evaluator/policy/compiler.js";
import { instantiate } from "../../evaluator/policy/wasm.js";
import type { Case } from "./conformance-cases.js";

export interface Outcome {
  readonly id: string;
  readonly kind: "agrees" | "refused" | "differs";
  readonly reason: string;
}

const encoder = new TextEncoder();

interface Question {
  readonly modules: Readonly<Record<string, string>>;
  readonly entrypoint: string;
  readonly names: readonly string[];
  readonly own: boolean;
}

/** How a case is asked: the rule that its query names, or the query as a rule of its own. */
const asQuestion = (one: Case): Question => {
  const modules = Object.fromEntries(one.modules.map((source, i) => [`test-${i}.rego`, source]));
  const rule = /^data((?:\.[a-zA-Z_]\w*)+) = x$/.exec(one.query)?.[1];
  if (rule !== undefined && one.inputTerm === undefined) {
    return { modules, entrypoint: rule.slice(1).replaceAll(".", "/"), names: ["x"], own: false };
  }
  const names = Object.keys(one.want?.[0] ?? (rule === undefined ? {} : { x: "" }));
  const given = one.inputTerm === undefined ? "" : ` with input as ${one.inputTerm.trim()}`;
  const bindings = names.map((name) => `"${name}": ${name}`).join(", ");
  const question = `package zmaudit_question\n\nanswer := [{${bindings}} | ${one.query}${given}]`;
  return { modules: { ...modules, "question.rego": question }, entrypoint: "zmaudit_question/answer", names, own: true };
};

/** The rule's value out of the set of results that an entry point gives; undefined where the set is empty. */
const valueOf = (text: string): string | undefined => (text === "set()" ? undefined : /^\{\{"result": ?([\s\S]*)\}\}$/.exec(text)?.[1]);

/** Runs a case through the policy module, as an audit would. */
export const runCase = async (compiler: Compiler, capabilities: unknown, one: Case): Promise<Outcome> => {
  const say = (kind: Outcome["kind"], reason = ""): Outcome => ({ id: one.id, kind, reason: reason.slice(0, 400) });
  const ask = (name: string, ...args: readonly string[]): string | undefined => {
    const answer = compiler.call(name, `[${args.join(",")}]`);
    return answer.errors ? undefined : answer.value;
  };
  const equal = (a: string, b: string): boolean => ask("equal", a, b) === "true";
  const { modules, entrypoint, names, own } = asQuestion(one);
  const built = compiler.build({ modules, entrypoints: [entrypoint], capabilities });
  if (built.errors) {
    const reason = built.errors.map(({ message }) => message.split("\n")[0]).join("; ");
    return say(one.wantError === undefined ? "refused" : "agrees", reason);
  }
  let value: string | undefined;
  try {
    const module = await WebAssembly.compile(built.wasm);
    const instance = instantiate(module, { initial: 64, maximum: 4096 }, (name, args) => {
      const answer = compiler.call(name, args);
      return answer.errors || answer.value === "" ? undefined : answer.value;
    });
    if (one.data !== undefined) instance.setData(encoder.encode(one.data));
    if (one.input !== undefined) instance.setInput(encoder.encode(one.input));
    value = valueOf(instance.evaluateValue(entrypoint));
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    return say(one.wantError === undefined ? "differs" : "agrees", `breaks: ${message}`);
  }
  const got = own ? value ?? "[]" : value === undefined ? "[]" : `[{"x": ${value}}]`;
  if (one.wantError !== undefined) {
    if (!one.strict) return say("differs", `wants ${one.wantError}, gives ${got}`);
    // Without strict errors OPA's own evaluator must give the same, which for most of these is nothing.
    if (value === undefined || equal(value, "[]")) return say("agrees");
    const judged = one.data === undefined ? compiler.evaluate({ modules, entrypoints: [entrypoint] }) : { errors: [] };
    const same = !judged.errors && equal(value, JSON.stringify(judged.values[entrypoint]?.[0] ?? null));
    return say(same ? "agrees" : "differs", `wants ${one.wantError}, gives ${got}`);
  }
  const want = (one.want ?? []).map((row) => `{${names.map((name) => `${JSON.stringify(name)}: ${row[name] ?? "null"}`).join(",")}}`);
  // Sets become sorted lists in JSON, and the order of bindings says nothing.
  const json = ask("json.marshal", got);
  if (json === undefined) return say("differs", `gives something that OPA can't read: ${got}`);
  const [a, b] = [`[${want.join(",")}]`, JSON.parse(json) as string];
  if (equal(a, b)) return say("agrees");
  const asSet = (text: string): string => `{${ask("sort", text)?.slice(1, -1) ?? ""}}`;
  if (want.length > 0 && equal(asSet(a), asSet(b))) return say("agrees");
  if (one.unordered && equal(sortLists(a), sortLists(b))) return say("agrees");
  return say("differs", `wants ${a}, gives ${b}`);
};

/** The lists among the bindings as sets. */
const sortLists = (json: string): string => {
  const sorted = (value: unknown): unknown =>
    Array.isArray(value) ? value.map(sorted).map((item) => JSON.stringify(item)).sort() : value;
  const rows = JSON.parse(json) as readonly Readonly<Record<string, unknown>>[];
  return JSON.stringify(rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, sorted(value)]))));
};
