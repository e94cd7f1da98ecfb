import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { accountBatches } from "../../../evaluator/facts/account-batches.js";
import { projectFolder } from "../../../evaluator/paths.js";
import { build, demandOf, globalText, ldif, record } from "./deployment.js";

const schema: unknown = JSON.parse(readFileSync(join(projectFolder, "schemas", "facts.schema.json"), "utf8"));
const ajv = new Ajv({ strict: false });
const validate = ajv.compile(schema as object);

test("what comes out follows the facts schema, and what is known has this form", async () => {
  const demand = demandOf("zimbraImapEnabled", "zimbraSmtpSendAddMailer");
  const { facts, evidence } = await build([{ parts: {
    "zm.global@gacf": globalText({ zimbraSmtpSendAddMailer: "FALSE" }),
    "zm.server@gas": record("mail.example.com", { zimbraServiceEnabled: ["mailbox", "mta"] }),
    "zm.domain@gad": record("example.com", { zimbraDomainType: "local" }),
    "zm.cos@gac": record("default", { zimbraImapEnabled: "TRUE" }),
    "zm.accounts@accounts": ldif({ ann: {}, bob: { zimbraIsAdminAccount: "TRUE", zimbraImapEnabled: "FALSE" } }),
  } }], demand);
  const { servers, domains, cos, global, census, collections } = facts;
  const accounts = [...accountBatches(facts.accounts, demand)].flatMap((batch) => batch.accounts);
  const input: unknown = JSON.parse(JSON.stringify({ servers, domains, cos, global, census, collections, accounts }));
  validate(input);
  assert.equal(validate.errors, null);

  const withoutEvidence = (key: string, value: unknown): unknown => (key === "ev" ? undefined : value);
  assert.equal(JSON.parse(JSON.stringify({ servers, domains, cos, global, census, collections }, withoutEvidence)), {
    servers: { "mail.example.com": {
      services: { value: ["mailbox", "mta"], from: "server" }, collected: { value: true, from: "command" }, attrs: {},
    } },
    domains: { "example.com": { alias: { value: false, from: "domain" }, live: { value: true, from: "default" }, own: {}, attrs: {} } },
    cos: { default: {
      id: { value: "id-of-default", from: "cos" }, used: { value: true, from: "command" }, accounts: { value: 2, from: "account" },
      admins: { value: 1, from: "account" },
      domains: { value: ["example.com"], from: "domain" }, attrs: { zimbraImapEnabled: { value: true, from: "cos" } },
    } },
    global: { attrs: { zimbraSmtpSendAddMailer: { value: false, from: "global" } } },
    census: {
      accounts: { value: 2, from: "account" }, admins: { value: 1, from: "account" }, external: { value: 0, from: "account" },
      live: { value: 2, from: "account" },
      data_sources: {
        imap: { unknown: "zm.accounts@datasources was not collected" }, pop3: { unknown: "zm.accounts@datasources was not collected" },
      },
    },
    collections: {
      accounts: { value: true, from: "command" }, cos: { value: true, from: "command" }, domains: { value: true, from: "command" },
      hosts: { value: true, from: "command" }, servers: { value: true, from: "command" },
    },
  });
  const bareEntries = evidence.entries.filter(({ lines, note, part }) => lines.length === 0 && note === undefined && part !== "datasources");
  assert.equal(bareEntries, []);
});

test("nothing collected is nothing known, and still follows the schema", async () => {
  const { facts } = await build([], demandOf("zimbraImapEnabled", "zimbraSmtpSendAddMailer"));
  const { servers, domains, cos, global, census, collections } = facts;
  const input = JSON.parse(JSON.stringify({ servers, domains, cos, global, census, collections })) as Record<string, unknown>;
  validate(input);
  assert.equal(validate.errors, null);
  assert.equal([servers, domains, cos].map((part) => Object.keys(part)), [[], [], []]);
  const { data_sources: dataSources, ...counts } = census;
  const leaves = [collections, counts, dataSources, global.attrs].flatMap((part) => Object.values(part) as object[]);
  for (const leaf of leaves) assert.ok("unknown" in leaf);
});

test.run();
