import { plain } from "../snapshot/quote.js";
import type { LdifEntry } from "../sources/ldif.js";
import { type Verdict, judgeAccount, settle } from "./account-verdicts.js";
import { type AttributeFacts, attributeFacts } from "./attribute-facts.js";
import { attributeNamed } from "./attributes.js";
import type { AccountCensus } from "./census.js";
import type { CosFacts } from "./cos.js";
import { compiledDefault } from "./defaults.js";
import type { DirectoryEntry } from "./directory-entry.js";
import type { DirectoryIndex } from "./directory-index.js";
import type { DomainFacts } from "./domains.js";
import type { EvidenceTable } from "./evidence.js";
import { type Leaf, isUnknown, known, unknown, unset } from "./leaf.js";
import { evidenceAt } from "./place.js";
import { typedValue } from "./typed.js";

export interface AccountSources {
  readonly census: AccountCensus;
  readonly index: DirectoryIndex;
  readonly global: DirectoryEntry;
  readonly cos: Readonly<Record<string, CosFacts>>;
  readonly domains: Readonly<Record<string, DomainFacts>>;
  /** The table that the leaves of `cos` and `domains` point into. */
  readonly main: EvidenceTable;
}

export interface AccountFacts {
  readonly name: string;
  readonly domain: string;
  readonly cos: Leaf<string>;
  readonly live: Leaf<boolean>;
  readonly system: Leaf<boolean>;
  readonly external: Leaf<boolean>;
  readonly admin: Leaf<boolean>;
  readonly own: AttributeFacts;
  readonly effective: AttributeFacts;
}

/** Numbers of evidence that many accounts of a batch share: looking one up costs more than all else of a fact. */
export interface BatchEvidence {
  readonly table: EvidenceTable;
  readonly carried: Map<number, number>;
  readonly absent: Map<string, number>;
}

/** Log-on times and the like may live in SSDB; what LDAP has of them is then old or nothing (Entry.java `getEphemeralAttrs`). */
export const ephemeralGap = (global: DirectoryEntry): string | undefined => {
  const backend = global.read("zimbraEphemeralBackendURL");
  if (backend.kind === "unknown") return `whether LDAP has it is not known: ${backend.reason}`;
  if (backend.kind === "absent" || backend.values.every((url) => url.startsWith("ldap:"))) return undefined;
  return `it is kept in ${plain(backend.values.join(" "))}, and LDAP has an old value or none`;
};

const isUnreadable = ({ problems }: LdifEntry, name: string): boolean =>
  problems.some(({ attribute }) => attribute === undefined || attribute === name.toLowerCase());

type LeafOf = (name: string) => Leaf;

const ownLeaves = (entry: LdifEntry, sources: AccountSources, ev: number, { table, absent }: BatchEvidence): LeafOf => (name) => {
  const { census, global } = sources;
  const attribute = attributeNamed(name);
  if (isUnreadable(entry, name)) return unknown(`${name} of this account cannot be read`, ev);
  const hidden = attribute?.ephemeral === true ? ephemeralGap(global) : undefined;
  if (hidden !== undefined) return unknown(`${name}: ${hidden}`, ev);
  const values = entry.attrs.get(name);
  if (values) {
    const typed = typedValue(attribute, values);
    return typed.ok ? known(typed.value, "account", ev) : unknown(`${name}: ${typed.reason}`, ev);
  }
  if (!census.asked(name)) return unknown(`zm.accounts does not show that ${name} was asked for`, ev);
  const shared = absent.get(name) ?? table.add(evidenceAt(census.place, [], `no ${name} line in an entry of which it was asked for`));
  absent.set(name, shared);
  return unset(shared);
};

interface Above {
  readonly sources: AccountSources;
  readonly domain: string;
  readonly cos: Verdict<string>;
  readonly ev: number;
  readonly evidence: BatchEvidence;
}

/** What an account has of its class, or of its domain where the class says nothing; undefined where nothing says anything. */
const inheritedLeaf = (name: string, { sources, domain, cos, ev, evidence }: Above): Leaf | undefined => {
  const attribute = attributeNamed(name);
  const carry = (leaf: Leaf): Leaf => {
    const proof = sources.main.entries[leaf.ev];
    const number = evidence.carried.get(leaf.ev) ?? (proof ? evidence.table.add(proof) : leaf.ev);
    evidence.carried.set(leaf.ev, number);
    return { ...leaf, ev: number };
  };
  if (attribute?.accountInherited !== true && attribute?.accountCosDomainInherited !== true) return undefined;
  if (cos.value === undefined) return unknown(cos.why, ev);
  const fromCos = sources.cos[cos.value]?.attrs[name];
  if (fromCos && (!("from" in fromCos) || fromCos.from !== "unset" || !attribute.accountCosDomainInherited)) return carry(fromCos);
  if (!attribute.accountCosDomainInherited || domain === "") return undefined;
  const fromDomain = sources.domains[domain]?.attrs[name];
  return fromDomain ? carry(fromDomain) : unknown(sources.index.domainsGap ?? `zm.domain has no record of ${plain(domain)}`, ev);
};

/** One account: account over class of service, over domain where the attribute's flag says so. */
export const readAccount = (entry: LdifEntry, sources: AccountSources, names: readonly string[], evidence: BatchEvidence): AccountFacts => {
  const { census, index } = sources;
  const verdicts = judgeAccount(entry, index);
  const ev = evidence.table.add(evidenceAt(census.place, [entry.lines]));
  const leaf = <T>(verdict: Verdict<T>, from: "account" | "domain" = "account"): Leaf<T> => {
    const { value, why } = settle(verdict, census.asked);
    return value === undefined ? unknown(why, ev) : known(value, from, ev);
  };
  const cos = settle(verdicts.cos, census.asked);
  const own = attributeFacts(names, ownLeaves(entry, sources, ev, evidence));
  const effective = (name: string): Leaf => {
    const mine = own[name];
    if (!mine) return unknown(`${name} was not read`, ev);
    if (isUnknown(mine) || mine.from !== "unset") return mine;
    const above = inheritedLeaf(name, { sources, domain: verdicts.domain, cos, ev, evidence });
    const value = above ? undefined : compiledDefault(name, "account");
    return above ?? (value === undefined ? mine : known(value, "default", mine.ev));
  };
  return {
    name: verdicts.name,
    domain: verdicts.domain,
    cos: cos.value === "" ? unset(ev) : leaf(verdicts.cos, verdicts.ownCos ? "account" : "domain"),
    live: leaf(verdicts.live),
    system: leaf(verdicts.system),
    external: leaf(verdicts.external),
    admin: leaf(verdicts.admin),
    own,
    effective: attributeFacts(names, effective),
  };
};
