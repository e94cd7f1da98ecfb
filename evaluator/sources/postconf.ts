import { type LineRange, type Located, excerpt, isBlank, nameLines, splitLines } from "./lines.js";
import { type Parsed, error, nothing, ok, partial } from "./parsed.js";
import { splitGroups } from "./restrictions.js";

export { splitRestrictions } from "./restrictions.js";

/** One line of master.cf with its `-o` overrides. Fields keep their printed form: `-` is Postfix's default. */
export interface MasterService {
  readonly service: string;
  readonly type: string;
  readonly private: string;
  readonly unprivileged: string;
  readonly chroot: string;
  readonly wakeup: string;
  readonly processLimit: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly overrides: ReadonlyMap<string, string>;
  readonly lines: LineRange;
}

export interface PostconfOverride {
  readonly service: string;
  readonly type: string;
  readonly parameter: string;
  readonly value: string;
  readonly line: number;
}

const PAIR = /^([A-Za-z0-9_$.-]{1,256})[ \t]*=[ \t]*/;
const TYPES = new Set(["inet", "unix", "unix-dgram", "fifo", "pass"]);

const isComment = (line: string): boolean => isBlank(line) || line.startsWith("#");
/** postconf's messages belong to stderr; imported files sometimes have both. Warnings say nothing of a value. */
const isWarning = (line: string): boolean => /^(?:\S*\/)?postconf: warning: /.test(line);
const FAILURE = /^(?:\S*\/)?postconf: (?:fatal|panic|error): |: (?:command )?not found$/;

const judge = <T>(value: T, empty: boolean, lines: readonly string[], stray: readonly number[]): Parsed<T> => {
  const failure = lines.findIndex((line) => FAILURE.test(line)) + 1;
  const said = excerpt(lines[failure - 1] ?? "");
  if (failure > 0) return empty ? error(said, [failure]) : partial(value, said, [failure]);
  if (stray.length > 0 && empty) return error("no line is what postconf prints", stray);
  if (stray.length > 0) return partial(value, `${nameLines(stray)} are not what postconf prints`, stray);
  return empty ? nothing(value) : ok(value);
};

/**
 * `postconf` and `postconf -n`. Also takes text in main.cf's own form, where a line that begins with a blank continues the
 * one before.
 *
 * @example
 *     mynetworks = 127.0.0.0/8 [::1]/128
 *     relayhost =
 *     smtpd_sender_login_maps = proxy:ldap:/opt/zimbra/conf/ldap-slm.cf
 *
 * => ok {"mynetworks": {"value": "127.0.0.0/8 [::1]/128", "lines": [1, 1]},
 *   "relayhost": {"value": "", "lines": [2, 2]},
 *   "smtpd_sender_login_maps": {"value": "proxy:ldap:/opt/zimbra/conf/ldap-slm.cf", "lines": [3, 3]}}
 */
export const parsePostconf = (text: string): Parsed<ReadonlyMap<string, Located>> => {
  const open = new Map<string, { parts: string[]; first: number; last: number }>();
  const stray: number[] = [];
  let current: { parts: string[]; last: number } | undefined;
  const lines = splitLines(text);
  for (const [index, line] of lines.entries()) {
    const number = index + 1;
    if (isComment(line) || isWarning(line)) continue;
    if (current && /^[ \t]/.test(line)) {
      current.parts.push(line.trim());
      current.last = number;
      continue;
    }
    const pair = PAIR.exec(line);
    const name = pair?.[1];
    if (!pair || name === undefined) {
      stray.push(number);
      current = undefined;
      continue;
    }
    // In main.cf the last of two wins; postconf itself never prints two.
    const value = { parts: [line.slice(pair[0].length)], first: number, last: number };
    if (open.has(name)) stray.push(number);
    open.set(name, value);
    current = value;
  }
  const values = new Map<string, Located>();
  for (const [name, { parts, first, last }] of open) values.set(name, { value: parts.join(" ").trimEnd(), lines: [first, last] });
  return judge(values, values.size === 0, lines, stray);
};

const readOverrides = (words: readonly string[]): { args: readonly string[]; overrides: ReadonlyMap<string, string> } => {
  const args: string[] = [];
  const overrides = new Map<string, string>();
  for (let index = 0; index < words.length; index++) {
    let word = words[index] ?? "";
    if (word === "-o") word = words[++index] ?? "";
    else if (word.startsWith("-o") && word.length > 2) word = word.slice(2);
    else {
      args.push(word);
      continue;
    }
    const pair = word.startsWith("{") ? word.slice(1, word.endsWith("}") ? -1 : undefined).trim() : word;
    const equals = pair.indexOf("=");
    if (equals > 0) overrides.set(pair.slice(0, equals).trim(), pair.slice(equals + 1).trim());
    else args.push("-o", word);
  }
  return { args, overrides };
};

/**
 * `postconf -M`: the services of master.cf.
 *
 * @example
 *     smtp       inet  n       -       n       -       1       postscreen
 *     465        inet  n       -       n       -       -       smtpd
 *         -o smtpd_tls_wrappermode=yes
 *         -o { smtpd_recipient_restrictions = permit_sasl_authenticated, reject }
 *
 * => ok [{"service": "smtp", "type": "inet", "private": "n", "unprivileged": "-", "chroot": "n", "wakeup": "-", "processLimit": "1",
 *     "command": "postscreen", "args": [], "overrides": {}, "lines": [1, 1]},
 *   {"service": "465", "type": "inet", "private": "n", "unprivileged": "-", "chroot": "n", "wakeup": "-", "processLimit": "-",
 *     "command": "smtpd", "args": [], "overrides": {"smtpd_tls_wrappermode": "yes",
 *     "smtpd_recipient_restrictions": "permit_sasl_authenticated, reject"}, "lines": [2, 4]}]
 */
export const parsePostconfMaster = (text: string): Parsed<readonly MasterService[]> => {
  const lines = splitLines(text);
  const open: { parts: string[]; first: number; last: number }[] = [];
  for (const [index, line] of lines.entries()) {
    if (isComment(line) || isWarning(line)) continue;
    const current = open.at(-1);
    if (current && /^[ \t]/.test(line)) {
      current.parts.push(line);
      current.last = index + 1;
    } else open.push({ parts: [line], first: index + 1, last: index + 1 });
  }
  const services: MasterService[] = [];
  const stray: number[] = [];
  for (const { parts, first, last } of open) {
    const [service, type, isPrivate, unprivileged, chroot, wakeup, processLimit, command, ...rest] = splitGroups(parts.join(" "), /\s/);
    if (service === undefined || type === undefined || isPrivate === undefined || unprivileged === undefined || chroot === undefined ||
      wakeup === undefined || processLimit === undefined || command === undefined || !TYPES.has(type)) {
      stray.push(first);
      continue;
    }
    const fields = { service, type, private: isPrivate, unprivileged, chroot, wakeup, processLimit, command };
    services.push({ ...fields, ...readOverrides(rest), lines: [first, last] });
  }
  return judge(services, services.length === 0, lines, stray);
};

/**
 * `postconf -P`: what `-o` options of master.cf override, one a line. The service's name may hold colons and slashes; the type
 * and the parameter are the last two fields before the first ` = `.
 *
 * @example
 *     465/inet/smtpd_sasl_auth_enable = yes
 *     [127.0.0.1]:10025/inet/content_filter =
 *
 * => ok [{"service": "465", "type": "inet", "parameter": "smtpd_sasl_auth_enable", "value": "yes", "line": 1},
 *   {"service": "[127.0.0.1]:10025", "type": "inet", "parameter": "content_filter", "value": "", "line": 2}]
 */
export const parsePostconfOverrides = (text: string): Parsed<readonly PostconfOverride[]> => {
  const overrides: PostconfOverride[] = [];
  const stray: number[] = [];
  const lines = splitLines(text);
  for (const [index, line] of lines.entries()) {
    if (isComment(line) || isWarning(line)) continue;
    const separator = line.indexOf(" = ");
    const end = separator >= 0 ? separator : line.endsWith(" =") ? line.length - 2 : -1;
    const [parameter, type, ...service] = line.slice(0, Math.max(0, end)).split("/").reverse();
    if (end < 0 || !parameter || type === undefined || !TYPES.has(type) || service.length === 0) {
      stray.push(index + 1);
      continue;
    }
    overrides.push({ service: service.reverse().join("/"), type, parameter, value: line.slice(end + 3), line: index + 1 });
  }
  return judge(overrides, overrides.length === 0, lines, stray);
};
