import { readFile, writeFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { inputError } from "../errors.js";
import { compilePolicy } from "../policy/compile-policy.js";
import { loadCompiler } from "../policy/compiler.js";
import { EngineFailure, startEngine, type Engine } from "../policy/engine.js";
import { readPolicyFolder } from "../policy/folder.js";
import { testPolicy } from "../policy/test-policy.js";
import { visibleJson } from "../text/visible.js";
import { exits } from "./exit.js";
import { say, type Io } from "./io.js";
import { diagnosisText } from "./policies.js";
import { selection } from "./select.js";

const lines = (io: Io, text: string): void => text.split("\n").forEach((line) => io.out(say(line)));

const withEngine = async (run: (engine: Engine) => Promise<number>): Promise<number> => {
  const engine = startEngine();
  try {
    return await run(engine);
  } catch (cause) {
    if (cause instanceof EngineFailure) throw inputError({ what: cause.message, where: "policy", todo: "simplify the policy", kind: "policy", cause });
    throw cause;
  } finally {
    await engine.close();
  }
};

/** `zmaudit policy check DIR`. */
export const runPolicyCheck = (path: string, args: { readonly format: string }, io: Io): Promise<number> => withEngine(async (engine) => {
  const answer = await compilePolicy(engine, await readPolicyFolder(resolve(path), basename(resolve(path))));
  const errors = "errors" in answer ? answer.errors : [];
  if (args.format === "json") await io.raw(`${visibleJson({ errors }, 1)}\n`);
  else for (const error of errors) lines(io, diagnosisText(error));
  if (errors.length > 0) {
    io.err(say(`${errors.length} problem${errors.length === 1 ? "" : "s"} in ${path}`));
    return exits.badInput;
  }
  if (!("errors" in answer) && args.format !== "json") io.out(say(`${path}: ${answer.policy.controls.length} control${answer.policy.controls.length === 1 ? "" : "s"}, nothing wrong (${answer.policy.controls.map(({ id }) => id).join(", ")})`));
  return exits.good;
});

/** `zmaudit policy test DIR`. */
export const runPolicyTest = (path: string, args: { readonly only: readonly string[]; readonly verbose?: boolean }, io: Io): Promise<number> => withEngine(async (engine) => {
  const folder = await readPolicyFolder(resolve(path), basename(resolve(path)));
  const compiled = args.only.length > 0 ? await compilePolicy(engine, folder) : undefined;
  const chosen = compiled && !("errors" in compiled) ? selection(compiled.policy.controls, args.only, []) : () => true;
  const ids = compiled && !("errors" in compiled) ? new Set(compiled.policy.controls.filter(chosen).map(({ id }) => id)) : undefined;
  const answer = await testPolicy(engine, folder, (id) => ids === undefined || ids.has(id));
  if ("errors" in answer) {
    for (const error of answer.errors) lines(io, diagnosisText(error));
    return exits.badInput;
  }
  for (const { kind, control, name, problem } of answer.tested) {
    if (problem !== undefined) lines(io, `FAIL ${control} ${kind} ${name}: ${problem}`);
    else if (args.verbose === true) io.out(say(`ok   ${control} ${kind} ${name}`));
  }
  const failed = answer.tested.filter(({ problem }) => problem !== undefined).length;
  io.out(say(`${answer.tested.length - failed} passed, ${failed} failed`));
  return failed > 0 ? exits.findings : exits.good;
});

/** `zmaudit policy fmt DIR`: OPA's own format; --check only says what it would change. */
export const runPolicyFmt = async (path: string, args: { readonly check?: boolean }, io: Io): Promise<number> => {
  const folder = await readPolicyFolder(resolve(path), basename(resolve(path)));
  const compiler = await loadCompiler();
  const root = path.endsWith(".rego") ? join(resolve(path), "..") : resolve(path);
  let changed = 0;
  let broken = 0;
  for (const [name, text] of Object.entries({ ...folder.modules, ...folder.tests }).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const answer = compiler.format(name, text);
    if (answer.errors) {
      broken++;
      for (const error of answer.errors) lines(io, diagnosisText(error));
    } else if (answer.text !== text) {
      changed++;
      io.out(say(`${name}${args.check === true ? " is not formatted" : ""}`));
      if (args.check !== true && (await readFile(join(root, name), "utf8")) === text) await writeFile(join(root, name), answer.text);
    }
  }
  if (broken > 0) return exits.badInput;
  return args.check === true && changed > 0 ? exits.findings : exits.good;
};
