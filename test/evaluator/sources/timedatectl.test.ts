import { test } from "uvu";
import * as assert from "uvu/assert";
import { parseTimedatectl } from "../../../evaluator/sources/timedatectl.js";

const say = (text: string): string => {
  const parsed = parseTimedatectl(text);
  if (parsed.outcome !== "ok") return parsed.outcome;
  return `${String(parsed.value.synchronized?.value)} ${String(parsed.value.service?.value)}`;
};

test("the wordings of six releases", () => {
  assert.is(say("Timezone=Etc/UTC\nLocalRTC=no\nCanNTP=yes\nNTP=yes\nNTPSynchronized=yes\n"), "true true");
  assert.is(say("      Local time: Tue 2026-11-24 04:56:20 UTC\n     NTP enabled: yes\nNTP synchronized: no\n"), "false true");
  assert.is(say(" Network time on: no\nNTP synchronized: no\n RTC in local TZ: no\n"), "false false");
  assert.is(say("       System clock synchronized: yes\nsystemd-timesyncd.service active: yes\n"), "true true");
  assert.is(say("System clock synchronized: no\n              NTP service: inactive\n"), "false false");
  assert.is(say("System clock synchronized: yes\n              NTP service: n/a\n"), "true undefined");
});

test("the whole table of systemd 219, as EL 7 prints it, and that of 237", () => {
  const el7 = [
    "      Local time: Tue 2026-11-24 05:56:20 CET", "  Universal time: Tue 2026-11-24 04:56:20 UTC", "        RTC time: Tue 2026-11-24 04:56:19",
    "       Time zone: Europe/Berlin (CET, +0100)", "     NTP enabled: no", "NTP synchronized: yes", " RTC in local TZ: no", "      DST active: no",
    " Last DST change: DST ended at", "                  Sun 2026-10-25 02:59:59 CEST", "                  Sun 2026-10-25 02:00:00 CET", "",
  ].join("\n");
  const parsed = parseTimedatectl(el7);
  assert.is(parsed.outcome, "ok");
  if (parsed.outcome !== "ok") return;
  assert.equal(parsed.value.synchronized, { value: true, line: 6 });
  assert.equal(parsed.value.service, { value: false, line: 5 });
  assert.equal(parsed.value.fields.get("Time zone"), { value: "Europe/Berlin (CET, +0100)", lines: [4, 4] });
  const bionic = [
    "                      Local time: Tue 2026-11-24 04:56:20 UTC", "                       Time zone: Etc/UTC (UTC, +0000)",
    "       System clock synchronized: no", "systemd-timesyncd.service active: yes", "                 RTC in local TZ: no", "",
  ].join("\n");
  assert.is(say(bionic), "false true");
});

test("no systemd is no answer", () => {
  assert.is(say("System has not been booted with systemd as init system (PID 1). Can't operate.\n"), "error");
  assert.is(say("Unknown operation show\n"), "error");
  assert.is(say(""), "error");
});

test.run();
