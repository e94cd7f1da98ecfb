import { test } from "uvu";
import * as assert from "uvu/assert";
import { accountBatches } from "../../../evaluator/facts/account-batches.js";
import { accountName } from "../../../evaluator/facts/account-name.js";
import { type Leaf, isUnknown } from "../../../evaluator/facts/leaf.js";
import type { Built, GivenAccount, GivenPart } from "./deployment.js";
import { bare, build, demandOf, filtered, globalText, ldif, record } from "./deployment.js";

const IMAP = "zimbraImapEnabled";
const cos = record("default", { zimbraId: "id-default", [IMAP]: "FALSE" })
  + record("defaultExternal", { zimbraId: "id-external", [IMAP]: "FALSE" })
  + record("staff", { zimbraId: "ID-STAFF", [IMAP]: "TRUE" })
  + record("guests", { zimbraId: "id-guests" })
  + record("__proto__", { zimbraId: "id-proto" });

const domainsText = record("example.com", { zimbraDomainStatus: "active", zimbraDomainType: "local" });

const deploy = (accounts: string | GivenPart, more: Readonly<Record<string, string>> = {}): Promise<Built> => {
  const directory = { "zm.global@gacf": globalText(), "zm.domain@gad": domainsText, "zm.cos@gac": cos };
  return build([{ parts: { ...directory, "zm.accounts@accounts": accounts, ...more } }], demandOf(IMAP));
};
const deployAccounts = (accounts: Readonly<Record<string, GivenAccount>>, more: Readonly<Record<string, string>> = {}): Promise<Built> =>
  deploy(ldif(accounts), more);

const valueOf = (leaf: Leaf): unknown => ("value" in leaf ? leaf.value : "unknown" in leaf ? leaf.unknown : "unset");
const used = ({ facts }: Built): Record<string, unknown> =>
  Object.fromEntries(Object.entries(facts.cos).map(([name, { used: leaf }]) => [name, isUnknown(leaf) ? "?" : valueOf(leaf)]));
const counts = ({ facts }: Built): Record<string, unknown> =>
  Object.fromEntries((["accounts", "admins", "external", "live"] as const).map((name) => [name, valueOf(facts.census[name])]));

test("a class is used by a live account, and case of an id means nothing", async () => {
  const built = await deployAccounts({
    ann: { zimbraCOSId: "id-staff" }, bob: {}, cat: { zimbraCOSId: "id-guests", zimbraAccountStatus: "closed" },
  });
  const { staff, guests, default: plain, defaultExternal } = used(built);
  assert.equal([staff, guests, plain, defaultExternal], [true, false, true, true]);
  assert.equal(bare(built.facts.cos.staff?.accounts), { value: 1, from: "account" });
  assert.equal(bare(built.facts.cos.default?.accounts), { value: 1, from: "account" });
  assert.equal(bare(built.facts.cos.guests?.accounts), { value: 0, from: "account" });
  assert.equal(bare(built.facts.cos.default?.domains), { value: ["example.com"], from: "domain" });
  assert.equal(counts(built), { accounts: 3, admins: 0, external: 0, live: 2 });
});

test("administrators are counted by class; one who cannot log in is none, nor is a service", async () => {
  const admin = { zimbraIsAdminAccount: "TRUE" };
  const built = await deployAccounts({
    ann: { ...admin, zimbraCOSId: "id-staff" }, bob: { ...admin, zimbraAccountStatus: "closed", zimbraCOSId: "id-staff" }, cat: {},
    nginx: { ...admin, dn: "uid=zmnginx,cn=appaccts,cn=zimbra" },
  });
  assert.equal(bare(built.facts.cos.staff?.admins), { value: 1, from: "account" });
  assert.equal(bare(built.facts.cos.default?.admins), { value: 0, from: "account" });
  assert.equal(counts(built).admins, 1);
});

test("a class named __proto__ is harmless", async () => {
  const built = await deployAccounts({ ann: { zimbraCOSId: "id-proto" } });
  assert.equal(Object.keys(built.facts.cos), ["__proto__", "default", "defaultExternal", "guests", "staff"]);
  assert.is(({} as Record<string, unknown>).used, undefined);
  assert.equal(bare(JSON.parse(JSON.stringify(built.facts.cos))["__proto__"].used), { value: true, from: "account" });
});

test("a dangling zimbraCOSId falls back to the domain's default, a dangling default to the class default", async () => {
  const text = record("example.com", { zimbraDomainDefaultCOSId: "id-staff" }) + record("b.example", { zimbraDomainDefaultCOSId: "gone" });
  const domains = { "zm.domain@gad": text };
  const built = await deployAccounts({
    ann: { zimbraCOSId: "no-such-id" }, bob: { dn: "uid=bob,ou=people,dc=b,dc=example", zimbraCOSId: "no-such-id" },
  }, domains);
  assert.equal(bare(built.facts.cos.staff?.accounts), { value: 1, from: "account" });
  assert.equal(bare(built.facts.cos.default?.accounts), { value: 1, from: "account" });
  assert.equal(bare(built.facts.cos.staff?.domains), { value: ["example.com"], from: "domain" });
  assert.equal(bare(built.facts.cos.default?.domains), { value: ["b.example"], from: "domain" });
});

test("external accounts take the external default", async () => {
  const external = { zimbraIsExternalVirtualAccount: "TRUE" };
  const built = await deployAccounts({ ann: external, bob: { dn: "uid=bob,ou=people,dc=b,dc=example", ...external } },
    { "zm.domain@gad": `${domainsText}${record("b.example", { zimbraDomainDefaultExternalUserCOSId: "id-guests" })}` });
  assert.equal(bare(built.facts.cos.defaultExternal?.accounts), { value: 1, from: "account" });
  assert.equal(bare(built.facts.cos.guests?.accounts), { value: 1, from: "account" });
  assert.is(counts(built).external, 2);
});

test("a domain's default class is used without any account evidence; others are unknown", async () => {
  const built = await build([{ parts: {
    "zm.domain@gad": record("example.com", { zimbraDomainDefaultCOSId: "id-staff" }), "zm.cos@gac": cos,
  } }], demandOf(IMAP));
  assert.equal([used(built).staff, used(built).default, used(built).guests], [true, true, "?"]);
  assert.equal(bare(built.facts.cos.guests?.used), { unknown: "zm.accounts was not collected" });
});

test("without whole domain evidence an unused class is not known to be unused", async () => {
  const built = await deployAccounts({ ann: {} }, { "zm.domain@gad": filtered("example.com", { zimbraDomainStatus: "active" }) });
  assert.is(used(built).guests, "?");
});

test("locked, pending, maintenance and closed accounts are not live, lockout is", async () => {
  const states = ["active", "lockout", "locked", "pending", "maintenance", "closed"];
  const built = await deployAccounts(Object.fromEntries(states.map((status) => [status, { zimbraAccountStatus: status }])));
  assert.is(counts(built).live, 2);
});

test("a locked domain locks its accounts but not its global administrators", async () => {
  const accounts = {
    user: {}, admin: { zimbraIsAdminAccount: "TRUE" }, domainadmin: { zimbraIsAdminAccount: "TRUE", zimbraIsDomainAdminAccount: "TRUE" },
    closed: { zimbraIsAdminAccount: "TRUE", zimbraAccountStatus: "closed" }, delegated: { zimbraIsDelegatedAdminAccount: "TRUE" },
  };
  for (const status of ["locked", "maintenance", "suspended", "shutdown", "closed"]) {
    const built = await deployAccounts(accounts, { "zm.domain@gad": record("example.com", { zimbraDomainStatus: status }) });
    assert.equal(counts(built), { accounts: 5, admins: 1, external: 0, live: 1 }, status);
  }
});

test("services' own accounts are no administrators", async () => {
  const admin = { zimbraIsAdminAccount: "TRUE" };
  const built = await deployAccounts({ zimbra: { dn: "uid=zimbra,cn=admins,cn=zimbra", ...admin }, admin });
  assert.is(counts(built).admins, 1);
});

test("a value that is printed FALSE is no flag, a malformed one leaves the count open", async () => {
  const built = await deployAccounts({ a: { zimbraIsAdminAccount: "FALSE" }, b: { zimbraIsAdminAccount: "yes" } });
  assert.is(counts(built).admins, "1 accounts are undecided: zimbraIsAdminAccount of an account is malformed");
  assert.is(counts(built).live, 2);
});

test("an attribute that nobody asked for proves nothing by its absence", async () => {
  const asked = "zimbraAccountStatus zimbraCOSId zimbraIsAdminAccount zimbraIsExternalVirtualAccount";
  assert.is(counts(await deploy(ldif({ a: {} }, asked))).admins, 0);
  const built = await deploy(ldif({ a: {} }, "zimbraAccountStatus"));
  assert.is(counts(built).admins, "1 accounts are undecided: zm.accounts does not show that zimbraIsAdminAccount was asked for");
  assert.is(counts(built).live, 1);
  assert.is(used(built).guests, "?");
  const covered = await deploy({ text: ldif({ a: {} }, "zimbraAccountStatus"), covers: asked.split(" ") });
  assert.is(counts(covered).admins, 0);
});

test("one account that has an attribute shows that it was asked for", async () => {
  const built = await deploy(ldif({ a: { zimbraIsAdminAccount: "TRUE" }, b: {} }, "zimbraAccountStatus"));
  assert.is(counts(built).admins, 1);
});

test("an export that was cut gives lower bounds only, and not its last entry", async () => {
  const text = ldif({ a: { zimbraCOSId: "id-staff" }, b: { zimbraCOSId: "id-guests" } });
  const built = await deploy({ text, state: "truncated", reason: "1 GiB" });
  assert.equal([used(built).staff, used(built).guests], [true, "?"]);
  assert.match(String(counts(built).accounts), "zm.accounts is truncated");
  assert.equal(bare(built.facts.collections.accounts), { unknown: "zm.accounts is truncated: 1 GiB" });
});

test("a damaged export gives nothing", async () => {
  const built = await deploy({ text: ldif({ a: { zimbraCOSId: "id-staff" } }), sha256: "0".repeat(64) });
  assert.is(used(built).staff, "?");
  assert.match(JSON.stringify(built.facts.collections.accounts), '"unknown":"zm.accounts is damaged');
  assert.equal([...accountBatches(built.facts.accounts, demandOf(IMAP))], []);
});

test("a line between entries may have been an account, a broken value is missing in its own entry only", async () => {
  const lost = await deploy(`${ldif({ a: {} })}zimbraAccountStatus: active\n\n`);
  assert.match(String(counts(lost).accounts), "outside of any entry");
  const broken = await deploy(`${ldif({ a: {} })}dn: uid=b,dc=example,dc=com\nzimbraAccountStatus: active\ndisplayName:: !!!!\n\n`);
  assert.equal(counts(broken), { accounts: 2, admins: 0, external: 0, live: 2 });
  assert.is(broken.facts.reports.find(({ source }) => source === "zm.accounts")?.outcome, "partial");
  const status = await deploy(`${ldif({ a: {} })}dn: uid=b,dc=example,dc=com\nzimbraAccountStatus:: !!!!\n\n`);
  assert.match(String(counts(status).live), "1 accounts are undecided");
});

test("an account of a domain that is not known may be live or not", async () => {
  const accounts = ldif({ a: {}, b: { zimbraAccountStatus: "closed" } });
  const built = await build([{ parts: { "zm.cos@gac": cos, "zm.accounts@accounts": accounts } }], demandOf(IMAP));
  assert.match(String(counts(built).live), "1 accounts are undecided: zm.domain was not collected");
  assert.is(counts(built).accounts, 2);
});

test("a domain in punycode is the domain that SOAP prints in Unicode", async () => {
  const domains = record("bücher.example", { zimbraDomainStatus: "closed" });
  const built = await deployAccounts({ a: { dn: "uid=a,ou=people,dc=xn--bcher-kva,dc=example" } }, { "zm.domain@gad": domains });
  assert.is(counts(built).live, 0);
});

test("names come from where the account stands", () => {
  assert.equal(accountName("uid=ann,ou=people,dc=Example,dc=com"), { name: "ann@example.com", domain: "example.com" });
  assert.equal(accountName("uid=a\\,b\\2Bc\\C3\\A9,ou=people,dc=example,dc=com"), { name: "a,b+cé@example.com", domain: "example.com" });
  assert.equal(accountName("uid=zimbra,cn=admins,cn=zimbra"), { name: "zimbra", domain: "" });
  assert.equal(accountName("\\"), { name: "\\", domain: "" });
});

test("batches: own over class over domain, with the evidence of each", async () => {
  const SHARING = "zimbraPublicSharingEnabled";
  const demand = demandOf(IMAP, SHARING, "zimbraLastLogonTimestamp", "zimbraAuthTokenLifetime");
  const built = await build([{ parts: {
    "zm.global@gacf": globalText(), "zm.cos@gac": cos, "zm.domain@gad": record("example.com", { [SHARING]: "FALSE" }),
    "zm.accounts@accounts": ldif({
      ann: { zimbraCOSId: "id-staff" }, cat: { [IMAP]: "1" },
      bob: { [IMAP]: "TRUE", zimbraIsSystemResource: "TRUE", zimbraLastLogonTimestamp: "20260101000000.000Z" },
    }),
  } }], demand);
  const [batch, ...more] = accountBatches(built.facts.accounts, demand);
  assert.is(more.length, 0);
  const [ann, cat, bob] = batch?.accounts ?? [];
  assert.equal([ann?.name, ann?.domain], ["ann@example.com", "example.com"]);
  assert.equal(bare(ann?.cos), { value: "staff", from: "account" });
  assert.equal(bare(bob?.cos), { value: "default", from: "domain" });
  assert.equal([bare(ann?.system), bare(bob?.system)], [{ value: false, from: "account" }, { value: true, from: "account" }]);
  assert.equal(bare(ann?.own[IMAP]), { from: "unset" });
  assert.equal(bare(ann?.effective[IMAP]), { value: true, from: "cos" });
  assert.is(batch?.evidence.entries[ann?.effective[IMAP]?.ev ?? -1]?.source, "zm.cos");
  assert.equal(bare(bob?.effective[IMAP]), { value: true, from: "account" });
  assert.equal(bare(ann?.effective[SHARING]), { value: false, from: "domain" });
  assert.equal(bare(ann?.effective.zimbraAuthTokenLifetime), { value: 43200, from: "default" });
  assert.equal(bare(bob?.own.zimbraLastLogonTimestamp), { value: Date.UTC(2026, 0, 1) / 1000, from: "account" });
  assert.match(JSON.stringify(cat?.effective[IMAP]), "is no boolean");
});

test("a log-on time of an SSDB backend is not in LDAP", async () => {
  const demand = demandOf("zimbraLastLogonTimestamp");
  const global = globalText({ zimbraEphemeralBackendURL: "ssdb:10.0.0.5:8888" });
  const built = await deployAccounts({ ann: { zimbraLastLogonTimestamp: "20200101000000Z" }, bob: {} }, { "zm.global@gacf": global });
  const [batch] = accountBatches(built.facts.accounts, demand);
  for (const account of batch?.accounts ?? []) assert.match(JSON.stringify(account.own.zimbraLastLogonTimestamp), "ssdb:10.0.0.5:8888");
});

test("a class's value hides the domain's", async () => {
  const SHARING = "zimbraPublicSharingEnabled";
  const demand = demandOf(SHARING);
  const built = await build([{ parts: {
    "zm.global@gacf": globalText(), "zm.cos@gac": record("default", { [SHARING]: "TRUE" }) + record("defaultExternal"),
    "zm.domain@gad": record("example.com", { [SHARING]: "FALSE" }), "zm.accounts@accounts": ldif({ ann: {} }),
  } }], demand);
  const [batch] = accountBatches(built.facts.accounts, demand);
  assert.equal(bare(batch?.accounts[0]?.effective[SHARING]), { value: true, from: "cos" });
});

test("batches have a thousand accounts at most", async () => {
  const text = ldif(Object.fromEntries(Array.from({ length: 2001 }, (_, number) => [`u${number}`, {}])));
  const built = await deploy(text);
  assert.equal([...accountBatches(built.facts.accounts, demandOf(IMAP))].map(({ accounts }) => accounts.length), [1000, 1000, 1]);
  assert.is(counts(built).accounts, 2001);
});

test.run();
