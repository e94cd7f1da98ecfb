import type { LdifEntry } from "../sources/ldif.js";
import { type AccountDomain, type CosChoice, type DirectoryIndex, normaliseDomain } from "./directory-index.js";
import { type AccountName, accountName } from "./account-name.js";

/**
 * A conclusion about one account, in three values. `leans` are attributes whose absence it relies on: whether they were asked
 * for is known for certain only at the end of the export.
 */
export interface Verdict<T> {
  readonly value: T | undefined;
  readonly leans: readonly string[];
  /** Why there is no value. */
  readonly why: string;
}

export interface AccountVerdicts extends AccountName {
  readonly live: Verdict<boolean>;
  readonly admin: Verdict<boolean>;
  readonly external: Verdict<boolean>;
  readonly system: Verdict<boolean>;
  /** Name of the class of service. */
  readonly cos: Verdict<string>;
  readonly ownCos: boolean;
}

/** What the verdicts read; the LDIF reader spells them so. */
export const VERDICT_ATTRIBUTES = [
  "zimbraAccountStatus", "zimbraCOSId", "zimbraIsAdminAccount", "zimbraIsDomainAdminAccount", "zimbraIsExternalVirtualAccount",
  "zimbraIsSystemAccount", "zimbraIsSystemResource",
] as const;
type VerdictAttribute = (typeof VERDICT_ATTRIBUTES)[number];

const certain = <T>(value: T, leans: readonly string[] = []): Verdict<T> => ({ value, leans, why: "" });
const undecided = (why: string): Verdict<never> => ({ value: undefined, leans: [], why });

/** Empty: the attribute is not there. Undefined: it is, and cannot be read. */
const oneValue = (entry: LdifEntry, name: VerdictAttribute): string | undefined => {
  if (entry.problems.some(({ attribute }) => attribute === undefined || attribute === name.toLowerCase())) return undefined;
  const values = entry.attrs.get(name) ?? [];
  return values.length > 1 ? undefined : (values[0] ?? "");
};

/** One list a name, shared by all accounts. */
const LEANS: ReadonlyMap<string, readonly string[]> = new Map(VERDICT_ATTRIBUTES.map((name) => [name, [name]]));

const leansOn = (name: VerdictAttribute): readonly string[] => LEANS.get(name) ?? [name];

const readFlag = (entry: LdifEntry, name: VerdictAttribute): Verdict<boolean> => {
  const value = oneValue(entry, name);
  if (value === "") return certain(false, leansOn(name));
  const upper = value?.toUpperCase();
  return upper === "TRUE" || upper === "FALSE" ? certain(upper === "TRUE") : undecided(`${name} of an account is malformed`);
};

const isTrue = (verdict: Verdict<boolean>): boolean => verdict.value === true;

const either = (one: Verdict<boolean>, other: Verdict<boolean>): Verdict<boolean> => {
  if (isTrue(one)) return one;
  if (isTrue(other)) return other;
  if (one.value === undefined) return one;
  return other.value === undefined ? other : certain(false, [...one.leans, ...other.leans]);
};

const DEAD = new Set(["maintenance", "locked", "closed", "pending"]);

type MaybeDomain = AccountDomain | undefined;

/**
 * Account.java `getAccountStatus`: active and lockout can log in; the domain's status lies on top, but not for global
 * administrators.
 */
const judgeLive = (entry: LdifEntry, admin: Verdict<boolean>, domain: MaybeDomain, gap: string | undefined): Verdict<boolean> => {
  const status = oneValue(entry, "zimbraAccountStatus");
  if (status === undefined || status === "") return undecided("zimbraAccountStatus of an account is missing or malformed");
  if (DEAD.has(status)) return certain(false);
  if (status !== "active" && status !== "lockout") return undecided("zimbraAccountStatus of an account has an unknown value");
  const open = domain ? domain.open : gap === undefined ? true : undefined;
  if (open === true) return certain(true);
  const closed = open === false ? certain(false) : undecided(domain ? `the status of the domain ${domain.name} is not known` : (gap ?? ""));
  if (admin.value === undefined) return open === false ? undecided(admin.why) : closed;
  if (!admin.value) return { ...closed, leans: admin.leans };
  const domainAdmin = readFlag(entry, "zimbraIsDomainAdminAccount");
  if (domainAdmin.value === undefined) return undecided(domainAdmin.why);
  return domainAdmin.value ? closed : certain(true, domainAdmin.leans);
};

const choice = (chosen: CosChoice, missing: readonly string[]): Verdict<string> =>
  "name" in chosen ? certain(chosen.name, missing) : undecided(chosen.why);

/** Provisioning.java `getCOS`. `gap` says why a domain that is not here may exist all the same. */
const judgeCos = (
  entry: LdifEntry, external: Verdict<boolean>, domain: MaybeDomain, gap: string | undefined, index: DirectoryIndex,
): Verdict<string> => {
  const id = oneValue(entry, "zimbraCOSId");
  if (id === undefined) return undecided("zimbraCOSId of an account is malformed");
  const own = id === "" ? "dangling" : index.cosById(id);
  if (own !== "dangling") return choice(own, []);
  if (!domain && gap !== undefined) return undecided(gap);
  const internal = domain?.cos ?? index.defaultCos;
  const outside = domain?.externalCos ?? index.defaultExternalCos;
  const missing = id === "" ? leansOn("zimbraCOSId") : [];
  if ("name" in internal && "name" in outside && internal.name === outside.name) return choice(internal, missing);
  if (external.value === undefined) return undecided(external.why);
  return choice(external.value ? outside : internal, [...missing, ...external.leans]);
};

export const judgeAccount = (entry: LdifEntry, index: DirectoryIndex): AccountVerdicts => {
  const { name, domain: domainName } = accountName(entry.dn);
  const homeless = domainName === "";
  const domain = homeless ? undefined : index.domains.get(domainName) ?? index.domains.get(normaliseDomain(domainName));
  const admin = readFlag(entry, "zimbraIsAdminAccount");
  const external = readFlag(entry, "zimbraIsExternalVirtualAccount");
  const gap = homeless ? undefined : index.domainsGap;
  return {
    name, domain: domain?.name ?? domainName, admin, external,
    cos: judgeCos(entry, external, domain, gap, index),
    live: judgeLive(entry, admin, domain, gap),
    // The accounts of services stand under cn=zimbra, outside of any domain.
    system: homeless ? certain(true) : either(readFlag(entry, "zimbraIsSystemAccount"), readFlag(entry, "zimbraIsSystemResource")),
    ownCos: entry.attrs.has("zimbraCOSId"),
  };
};

/** The conclusion once it is known what the export was asked for. */
export const settle = <T>(verdict: Verdict<T>, asked: (name: string) => boolean): Verdict<T> => {
  const missing = verdict.value === undefined ? undefined : verdict.leans.find((name) => !asked(name));
  return missing === undefined ? verdict : undecided(`zm.accounts does not show that ${missing} was asked for`);
};
