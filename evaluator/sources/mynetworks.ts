import { excerpt } from "./lines.js";
import { type Network, formatAddress, parseNetwork } from "./network.js";
import { type Parsed, nothing, ok, partial } from "./parsed.js";

/** One entry of Postfix's mynetworks, in the order in which Postfix looks at them: the first that matches decides. */
export type MyNetwork =
  | {
    readonly kind: "network"; readonly text: string; readonly negated: boolean; readonly family: "ipv4" | "ipv6";
    /** First address of the network, canonical. */
    readonly address: string; readonly prefix: number;
    /** Written with bits beyond the prefix; Postfix refuses that, and it is meant as the network. */
    readonly hostBits: boolean;
  }
  /** A table or file whose content is not in the text. */
  | { readonly kind: "map"; readonly text: string; readonly negated: boolean }
  | { readonly kind: "invalid"; readonly text: string; readonly negated: boolean; readonly reason: string };

/** postconf -m of Postfix 3; an IPv6 address can look like `type:…` as well, so the name must be one of these. */
const MAP_TYPES = new Set(("btree cdb cidr dbm environ fail hash inline internal ldap lmdb memcache mongodb mysql nis nisplus pcre pgsql " +
  "pipemap proxy randmap regexp sdbm socketmap sqlite static tcp texthash unionmap unix").split(" "));

const readNetwork = (word: string): Network | undefined => {
  if (word === "0/0") return parseNetwork("0.0.0.0/0");
  if (!word.startsWith("[")) return parseNetwork(word);
  const close = word.indexOf("]");
  const inside = word.slice(1, close);
  return close < 0 || !inside.includes(":") ? undefined : parseNetwork(inside + word.slice(close + 1));
};

const readToken = (text: string): MyNetwork => {
  const marks = /^!*/.exec(text)?.[0].length ?? 0;
  const word = text.slice(marks);
  const negated = marks % 2 === 1;
  const network = readNetwork(word);
  if (network) {
    const { family, prefix, hostBits } = network;
    return { kind: "network", text, negated, family, address: formatAddress(network), prefix, hostBits };
  }
  const type = word.slice(0, Math.max(0, word.indexOf(":")));
  if (word.startsWith("/") || MAP_TYPES.has(type)) return { kind: "map", text, negated };
  return { kind: "invalid", text, negated, reason: word.includes("$") ? "an unexpanded parameter" : "no address, network or table" };
};

/**
 * The value of `mynetworks` or of `zimbraMtaMyNetworks` (join the values of that one with a blank).
 *
 * @example
 *     127.0.0.0/8, [::1]/128 !10.0.0.7 10.0.0.9/24
 *
 * => ok [{"kind": "network", "text": "127.0.0.0/8", "negated": false, "family": "ipv4", "address": "127.0.0.0", "prefix": 8,
 *     "hostBits": false},
 *   {"kind": "network", "text": "[::1]/128", "negated": false, "family": "ipv6", "address": "::1", "prefix": 128, "hostBits": false},
 *   {"kind": "network", "text": "!10.0.0.7", "negated": true, "family": "ipv4", "address": "10.0.0.7", "prefix": 32, "hostBits": false},
 *   {"kind": "network", "text": "10.0.0.9/24", "negated": false, "family": "ipv4", "address": "10.0.0.0", "prefix": 24, "hostBits": true}]
 */
export const parseMyNetworks = (text: string): Parsed<readonly MyNetwork[]> => {
  const tokens = text.split(/[\s,]+/).filter((token) => token !== "").map(readToken);
  const invalid = tokens.find((token) => token.kind === "invalid");
  if (invalid) return partial(tokens, `${excerpt(invalid.text)}: ${invalid.reason}`);
  return tokens.length > 0 ? ok(tokens) : nothing(tokens);
};
