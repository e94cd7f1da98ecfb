import { plain } from "../../snapshot/quote.js";
import { type PaxCandidate, parsePax } from "../../sources/pax.js";
import type { Leaf } from "../leaf.js";
import { type HostSource, knownOf, linesOf, readPart, unknownOf, wholeOnly } from "./host-source.js";

export interface PaxProgram {
  readonly path: string;
  /** Octal. */
  readonly mode: string;
  readonly uid: number;
  readonly executable: boolean;
}

/** For amavis, which runs as zimbra: of root's own files the bits for others count. Undefined where the group's bits decide. */
const isExecutable = ({ mode, uid }: PaxCandidate): boolean | undefined => {
  if ((mode & 0o001) !== 0 || (uid !== 0 && (mode & 0o100) !== 0)) return true;
  return (mode & 0o010) !== 0 ? undefined : false;
};

/** A candidate that is not there is no line, and without any there is no output or no part. */
export const paxFact = (source: HostSource): Leaf<readonly PaxProgram[]> => {
  const reading = wholeOnly(readPart(source, "pax.tool", "candidates", parsePax));
  if (reading.kind === "gap") {
    return reading.absent ? knownOf(source, reading, "file", [], [], reading.reason) : unknownOf(source, reading, reading.reason);
  }
  const doubtful = reading.value.find((row) => isExecutable(row) === undefined);
  if (doubtful)
    return unknownOf(source, reading, `whether user zimbra may run ${plain(doubtful.path)} hangs on its group`, linesOf([doubtful]));
  const rows = reading.value.filter((row) => isExecutable(row));
  const programs = rows.map(({ path, mode, uid }) => ({ path, mode: mode.toString(8).padStart(4, "0"), uid, executable: true }));
  return knownOf(source, reading, "file", programs, linesOf(rows), rows.length === 0 ? "no executable pax or spax" : undefined);
};
