import { type AttributeFacts, attributeFacts, shownAttributes } from "./attribute-facts.js";
import type { AccountCensus, Count } from "./census.js";
import type { Demand } from "./demand.js";
import type { Dump } from "./directory-dump.js";
import type { DirectoryEntry, Reading } from "./directory-entry.js";
import type { AccountDomain, CosChoice, DirectoryIndex } from "./directory-index.js";
import type { Evidence, EvidenceTable } from "./evidence.js";
import { leafOf } from "./inherit.js";
import { type Leaf, known, unknown } from "./leaf.js";
import { type Place, evidenceAt } from "./place.js";
import { sortedObject } from "./sorted-object.js";

export interface CosFacts {
  readonly id: Leaf;
  readonly used: Leaf<boolean>;
  readonly accounts: Leaf<number>;
  readonly admins: Leaf<number>;
  readonly domains: Leaf<readonly string[]>;
  readonly attrs: AttributeFacts;
}

export interface CosSources {
  readonly dump: Dump;
  readonly index: DirectoryIndex;
  readonly domainsPlace: Place;
  readonly census: AccountCensus;
}

const EVIDENCE_DOMAINS = 20;

/** The domains whose accounts get this class, for one class of service each. */
interface DomainsByCos {
  readonly byCos: ReadonlyMap<string, readonly AccountDomain[]>;
  /** Why a class may be a default of more domains than it shows. */
  readonly gap: string | undefined;
}

const groupDomains = ({ domains, domainsGap }: DirectoryIndex): DomainsByCos => {
  const byCos = new Map<string, AccountDomain[]>();
  let gap = domainsGap;
  const put = (choice: CosChoice, domain: AccountDomain): void => {
    if ("why" in choice) {
      gap ??= choice.why;
      return;
    }
    const have = byCos.get(choice.name);
    if (!have) byCos.set(choice.name, [domain]);
    else if (have.at(-1) !== domain) have.push(domain);
  };
  for (const domain of domains.values()) {
    put(domain.cos, domain);
    put(domain.externalCos, domain);
  }
  return { byCos, gap };
};

interface CosCount {
  readonly certain: number;
  readonly doubt: string | undefined;
  readonly first: Count["first"];
}

const countOf = (count: Count | undefined, homeless: Count, gap: string | undefined): CosCount => {
  const doubtful = (count?.doubtful ?? 0) + homeless.doubtful;
  const why = count !== undefined && count.doubtful > 0 ? count.why : homeless.why;
  const doubt = gap ?? (doubtful > 0 ? `${doubtful} accounts are undecided: ${why}` : undefined);
  return { certain: count?.certain ?? 0, doubt, first: count?.first };
};

const isChoice = (choice: CosChoice, name: string): boolean => "name" in choice && choice.name === name;

const namingReadings = (name: string, { cos, externalCos, cosReading, externalCosReading }: AccountDomain): readonly Reading[] => {
  const readings = [...(isChoice(cos, name) ? [cosReading] : []), ...(isChoice(externalCos, name) ? [externalCosReading] : [])];
  return readings.filter(({ kind }) => kind === "values");
};

/** One piece of evidence has one part: of domains' own values it is that of the first. */
const proveDefaults = (naming: readonly Reading[], otherwise: Place): Evidence => {
  const [first] = naming;
  if (!first) return evidenceAt(otherwise, [], "no domain names it as its default");
  const lines = naming.flatMap((reading) => (reading.kind === "values" && reading.place === first.place ? reading.lines : []));
  return evidenceAt(first.place, lines);
};

const oneCos = (entry: DirectoryEntry, defaults: DomainsByCos, sources: CosSources, evidence: EvidenceTable, demand: Demand): CosFacts => {
  const { byCos, gap } = defaults;
  const { census, domainsPlace } = sources;
  const { administrators } = census;
  const domains = byCos.get(entry.name) ?? [];
  const naming = domains.slice(0, EVIDENCE_DOMAINS).flatMap((domain) => namingReadings(entry.name, domain));
  const domainsEv = evidence.add(proveDefaults(naming, domainsPlace));
  const members = countOf(census.byCos.get(entry.name), census.homeless, census.gap);
  const { certain, doubt } = members;
  const prove = ({ first }: CosCount, nobody: string, place = census.place): number =>
    evidence.add(evidenceAt(place, first ? [first] : [], first ? undefined : `no ${nobody} resolves to it`));
  const accountsEv = prove(members, "live account");
  const counted = (count: CosCount, ev: number): Leaf<number> =>
    count.doubt === undefined ? known(count.certain, "account", ev) : unknown(count.doubt, ev);
  const admins = countOf(administrators.adminsByCos.get(entry.name), administrators.homelessAdmins, administrators.gap);
  const isUsed = (): Leaf<boolean> => {
    const always = entry.name === "default" || entry.name === "defaultExternal";
    if (always) return known(true, "command", evidence.add(evidenceAt(entry.place, entry.lines)));
    if (domains.length > 0) return known(true, "domain", domainsEv);
    if (certain > 0) return known(true, "account", accountsEv);
    if (gap !== undefined) return unknown(gap, domainsEv);
    return doubt === undefined ? known(false, "account", accountsEv) : unknown(doubt, accountsEv);
  };
  const leaf = (name: string): Leaf => leafOf(name, { reading: entry.read(name), from: "cos" }, evidence, "cos");
  return {
    id: leaf("zimbraId"),
    used: isUsed(),
    accounts: counted(members, accountsEv),
    admins: counted(admins, prove(admins, "live administrator", administrators.place)),
    domains: gap === undefined ? known(domains.map(({ name }) => name).sort(), "domain", domainsEv) : unknown(gap, domainsEv),
    attrs: attributeFacts(shownAttributes("cos", demand, entry.present), leaf),
  };
};

export const cosFacts = (sources: CosSources, evidence: EvidenceTable, demand: Demand): Record<string, CosFacts> => {
  const domains = groupDomains(sources.index);
  const factsOf = (entry: DirectoryEntry): CosFacts => oneCos(entry, domains, sources, evidence, demand);
  return sortedObject([...sources.dump.entries.values()].map((entry) => [entry.name, factsOf(entry)] as const));
};
