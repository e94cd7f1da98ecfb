import { type Located, isBlank, nameLines, splitLines } from "./lines.js";
import { type Parsed, error, nothing, ok, partial } from "./parsed.js";

/**
 * `PATH=VALUE` lines of files below /proc and /sys. A file with several lines has several values.
 *
 * @example
 *     /proc/sys/kernel/random/entropy_avail=256
 *     /proc/net/ip_tables_names=
 *
 * => ok {"/proc/sys/kernel/random/entropy_avail": [{"value": "256", "lines": [1, 1]}],
 *   "/proc/net/ip_tables_names": [{"value": "", "lines": [2, 2]}]}
 */
export const parsePathValues = (text: string): Parsed<ReadonlyMap<string, readonly Located[]>> => {
  const values = new Map<string, Located[]>();
  const stray: number[] = [];
  for (const [index, line] of splitLines(text).entries()) {
    if (isBlank(line)) continue;
    const equals = line.indexOf("=");
    const path = line.slice(0, Math.max(0, equals));
    if (!path.startsWith("/") || /\s/.test(path)) {
      stray.push(index + 1);
      continue;
    }
    const value = { value: line.slice(equals + 1), lines: [index + 1, index + 1] as const };
    const others = values.get(path);
    if (others) others.push(value);
    else values.set(path, [value]);
  }
  if (stray.length > 0 && values.size === 0) return error("no line is PATH=VALUE", stray);
  if (stray.length > 0) return partial(values, `${nameLines(stray)} are not PATH=VALUE`, stray);
  return values.size > 0 ? ok(values) : nothing(values);
};
