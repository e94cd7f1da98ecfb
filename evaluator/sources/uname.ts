import { excerpt, isBlank, splitLines, splitWords } from "./lines.js";
import { type Parsed, error, ok } from "./parsed.js";

export interface Uname {
  readonly system: string;
  readonly host: string;
  /** The running kernel, as 5.15.0-91-generic. */
  readonly release: string;
  readonly version: string;
  readonly machine: string;
  readonly line: number;
}

const firstLine = (text: string): { readonly words: readonly string[]; readonly raw: string; readonly line: number } => {
  const lines = splitLines(text);
  const at = Math.max(0, lines.findIndex((line) => !isBlank(line)));
  return { words: splitWords(lines[at] ?? ""), raw: lines[at] ?? "", line: at + 1 };
};

/**
 * `uname -a`. Debian prints the machine once, Red Hat and Ubuntu three times.
 *
 * @example
 *     Linux mail 5.15.0-91-generic #101-Ubuntu SMP Tue Nov 14 13:30:08 UTC 2023 x86_64 x86_64 x86_64 GNU/Linux
 *
 * => ok {"system": "Linux", "host": "mail", "release": "5.15.0-91-generic", "version": "#101-Ubuntu SMP Tue Nov 14 13:30:08 UTC 2023",
 *   "machine": "x86_64", "line": 1}
 */
export const parseUname = (text: string): Parsed<Uname> => {
  const { words, raw, line } = firstLine(text);
  const [system, host, release, ...rest] = words;
  if (rest.at(-1) === "GNU/Linux") rest.pop();
  const machine = rest.at(-1);
  if (system === undefined || host === undefined || release === undefined || machine === undefined || !/^\d+\.\d+/.test(release)) {
    return error(raw === "" ? "uname printed nothing" : `not \`uname -a\`: ${excerpt(raw)}`, [line]);
  }
  let end = rest.length;
  for (let repeated = 0; repeated < 3 && end > 0 && rest[end - 1] === machine; repeated++) end--;
  return ok({ system, host, release, version: rest.slice(0, end).join(" "), machine, line });
};

/**
 * `/proc/uptime`: seconds since the kernel started.
 *
 * @example
 *     86400.52 172000.10
 *
 * => ok 86400.52
 */
export const parseUptime = (text: string): Parsed<number> => {
  const { words, raw, line } = firstLine(text);
  const [seconds = ""] = words;
  if (words.length !== 2 || !/^\d{1,12}(?:\.\d{1,6})?$/.test(seconds)) return error(`not /proc/uptime: ${excerpt(raw)}`, [line]);
  return ok(Number(seconds));
};
