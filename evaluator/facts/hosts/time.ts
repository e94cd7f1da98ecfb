import { type ChronyTracking, parseChronycSources, parseChronycTracking } from "../../sources/chronyc.js";
import { type NtpPeer, parseNtpq } from "../../sources/ntpq.js";
import { parseTimedatectl } from "../../sources/timedatectl.js";
import type { Leaf } from "../leaf.js";
import { type HostSource, type Reading, joinReasons, knownOf, leafFrom, linesOf, readPart, unknownOf, wholeOnly } from "./host-source.js";

export interface TimeSource {
  readonly name: string;
  readonly selected: boolean;
  readonly reach: number;
  readonly stratum: number;
}

export interface TimeFacts {
  readonly leap: Leaf<string>;
  readonly offset: Leaf<number>;
  readonly sources: Leaf<readonly TimeSource[]>;
  readonly stratum: Leaf<number>;
  readonly synchronized: Leaf<boolean>;
}

type Tracking = Reading<ChronyTracking>;
type Peers = Reading<readonly NtpPeer[]>;

/** chronyd's own number, else what follows from the peer that ntpd follows. */
const readNumber = (
  source: HostSource,
  tracking: Tracking,
  peers: Peers,
  index: 1 | 2,
  ofTracking: (value: ChronyTracking) => number,
  ofPeer: (peer: NtpPeer) => number,
): Leaf<number> => {
  if (tracking.kind === "value") {
    const line = tracking.value.lines[index];
    return knownOf(source, tracking, "command", ofTracking(tracking.value), [[line, line]]);
  }
  if (peers.kind === "gap") return unknownOf(source, tracking, joinReasons(tracking.reason, peers.reason));
  const peer = peers.value.find(({ selected }) => selected);
  if (!peer) return unknownOf(source, peers, joinReasons(tracking.reason, "ntpd follows no peer"));
  return knownOf(source, peers, "command", ofPeer(peer), [[peer.line, peer.line]]);
};

type Listed = Reading<readonly (TimeSource & { readonly line: number })[]>;

const sourcesFact = (source: HostSource, chrony: Listed, ntp: Listed): Leaf<readonly TimeSource[]> => {
  const chosen = chrony.kind === "value" ? chrony : ntp;
  if (chosen.kind === "gap")
    return unknownOf(source, chrony, joinReasons(...[chrony, ntp].flatMap((listed) => (listed.kind === "gap" ? [listed.reason] : []))));
  const rows = chosen.value.map(({ name, selected, reach, stratum }) => ({ name, selected, reach, stratum }));
  return knownOf(source, chosen, "command", rows, linesOf(chosen.value));
};

export const timeFacts = (source: HostSource): TimeFacts => {
  const timedatectl = readPart(source, "time.sync", "timedatectl", parseTimedatectl);
  const tracking = readPart(source, "time.sync", "tracking", parseChronycTracking);
  const sources = wholeOnly(readPart(source, "time.sync", "sources", parseChronycSources));
  const peers = wholeOnly(readPart(source, "time.sync", "ntpq", parseNtpq));
  return {
    leap: leafFrom(source, tracking, ({ leap, lines }) => knownOf(source, tracking, "command", leap, [[lines[3], lines[3]]])),
    offset: readNumber(
      source,
      tracking,
      peers,
      2,
      ({ offset }) => Math.abs(offset),
      ({ offset }) => Math.abs(offset) / 1000,
    ),
    sources: sourcesFact(source, sources, peers),
    // A host is one further from the clock than what it follows.
    stratum: readNumber(
      source,
      tracking,
      peers,
      1,
      ({ stratum }) => stratum,
      ({ stratum }) => stratum + 1,
    ),
    synchronized: leafFrom(source, timedatectl, ({ synchronized }) =>
      synchronized
        ? knownOf(source, timedatectl, "command", synchronized.value, [[synchronized.line, synchronized.line]])
        : unknownOf(source, timedatectl, "timedatectl does not say whether the clock is synchronised"),
    ),
  };
};
