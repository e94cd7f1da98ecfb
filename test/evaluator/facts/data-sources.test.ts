import { test } from "uvu";
import * as assert from "uvu/assert";
import { bare, build, demandOf } from "./deployment.js";

const count = async (text: string | undefined): Promise<unknown> => {
  const parts = text === undefined ? {} : { "zm.accounts@datasources": text };
  const { facts } = await build([{ name: "mail.example.com", parts }], demandOf());
  const { imap, pop3 } = facts.census.data_sources;
  return [bare(imap), bare(pop3)];
};

const entry = (name: string, type: string): string =>
  `dn: zimbraDataSourceName=${name},uid=joe,ou=people,dc=example,dc=com\nobjectClass: zimbraDataSource\n${type === "" ? "" : `zimbraDataSourceType: ${type}\n`}\n`;

test("external accounts are counted by protocol; calendars and feeds are none", async () => {
  const text = entry("a", "imap") + entry("b", "IMAP") + entry("c", "pop3") + entry("d", "cal") + entry("e", "rss");
  assert.equal(await count(text), [{ value: 2, from: "account" }, { value: 1, from: "account" }]);
  assert.equal(await count(""), [{ value: 0, from: "account" }, { value: 0, from: "account" }]);
});

test("an export that is not there or cannot be read counts nothing", async () => {
  assert.match(JSON.stringify(await count(undefined)), "was not collected");
  assert.match(JSON.stringify(await count(entry("a", ""))), "without zimbraDataSourceType");
  assert.match(JSON.stringify(await count("ERROR: what\n")), "unknown");
});

test.run();
