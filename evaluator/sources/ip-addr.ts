import { isBlank, nameLines, splitLines, splitWords } from "./lines.js";
import { type Family, formatAddress, parseAddress, widthOf } from "./network.js";
import { type Parsed, error, nothing, ok, partial } from "./parsed.js";

export interface InterfaceAddress {
  readonly interface: string;
  readonly family: Family;
  /** Canonical. */
  readonly address: string;
  readonly prefix: number;
  /** Of a point-to-point link: the other end. */
  readonly peer: string | null;
  readonly scope: string;
  /** secondary, temporary, deprecated, tentative, dynamic … as printed. */
  readonly flags: readonly string[];
  readonly line: number;
}

const FLAGS = new Set([
  "secondary", "temporary", "deprecated", "tentative", "dadfailed", "dynamic", "noprefixroute", "permanent", "mngtmpaddr", "nodad", "home",
  "optimistic", "autojoin", "stable-privacy",
]);

const canonical = (text: string, family: Family): string | undefined => {
  const address = parseAddress(text);
  return address?.family === family ? formatAddress(address) : undefined;
};

const readAddress = (line: string, number: number): InterfaceAddress | undefined => {
  const [, name = "", word, local = "", ...rest] = splitWords(line.split("\\", 1)[0] ?? "");
  const family = word === "inet" ? "ipv4" : word === "inet6" ? "ipv6" : undefined;
  if (!family) return undefined;
  const after = (key: string): string | undefined => (rest.includes(key) ? rest[rest.indexOf(key) + 1] : undefined);
  const peer = after("peer");
  const [own = "", ownLength] = local.split("/");
  const [other, otherLength] = peer?.split("/") ?? [];
  const length = ownLength ?? otherLength ?? String(widthOf(family));
  const address = canonical(own, family);
  const prefix = /^[0-9]{1,3}$/.test(length) ? Number(length) : Infinity;
  if (address === undefined || prefix > widthOf(family)) return undefined;
  return {
    interface: name.split("@", 1)[0] ?? name, family, address, prefix, peer: (other !== undefined && canonical(other, family)) || null,
    scope: after("scope") ?? "global", flags: rest.filter((item) => FLAGS.has(item)), line: number,
  };
};

/**
 * `ip -o addr`, both families.
 *
 * @example
 *     1: lo    inet 127.0.0.1/8 scope host lo\       valid_lft forever preferred_lft forever
 *     2: eth0    inet6 2001:db8::25/64 scope global deprecated dynamic \       valid_lft 86390sec preferred_lft 0sec
 *
 * => ok [{"interface": "lo", "family": "ipv4", "address": "127.0.0.1", "prefix": 8, "peer": null, "scope": "host", "flags": [], "line": 1},
 *   {"interface": "eth0", "family": "ipv6", "address": "2001:db8::25", "prefix": 64, "peer": null, "scope": "global",
 *     "flags": ["deprecated", "dynamic"], "line": 2}]
 */
export const parseIpAddr = (text: string): Parsed<readonly InterfaceAddress[]> => {
  const addresses: InterfaceAddress[] = [];
  const stray: number[] = [];
  const lines = splitLines(text);
  // With -o each address ends with its lifetimes: a last line without them, and without a newline, is half a line.
  const whole = (line: string): boolean => line.includes("preferred_lft");
  const cut = !text.endsWith("\n") && !whole(lines.at(-1) ?? "") && lines.some(whole) ? lines.length : 0;
  for (const [index, line] of lines.entries()) {
    // Old iproute2 prints the links as well, with their flags in angle brackets.
    if (isBlank(line) || /^\d+: [^ ]+ +(?:link\/|<)/.test(line)) continue;
    const address = index + 1 !== cut && /^\d+: /.test(line) ? readAddress(line, index + 1) : undefined;
    if (address) addresses.push(address);
    else stray.push(index + 1);
  }
  if (stray.length > 0 && addresses.length === 0) return error("no line is an address of `ip -o addr`", stray);
  if (stray.length > 0) return partial(addresses, `${nameLines(stray)} are no addresses`, stray);
  return addresses.length > 0 ? ok(addresses) : nothing(addresses);
};
