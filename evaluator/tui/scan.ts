import type { Where } from "../results/where.js";
import type { Finding } from "./state/model.js";

const slice = 8;
const longest = 20_000;

/** The same search where nothing else has to go on beside it. */
export const scanAtOnce = (
  findings: readonly Finding[], where: Where,
): { readonly hits: ReadonlySet<number>; readonly done: number; readonly whole: boolean } => {
  const started = performance.now();
  const hits = new Set<number>();
  let done = 0;
  for (const finding of findings) {
    if (performance.now() - started > longest) break;
    if (where.test(finding)) hits.add(finding.index);
    done++;
  }
  return { hits, done, whole: done === findings.length };
};

/**
 * Runs a slow filter beside the keys: some milliseconds at a time, telling how far it is, and ending when it is no
 * longer wanted.
 */
export const scan = (
  findings: readonly Finding[], where: Where, wanted: () => boolean,
  tell: (done: number, hits: ReadonlySet<number>, note?: string) => void,
): void => {
  const hits = new Set<number>();
  let at = 0;
  let told = performance.now();
  const started = told;
  const step = (): void => {
    if (!wanted()) return;
    const begin = performance.now();
    while (at < findings.length && performance.now() - begin < slice) {
      const finding = findings[at];
      if (finding && where.test(finding)) hits.add(finding.index);
      at++;
    }
    const now = performance.now();
    if (at >= findings.length) return tell(findings.length, new Set(hits));
    if (now - started > longest) return tell(findings.length, new Set(hits), "the search took too long and was ended");
    // At most four times a second: a number that runs is no help and keeps the screen busy.
    if (now - told > 250) {
      told = now;
      tell(at, new Set(hits));
    }
    setImmediate(step);
  };
  step();
};
