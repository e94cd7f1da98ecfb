import { nameLines, splitLines } from "./lines.js";
import { type Parsed, error, nothing, ok, partial } from "./parsed.js";

export interface PreauthDay {
  /** 2026-07-31. */
  readonly day: string;
  /** Requests for /service/preauth on that day. */
  readonly requests: number;
  /** Where the day is first named. */
  readonly line: number;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const PREAUTH = /(?:GET|POST|HEAD) [^ ?]{0,2048}\/service\/preauth[? ]/;

/** What the collector prints of a day, or one request of an access log of nginx or Jetty. */
const readLine = (text: string): { day: string; requests: number } | undefined => {
  const [, counted, count] = /^(\d{4}-\d\d-\d\d)\t(\d{1,12})$/.exec(text) ?? [];
  if (counted !== undefined) return { day: counted, requests: Number(count) };
  const [, date = "", name = "", year = ""] = /\[(\d{1,2})\/([A-Z][a-z]{2})\/(\d{4}):/.exec(text) ?? [];
  const month = MONTHS.indexOf(name) + 1;
  if (month === 0) return undefined;
  return { day: `${year}-${String(month).padStart(2, "0")}-${date.padStart(2, "0")}`, requests: PREAUTH.test(text) ? 1 : 0 };
};

/**
 * Days of the access logs and how often pre-authentication was asked for by its address: the collector's counts, or the logs
 * themselves as loose files.
 *
 * @example
 *     2026-07-31\t0
 *     203.0.113.7:51234 - - [01/Aug/2026:08:01:02 +0100]  "GET https://mail.example.com/service/preauth?account=x HTTP/1.1" 302 0
 *     203.0.113.7:51234 - - [01/Aug/2026:08:01:04 +0100]  "GET https://mail.example.com/ HTTP/1.1" 200 0
 *
 * => ok [{"day": "2026-07-31", "requests": 0, "line": 1}, {"day": "2026-08-01", "requests": 1, "line": 2}]
 */
export const parsePreauthDays = (text: string): Parsed<readonly PreauthDay[]> => {
  const days = new Map<string, PreauthDay>();
  const stray: number[] = [];
  for (const [index, line] of splitLines(text).entries()) {
    if (line === "") continue;
    const read = readLine(line);
    if (!read) {
      stray.push(index + 1);
      continue;
    }
    const have = days.get(read.day);
    // The line that shows a request is the one to show.
    const at = have && (have.requests > 0 || read.requests === 0) ? have.line : index + 1;
    days.set(read.day, { day: read.day, requests: (have?.requests ?? 0) + read.requests, line: at });
  }
  const value = [...days.values()].sort((one, other) => (one.day < other.day ? -1 : 1));
  if (stray.length > 0 && value.length === 0) return error("no line is a day and a count, or of an access log", stray);
  if (stray.length > 0) return partial(value, `${nameLines(stray)} are no day and no request`, stray);
  return value.length > 0 ? ok(value) : nothing(value);
};
