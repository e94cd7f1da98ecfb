import type { OpenedPart } from "../snapshot/opened.js";
import { plain } from "../snapshot/quote.js";
import { type LineRange, nameLines } from "../sources/lines.js";
import type { ZmprovRecord } from "../sources/zmprov.js";
import type { Place } from "./place.js";

/** What a dump says of one attribute of one entry. Known absence and silence are different answers. */
export type Reading =
  | { readonly kind: "values"; readonly values: readonly string[]; readonly lines: readonly LineRange[]; readonly place: Place }
  | { readonly kind: "absent"; readonly place: Place }
  | {
    readonly kind: "unknown"; readonly reason: string; readonly lines: readonly LineRange[]; readonly place: Place;
    /** The record is there and contradicts itself, so that no other evidence may stand in for it. */
    readonly contested: boolean;
  };

export interface DirectoryEntry {
  readonly name: string;
  readonly place: Place;
  /** Where its record begins. */
  readonly lines: readonly LineRange[];
  /**
   * Whether values from above are printed in it, so that what it does not print is set nowhere. Only the record that the collector
   * keeps of its command tells: gas -e prints the same form.
   */
  readonly merged: boolean;
  /** Attributes that its record prints. */
  readonly present: readonly string[];
  readonly read: (attribute: string) => Reading;
}

export interface RecordContext {
  readonly place: Place;
  readonly part: OpenedPart;
  /** What was cut or is missing, by gapOf. */
  readonly gap: string | undefined;
  readonly imported: boolean;
  readonly merged: boolean;
  /** Names of the `covers` list in lower case. */
  readonly asked: ReadonlySet<string>;
  /** Why nothing of this record counts. */
  readonly doubt: string | undefined;
  /** The text ends in this record without the end of its line: what would follow, and how the last value goes on, is not known. */
  readonly open: boolean;
}

/** Whether a text that somebody else made ends in the middle of a line; the prompt of a batch stands alone in its line. */
export const endsOpen = (text: string): boolean => {
  const last = text.slice(text.lastIndexOf("\n") + 1);
  return last !== "" && !/^(?:prov> *)+$/.test(last);
};

/** An imported record is taken for a whole one by its size: the smallest entries of a directory print more than this. */
const FULL_RECORD = 40;

const isFull = (record: ZmprovRecord): boolean =>
  record.attrs.size >= FULL_RECORD && record.attrs.has("objectClass") && (record.kind === "none" || record.attrs.has("zimbraId"));

const nameRecord = (record: ZmprovRecord): string =>
  record.kind === "none" ? "the global configuration" : `the record of ${plain(record.name)}`;

const lastOf = (record: ZmprovRecord): string => [...record.attrs.keys()].at(-1) ?? "";

/** Why a line that is not there proves nothing; undefined where it does. */
const silenceOf = (record: ZmprovRecord, attribute: string, context: RecordContext): string | undefined => {
  const { place, part, gap, imported, asked, open } = context;
  if (gap !== undefined) return gap;
  if (part.covers === "all") return undefined;
  if (part.covers !== undefined && asked.has(attribute.toLowerCase())) return undefined;
  if (part.covers !== undefined) return `${attribute} was not asked for in ${place.source}`;
  if (!imported) return `${place.source} does not say which attributes it was asked for`;
  if (!isFull(record)) return `${nameRecord(record)} in ${place.source} is filtered and has no ${attribute}`;
  // zmprov sorts by the bytes of the name: what would come later may be behind the place where the text was cut off.
  const last = lastOf(record);
  return open && attribute > last ? `${place.source} ends with ${last}, where ${attribute} would follow: it may be cut off` : undefined;
};

export const readEntry = (record: ZmprovRecord, context: RecordContext): DirectoryEntry => {
  const { place, doubt, part, open, merged } = context;
  return {
    name: record.name,
    place,
    merged,
    lines: record.kind === "none" ? [] : [[record.lines[0], record.lines[0]]],
    present: [...record.attrs.keys()],
    read(attribute) {
      if (doubt !== undefined) return { kind: "unknown", reason: doubt, lines: [], place, contested: true };
      const found = record.attrs.get(attribute);
      if (!found) {
        const silence = silenceOf(record, attribute, context);
        if (silence === undefined) return { kind: "absent", place };
        return { kind: "unknown", reason: silence, lines: [], place, contested: false };
      }
      const lines = found.map((value) => value.lines);
      // A single line that was copied is no cut dump; of a whole list the last attribute is one that nobody misses.
      if (open && isFull(record) && attribute === lastOf(record)) {
        const reason = `the last line of ${place.source} has no end: the value of ${attribute} may be cut off`;
        return { kind: "unknown", reason, lines, place, contested: false };
      }
      const values = found.map(({ value }) => value);
      // Bytes that were no UTF-8 have become this character: the value is not the one that is stored.
      if (part.lossy && values.some((value) => value.includes("\uFFFD"))) {
        return { kind: "unknown", reason: `the value of ${attribute} in ${place.source} is not UTF-8`, lines, place, contested: true };
      }
      return { kind: "values", values, lines, place };
    },
  };
};

/** Lines of one record that can be read in two ways put all of it in doubt. */
export const doubtOf = (record: ZmprovRecord, suspicious: readonly number[], { source }: Place): string | undefined => {
  const [first, last] = record.lines;
  const inside = suspicious.filter((line) => line >= first && line <= last);
  const lines = [...new Set([...record.ambiguousLines, ...inside])].sort((one, other) => one - other);
  const verdict = `nothing of ${nameRecord(record)} counts`;
  if (lines.length > 0) return `${nameLines(lines)} of ${source} may belong to another value or record, so ${verdict}`;
  return record.ambiguous ? `the record can be read in two ways in ${source}, so ${verdict}` : undefined;
};

/** An entry that a dump does not have, or that there is no dump of. */
export const silentEntry = (name: string, place: Place, reason: string): DirectoryEntry => ({
  name, place, merged: false, lines: [], present: [], read: () => ({ kind: "unknown", reason, lines: [], place, contested: false }),
});
