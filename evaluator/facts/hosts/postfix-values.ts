/** The value of a parameter as it is written; undefined where that is not known. */
export type ParameterValue = (name: string) => string | undefined;

/** More than any configuration has; a snapshot may hold parameters that name each other without end. */
const MOST = 500;
const LONGEST = 100_000;

const REFERENCE = /\$(?:\$|([A-Za-z0-9_]+)|\{([A-Za-z0-9_]+)\}|\(([A-Za-z0-9_]+)\))/g;

const expand = (text: string, valueOf: ParameterValue, budget: { left: number }): string | undefined => {
  if (!text.includes("$")) return text;
  let known = text.length <= LONGEST;
  const expanded = text.replaceAll(REFERENCE, (whole, ...groups) => {
    if (whole === "$$") return "\0";
    if (!known || budget.left-- <= 0) known = false;
    if (!known) return "";
    const name = groups.slice(0, 3).find((group) => group !== undefined) as string;
    const value = valueOf(name);
    const inner = value === undefined ? undefined : expand(value, valueOf, budget);
    known &&= inner !== undefined;
    return inner ?? "";
  });
  // What is left is a condition, ${name?text} or ${{a} == {b} ? …}.
  return known && !expanded.includes("$") && expanded.length <= LONGEST ? expanded.replaceAll("\0", "$") : undefined;
};

/**
 * A value with the parameters that it names put in, as Postfix does when it uses it (postconf(5), "Parameter expansion");
 * postconf prints values as they are written. Undefined where a parameter is not known or a condition decides.
 *
 * @example
 *     expandParameters("$own_restrictions, permit", (name) => "reject_unlisted_sender") => "reject_unlisted_sender, permit"
 */
export const expandParameters = (text: string, valueOf: ParameterValue): string | undefined => expand(text, valueOf, { left: MOST });
