import { test } from "uvu";
import * as assert from "uvu/assert";
import { bare, build, demandOf, ldif, record } from "./deployment.js";
import type { GivenAccount, GivenPart } from "./deployment.js";

const attribute = "zimbraAuthTokenLifetime";
const wanted = { ...demandOf(), overrides: new Set([attribute]) };

const overrides = async (accounts: Readonly<Record<string, GivenAccount>>, asked = "ALL"): Promise<unknown> => {
  const parts = { "zm.accounts@accounts": ldif(accounts, asked), "zm.domain@gad": record("example.com", { zimbraDomainStatus: "active" }) };
  const { facts } = await build([{ name: "mail.example.com", parts }], wanted);
  return bare(facts.census.overrides?.[attribute]);
};

test("values are typed, and accounts that agree are counted together", async () => {
  assert.equal(await overrides({ a: { [attribute]: "7d" }, b: { [attribute]: "7d", zimbraIsAdminAccount: "TRUE" }, c: { [attribute]: "3600" }, d: {} }), {
    value: [{ value: 3600, accounts: 1, admins: 0, first: "c@example.com" }, { value: 604800, accounts: 2, admins: 1, first: "a@example.com" }], from: "account",
  });
});
test("nobody has a value of their own: a list that is known to be empty", async () => {
  assert.equal(await overrides({ a: {} }), { value: [], from: "account" });
});
test("accounts that cannot log in, and system accounts, do not count", async () => {
  assert.equal(await overrides({ a: { [attribute]: "7d", zimbraAccountStatus: "closed" }, b: { [attribute]: "7d", zimbraIsSystemAccount: "TRUE" }, c: {} }), { value: [], from: "account" });
});
test("a value that is no duration makes the list unknown, and says whose it is", async () => {
  assert.match(JSON.stringify(await overrides({ a: { [attribute]: "2 days" } })), /unknown.*a@example\.com/);
});
test("an attribute that was not asked for proves nothing", async () => {
  assert.match(JSON.stringify(await overrides({ a: {} }, "zimbraAccountStatus zimbraIsAdminAccount zimbraIsSystemAccount")), /unknown.*not among the attributes asked for/);
});
test("an account of which it is not known whether it is live makes the list unknown", async () => {
  assert.match(JSON.stringify(await overrides({ a: { [attribute]: "7d", zimbraAccountStatus: "odd" } })), /unknown/);
});

const withAdmins = async (parts: Readonly<Record<string, string | GivenPart>>) => {
  const cos = record("default", { zimbraId: "id-default" }) + record("staff", { zimbraId: "id-staff" });
  const { facts } = await build([{ parts: { "zm.domain@gad": record("example.com", { zimbraDomainStatus: "active" }), "zm.cos@gac": cos, ...parts } }], wanted);
  const { census } = facts;
  return {
    admins: bare(census.admins), live: bare(census.live), accounts: bare(facts.collections.accounts),
    staff: bare(facts.cos.staff?.admins), used: bare(facts.cos.staff?.used),
    everybody: bare(census.overrides?.[attribute]), administrators: bare(census.admin_overrides?.[attribute]),
  };
};
const admin = { zimbraIsAdminAccount: "TRUE", zimbraCOSId: "id-staff" };
const skipped = { state: "skipped", reason: "--accounts=census" };

test("of administrators alone, whoever else has a value or a broken one", async () => {
  const found = await withAdmins({ "zm.accounts@accounts": ldif({
    a: { [attribute]: "2 days" }, b: { ...admin, [attribute]: "7d" }, c: { [attribute]: "7d" }, d: { zimbraIsDelegatedAdminAccount: "TRUE", [attribute]: "1h" },
  }) });
  assert.equal(found.administrators, { value: [{ value: 604800, accounts: 1, admins: 1, first: "b@example.com" }], from: "account" });
  assert.match(JSON.stringify(found.everybody), /unknown/);
});
test("the administrators come from their own export where there is no other, and nothing else does", async () => {
  const found = await withAdmins({
    "zm.accounts@accounts": skipped,
    "zm.accounts@admins": ldif({ a: { ...admin, [attribute]: "7d" }, b: { zimbraIsDelegatedAdminAccount: "TRUE", [attribute]: "1h" } }),
  });
  assert.equal(found.admins, { value: 1, from: "account" });
  assert.equal(found.staff, { value: 1, from: "account" });
  assert.equal(found.administrators, { value: [{ value: 604800, accounts: 1, admins: 1, first: "a@example.com" }], from: "account" });
  for (const leaf of [found.live, found.accounts, found.everybody]) assert.equal(leaf, { unknown: "zm.accounts is skipped: --accounts=census" });
});
test("a whole export of all accounts is what counts", async () => {
  const found = await withAdmins({ "zm.accounts@accounts": ldif({ a: admin, b: admin }), "zm.accounts@admins": ldif({ a: admin }) });
  assert.equal(found.admins, { value: 2, from: "account" });
});
test("an export of the administrators that is empty, cut off or filtered proves nothing", async () => {
  const read = async (part: string | GivenPart) => withAdmins({ "zm.accounts@accounts": skipped, "zm.accounts@admins": part });
  for (const text of ["", "# nobody\n"]) {
    assert.equal((await read(text)).admins, { unknown: "zm.accounts@admins is empty, and a directory never is" });
  }
  assert.equal((await read({ text: ldif({ a: admin }), state: "truncated" })).admins, { unknown: "zm.accounts is skipped: --accounts=census" });
  assert.match(JSON.stringify((await read(ldif({ a: admin }, "zimbraIsAdminAccount"))).administrators), /unknown/);
});

test.run();
