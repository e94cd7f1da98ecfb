import { type AttributeFacts, attributeFacts, presentInChain, shownAttributes } from "./attribute-facts.js";
import type { Demand } from "./demand.js";
import { type Dump, entryOf } from "./directory-dump.js";
import type { DirectoryEntry } from "./directory-entry.js";
import type { EvidenceTable } from "./evidence.js";
import { type Chain, effectiveValue, leafOf, ownValue } from "./inherit.js";
import { type Leaf, isKnown, isUnknown, known, unknown } from "./leaf.js";
import { sortedObject } from "./sorted-object.js";

export interface DomainFacts {
  readonly alias: Leaf<boolean>;
  readonly live: Leaf<boolean>;
  readonly own: AttributeFacts;
  readonly attrs: AttributeFacts;
}

export interface DomainDumps {
  readonly view: Dump;
  readonly own: Dump;
  readonly global: DirectoryEntry;
}

export const domainNames = ({ view, own }: DomainDumps): readonly string[] =>
  [...new Set([...view.entries.keys(), ...own.entries.keys()])].sort();

export const domainChain = (name: string, { view, own, global }: DomainDumps): Chain => ({
  level: "domain", view: entryOf(view, name), own: entryOf(own, name), global,
});

const LIVE = new Set(["active", "locked", "maintenance"]);
const DEAD = new Set(["suspended", "shutdown", "closed"]);

const isAlias = (type: Leaf): Leaf<boolean> => {
  if (isUnknown(type)) return type;
  return isKnown(type) ? known(type.value === "alias", "domain", type.ev) : known(false, "default", type.ev);
};

/** An account of a locked domain or of one under maintenance is let in again with one change; the domain still matters. */
const isLive = (alias: Leaf<boolean>, status: Leaf): Leaf<boolean> => {
  if (isKnown(alias) && alias.value) return known(false, "domain", alias.ev);
  const word = isKnown(status) ? status.value : undefined;
  if (isKnown(status) && typeof word === "string" && DEAD.has(word)) return known(false, status.from, status.ev);
  if (isUnknown(alias)) return alias;
  if (isUnknown(status)) return status;
  if (!isKnown(status)) return known(true, "default", status.ev);
  if (typeof word === "string" && LIVE.has(word)) return known(true, status.from, status.ev);
  return unknown("zimbraDomainStatus has a value that is not known", status.ev);
};

export const domainFacts = (dumps: DomainDumps, evidence: EvidenceTable, demand: Demand): Record<string, DomainFacts> =>
  sortedObject(domainNames(dumps).map((name) => {
    const chain = domainChain(name, dumps);
    const leaf = (attribute: string): Leaf => leafOf(attribute, effectiveValue(attribute, chain), evidence, "domain");
    const names = shownAttributes("domain", demand, presentInChain(chain));
    const alias = isAlias(leaf("zimbraDomainType"));
    const facts: DomainFacts = {
      alias,
      live: isLive(alias, leaf("zimbraDomainStatus")),
      own: attributeFacts(names, (attribute) => leafOf(attribute, ownValue(attribute, chain), evidence)),
      attrs: attributeFacts(names, leaf),
    };
    return [name, facts] as const;
  }));
