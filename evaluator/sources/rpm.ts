import { countCell, readTable, textCell } from "./file-table.js";
import type { Parsed } from "./parsed.js";

export interface RpmPackage {
  readonly name: string;
  readonly epoch: number;
  readonly version: string;
  readonly release: string;
  readonly arch: string;
  /** Epoch seconds. */
  readonly installed: number;
  readonly sourceRpm: string;
  /** As rpm prints it; `(none)` for an unsigned package. */
  readonly signature: string;
  readonly line: number;
}

const columns = {
  name: (cell: string) => (cell === "" ? undefined : cell),
  // EPOCHNUM prints 0 where the older EPOCH prints (none).
  epoch: (cell: string) => (cell === "(none)" ? 0 : countCell(cell)),
  version: textCell, release: textCell, arch: textCell, installed: countCell, sourceRpm: textCell, signature: textCell,
};

/**
 * `rpm -qa --qf '%{NAME}\t%{EPOCHNUM}\t%{VERSION}\t%{RELEASE}\t%{ARCH}\t%{INSTALLTIME}\t%{SOURCERPM}\t%{SIGPGP:pgpsig}\n'`. Kernels
 * come several times; keys of repositories are packages named gpg-pubkey.
 *
 * @example
 *     openssl\t1\t1.1.1k\t12.el8_9\tx86_64\t1700000000\topenssl-1.1.1k-12.el8_9.src.rpm\tRSA/SHA256, Key ID 15af5dac6d745a60
 *
 * => ok [{"name": "openssl", "epoch": 1, "version": "1.1.1k", "release": "12.el8_9", "arch": "x86_64", "installed": 1700000000,
 *   "sourceRpm": "openssl-1.1.1k-12.el8_9.src.rpm", "signature": "RSA/SHA256, Key ID 15af5dac6d745a60", "line": 1}]
 */
export const parseRpm = (text: string): Parsed<readonly RpmPackage[]> => readTable(text, columns);
