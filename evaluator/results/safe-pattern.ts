/** A pattern that may be used on text from outside, or why not. */
export type SafePattern = { readonly kind: "pattern"; readonly pattern: RegExp } | { readonly kind: "refused"; readonly because: string };

const refused = (because: string): SafePattern => ({ kind: "refused", because });
const mostOpenRepeats = 2;
const longestPattern = 200;

interface Group {
  repeats: boolean;
}

/**
 * Builds a regular expression that cannot run away: JavaScript's matcher tries every way to match, so a repeated group that itself
 * repeats or branches takes exponential time on a text made for it, and several open-ended repeats take a power of its length.
 */
export const safePattern = (source: string): SafePattern => {
  if (source.length > longestPattern) return refused(`the expression is longer than ${longestPattern} characters`);
  const open: Group[] = [];
  let openRepeats = 0;
  let closed: Group | undefined;
  for (let i = 0; i < source.length; i++) {
    const character = source[i] ?? "";
    let ended: Group | undefined;
    if (character === "\\") {
      if (/[1-9k]/.test(source[i + 1] ?? "")) return refused("the expression refers back to a group");
      i++;
    } else if (character === "[") {
      for (i++; i < source.length && source[i] !== "]"; i++) if (source[i] === "\\") i++;
    } else if (character === "(") {
      if (source[i + 1] === "?") {
        if (source[i + 2] !== ":") return refused("the expression looks around or names a group");
        i += 2;
      }
      open.push({ repeats: false });
    } else if (character === ")") {
      ended = open.pop();
      const outer = open.at(-1);
      if (ended?.repeats && outer) outer.repeats = true;
    } else if (character === "|") {
      const inner = open.at(-1);
      if (inner) inner.repeats = true;
    } else if (character === "*" || character === "+" || character === "?" || character === "{") {
      if (closed?.repeats && character !== "?") return refused("the expression repeats a group that repeats or branches itself");
      if (character === "{") {
        const [counts = "", , upper] = /^\{(\d+)(?:,(\d*))?\}/.exec(source.slice(i)) ?? [];
        if (Number(upper || 0) > 100 || /^\{\d{3}/.test(counts)) return refused("the expression repeats something more than 99 times");
      }
      if (character !== "?") {
        openRepeats++;
        const inner = open.at(-1);
        if (inner) inner.repeats = true;
      }
    }
    closed = ended;
  }
  if (openRepeats > mostOpenRepeats) return refused(`the expression repeats more than ${mostOpenRepeats} things`);
  try {
    return { kind: "pattern", pattern: new RegExp(source, "iu") };
  } catch {
    return refused("the expression is not finished or not a regular expression");
  }
};
