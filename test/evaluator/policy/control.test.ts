import * as assert from "uvu/assert";
import { test } from "uvu";
import { compareIds } from "../../../evaluator/policy/control.js";

test("ids sort as the article does, custom ones after", () => {
  const ids = ["acme-10", "10.1", "2.1", "acme-2", "2.10", "2.2", "zeta-1", "acme-1"];
  assert.equal([...ids].sort(compareIds), ["2.1", "2.2", "2.10", "10.1", "acme-1", "acme-2", "acme-10", "zeta-1"]);
  assert.equal([...ids].reverse().sort(compareIds), [...ids].sort(compareIds));
});

test.run();
