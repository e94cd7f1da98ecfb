export type Family = "ipv4" | "ipv6";

export interface Address {
  readonly family: Family;
  readonly value: bigint;
}

export interface Network {
  readonly family: Family;
  /** The first address of the network. */
  readonly value: bigint;
  readonly prefix: number;
  /** The text had bits set beyond the prefix, as in 192.168.1.10/24. */
  readonly hostBits: boolean;
}

export const widthOf = (family: Family): number => (family === "ipv4" ? 32 : 128);

const LONGEST_ADDRESS = 45;

const parseIpv4 = (text: string): bigint | undefined => {
  const parts = text.split(".");
  if (parts.length !== 4) return undefined;
  let value = 0n;
  for (const part of parts) {
    // A leading zero is refused: some resolvers read it as octal.
    if (!/^(?:0|[1-9][0-9]{0,2})$/.test(part) || Number(part) > 255) return undefined;
    value = (value << 8n) | BigInt(part);
  }
  return value;
};

/** The 16-bit groups of one side of `::`; a dotted IPv4 tail is allowed at the very end. */
const parseGroups = (text: string, last: boolean): bigint[] | undefined => {
  if (text === "") return [];
  const groups: bigint[] = [];
  const parts = text.split(":");
  for (const [index, part] of parts.entries()) {
    if (last && index === parts.length - 1 && part.includes(".")) {
      const tail = parseIpv4(part);
      if (tail === undefined) return undefined;
      groups.push(tail >> 16n, tail & 0xffffn);
    } else if (/^[0-9A-Fa-f]{1,4}$/.test(part)) groups.push(BigInt(`0x${part}`));
    else return undefined;
  }
  return groups;
};

/** RFC 4291, 2.2: all three text forms. */
const parseIpv6 = (text: string): bigint | undefined => {
  const sides = text.split("::");
  if (sides.length > 2) return undefined;
  const head = parseGroups(sides[0] ?? "", sides.length === 1);
  const tail = sides.length === 2 ? parseGroups(sides[1] ?? "", true) : [];
  if (!head || !tail) return undefined;
  const missing = 8 - head.length - tail.length;
  if (sides.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const groups = [...head, ...Array.from({ length: missing }, () => 0n), ...tail];
  return groups.reduce((value, group) => (value << 16n) | group, 0n);
};

/** A bare address, without brackets, prefix or zone. */
export const parseAddress = (text: string): Address | undefined => {
  if (text.length > LONGEST_ADDRESS) return undefined;
  const family = text.includes(":") ? "ipv6" : "ipv4";
  const value = family === "ipv6" ? parseIpv6(text) : parseIpv4(text);
  return value === undefined ? undefined : { family, value };
};

/** `ADDRESS/PREFIX`; a bare address is a network of one. */
export const parseNetwork = (text: string): Network | undefined => {
  const slash = text.indexOf("/");
  const address = parseAddress(slash < 0 ? text : text.slice(0, slash));
  if (!address) return undefined;
  const width = widthOf(address.family);
  const length = slash < 0 ? String(width) : text.slice(slash + 1);
  if (!/^(?:0|[1-9][0-9]{0,2})$/.test(length) || Number(length) > width) return undefined;
  const prefix = Number(length);
  const value = firstOf(address, prefix);
  return { family: address.family, value, prefix, hostBits: value !== address.value };
};

const firstOf = (address: Address, prefix: number): bigint => {
  const rest = BigInt(widthOf(address.family) - prefix);
  return (address.value >> rest) << rest;
};

const formatIpv4 = (value: bigint): string => [24n, 16n, 8n, 0n].map((shift) => ((value >> shift) & 255n).toString()).join(".");

/** RFC 5952: lower case, the longest run of two or more zero groups (the first of equals) as `::`, dotted tail where v4-mapped. */
const formatIpv6 = (value: bigint): string => {
  if (value >> 32n === 0xffffn) return `::ffff:${formatIpv4(value & 0xffffffffn)}`;
  const groups = Array.from({ length: 8 }, (_, index) => ((value >> BigInt(112 - 16 * index)) & 0xffffn).toString(16));
  let best = { start: 0, length: 1 };
  for (let start = 0; start < 8; start++) {
    let length = 0;
    while (start + length < 8 && groups[start + length] === "0") length++;
    if (length > best.length) best = { start, length };
  }
  if (best.length < 2) return groups.join(":");
  return `${groups.slice(0, best.start).join(":")}::${groups.slice(best.start + best.length).join(":")}`;
};

export const formatAddress = ({ family, value }: Address): string => (family === "ipv4" ? formatIpv4(value) : formatIpv6(value));

export const formatNetwork = (network: Network): string => `${formatAddress(network)}/${network.prefix}`;

/** Last address of a network. */
export const lastOf = ({ family, value, prefix }: Network): bigint => value | ((1n << BigInt(widthOf(family) - prefix)) - 1n);

/** ::ffff:192.0.2.1 is 192.0.2.1: how a dual-stack socket shows an IPv4 peer or binding. */
export const unmapAddress = (address: Address): Address =>
  address.family === "ipv6" && address.value >> 32n === 0xffffn ? { family: "ipv4", value: address.value & 0xffffffffn } : address;

const unmapNetwork = (network: Network): Network =>
  network.family === "ipv6" && network.prefix >= 96 && network.value >> 32n === 0xffffn
    ? { ...network, family: "ipv4", value: network.value & 0xffffffffn, prefix: network.prefix - 96 }
    : network;

/** Whether every address of the inner one is in the outer one; v4-mapped ones count as the IPv4 they stand for. */
export const containsNetwork = (outer: Network, inner: Network): boolean => {
  const [large, small] = [unmapNetwork(outer), unmapNetwork(inner)];
  return large.family === small.family && large.prefix <= small.prefix && firstOf(small, large.prefix) === large.value;
};

export const containsAddress = (network: Network, address: Address): boolean => containsNetwork(network, networkOf(address));

/** The network of one address. */
export const networkOf = ({ family, value }: Address): Network => ({ family, value, prefix: widthOf(family), hostBits: false });

const LOOPBACK: readonly Network[] = [
  { family: "ipv4", value: 127n << 24n, prefix: 8, hostBits: false },
  { family: "ipv6", value: 1n, prefix: 128, hostBits: false },
];

/** 127.0.0.0/8 and ::1, also v4-mapped. */
export const isLoopback = (network: Network): boolean => LOOPBACK.some((loopback) => containsNetwork(loopback, network));
