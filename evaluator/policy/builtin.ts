import { existsSync, readFileSync } from "node:fs";
import { inputError } from "../errors.js";
import { distFile, projectFolder } from "../paths.js";
import { join } from "node:path";
import type { Gate } from "./gate.js";
import type { Control, PolicySet } from "./control.js";
import type { Section } from "../report/report.js";

export const builtinWasm = distFile("policies.wasm");

let builtin: PolicySet | undefined;

/** The controls that ship with zmaudit, compiled by the build. */
export const builtinPolicy = (): PolicySet => (builtin ??= readBuiltin());

const readBuiltin = (): PolicySet => {
  const file = distFile("policies.json");
  if (!existsSync(file)) throw inputError({ what: "the built-in policies are not built", where: file, todo: "run: npm run build", kind: "command" });
  const { controls, ...policy } = JSON.parse(readFileSync(file, "utf8")) as Omit<PolicySet, "wasm" | "controls"> & { controls: readonly Omit<Control, "gate">[] };
  return { ...policy, wasm: builtinWasm, controls: controls.map((control) => ({ ...control, get gate() { return gateOf(control.id); } })) };
};

let gates: Readonly<Record<string, Gate>> | undefined;

/** Two thirds of what the build keeps of the controls, and needed only once the first is judged. */
const gateOf = (id: string): Gate => {
  gates ??= JSON.parse(readFileSync(distFile("gates.json"), "utf8")) as Readonly<Record<string, Gate>>;
  const gate = gates[id];
  if (!gate) throw new Error(`dist/gates.json has no gate of ${id}`);
  return gate;
};

export const sections = (): readonly Section[] =>
  (JSON.parse(readFileSync(join(projectFolder, "policies/data/sections.json"), "utf8")) as { sections: { values: readonly Section[] } }).sections.values;
