import type { Gate, GateRule, SubjectKind } from "../policy/gate.js";
import { resolve } from "../policy/resolve.js";

/**
 * Who a row is about. A name alone does not tell: names in a collection come from outside, so that a class of service may be called
 * `accounts`, which is what controls call all accounts together.
 */
export interface Identity {
  readonly kind: SubjectKind;
  readonly name: string;
}

/** The names in a collection. */
export const membersOf = (facts: unknown, path: readonly string[]): ReadonlySet<string> =>
  new Set(resolve(facts, [...path, "*"], "").flatMap((found) => {
    const name = found.path[path.length];
    return name === undefined || name === "*" ? [] : [name];
  }));

/** Who is meant by each name that a control examines: one, or two where a rule's own name is also a member's. */
export const identitiesOf = (facts: unknown, gate: Gate, examined: ReadonlySet<string>): ReadonlyMap<string, readonly Identity[]> => {
  const constants = new Set(gate.subjects.flatMap(({ names }) => names));
  const collections = gate.subjects.flatMap((finder) => finder.collections);
  const members = new Map(constants.size === 0 ? [] : collections.map((path) => [path.join("."), membersOf(facts, path)]));
  const isMember = (name: string): boolean => [...members.values()].some((names) => names.has(name));
  return new Map([...examined].map((name) => {
    const ruleOwn: Identity = { kind: "deployment", name };
    const member: Identity = { kind: gate.subjectKind, name };
    if (!constants.has(name)) return [name, [member]];
    return [name, gate.subjectKind !== "deployment" && isMember(name) ? [member, ruleOwn] : [ruleOwn]];
  }));
};

/** Whom a result is about, and whether that is sure. */
export interface Meant {
  readonly who: readonly Identity[];
  readonly sure: boolean;
}

/**
 * Of the two of one name, whom a rule judged: its own name, or the members of a collection. A rule that may judge either, and looks
 * into the collection, does not tell.
 */
export const meantBy = (who: readonly Identity[], rule: GateRule | undefined, gate: Gate): Meant => {
  if (who.length < 2 || rule === undefined) return { who, sure: true };
  if (rule.names.length > 0 && rule.members) {
    const collections = new Set(gate.subjects.flatMap((finder) => finder.collections.map(([name]) => name)));
    return { who, sure: !rule.reads.some(({ path: [first] }) => collections.has(first)) };
  }
  return { who: who.filter(({ kind }) => (kind !== "deployment") === rule.members), sure: true };
};
