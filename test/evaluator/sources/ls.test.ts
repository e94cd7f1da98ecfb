import { test } from "uvu";
import * as assert from "uvu/assert";
import { parseLs } from "../../../evaluator/sources/ls.js";

const line = (name: string, rest = "-rw-r--r-- 1 root root 12 2026-11-24 05:28:07.194217187 +0000"): string => `${rest} ${name}\n`;
const names = (text: string): unknown => {
  const parsed = parseLs(text);
  return parsed.outcome === "error" ? parsed.reason : parsed.value.map(({ name, kind }) => `${kind} ${name}`);
};

test("names keep their blanks, links lose their target", () => {
  assert.equal(names(line("a  b ") + line("l -> x -> y", "lrwxrwxrwx 1 root root 9 2026-11-24 05:28:07.1 +0000")), ["file a  b ", "link l"]);
  assert.equal(names(line("a -> b")), ["file a -> b"]);
});

test("columns are padded, marks follow the mode, devices have no size", () => {
  const padded = "-rw-r-----+  1 zimbra zimbra    5 2026-11-24 05:28:07 -0330";
  const parsed = parseLs(line("a", padded) + line("null", "crw-rw-rw- 1 root root 1, 3 2026-11-24 05:28:07.1 +0000"));
  assert.equal(parsed.outcome === "ok" && parsed.value.map(({ size, mtime, kind }) => [kind, size, mtime]), [
    ["file", 5, Date.UTC(2026, 10, 24, 8, 58, 7) / 1000], ["other", 0, Date.UTC(2026, 10, 24, 5, 28, 7) / 1000],
  ]);
});

test("an empty folder is nothing, a complaint is an error, and one among lines is named", () => {
  assert.is(parseLs("total 0\n").outcome, "nothing");
  assert.is(parseLs("ls: cannot access '/opt/zimbra/lib/ext': Permission denied\n").outcome, "error");
  const parsed = parseLs(`${line("a")}b\n${line("c", "-rw-r--r-- 1 root root 12 2026-13-24 05:28:07 +0000")}`);
  assert.equal(parsed.outcome === "partial" && [parsed.value.length, parsed.lines], [1, [2, 3]]);
});

test.run();
