import { splitLines } from "../../sources/lines.js";
import { type Process, parseProcList } from "../../sources/proc.js";
import type { Leaf } from "../leaf.js";
import { type HostSource, type Reading, knownOf, leafFrom, linesOf, readPart, wholeOnly } from "./host-source.js";

/** A process that ended between two looks at it has no owner any more, and runs no longer: `-` in place of its uid. */
const isGone = (line: string): boolean => /^[0-9]+\t[0-9]*\t-\t[^\t]*\t[0-9]+$/.test(line);

/** Every process, or a gap: a line that is none may be any process. */
export const readProcesses = (source: HostSource): Reading<readonly Process[]> => {
  const reading = readPart(source, "proc.list", "list", parseProcList);
  if (reading.kind === "gap" || !reading.partial) return reading;
  const lines = splitLines(reading.raw.text() ?? "");
  return reading.partial.lines.every((line) => isGone(lines[line - 1] ?? "")) ? { ...reading, partial: undefined } : wholeOnly(reading);
};

export const processesFact = (source: HostSource, processes: Reading<readonly Process[]>): Leaf<readonly string[]> =>
  leafFrom(source, processes, (rows) => {
    const names = [...new Set(rows.map(({ comm }) => comm))].sort();
    return knownOf(source, processes, "kernel", names, linesOf(rows));
  });
