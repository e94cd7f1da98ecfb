import { excerpt, isBlank, nameLines, splitLines, splitWords } from "./lines.js";
import { type Parsed, error, nothing, ok, partial } from "./parsed.js";

export interface ChronyTracking {
  /** `7F7F0101` is the daemon itself (`local` directive): no outside clock. */
  readonly referenceId: string;
  readonly stratum: number;
  /** Seconds by which the system clock is ahead of NTP time. */
  readonly offset: number;
  /** Normal, Insert second, Delete second, Not synchronised. */
  readonly leap: string;
  /** Lines of the four values, in this order. */
  readonly lines: readonly [number, number, number, number];
}

export interface ChronySource {
  readonly mode: "server" | "peer" | "refclock";
  readonly selected: boolean;
  /** As printed: `*` selected, `+` combined, `-` not combined, `x` false, `~` too variable, `?` unusable. */
  readonly state: string;
  readonly name: string;
  readonly stratum: number;
  /** Register of the last eight polls; chronyc prints it in octal. */
  readonly reach: number;
  readonly line: number;
}

const NO_DAEMON = /^(?:50\d |Could not open connection)/;

/**
 * `chronyc -n tracking`.
 *
 * @example
 *     Reference ID    : 7F000001 (127.0.0.1)
 *     Stratum         : 4
 *     System time     : 0.000001131 seconds slow of NTP time
 *     Leap status     : Normal
 *
 * => ok {"referenceId": "7F000001", "stratum": 4, "offset": -0.000001131, "leap": "Normal", "lines": [1, 2, 3, 4]}
 */
export const parseChronycTracking = (text: string): Parsed<ChronyTracking> => {
  const values = new Map<string, { value: string; line: number }>();
  for (const [index, line] of splitLines(text).entries()) {
    if (NO_DAEMON.test(line)) return error(`chronyc says: ${excerpt(line)}`, [index + 1]);
    const [, name, value] = /^([A-Z][A-Za-z ()]{1,30}?) *: (.*)$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined && !values.has(name)) values.set(name, { value: value.trim(), line: index + 1 });
  }
  const [reference, stratum, time, leap] = ["Reference ID", "Stratum", "System time", "Leap status"].map((name) => values.get(name));
  const [, seconds, side] = /^([0-9]+(?:\.[0-9]+)?) seconds (fast|slow) of NTP time$/.exec(time?.value ?? "") ?? [];
  const id = /^[0-9A-F]{8}/.exec(reference?.value ?? "")?.[0];
  if (!reference || !stratum || !time || !leap || id === undefined || seconds === undefined || !/^\d{1,3}$/.test(stratum.value)) {
    return error(text.trim() === "" ? "chronyc tracking printed nothing" : "not what chronyc tracking prints");
  }
  const offset = side === "slow" ? -Number(seconds) : Number(seconds);
  const lines = [reference.line, stratum.line, time.line, leap.line] as const;
  return ok({ referenceId: id, stratum: Number(stratum.value), offset, leap: leap.value, lines });
};

const MODES = { "^": "server", "=": "peer", "#": "refclock" } as const;

const readSource = (line: string, number: number): ChronySource | undefined => {
  const [, sign, state, rest = ""] = /^([\^=#])([*+\-x~? ])(.*)$/.exec(line) ?? [];
  const [name, stratum, , reach] = splitWords(rest);
  if (sign !== "^" && sign !== "=" && sign !== "#") return undefined;
  if (state === undefined || name === undefined) return undefined;
  if (!/^[0-9]{1,2}$/.test(stratum ?? "") || !/^[0-7]{1,3}$/.test(reach ?? "")) return undefined;
  const register = Number.parseInt(reach ?? "", 8);
  return { mode: MODES[sign], selected: state === "*", state, name, stratum: Number(stratum), reach: register, line: number };
};

/**
 * `chronyc -n sources`, with or without `-v`.
 *
 * @example
 *     MS Name/IP address         Stratum Poll Reach LastRx Last sample
 *     ===============================================================================
 *     ^* 192.0.2.1                     3   0   377     0   +845ns[ +829ns] +/- 3852ns
 *     ^? 192.0.2.9                     0   7     0     -     +0ns[   +0ns] +/-    0ns
 *
 * => ok [{"mode": "server", "selected": true, "state": "*", "name": "192.0.2.1", "stratum": 3, "reach": 255, "line": 3},
 *   {"mode": "server", "selected": false, "state": "?", "name": "192.0.2.9", "stratum": 0, "reach": 0, "line": 4}]
 */
export const parseChronycSources = (text: string): Parsed<readonly ChronySource[]> => {
  const sources: ChronySource[] = [];
  const stray: number[] = [];
  const lines = splitLines(text);
  const header = lines.findIndex((line) => line.startsWith("==="));
  const complaint = lines.find((line) => NO_DAEMON.test(line));
  if (complaint !== undefined) return error(`chronyc says: ${excerpt(complaint)}`);
  // The daemon's answer has a header even without a source; nothing at all is no answer.
  if (header < 0) return error("chronyc sources printed no table");
  for (const [offset, line] of lines.slice(header + 1).entries()) {
    if (isBlank(line)) continue;
    const source = readSource(line, header + offset + 2);
    if (source) sources.push(source);
    else stray.push(header + offset + 2);
  }
  if (stray.length > 0) return partial(sources, `${nameLines(stray)} are no sources`, stray);
  return sources.length > 0 ? ok(sources) : nothing(sources);
};
