import { test } from "uvu";
import * as assert from "uvu/assert";
import { parseNtpq } from "../../../evaluator/sources/ntpq.js";

const head = `     remote           refid      st t when poll reach   delay   offset  jitter
==============================================================================
`;

test("tallies, a pulse, and a name on a line of its own", () => {
  const parsed = parseNtpq(`${head}oPPS(0)          .PPS.            0 l    8   16  377    0.000    0.001   0.001
*192.0.2.1       198.51.100.7     2 u   33   64  377    0.512   -0.123   0.045
+2001:db8:1111:2222:3333:4444:5555:6666
                 192.0.2.7        2 u   33   64   17    0.512  +12.500   0.045
 192.0.2.9       .INIT.          16 u    -   64    0    0.000    0.000   0.000
`);
  assert.is(parsed.outcome, "ok");
  const peers = parsed.outcome === "ok" ? parsed.value : [];
  assert.equal(peers.map(({ selected, name, reach, offset, line }) => [selected, name, reach, offset, line]), [
    [true, "PPS(0)", 255, 0.001, 3], [true, "192.0.2.1", 255, -0.123, 4],
    [false, "2001:db8:1111:2222:3333:4444:5555:6666", 15, 12.5, 5], [false, "192.0.2.9", 0, 0, 7],
  ]);
});

test("ntpq ends well without a daemon, and prints nothing", () => {
  assert.is(parseNtpq("").outcome, "error");
  assert.is(parseNtpq("No association ID's returned\n").outcome, "error");
  assert.is(parseNtpq(head).outcome, "nothing");
  assert.is(parseNtpq(`${head}*192.0.2.1 x\n`).outcome, "partial");
});

test.run();
