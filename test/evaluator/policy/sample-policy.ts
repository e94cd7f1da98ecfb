import type { Answer } from "../../../evaluator/policy/compiler.js";
import type { Engine, Judgement, PolicySource } from "../../../evaluator/policy/engine.js";

/** A policy of small packages: each has a subject and what its body gives as the result. */
export const buildSample = async (engine: Engine, bodies: Readonly<Record<string, string>>): Promise<PolicySource> => {
  const ids = Object.keys(bodies);
  const modules = Object.fromEntries(ids.map((id) => [`${id}.rego`, `package ${id}\n\nsubject contains "s"\n\n${bodies[id] ?? ""}\n`]));
  const entrypoints = ids.flatMap((id) => [`${id}/subject`, `${id}/result`]);
  const built = await engine.compile<Answer<{ wasm: Uint8Array }>>("build", { modules, entrypoints });
  if (built.errors) throw new Error(built.errors.map(({ file, row, message }) => `${file}:${row} ${message}`).join("\n"));
  return { name: "sample", wasm: built.wasm, controls: ids.map((id) => ({ id, entrypoint: id })) };
};

export const factsOf = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

/** One word or value a judgement: its results, or why there are none. */
export const outcomes = (judgements: readonly Judgement[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(judgements.map((one) => [one.id, one.outcome === "judged" ? one.results : one.reason]));
