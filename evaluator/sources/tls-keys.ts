import { type TableRow, countCell, digestCell, modeCell, readTable, textCell } from "./file-table.js";
import type { Parsed } from "./parsed.js";

const columns = { path: textCell, mode: modeCell, owner: textCell, group: textCell, mtime: countCell, sha256: digestCell };

/** A private key file: never its content, only the digest of its public key in DER, null where it could not be read. */
export type KeyFile = TableRow<typeof columns>;

/**
 * Private key files, as stat and `openssl pkey -pubout` tell of them.
 *
 * @example
 *     /opt/zimbra/conf/nginx.key\t640\tzimbra\tzimbra\t1785700000\t-
 *
 * => ok [{"path": "/opt/zimbra/conf/nginx.key", "mode": 416, "owner": "zimbra", "group": "zimbra", "mtime": 1785700000,
 *   "sha256": null, "line": 1}]
 */
export const parseTlsKeys = (text: string): Parsed<readonly KeyFile[]> => readTable(text, columns);
