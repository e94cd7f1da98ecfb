import { test } from "uvu";
import * as assert from "uvu/assert";
import {
  containsAddress, containsNetwork, formatAddress, formatNetwork, isLoopback, lastOf, networkOf, parseAddress, parseNetwork, unmapAddress,
} from "../../../evaluator/sources/network.js";

const canonical = (text: string): string | undefined => {
  const address = parseAddress(text);
  return address && formatAddress(address);
};
const network = (text: string) => {
  const parsed = parseNetwork(text);
  if (!parsed) throw new Error(text);
  return parsed;
};

test("RFC 5952: the recommended text of an address", () => {
  for (const [text, expected] of [
    ["2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"], ["2001:0db8::0001", "2001:db8::1"], ["2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"],
    ["2001:DB8::A", "2001:db8::a"], ["::", "::"], ["0:0:0:0:0:0:0:1", "::1"], ["1:0:0:0:0:0:0:0", "1::"], ["1:0:0:2:0:0:0:3", "1:0:0:2::3"],
    ["::ffff:192.0.2.1", "::ffff:192.0.2.1"], ["::ffff:c000:201", "::ffff:192.0.2.1"], ["64:ff9b::192.0.2.33", "64:ff9b::c000:221"],
    ["1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"], ["192.0.2.1", "192.0.2.1"], ["0.0.0.0", "0.0.0.0"], ["255.255.255.255", "255.255.255.255"],
  ] as const) assert.is(canonical(text), expected, text);
});

test("what is no address", () => {
  for (const text of ["", "1.2.3", "1.2.3.4.5", "256.0.0.1", "01.2.3.4", "1.2.3.4 ", "0x1.2.3.4", ":", ":::", "1::2::3", "1:2:3:4:5:6:7",
    "1:2:3:4:5:6:7:8:9",
    "1:2:3:4:5:6:7::8", "12345::", "g::", "::1.2.3", "1.2.3.4::", "fe80::1%eth0", "[::1]", "::1/128", "1::2:3:4:5:6:7:8:",
    ":1:2:3:4:5:6:7"]) {
    assert.is(parseAddress(text), undefined, text);
  }
});

test("every address reads back as itself", () => {
  let seed = 7n;
  for (let round = 0; round < 2000; round++) {
    seed = (seed * 6364136223846793005n + 1442695040888963407n) & ((1n << 64n) - 1n);
    const value = ((seed << 64n) | (seed * 31n & ((1n << 64n) - 1n))) & (round % 3 === 0 ? 0xffff0000ffff00000000ffff0000ffffn
      : (1n << 128n) - 1n);
    const address = { family: "ipv6", value } as const;
    assert.equal(parseAddress(formatAddress(address)), address);
  }
});

test("networks: host bits are cleared and said so", () => {
  assert.is(formatNetwork(network("192.168.1.10/24")), "192.168.1.0/24");
  assert.is(network("192.168.1.10/24").hostBits, true);
  assert.is(network("10.0.0.0/8").hostBits, false);
  assert.is(formatNetwork(network("10.0.0.5")), "10.0.0.5/32");
  assert.is(formatNetwork(network("2001:db8::1")), "2001:db8::1/128");
  assert.is(formatNetwork(network("::/0")), "::/0");
  for (const text of ["10.0.0.0/33", "::/129", "10.0.0/8", "10.0.0.0/", "10.0.0.0/08", "10.0.0.0/-1", "10.0.0.0/255.0.0.0",
    "/8"]) assert.is(parseNetwork(text), undefined, text);
});

test("containment, with v4-mapped addresses as what they stand for", () => {
  assert.ok(containsNetwork(network("10.0.0.0/8"), network("10.1.0.0/16")));
  assert.not(containsNetwork(network("10.1.0.0/16"), network("10.0.0.0/8")));
  assert.not(containsNetwork(network("10.0.0.0/8"), network("11.0.0.0/8")));
  assert.ok(containsNetwork(network("0.0.0.0/0"), network("203.0.113.4")));
  assert.not(containsNetwork(network("::/0"), network("203.0.113.4")));
  assert.ok(containsNetwork(network("::ffff:10.0.0.0/104"), network("10.2.3.4")));
  assert.ok(containsNetwork(network("10.0.0.0/8"), network("::ffff:10.2.3.4")));
  assert.ok(isLoopback(network("::ffff:127.0.0.1")) && isLoopback(network("127.0.0.0/8")) && isLoopback(network("::1/128")));
  assert.not(isLoopback(network("::/0")) || isLoopback(network("126.0.0.0/7")));
  const mapped = parseAddress("::ffff:192.0.2.1");
  if (mapped) assert.is(formatAddress(unmapAddress(mapped)), "192.0.2.1");
  const address = parseAddress("2001:db8::5");
  if (address) assert.ok(containsAddress(network("2001:db8::/64"), address) && containsNetwork(networkOf(address), networkOf(address)));
  assert.is(lastOf(network("192.0.2.0/24")), network("192.0.2.255").value);
});

test.run();
