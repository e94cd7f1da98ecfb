import { test } from "uvu";
import * as assert from "uvu/assert";
import { unset } from "../../../../evaluator/facts/leaf.js";
import { bare, demanding, makeHost, openHost } from "./sample-host.js";

const dpkg = (...rows: readonly string[]): string =>
  rows.map((row) => `${row.replaceAll(" ", "\t").replace("ii", "ii ").replace("rc", "rc ")}\tamd64\tx\t1\n`).join("");
const rpm = (...rows: readonly string[]): string => rows.map((row) => `${row.replaceAll(" ", "\t")}\tx.src.rpm\t(none)\n`).join("");

test("removed packages with their configuration left are not installed", async () => {
  const { host } = makeHost(await openHost({ parts: { "pkg.dpkg@list": dpkg("openssl rc 3", "pax ii 1") } }));
  assert.equal(bare(host.packages.installed), { value: { pax: "1" }, from: "command" });
});

test("of several kernels the last that was installed, with its epoch where it has one", async () => {
  const list = rpm("kernel 0 4.18.0 553.8 x86_64 200", "kernel 0 4.18.0 553.16 x86_64 100", "openssl 1 1.1.1k 12.el8_9 x86_64 5");
  const { host } = makeHost(await openHost({ parts: { "pkg.rpm@list": list, "pkg.dpkg@list": { state: "absent", reason: "no dpkg" } } }));
  assert.equal(bare(host.packages.installed), { value: { kernel: "4.18.0-553.8", openssl: "1:1.1.1k-12.el8_9" }, from: "command" });
});

test("a host of one kind may have the other kind's tool; a host without any package is none", async () => {
  const both = makeHost(await openHost({ parts: { "pkg.dpkg@list": "", "pkg.rpm@list": rpm("a 0 1 1 x86_64 1") } }));
  assert.equal(bare(both.host.packages.installed), { value: { a: "1-1" }, from: "command" });
  const none = makeHost(await openHost({ parts: { "pkg.dpkg@list": "", "pkg.rpm@list": "" } }));
  assert.equal(bare(none.host.packages.installed), { unknown: "no package is listed, and no host has none" });
});

test("the reason is that of the manager that the host has", async () => {
  const { host } = makeHost(
    await openHost({ parts: { "pkg.dpkg@list": { state: "absent" }, "pkg.rpm@list": { state: "timeout", reason: "120 s" } } }),
  );
  assert.equal(bare(host.packages.installed), { unknown: "pkg.rpm took too long (120 s)" });
});

test("a line that is no package may be any", async () => {
  const { host } = makeHost(await openHost({ parts: { "pkg.dpkg@list": `${dpkg("pax ii 1")}half a li\n` } }));
  assert.match(JSON.stringify(bare(host.packages.installed)), "read in part only");
});

test("Zimbra is installed by its version or its packages, and not by silence", async () => {
  const of = async (parts: Parameters<typeof openHost>[0]["parts"]): Promise<unknown> =>
    bare(makeHost(await openHost({ parts })).host.zimbra.installed);
  assert.equal(await of({ "pkg.dpkg@list": dpkg("zimbra-core ii 10") }), { value: true, from: "command" });
  assert.equal(await of({ "pkg.dpkg@list": dpkg("pax ii 1") }), { value: false, from: "command" });
  assert.equal(
    await of({ "pkg.dpkg@list": dpkg("pax ii 1"), "zm.version@zmcontrol": "Release 10.1.5.GA.4655.UBUNTU22_64 FOSS edition.\n" }),
    { value: true, from: "command" },
  );
  assert.match(JSON.stringify(await of({ "zm.version@zmcontrol": { state: "absent" } })), "unknown");
  assert.match(
    JSON.stringify(await of({ "pkg.dpkg@list": `${dpkg("pax ii 1")}x\n`, "zm.version@zmcontrol": { state: "absent" } })),
    "unknown",
  );
});

test("roles are the directory's, else those of the packages; an MTA's filters count as there", async () => {
  const opened = await openHost({ parts: { "pkg.dpkg@list": dpkg("zimbra-mta ii 10", "zimbra-store ii 10") } });
  assert.equal(bare(makeHost(opened).host.roles), {
    value: ["amavis", "antispam", "antivirus", "mailbox", "mta", "opendkim", "service", "zimbra", "zimbraAdmin", "zimlet"],
    from: "command",
  });
  assert.equal(bare(makeHost(opened, demanding(), { roles: unset(0) }).host.roles), { from: "unset" });
  assert.equal(bare(makeHost(await openHost({ parts: {} })).host.roles), {
    unknown: "zm.server was not collected; pkg.dpkg was not collected; pkg.rpm was not collected",
  });
});

test.run();
