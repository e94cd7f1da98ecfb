import { test } from "uvu";
import * as assert from "uvu/assert";
import { parseRpm } from "../../../evaluator/sources/rpm.js";

test("several kernels, keys as packages, an epoch of none, an unsigned package", () => {
  const parsed = parseRpm("kernel-core\t0\t4.18.0\t553.8.1.el8_10\tx86_64\t1700000000\tkernel.src.rpm\t(none)\n" +
    "kernel-core\t0\t4.18.0\t553.16.1.el8_10\tx86_64\t1700000001\tkernel.src.rpm\t(none)\n" +
    "gpg-pubkey\t(none)\tfd431d51\t4ae0493b\t(none)\t1600000000\t(none)\t(none)\n");
  assert.is(parsed.outcome, "ok");
  if (parsed.outcome === "ok") assert.equal(parsed.value.map(({ name, epoch, release }) => `${name} ${epoch} ${release}`),
    ["kernel-core 0 553.8.1.el8_10", "kernel-core 0 553.16.1.el8_10", "gpg-pubkey 0 4ae0493b"]);
});

test("plain rpm -qa is not this form", () => {
  assert.is(parseRpm("bash-4.4.20-5.el8.x86_64\n").outcome, "error");
  assert.is(parseRpm("").outcome, "nothing");
});

test.run();
