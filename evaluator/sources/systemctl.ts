import { isBlank, nameLines, splitLines, splitWords } from "./lines.js";
import { type Parsed, error, nothing, ok, partial } from "./parsed.js";

export interface UnitState {
  /** active, inactive, enabled, masked, static, not-found … */
  readonly state: string;
  /** Of a unit file: what the distribution would choose. */
  readonly preset: string | null;
  readonly line: number;
}

const UNIT = /^[A-Za-z0-9:_.\\@-]{1,256}\.(?:service|socket|timer|target|path|mount|automount|swap|slice|scope|device|snapshot)$/;
const STATE = /^[a-z-]{1,32}$/;

const finish = (units: ReadonlyMap<string, UnitState>, stray: readonly number[]): Parsed<ReadonlyMap<string, UnitState>> => {
  if (stray.length > 0 && units.size === 0) return error("no line is a unit and its state", stray);
  if (stray.length > 0) return partial(units, `${nameLines(stray)} are no unit and its state`, stray);
  return units.size > 0 ? ok(units) : nothing(units);
};

/**
 * `systemctl is-active` or `is-enabled`, asked unit by unit. A unit that does not exist is there with the state not-found.
 *
 * @example
 *     fail2ban.service active
 *     haveged not-found
 *
 * => ok {"fail2ban.service": {"state": "active", "preset": null, "line": 1}, "haveged": {"state": "not-found", "preset": null, "line": 2}}
 */
export const parseUnitStates = (text: string): Parsed<ReadonlyMap<string, UnitState>> => {
  const units = new Map<string, UnitState>();
  const stray: number[] = [];
  for (const [index, line] of splitLines(text).entries()) {
    if (isBlank(line)) continue;
    const [unit = "", state = "", ...more] = splitWords(line);
    if (more.length > 0 || !STATE.test(state) || !/^[A-Za-z0-9:_.\\@-]{1,256}$/.test(unit) || units.has(unit)) stray.push(index + 1);
    else units.set(unit, { state, preset: null, line: index + 1 });
  }
  return finish(units, stray);
};

/**
 * `systemctl list-unit-files`, with its legend or without.
 *
 * @example
 *     UNIT FILE          STATE    VENDOR PRESET
 *     ssh.service        enabled  enabled
 *     getty@.service     static   -
 *
 *     2 unit files listed.
 *
 * => ok {"ssh.service": {"state": "enabled", "preset": "enabled", "line": 2},
 *   "getty@.service": {"state": "static", "preset": null, "line": 3}}
 */
export const parseUnitFiles = (text: string): Parsed<ReadonlyMap<string, UnitState>> => {
  const units = new Map<string, UnitState>();
  const stray: number[] = [];
  for (const [index, line] of splitLines(text).entries()) {
    if (isBlank(line) || line.startsWith("UNIT FILE ") || /^\d+ unit files listed\.$/.test(line)) continue;
    const [unit = "", state = "", preset = "-", ...more] = splitWords(line);
    if (more.length > 0 || !UNIT.test(unit) || !STATE.test(state)) stray.push(index + 1);
    else units.set(unit, { state, preset: preset === "-" ? null : preset, line: index + 1 });
  }
  return finish(units, stray);
};
