import type { OpenedSnapshot } from "../snapshot/opened.js";
import type { EvidenceTable } from "./evidence.js";
import { utc } from "../text/utc.js";
import { type Leaf, known, unknown } from "./leaf.js";

const DAY = 24 * 3600;

interface Taken {
  readonly name: string;
  /** Seconds since the epoch. */
  readonly time: number;
}

const timeOf = (opened: OpenedSnapshot): number | undefined => {
  const time = Date.parse(opened.snapshot.started_at ?? "");
  return Number.isNaN(time) ? undefined : Math.floor(time / 1000);
};

const say = utc;

export interface CollectionTime {
  readonly now: Leaf<number>;
  readonly warnings: readonly string[];
}

/** The time that everything is judged against; nothing here reads a clock. */
export const collectionTime = (
  snapshots: readonly { readonly name: string; readonly opened: OpenedSnapshot }[],
  given: number | undefined,
  evidence: EvidenceTable,
): CollectionTime => {
  const taken = snapshots.flatMap(({ name, opened }): readonly Taken[] => {
    const time = timeOf(opened);
    return time === undefined ? [] : [{ name, time }];
  });
  const newest = taken.reduce<Taken | undefined>((best, one) => (best && best.time >= one.time ? best : one), undefined);
  const oldest = taken.reduce<Taken | undefined>((best, one) => (best && best.time <= one.time ? best : one), undefined);
  const host = newest?.name ?? snapshots[0]?.name ?? "";
  const at = (note: string): number => evidence.add({ host, source: "snapshot", part: "started_at", lines: [], note });
  const spread =
    newest && oldest && newest.time - oldest.time > DAY
      ? [`the snapshots were taken more than 24 hours apart: ${oldest.name} ${say(oldest.time)}, ${newest.name} ${say(newest.time)}`]
      : [];
  if (given !== undefined) return { now: known(given, "command", at("given by --now")), warnings: spread };
  if (!newest) return { now: unknown("the snapshot has no collection time: give --now", at("no started_at")), warnings: spread };
  return { now: known(newest.time, "command", at(`taken ${say(newest.time)}`)), warnings: spread };
};
