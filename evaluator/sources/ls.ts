import { isBlank, nameLines, splitLines } from "./lines.js";
import { type Parsed, error, nothing, ok, partial } from "./parsed.js";

export interface ListedFile {
  /** As ls was asked: the name in the folder, or the path. */
  readonly name: string;
  readonly kind: "file" | "folder" | "link" | "other";
  readonly owner: string;
  readonly group: string;
  /** Bytes; 0 for a device. */
  readonly size: number;
  /** Seconds since the epoch. */
  readonly mtime: number;
  readonly line: number;
}

const LINE =
  /^([-bcdlps])[-rwxsStT]{9}[.+@]? +\d+ +(\S+) +(\S+) +(\d{1,15}|\d+, +\d+) +(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.\d{1,9})? ([+-]\d\d)(\d\d) (.+)$/;
const KINDS: Readonly<Record<string, ListedFile["kind"]>> = { "-": "file", d: "folder", l: "link" };

const readLine = (text: string, line: number): ListedFile | undefined => {
  const [, type = "", owner = "", group = "", size = "", day, time, hours, minutes, written = ""] = LINE.exec(text) ?? [];
  const mtime = Date.parse(`${day}T${time}${hours}:${minutes}`) / 1000;
  if (Number.isNaN(mtime)) return undefined;
  const kind = KINDS[type] ?? "other";
  const arrow = kind === "link" ? written.indexOf(" -> ") : -1;
  return { name: arrow < 0 ? written : written.slice(0, arrow), kind, owner, group, size: size.includes(",") ? 0 : Number(size), mtime, line };
};

/**
 * `ls -l --time-style=full-iso` of a folder or of files. The name is what follows the zone: it may hold blanks. A name with a line
 * break makes a line that is none.
 *
 * @example
 *     total 4
 *     drwxr-xr-x 2 zimbra zimbra 4096 2026-07-01 09:00:00.000000000 +0200 twofactorauth
 *     lrwxrwxrwx 1 root root 9 2026-07-01 07:00:00.5 +0000 old jar -> new.jar
 *
 * => ok [
 *   {"name": "twofactorauth", "kind": "folder", "owner": "zimbra", "group": "zimbra", "size": 4096, "mtime": 1782889200, "line": 2},
 *   {"name": "old jar", "kind": "link", "owner": "root", "group": "root", "size": 9, "mtime": 1782889200, "line": 3}]
 */
export const parseLs = (text: string): Parsed<readonly ListedFile[]> => {
  const files: ListedFile[] = [];
  const stray: number[] = [];
  for (const [index, line] of splitLines(text).entries()) {
    if (isBlank(line) || /^total \d+$/.test(line)) continue;
    const file = readLine(line, index + 1);
    if (file) files.push(file);
    else stray.push(index + 1);
  }
  if (stray.length > 0 && files.length === 0) return error("no line is one of ls -l --time-style=full-iso", stray);
  if (stray.length > 0) return partial(files, `${nameLines(stray)} are no lines of ls -l`, stray);
  return files.length > 0 ? ok(files) : nothing(files);
};
