import type { OpenedPart, OpenedSnapshot } from "../snapshot/opened.js";
import { partOf } from "../snapshot/opened.js";
import { plain } from "../snapshot/quote.js";
import type { LineRange } from "../sources/lines.js";
import type { Evidence } from "./evidence.js";

/** Where evidence stands: one part of one host's snapshot. */
export interface Place {
  readonly host: string;
  readonly source: string;
  readonly part: string;
}

/** `zm.global`, or `zm.domain.own@example.com`: a source as reasons name it. */
export const namePlace = ({ source, part }: Place, only = true): string => (only ? source : `${source}@${plain(part)}`);

/** Ranges that follow each other become one, so that a list of values is one piece of evidence. */
const joinRanges = (ranges: readonly LineRange[]): LineRange[] => {
  const joined: [number, number][] = [];
  for (const [first, last] of ranges) {
    const before = joined.at(-1);
    if (before && first === before[1] + 1) before[1] = last;
    else joined.push([first, last]);
  }
  return joined;
};

export const evidenceAt = ({ host, source, part }: Place, lines: readonly LineRange[], note?: string): Evidence => {
  const joined = joinRanges(lines);
  return note === undefined ? { host, source, part, lines: joined } : { host, source, part, lines: joined, note };
};

const timeOf = ({ snapshot }: OpenedSnapshot): number => {
  const time = Date.parse(snapshot.ended_at ?? snapshot.started_at ?? "");
  return Number.isNaN(time) ? Number.NEGATIVE_INFINITY : time;
};

/** The newest first; the same order whatever the order of the command line. */
export const newestFirst = (snapshots: readonly OpenedSnapshot[]): readonly OpenedSnapshot[] =>
  [...snapshots].sort((one, other) => {
    const [left, right] = [timeOf(one), timeOf(other)];
    if (left !== right) return left > right ? -1 : 1;
    return one.snapshot.host.name < other.snapshot.host.name ? -1 : one.snapshot.host.name > other.snapshot.host.name ? 1 : 0;
  });

export interface Chosen {
  readonly opened: OpenedSnapshot;
  readonly part: OpenedPart;
  readonly place: Place;
}

export const isWhole = (part: OpenedPart): boolean => part.state === "ok" && part.damage === undefined;

/** The directory is the same seen from each host: the newest whole part of any of them, else the newest of what there is. */
export const choosePart = (snapshots: readonly OpenedSnapshot[], source: string, part: string): Chosen | undefined => {
  const found: Chosen[] = [];
  for (const opened of newestFirst(snapshots)) {
    const one = partOf(opened, source, part);
    if (one) found.push({ opened, part: one, place: { host: opened.snapshot.host.name, source, part } });
  }
  return found.find(({ part: one }) => isWhole(one)) ?? found[0];
};

/** Why a part does not say everything it was asked for; undefined where it does. */
export const gapOf = (place: Place, part: OpenedPart | undefined): string | undefined => {
  if (!part) return `${place.source} was not collected`;
  if (part.damage !== undefined) return `${place.source} is damaged: ${part.damage}`;
  if (part.state === "ok") return undefined;
  return `${place.source} is ${part.state}${part.reason === undefined ? "" : `: ${plain(part.reason)}`}`;
};
