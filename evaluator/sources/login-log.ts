import { nameLines, splitLines } from "./lines.js";
import { type Parsed, error, nothing, ok, partial } from "./parsed.js";

/** One log-in, successful or not, without the name of who logged in. */
export interface LoginLine {
  /** Epoch seconds as if the server's clock ran in UTC: the log does not say its zone, and differences are what counts. */
  readonly time: number;
  /** Auth, AdminAuth, PreAuth …; without one the beginning of the thread's name: Imap, Pop, qtp. */
  readonly command: string | null;
  /** Whether it let somebody in. */
  readonly ok: boolean;
  /** soap, http_basic, imap … as audit.log says it, else what the thread serves: http, imap, pop3, lmtp. */
  readonly protocol: string | null;
  /** Who opened the connection. */
  readonly ip: string | null;
  /** Whom the proxy in front names. */
  readonly oip: string | null;
  readonly line: number;
}

const LOGIN = /cmd=(?:Auth|AdminAuth|PreAuth|DelegateAuth|Autologin|ChangePassword)\b|authenticated, mechanism=|authentication failed/;

/** As the collector tells them apart. */
const FAILED = /error=|failed|invalid|fault/;

const readTime = (text: string): number | undefined => {
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(text) ? Date.parse(`${text}Z`) : Number.NaN;
  return Number.isNaN(time) ? undefined : time / 1000;
};

const orNull = (text: string): string | null => (text === "-" ? null : text);

const isAddress = (text: string): boolean => /^(?:-|[0-9A-Fa-f.:[\]]{2,64})$/.test(text);

/** What the collector prints: time, command, result, ip, oip, protocol; the last may be left out. */
const readFields = (text: string, line: number): LoginLine | undefined => {
  const [stamp = "", command = "", result = "", ip = "", oip = "", protocol = "-", ...more] = text.split("\t");
  const time = readTime(stamp);
  if (time === undefined || more.length > 0 || !/^(?:-|[A-Za-z]{1,40})$/.test(command)) return undefined;
  if (!/^(?:ok|failed)$/.test(result) || !isAddress(ip) || !isAddress(oip)) return undefined;
  if (!/^(?:-|[a-z0-9_]{1,20})$/.test(protocol)) return undefined;
  const said = { command: orNull(command), protocol: orNull(protocol), ip: orNull(ip), oip: orNull(oip) };
  return { time, ok: result === "ok", ...said, line };
};

const fieldOf = (text: string, name: string): string | null =>
  new RegExp(`[[; ]${name}=(\\[?[0-9A-Fa-f.:]{2,64}\\]?)[\\];,]`).exec(text)?.[1] ?? null;

const THREADS: Readonly<Record<string, string>> = { Imap: "imap", Pop: "pop3", Lmtp: "lmtp", qtp: "http" };

/** What stands behind the command; the user agent before it is what the client says. Else what the thread serves. */
const protocolOf = (text: string): string | null => {
  const said = /; protocol=([a-z0-9_]{1,20})/.exec(text.slice(Math.max(0, text.indexOf("cmd="))))?.[1];
  return said ?? THREADS[/\[(Imap|Pop|Lmtp|qtp)/.exec(text)?.[1] ?? ""] ?? null;
};

/** A line of audit.log or mailbox.log as Zimbra writes it; the thread and the context stand in brackets. */
const readRaw = (text: string, line: number): LoginLine | undefined => {
  const [, day = "", clock = ""] = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)/.exec(text) ?? [];
  const time = readTime(`${day}T${clock}`);
  if (time === undefined) return undefined;
  const command = /cmd=([A-Za-z]{1,40})/.exec(text)?.[1] ?? /\[(Imap|Pop|Lmtp|qtp|Smtp)/.exec(text)?.[1] ?? null;
  return { time, command, ok: !FAILED.test(text), protocol: protocolOf(text), ip: fieldOf(text, "ip"), oip: fieldOf(text, "oip"), line };
};

/**
 * Log-ins from audit.log and mailbox.log: the collector's fields, or the logs themselves as loose files, of which lines that
 * are no log-in are passed over.
 *
 * @example
 *     2026-07-31T08:01:02\tAuth\tok\t10.1.2.5\t198.51.100.9\timap
 *     2026-07-31 08:01:03,120 INFO  [qtp12-9:https:/service/soap/] [oip=198.51.100.7;ua=zclient;] security - cmd=Auth; account=a@b.c; protocol=soap;
 *     2026-07-31 08:01:04,001 INFO  [main] [] soap - started
 *
 * => ok [
 *   {"time": 1785484862, "command": "Auth", "ok": true, "protocol": "imap", "ip": "10.1.2.5", "oip": "198.51.100.9", "line": 1},
 *   {"time": 1785484863, "command": "Auth", "ok": true, "protocol": "soap", "ip": null, "oip": "198.51.100.7", "line": 2}]
 */
export const parseLoginLog = (text: string): Parsed<readonly LoginLine[]> => {
  const logins: LoginLine[] = [];
  const stray: number[] = [];
  for (const [index, line] of splitLines(text).entries()) {
    if (line === "") continue;
    if (!line.includes("\t") && !LOGIN.test(line)) {
      // A stack trace goes on over lines without a time; what has one is a line of another kind.
      if (!/^(?:\d{4}-\d\d-\d\d |\s|[A-Za-z.]+(?:Exception|Error)|Caused by)/.test(line)) stray.push(index + 1);
      continue;
    }
    const login = line.includes("\t") ? readFields(line, index + 1) : readRaw(line, index + 1);
    if (login) logins.push(login);
    else stray.push(index + 1);
  }
  if (stray.length > 0 && logins.length === 0) return error("no line is a log-in", stray);
  if (stray.length > 0) return partial(logins, `${nameLines(stray)} are no lines of a log`, stray);
  return logins.length > 0 ? ok(logins) : nothing(logins);
};
