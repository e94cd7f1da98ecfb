import { test } from "uvu";
import * as assert from "uvu/assert";
import { parseMyNetworks } from "../../../evaluator/sources/mynetworks.js";

const say = (text: string): string => {
  const parsed = parseMyNetworks(text);
  if (parsed.outcome === "error") return parsed.reason;
  return parsed.value.map((item) => {
    const mark = item.negated ? "!" : "";
    return item.kind === "network" ? `${mark}${item.address}/${item.prefix}${item.hostBits ? " (bits)" : ""}` : `${mark}${item.kind}`;
  }).join(", ");
};

test("every form of an entry", () => {
  for (const [text, expected] of [
    ["127.0.0.0/8 [::1]/128 203.0.113.10/32 [2001:db8::10]/128", "127.0.0.0/8, ::1/128, 203.0.113.10/32, 2001:db8::10/128"],
    ["127.0.0.0/8,10.0.0.0/8", "127.0.0.0/8, 10.0.0.0/8"], ["127.0.0.0/8\t10.0.0.5\n::1/128", "127.0.0.0/8, 10.0.0.5/32, ::1/128"],
    ["[2001:DB8:0::]/64 2001:db8::1 [::1]", "2001:db8::/64, 2001:db8::1/128, ::1/128"],
    ["0/0 0.0.0.0/0 ::/0 [::]/0", "0.0.0.0/0, 0.0.0.0/0, ::/0, ::/0"],
    ["192.168.1.10/24", "192.168.1.0/24 (bits)"], ["!10.0.0.1 !!10.0.0.2 !/etc/x", "!10.0.0.1/32, 10.0.0.2/32, !map"],
    ["/opt/zimbra/conf/nets hash:/etc/postfix/nets cidr:{192.0.2.0/24} lmdb:x", "map, map, map, map"],
    ["::ffff:10.0.0.1", "::ffff:10.0.0.1/128"],
  ] as const) assert.is(say(text), expected);
});

test("what cannot be read is invalid and never a network", () => {
  for (const text of ["10.0.0", "10.0.0.0/33", "[10.0.0.1]/32", "[::1", "::1]/128", "fe80::zz/10", "localhost", "$other", "[]/0"]) {
    assert.is(say(text), "invalid", text);
    assert.is(parseMyNetworks(text).outcome, "partial");
  }
});

test("an empty value is nothing", () => {
  assert.is(parseMyNetworks(" ,\t").outcome, "nothing");
});

test.run();
