import { test } from "uvu";
import * as assert from "uvu/assert";
import { wrapCommand } from "../../../evaluator/text/wrap-command.js";

test("a short command stays as it is", () => assert.equal(wrapCommand("zmmailboxdctl restart", 40), ["zmmailboxdctl restart"]));
test("a long one can be pasted: broken between words, never inside quotes", () => {
  const lines = wrapCommand("zmprov md shop.example.com +zimbraResponseHeader 'X-Robots-Tag: noindex, nofollow'", 40);
  assert.equal(lines, ["zmprov md shop.example.com \\", "  +zimbraResponseHeader \\", "  'X-Robots-Tag: noindex, nofollow'"]);
  assert.is(lines.join("\n").replaceAll(/ \\\n\s+/g, " "), "zmprov md shop.example.com +zimbraResponseHeader 'X-Robots-Tag: noindex, nofollow'");
});
test("each line of a comment is a comment", () => assert.equal(wrapCommand("# the restart cuts off web users", 20), ["# the restart cuts", "# off web users"]));
test("an open quote does not lose words", () => assert.ok(wrapCommand("a 'b c d e f g h i j k l m n", 10).join("").includes("n")));

test.run();
