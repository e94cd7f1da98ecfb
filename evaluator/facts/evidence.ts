/** Which lines of which part of which host's snapshot show a fact. Evidence of absence has no lines and says so in `note`. */
export interface Evidence {
  readonly host: string;
  readonly source: string;
  readonly part: string;
  /** First and last line, counted from 1. */
  readonly lines: readonly (readonly [number, number])[];
  readonly note?: string;
}

export interface EvidenceTable {
  /** The number of an entry; the same evidence has the same number. */
  add(entry: Evidence): number;
  readonly entries: readonly Evidence[];
}

export const evidenceTable = (): EvidenceTable => {
  const entries: Evidence[] = [];
  const numbers = new Map<string, number>();
  return {
    entries,
    add(entry) {
      const key = JSON.stringify([entry.host, entry.source, entry.part, entry.lines, entry.note ?? ""]);
      const have = numbers.get(key);
      if (have !== undefined) return have;
      numbers.set(key, entries.length);
      entries.push(entry);
      return entries.length - 1;
    },
  };
};
