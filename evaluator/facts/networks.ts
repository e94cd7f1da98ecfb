import { parseMyNetworks } from "../sources/mynetworks.js";
import {
  type Network, containsNetwork, formatAddress, formatNetwork, isLoopback, parseAddress, parseNetwork, unmapAddress, widthOf,
} from "../sources/network.js";
import { type Leaf, isKnown, known, unknown } from "./leaf.js";
import { nameSome } from "./name-some.js";

export type NetworkKind = "loopback" | "own" | "server" | "host" | "subnet" | "everyone" | "map" | "invalid";

/** One word of mynetworks and whom it trusts. */
export interface TrustedNetwork {
  readonly text: string;
  readonly kind: NetworkKind;
  readonly negated: boolean;
  readonly network: string;
}

/** Whose address is whose, as far as the snapshots of the deployment tell. */
export interface DeploymentAddresses {
  /** Addresses of the host whose list it is, without prefix; undefined where `ip -o addr` is not there. */
  readonly own: readonly string[] | undefined;
  /** Addresses of the other servers of the directory that were collected. */
  readonly servers: readonly string[];
  /** Servers of the directory of which no address is known. */
  readonly missing: readonly string[];
}

const networks = (texts: readonly string[]): readonly Network[] => texts.flatMap((text) => parseNetwork(text) ?? []);

/** Ranges that are nobody's on the Internet. Documentation ranges are not among them: nobody has a reason to trust them. */
const PRIVATE = networks([
  "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16", "127.0.0.0/8", "fc00::/7", "fe80::/10",
]);

/** ::ffff:0:0/96 is all of IPv4. */
const unmap = (network: Network): Network =>
  network.family === "ipv6" && network.prefix >= 96 && network.value >> 32n === 0xffffn
    ? { ...network, family: "ipv4", value: network.value & 0xffffffffn, prefix: network.prefix - 96 } : network;

const isWide = ({ family, prefix }: Network): boolean => prefix <= (family === "ipv4" ? 24 : 48);

type Texts = ReadonlySet<string>;

const canonical = (texts: readonly string[]): Texts =>
  new Set(texts.flatMap((text) => {
    const address = parseAddress(text);
    return address ? [formatAddress(unmapAddress(address))] : [];
  }));

/** Undefined: an exact address that may be one of this host, of a server that was not collected, or of anybody else. */
const classify = (written: Network, own: Texts | undefined, servers: Texts, complete: boolean): NetworkKind | undefined => {
  const network = unmap(written);
  if (isLoopback(network)) return "loopback";
  if (network.prefix < widthOf(network.family)) {
    return isWide(network) && !PRIVATE.some((range) => containsNetwork(range, network)) ? "everyone" : "subnet";
  }
  const address = formatAddress(network);
  if (own?.has(address) === true) return "own";
  if (servers.has(address)) return "server";
  return own !== undefined && complete ? "host" : undefined;
};

const sayDoubt = (words: readonly string[], { own, missing }: DeploymentAddresses): string => {
  const from = own === undefined ? "this host" : nameSome(missing);
  return `whose address ${nameSome(words)} is cannot be told without the addresses (ip -o addr) of ${from}`;
};

/**
 * The words of mynetworks or zimbraMtaMyNetworks with whom they trust. Where an exact address cannot be attributed the fact is
 * unknown, unless another word trusts a whole range: that decides whatever the address is, so the value stays and has the
 * words that are certain, without the doubtful ones. An excluded address (`!`) is trusted by nobody and leaves no doubt.
 */
export const networksLeaf = (leaf: Leaf, addresses: DeploymentAddresses): Leaf<readonly TrustedNetwork[]> => {
  if (!isKnown(leaf)) return leaf;
  const text = Array.isArray(leaf.value) ? leaf.value.map(String).join(" ") : String(leaf.value);
  const parsed = parseMyNetworks(text);
  if (parsed.outcome === "error") return unknown(parsed.reason, leaf.ev);
  const own = addresses.own === undefined ? undefined : canonical(addresses.own);
  const servers = canonical(addresses.servers);
  const trusted: TrustedNetwork[] = [];
  const doubtful: string[] = [];
  for (const word of parsed.value) {
    const { text: written, negated } = word;
    const network = word.kind === "network" ? parseNetwork(`${word.address}/${word.prefix}`) : undefined;
    if (word.kind === "map") trusted.push({ text: written, kind: "map", negated, network: "" });
    else if (!network) trusted.push({ text: written, kind: "invalid", negated, network: "" });
    else {
      const kind = classify(network, own, servers, addresses.missing.length === 0) ?? (negated ? "host" : undefined);
      if (kind === undefined) doubtful.push(written);
      else trusted.push({ text: written, kind, negated, network: formatNetwork(network) });
    }
  }
  const ranges = trusted.some(({ kind, negated }) => !negated && (kind === "subnet" || kind === "everyone"));
  return doubtful.length > 0 && !ranges ? unknown(sayDoubt(doubtful, addresses), leaf.ev) : known(trusted, leaf.from, leaf.ev);
};
