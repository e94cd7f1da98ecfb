import { test } from "uvu";
import * as assert from "uvu/assert";
import { parseTimedatectl } from "../../../evaluator/sources/timedatectl.js";

const say = (text: string): string => {
  const parsed = parseTimedatectl(text);
  if (parsed.outcome !== "ok") return parsed.outcome;
  return `${String(parsed.value.synchronized?.value)} ${String(parsed.value.service?.value)}`;
};

test("the wordings of five releases", () => {
  assert.is(say("Timezone=Etc/UTC\nLocalRTC=no\nCanNTP=yes\nNTP=yes\nNTPSynchronized=yes\n"), "true true");
  assert.is(say("      Local time: Tue 2026-11-24 04:56:20 UTC\n     NTP enabled: yes\nNTP synchronized: no\n"), "false true");
  assert.is(say("       System clock synchronized: yes\nsystemd-timesyncd.service active: yes\n"), "true true");
  assert.is(say("System clock synchronized: no\n              NTP service: inactive\n"), "false false");
  assert.is(say("System clock synchronized: yes\n              NTP service: n/a\n"), "true undefined");
});

test("no systemd is no answer", () => {
  assert.is(say("System has not been booted with systemd as init system (PID 1). Can't operate.\n"), "error");
  assert.is(say(""), "error");
});

test.run();
