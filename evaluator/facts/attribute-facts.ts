import { type EntryKind, attributeNamed } from "./attributes.js";
import type { Demand } from "./demand.js";
import { type Chain, inherits } from "./inherit.js";
import type { Leaf } from "./leaf.js";
import { sortedObject } from "./sorted-object.js";

export type AttributeFacts = Readonly<Record<string, Leaf>>;

/**
 * The attributes that an entry shows: the demanded ones that such an entry may hold, whether it has them or not, and with
 * `*` whatever it has. A demanded name that the schema does not know may be newer than the schema, so it is kept.
 */
export const shownAttributes = (kind: EntryKind, { attributes }: Demand, present: Iterable<string>): readonly string[] => {
  const names = new Set([...attributes].filter((name) => name !== "*" && (attributeNamed(name)?.entries.has(kind) ?? true)));
  if (attributes.has("*")) for (const name of present) names.add(name);
  return [...names];
};

/** What an entry inherits is not printed with it where somebody collected own values only. */
export const presentInChain = ({ level, view, own, global }: Chain): Set<string> =>
  new Set([...view.present, ...own.present, ...global.present.filter((name) => inherits(name, level))]);

export const attributeFacts = (names: readonly string[], leaf: (name: string) => Leaf): AttributeFacts =>
  sortedObject(names.map((name) => [name, leaf(name)] as const));
