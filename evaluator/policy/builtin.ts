import { existsSync, readFileSync } from "node:fs";
import { inputError } from "../errors.js";
import { distFile, projectFolder } from "../paths.js";
import { join } from "node:path";
import type { PolicySet } from "./control.js";
import type { Section } from "../report/report.js";

export const builtinWasm = distFile("policies.wasm");

let builtin: PolicySet | undefined;

/** The controls that ship with zmaudit, compiled by the build. */
export const builtinPolicy = (): PolicySet => (builtin ??= readBuiltin());

const readBuiltin = (): PolicySet => {
  const file = distFile("policies.json");
  if (!existsSync(file)) throw inputError({ what: "the built-in policies are not built", where: file, todo: "run: npm run build", kind: "command" });
  return { ...(JSON.parse(readFileSync(file, "utf8")) as Omit<PolicySet, "wasm">), wasm: builtinWasm };
};

export const sections = (): readonly Section[] =>
  (JSON.parse(readFileSync(join(projectFolder, "policies/data/sections.json"), "utf8")) as { sections: { values: readonly Section[] } }).sections.values;
