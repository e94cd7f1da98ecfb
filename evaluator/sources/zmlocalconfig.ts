import { type LineRange, excerpt, nameLines, splitLines } from "./lines.js";
import { type Parsed, error, nothing, ok, partial } from "./parsed.js";

export interface LocalConfigValue {
  readonly value: string;
  readonly lines: LineRange;
  /** zmlocalconfig prints `*` for every key with `password` in its name: the key is set, to what is not known. */
  readonly masked: boolean;
}

export interface LocalConfig {
  readonly keys: ReadonlyMap<string, LocalConfigValue>;
  /** Keys it warned of: asked for and without any value, with the line that says so. */
  readonly unset: ReadonlyMap<string, number>;
}

const NAME = /^[A-Za-z0-9_.-]{1,128}$/;
const UNSET = /^Warning: null valued key '([^']{1,128})'/;
/** Other formats of -m; `shell` and `export` print passwords in clear. */
const OTHER_FORMAT = /^(?:<\?xml|<localconfig|<key |export [A-Za-z0-9_.-]+=|[A-Za-z0-9_.-]+='.*';$)/;

/** The key of `key = value` or `key =`. Some 700 lines are read in every audit: a search costs less than an expression. */
const keyOf = (line: string): string | undefined => {
  const end = line.indexOf(" =");
  if (end < 1 || (line.length > end + 2 && line[end + 2] !== " ")) return undefined;
  const name = line.slice(0, end);
  return NAME.test(name) ? name : undefined;
};

/**
 * `zmlocalconfig -q`, with keys or without, and `-n`. Values print raw and may go over several lines: with `known` a line
 * begins a new key only if it is a known one or sorts after the one before.
 *
 * @example
 *     alias_login_enabled = true
 *     zimbra_ldap_password = *
 *     zimbra_http_originating_ip_header =
 *     Warning: null valued key 'no_such_key'
 *
 * => ok {"keys": {
 *     "alias_login_enabled": {"value": "true", "lines": [1, 1], "masked": false},
 *     "zimbra_ldap_password": {"value": "*", "lines": [2, 2], "masked": true},
 *     "zimbra_http_originating_ip_header": {"value": "", "lines": [3, 3], "masked": false}},
 *   "unset": {"no_such_key": 4}}
 */
export const parseZmlocalconfig = (text: string, known?: ReadonlySet<string>): Parsed<LocalConfig> => {
  const open = new Map<string, { parts: string[]; first: number; last: number }>();
  const unset = new Map<string, number>();
  const stray: number[] = [];
  const repeated: number[] = [];
  let key = "";
  const lines = splitLines(text);
  const first = lines.find((line) => line !== "");
  if (first !== undefined && OTHER_FORMAT.test(first)) return error("not the plain format of zmlocalconfig: leave out -m");
  for (const [index, line] of lines.entries()) {
    const number = index + 1;
    const warned = line.startsWith("W") ? UNSET.exec(line)?.[1] : undefined;
    if (warned !== undefined) {
      unset.set(warned, number);
      continue;
    }
    const name = keyOf(line);
    if (name !== undefined && (!known || known.has(name) || name > key)) {
      if (open.has(name)) repeated.push(number);
      else open.set(name, { parts: [line.slice(name.length + 3)], first: number, last: number });
      key = name;
      continue;
    }
    const value = open.get(key);
    if (!value) {
      if (line !== "") stray.push(number);
      continue;
    }
    value.parts.push(line);
    value.last = number;
  }
  const keys = new Map<string, LocalConfigValue>();
  for (const [name, { parts, first: from, last }] of open) {
    while (parts.length > 1 && parts.at(-1) === "") parts.pop();
    const value = parts.join("\n");
    const masked = name.includes("password") && /^\*+$/.test(value);
    keys.set(name, { value, lines: [from, Math.min(last, from + parts.length - 1)], masked });
  }
  const config: LocalConfig = { keys, unset };
  if (keys.size === 0 && stray.length > 0) return error(`no line is \`key = value\`: ${excerpt(lines[(stray[0] ?? 1) - 1] ?? "")}`, stray);
  if (stray.length > 0) return partial(config, `${nameLines(stray)} belong to no key`, stray);
  if (repeated.length > 0) return partial(config, `keys come twice: ${nameLines(repeated)}`, repeated);
  return keys.size === 0 && unset.size === 0 ? nothing(config) : ok(config);
};
