import type { OpenedPart, OpenedSnapshot } from "../snapshot/opened.js";
import { plain } from "../snapshot/quote.js";
import type { Parsed } from "../sources/parsed.js";
import { type ZmprovRecord, parseGacf, parseZmprov } from "../sources/zmprov.js";
import { attributeTable } from "./attributes.js";
import { type DirectoryEntry, type Reading, doubtOf, endsOpen, readEntry, silentEntry } from "./directory-entry.js";
import { parsedOnce } from "./parsed-once.js";
import { type Chosen, type Place, choosePart, gapOf, isWhole, newestFirst } from "./place.js";

/** How the parse of one part ended, for those who want to see why a fact is not there. */
export interface ParseReport extends Place {
  readonly outcome: "ok" | "partial" | "error" | "nothing";
  readonly reason?: string;
}

/** The entries of one kind as one source gives them. */
export interface Dump {
  readonly place: Place;
  readonly entries: ReadonlyMap<string, DirectoryEntry>;
  /** Why there may be entries that are not here, or why there are none. */
  readonly gap: string | undefined;
}

/** The entry of this name, or one that knows nothing and says why. */
export const entryOf = (dump: Dump, name: string): DirectoryEntry =>
  dump.entries.get(name) ?? silentEntry(name, dump.place, dump.gap ?? `${dump.place.source} has no record of ${plain(name)}`);

const report = (place: Place, parsed: Parsed<unknown>): ParseReport =>
  "reason" in parsed ? { ...place, outcome: parsed.outcome, reason: parsed.reason } : { ...place, outcome: parsed.outcome };

interface ReadPart {
  readonly gap: string | undefined;
  readonly entries: readonly DirectoryEntry[];
  readonly report: ParseReport;
}

const recordsOf = parsedOnce((text): Parsed<readonly ZmprovRecord[]> => parseZmprov(text, attributeTable()));

/** zmprov -l gas and gad print an entry with what it inherits; -e takes that away from gas. */
const MERGED = /^zmprov -l (?:gas|gad) -v$/;

const readPart = ({ opened, part, place }: Chosen, header: boolean): ReadPart => {
  const cut = gapOf(place, part);
  const text = part.damage === undefined ? part.text() : undefined;
  if (text === undefined) {
    const gap = cut ?? `${place.source} has no text`;
    return { gap, entries: [], report: { ...place, outcome: "error", reason: gap } };
  }
  const parsed = header ? recordsOf(part, text) : listOf(parseGacf(text, attributeTable()));
  const reported = report(place, parsed);
  if (parsed.outcome === "error") return { gap: cut ?? `${place.source}: ${parsed.reason}`, entries: [], report: reported };
  const suspicious = parsed.outcome === "partial" ? parsed.lines : [];
  const asked = new Set(Array.isArray(part.covers) ? part.covers.map((name) => name.toLowerCase()) : []);
  const imported = opened.snapshot.origin === "import";
  const isOpen = imported && part.covers === undefined && endsOpen(text);
  const merged = !imported && MERGED.test(part.command ?? "");
  const records = parsed.value.filter(({ kind }) => kind === (header ? "entry" : "none"));
  const entries = records.map((record, index) => {
    // What was cut off is the end of the last record, maybe in the middle of a value.
    const lost = cut !== undefined && index === records.length - 1 ? `${cut}, in the middle of its last record` : undefined;
    const open = isOpen && index === records.length - 1;
    const doubt = lost ?? doubtOf(record, suspicious, place);
    return readEntry(record, { place, part, gap: cut, imported, merged, asked, open, doubt });
  });
  const unread = parsed.outcome === "partial" ? `${place.source}: ${parsed.reason}` : undefined;
  return { gap: cut ?? unread, entries, report: reported };
};

const listOf = (parsed: Parsed<ZmprovRecord>): Parsed<readonly ZmprovRecord[]> => {
  if (parsed.outcome === "error") return parsed;
  if (parsed.outcome === "nothing") return { outcome: "nothing", value: [] };
  return { ...parsed, value: [parsed.value] };
};

const index = (parts: readonly ReadPart[]): ReadonlyMap<string, DirectoryEntry> => {
  const entries = new Map<string, DirectoryEntry>();
  for (const entry of parts.flatMap((part) => part.entries)) {
    const twice = `${plain(entry.name)} comes twice in ${entry.place.source}`;
    const same = entries.get(entry.name);
    const lines = [...(same?.lines ?? []), ...entry.lines];
    const contested: Reading = { kind: "unknown", reason: twice, lines, place: entry.place, contested: true };
    entries.set(entry.name, same ? { ...entry, read: () => contested } : entry);
  }
  return entries;
};

const emptyDump = (snapshots: readonly OpenedSnapshot[], source: string, part: string): Dump => ({
  place: { host: newestFirst(snapshots)[0]?.snapshot.host.name ?? "", source, part },
  entries: new Map(),
  gap: `${source} was not collected`,
});

export interface DumpOptions {
  /** False for gacf, which prints one record without a header. */
  readonly header?: boolean;
  /** Every directory has at least one such entry, so an empty output says nothing. */
  readonly nonEmpty?: boolean;
}

/** The newest dump of a source with one part. */
export const readDump = (
  snapshots: readonly OpenedSnapshot[], source: string, part: string, reports: ParseReport[], options: DumpOptions = {},
): Dump => {
  const chosen = choosePart(snapshots, source, part);
  if (!chosen) return emptyDump(snapshots, source, part);
  const read = readPart(chosen, options.header ?? true);
  reports.push(read.report);
  const empty = options.nonEmpty === true && read.entries.length === 0 ? `${source} is empty, and a directory never is` : undefined;
  return { place: chosen.place, entries: index([read]), gap: read.gap ?? empty };
};

/** The newest dump of a source that has one part an entry; a host that only says why it has none comes last. */
export const readSplitDump = (snapshots: readonly OpenedSnapshot[], source: string, reports: ParseReport[]): Dump => {
  const ordered = newestFirst(snapshots);
  const having = (wanted: (part: OpenedPart) => boolean): OpenedSnapshot | undefined =>
    ordered.find(({ parts }) => parts.some((part) => part.id === source && wanted(part)));
  const opened = having(isWhole) ?? having(() => true);
  if (!opened) return emptyDump(snapshots, source, "");
  const read = opened.parts.filter(({ id }) => id === source)
    .map((part) => readPart({ opened, part, place: { host: opened.snapshot.host.name, source, part: part.part } }, true));
  reports.push(...read.map((part) => part.report));
  const gap = read.find((part) => part.gap !== undefined)?.gap;
  return { place: { host: opened.snapshot.host.name, source, part: "" }, entries: index(read), gap };
};
