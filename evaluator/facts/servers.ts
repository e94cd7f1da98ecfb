import { plain } from "../snapshot/quote.js";
import { type AttributeFacts, attributeFacts, presentInChain, shownAttributes } from "./attribute-facts.js";
import type { CollectedServers } from "./collected-servers.js";
import type { Demand } from "./demand.js";
import { type Dump, entryOf } from "./directory-dump.js";
import type { DirectoryEntry } from "./directory-entry.js";
import type { EvidenceTable } from "./evidence.js";
import { type Chain, effectiveValue, leafOf } from "./inherit.js";
import { type Leaf, known, unknown } from "./leaf.js";
import { evidenceAt } from "./place.js";
import { rolesOf } from "./services.js";
import { sortedObject } from "./sorted-object.js";

export interface ServerFacts {
  readonly services: Leaf;
  readonly collected: Leaf<boolean>;
  readonly attrs: AttributeFacts;
}

export interface ServerDumps {
  readonly view: Dump;
  readonly own: Dump;
  readonly global: DirectoryEntry;
}

/** Where the effective view is not there, the own values name the servers as well. */
export const serverNames = ({ view, own }: ServerDumps): readonly string[] =>
  [...new Set([...view.entries.keys(), ...own.entries.keys()])].sort();

export const serverChain = (name: string, { view, own, global }: ServerDumps): Chain => ({
  level: "server", view: entryOf(view, name), own: entryOf(own, name), global,
});

/** A snapshot that names no server may be any of those that are missing. */
const isCollected = (name: string, hosts: CollectedServers, entry: DirectoryEntry, evidence: EvidenceTable): Leaf<boolean> => {
  const { byServer, nameless } = hosts;
  const add = (note?: string): number => evidence.add(evidenceAt(entry.place, entry.lines, note));
  if (byServer.has(name)) return known(true, "command", add());
  const [first] = nameless;
  if (first === undefined) return known(false, "command", add("no snapshot of this server was given"));
  return unknown(`the snapshot of ${plain(first)} may be of this server: zm.localconfig does not give its zimbra_server_hostname`, add());
};

export const serverFacts = (
  dumps: ServerDumps, hosts: CollectedServers, evidence: EvidenceTable, demand: Demand,
): Record<string, ServerFacts> =>
  sortedObject(serverNames(dumps).map((name) => {
    const chain = serverChain(name, dumps);
    const leaf = (attribute: string): Leaf => leafOf(attribute, effectiveValue(attribute, chain), evidence, "server");
    const facts: ServerFacts = {
      services: rolesOf(leaf("zimbraServiceEnabled")),
      collected: isCollected(name, hosts, dumps.view.entries.get(name) ?? chain.own, evidence),
      attrs: attributeFacts(shownAttributes("server", demand, presentInChain(chain)), leaf),
    };
    return [name, facts] as const;
  }));
