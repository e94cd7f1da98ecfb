import { test } from "uvu";
import * as assert from "uvu/assert";
import { error, nothing, ok, partial } from "../../../evaluator/sources/parsed.js";

test("the four outcomes stay apart", () => {
  assert.is(ok([1]).outcome, "ok");
  assert.equal(nothing([]), { outcome: "nothing", value: [] });
  assert.equal(error("cut", [3]), { outcome: "error", reason: "cut", lines: [3] });
  assert.equal(partial([1], "line 4 is no attribute", [4]), { outcome: "partial", value: [1], reason: "line 4 is no attribute", lines: [4] });
});

test.run();
