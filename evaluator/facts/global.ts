import { type AttributeFacts, attributeFacts, shownAttributes } from "./attribute-facts.js";
import type { Demand } from "./demand.js";
import type { DirectoryEntry } from "./directory-entry.js";
import type { EvidenceTable } from "./evidence.js";
import { leafOf } from "./inherit.js";

export interface GlobalFacts {
  readonly attrs: AttributeFacts;
}

export const globalFacts = (entry: DirectoryEntry, evidence: EvidenceTable, demand: Demand): GlobalFacts => ({
  attrs: attributeFacts(shownAttributes("globalConfig", demand, entry.present),
    (name) => leafOf(name, { reading: entry.read(name), from: "global" }, evidence, "globalConfig")),
});
