import { builtinPolicy } from "../policy/builtin.js";
import { factsSchema } from "../policy/compile-policy.js";
import { compareIds } from "../policy/control.js";
import { controlsBySource } from "../policy/sources-of.js";
import type { OpenedSnapshot } from "../snapshot/index.js";
import { commandOf, sourceTable } from "../sources/table.js";
import { visible, visibleJson, wrapped } from "../text/visible.js";
import { openAll } from "./audit.js";
import { exits } from "./exit.js";
import { say, type Io } from "./io.js";

interface Gap {
  readonly host: string;
  readonly source: string;
  readonly part: string;
  readonly state: string;
  readonly reason: string;
  readonly command?: string;
  readonly controls: readonly string[];
}

const gap = (snapshot: OpenedSnapshot, source: string, part: string, state: string, reason: string, controls: readonly string[]): Gap => {
  const command = commandOf(source, part);
  return { host: snapshot.snapshot.host.name, source, part, state, reason, controls, ...(command === undefined ? {} : { command }) };
};

/** What a snapshot lacks: parts that failed, were cut, damaged or never asked for, with the controls that read their source. */
export const gapsOf = (snapshot: OpenedSnapshot, cost: ReadonlyMap<string, readonly string[]>): readonly Gap[] => {
  const present = new Set(snapshot.parts.map(({ id }) => id));
  const broken = snapshot.parts.flatMap((part) => {
    const controls = cost.get(part.id) ?? [];
    if (part.damage !== undefined) return [gap(snapshot, part.id, part.part, "damaged", part.damage, controls)];
    return part.state === "ok" ? [] : [gap(snapshot, part.id, part.part, part.state, part.reason ?? "", controls)];
  });
  const lost = Object.entries(snapshot.snapshot.meant ?? {}).flatMap(([id, parts]) =>
    (parts ?? []).filter((part) => !snapshot.parts.some((one) => one.id === id && one.part === part)).map((part) => gap(snapshot, id, part, "missing", "the run meant to collect it, and it is not here", cost.get(id) ?? [])));
  const never = sourceTable.filter(({ id }) => !present.has(id) && cost.has(id)).map(({ id, parts }) => gap(snapshot, id, parts[0]?.name ?? "", "not collected", "the snapshot has no part of this source", cost.get(id) ?? []));
  return [...broken, ...lost, ...never];
};

/** `zmaudit verify SNAPSHOT`: is it whole, and what would its gaps cost? */
export const runVerify = async (paths: readonly string[], args: { readonly format: string }, io: Io): Promise<number> => {
  const { snapshots } = await openAll(paths, io);
  const cost = controlsBySource(await factsSchema(), builtinPolicy().controls);
  const gaps = snapshots.flatMap((snapshot) => gapsOf(snapshot, cost));
  const costly = gaps.filter(({ controls }) => controls.length > 0);
  const complete = snapshots.every((snapshot) => snapshot.complete);
  const damaged = gaps.some(({ state }) => state === "damaged");
  const status = complete && costly.every(({ state }) => state === "absent") && !damaged ? exits.good : exits.undecided;
  if (args.format === "json") {
    await io.raw(`${visibleJson({ snapshots: snapshots.map(({ name, digest, complete: whole, warnings }) => ({ name, sha256: digest, complete: whole, warnings })), gaps }, 1)}\n`);
    return status;
  }
  const put = (text: string, indent = 0): void => wrapped(visible(text), io.columns - indent).forEach((line) => io.out(say(`${" ".repeat(indent)}${line}`)));
  for (const snapshot of snapshots) {
    put(`${snapshot.name}: ${snapshot.snapshot.host.name}, sha256 ${snapshot.digest}`);
    put(`${snapshot.parts.length} parts, digests of all outputs checked; ${snapshot.complete ? "the run reached its end" : `the run did not reach its end${snapshot.snapshot.stopped === undefined ? "" : ` (${snapshot.snapshot.stopped})`}`}`, 2);
    for (const warning of snapshot.warnings) put(`warning: ${warning}`, 2);
  }
  for (const one of gaps.filter(({ controls, state }) => controls.length > 0 || state === "damaged")) {
    put("");
    put(`${one.source}@${one.part}  ${one.state}${snapshots.length > 1 ? `  (${one.host})` : ""}`);
    if (one.reason !== "") put(one.reason, 4);
    if (one.command !== undefined) put(`would come from: ${one.command}`, 4);
    if (one.controls.length > 0) put(`read by: ${one.controls.join(", ")}`, 4);
  }
  put("");
  const affected = new Set(costly.filter(({ state }) => state !== "absent").flatMap(({ controls }) => controls));
  const absent = gaps.filter(({ controls, state }) => controls.length > 0 && state === "absent").length;
  if (absent > 0) put(`${absent} part${absent === 1 ? " is" : "s are"} absent: the host has no such tool or file. Where a control needs one, it says unknown.`);
  put(affected.size === 0 ? "Nothing failed, was cut or left out that a built-in control reads." : `${affected.size} of ${builtinPolicy().controls.length} controls read something that is missing: ${[...affected].sort(compareIds).join(", ")}.`);
  return status;
};
