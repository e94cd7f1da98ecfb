import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { distFile, projectFolder } from "../paths.js";
import type { Severity } from "../results/status.js";
import type { Annotation, Answer, Contract, Diagnosis } from "./compiler.js";
import { checkAnnotation, checkContract } from "./check.js";
import { compareIds, kindOfCollection, type Control, type PolicySet } from "./control.js";
import { hostPartsIn } from "./demand-of.js";
import { dataProblems, parametersOf, type SaidParameters } from "./parameters.js";
import type { Engine } from "./engine.js";
import type { PolicyFolder } from "./folder.js";
import { gateRead, gateRule, type Gate, type SubjectKind } from "./gate.js";
import { lookUp, type SchemaNode } from "./schema-paths.js";

export type CompiledPolicy = { readonly policy: PolicySet; readonly contracts: readonly Contract[] } | { readonly errors: readonly Diagnosis[] };

let schema: SchemaNode | undefined;
export const factsSchema = async (): Promise<SchemaNode> => (schema ??= JSON.parse(await readFile(distFile("facts.schema.json"), "utf8")) as SchemaNode);
export const capabilities = async (): Promise<unknown> => JSON.parse(await readFile(join(projectFolder, "policies/capabilities.json"), "utf8"));

interface Module {
  readonly file: string;
  readonly package: string;
  readonly row: number;
  readonly annotation?: Annotation;
}

const isControl = (module: Module): boolean => module.annotation?.custom?.["id"] !== undefined;

/** OPA lists every name that the schema has at a place; three are enough. */
const nameNearest = (facts: SchemaNode, error: Diagnosis): Diagnosis => {
  const path = /undefined ref: input\.([\w.]+)/.exec(error.message)?.[1]?.split(".");
  const stray = path && lookUp(facts, path).stray;
  return stray ? { ...error, message: `${["input", ...(stray.at === "" ? [] : [stray.at])].join(".")} has no such name: ${stray.name}${stray.nearest.length > 0 ? `; nearest: ${stray.nearest.join(", ")}` : ""}` } : error;
};

/** Why a built-in that OPA has is not there: a verdict may depend on the snapshot alone. */
const explain = (error: Diagnosis): Diagnosis => {
  const name = /undefined function ((?:http|net|opa|rand|uuid|time|io|providers|rego)\.[\w.]+|trace|print)/.exec(error.message)?.[1];
  return name === undefined ? error : { ...error, message: `${error.message}: ${name} is not available to a policy, since a verdict may depend on the snapshot alone (no network, time, randomness or environment); see policies/capabilities.json` };
};

const gateOf = (facts: SchemaNode, contract: Contract, optional: readonly string[]): Gate => {
  const collections = contract.subject.flatMap((rule) => rule.collections);
  const subjectKind: SubjectKind = kindOfCollection[collections[0]?.[0] ?? ""] ?? "deployment";
  return {
    subjectKind,
    subjects: contract.subject.map((rule) => ({ names: rule.names, collections: rule.collections, reads: rule.reads.map((read) => gateRead(facts, optional, read)) })),
    results: contract.result.map((rule) => gateRule(facts, optional, rule)),
  };
};

const controlOf = (facts: SchemaNode, module: Module, contract: Contract, data: PolicyFolder["data"]): Control => {
  const annotation = module.annotation ?? { row: 1 };
  const custom = (annotation.custom ?? {}) as { id: string; section?: number; severity: Severity; kind: "evidence" | "manual"; scope?: "account"; parameters?: SaidParameters; optional?: { path: string; because: string }[]; mappings?: Record<string, string[]>; deprecated?: string };
  const optional = custom.optional ?? [];
  const gate = gateOf(facts, contract, optional.map(({ path }) => path));
  const hostParts = hostPartsIn(gate);
  const reads = new Map([...contract.subject, ...contract.result].flatMap((rule) => rule.reads.map((read) => [read.path.join("."), read.path] as const)));
  return {
    id: custom.id, title: annotation.title ?? custom.id, severity: custom.severity, kind: custom.kind,
    ...(annotation.description ? { description: annotation.description } : {}),
    ...(custom.section === undefined ? {} : { section: custom.section }),
    ...(custom.scope === undefined ? {} : { scope: custom.scope }),
    ...(custom.deprecated === undefined ? {} : { deprecated: custom.deprecated }),
    parameters: parametersOf(custom.parameters ?? {}, data), optional, mappings: custom.mappings ?? {}, related: annotation.related_resources ?? [],
    package: module.package, entrypoint: module.package.replaceAll(".", "/"), file: module.file,
    folder: module.file.includes("/") ? module.file.slice(0, module.file.lastIndexOf("/")) : "",
    gate, ...(hostParts === undefined ? {} : { hostParts }),
    reads: [...reads].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, path]) => path),
  };
};

const duplicates = (controls: readonly Control[]): readonly Diagnosis[] => {
  const first = new Map<string, Control>();
  return controls.flatMap((control) => {
    const other = first.get(control.id);
    first.set(control.id, other ?? control);
    return other ? [{ code: "zmaudit_annotation", message: `id ${control.id} is taken by ${other.file}; an id belongs to one control for ever`, file: control.file, row: 1, col: 1, text: "" }] : [];
  });
};

const byPlace = (a: Diagnosis, b: Diagnosis): number => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.row - b.row || a.col - b.col);

/** Checks a policy folder whole, and compiles it where nothing is wrong. Runs in the engine's worker, under its limits. */
export const compilePolicy = async (engine: Engine, folder: PolicyFolder): Promise<CompiledPolicy> => {
  const modules = { ...folder.library, ...folder.modules };
  const [facts, allowed] = await Promise.all([factsSchema(), capabilities()]);
  const read = await engine.compile<Answer<{ modules: readonly Module[] }>>("annotations", { modules, capabilities: allowed });
  if (read.errors) return { errors: read.errors.map(explain) };
  const ours = read.modules.filter((module) => Object.hasOwn(folder.modules, module.file));
  const found = ours.filter(isControl);
  const errors: Diagnosis[] = ours.filter((module) => isControl(module) || /(^|\/)rule\.rego$/.test(module.file)).flatMap((module) => checkAnnotation(module.annotation, module.file, module.row));
  if (found.length === 0 && errors.length === 0) {
    errors.push({ code: "zmaudit_shape", message: "no package has METADATA with custom.id, so there is no control in this folder", file: ours[0]?.file ?? "", row: 1, col: 1, text: "" });
  }
  if (errors.length === 0) errors.push(...found.flatMap((module) => dataProblems(module, folder.data)));
  const packages = found.map((module) => module.package);
  const checked = await engine.compile<Answer<{ contracts: readonly Contract[] }>>("check", { modules, packages, schema: facts, capabilities: allowed });
  if (checked.errors) return { errors: [...errors, ...checked.errors.map(explain).map((error) => nameNearest(facts, error))].sort(byPlace) };
  for (const [i, module] of found.entries()) {
    const contract = checked.contracts[i];
    const custom = module.annotation?.custom ?? {};
    const optional = Array.isArray(custom["optional"]) ? (custom["optional"] as { path: string }[]) : [];
    const parameters = Object.keys((custom["parameters"] ?? {}) as object);
    if (contract) errors.push(...checkContract(facts, contract, module.file, optional, parameters, String(custom["id"])));
  }
  if (errors.length > 0) return { errors: errors.sort(byPlace) };
  const controls = found.flatMap((module, i) => {
    const contract = checked.contracts[i];
    return contract ? [controlOf(facts, module, contract, folder.data)] : [];
  }).sort((a, b) => compareIds(a.id, b.id));
  const clashes = duplicates(controls);
  if (clashes.length > 0) return { errors: clashes };
  const entrypoints = controls.flatMap(({ entrypoint }) => [`${entrypoint}/subject`, `${entrypoint}/result`]);
  const built = await engine.compile<Answer<{ wasm: Uint8Array }>>("build", { modules, packages, entrypoints, capabilities: allowed, marked: true });
  if (built.errors) return { errors: built.errors.map(explain) };
  return { policy: { name: folder.name, sha256: folder.sha256, controls, wasm: built.wasm }, contracts: checked.contracts };
};
