import { test } from "uvu";
import * as assert from "uvu/assert";
import { bare, build, demandOf, globalText, record, shown } from "./deployment.js";

const CRAWLERS = "zimbraMailKeepOutWebCrawlers";

test("of two hosts the newest whole dump counts, and evidence names its host", async () => {
  const old = { name: "a.example.com", time: "2026-08-01T10:00:00Z", parts: { "zm.global@gacf": globalText({ [CRAWLERS]: "FALSE" }) } };
  const newer = { name: "b.example.com", time: "2026-08-01T11:00:00Z", parts: { "zm.global@gacf": globalText({ [CRAWLERS]: "TRUE" }) } };
  const cut = { state: "timeout", text: "zimbraMailKeepOutWebCrawlers: FALSE\n" };
  const broken = { name: "c.example.com", time: "2026-08-01T12:00:00Z", parts: { "zm.global@gacf": cut } };
  for (const hosts of [[old, newer, broken], [broken, newer, old]]) {
    const built = await build(hosts, demandOf(CRAWLERS));
    assert.equal(bare(built.facts.global.attrs[CRAWLERS]), { value: true, from: "global" });
    assert.match(JSON.stringify(shown(built, built.facts.global.attrs[CRAWLERS])), '"host":"b.example.com"');
    assert.equal(built.facts.reports.map(({ host, source, outcome }) => `${host} ${source} ${outcome}`), ["b.example.com zm.global ok"]);
  }
});

test("hosts are all named where the directory is whole, also those that were not collected", async () => {
  const gas = record("mbx1.example.com") + record("proxy1.example.com") + record("mta1.example.com");
  const hosts = [
    { name: "mbx1", parts: { "zm.server@gas": gas } },
    { name: "machine7.hoster.example", parts: { "zm.localconfig@effective": "zimbra_server_hostname = proxy1.example.com\n" } },
  ];
  const two = await build(hosts, demandOf());
  assert.equal(bare(two.facts.collections.hosts), { value: true, from: "command" });
  assert.equal(bare(two.facts.collections.servers), { value: true, from: "command" });
  assert.equal(Object.entries(two.facts.servers).map(([name, { collected }]) => [name, bare(collected)]), [
    ["mbx1.example.com", { value: true, from: "command" }], ["mta1.example.com", { value: false, from: "command" }],
    ["proxy1.example.com", { value: true, from: "command" }],
  ]);
  const three = await build([...hosts, { name: "mta1.example.com", parts: {} }], demandOf());
  assert.equal(bare(three.facts.collections.hosts), { value: true, from: "command" });
});

test("the only server of a directory is the host that printed it, whatever the folder is called", async () => {
  const alone = await build([{ name: "server_name_differs.pass", parts: { "zm.server@gas": record("mail.example.com") } }], demandOf());
  assert.equal([...alone.facts.collected.keys()], ["mail.example.com"]);
  const other = await build([{ name: "x", parts: {
    "zm.server@gas": record("mail.example.com"), "zm.localconfig@effective": "zimbra_server_hostname = old.example.com\n",
  } }], demandOf());
  assert.equal([...other.facts.collected.keys()], []);
});

test("a server is not known to be missing while a snapshot may be its own", async () => {
  const gas = record("mbx1.example.com") + record("mbx2.example.com");
  const hosts = [{ name: "mbx1", parts: { "zm.server@gas": gas } }, { name: "node17.hoster.example", parts: {} }];
  const { facts } = await build(hosts, demandOf());
  assert.equal(bare(facts.servers["mbx1.example.com"]?.collected), { value: true, from: "command" });
  const collected = JSON.stringify(facts.servers["mbx2.example.com"]?.collected);
  assert.match(collected, '"unknown":"the snapshot of node17.hoster.example may be of this server');
});

test("without Zimbra anywhere the hosts are those that were collected; with a directory that is missing they are not known", async () => {
  const absent = { state: "absent", reason: "/opt/zimbra does not exist" } as const;
  const plain = await build([{ name: "ssh.example.com", parts: { "zm.server@gas": absent } }], demandOf());
  assert.equal(bare(plain.facts.collections.hosts), { value: true, from: "command" });
  assert.ok("unknown" in plain.facts.collections.servers);
  const skipped = await build([{ name: "ssh.example.com", parts: { "zm.server@gas": { state: "skipped", reason: "not asked for" } } }], demandOf());
  assert.ok("unknown" in skipped.facts.collections.hosts);
});

test.run();
