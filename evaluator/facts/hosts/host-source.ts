import type { OpenedPart, OpenedSnapshot } from "../../snapshot/opened.js";
import { partOf } from "../../snapshot/opened.js";
import { plain } from "../../snapshot/quote.js";
import { type LineRange, excerpt, nameLines, splitLines } from "../../sources/lines.js";
import type { Parsed } from "../../sources/parsed.js";
import { defaultPart } from "../../sources/table.js";
import type { Demand } from "../demand.js";
import type { EvidenceTable } from "../evidence.js";
import { type KnownLeaf, type Leaf, type UnknownLeaf, type UnsetLeaf, known, unknown, unset } from "../leaf.js";
import { evidenceAt } from "../place.js";

/** How the parse of one part ended. */
export interface HostReport {
  readonly host: string;
  readonly id: string;
  readonly part: string;
  readonly outcome: "ok" | "partial" | "error" | "nothing";
  readonly reason?: string;
  readonly lines?: readonly number[];
}

/** What facts of one host are made from. */
export interface HostSource {
  readonly name: string;
  readonly opened: OpenedSnapshot;
  readonly evidence: EvidenceTable;
  readonly demand: Demand;
  readonly reports: HostReport[];
  /** Why nothing at all is known of this host. */
  readonly silence?: string;
}

interface At {
  readonly id: string;
  readonly part: string;
}

/** What a part says. A gap is no value, whatever the part holds; a value that is not whole says so in `partial`. */
export type Reading<T> = At &
  (
    | { readonly kind: "gap"; readonly reason: string; readonly absent: boolean }
    | {
        readonly kind: "value";
        readonly value: T;
        readonly raw: OpenedPart;
        /** Lines that were not understood; none where the whole text was. */
        readonly partial: { readonly reason: string; readonly lines: readonly number[] } | undefined;
      }
  );

/** The collector's name for all parts of a source that it did not run. */
const ALL = "*";

export const namePart = ({ id, part }: At): string =>
  part === defaultPart(id) || part === ALL || part === "" ? id : `${id}@${plain(part)}`;

const STATES: Readonly<Record<Exclude<OpenedPart["state"], "ok">, string>> = {
  absent: "is absent on the host",
  denied: "was not permitted",
  failed: "failed",
  skipped: "was not collected: skipped",
  timeout: "took too long",
  truncated: "is cut off",
};

/** The collector's reason is often no more than an exit status, and the command's own words say why. */
const sayState = (at: At, state: keyof typeof STATES, part: OpenedPart): string => {
  const complaint = part.stderr()?.split("\n").find((line) => line.trim() !== "")?.trim();
  const said = [part.reason, complaint].flatMap((text) => (text === undefined || text === "" ? [] : [excerpt(text)]));
  const words = said.filter((text, index) => !said.slice(0, index).some((other) => other.includes(text)));
  return `${namePart(at)} ${STATES[state]}${words.length === 0 ? "" : ` (${words.map(plain).join(": ")})`}`;
};

const sayMissing = (at: At, { complete, snapshot }: OpenedSnapshot): string => {
  const why = complete ? "" : ` before the run stopped${snapshot.stopped === undefined ? "" : ` (${plain(excerpt(snapshot.stopped))})`}`;
  return `${namePart(at)} was not collected${why}`;
};

const gap = (at: At, reason: string, absent = false): Reading<never> => ({ ...at, kind: "gap", reason, absent });

const report = (source: HostSource, at: At, parsed: Parsed<unknown>): void => {
  const place = { host: source.name, ...at, outcome: parsed.outcome };
  source.reports.push("reason" in parsed ? { ...place, reason: parsed.reason, lines: parsed.lines } : place);
};

export const readPart = <T>(source: HostSource, id: string, part: string, parse: (text: string) => Parsed<T>): Reading<T> => {
  const at = { id, part };
  if (source.silence !== undefined) return gap(at, source.silence);
  const raw = partOf(source.opened, id, part) ?? partOf(source.opened, id, ALL);
  if (!raw) return gap(at, sayMissing(at, source.opened));
  if (raw.damage !== undefined) return gap(at, `${namePart(at)} is damaged: ${raw.damage}`);
  if (raw.state !== "ok") return gap(at, sayState(at, raw.state, raw), raw.state === "absent");
  const text = raw.text();
  if (text === undefined) return gap(at, `${namePart(at)} is too long to be read`);
  const parsed = parse(text);
  report(source, at, parsed);
  if (parsed.outcome === "error") return gap(at, `${namePart(at)} cannot be read: ${parsed.reason}`);
  const partial =
    parsed.outcome === "partial" ? { reason: `${namePart(at)} is read in part only: ${parsed.reason}`, lines: parsed.lines } : undefined;
  return { ...at, kind: "value", value: parsed.value, raw, partial };
};

/** For a list, of which a line that was not understood may be a member. */
export const wholeOnly = <T>(reading: Reading<T>): Reading<T> =>
  reading.kind === "value" && reading.partial ? gap({ id: reading.id, part: reading.part }, reading.partial.reason) : reading;

/** A word at its beginning: `ID=` is none in `VERSION_ID=`. */
const holdsWord = (line: string, word: string): boolean => {
  for (let at = line.indexOf(word); at >= 0; at = line.indexOf(word, at + 1)) if (!/\w/.test(line[at - 1] ?? "")) return true;
  return false;
};

/** Whether a line that was not understood can speak of this: it holds one of the words. */
export const isDoubtful = <T>(reading: Reading<T>, ...words: readonly string[]): boolean => {
  if (reading.kind === "gap" || !reading.partial) return false;
  const lines = splitLines(reading.raw.text() ?? "");
  return reading.partial.lines.some((line) => words.some((word) => holdsWord(lines[line - 1] ?? "", word)));
};

export const evidenceOf = ({ evidence, name }: HostSource, { id, part }: At, lines: readonly LineRange[] = [], note?: string): number =>
  evidence.add(evidenceAt({ host: name, source: id, part }, lines, note));

export const unknownOf = (source: HostSource, at: At, reason: string, lines: readonly LineRange[] = []): UnknownLeaf =>
  unknown(reason, evidenceOf(source, at, lines));

export const unsetOf = (source: HostSource, at: At, note: string): UnsetLeaf => unset(evidenceOf(source, at, [], note));

/** A leaf of what stands on these lines. Text that was no UTF-8 is not the value that the host has. */
export const knownOf = <T>(
  source: HostSource,
  reading: Reading<unknown>,
  from: KnownLeaf<T>["from"],
  value: T,
  lines: readonly LineRange[] = [],
  note?: string,
): Leaf<T> => {
  if (reading.kind === "value" && reading.raw.lossy && JSON.stringify(value).includes("\uFFFD")) {
    return unknownOf(source, reading, `${namePart(reading)} is not UTF-8 there`, lines);
  }
  return known(value, from, evidenceOf(source, reading, lines, lines.length === 0 ? (note ?? "nothing there") : note));
};

/** The leaf of a reading: unknown where there is none, else what `make` says of its value. */
export const leafFrom = <T, R>(source: HostSource, reading: Reading<T>, make: (value: T) => Leaf<R>): Leaf<R> =>
  reading.kind === "gap" ? unknownOf(source, reading, reading.reason) : make(reading.value);

/** All lines of a list, as one piece of evidence. */
export const linesOf = (items: readonly { readonly line: number }[]): readonly LineRange[] => {
  const lines = [...new Set(items.map(({ line }) => line))].sort((one, other) => one - other);
  return lines.map((line) => [line, line]);
};

/** Several reasons as one, each once. */
export const joinReasons = (...reasons: readonly string[]): string => [...new Set(reasons)].join("; ");

export const sayPartial = <T>(reading: Reading<T>, what: string): string =>
  reading.kind === "value" && reading.partial
    ? `${what} may stand on ${nameLines(reading.partial.lines)} of ${namePart(reading)}, which cannot be read`
    : `${namePart(reading)} does not say ${what}`;
