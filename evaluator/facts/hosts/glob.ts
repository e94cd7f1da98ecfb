/** One segment of a pattern of glob(7) against one of a name, without backtracking into more than the last asterisk. */
const matchesSegment = (pattern: string, name: string): boolean => {
  if (name.startsWith(".") && !pattern.startsWith(".")) return false;
  let [p, n, star, mark] = [0, 0, -1, 0];
  while (n < name.length) {
    const character = pattern[p];
    if (character === "*") {
      star = p++;
      mark = n;
    } else if (character === "?" || (character !== undefined && character === name[n])) {
      p++;
      n++;
    } else if (star >= 0) {
      p = star + 1;
      n = ++mark;
    } else return false;
  }
  while (pattern[p] === "*") p++;
  return p === pattern.length;
};

export const hasWildcards = (pattern: string): boolean => /[*?[]/.test(pattern);

/** The names that a pattern of `*` and `?` stands for, as glob(3) sorts them; undefined for a pattern with brackets. */
export const matchGlob = (pattern: string, names: readonly string[]): readonly string[] | undefined => {
  if (pattern.includes("[")) return undefined;
  const segments = pattern.split("/");
  const matches = (name: string): boolean => {
    const parts = name.split("/");
    return parts.length === segments.length && segments.every((segment, index) => matchesSegment(segment, parts[index] ?? ""));
  };
  return names.filter(matches).sort();
};
