import { type Located, excerpt, isBlank, splitLines } from "./lines.js";
import { type Parsed, error, ok } from "./parsed.js";

export interface Timedatectl {
  /** The kernel's own flag; it stays for a while after the time daemon died. Null where it is not printed. */
  readonly synchronized: { readonly value: boolean; readonly line: number } | null;
  /** Whether a service that timedated knows is switched on; ntpd is none of them. */
  readonly service: { readonly value: boolean; readonly line: number } | null;
  /** Everything as printed, by the name before `=` or `: `. */
  readonly fields: ReadonlyMap<string, Located>;
}

/** Names of `show` (systemd 239 and later), and of the table: of EL 7, of 16.04, of 18.04, of 20.04 and later. */
const SYNCHRONIZED = ["NTPSynchronized", "NTP synchronized", "System clock synchronized"];
const SERVICE = ["NTP", "NTP enabled", "Network time on", "systemd-timesyncd.service active", "NTP service"];
const WORDS: Readonly<Record<string, boolean>> = { yes: true, no: false, active: true, inactive: false };

/**
 * `timedatectl show`, and `timedatectl` itself in all its wordings.
 *
 * @example
 *     Timezone=Etc/UTC
 *     NTP=yes
 *     NTPSynchronized=no
 *
 * => ok {"synchronized": {"value": false, "line": 3}, "service": {"value": true, "line": 2},
 *   "fields": {"Timezone": {"value": "Etc/UTC", "lines": [1, 1]}, "NTP": {"value": "yes", "lines": [2, 2]},
 *     "NTPSynchronized": {"value": "no", "lines": [3, 3]}}}
 */
export const parseTimedatectl = (text: string): Parsed<Timedatectl> => {
  const fields = new Map<string, Located>();
  const lines = splitLines(text);
  for (const [index, line] of lines.entries()) {
    const [, name, value] = /^ *([A-Za-z][\w. -]{0,60}?)(?:=|: )(.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined || fields.has(name)) continue;
    fields.set(name, { value: value.trim(), lines: [index + 1, index + 1] });
  }
  const read = (names: readonly string[]): Timedatectl["service"] => {
    const field = names.map((name) => fields.get(name)).find((found) => found !== undefined);
    const value = WORDS[field?.value ?? ""];
    return field && value !== undefined ? { value, line: field.lines[0] } : null;
  };
  const [synchronized, service] = [read(SYNCHRONIZED), read(SERVICE)];
  if (!synchronized && !service) {
    const said = lines.find((line) => !isBlank(line));
    return error(said === undefined ? "timedatectl printed nothing" : `not what timedatectl prints: ${excerpt(said)}`);
  }
  return ok({ synchronized, service, fields });
};
