// The public API: open snapshots, make facts of them, judge, render.
export { audit, type AuditOptions } from "./audit.js";
export { InputError, isInputError } from "./errors.js";
export type { Demand } from "./facts/demand.js";
export type { Evidence, EvidenceTable } from "./facts/evidence.js";
export { toFacts } from "./facts/index.js";
export type { Leaf } from "./facts/leaf.js";
export { builtinPolicy } from "./policy/builtin.js";
export { compilePolicy, type CompiledPolicy } from "./policy/compile-policy.js";
export type { Control, PolicySet } from "./policy/control.js";
export { demandOf } from "./policy/demand-of.js";
export { startEngine, type Engine, type EngineLimits } from "./policy/engine.js";
export { readPolicyFolder, type PolicyFolder } from "./policy/folder.js";
export { testPolicy, type Tested } from "./policy/test-policy.js";
export { render, renderers, type Format } from "./report/render.js";
export { importSnapshot, openSnapshot, partOf, writeSnapshot, type OpenedPart, type OpenedSnapshot } from "./snapshot/index.js";
export type { Parsed } from "./sources/parsed.js";
export type { Report, Result, Subject } from "./types/report.js";
export type { Snapshot } from "./types/snapshot.js";
