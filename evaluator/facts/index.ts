import type { OpenedSnapshot } from "../snapshot/opened.js";
import { collectionTime } from "./collection-time.js";
import type { Demand } from "./demand.js";
import { checkDeployment } from "./deployment-check.js";
import { type DirectoryFacts, directoryFacts } from "./directory.js";
import { type EvidenceTable, evidenceTable } from "./evidence.js";
import { type DemandedHost, type DirectoryContext, type HostContext, hostFacts, uncollectedHost } from "./hosts/host-facts.js";
import type { HostReport } from "./hosts/host-source.js";
import { isPublicAddress } from "./hosts/public-address.js";
import { knownAddresses } from "./hosts/addresses.js";
import { type Leaf, isKnown, isUnknown, known } from "./leaf.js";
import { type NamedSnapshot, nameHosts } from "./name-hosts.js";
import { type ProxyAddress, proxyAddressesOf, witnessesOf } from "./proxy-addresses.js";
import { sortKeys } from "./sorted-keys.js";
import { sortedObject } from "./sorted-object.js";

export { deploymentOf } from "./deployment-check.js";
export type { HostReport } from "./hosts/host-source.js";

export interface FactsOptions {
  /** Seconds since the epoch that everything is judged against; without it the time of the newest snapshot. */
  readonly now?: number;
  /** By control id and name. */
  readonly parameters: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly demand: Demand;
}

export interface Facts {
  /** What rules read, by schemas/facts.schema.json, without the accounts. */
  readonly input: Readonly<Record<string, unknown>>;
  readonly evidence: EvidenceTable;
  /** How the parse of each part ended. */
  readonly reports: readonly HostReport[];
  readonly warnings: readonly string[];
  readonly hosts: readonly { readonly name: string; readonly digest: string }[];
  /** What accountBatches needs. */
  readonly accounts: DirectoryFacts["accounts"];
}

const asList = (leaf: Leaf): Leaf<readonly string[]> =>
  isKnown(leaf) ? known(Array.isArray(leaf.value) ? leaf.value.map(String) : [String(leaf.value)], leaf.from, leaf.ev) : leaf;

/** Whose addresses are known: of the servers that were collected with `ip -o addr`. */
const otherAddresses = (name: string, hosts: readonly NamedSnapshot[], directory: DirectoryFacts): NonNullable<HostContext["others"]> => {
  const known = new Map(
    hosts.flatMap((host) => {
      const addresses = knownAddresses(host.opened);
      return addresses ? [[host.name, addresses] as const] : [];
    }),
  );
  const servers = Object.keys(directory.servers).filter((server) => server !== name);
  const unnamed = isUnknown(directory.collections.servers) ? ["other servers of the directory"] : [];
  return {
    servers: servers.flatMap((server) => known.get(server) ?? []),
    missing: [...servers.filter((server) => !known.has(server)), ...unnamed],
  };
};

const joinHosts = (
  hosts: readonly NamedSnapshot[],
  directory: DirectoryFacts,
  evidence: EvidenceTable,
  demand: Demand,
  reports: HostReport[],
): Record<string, DemandedHost & { readonly proxy_addresses: Leaf<readonly ProxyAddress[]> }> => {
  const facts = new Map<string, DemandedHost>();
  const saidOf = (name: string): Required<DirectoryContext> => ({
    roles: asList(directory.rolesOf(name)),
    mtaNetworks: directory.serverValue(name, "zimbraMtaMyNetworks"),
    others: otherAddresses(name, hosts, directory),
  });
  for (const { name, opened } of hosts) {
    const made = hostFacts(opened, evidence, demand, { name, isPublic: isPublicAddress, ...saidOf(name) });
    facts.set(name, made.host);
    reports.push(...made.reports);
  }
  for (const name of Object.keys(directory.servers)) {
    if (!facts.has(name)) facts.set(name, uncollectedHost(name, evidence, demand, saidOf(name)));
  }
  const seen: HostReport[] = [];
  const witnesses = witnessesOf(hosts, (name, opened) => ({ name, opened, evidence, demand, reports: seen }));
  reports.push(...seen.filter(({ id }) => id === "net.resolv"));
  return sortedObject([...facts].map(([name, host]) => [name, { ...host, proxy_addresses: proxyAddressesOf(name, host.roles, witnesses) }] as const));
};

const compareReports = (one: HostReport, other: HostReport): number => {
  const [left, right] = [one, other].map(({ host, id, part }) => `${host}\0${id}\0${part}`);
  return (left ?? "") < (right ?? "") ? -1 : 1;
};

/** What rules may read, from the snapshots of one deployment. */
export const toFacts = async (snapshots: readonly OpenedSnapshot[], { now: given, parameters, demand }: FactsOptions): Promise<Facts> => {
  const { hosts, older, warnings: named } = nameHosts(snapshots);
  const mixed = checkDeployment(hosts);
  const evidence = evidenceTable();
  const { now, warnings: spread } = collectionTime(hosts, given, evidence);
  const directory = directoryFacts(
    hosts.map(({ opened }) => opened),
    evidence,
    demand,
  );
  const reports: HostReport[] = directory.reports.map(({ host, source, part, outcome, reason }) => ({
    host,
    id: source,
    part,
    outcome,
    ...(reason === undefined ? {} : { reason }),
  }));
  const joined = joinHosts(hosts, directory, evidence, demand, reports);
  const { census, collections, cos, domains, global, servers } = directory;
  const input = sortKeys({ census, collections, cos, domains, global, hosts: joined, now, parameters, servers }) as Readonly<
    Record<string, unknown>
  >;
  return {
    input,
    evidence,
    reports: reports.sort(compareReports),
    warnings: [...named, ...mixed, ...spread],
    accounts: directory.accounts,
    hosts: [
      ...hosts.map(({ name, opened }) => ({ name, digest: opened.digest })),
      ...older.map(({ name, opened }) => ({ name: `${name} (an older snapshot)`, digest: opened.digest })),
    ],
  };
};

/** The same facts, the same bytes: toFacts has the keys in order. */
export const factsBytes = (input: Readonly<Record<string, unknown>>): Uint8Array =>
  new TextEncoder().encode(JSON.stringify(input));
