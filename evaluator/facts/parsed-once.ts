import type { OpenedPart } from "../snapshot/opened.js";

/** A parser whose last answer for each part is kept: several facts are made of localconfig and of the servers' dump. */
export const parsedOnce = <T>(parse: (text: string) => T): ((part: OpenedPart, text: string) => T) => {
  const kept = new WeakMap<OpenedPart, { readonly value: T }>();
  return (part, text) => {
    const have = kept.get(part);
    if (have) return have.value;
    const value = parse(text);
    kept.set(part, { value });
    return value;
  };
};
