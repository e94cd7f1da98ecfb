import type { GateRead, GateRule } from "./gate.js";
import { resolve } from "./resolve.js";

export const mutationReason = "made unknown by the test";

/** A leaf of a case that a pass must not survive without. */
export interface Mutation {
  readonly path: readonly string[];
  readonly facts: unknown;
}

/** Members of a list are found as resolve.ts names them: by name, else by place. */
const isNamed = (item: unknown, i: number, key: string): boolean =>
  String(i) === key || (typeof item === "object" && item !== null && "name" in item && item.name === key);

const setUnknown = (node: unknown, path: readonly string[]): unknown => {
  const [key, ...rest] = path;
  if (key === undefined) return { unknown: mutationReason, ev: 0 };
  if (Array.isArray(node)) return (node as readonly unknown[]).map((item, i) => (isNamed(item, i, key) ? setUnknown(item, rest) : item));
  const object = node as Readonly<Record<string, unknown>>;
  return { ...object, [key]: setUnknown(object[key], rest) };
};

/**
 * Whether a pass depends on every leaf that a read finds. A plain read of one member of several ("some unit is active") does
 * not: another member may carry it.
 */
const binds = (read: GateRead, wild: boolean): boolean =>
  !read.optional && !read.how.includes("text") && read.path[0] !== "parameters" && (!wild || read.how.some((how) => how !== "whole"));

/** Each known leaf in the contract of the rules that gave a pass, made unknown, one at a time. */
export const mutations = (facts: unknown, rules: readonly GateRule[], subjects: readonly string[]): readonly Mutation[] => {
  const paths = new Map<string, readonly string[]>();
  for (const rule of rules) {
    for (const read of rule.reads) {
      for (const subject of subjects) {
        for (const found of resolve(facts, read.path, subject)) {
          if (found.state === "known" && found.ev !== undefined && binds(read, found.wild)) paths.set(found.path.join("."), found.path);
        }
      }
    }
  }
  return [...paths.values()].map((path) => ({ path, facts: setUnknown(facts, path) }));
};
