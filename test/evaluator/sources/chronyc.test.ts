import { test } from "uvu";
import * as assert from "uvu/assert";
import { parseChronycSources, parseChronycTracking } from "../../../evaluator/sources/chronyc.js";

// chrony 4.3.
const tracking = `Reference ID    : 7F7F0101 ()
Stratum         : 10
Ref time (UTC)  : Tue Nov 24 04:56:20 2026
System time     : 0.000000000 seconds fast of NTP time
Last offset     : +0.000000000 seconds
RMS offset      : 0.000000000 seconds
Frequency       : 0.000 ppm slow
Residual freq   : +0.000 ppm
Skew            : 0.000 ppm
Root delay      : 0.000000000 seconds
Root dispersion : 0.000000000 seconds
Update interval : 0.0 seconds
Leap status     : Normal
`;

test("a daemon that trusts itself calls itself synchronised", () => {
  const parsed = parseChronycTracking(tracking);
  assert.equal(parsed.outcome === "ok" && parsed.value,
    { referenceId: "7F7F0101", stratum: 10, offset: 0, leap: "Normal", lines: [1, 2, 4, 13] });
  const sources = parseChronycSources(`MS Name/IP address         Stratum Poll Reach LastRx Last sample               
===============================================================================
^? 192.0.2.9                     0   6     0     -     +0ns[   +0ns] +/-    0ns
`);
  assert.equal(sources.outcome === "ok" && sources.value.map(({ selected, reach }) => [selected, reach]), [[false, 0]]);
});

test("not synchronised, slow, clocks of the machine", () => {
  const slow = tracking.replace("0.000000000 seconds fast", "0.700000000 seconds slow");
  const parsed = parseChronycTracking(slow.replace("Normal", "Not synchronised"));
  assert.equal(parsed.outcome === "ok" && [parsed.value.offset, parsed.value.leap], [-0.7, "Not synchronised"]);
  const sources = parseChronycSources(`MS Name/IP address         Stratum Poll Reach LastRx Last sample
===============================================================================
#* PHC0                          0   3   377     6     +1ns[   +2ns] +/-  180ns
^+ 2001:db8::123                 2  10   177   35m    -43us[  -43us] +/-   11ms
^x time.example.net              3  10     1   35m    -43us[  -43us] +/-   11ms
`);
  assert.equal(sources.outcome === "ok" && sources.value.map(({ mode, state, name, reach }) => `${mode} ${state} ${name} ${reach}`),
    ["refclock * PHC0 255", "server + 2001:db8::123 127", "server x time.example.net 1"]);
});

test("no daemon is no answer, a daemon without sources is one", () => {
  assert.is(parseChronycTracking("506 Cannot talk to daemon\n").outcome, "error");
  assert.is(parseChronycSources("506 Cannot talk to daemon\n").outcome, "error");
  assert.is(parseChronycTracking("").outcome, "error");
  assert.is(parseChronycSources("").outcome, "error");
  assert.is(parseChronycSources("MS Name/IP address         Stratum Poll Reach LastRx Last sample\n=====\n").outcome, "nothing");
  assert.is(parseChronycSources("MS Name/IP address\n=====\n^* x y z\n").outcome, "partial");
});

test.run();
