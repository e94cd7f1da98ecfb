import { type LoginLine, parseLoginLog } from "../../sources/login-log.js";
import { parsePreauthDays } from "../../sources/preauth-days.js";
import type { Leaf } from "../leaf.js";
import { type HostSource, type Reading, knownOf, leafFrom, linesOf, readPart, unknownOf, wholeOnly } from "./host-source.js";

/** Log-ins that came the same way. */
export interface LoginWay {
  readonly command: string;
  readonly protocol: string;
  readonly ip: string;
  readonly oip: string;
  readonly count: number;
}

export interface LogFacts {
  readonly audit: Leaf<readonly LoginWay[]>;
  readonly audit_days: Leaf<number>;
  readonly audit_end: Leaf<number>;
  readonly audit_first: Leaf<string>;
  readonly audit_gap: Leaf<number>;
  readonly audit_last: Leaf<string>;
  readonly mailbox: Leaf<readonly LoginWay[]>;
  readonly preauth_logins: Leaf<number>;
  readonly preauth_requests: Leaf<readonly { readonly day: string; readonly requests: number }[]>;
}

/** As many as the collector prints: older ones may be from before the last change. */
const NEWEST = 500;
const DAY = 86_400;

const toWays = (logins: readonly LoginLine[]): readonly LoginWay[] => {
  const ways = new Map<string, LoginWay>();
  for (const { command, protocol, ip, oip } of logins) {
    const way = { command: command ?? "", protocol: protocol ?? "", ip: ip ?? "", oip: oip ?? "" };
    const key = Object.values(way).join("\t");
    ways.set(key, { ...way, count: (ways.get(key)?.count ?? 0) + 1 });
  }
  return [...ways.entries()].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, way]) => way);
};

type Log = Reading<readonly LoginLine[]>;

const waysOf = (source: HostSource, log: Log): Leaf<readonly LoginWay[]> =>
  leafFrom(source, log, (logins) => {
    const newest = logins.slice(-NEWEST);
    const [first, last] = [newest[0]?.line, newest.at(-1)?.line];
    const lines = first === undefined || last === undefined ? [] : [[first, last] as const];
    return knownOf(source, log, "file", toWays(newest), lines, newest.length === 0 ? "no log-in in the log" : undefined);
  });

const daysBetween = (one: LoginLine, other: LoginLine): number => Math.max(0, Math.floor((other.time - one.time) / DAY));

/** What the log-ins in hand span; a log without any tells of no day. */
const daysOf = (source: HostSource, log: Log): Leaf<number> =>
  leafFrom(source, log, (logins) => {
    const [first, last] = [logins[0], logins.at(-1)];
    if (!first || !last) return knownOf(source, log, "file", 0, [], "no log-in in the log");
    return knownOf(source, log, "file", daysBetween(first, last), linesOf([first, last]));
  });

/** The day of the first log-in in hand or of the last, by the server's clock. */
const dayOf = (source: HostSource, log: Log, place: 0 | -1): Leaf<string> =>
  leafFrom(source, log, (logins) => {
    const login = logins.at(place);
    if (!login) return unknownOf(source, log, "no log-in in the log");
    return knownOf(source, log, "file", new Date(login.time * 1000).toISOString().slice(0, 10), linesOf([login]));
  });

const endOf = (source: HostSource, log: Log): Leaf<number> =>
  leafFrom(source, log, (logins) => {
    const last = logins.at(-1);
    if (!last) return unknownOf(source, log, "no log-in in the log");
    return knownOf(source, log, "file", last.time, linesOf([last]));
  });

/** A log that was put together with a part missing has a long one. */
const gapOf = (source: HostSource, log: Log): Leaf<number> =>
  leafFrom(source, log, (logins) => {
    let longest: readonly LoginLine[] = [];
    let days = 0;
    for (const [i, login] of logins.entries()) {
      const before = logins[i - 1];
      if (before === undefined || daysBetween(before, login) <= days) continue;
      days = daysBetween(before, login);
      longest = [before, login];
    }
    return knownOf(source, log, "file", days, linesOf(longest), longest.length === 0 ? "no whole day between two log-ins" : undefined);
  });

const preauthOf = (source: HostSource, log: Log): Leaf<number> =>
  leafFrom(source, log, (logins) => {
    const found = logins.filter(({ command, ok }) => command === "PreAuth" && ok);
    const note = found.length === 0 ? "no successful cmd=PreAuth among the log-ins" : undefined;
    return knownOf(source, log, "file", found.length, linesOf(found.slice(-3)), note);
  });

export const logFacts = (source: HostSource): LogFacts => {
  const audit = wholeOnly(readPart(source, "zm.log", "audit", parseLoginLog));
  const mailbox = wholeOnly(readPart(source, "zm.log", "mailbox", parseLoginLog));
  const preauth = wholeOnly(readPart(source, "zm.log", "preauth", parsePreauthDays));
  return {
    audit: waysOf(source, audit),
    audit_days: daysOf(source, audit),
    audit_end: endOf(source, audit),
    audit_first: dayOf(source, audit, 0),
    audit_gap: gapOf(source, audit),
    audit_last: dayOf(source, audit, -1),
    mailbox: waysOf(source, mailbox),
    preauth_logins: preauthOf(source, audit),
    preauth_requests: leafFrom(source, preauth, (days) => {
      const asked = days.filter(({ requests }) => requests > 0);
      const shown = asked.length > 0 ? asked : days;
      return knownOf(source, preauth, "file", days.map(({ day, requests }) => ({ day, requests })), linesOf(shown.slice(-20)),
        days.length === 0 ? "no day in the access logs" : undefined);
    }),
  };
};
