import { type OpenedSnapshot, partOf } from "../snapshot/opened.js";
import type { AccountCensus, Count } from "./census.js";
import type { DataSourceFacts } from "./data-sources.js";
import type { Dump } from "./directory-dump.js";
import type { EvidenceTable } from "./evidence.js";
import { type Leaf, known, unknown } from "./leaf.js";
import type { Override } from "./overrides.js";
import { type Place, evidenceAt } from "./place.js";

export interface CollectionFacts {
  readonly accounts: Leaf<boolean>;
  readonly cos: Leaf<boolean>;
  readonly domains: Leaf<boolean>;
  readonly hosts: Leaf<boolean>;
  readonly servers: Leaf<boolean>;
}

export interface CensusFacts {
  readonly accounts: Leaf<number>;
  readonly admins: Leaf<number>;
  readonly data_sources: DataSourceFacts;
  readonly external: Leaf<number>;
  readonly live: Leaf<number>;
  /** Only where somebody asks for one. */
  readonly overrides?: Readonly<Record<string, Leaf<readonly Override[]>>>;
}

export interface CollectionSources {
  readonly servers: Dump;
  readonly domains: Dump;
  readonly cos: Dump;
  readonly census: AccountCensus;
  readonly snapshots: readonly OpenedSnapshot[];
}

/** No host has Zimbra, so that no directory could name another one. */
const isWithoutZimbra = (snapshots: readonly OpenedSnapshot[]): boolean => snapshots.length > 0 && snapshots.every((opened) => {
  const part = partOf(opened, "zm.server", "gas");
  return part?.state === "absent" && /\/opt\/zimbra does not exist/.test(part.reason ?? "");
});

export const collectionFacts = ({ servers, domains, cos, census, snapshots }: CollectionSources, evidence: EvidenceTable): CollectionFacts => {
  const complete = (place: Place, gap: string | undefined): Leaf<boolean> => {
    const ev = evidence.add(evidenceAt(place, [], gap === undefined ? "the output is whole" : undefined));
    return gap === undefined ? known(true, "command", ev) : unknown(gap, ev);
  };
  return {
    accounts: complete(census.place, census.gap),
    cos: complete(cos.place, cos.gap),
    domains: complete(domains.place, domains.gap),
    // Hosts that were not collected are listed by name, with everything of them unknown: what counts is that all are named.
    hosts: complete(servers.place, isWithoutZimbra(snapshots) ? undefined : servers.gap),
    servers: complete(servers.place, servers.gap),
  };
};

export const censusFacts = (
  { place, gap, accounts, live, admins, external, overrides, columns }: AccountCensus,
  dataSources: DataSourceFacts,
  evidence: EvidenceTable,
): CensusFacts => {
  const leaf = ({ certain, doubtful, why, first }: Count): Leaf<number> => {
    const ev = evidence.add(evidenceAt(place, first ? [first] : [], "counted over the whole export, the first one shown"));
    if (gap !== undefined) return unknown(gap, ev);
    return doubtful > 0 ? unknown(`${doubtful} accounts are undecided: ${why}`, ev) : known(certain, "account", ev);
  };
  const own = overrides.leaves(place, gap, columns, evidence);
  return {
    accounts: leaf(accounts), admins: leaf(admins), data_sources: dataSources, external: leaf(external), live: leaf(live),
    ...(Object.keys(own).length > 0 ? { overrides: own } : {}),
  };
};
