import { test } from "uvu";
import * as assert from "uvu/assert";
import type { RandomFacts } from "../../../../evaluator/facts/hosts/random.js";
import { bare, makeHost, openHost } from "./sample-host.js";

const read = async (text: string): Promise<RandomFacts> => makeHost(await openHost({ parts: { "rng@entropy": text } })).host.random;

test("without the device class there is no hardware; the counters are always there", async () => {
  const facts = await read("/proc/sys/kernel/random/poolsize=4096\n/proc/cpuinfo=rdrand rdseed\n");
  assert.equal(bare(facts.hardware), { value: "none", from: "kernel" });
  assert.equal(bare(facts.poolsize), { value: 4096, from: "kernel" });
  assert.equal(bare(facts.available), { unknown: "rng does not say entropy_avail" });
  assert.equal(bare(facts.cpu), { value: ["rdrand", "rdseed"], from: "kernel" });
});

test("an empty rng_current is none, a counter that is no number is unknown", async () => {
  const facts = await read("/proc/sys/kernel/random/entropy_avail=many\n/sys/devices/virtual/misc/hw_random/rng_current=\n");
  assert.equal(bare(facts.hardware), { value: "none", from: "kernel" });
  assert.equal(bare(facts.available), { unknown: "entropy_avail is no number" });
});

test("a processor without rdrand is a line, an unread /proc/cpuinfo is none", async () => {
  assert.equal(bare((await read("/proc/cpuinfo=\n")).cpu), { value: [], from: "kernel" });
  assert.ok("unknown" in (await read("/proc/sys/kernel/random/poolsize=256\n")).cpu);
});

test.run();
