import * as assert from "uvu/assert";
import { test } from "uvu";
import { atLeast, highest, isSeverity, worst } from "../../../evaluator/results/status.js";

test("the worst status of several", () => {
  assert.is(worst(["pass", "fail", "error"]), "fail");
  assert.is(worst(["pass", "unknown", "error"]), "error");
  assert.is(worst(["manual", "unknown"]), "unknown");
  assert.is(worst(["pass", "manual"]), "manual");
  assert.is(worst(["not_applicable", "pass"]), "pass");
  assert.is(worst([]), "not_applicable");
});

test("severities", () => {
  assert.is(highest(["low", "critical", "info"]), "critical");
  assert.is(highest([]), undefined);
  assert.ok(atLeast("medium", "medium") && atLeast("high", "medium") && !atLeast("low", "medium"));
  assert.ok(isSeverity("info") && !isSeverity("Info") && !isSeverity(undefined));
});

test.run();
