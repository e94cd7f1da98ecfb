import type { OpenedSnapshot } from "../snapshot/opened.js";
import type { AccountSources } from "./account-facts.js";
import { takeCensus } from "./census.js";
import { type CensusFacts, type CollectionFacts, censusFacts, collectionFacts } from "./collections.js";
import { collectedServers } from "./collected-servers.js";
import { type CosFacts, cosFacts } from "./cos.js";
import { dataSourceFacts } from "./data-sources.js";
import type { Demand } from "./demand.js";
import { type ParseReport, entryOf, readDump, readSplitDump } from "./directory-dump.js";
import { indexDirectory } from "./directory-index.js";
import { type DomainDumps, type DomainFacts, domainFacts } from "./domains.js";
import type { EvidenceTable } from "./evidence.js";
import { type GlobalFacts, globalFacts } from "./global.js";
import { effectiveValue, leafOf } from "./inherit.js";
import type { Leaf } from "./leaf.js";
import { type ServerDumps, type ServerFacts, serverChain, serverFacts, serverNames } from "./servers.js";
import { rolesOf } from "./services.js";

export interface DirectoryFacts {
  readonly servers: Readonly<Record<string, ServerFacts>>;
  readonly domains: Readonly<Record<string, DomainFacts>>;
  readonly cos: Readonly<Record<string, CosFacts>>;
  readonly global: GlobalFacts;
  readonly census: CensusFacts;
  readonly collections: CollectionFacts;
  /** zimbraServiceEnabled of a server, as `servers` has it; unknown for a name that the directory does not have. */
  readonly rolesOf: (serverName: string) => Leaf;
  /** Any effective server attribute, demanded or not, for what is derived from one. */
  readonly serverValue: (serverName: string, attribute: string) => Leaf;
  /** Server names with the snapshot that was taken there. */
  readonly collected: ReadonlyMap<string, OpenedSnapshot>;
  readonly reports: readonly ParseReport[];
  /** What accountBatches needs to go over the accounts one by one. */
  readonly accounts: AccountSources;
}

/**
 * What the directory says, from the snapshots of one deployment. Each host prints the same directory, so that each source
 * is taken from the newest snapshot that has it whole; evidence names the host.
 */
export const directoryFacts = (snapshots: readonly OpenedSnapshot[], evidence: EvidenceTable, demand: Demand): DirectoryFacts => {
  const reports: ParseReport[] = [];
  const globalDump = readDump(snapshots, "zm.global", "gacf", reports, { header: false, nonEmpty: true });
  const global = entryOf(globalDump, "");
  const servers: ServerDumps = {
    view: readDump(snapshots, "zm.server", "gas", reports, { nonEmpty: true }),
    own: readDump(snapshots, "zm.server.own", "gas", reports),
    global,
  };
  const domains: DomainDumps = {
    view: readDump(snapshots, "zm.domain", "gad", reports), own: readSplitDump(snapshots, "zm.domain.own", reports), global,
  };
  const cos = readDump(snapshots, "zm.cos", "gac", reports, { nonEmpty: true });
  const index = indexDirectory(cos, domains);
  const census = takeCensus(snapshots, index, reports, demand.overrides);
  const collected = collectedServers(snapshots, serverNames(servers), servers.view);
  const serverValue = (name: string, attribute: string): Leaf =>
    leafOf(attribute, effectiveValue(attribute, serverChain(name, servers)), evidence, "server");
  const facts = {
    servers: serverFacts(servers, collected, evidence, demand),
    domains: domainFacts(domains, evidence, demand),
    cos: cosFacts({ dump: cos, index, domainsPlace: domains.view.place, census }, evidence, demand),
  };
  return {
    ...facts,
    global: globalFacts(global, evidence, demand),
    census: censusFacts(census, dataSourceFacts(snapshots, reports, evidence), evidence),
    collections: collectionFacts({ servers: servers.view, domains: domains.view, cos, census, snapshots }, evidence),
    rolesOf: (name) => rolesOf(serverValue(name, "zimbraServiceEnabled")),
    serverValue,
    collected: collected.byServer,
    reports,
    accounts: { census, index, global, cos: facts.cos, domains: facts.domains, main: evidence },
  };
};
