import { excerpt, isBlank, nameLines, splitLines, splitWords } from "./lines.js";
import { type Parsed, error, nothing, ok, partial } from "./parsed.js";

export interface NtpPeer {
  /** The daemon follows this one: `*`, or `o` where a pulse disciplines it. */
  readonly selected: boolean;
  /** As printed: blank, `x`, `.`, `-`, `+`, `#`, `*`, `o`. */
  readonly tally: string;
  readonly name: string;
  readonly refid: string;
  readonly stratum: number;
  /** Register of the last eight polls; ntpq prints it in octal. */
  readonly reach: number;
  /** Milliseconds. */
  readonly offset: number;
  readonly line: number;
}

const readPeer = (tally: string, rest: string, line: number): NtpPeer | undefined => {
  const words = splitWords(rest);
  const [name, refid, stratum, , , , reach, , offset] = words;
  if (name === undefined || refid === undefined || words.length !== 10) return undefined;
  if (!/^[0-9]{1,2}$/.test(stratum ?? "") || !/^[0-7]{1,3}$/.test(reach ?? "")) return undefined;
  if (!/^[-+]?[0-9]+(?:\.[0-9]+)?$/.test(offset ?? "")) return undefined;
  const peer = { name, refid, stratum: Number(stratum), reach: Number.parseInt(reach ?? "", 8), offset: Number(offset), line };
  return { selected: tally === "*" || tally === "o", tally, ...peer };
};

/**
 * `ntpq -pn`. It ends with status 0 even where no daemon answered, and then prints no table.
 *
 * @example
 *          remote           refid      st t when poll reach   delay   offset  jitter
 *     ==============================================================================
 *     *192.0.2.1       198.51.100.7     2 u   33   64  377    0.512   -0.123   0.045
 *      192.0.2.9       .INIT.          16 u    -   64    0    0.000    0.000   0.000
 *
 * => ok [{"selected": true, "tally": "*", "name": "192.0.2.1", "refid": "198.51.100.7", "stratum": 2, "reach": 255,
 *     "offset": -0.123, "line": 3},
 *   {"selected": false, "tally": " ", "name": "192.0.2.9", "refid": ".INIT.", "stratum": 16, "reach": 0, "offset": 0, "line": 4}]
 */
export const parseNtpq = (text: string): Parsed<readonly NtpPeer[]> => {
  const lines = splitLines(text);
  const header = lines.findIndex((line) => line.startsWith("==="));
  if (header < 0) {
    const said = lines.find((line) => !isBlank(line));
    return error(said === undefined ? "ntpq printed no table: no daemon answered" : `ntpq says: ${excerpt(said)}`);
  }
  const peers: NtpPeer[] = [];
  const stray: number[] = [];
  let wide: { tally: string; name: string; line: number } | undefined;
  for (const [offset, line] of lines.slice(header + 1).entries()) {
    const number = header + offset + 2;
    if (isBlank(line)) continue;
    const [tally = "", rest] = [line[0], line.slice(1)];
    // A name too long for its column stands on a line of its own.
    if (!wide && splitWords(rest).length === 1) {
      wide = { tally, name: rest.trim(), line: number };
      continue;
    }
    const peer = wide ? readPeer(wide.tally, `${wide.name} ${line}`, wide.line) : readPeer(tally, rest, number);
    if (peer) peers.push(peer);
    else stray.push(number);
    wide = undefined;
  }
  if (wide) stray.push(wide.line);
  if (stray.length > 0) return partial(peers, `${nameLines(stray)} are no peers`, stray);
  return peers.length > 0 ? ok(peers) : nothing(peers);
};
