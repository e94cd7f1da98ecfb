import { test } from "uvu";
import * as assert from "uvu/assert";
import { parseIpAddr } from "../../../evaluator/sources/ip-addr.js";

test("flags, labels, peers, virtual interfaces", () => {
  const parsed = parseIpAddr(
    "2: eth0    inet 192.0.2.10/24 brd 192.0.2.255 scope global secondary dynamic eth0:1\\       valid_lft 86390sec\n" +
    "3: eth1@if7    inet6 fe80::1/64 scope link nodad \\       valid_lft forever preferred_lft forever\n" +
    "4: tun0    inet 10.8.0.1 peer 10.8.0.2/32 scope global tun0\\       valid_lft forever preferred_lft forever\n" +
    "5: ppp0    inet6 2001:DB8:0::5 peer 2001:db8::6/128 scope global temporary \\ valid_lft forever\n");
  assert.is(parsed.outcome, "ok");
  if (parsed.outcome !== "ok") return;
  const said = parsed.value.map((row) =>
    `${row.interface} ${row.address}/${row.prefix} ${row.peer ?? "-"} ${row.scope} ${row.flags.join(",")}`);
  assert.equal(said, [
    "eth0 192.0.2.10/24 - global secondary,dynamic", "eth1 fe80::1/64 - link nodad", "tun0 10.8.0.1/32 10.8.0.2 global ",
    "ppp0 2001:db8::5/128 2001:db8::6 global temporary",
  ]);
});

test("old iproute2 prints the links as well", () => {
  const parsed = parseIpAddr("1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN \\    link/loopback 00:00:00:00:00:00\n" +
    "1: lo    inet 127.0.0.1/8 scope host lo\n");
  assert.is(parsed.outcome, "ok");
});

test("what is no address is named", () => {
  assert.is(parseIpAddr("2: eth0    inet 300.0.0.1/24 scope global eth0\n").outcome, "error");
  assert.is(parseIpAddr("1: lo    inet 127.0.0.1/8 scope host lo\n2: eth0    inet6 192.0.2.1/64 scope global\n").outcome, "partial");
  assert.is(parseIpAddr("").outcome, "nothing");
});

test.run();
