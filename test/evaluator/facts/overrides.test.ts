import { test } from "uvu";
import * as assert from "uvu/assert";
import { bare, build, demandOf, ldif, record } from "./deployment.js";
import type { GivenAccount } from "./deployment.js";

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

test.run();
