import { excerpt, isBlank, nameLines, splitLines } from "./lines.js";
import { type Parsed, error, nothing, ok, partial } from "./parsed.js";
import { splitArguments } from "./sshd-words.js";

export interface SshdValue {
  readonly value: string;
  readonly line: number;
}

export interface SshdDirective {
  /** Lower case: sshd does not look at case. */
  readonly keyword: string;
  readonly args: readonly string[];
  readonly line: number;
  /** The Match line this one stands under; it ends with its file, also where the file was included. */
  readonly match?: { readonly line: number; readonly criteria: readonly string[] };
}

const SETTING = /^([a-z][a-z0-9]*)(?: (.*))?$/;
/** OpenSSH's own words for: nothing of the configuration is known. Deprecated and unsupported options are warnings only. */
const FAILURES = [
  "bad configuration option", "no hostkeys available", "missing privilege separation directory", "in configuration but",
  "not in connection test specification", "permission denied", "not found", "no such file or directory", "garbage at end",
  "is not allowed within a match block", "missing argument", "extra arguments at end",
  "unsupported match attribute", "fatal:", "terminating,",
];
const isFailure = (line: string): boolean => FAILURES.some((words) => line.toLowerCase().includes(words));
const isWarning = (line: string): boolean => /: (?:deprecated|unsupported) option /i.test(line.replace(/ line \d+/, ""));

/**
 * `sshd -T`, with or without `-C`. Keys come in lower case; some come several times.
 *
 * @example
 *     port 22
 *     listenaddress [::]:22
 *     listenaddress 0.0.0.0:22
 *     passwordauthentication no
 *
 * => ok {"port": [{"value": "22", "line": 1}],
 *   "listenaddress": [{"value": "[::]:22", "line": 2}, {"value": "0.0.0.0:22", "line": 3}],
 *   "passwordauthentication": [{"value": "no", "line": 4}]}
 */
export const parseSshdEffective = (text: string): Parsed<ReadonlyMap<string, readonly SshdValue[]>> => {
  const settings = new Map<string, SshdValue[]>();
  const stray: number[] = [];
  const lines = splitLines(text);
  // A value may hold such words (a banner's path); a message is no setting of a key that sshd has.
  const failure = lines.findIndex((line) => isFailure(line) && (!SETTING.test(line) || line.startsWith("no ")));
  if (failure >= 0) return error(excerpt(lines[failure] ?? ""), [failure + 1]);
  for (const [index, line] of lines.entries()) {
    if (isBlank(line) || isWarning(line)) continue;
    const [, key, value = ""] = SETTING.exec(line) ?? [];
    if (key === undefined) {
      stray.push(index + 1);
      continue;
    }
    const values = settings.get(key);
    if (values) values.push({ value, line: index + 1 });
    else settings.set(key, [{ value, line: index + 1 }]);
  }
  if (settings.size === 0) return error("sshd -T printed no setting", stray);
  return stray.length > 0 ? partial(settings, `${nameLines(stray)} are no settings`, stray) : ok(settings);
};

/**
 * One file of sshd's configuration: sshd_config or a file it includes. The order matters: of a keyword set twice, the first
 * counts.
 *
 * @example
 *     Include /etc/ssh/sshd_config.d/*.conf
 *     Port=22 # default
 *     Match Address 10.0.0.0/8,127.0.0.1
 *         PasswordAuthentication yes
 *
 * => ok [{"keyword": "include", "args": ["/etc/ssh/sshd_config.d/*.conf"], "line": 1},
 *   {"keyword": "port", "args": ["22"], "line": 2},
 *   {"keyword": "match", "args": ["Address", "10.0.0.0/8,127.0.0.1"], "line": 3},
 *   {"keyword": "passwordauthentication", "args": ["yes"], "line": 4,
 *     "match": {"line": 3, "criteria": ["Address", "10.0.0.0/8,127.0.0.1"]}}]
 */
export const parseSshdConfig = (text: string): Parsed<readonly SshdDirective[]> => {
  const directives: SshdDirective[] = [];
  const stray: number[] = [];
  let match: SshdDirective["match"];
  for (const [index, raw] of splitLines(text).entries()) {
    const line = index + 1;
    const trimmed = raw.trim();
    if (trimmed === "" || trimmed.startsWith("#")) continue;
    const [head, keyword] = /^"?([A-Za-z][A-Za-z0-9]{0,63})"?(?:[ \t]*=[ \t]*|[ \t]+|$)/.exec(trimmed) ?? [];
    const args = head === undefined ? undefined : splitArguments(trimmed.slice(head.length));
    if (keyword === undefined || !args) {
      stray.push(line);
      continue;
    }
    if (keyword.toLowerCase() === "match") {
      directives.push({ keyword: "match", args, line });
      match = { line, criteria: args };
    } else directives.push({ keyword: keyword.toLowerCase(), args, line, ...(match ? { match } : {}) });
  }
  if (stray.length > 0 && directives.length === 0) return error("no line is a directive", stray);
  if (stray.length > 0) return partial(directives, `${nameLines(stray)} are no directives`, stray);
  return directives.length > 0 ? ok(directives) : nothing(directives);
};
