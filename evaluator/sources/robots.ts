import { nameLines, splitLines } from "./lines.js";
import { type Parsed, error, nothing, ok, partial } from "./parsed.js";

export interface RobotsLine {
  /** Lower case: `user-agent`, `disallow`, `allow` … */
  readonly field: string;
  readonly value: string;
  readonly line: number;
}

const FIELD = /^[ \t]*([A-Za-z-]{1,40})[ \t]*:[ \t]*([^#]*)/;

/**
 * robots.txt (RFC 9309): fields are read in any case, and `#` begins a comment.
 *
 * @example
 *     # what others may read
 *     User-agent: *
 *     Allow: /public/   # the news
 *
 * => ok [{"field": "user-agent", "value": "*", "line": 2}, {"field": "allow", "value": "/public/", "line": 3}]
 */
export const parseRobots = (text: string): Parsed<readonly RobotsLine[]> => {
  const fields: RobotsLine[] = [];
  const stray: number[] = [];
  for (const [index, line] of splitLines(text).entries()) {
    if (/^[ \t]*(?:#|$)/.test(line)) continue;
    const [, field, value] = FIELD.exec(line) ?? [];
    if (field === undefined || value === undefined) stray.push(index + 1);
    else fields.push({ field: field.toLowerCase(), value: value.trim(), line: index + 1 });
  }
  if (stray.length > 0 && fields.length === 0) return error("no line is one of robots.txt", stray);
  if (stray.length > 0) return partial(fields, `${nameLines(stray)} are not understood`, stray);
  return fields.length > 0 ? ok(fields) : nothing(fields);
};
