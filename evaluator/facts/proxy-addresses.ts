import type { OpenedSnapshot } from "../snapshot/opened.js";
import { type HostsEntry, parseHosts } from "../sources/hosts.js";
import { isLoopback, networkOf, parseAddress, parseNetwork, containsNetwork } from "../sources/network.js";
import { addressesFact, type HostAddress } from "./hosts/addresses.js";
import { type HostSource, type Reading, evidenceOf, joinReasons, linesOf, readPart, wholeOnly } from "./hosts/host-source.js";
import { type Leaf, isKnown, isUnknown, known, unknown } from "./leaf.js";
import type { NamedSnapshot } from "./name-hosts.js";

/** An address from which a proxy speaks to mailbox servers. */
export interface ProxyAddress {
  readonly address: string;
  readonly family: "ipv4" | "ipv6";
  /** As mailboxd names the other end of a connection, and as zimbraMailTrustedIP must be written. */
  readonly peer: string;
  /** Towards a mailbox server on the same host, or towards one on another. */
  readonly to: "itself" | "others";
}

/** net.resolv, net.ip: what one collected host says. */
interface Witness {
  readonly name: string;
  readonly source: HostSource;
  readonly hosts: Reading<readonly HostsEntry[]>;
  readonly addresses: Leaf<readonly HostAddress[]>;
}

const LINK_LOCAL = ["169.254.0.0/16", "fe80::/10"].flatMap((text) => parseNetwork(text) ?? []);

const familyOf = (text: string): "ipv4" | "ipv6" => (text.includes(":") ? "ipv6" : "ipv4");

const isLocal = (text: string): boolean => {
  const address = parseAddress(text);
  return address !== undefined && isLoopback(networkOf(address));
};

const isRoutable = (text: string): boolean => {
  const address = parseAddress(text);
  const network = address && networkOf(address);
  return network !== undefined && !isLoopback(network) && !LINK_LOCAL.some((outer) => containsNetwork(outer, network));
};

/** Interfaces of containers and virtual machines: nothing leaves the host from there. */
const isInner = (name: string): boolean => /^(?:docker|br-|veth|virbr|cni|flannel|cali|lxc|lxd|podman)/.test(name);

/** Linux answers a connection to 127.0.1.1 from 127.0.0.1: the source that the local route of 127.0.0.0/8 names. */
const asPeer = (address: string): string => (isLocal(address) && familyOf(address) === "ipv4" ? "127.0.0.1" : address);

const namedIn = ({ hosts }: Witness, name: string): readonly HostsEntry[] =>
  hosts.kind === "value" ? hosts.value.filter(({ names }) => names.some((one) => one.toLowerCase() === name.toLowerCase())) : [];

/** RemoteIP.java has IPv6 loopback as `[0:0:0:0:0:0:0:1]`: Java's text, no group left out, in the brackets that Jetty adds. */
const peerOf = (text: string): string => {
  const address = parseAddress(text);
  if (address?.family !== "ipv6") return text;
  const groups = Array.from({ length: 8 }, (_, i) => ((address.value >> BigInt(112 - 16 * i)) & 0xffffn).toString(16));
  return `[${groups.join(":")}]`;
};

const toList = (addresses: readonly string[], to: ProxyAddress["to"]): readonly ProxyAddress[] =>
  [...new Set(addresses)].sort().map((address) => ({ address, family: familyOf(address), peer: peerOf(address), to }));

const ownOf = ({ addresses }: Witness): readonly string[] =>
  isKnown(addresses) ? addresses.value.filter((one) => !isInner(one.interface) && isRoutable(one.address)).map(({ address }) => address) : [];

interface Found {
  readonly addresses: readonly string[];
  readonly ev: number;
}

const inHostsFile = (witness: Witness, entries: readonly HostsEntry[]): Found | undefined =>
  entries.length === 0 ? undefined : { addresses: entries.map(({ address }) => address), ev: evidenceOf(witness.source, witness.hosts, linesOf(entries)) };

/** By which addresses others know the host: as hosts files say, else all that it has. */
const towardsOthers = (name: string, self: Witness | undefined, witnesses: readonly Witness[]): Found | undefined => {
  const found = witnesses.flatMap((one) => inHostsFile(one, namedIn(one, name).filter(({ address }) => isRoutable(address))) ?? []);
  const [first] = found;
  if (first) return { addresses: found.flatMap(({ addresses }) => addresses), ev: first.ev };
  const own = self ? ownOf(self) : [];
  return self && own.length > 0 ? { addresses: own, ev: self.addresses.ev } : undefined;
};

/** nginx asks for the host's own name; the installer wants it to be no loopback address, so that without a line DNS gives an own one. */
const towardsItself = (name: string, self: Witness | undefined, others: Found | undefined): Found | undefined => {
  if (!self) return others;
  const own = inHostsFile(self, namedIn(self, name));
  return own ? { ...own, addresses: own.addresses.map(asPeer) } : others;
};

/** From which addresses the proxy on a host speaks to mailbox servers, as far as the snapshots show; none where it runs no proxy. */
export const proxyAddressesOf = (name: string, roles: Leaf<readonly string[]>, witnesses: readonly Witness[]): Leaf<readonly ProxyAddress[]> => {
  if (isUnknown(roles)) return roles;
  if (!isKnown(roles) || !roles.value.includes("proxy")) return known([], "command", roles.ev);
  const self = witnesses.find((one) => one.name === name);
  const others = towardsOthers(name, self, witnesses);
  const itself = towardsItself(name, self, others);
  if (others && itself) return known([...toList(itself.addresses, "itself"), ...toList(others.addresses, "others")], "command", others.ev);
  const reasons = witnesses.flatMap(({ hosts }) => (hosts.kind === "gap" ? [hosts.reason] : []));
  const own = self === undefined ? `${name} was not collected` : isUnknown(self.addresses) ? self.addresses.unknown : "it shows no address of its own";
  return unknown(joinReasons(`no hosts file in hand names ${name}`, ...reasons.slice(0, 1), own), self?.addresses.ev ?? roles.ev);
};

export const witnessesOf = (hosts: readonly NamedSnapshot[], makeSource: (name: string, opened: OpenedSnapshot) => HostSource): readonly Witness[] =>
  hosts.map(({ name, opened }) => {
    const source = makeSource(name, opened);
    return { name, source, hosts: wholeOnly(readPart(source, "net.resolv", "hosts", parseHosts)), addresses: addressesFact(source) };
  });
