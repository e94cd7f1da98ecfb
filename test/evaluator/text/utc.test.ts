import { test } from "uvu";
import * as assert from "uvu/assert";
import { utc } from "../../../evaluator/text/utc.js";

test("the same as toISOString without its fraction", () => {
  for (const seconds of [0, 1, 951782400, 1785760000, 4102444799]) assert.is(utc(seconds), new Date(seconds * 1000).toISOString().replace(".000Z", "Z"));
});

test.run();
