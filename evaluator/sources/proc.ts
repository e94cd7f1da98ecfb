import { type TableRow, countCell, readTable, textCell } from "./file-table.js";
import type { Parsed } from "./parsed.js";

const processes = { pid: countCell, ppid: countCell, uid: countCell, comm: textCell, start: countCell };
const deleted = { pid: countCell, comm: textCell, uid: countCell, path: textCell, start: countCell };

/** A process; `comm` is cut at 15 characters by the kernel, `start` is in epoch seconds. */
export type Process = TableRow<typeof processes>;
/** A process that still maps a file which is no longer there. */
export type DeletedMapping = TableRow<typeof deleted>;

/**
 * `/proc/PID/stat` of every process.
 *
 * @example
 *     812\t1\t0\tsshd\t1785700000
 *
 * => ok [{"pid": 812, "ppid": 1, "uid": 0, "comm": "sshd", "start": 1785700000, "line": 1}]
 */
export const parseProcList = (text: string): Parsed<readonly Process[]> => readTable(text, processes);

/**
 * `/proc/PID/maps` of every process: libraries that were replaced while in use.
 *
 * @example
 *     2214\tjava\t999\t/usr/lib/x86_64-linux-gnu/libssl.so.3\t1785700000
 *
 * => ok [{"pid": 2214, "comm": "java", "uid": 999, "path": "/usr/lib/x86_64-linux-gnu/libssl.so.3", "start": 1785700000, "line": 1}]
 */
export const parseProcDeleted = (text: string): Parsed<readonly DeletedMapping[]> => readTable(text, deleted);
