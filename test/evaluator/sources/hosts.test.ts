import { test } from "uvu";
import * as assert from "uvu/assert";
import { parseHosts } from "../../../evaluator/sources/hosts.js";

test("comments, TABs, zones, IPv6 in any spelling", () => {
  const parsed = parseHosts("# x\n::1\tip6-localhost ip6-loopback\nFE80:0::1%lo0 localhost\n\n  192.0.2.1 a # b c\n");
  assert.is(parsed.outcome, "ok");
  if (parsed.outcome === "ok") assert.equal(parsed.value.map(({ address, names }) => `${address} ${names.join(",")}`),
    ["::1 ip6-localhost,ip6-loopback", "fe80::1 localhost", "192.0.2.1 a"]);
});

test("lines that are none", () => {
  assert.is(parseHosts("127.0.0.1\n").outcome, "error");
  assert.is(parseHosts("127.0.0.1 localhost\n1.2.3 x\n").outcome, "partial");
  assert.is(parseHosts("# only\n").outcome, "nothing");
});

test.run();
