import { type TableRow, countCell, readTable, textCell } from "./file-table.js";
import type { Parsed } from "./parsed.js";

const columns = { pid: countCell, argv: textCell, start: countCell };

/** A listening sshd: on EL8 the crypto policy reaches it as options, which `sshd -T` typed by hand does not show. */
export type SshProcess = TableRow<typeof columns>;

/**
 * Arguments and start of each listening sshd.
 *
 * @example
 *     901\t/usr/sbin/sshd -D -oCiphers=aes256-gcm@openssh.com\t1785700000
 *
 * => ok [{"pid": 901, "argv": "/usr/sbin/sshd -D -oCiphers=aes256-gcm@openssh.com", "start": 1785700000, "line": 1}]
 */
export const parseSshProc = (text: string): Parsed<readonly SshProcess[]> => readTable(text, columns);
