import { test } from "uvu";
import * as assert from "uvu/assert";
import { parseUname, parseUptime } from "../../../evaluator/sources/uname.js";

test("the machine once or three times", () => {
  for (const [text, expected] of [
    ["Linux vm 6.1.0-18-amd64 #1 SMP PREEMPT_DYNAMIC Debian 6.1.76-1 (2024-02-01) x86_64 GNU/Linux",
    "6.1.0-18-amd64|#1 SMP PREEMPT_DYNAMIC Debian 6.1.76-1 (2024-02-01)|x86_64"],
    ["Linux store 4.18.0-553.8.1.el8_10.x86_64 #1 SMP Tue Jul 2 17:24:14 UTC 2024 x86_64 x86_64 x86_64 GNU/Linux",
    "4.18.0-553.8.1.el8_10.x86_64|#1 SMP Tue Jul 2 17:24:14 UTC 2024|x86_64"],
    ["Linux a 5.15.0 #1 aarch64", "5.15.0|#1|aarch64"],
  ] as const) {
    const parsed = parseUname(`${text}\n`);
    assert.is(parsed.outcome, "ok");
    if (parsed.outcome === "ok") assert.is(`${parsed.value.release}|${parsed.value.version}|${parsed.value.machine}`, expected);
  }
  assert.is(parseUname("").outcome, "error");
  assert.is(parseUname("sh: uname: not found now x\n").outcome, "error");
});

test("uptime needs both numbers", () => {
  assert.equal(parseUptime("12.5 30.1\n"), { outcome: "ok", value: 12.5 });
  assert.is(parseUptime("12.5\n").outcome, "error");
});

test.run();
