import { test } from "uvu";
import * as assert from "uvu/assert";
import type { TimeFacts } from "../../../../evaluator/facts/hosts/time.js";
import { bare, makeHost, openHost, sampleTexts, type GivenHost } from "./sample-host.js";

const read = async (parts: GivenHost["parts"]): Promise<TimeFacts> => makeHost(await openHost({ parts })).host.time;
const text = (key: string): string => sampleTexts()[key] ?? "";

test("chronyd that follows only itself has a leap status and no source", async () => {
  const facts = await read({
    "time.sync@tracking": text("time.sync@tracking").replace("C0000201 (192.0.2.1)", "7F7F0101 ()").replace(": 4", ": 10"),
    "time.sync@sources":
      "MS Name/IP address         Stratum Poll Reach LastRx Last sample\n=====\n" +
      "^? 192.0.2.9                     0   6     0     -     +0ns[   +0ns] +/-    0ns\n",
  });
  assert.equal(
    [bare(facts.leap), bare(facts.stratum)],
    [
      { value: "Normal", from: "command" },
      { value: 10, from: "command" },
    ],
  );
  assert.equal(bare(facts.sources), { value: [{ name: "192.0.2.9", selected: false, reach: 0, stratum: 0 }], from: "command" });
});

test("where ntpd runs, ntpq answers: seconds, and a stratum more", async () => {
  const facts = await read({
    "time.sync@tracking": { state: "failed", reason: "506 Cannot talk to daemon" },
    "time.sync@sources": { state: "failed", reason: "506 Cannot talk to daemon" },
    "time.sync@ntpq": text("time.sync@ntpq"),
    "time.sync@timedatectl": "System clock synchronized: yes\n              NTP service: inactive\n",
  });
  assert.equal(
    [bare(facts.offset), bare(facts.stratum)],
    [
      { value: 0.7, from: "command" },
      { value: 3, from: "command" },
    ],
  );
  assert.equal(bare(facts.sources), { value: [{ name: "192.0.2.1", selected: true, reach: 255, stratum: 2 }], from: "command" });
  assert.equal(bare(facts.leap), { unknown: "time.sync@tracking failed (506 Cannot talk to daemon)" });
  assert.equal(bare(facts.synchronized), { value: true, from: "command" });
});

test("ntpq without a daemon ends well and is no answer", async () => {
  const facts = await read({ "time.sync@sources": { state: "absent" }, "time.sync@ntpq": "" });
  assert.equal(bare(facts.sources), {
    unknown: "time.sync@sources is absent on the host; time.sync@ntpq cannot be read: ntpq printed no table: no daemon answered",
  });
});

test("chronyd without a source has none, and a line that is no source makes them unknown", async () => {
  const head = "MS Name/IP address         Stratum Poll Reach LastRx Last sample\n=====\n";
  assert.equal(bare((await read({ "time.sync@sources": head })).sources), { value: [], from: "command" });
  assert.ok("unknown" in (await read({ "time.sync@sources": `${head}^* x\n` })).sources);
});

test.run();
