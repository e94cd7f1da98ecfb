/**
 * Remembers the last few answers by the identity of the arguments: what is derived from the state is made again only
 * when that changed.
 */
export const memo = <A extends readonly unknown[], R>(make: (...args: A) => R, keep = 3): ((...args: A) => R) => {
  const entries: { readonly args: A; readonly made: R }[] = [];
  return (...args) => {
    const at = entries.findIndex((entry) => entry.args.every((arg, i) => Object.is(arg, args[i])));
    const found = entries[at];
    if (found) {
      if (at > 0) {
        entries.splice(at, 1);
        entries.unshift(found);
      }
      return found.made;
    }
    const made = make(...args);
    entries.unshift({ args, made });
    entries.length = Math.min(entries.length, keep);
    return made;
  };
};
