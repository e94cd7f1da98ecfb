import { inputError } from "../errors.js";

/** A time of the command line as seconds since the epoch: RFC 3339, a date (its first second, UTC), or seconds. */
export const readTime = (option: string, text: string): number => {
  if (/^\d{9,11}$/.test(text)) return Number(text);
  const full = /^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text;
  const time = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/.test(full) ? Date.parse(full) : NaN;
  if (Number.isNaN(time)) throw inputError({ what: `${JSON.stringify(text.slice(0, 60))} is no time`, where: option, todo: "write it like 2026-08-01T12:00:00Z or 2026-08-01", kind: "command" });
  return Math.floor(time / 1000);
};
