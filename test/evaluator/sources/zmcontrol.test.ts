import { test } from "uvu";
import * as assert from "uvu/assert";
import { parseZmcontrol } from "../../../evaluator/sources/zmcontrol.js";

const say = (text: string): string => {
  const parsed = parseZmcontrol(`${text}\n`);
  if (parsed.outcome === "error" || parsed.outcome === "nothing") return parsed.outcome;
  const { major, minor, micro, patch, build, platform, edition } = parsed.value;
  return `${parsed.outcome} ${major}.${minor}.${micro} ${patch ?? "-"} ${build ?? "-"} ${platform ?? "-"} ${edition ?? "-"}`;
};

test("every shape that zmcontrol -v prints", () => {
  for (const [text, expected] of [
    ["Release 8.8.15_GA_3869.RHEL7_64_20190917004220 RHEL7_64 FOSS edition, Patch 8.8.15_P45.", "ok 8.8.15 45 3869 RHEL7_64 FOSS"],
    ["Release 8.8.15.GA.3869.UBUNTU18.64 UBUNTU18_64 FOSS edition, Patch 8.8.15_P45.", "ok 8.8.15 45 3869 UBUNTU18_64 FOSS"],
    ["Release 8.8.15.GA.3869.UBUNTU18.64 UBUNTU18_64 FOSS edition.", "ok 8.8.15 - 3869 UBUNTU18_64 FOSS"],
    ["Release 9.0.0_GA_3924.RHEL8_64_20200331010312 RHEL8_64 NETWORK edition, Patch 9.0.0_P40.", "ok 9.0.0 40 3924 RHEL8_64 NETWORK"],
    ["Release 8.8.15.GA.3869.UBUNTU16.64 UBUNTU16_64 NETWORK edition, Patch 8.8.15_P31.1.", "ok 8.8.15 31.1 3869 UBUNTU16_64 NETWORK"],
    ["Release 10.0.8.GA.4518.UBUNTU20_64 FOSS edition.", "ok 10.0.8 - 4518 UBUNTU20_64 FOSS"],
    ["Release 10.1.5.GA.4655.RHEL8_64.20240716102030 NETWORK edition.", "ok 10.1.5 - 4655 RHEL8_64 NETWORK"],
    ["Release 10.1.0.GA.4655.UBUNTU22.64 UBUNTU22_64 NETWORK edition.", "ok 10.1.0 - 4655 UBUNTU22_64 NETWORK"],
    ["Release 10.1.8_GA_4200001.RHEL9_64_20250301 RHEL9_64 FOSS edition.", "ok 10.1.8 - 4200001 RHEL9_64 FOSS"],
    ["ZCA Release 10.0\nRelease 10.1.5.GA.4655.UBUNTU22_64 FOSS edition.", "ok 10.1.5 - 4655 UBUNTU22_64 FOSS"],
    ["ZCA Release 8.8.15_GA\nRelease 10.1.5.GA.4655.UBUNTU22_64 FOSS edition.\r", "ok 10.1.5 - 4655 UBUNTU22_64 FOSS"],
  ] as const) assert.is(say(text), expected, text);
});

test("a version that was never released is only partly understood, with its text", () => {
  assert.is(say("Release 8.8.46.GA.3869.UBUNTU18_64 FOSS edition."), "partial 8.8.46 - 3869 UBUNTU18_64 FOSS");
  assert.is(say("Release 9.0.40.GA.3924.UBUNTU18_64 FOSS edition."), "partial 9.0.40 - 3924 UBUNTU18_64 FOSS");
  const parsed = parseZmcontrol("Release 8.8.46.GA.3869.UBUNTU18_64 FOSS edition.\n");
  if (parsed.outcome === "partial") assert.match(parsed.reason, /Release 8\.8\.46/);
});

test("community builds: the line is known, the patch level is not", () => {
  assert.is(say("Release 10.1.10.p3.GA.4200.UBUNTU22_64 FOSS edition."), "partial 10.1.10 p3 4200 UBUNTU22_64 FOSS");
  assert.is(say("Release 10.1.10_p3_GA_4200.RHEL9_64 RHEL9_64 FOSS edition."), "partial 10.1.10 p3 4200 RHEL9_64 FOSS");
  assert.is(say("Release 9.0.0.GA.3924.UBUNTU20.64 UBUNTU20_64 FOSS edition, Patch 9.0.0_ZEXTRAS_2024."),
    "partial 9.0.0 9.0.0_ZEXTRAS_2024 3924 UBUNTU20_64 FOSS");
});

test("what is no version is an error", () => {
  for (const text of ["", "Cannot determine services - exiting", "Release unknown FOSS edition.",
    "Zimbra user required to run zmcontrol"]) assert.is(say(text), "error", text);
});

test.run();
