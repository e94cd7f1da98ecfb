import { existsSync } from "node:fs";
import { basename, resolve } from "node:path";
import { inputError } from "../errors.js";
import { builtinPolicy } from "../policy/builtin.js";
import { compilePolicy } from "../policy/compile-policy.js";
import type { Diagnosis } from "../policy/compiler.js";
import type { PolicySet } from "../policy/control.js";
import { EngineFailure, type Engine } from "../policy/engine.js";
import { readPolicyFolder } from "../policy/folder.js";

export const diagnosisText = ({ file, row, col, message, text }: Diagnosis): string =>
  `${file}${row > 0 ? `:${row}:${col}` : ""}: ${message}${text === "" ? "" : `\n    ${text}`}`;

/** The built-in policies and those of --policy, compiled; every id belongs to one of them. */
export const loadPolicies = async (engine: Engine, folders: readonly string[], builtin = true): Promise<readonly PolicySet[]> => {
  const sets: PolicySet[] = builtin ? [builtinPolicy()] : [];
  for (const path of folders) {
    if (!existsSync(path)) throw inputError({ what: "there is no such policy folder", where: path, todo: "give the path of a folder with .rego files", kind: "policy" });
    const folder = await readPolicyFolder(resolve(path), basename(resolve(path)));
    const answer = await compilePolicy(engine, folder).catch((cause: unknown) => {
      if (cause instanceof EngineFailure) throw inputError({ what: `the policy could not be compiled: ${cause.message}`, where: path, todo: "simplify it, or try its files one by one with: zmaudit policy check", kind: "policy", cause });
      throw cause;
    });
    if ("errors" in answer) throw inputError({ what: `the policy does not compile\n${answer.errors.slice(0, 20).map(diagnosisText).join("\n")}\n`, where: path, todo: `correct it and try: zmaudit policy check ${path}`, kind: "policy" });
    const taken = answer.policy.controls.find(({ id }) => sets.some((set) => set.controls.some((control) => control.id === id)));
    if (taken) throw inputError({ what: `the id ${taken.id} is taken by another policy`, where: `${path}/${taken.file}`, todo: "give your control an id of your own, such as acme-1", kind: "policy" });
    sets.push(answer.policy);
  }
  return sets;
};
