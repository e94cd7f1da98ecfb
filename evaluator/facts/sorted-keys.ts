import { sortedObject } from "./sorted-object.js";

/** The same value with the keys of every object in byte order; lists keep their order. */
export const sortKeys = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== "object" || value === null) return value;
  return sortedObject(Object.entries(value).map(([key, item]) => [key, sortKeys(item)] as const));
};
