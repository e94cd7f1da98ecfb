import { test } from "uvu";
import * as assert from "uvu/assert";
import { countCell, digestCell, modeCell, readTable, textCell, yesNoCell } from "../../../evaluator/sources/file-table.js";

const columns = { path: textCell, mode: modeCell, size: countCell, known: yesNoCell, sha: digestCell };

test("cells are typed and rows keep their line", () => {
  const parsed = readTable(`/a b\t0640\t12\tyes\t-\n\n/c\t4755\t0\tno\t${"a".repeat(64)}\r\n`, columns);
  assert.equal(parsed, { outcome: "ok", value: [
    { path: "/a b", mode: 0o640, size: 12, known: true, sha: null, line: 1 },
    { path: "/c", mode: 0o4755, size: 0, known: false, sha: "a".repeat(64), line: 3 },
  ] });
});

test("a row with other cells is left out and named", () => {
  for (const row of ["/a\t640\t1\tyes", "/a\t640\t1\tyes\t-\tmore", "/a\t9\t1\tyes\t-", "/a\t640\t-1\tyes\t-", "/a\t640\t1\tmaybe\t-",
    "/a\t640\t1\tyes\tABC"]) {
    const parsed = readTable(`/b\t600\t1\tno\t-\n${row}\n`, columns);
    assert.is(parsed.outcome, "partial", row);
    if (parsed.outcome === "partial") assert.equal([parsed.value.length, parsed.lines], [1, [2]]);
  }
});

test("no row of this form is an error, no row at all is nothing", () => {
  assert.is(readTable("sh: stat: not found\n", columns).outcome, "error");
  assert.is(readTable("\n", columns).outcome, "nothing");
});

test.run();
