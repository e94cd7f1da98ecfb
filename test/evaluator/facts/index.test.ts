import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { isInputError } from "../../../evaluator/errors.js";
import { type Facts, factsBytes, toFacts } from "../../../evaluator/facts/index.js";
import { projectFolder } from "../../../evaluator/paths.js";
import type { OpenedSnapshot } from "../../../evaluator/snapshot/index.js";
import { record } from "./deployment.js";
import { bare, covered, demanding, findLeaves, type GivenHost, openHost, openSample } from "./hosts/sample-host.js";

const demand = demanding({
  attributes: ["zimbraMtaMyNetworks"],
  localconfig: ["alias_login_enabled"],
  postconf: ["mynetworks"],
  sshd: ["port"],
  units: ["ssh.service"],
});
const make = (snapshots: readonly OpenedSnapshot[], now?: number): Promise<Facts> =>
  toFacts(snapshots, { parameters: {}, demand, ...(now === undefined ? {} : { now }) });

const localconfig = (name: string, urls: string, root = "cn=zimbra"): Record<string, GivenHost["parts"][string]> => ({
  "zm.localconfig@effective": covered(
    `ldap_url = ${urls}\nzimbra_ldap_userdn = uid=zimbra,cn=admins,${root}\nzimbra_server_hostname = ${name}\n`,
  ),
});

const servers = (...names: readonly string[]): Record<string, GivenHost["parts"][string]> => ({
  "zm.server@gas": covered(
    names.map((name) => record(name, { zimbraServiceEnabled: ["mta"], zimbraMtaMyNetworks: "192.0.2.9/32" })).join(""),
  ),
});

const at = (facts: Facts, ...path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (node, key) => (typeof node === "object" && node !== null ? (node as Record<string, unknown>)[key] : undefined),
    facts.input,
  );

test("the time is the newest snapshot's, or the one that was given", async () => {
  const hosts = [
    await openHost({ name: "a", time: "2026-08-01T12:00:00Z", parts: {} }),
    await openHost({ name: "b", time: "2026-08-01T13:00:00Z", parts: {} }),
  ];
  assert.equal(bare(at(await make(hosts), "now") as object), { value: Date.parse("2026-08-01T13:00:00Z") / 1000, from: "command" });
  assert.equal(bare(at(await make(hosts, 5), "now") as object), { value: 5, from: "command" });
  const none = await make([await openHost({ parts: {} })]);
  assert.equal(bare(at(none, "now") as object), { unknown: "the snapshot has no collection time: give --now" });
  const { ev } = at(await make(hosts), "now") as { ev: number };
  assert.equal((await make(hosts)).evidence.entries[ev], {
    host: "b",
    source: "snapshot",
    part: "started_at",
    lines: [],
    note: "taken 2026-08-01T13:00:00Z",
  });
});

test("snapshots more than a day apart are warned of", async () => {
  const of = async (time: string): Promise<readonly string[]> =>
    (
      await make([
        await openHost({ name: "a", time: "2026-08-01T12:00:00Z", parts: localconfig("a", "ldap://l") }),
        await openHost({ name: "b", time, parts: localconfig("b", "ldap://l") }),
      ])
    ).warnings;
  assert.equal(await of("2026-08-02T12:00:00Z"), []);
  assert.equal(await of("2026-08-02T12:00:01Z"), [
    "the snapshots were taken more than 24 hours apart: a 2026-08-01T12:00:00Z, b 2026-08-02T12:00:01Z",
  ]);
});

const merge = async (
  one: Record<string, GivenHost["parts"][string]>,
  other: Record<string, GivenHost["parts"][string]>,
): Promise<readonly string[] | string> => {
  try {
    return (await make([await openHost({ name: "a", parts: one }), await openHost({ name: "b", parts: other })])).warnings;
  } catch (error) {
    if (isInputError(error)) return error.message;
    throw error;
  }
};

test("snapshots of different deployments are not merged", async () => {
  assert.equal(await merge(localconfig("a", "ldap://l1 ldap://l2"), localconfig("b", "ldap://l2 ldap://l1")), []);
  assert.match(
    String(await merge(localconfig("a", "ldap://l1"), localconfig("b", "ldap://l2"))),
    "different deployments: a has cn=zimbra at ldap://l1; b has cn=zimbra at ldap://l2",
  );
  assert.match(String(await merge(localconfig("a", "ldap://l1"), localconfig("b", "ldap://l1", "dc=other"))), "different deployments");
});

test("a host that knows one directory server more is of the same deployment, with a warning", async () => {
  const warnings = await merge(localconfig("a", "ldap://l1"), localconfig("b", "ldap://l1 ldap://l2"));
  assert.equal(warnings, [
    "the hosts have different lists of directory servers: a has cn=zimbra at ldap://l1; b has cn=zimbra at ldap://l1 ldap://l2",
  ]);
});

test("a host that does not say where it belongs is judged with the others, with a warning", async () => {
  const warnings = await merge(localconfig("a", "ldap://l1"), {});
  assert.match(String(warnings), /^b does not say which deployment it belongs to/);
});

test("a server that the directory names and nobody collected is a host of which only the directory tells", async () => {
  const facts = await make([
    await openHost({
      name: "mx1",
      parts: { ...localconfig("mx1.example.com", "ldap://l"), ...servers("mx1.example.com", "mx2.example.com") },
    }),
  ]);
  assert.equal(Object.keys(at(facts, "hosts") as object), ["mx1.example.com", "mx2.example.com"]);
  for (const { path, leaf } of findLeaves(at(facts, "hosts", "mx2.example.com"))) {
    if (path === "roles") assert.equal(leaf["value"], ["mta"]);
    else if (path === "mta_networks") assert.match(String(leaf["unknown"]), "192.0.2.9/32 is cannot be told without the addresses");
    else if (path === "proxy_addresses") assert.equal(leaf["value"], [], "the directory says that it runs no proxy");
    else assert.is(leaf["unknown"], "the host mx2.example.com is named by the directory but was not collected", path);
  }
});

test("a network that the directory gives an MTA which nobody collected is known, whosever its addresses are", async () => {
  const record = (name: string): string => `# name ${name}\nzimbraMtaMyNetworks: 127.0.0.0/8 10.0.0.0/24\nzimbraServiceEnabled: mta\n\n`;
  const parts = { ...localconfig("mx1.example.com", "ldap://l"), "zm.server@gas": record("mx1.example.com") + record("mx2.example.com") };
  const facts = await make([await openHost({ name: "mx1", parts })]);
  const words = (at(facts, "hosts", "mx2.example.com", "mta_networks", "value") as { text: string; kind: string }[]);
  assert.equal(words.map(({ text, kind }) => `${text} ${kind}`), ["127.0.0.0/8 loopback", "10.0.0.0/24 subnet"]);
});

test("hosts have the directory's name, and evidence names them so", async () => {
  const facts = await make([
    await openHost({
      name: "box",
      parts: { ...servers("mail.example.com"), "net.ip@addr": "2: eth0    inet 192.0.2.25/24 scope global eth0\n" },
    }),
  ]);
  assert.equal(Object.keys(at(facts, "hosts") as object), ["mail.example.com"]);
  assert.equal(
    facts.hosts.map(({ name }) => name),
    ["mail.example.com"],
  );
  assert.equal([...new Set(facts.evidence.entries.map(({ host }) => host))], ["mail.example.com"]);
  assert.equal([...new Set(facts.reports.map(({ host }) => host))], ["mail.example.com"]);
});

test("an address in mynetworks is another server's where that one was collected", async () => {
  const kinds = async (...hosts: readonly OpenedSnapshot[]): Promise<unknown> => {
    const leaf = at(await make(hosts), "hosts", "mx1.example.com", "mta_networks") as {
      value?: readonly { kind: string }[];
      unknown?: string;
    };
    return leaf.value?.map(({ kind }) => kind) ?? leaf.unknown;
  };
  const both = servers("mx1.example.com", "mx2.example.com");
  const one = await openHost({
    name: "mx1",
    parts: { ...localconfig("mx1.example.com", "ldap://l"), ...both, "net.ip@addr": "2: eth0    inet 192.0.2.8/24 scope global eth0\n" },
  });
  const other = await openHost({
    name: "mx2",
    parts: { ...localconfig("mx2.example.com", "ldap://l"), "net.ip@addr": "2: eth0    inet 192.0.2.9/24 scope global eth0\n" },
  });
  assert.equal(await kinds(one, other), ["server"]);
  assert.match(String(await kinds(one)), "mx2.example.com");
});

test("of two snapshots of one host the newer counts", async () => {
  const given = (time: string, id: string): Promise<OpenedSnapshot> =>
    openHost({ name: "a", time, parts: { "os.release@os-release": `ID=${id}\n`, ...localconfig("a", "ldap://l") } });
  const [older, newer] = [await given("2026-08-01T12:00:00Z", "old"), await given("2026-08-01T13:00:00Z", "new")];
  for (const snapshots of [
    [older, newer],
    [newer, older],
  ]) {
    const facts = await make(snapshots);
    assert.equal(bare(at(facts, "hosts", "a", "os", "id") as object), { value: "new", from: "file" });
    assert.equal(facts.warnings, ["a is in several snapshots: only the newest counts"]);
    assert.equal(facts.hosts, [
      { name: "a", digest: newer.digest },
      { name: "a (an older snapshot)", digest: older.digest },
    ]);
  }
});

test("the order of the snapshots changes nothing, and the bytes are the same", async () => {
  const hosts = [await openSample(), await openHost({ name: "b", parts: localconfig("b.example.com", "ldap://ldap1.example.com:389") })];
  const [one, other] = [await make(hosts), await make([...hosts].reverse())];
  assert.equal(Buffer.from(factsBytes(one.input)).toString(), Buffer.from(factsBytes(other.input)).toString());
  assert.equal(one.evidence.entries, other.evidence.entries);
  assert.equal(one.reports, other.reports);
  assert.is(JSON.stringify(one.input), Buffer.from(factsBytes(one.input)).toString());
});

test("the whole input follows the schema", async () => {
  const schema = JSON.parse(readFileSync(join(projectFolder, "schemas", "facts.schema.json"), "utf8")) as object;
  const validate = new Ajv({ strict: false }).compile(schema);
  const everything = demanding({ attributes: ["*"], localconfig: ["*"], postconf: ["*"], sshd: ["*"], units: ["*"] });
  const facts = await toFacts([await openSample(servers("mail.example.com", "mx2.example.com"))], {
    parameters: { "1.2": { days: 7 } },
    demand: everything,
  });
  assert.ok(validate(JSON.parse(Buffer.from(factsBytes(facts.input)).toString())), JSON.stringify(validate.errors?.[0]));
  const used = new Set(findEvidence(facts.input));
  assert.ok([...used].every((ev) => facts.evidence.entries[ev] !== undefined));
});

const findEvidence = (node: unknown): readonly number[] =>
  typeof node !== "object" || node === null
    ? []
    : Object.entries(node).flatMap(([key, item]) => (key === "ev" && typeof item === "number" ? [item] : findEvidence(item)));

test.run();
