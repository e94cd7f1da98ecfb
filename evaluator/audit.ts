import { toFacts } from "./facts/index.js";
import type { Evidence } from "./facts/evidence.js";
import { sections } from "./policy/builtin.js";
import type { Control, PolicySet } from "./policy/control.js";
import { demandOf, hostPartsOf } from "./policy/demand-of.js";
import { EngineFailure, type Engine, type Judgement } from "./policy/engine.js";
import { resultOf, sectionsOf, sortResults, summaryOf, type EvidenceSource } from "./report/report.js";
import { decide } from "./results/decide.js";
import { partOf, type OpenedSnapshot } from "./snapshot/index.js";
import { commandOf } from "./sources/table.js";
import { utc } from "./text/utc.js";
import type { Report, Result } from "./types/report.js";
import { version } from "./version.js";

export interface AuditOptions {
  readonly policies: readonly PolicySet[];
  readonly engine: Engine;
  /** Seconds since the epoch; without it the time of the snapshot. */
  readonly now?: number;
  /** Values that the site set, by control id and name. */
  readonly parameters?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Where each of them was set, as `parameters` has them. */
  readonly origins?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly site?: { readonly name: string; readonly sha256: string };
  readonly profile?: { readonly name: string; readonly sha256: string };
  readonly selected?: (control: Control) => boolean;
  /** After each control. `soFar` makes a report of what is judged by then; it costs as much as the whole one. */
  readonly onProgress?: (done: number, all: number, soFar: () => Report) => void;
  /** Called once a deployment, with what its rules read. */
  readonly onFacts?: (input: Readonly<Record<string, unknown>>) => void;
}

const effectiveParameters = (controls: readonly Control[], given: AuditOptions["parameters"] = {}): Record<string, Record<string, unknown>> =>
  Object.fromEntries(controls.map((control) => [control.id, Object.fromEntries(Object.entries(control.parameters).map(([name, parameter]) => [name, given[control.id]?.[name] ?? parameter.default]))]));

const evidenceLines = 40;
const evidenceWidth = 600;

/** Evidence as the report quotes it: lines of the snapshot's own text, bounded. */
export const evidenceSource = (entries: readonly Evidence[], snapshots: readonly OpenedSnapshot[], hostOf: (snapshot: OpenedSnapshot) => string): EvidenceSource => {
  const byHost = new Map(snapshots.map((snapshot) => [hostOf(snapshot), snapshot]));
  const texts = new Map<string, readonly string[]>();
  const linesOf = (entry: Evidence): readonly string[] => {
    const key = `${entry.host}\0${entry.source}\0${entry.part}`;
    const have = texts.get(key);
    if (have) return have;
    const snapshot = byHost.get(entry.host);
    const part = snapshot && partOf(snapshot, entry.source, entry.part);
    const lines = (part?.text() ?? "").split("\n");
    texts.set(key, lines);
    return lines;
  };
  return {
    entry: (ev) => entries[ev],
    command: commandOf,
    lines: (entry) => entry.lines.flatMap(([from, to]) => {
      const all = linesOf(entry);
      return Array.from({ length: Math.max(0, Math.min(to, from + evidenceLines) - from + 1) }, (_, i) => ({ line: from + i, text: (all[from + i - 1] ?? "").slice(0, evidenceWidth) }));
    }).slice(0, evidenceLines),
  };
};

/** Judges the snapshots of one deployment: the way of the data from sources to the report, stage by stage. */
export const audit = async (snapshots: readonly OpenedSnapshot[], options: AuditOptions): Promise<Report> => {
  const chosen = options.policies.map((policy) => ({ ...policy, controls: policy.controls.filter((control) => control.deprecated === undefined && (options.selected?.(control) ?? true)) }));
  const controls = chosen.flatMap((policy) => policy.controls);
  const byId = new Map(controls.map((control) => [control.id, control]));
  const parameters = effectiveParameters(controls, options.parameters);
  // What is asked for by nobody else may be left out, but who wants to see the facts wants to see them all.
  const parts = options.onFacts ? undefined : hostPartsOf(controls);
  const demand = { ...demandOf(controls), ...(parts === undefined ? {} : { hosts: parts }) };
  const facts = await toFacts(snapshots, { parameters, demand, ...(options.now === undefined ? {} : { now: options.now }) });
  options.onFacts?.(facts.input);
  const bytes = new TextEncoder().encode(JSON.stringify(facts.input));
  const names = new Map(facts.hosts.map((host) => [host.digest, host.name]));
  const source = evidenceSource(facts.evidence.entries, snapshots, (snapshot) => names.get(snapshot.digest) ?? snapshot.snapshot.host.name);
  const judged = new Map<string, Result>();
  const now = (facts.input as { now?: { value?: number } }).now?.value;
  const reportOf = (unsorted: readonly Result[]): Report => {
    const results = sortResults(unsorted);
    return {
      format: "zmaudit-report", version: 1, tool: { name: "zmaudit", version: version() },
      snapshots: snapshots.map((snapshot) => ({
        name: snapshot.name, host: names.get(snapshot.digest) ?? snapshot.snapshot.host.name, sha256: snapshot.digest, complete: snapshot.complete, origin: snapshot.snapshot.origin,
        ...(snapshot.snapshot.started_at === undefined ? {} : { started_at: snapshot.snapshot.started_at }),
      })),
      policies: chosen.map((policy) => ({ name: policy.name, sha256: policy.sha256, controls: policy.controls.length })),
      ...(options.profile === undefined ? {} : { profile: { ...options.profile } }),
      ...(options.site === undefined ? {} : { site: { ...options.site } }),
      now: now === undefined ? null : utc(now),
      ...(facts.warnings.length > 0 ? { warnings: [...facts.warnings] } : {}),
      parameters: controls.flatMap((control) => Object.entries(control.parameters).flatMap(([name, parameter]) => {
        const value = options.parameters?.[control.id]?.[name];
        return value === undefined || JSON.stringify(value) === JSON.stringify(parameter.default) ? [] : [{ control: control.id, name, value, default: parameter.default, from: options.origins?.[control.id]?.[name] ?? options.site?.name ?? "option" }];
      })),
      summary: summaryOf(results), sections: sectionsOf(sections(), results), results,
    };
  };
  // Each is decided as it comes, while the worker judges the next.
  const take = (judgement: Judgement): void => {
    const control = byId.get(judgement.id);
    if (control) judged.set(control.id, resultOf(source, control, decide(facts.input, control.gate, judgement)));
    options.onProgress?.(judged.size, controls.length, () => reportOf([...judged.values()]));
  };
  try {
    await options.engine.judge(chosen.map((policy) => ({ name: policy.name, wasm: policy.wasm, controls: policy.controls.map(({ id, entrypoint }) => ({ id, entrypoint })) })), bytes, take);
  } catch (cause) {
    if (!(cause instanceof EngineFailure)) throw cause;
    for (const { id } of controls) if (!judged.has(id)) take({ id, outcome: "broken", reason: cause.message });
  }
  for (const { id } of controls) if (!judged.has(id)) take({ id, outcome: "broken", reason: "was not judged" });
  return reportOf([...judged.values()]);
};
