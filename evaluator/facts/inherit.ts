import { plain } from "../snapshot/quote.js";
import { type EntryKind, attributeNamed } from "./attributes.js";
import { compiledDefault } from "./defaults.js";
import type { DirectoryEntry, Reading } from "./directory-entry.js";
import type { EvidenceTable } from "./evidence.js";
import { type KnownLeaf, type Leaf, known, unknown, unset } from "./leaf.js";
import { evidenceAt } from "./place.js";
import { typedValue } from "./typed.js";

type Level = "server" | "domain";
type From = KnownLeaf<unknown>["from"];

/** A reading, and whose value it is. */
export interface Resolved {
  readonly reading: Reading;
  readonly from: From;
}

/** What an inherited value is taken from. */
export interface Chain {
  readonly level: Level;
  /** The entry with inherited values merged in, as zmprov prints it without -e. */
  readonly view: DirectoryEntry;
  /** Its own values only, where they were collected. */
  readonly own: DirectoryEntry;
  /** The global configuration. */
  readonly global: DirectoryEntry;
}

export const inherits = (attribute: string, level: Level): boolean => {
  const found = attributeNamed(attribute);
  return found !== undefined && (level === "server" ? found.serverInherited : found.domainInherited);
};

/** A list is compared as a set: the directory gives its values in any order. */
const sameValues = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && [...one].sort().join("\0") === [...other].sort().join("\0");

const contradiction = (reading: Reading, own: Reading, attribute: string): Resolved => ({
  reading: {
    kind: "unknown", contested: true, place: reading.place, lines: reading.kind === "absent" ? [] : reading.lines,
    reason: `${reading.place.source} and ${own.place.source} contradict each other about ${attribute}`,
  },
  from: "global",
});

/**
 * The value that counts for a server or domain: its own, else the global one where the attribute's flag says so. A list is
 * replaced as a whole, never merged (Entry.java `getMultiAttr`).
 */
export const effectiveValue = (attribute: string, { level, view, own, global }: Chain): Resolved => {
  const seen = view.read(attribute);
  const mine = own.read(attribute);
  const inherited = inherits(attribute, level);
  if (seen.kind === "unknown") {
    if (seen.contested || mine.kind === "unknown") return { reading: seen, from: level };
    if (mine.kind === "values" || !inherited) return { reading: mine, from: level };
    return { reading: global.read(attribute), from: "global" };
  }
  if (seen.kind === "absent") {
    if (mine.kind === "values") return contradiction(seen, mine, attribute);
    if (!inherited) return { reading: seen, from: level };
    const above = global.read(attribute);
    if (above.kind === "unknown" && view.merged) return { reading: seen, from: level };
    return above.kind === "absent" ? { reading: seen, from: level } : { reading: above, from: "global" };
  }
  if (mine.kind === "values" && !sameValues(mine.values, seen.values)) return contradiction(seen, mine, attribute);
  if (mine.kind === "values") return { reading: seen, from: level };
  if (!inherited) return mine.kind === "absent" ? contradiction(seen, mine, attribute) : { reading: seen, from: level };
  const above = global.read(attribute);
  const equal = above.kind === "values" && sameValues(above.values, seen.values);
  // Without the own values an equal one may be either; it makes no difference to what counts.
  if (equal) return { reading: above, from: "global" };
  return { reading: seen, from: mine.kind === "absent" ? "global" : level };
};

/** An entry's own value, taken from its merged view where its own values were not collected and the difference shows. */
export const ownValue = (attribute: string, { level, view, own, global }: Chain): Resolved => {
  const mine = own.read(attribute);
  if (mine.kind !== "unknown" || mine.contested) return { reading: mine, from: level };
  const seen = view.read(attribute);
  if (seen.kind !== "values" || !inherits(attribute, level)) return { reading: seen, from: level };
  const above = global.read(attribute);
  if (above.kind === "unknown") return { reading: above, from: level };
  if (above.kind === "absent" || !sameValues(above.values, seen.values)) return { reading: seen, from: level };
  const reason = `${plain(view.name)} has the global value of ${attribute}; whether it is also its own is not known: ${mine.reason}`;
  return { reading: { kind: "unknown", contested: false, place: seen.place, lines: seen.lines, reason }, from: level };
};

/** The typed fact. `kind` says whose compiled default applies where nothing is set; without it the fact is then unset. */
export const leafOf = (attribute: string, { reading, from }: Resolved, evidence: EvidenceTable, kind?: EntryKind): Leaf => {
  const { place } = reading;
  if (reading.kind === "unknown") return unknown(reading.reason, evidence.add(evidenceAt(place, reading.lines)));
  if (reading.kind === "absent") {
    const note = `no ${attribute} line in a complete record`;
    const value = kind === undefined ? undefined : compiledDefault(attribute, kind);
    if (value === undefined) return unset(evidence.add(evidenceAt(place, [], note)));
    return known(value, "default", evidence.add(evidenceAt(place, [], `${note}: Zimbra's code then uses ${String(value)}`)));
  }
  const typed = typedValue(attributeNamed(attribute), reading.values);
  const ev = evidence.add(evidenceAt(place, reading.lines));
  return typed.ok ? known(typed.value, from, ev) : unknown(`${attribute}: ${typed.reason}`, ev);
};
