import { type TableRow, countCell, digestCell, readTable, textCell } from "./file-table.js";
import type { Parsed } from "./parsed.js";

const columns = { path: textCell, size: countCell, mtime: countCell, uid: countCell, sha256: digestCell };

/** A file that the servlet container could run. */
export type WebrootFile = TableRow<typeof columns>;

/**
 * Code in web roots and extension folders: names, sizes, times, owners and digests, no content.
 *
 * @example
 *     /opt/zimbra/jetty_base/webapps/zimbra/public/login.jsp\t48211\t1785700000\t0\t-
 *
 * => ok [{"path": "/opt/zimbra/jetty_base/webapps/zimbra/public/login.jsp", "size": 48211,
 *   "mtime": 1785700000, "uid": 0, "sha256": null, "line": 1}]
 */
export const parseWebroot = (text: string): Parsed<readonly WebrootFile[]> => readTable(text, columns);
