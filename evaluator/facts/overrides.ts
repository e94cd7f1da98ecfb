import type { LdifEntry } from "../sources/ldif.js";
import { excerpt, type LineRange } from "../sources/lines.js";
import type { AskedColumns } from "./account-entries.js";
import { type AccountVerdicts, type Verdict, settle } from "./account-verdicts.js";
import { attributeNamed } from "./attributes.js";
import type { EvidenceTable } from "./evidence.js";
import { type Leaf, known, unknown } from "./leaf.js";
import { type Place, evidenceAt } from "./place.js";
import { sortedObject } from "./sorted-object.js";
import { type Scalar, typedValue } from "./typed.js";

/** One value that live accounts set for themselves, over their class of service. System accounts are left out. */
export interface Override {
  readonly value: Scalar | readonly Scalar[];
  readonly accounts: number;
  /** How many of them are global administrators. */
  readonly admins: number;
  /** Name of the first in the export. */
  readonly first: string;
}

interface Tally {
  readonly texts: readonly string[];
  readonly verdicts: Pick<AccountVerdicts, "live" | "admin" | "system">;
  readonly first: LineRange;
  readonly name: string;
  size: number;
}

/** More values of one attribute than this are somebody's free text, and not counted. */
const mostValues = 2000;

/** Whose values: those of all accounts, or of global administrators alone. */
export type Whose = "everybody" | "administrators";

export interface OverrideSource {
  readonly place: Place;
  readonly gap: string | undefined;
  readonly asked: AskedColumns;
}

export type OverrideLeaves = Readonly<Record<string, Leaf<readonly Override[]>>>;

export interface OverrideCount {
  take(entry: LdifEntry, verdicts: AccountVerdicts): void;
  leaves(source: OverrideSource, whose: Whose, evidence: EvidenceTable): OverrideLeaves;
}

const verdictKey = ({ value, leans, why }: Verdict<boolean>): string => `${String(value)}\t${leans.join()}\t${why}`;

interface Counted { readonly attribute: string; readonly tallies: Iterable<Tally>; readonly whose: Whose }

const leafOf = ({ attribute, tallies, whose }: Counted, { place, asked }: OverrideSource, evidence: EvidenceTable): Leaf<readonly Override[]> => {
  const found = new Map<string, { value: Scalar | readonly Scalar[]; accounts: number; admins: number; first: string; lines: LineRange }>();
  for (const { texts, verdicts, first, name, size } of tallies) {
    const live = settle(verdicts.live, asked.has);
    const system = settle(verdicts.system, asked.has);
    const admin = settle(verdicts.admin, asked.has);
    if (live.value === false || system.value === true || (whose === "administrators" && admin.value === false)) continue;
    const doubt = [live, system].find(({ value }) => value === undefined);
    if (doubt) return unknown(`${attribute} of ${size} account${size === 1 ? "" : "s"}: ${doubt.why}`, evidence.add(evidenceAt(place, [first])));
    const typed = typedValue(attributeNamed(attribute), texts);
    if (!typed.ok) return unknown(`${attribute} of the account ${excerpt(name)}: ${typed.reason}`, evidence.add(evidenceAt(place, [first])));
    if (admin.value === undefined) return unknown(`${attribute} of ${size} account${size === 1 ? "" : "s"}: ${admin.why}`, evidence.add(evidenceAt(place, [first])));
    const key = JSON.stringify(typed.value);
    const have = found.get(key) ?? { value: typed.value, accounts: 0, admins: 0, first: name, lines: first };
    found.set(key, { ...have, accounts: have.accounts + size, admins: have.admins + (admin.value ? size : 0) });
  }
  const list = [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
  const ev = evidence.add(evidenceAt(place, list.slice(0, 5).map(({ lines }) => lines), list.length === 0 ? `no live ${whose === "everybody" ? "account" : "administrator"} has a ${attribute} of its own` : `the first account of each value of ${attribute}`));
  return known(list.map(({ lines: _, ...one }) => one), "account", ev);
};

/** Counts, in the census' one pass, which values accounts set for themselves. */
export const countOverrides = (attributes: ReadonlySet<string>): OverrideCount => {
  const tallies = new Map([...attributes].map((name) => [name, new Map<string, Tally>()]));
  return {
    take(entry, verdicts) {
      for (const [name, of] of tallies) {
        const texts = entry.attrs.get(name);
        if (texts === undefined || texts.length === 0) continue;
        const key = [...[verdicts.live, verdicts.admin, verdicts.system].map(verdictKey), ...texts].join("\n");
        const have = of.get(key);
        if (have) have.size++;
        else if (of.size <= mostValues) of.set(key, { texts, verdicts: { live: verdicts.live, admin: verdicts.admin, system: verdicts.system }, first: entry.lines, name: verdicts.name, size: 1 });
      }
    },
    leaves: (source, whose, evidence) => sortedObject(new Map([...tallies].map(([name, of]) => {
      const { place, gap, asked } = source;
      const why = gap ?? (asked.has(name) ? of.size > mostValues ? `${name} has more than ${mostValues} different values` : undefined : `${name} was not among the attributes asked for`);
      return [name, why === undefined ? leafOf({ attribute: name, tallies: of.values(), whose }, source, evidence) : unknown(why, evidence.add(evidenceAt(place, [])))] as const;
    }))),
  };
};
