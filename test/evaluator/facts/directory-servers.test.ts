import { test } from "uvu";
import * as assert from "uvu/assert";
import { bare, build, demandOf, filtered, globalText, record, shown } from "./deployment.js";

const NETWORKS = "zimbraMtaMyNetworks";
const CRAWLERS = "zimbraMailKeepOutWebCrawlers";

test("an override FALSE on one server over a global TRUE counts on that server only", async () => {
  const built = await build([{ parts: {
    "zm.global@gacf": globalText({ [CRAWLERS]: "TRUE" }),
    "zm.server@gas": record("mbx1.example.com", { [CRAWLERS]: "TRUE" }) + record("mbx2.example.com", { [CRAWLERS]: "FALSE" }),
    "zm.server.own@gas": record("mbx1.example.com") + record("mbx2.example.com", { [CRAWLERS]: "FALSE" }),
  } }], demandOf(CRAWLERS));
  const { servers } = built.facts;
  assert.equal(Object.keys(servers), ["mbx1.example.com", "mbx2.example.com"]);
  assert.equal(bare(servers["mbx1.example.com"]?.attrs[CRAWLERS]), { value: true, from: "global" });
  assert.equal(bare(servers["mbx2.example.com"]?.attrs[CRAWLERS]), { value: false, from: "server" });
  assert.equal(bare(built.facts.global.attrs[CRAWLERS]), { value: true, from: "global" });
});

test("an inherited value is proved by the global line and nothing else", async () => {
  const built = await build([{ parts: {
    "zm.global@gacf": "cn: config\nzimbraMailKeepOutWebCrawlers: TRUE\n",
    "zm.server@gas": record("mail.example.com", { [CRAWLERS]: "TRUE" }),
  } }], demandOf(CRAWLERS));
  assert.equal(shown(built, built.facts.servers["mail.example.com"]?.attrs[CRAWLERS]), {
    value: true, from: "global", evidence: { host: "mail.example.com", source: "zm.global", part: "gacf", lines: [[2, 2]] },
  });
});

test("without own values a different value is the server's", async () => {
  const { facts } = await build([{ parts: {
    "zm.global@gacf": globalText({ [CRAWLERS]: "TRUE" }), "zm.server@gas": record("mail.example.com", { [CRAWLERS]: "FALSE" }),
  } }], demandOf(CRAWLERS));
  assert.equal(bare(facts.servers["mail.example.com"]?.attrs[CRAWLERS]), { value: false, from: "server" });
});

test("an own value that equals the global one is the server's where own values were collected", async () => {
  const { facts } = await build([{ parts: {
    "zm.global@gacf": globalText({ [CRAWLERS]: "TRUE" }),
    "zm.server@gas": record("mail.example.com", { [CRAWLERS]: "TRUE" }),
    "zm.server.own@gas": filtered("mail.example.com", { [CRAWLERS]: "TRUE" }),
  } }], demandOf(CRAWLERS));
  assert.equal(bare(facts.servers["mail.example.com"]?.attrs[CRAWLERS]), { value: true, from: "server" });
});

test("a list is replaced as a whole, and every one of its lines is evidence", async () => {
  const built = await build([{ parts: {
    "zm.global@gacf": globalText({ [NETWORKS]: ["127.0.0.0/8", "10.0.0.0/8"] }),
    "zm.server@gas": filtered("mail.example.com", { [NETWORKS]: ["127.0.0.0/8", "192.168.0.0/16"] }),
  } }], demandOf(NETWORKS));
  assert.equal(shown(built, built.facts.servers["mail.example.com"]?.attrs[NETWORKS]), {
    value: ["127.0.0.0/8", "192.168.0.0/16"], from: "server",
    evidence: { host: "mail.example.com", source: "zm.server", part: "gas", lines: [[2, 3]] },
  });
});

test("a list in another order is the same list", async () => {
  const { facts } = await build([{ parts: {
    "zm.global@gacf": globalText({ [NETWORKS]: ["127.0.0.0/8", "[::1]/128"] }),
    "zm.server@gas": record("mail.example.com", { [NETWORKS]: ["[::1]/128", "127.0.0.0/8"] }),
  } }], demandOf(NETWORKS));
  assert.equal(bare(facts.servers["mail.example.com"]?.attrs[NETWORKS]), { value: ["127.0.0.0/8", "[::1]/128"], from: "global" });
});

test("a global value counts for a server that prints own values only", async () => {
  const { facts } = await build([{ parts: {
    "zm.global@gacf": globalText({ [CRAWLERS]: "TRUE" }), "zm.server@gas": record("mail.example.com"),
  } }], demandOf(CRAWLERS));
  assert.equal(bare(facts.servers["mail.example.com"]?.attrs[CRAWLERS]), { value: true, from: "global" });
});

test("a global value that no flag hands down stays where it is", async () => {
  const { facts } = await build([{ parts: {
    "zm.global@gacf": globalText({ zimbraServiceInstalled: "mta" }), "zm.server@gas": record("mail.example.com"),
  } }], demandOf("zimbraServiceInstalled"));
  assert.equal(bare(facts.servers["mail.example.com"]?.attrs.zimbraServiceInstalled), { from: "unset" });
});

test("set nowhere in complete records: the compiled default, or known absence", async () => {
  const parts = { "zm.global@gacf": globalText(), "zm.server@gas": record("mail.example.com") };
  const built = await build([{ parts }], demandOf(NETWORKS, CRAWLERS));
  const attrs = built.facts.servers["mail.example.com"]?.attrs;
  assert.equal(bare(attrs?.[CRAWLERS]), { value: false, from: "default" });
  assert.equal(shown(built, attrs?.[NETWORKS]), {
    from: "unset",
    evidence: { host: "mail.example.com", source: "zm.server", part: "gas", lines: [], note: `no ${NETWORKS} line in a complete record` },
  });
});

test("a filtered record proves no absence, whatever the global configuration says", async () => {
  const { facts } = await build([{ parts: {
    "zm.global@gacf": globalText({ [CRAWLERS]: "TRUE" }), "zm.server@gas": filtered("mail.example.com", { zimbraServiceEnabled: "mta" }),
  } }], demandOf(CRAWLERS));
  const reason = `the record of mail.example.com in zm.server is filtered and has no ${CRAWLERS}`;
  assert.equal(bare(facts.servers["mail.example.com"]?.attrs[CRAWLERS]), { unknown: reason });
  assert.equal(bare(facts.servers["mail.example.com"]?.services), { value: ["mta"], from: "server" });
});

test("gacf without the attribute proves absence only if it is whole", async () => {
  const demand = demandOf(CRAWLERS, "zimbraSmtpSendAddMailer");
  const { facts } = await build([{ parts: { "zm.global@gacf": "zimbraSmtpSendAddMailer: FALSE\n" } }], demand);
  assert.equal(bare(facts.global.attrs.zimbraSmtpSendAddMailer), { value: false, from: "global" });
  assert.match(JSON.stringify(facts.global.attrs[CRAWLERS]), "the global configuration in zm.global is filtered");
  const whole = await build([{ parts: { "zm.global@gacf": globalText() } }], demandOf("zimbraSmtpSendAddMailer"));
  assert.equal(bare(whole.facts.global.attrs.zimbraSmtpSendAddMailer), { value: true, from: "default" });
});

test("a collected part says what it was asked for", async () => {
  const parts = (covers: "all" | string[]) => ({
    "zm.global@gacf": { text: "cn: config\n", covers: "all" as const },
    "zm.server@gas": { text: filtered("mail.example.com", { cn: "mail.example.com" }), covers },
  });
  const leafFor = async (covers: "all" | string[]): Promise<unknown> => {
    const { facts } = await build([{ origin: "collector", parts: parts(covers) }], demandOf(NETWORKS));
    return bare(facts.servers["mail.example.com"]?.attrs[NETWORKS]);
  };
  assert.equal(await leafFor("all"), { from: "unset" });
  assert.equal(await leafFor([NETWORKS, "cn"]), { from: "unset" });
  assert.equal(await leafFor(["cn"]), { unknown: `${NETWORKS} was not asked for in zm.server` });
});

test("what the collector's effective view does not print is set nowhere, also without the global configuration", async () => {
  const url = "zimbraWebClientLoginURL";
  const leavesOf = async (origin: "collector" | "import", id: string, command: string): Promise<unknown> => {
    const part = { text: record("mail.example.com", { cn: "mail.example.com" }), covers: "all" as const, command };
    const { facts } = await build([{ origin, parts: { [id]: part } }], demandOf(NETWORKS, CRAWLERS, url));
    const server = facts.servers["mail.example.com"]?.attrs;
    return server ? [bare(server[NETWORKS]), bare(server[CRAWLERS])] : bare(facts.domains["mail.example.com"]?.attrs[url]);
  };
  const unknown = { unknown: "zm.global was not collected" };
  const settled = [{ from: "unset" }, { value: false, from: "default" }];
  assert.equal(await leavesOf("collector", "zm.server@gas", "zmprov -l gas -v"), settled);
  assert.equal(await leavesOf("collector", "zm.server@gas", "zmprov -l gas -v -e"), [unknown, unknown]);
  assert.equal(await leavesOf("collector", "zm.server.own@gas", "zmprov -l gas -v -e"), [unknown, unknown]);
  assert.equal(await leavesOf("import", "zm.server@gas", "zmprov -l gas -v"), [unknown, unknown]);
  assert.equal(await leavesOf("collector", "zm.domain@gad", "zmprov -l gad -v"), { from: "unset" });
  assert.equal(await leavesOf("import", "zm.domain@gad", "zmprov -l gad -v"), unknown);
});

test("the own values stand in for an effective view that was not collected", async () => {
  const { facts } = await build([{ parts: {
    "zm.global@gacf": globalText({ [CRAWLERS]: "TRUE" }), "zm.server.own@gas": record("mail.example.com", { [NETWORKS]: "127.0.0.0/8" }),
  } }], demandOf(CRAWLERS, NETWORKS));
  assert.equal(bare(facts.servers["mail.example.com"]?.attrs[CRAWLERS]), { value: true, from: "global" });
  assert.equal(bare(facts.servers["mail.example.com"]?.attrs[NETWORKS]), { value: ["127.0.0.0/8"], from: "server" });
  assert.equal(bare(facts.collections.servers), { unknown: "zm.server was not collected" });
});

test("views that contradict each other decide nothing", async () => {
  const { facts } = await build([{ parts: {
    "zm.global@gacf": globalText({ [CRAWLERS]: "TRUE" }), "zm.server@gas": record("mail.example.com", { [CRAWLERS]: "TRUE" }),
    "zm.server.own@gas": record("mail.example.com", { [CRAWLERS]: "FALSE" }),
  } }], demandOf(CRAWLERS));
  const reason = `zm.server and zm.server.own contradict each other about ${CRAWLERS}`;
  assert.equal(bare(facts.servers["mail.example.com"]?.attrs[CRAWLERS]), { unknown: reason });
});

test("a forged line puts its record in doubt, by its number, and no other record", async () => {
  const forged = "# name bad.example.com\nzimbraMailKeepOutWebCrawlers: TRUE\nzimbraNotes: hello\nzimbraMailKeepOutWebCrawlers: FALSE\n\n";
  const { facts } = await build([{ parts: {
    "zm.global@gacf": globalText(), "zm.server@gas": forged + record("good.example.com", { [CRAWLERS]: "TRUE" }),
    "zm.server.own@gas": record("bad.example.com", { [CRAWLERS]: "TRUE" }),
  } }], demandOf(CRAWLERS, NETWORKS));
  for (const name of [CRAWLERS, NETWORKS]) {
    const leaf = JSON.stringify(facts.servers["bad.example.com"]?.attrs[name]);
    assert.match(leaf, /"unknown":"line 4 of zm\.server may belong to another value/);
  }
  assert.equal(bare(facts.servers["good.example.com"]?.attrs[CRAWLERS]), { value: true, from: "server" });
  assert.match(JSON.stringify(facts.collections.servers), /"unknown":"zm\.server: line 4/);
});

test("an output that was cut keeps what its whole records print, and proves no absence", async () => {
  const text = record("a.example.com", { [CRAWLERS]: "TRUE" }) + filtered("b.example.com", { [CRAWLERS]: "TRUE" });
  const { facts, evidence } = await build([{ parts: {
    "zm.global@gacf": globalText(), "zm.server@gas": { text, state: "timeout", reason: "after 300 s" },
  } }], demandOf(CRAWLERS, NETWORKS));
  assert.equal(bare(facts.servers["a.example.com"]?.attrs[CRAWLERS]), { value: true, from: "server" });
  assert.equal(bare(facts.servers["a.example.com"]?.attrs[NETWORKS]), { unknown: "zm.server is timeout: after 300 s" });
  assert.match(JSON.stringify(facts.servers["b.example.com"]?.attrs[CRAWLERS]), "in the middle of its last record");
  assert.ok(evidence.entries.length > 0);
});

test("a damaged or failed part gives no value and no name", async () => {
  const damaged = { text: record("mail.example.com"), sha256: "0".repeat(64) };
  for (const given of [damaged, { state: "failed", reason: "exit 2" }, { state: "denied" }]) {
    const { facts } = await build([{ parts: { "zm.global@gacf": globalText(), "zm.server@gas": given } }], demandOf(CRAWLERS));
    assert.equal(Object.keys(facts.servers), []);
    assert.match(JSON.stringify(facts.collections.servers), /"unknown":"zm\.server is (?:damaged|failed|denied)/);
    assert.match(JSON.stringify(facts.rolesOf("mail.example.com")), "unknown");
  }
});

test("usage text is an error of the part, not an empty directory", async () => {
  const { facts } = await build([{ parts: { "zm.server@gas": "usage:  getAllServers(gas) [-v]\n", "zm.cos@gac": "" } }], demandOf());
  assert.match(JSON.stringify(facts.collections.servers), /"unknown":"zm\.server/);
  assert.equal(bare(facts.collections.cos), { unknown: "zm.cos is empty, and a directory never is" });
});

test("roles are those that are switched on, not those that are installed", async () => {
  const { facts } = await build([{ parts: {
    "zm.server@gas": record("mail.example.com", {
      zimbraServiceEnabled: ["mailbox", "mta"], zimbraServiceInstalled: ["mailbox", "mta", "proxy"],
    }),
  } }], demandOf());
  assert.equal(bare(facts.rolesOf("mail.example.com")), { value: ["mailbox", "mta"], from: "server" });
  assert.match(JSON.stringify(facts.rolesOf("other.example.com")), "zm.server has no record of other.example.com");
});

test("mailboxd runs where one of its web applications is switched on", async () => {
  const rolesWith = async (...zimbraServiceEnabled: string[]): Promise<unknown> => {
    const { facts } = await build([{ parts: { "zm.server@gas": record("node.example.com", { zimbraServiceEnabled }) } }], demandOf());
    assert.equal(facts.rolesOf("node.example.com"), facts.servers["node.example.com"]?.services);
    return bare(facts.servers["node.example.com"]?.services);
  };
  assert.equal(await rolesWith("service", "mailbox", "proxy"), { value: ["service", "mailbox", "proxy"], from: "server" });
  assert.equal(await rolesWith("zimbra", "zimbraAdmin"), { value: ["zimbra", "zimbraAdmin", "mailbox"], from: "server" });
  assert.equal(await rolesWith("service"), { value: ["service", "mailbox"], from: "server" });
  assert.equal(await rolesWith("proxy", "zimlet", "memcached"), { value: ["proxy", "zimlet", "memcached"], from: "server" });
});

test("only demanded attributes that a server can have are shown; with * whatever is there as well", async () => {
  const parts = {
    "zm.global@gacf": globalText({ zimbraMailPurgeSleepInterval: "1m", zimbraSmtpSendAddMailer: "TRUE" }),
    "zm.server@gas": filtered("mail.example.com", { zimbraAdminPort: "7071", zimbraServiceEnabled: "mta", zimbraFromTheFuture: "x" }),
  };
  const some = await build([{ parts }], demandOf("zimbraAdminPort", "zimbraCOSId", "zimbraMailPort"));
  assert.equal(Object.keys(some.facts.servers["mail.example.com"]?.attrs ?? {}), ["zimbraAdminPort", "zimbraMailPort"]);
  const all = await build([{ parts }], demandOf("*", "zimbraMailPort"));
  const names = Object.keys(all.facts.servers["mail.example.com"]?.attrs ?? {});
  const expected = ["zimbraAdminPort", "zimbraFromTheFuture", "zimbraMailPort", "zimbraMailPurgeSleepInterval"];
  for (const name of expected) assert.ok(names.includes(name), name);
  assert.not.ok(names.includes("zimbraSmtpSendAddMailer"));
  assert.equal(names, [...names].sort());
});

test.run();
