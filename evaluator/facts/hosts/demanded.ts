import { type Leaf } from "../leaf.js";
import { sortedObject } from "../sorted-object.js";

export const EVERYTHING = "*";

/** A leaf for each name that was asked for, known or not, and for all that are there where everything was. */
export const demandedLeaves = <T>(
  demanded: ReadonlySet<string>,
  present: Iterable<string>,
  leaf: (name: string) => Leaf<T>,
): Readonly<Record<string, Leaf<T>>> => {
  const names = new Set(demanded.has(EVERYTHING) ? [...demanded, ...present] : demanded);
  names.delete(EVERYTHING);
  return sortedObject([...names].map((name) => [name, leaf(name)] as const));
};
