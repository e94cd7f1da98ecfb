/** Longer words are compared by their beginning only: they come from outside, and the work is quadratic in the length. */
const comparedLength = 96;

/**
 * Edits (insert, delete, replace, swap of neighbours) that turn one word into the other, or `bound + 1` as soon as it is
 * certain that more than `bound` are needed. `distance("postocnf", "postconf", 3)` is 1.
 */
export const distance = (left: string, right: string, bound: number): number => {
  const over = bound + 1;
  if (Math.abs(left.length - right.length) > bound) return over;
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    let least = row;
    for (let column = 1; column <= right.length; column++) {
      const same = left[row - 1] === right[column - 1];
      let cost = Math.min((last[column] ?? over) + 1, (current[column - 1] ?? over) + 1, (last[column - 1] ?? over) + (same ? 0 : 1));
      if (row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1]) {
        cost = Math.min(cost, (beforeLast[column - 2] ?? over) + 1);
      }
      current.push(cost);
      least = Math.min(least, cost);
    }
    if (least > bound) return over;
    beforeLast = last;
    last = current;
  }
  return Math.min(last[right.length] ?? over, over);
};

/**
 * The candidates a mistyped word may have meant, best first, at most `max`: those a third of the word's letters away
 * (two at least), then those that contain the word, as `mta.postconf` does for `postconf`.
 */
export const nearest = (word: string, candidates: Iterable<string>, max = 3): string[] => {
  const typed = word.slice(0, comparedLength).toLowerCase();
  const bound = Math.max(2, Math.floor(typed.length / 3));
  const found: { readonly name: string; readonly rank: number }[] = [];
  for (const name of new Set(candidates)) {
    const candidate = name.slice(0, comparedLength).toLowerCase();
    const edits = distance(typed, candidate, bound);
    if (edits <= bound && edits < Math.max(typed.length, candidate.length)) found.push({ name, rank: edits });
    else if (typed.length >= 3 && candidate.includes(typed)) found.push({ name, rank: bound + candidate.length - typed.length });
  }
  found.sort((a, b) => a.rank - b.rank || (a.name < b.name ? -1 : 1));
  return found.slice(0, max).map(({ name }) => name);
};

/** ` (did you mean a, b or c?)`, or nothing where no candidate is near. */
export const didYouMean = (word: string, candidates: Iterable<string>): string => {
  const names = nearest(word, candidates);
  if (names.length === 0) return "";
  const last = names[names.length - 1] ?? "";
  return ` (did you mean ${names.length === 1 ? last : `${names.slice(0, -1).join(", ")} or ${last}`}?)`;
};
