import { test } from "uvu";
import * as assert from "uvu/assert";
import { inputError, InputError, isInputError } from "../../evaluator/errors.js";

test("a message says what, where, what to do, and keeps the parts and the cause", () => {
  const cause = new Error("ENOENT");
  const error = inputError({ what: "There is no such file", where: "a.json", todo: "Check the name", cause });
  assert.instance(error, InputError);
  assert.is(error.message, "There is no such file: a.json. Check the name.");
  assert.equal([error.what, error.where, error.todo, error.kind], ["There is no such file", "a.json", "Check the name", "snapshot"]);
  assert.is(error.cause, cause);
});

test("a defect is no input error", () => {
  assert.not(isInputError(new Error("x")));
  assert.ok(isInputError(inputError({ what: "w", where: "x", todo: "y", kind: "site" })));
});

test.run();
