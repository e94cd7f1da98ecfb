import { test } from "uvu";
import * as assert from "uvu/assert";
import { known, unknown, unset } from "../../../evaluator/facts/leaf.js";
import { type DeploymentAddresses, networksLeaf } from "../../../evaluator/facts/networks.js";

const here: DeploymentAddresses = { own: ["127.0.0.1", "203.0.113.10", "2001:db8::10", "::1"], servers: ["203.0.113.20"], missing: [] };

const kinds = (values: string | readonly string[], addresses = here): unknown => {
  const leaf = networksLeaf(known(values, "server", 7), addresses);
  if ("value" in leaf) return leaf.value.map(({ text, kind, negated }) => `${negated ? "not " : ""}${kind} ${text}`);
  return "unknown" in leaf ? leaf.unknown : leaf;
};

test("loopback, own, another server's and a stranger's address", () => {
  const loopback = "127.0.0.0/8 [::1]/128 ::1 127.0.0.1 [::ffff:127.0.0.0]/104";
  assert.equal(kinds([loopback, "203.0.113.10 [2001:DB8::10]/128 203.0.113.20/32 203.0.113.30"]), [
    "loopback 127.0.0.0/8", "loopback [::1]/128", "loopback ::1", "loopback 127.0.0.1", "loopback [::ffff:127.0.0.0]/104",
    "own 203.0.113.10", "own [2001:DB8::10]/128", "server 203.0.113.20/32", "host 203.0.113.30",
  ]);
});

test("subnets, and those that are everyone", () => {
  assert.equal(kinds("192.168.10.0/24, 10.0.0.0/8 [fe80::]/64 fc00::/7 203.0.113.0/25 2001:db8::/64"), [
    "subnet 192.168.10.0/24", "subnet 10.0.0.0/8", "subnet [fe80::]/64", "subnet fc00::/7", "subnet 203.0.113.0/25", "subnet 2001:db8::/64",
  ]);
  assert.equal(kinds("0.0.0.0/0 ::/0 0/0 203.0.113.0/24 10.0.0.0/7 2001:db8::/48 [::ffff:0.0.0.0]/96 126.0.0.0/7"), [
    "everyone 0.0.0.0/0", "everyone ::/0", "everyone 0/0", "everyone 203.0.113.0/24", "everyone 10.0.0.0/7", "everyone 2001:db8::/48",
    "everyone [::ffff:0.0.0.0]/96", "everyone 126.0.0.0/7",
  ]);
});

test("host bits stand for the network, which is given canonically", () => {
  const leaf = networksLeaf(known(["192.168.1.10/24", "2001:0DB8:0::/32"], "global", 3), here);
  assert.equal("value" in leaf && leaf.value.map(({ network }) => network), ["192.168.1.0/24", "2001:db8::/32"]);
  assert.equal("value" in leaf && [leaf.from, leaf.ev], ["global", 3]);
});

test("exclusions, tables and words that are nothing", () => {
  assert.equal(kinds("!10.0.0.0/8 !198.51.100.7 /etc/postfix/nets hash:/x 10.0.0 10.0.0.0/33 $mynetworks"), [
    "not subnet !10.0.0.0/8", "not host !198.51.100.7", "map /etc/postfix/nets", "map hash:/x", "invalid 10.0.0", "invalid 10.0.0.0/33",
    "invalid $mynetworks",
  ]);
});

test("an address that cannot be attributed makes the list unknown", () => {
  const blind = { ...here, own: undefined };
  const reason = "whose address 203.0.113.10 is cannot be told without the addresses (ip -o addr) of this host";
  assert.is(kinds("127.0.0.0/8 203.0.113.10", blind), reason);
  assert.equal(kinds("::1 203.0.113.20 !203.0.113.10", blind), ["loopback ::1", "server 203.0.113.20", "not host !203.0.113.10"]);
});

test("unless a range is trusted anyway: then the words that are certain stay", () => {
  const blind = { ...here, own: undefined };
  assert.equal(kinds("203.0.113.10 10.0.0.0/8 127.0.0.0/8", blind), ["subnet 10.0.0.0/8", "loopback 127.0.0.0/8"]);
  assert.match(String(kinds("203.0.113.10 !10.0.0.0/8", blind)), "cannot be told");
});

test("an address may belong to a server that was not collected", () => {
  const addresses = { ...here, missing: ["store2.example.com"] };
  assert.match(String(kinds("203.0.113.99", addresses)), "(ip -o addr) of store2.example.com");
  assert.equal(kinds("203.0.113.10", addresses), ["own 203.0.113.10"]);
});

test("unset stays unset, unknown stays unknown, an empty text is an empty list", () => {
  assert.equal(networksLeaf(unset(1), here), unset(1));
  assert.equal(networksLeaf(unknown("why", 1), here), unknown("why", 1));
  assert.equal(kinds(""), []);
});

test("postconf's one line is read like the attribute's values", () => {
  assert.equal(kinds("127.0.0.0/8, [::1]/128"), ["loopback 127.0.0.0/8", "loopback [::1]/128"]);
});

test.run();
