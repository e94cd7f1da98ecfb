import { test } from "uvu";
import * as assert from "uvu/assert";
import { parseOsRelease, parseRedhatRelease } from "../../../evaluator/sources/os-release.js";

const value = (text: string): string | undefined => {
  const parsed = parseOsRelease(text);
  return parsed.outcome === "error" ? undefined : parsed.value.get("A")?.value;
};

test("shell quoting: bare, single, double, escapes, mixed, trailing comment", () => {
  for (const [text, expected] of [
    ["A=x", "x"], ["A='a $b \"c\"'", "a $b \"c\""], ["A=\"a \\\"b\\\" \\$c \\\\ \\`d\\` \\n\"", "a \"b\" $c \\ `d` \\n"], ["A=", ""],
    ["A=\"\"", ""],
    ["A=a\\ b", "a b"], ["A='x'\"y\"z", "xyz"], ["A=x # note", "x"], ["A=x\r", "x"], ["  A=x", "x"], ["export A=x", "x"],
    ["A=1\nA=2", "2"], ["A=\"x#y\"", "x#y"],
  ] as const) assert.is(value(`${text}\n`), expected, text);
});

test("nothing is expanded or run", () => {
  assert.is(value("A=\"$(id)\"\n"), "$(id)");
});

test("lines that are no assignment are named", () => {
  const parsed = parseOsRelease("A=x\nnonsense\nB=\"open\nC = 1\nD=a b\n");
  assert.is(parsed.outcome, "partial");
  if (parsed.outcome === "partial") assert.equal(parsed.lines, [2, 3, 4, 5]);
  assert.is(parseOsRelease("cat: /etc/os-release: No such file or directory\n").outcome, "error");
  assert.is(parseOsRelease("\n").outcome, "nothing");
});

test("redhat-release: every family", () => {
  for (const [text, expected] of [
    ["Red Hat Enterprise Linux release 8.10 (Ootpa)", "Red Hat Enterprise Linux|8.10|Ootpa"],
    ["CentOS Stream release 9", "CentOS Stream|9|"],
    ["Red Hat Enterprise Linux Server release 7.9 (Maipo)", "Red Hat Enterprise Linux Server|7.9|Maipo"],
    ["Rocky Linux release 9.4 (Blue Onyx)", "Rocky Linux|9.4|Blue Onyx"],
  ] as const) {
    const parsed = parseRedhatRelease(`${text}\n`);
    assert.is(parsed.outcome, "ok");
    if (parsed.outcome === "ok" && parsed.value) assert.is(`${parsed.value.name}|${parsed.value.version}|${parsed.value.codename ?? ""}`,
      expected);
  }
  assert.is(parseRedhatRelease("Debian GNU/Linux 12\n").outcome, "error");
  assert.is(parseRedhatRelease("").outcome, "nothing");
});

test.run();
