import type { How, Read, ResultRule } from "./compiler.js";
import { completenessPaths, resolve, unknownBelow, type Found } from "./resolve.js";
import type { SchemaNode } from "./schema-paths.js";
import { lookUp } from "./schema-paths.js";

/** One thing that stands in the way of a verdict. */
export interface Blocker {
  readonly path: string;
  readonly reason: string;
  readonly ev?: number;
}

export type Verdict = "pass" | "fail" | "not_applicable" | "manual";

/** A control's contract with what the gate needs precomputed: plain data, so that a build can keep it. */
export interface GateRead extends Read {
  /** The path ends at a place that is no single value: an entity, a map, the whole of something. */
  readonly composite?: true;
  /** Every leaf below the place counts: the rule takes it as a whole. */
  readonly deep?: true;
  readonly optional?: true;
  /** Sibling leaves that say whether what the path goes over is complete. */
  readonly complete?: readonly (readonly string[])[];
}
export interface GateRule {
  readonly index: number;
  /** Subjects that the rule names itself, and whether it judges members of a collection as well. */
  readonly names: readonly string[];
  readonly members: boolean;
  readonly reads: readonly GateRead[];
}

export type SubjectKind = "deployment" | "host" | "server" | "domain" | "cos" | "account";

/** What deciding needs of a control: computed when it is compiled, plain data. */
export interface Gate {
  readonly subjectKind: SubjectKind;
  readonly subjects: readonly { readonly names: readonly string[]; readonly collections: readonly (readonly string[])[]; readonly reads: readonly GateRead[] }[];
  readonly results: readonly GateRule[];
}

const matches = (pattern: readonly string[], path: readonly string[]): boolean =>
  pattern.length <= path.length && pattern.every((segment, i) => segment === "*" || segment === path[i] || (segment === "@" && path[i] === "@"));

export const isOptional = (optional: readonly string[], path: readonly string[]): boolean =>
  optional.some((text) => matches(text.split(".").slice(1), path));

export const gateRead = (schema: SchemaNode, optional: readonly string[], read: Read): GateRead => {
  const { place } = lookUp(schema, read.path);
  const entity = place !== undefined && !["leaf", "inside", "scalar"].includes(place);
  const deep = entity && has(read, "whole", "get");
  const composite = place === "map" || place === "object" || place === "leaf" || place === "list" || place === "any";
  const complete = completenessPaths(schema, deep ? [...read.path, "*"] : read.path);
  return {
    path: read.path,
    how: read.how,
    // Left out where they say nothing: the built-in controls have five thousand of these, and every audit reads them.
    ...(composite ? { composite } : {}),
    ...(deep ? { deep } : {}),
    ...(isOptional(optional, read.path) ? { optional: true } : {}),
    ...(complete.length > 0 ? { complete } : {}),
  };
};

export const gateRule = (schema: SchemaNode, optional: readonly string[], rule: ResultRule): GateRule => ({
  index: rule.index,
  names: rule.names,
  members: rule.members,
  reads: rule.reads.map((read) => gateRead(schema, optional, read)),
});

const has = (read: Read, ...how: readonly How[]): boolean => read.how.some((one) => how.includes(one));

/**
 * Whether a verdict of this kind leans on a place being known.
 *
 * A pass or not_applicable leans on everything read under a negation, in a comprehension, `every`, an aggregate, `object.get`,
 * `default` or before an `else`, and on a leaf that is read as such: the rule then would hold for an unknown one as well.
 * What takes a place as a whole (a comparison of entities, json.marshal) leans on every leaf below it.
 * A fail leans on negations likewise, but not on what other members of a collection are: one offender is enough.
 */
const leans = (verdict: Verdict, read: GateRead, found: Found): boolean => {
  if (has(read, "text") || read.path[0] === "parameters") return false;
  if (verdict === "pass" || verdict === "not_applicable") {
    if (has(read, "not", "comprehension", "every", "aggregate", "get", "default", "else")) return true;
    return (found.atLeaf || read.composite === true) && (!found.wild || has(read, "whole"));
  }
  if (has(read, "not", "get", "default", "else")) return true;
  if (has(read, "whole") && (found.atLeaf || read.composite === true)) return true;
  return has(read, "comprehension", "every", "aggregate") && !found.wild;
};

const blocker = (found: Found): Blocker => ({
  path: found.path.join("."),
  reason: found.reason ?? `${found.path.join(".")} is not known`,
  ...(found.ev === undefined ? {} : { ev: found.ev }),
});

const findComplete = (facts: unknown, path: readonly string[], subject: string): readonly Found[] =>
  resolve(facts, path, subject).map((found) => {
    if (found.state !== "known" || found.value === true) return { ...found, wild: true };
    return { ...found, wild: true, state: "unknown" as const, reason: `not all of ${found.path.slice(0, -1).join(".")} was collected` };
  });

const findAll = (facts: unknown, read: GateRead, subject: string): readonly Found[] => [
  ...resolve(facts, read.path, subject),
  ...(read.deep ? unknownBelow(facts, read.path, subject) : []),
  ...(read.complete ?? []).flatMap((path) => findComplete(facts, path, subject)),
];

/** What keeps one result from standing: the unknown places that its own rule leaned on. Empty: it stands. */
export const blockersOf = (facts: unknown, rule: GateRule, verdict: Verdict, subject: string): readonly Blocker[] =>
  unique(rule.reads.filter((read) => !read.optional).flatMap((read) =>
    findAll(facts, read, subject).filter((found) => found.state === "unknown" && leans(verdict, read, found)).map(blocker)));

/** Everything unknown that any of the rules would have read for a subject: why no rule gave a verdict. */
export const unknownsOf = (facts: unknown, reads: readonly GateRead[], subject: string): readonly Blocker[] =>
  unknownAt(facts, reads.filter((read) => !read.optional), subject);

/** The same where nothing is unknown but what a pass may do without: then that is what was missing. */
export const reasonsOf = (facts: unknown, reads: readonly GateRead[], subject: string): readonly Blocker[] => {
  const needed = unknownsOf(facts, reads, subject);
  return needed.length > 0 ? needed : unknownAt(facts, reads, subject);
};

const unknownAt = (facts: unknown, reads: readonly GateRead[], subject: string): readonly Blocker[] =>
  unique(reads.filter((read) => !has(read, "text")).flatMap((read) =>
    findAll(facts, read, subject).filter((found) => found.state === "unknown").map(blocker)));

const unique = (blockers: readonly Blocker[]): readonly Blocker[] => {
  const seen = new Map<string, Blocker>();
  for (const one of blockers) if (!seen.has(one.path)) seen.set(one.path, one);
  return [...seen.values()].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
};
