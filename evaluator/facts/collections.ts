import { type OpenedSnapshot, partOf } from "../snapshot/opened.js";
import type { AccountCensus, Count } from "./census.js";
import type { DataSourceFacts } from "./data-sources.js";
import type { Dump } from "./directory-dump.js";
import type { EvidenceTable } from "./evidence.js";
import { type Leaf, known, unknown } from "./leaf.js";
import type { OverrideLeaves } from "./overrides.js";
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
  readonly overrides?: OverrideLeaves;
  readonly admin_overrides?: OverrideLeaves;
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
  { place, gap, accounts, live, external, overrides, columns, administrators }: AccountCensus,
  dataSources: DataSourceFacts,
  evidence: EvidenceTable,
): CensusFacts => {
  type From = Pick<AccountCensus, "place" | "gap">;
  const leaf = ({ certain, doubtful, why, first }: Count, from: From = { place, gap }): Leaf<number> => {
    const ev = evidence.add(evidenceAt(from.place, first ? [first] : [], "counted over the whole export, the first one shown"));
    if (from.gap !== undefined) return unknown(from.gap, ev);
    return doubtful > 0 ? unknown(`${doubtful} accounts are undecided: ${why}`, ev) : known(certain, "account", ev);
  };
  const own = overrides.leaves({ place, gap, asked: columns }, "everybody", evidence);
  const ofAdmins = administrators.overrides.leaves({ ...administrators, asked: administrators.columns }, "administrators", evidence);
  return {
    accounts: leaf(accounts), admins: leaf(administrators.admins, administrators), data_sources: dataSources, external: leaf(external), live: leaf(live),
    ...(Object.keys(own).length > 0 ? { overrides: own, admin_overrides: ofAdmins } : {}),
  };
};
