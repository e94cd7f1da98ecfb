import { domainToASCII } from "node:url";
import type { Dump } from "./directory-dump.js";
import type { Reading } from "./directory-entry.js";
import { type DomainDumps, domainChain, domainNames } from "./domains.js";
import { effectiveValue } from "./inherit.js";

/** Names are printed as Unicode by SOAP and as punycode by `zmprov -l` and LDAP. */
export const normaliseDomain = (name: string): string => domainToASCII(name) || name.toLowerCase();

/** The class of service that a rule picks, empty where there is none; `why` says what is missing where it cannot be told. */
export type CosChoice = { readonly name: string } | { readonly why: string };

/** What accounts take from their domain. */
export interface AccountDomain {
  readonly name: string;
  /** Its status leaves the accounts' own status in force; undefined where it is not known. */
  readonly open: boolean | undefined;
  readonly cos: CosChoice;
  readonly externalCos: CosChoice;
  /** What the two choices were read from. */
  readonly cosReading: Reading;
  readonly externalCosReading: Reading;
}

export interface DirectoryIndex {
  readonly domains: ReadonlyMap<string, AccountDomain>;
  readonly domainsGap: string | undefined;
  /** The class of service with this zimbraId; "dangling" where there is certainly none. */
  readonly cosById: (id: string) => CosChoice | "dangling";
  readonly defaultCos: CosChoice;
  readonly defaultExternalCos: CosChoice;
}

const isOpen = (status: Reading): boolean | undefined => {
  if (status.kind === "absent") return true;
  if (status.kind === "unknown" || status.values.length !== 1) return undefined;
  const [word = ""] = status.values;
  if (word === "active") return true;
  return ["locked", "maintenance", "suspended", "shutdown", "closed"].includes(word) ? false : undefined;
};

const indexCos = (dump: Dump): Pick<DirectoryIndex, "cosById" | "defaultCos" | "defaultExternalCos"> => {
  const names = new Map<string, string>();
  let gap = dump.gap;
  for (const entry of dump.entries.values()) {
    const id = entry.read("zimbraId");
    const [value] = id.kind === "values" ? id.values : [];
    if (value === undefined) gap ??= id.kind === "unknown" ? id.reason : `a class of service in ${dump.place.source} has no zimbraId`;
    else names.set(value.toLowerCase(), entry.name);
  }
  const named = (name: string): CosChoice => {
    if (dump.entries.has(name)) return { name };
    return dump.gap === undefined ? { name: "" } : { why: dump.gap };
  };
  return {
    cosById: (id) => {
      const name = names.get(id.toLowerCase());
      if (name !== undefined) return { name };
      return gap === undefined ? "dangling" : { why: gap };
    },
    defaultCos: named("default"),
    defaultExternalCos: named("defaultExternal"),
  };
};

/** Provisioning.java `getCOS`: an id that no class of service has is skipped like one that is not set. */
const choose = (reading: Reading, cosById: DirectoryIndex["cosById"], otherwise: CosChoice): CosChoice => {
  if (reading.kind === "unknown") return { why: reading.reason };
  const [id] = reading.kind === "values" ? reading.values : [];
  const found = id === undefined ? "dangling" : cosById(id);
  return found === "dangling" ? otherwise : found;
};

export const indexDirectory = (cos: Dump, domains: DomainDumps): DirectoryIndex => {
  const classes = indexCos(cos);
  const found = new Map<string, AccountDomain>();
  for (const name of domainNames(domains)) {
    const chain = domainChain(name, domains);
    const read = (attribute: string): Reading => effectiveValue(attribute, chain).reading;
    const [internal, external] = [read("zimbraDomainDefaultCOSId"), read("zimbraDomainDefaultExternalUserCOSId")];
    found.set(normaliseDomain(name), {
      name,
      open: isOpen(read("zimbraDomainStatus")),
      cos: choose(internal, classes.cosById, classes.defaultCos),
      externalCos: choose(external, classes.cosById, classes.defaultExternalCos),
      cosReading: internal,
      externalCosReading: external,
    });
  }
  return { ...classes, domains: found, domainsGap: domains.view.gap };
};
