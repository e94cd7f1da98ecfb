import { test } from "uvu";
import * as assert from "uvu/assert";
import { exitOf } from "../../../evaluator/cli/exit.js";
import type { Severity, Status } from "../../../evaluator/results/status.js";
import type { Report } from "../../../evaluator/types/report.js";

const report = (...rows: readonly (readonly [Status, Severity])[]): Pick<Report, "results"> => ({
  results: rows.map(([status, severity], i) => ({ id: `1.${i + 1}`, title: "", section: 1, severity, kind: "evidence" as const, status, subjects: [] })),
});

test("0: judged, nothing failed at or above the floor", () => {
  assert.is(exitOf(report(["pass", "high"], ["fail", "low"]), "medium", false), 0);
});
test("1: a finding at the floor", () => {
  assert.is(exitOf(report(["fail", "medium"], ["unknown", "high"]), "medium", false), 1);
});
test("2: nothing failed, but not all was established", () => {
  assert.is(exitOf(report(["pass", "high"], ["unknown", "medium"]), "medium", false), 2);
  assert.is(exitOf(report(["pass", "high"], ["error", "medium"]), "medium", false), 2);
});
test("unknown below the floor does not matter, as long as something was measured", () => {
  assert.is(exitOf(report(["pass", "high"], ["unknown", "low"]), "medium", false), 0);
  assert.is(exitOf(report(["unknown", "low"]), "medium", false), 2);
});
test("--allow-unknown forgives unknown, not error", () => {
  assert.is(exitOf(report(["unknown", "high"]), "medium", true), 0);
  assert.is(exitOf(report(["error", "high"]), "medium", true), 2);
});
test("manual never changes it", () => {
  assert.is(exitOf(report(["manual", "critical"], ["pass", "low"]), "medium", false), 0);
});
test("not measured at all is not established", () => {
  assert.is(exitOf(report(["unknown", "info"], ["error", "info"]), "critical", false), 2);
});

test.run();
