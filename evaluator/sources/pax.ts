import { type TableRow, countCell, modeCell, readTable, textCell } from "./file-table.js";
import type { Parsed } from "./parsed.js";

const columns = { path: textCell, mode: modeCell, uid: countCell, size: countCell };

/** A pax program that exists; dangling links are not listed. */
export type PaxCandidate = TableRow<typeof columns>;

/**
 * Candidates for pax and spax, links followed. Empty where there is none.
 *
 * @example
 *     /usr/bin/pax\t755\t0\t137272
 *
 * => ok [{"path": "/usr/bin/pax", "mode": 493, "uid": 0, "size": 137272, "line": 1}]
 */
export const parsePax = (text: string): Parsed<readonly PaxCandidate[]> => readTable(text, columns);
