import { test } from "uvu";
import * as assert from "uvu/assert";
import { evidenceTable } from "../../../evaluator/facts/evidence.js";
import { type Leaf, known, unknown } from "../../../evaluator/facts/leaf.js";
import { proxyAddressesOf, witnessesOf } from "../../../evaluator/facts/proxy-addresses.js";
import { bare, demanding, openHost, type GivenHost } from "./hosts/sample-host.js";

type Parts = GivenHost["parts"];

const addresses = (...rows: readonly string[]): string => rows.map((row, i) => {
  const [name = "", address = ""] = row.split(" ");
  return `${i + 1}: ${name}    ${address.includes(":") ? "inet6" : "inet"} ${address} scope global ${name}\\       valid_lft forever preferred_lft forever\n`;
}).join("");

const find = async (hosts: Readonly<Record<string, Parts>>, name: string, roles: Leaf<readonly string[]> = known(["proxy"], "command", 0)): Promise<unknown> => {
  const evidence = evidenceTable();
  const snapshots = await Promise.all(Object.entries(hosts).map(async ([host, parts]) => ({ name: host, opened: await openHost({ name: host, parts }) })));
  const witnesses = witnessesOf(snapshots, (host, opened) => ({ name: host, opened, evidence, demand: demanding(), reports: [] }));
  const leaf = bare(proxyAddressesOf(name, roles, witnesses)) as { value?: readonly { address: string; to: string }[]; unknown?: string };
  return leaf.value ? leaf.value.map(({ address, to }) => `${to} ${address}`) : leaf.unknown;
};

test("another host's hosts file names the proxy, in any case; loopback lines of it do not count", async () => {
  const mbx1 = { "net.resolv@hosts": "10.1.2.5 Proxy1.Example.com proxy1\n127.0.1.1 proxy1.example.com\n" };
  assert.equal(await find({ mbx1 }, "proxy1.example.com"), ["itself 10.1.2.5", "others 10.1.2.5"]);
});

test("without a line the host's own addresses, but those of containers, loopback and the link", async () => {
  const proxy1 = { "net.ip@addr": addresses("lo 127.0.0.1/8", "eth0 10.1.2.5/24", "docker0 172.17.0.1/16", "eth0 2001:db8::5/64", "eth0 fe80::1/64") };
  const all = ["10.1.2.5", "2001:db8::5"];
  assert.equal(await find({ proxy1 }, "proxy1"), [...all.map((one) => `itself ${one}`), ...all.map((one) => `others ${one}`)]);
});

test("an IPv6 peer is written as Java and Jetty do", () => {
  const evidence = evidenceTable();
  return openHost({ name: "proxy1", parts: { "net.resolv@hosts": "2001:db8::a0:5 proxy1\n" } }).then((opened) => {
    const witnesses = witnessesOf([{ name: "proxy1", opened }], (name) => ({ name, opened, evidence, demand: demanding(), reports: [] }));
    const leaf = proxyAddressesOf("proxy1", known(["proxy"], "command", 0), witnesses);
    assert.equal("value" in leaf ? leaf.value.map(({ peer }) => peer) : leaf, Array(2).fill("[2001:db8:0:0:0:0:a0:5]"));
  });
});

test("a name that means loopback on the host itself is 127.0.0.1 towards itself alone", async () => {
  const mail = { "net.ip@addr": addresses("eth0 203.0.113.10/24"), "net.resolv@hosts": "127.0.1.1 mail\n" };
  assert.equal(await find({ mail }, "mail"), ["itself 127.0.0.1", "others 203.0.113.10"]);
});

test("no proxy has no such address; unknown roles and unseen hosts are unknown", async () => {
  assert.equal(await find({}, "mta1", known(["mta"], "command", 0)), []);
  assert.is(await find({}, "mta1", unknown("zm.server was not collected", 0)), "zm.server was not collected");
  assert.is(await find({ mbx1: {} }, "proxy1"), "no hosts file in hand names proxy1; net.resolv@hosts was not collected; proxy1 was not collected");
});

test.run();
