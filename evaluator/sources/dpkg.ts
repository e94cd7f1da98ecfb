import { type TableRow, readTable, textCell } from "./file-table.js";
import type { Parsed } from "./parsed.js";

export interface DpkgPackage {
  readonly name: string;
  /** Wanted state, state and error mark in one word, as `ii` or `rc`. */
  readonly status: string;
  /** Unpacked and configured; `rc` is removed with its configuration left, `iF` and `iU` are unfinished. */
  readonly installed: boolean;
  readonly version: string;
  readonly arch: string;
  readonly source: string;
  readonly sourceVersion: string;
  readonly line: number;
}

const filled = (cell: string): string | undefined => (cell === "" ? undefined : cell);
const columns = {
  name: filled,
  status: (cell: string) => (/^[uihrp][ncHUFWti][ R]?$/.test(cell) ? cell.trimEnd() : undefined),
  version: textCell, arch: textCell, source: textCell, sourceVersion: textCell,
};

const toPackage = ({ name, status, version, arch, source, sourceVersion, line }: TableRow<typeof columns>): DpkgPackage => ({
  // ${binary:Package} of a package that may be installed for several architectures is `libc6:amd64`.
  name: name.split(":", 1)[0] ?? name, status, installed: status === "ii" || status === "hi", version, arch, source, sourceVersion, line,
});

/**
 * `dpkg-query -W -f='${binary:Package}\t${db:Status-Abbrev}\t${Version}\t${Architecture}\t${source:Package}\t${source:Version}\n'`
 *
 * @example
 *     libssl3:amd64\tii \t3.0.2-0ubuntu1.18\tamd64\topenssl\t3.0.2-0ubuntu1.18
 *     telnetd\trc \t0.17-44\tall\tnetkit-telnet\t0.17-44
 *
 * => ok [{"name": "libssl3", "status": "ii", "installed": true, "version": "3.0.2-0ubuntu1.18", "arch": "amd64", "source": "openssl",
 *     "sourceVersion": "3.0.2-0ubuntu1.18", "line": 1},
 *   {"name": "telnetd", "status": "rc", "installed": false, "version": "0.17-44", "arch": "all", "source": "netkit-telnet",
 *     "sourceVersion": "0.17-44", "line": 2}]
 */
export const parseDpkg = (text: string): Parsed<readonly DpkgPackage[]> => {
  const parsed = readTable(text, columns);
  return parsed.outcome === "error" ? parsed : { ...parsed, value: parsed.value.map(toPackage) };
};
