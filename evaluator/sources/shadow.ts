import { type TableRow, countCell, readTable, textCell, yesNoCell } from "./file-table.js";
import type { Parsed } from "./parsed.js";

const columns = { name: textCell, shell: textCell, password: yesNoCell, keys: countCell };

/** A user with a log-in shell: whether a password can be used, never its hash, and how many authorised keys there are. */
export type LoginUser = TableRow<typeof columns>;

/**
 * Users who can log in.
 *
 * @example
 *     root\t/bin/bash\tyes\t2
 *     zimbra\t/bin/bash\tno\t1
 *
 * => ok [{"name": "root", "shell": "/bin/bash", "password": true, "keys": 2, "line": 1},
 *   {"name": "zimbra", "shell": "/bin/bash", "password": false, "keys": 1, "line": 2}]
 */
export const parseShadow = (text: string): Parsed<readonly LoginUser[]> => readTable(text, columns);
