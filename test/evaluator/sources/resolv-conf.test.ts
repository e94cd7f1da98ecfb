import { test } from "uvu";
import * as assert from "uvu/assert";
import { parseResolvConf } from "../../../evaluator/sources/resolv-conf.js";

test("the last search or domain counts, name servers add up", () => {
  const parsed = parseResolvConf("domain a.example\nsearch b.example\nnameserver 8.8.8.8\nnameserver fe80::1%eth0\n" +
    "options edns0 trust-ad\n# x\nsortlist 10.0.0.0\n");
  assert.equal(parsed, { outcome: "ok", value: { nameservers: [{ address: "8.8.8.8", line: 3 }, { address: "fe80::1", line: 4 }],
    search: ["b.example"], options: ["edns0", "trust-ad"] } });
});

test("a name server that is no address is named", () => {
  assert.is(parseResolvConf("nameserver 127.0.0.1\nnameserver local\n").outcome, "partial");
  assert.is(parseResolvConf("<html>\n").outcome, "error");
  assert.is(parseResolvConf("").outcome, "nothing");
});

test.run();
