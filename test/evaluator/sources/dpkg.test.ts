import { test } from "uvu";
import * as assert from "uvu/assert";
import { parseDpkg } from "../../../evaluator/sources/dpkg.js";

test("installed is ii or hi, and nothing else", () => {
  const states = ["ii ", "hi ", "rc ", "iU ", "iF ", "un ", "pn ", "iHR"];
  const parsed = parseDpkg(states.map((state, index) => `p${index}:amd64\t${state}\t1\tamd64\tp\t1\n`).join(""));
  assert.is(parsed.outcome, "ok");
  if (parsed.outcome !== "ok") return;
  assert.equal(parsed.value.filter(({ installed }) => installed).map(({ name }) => name), ["p0", "p1"]);
  assert.equal(parsed.value.map(({ status }) => status), ["ii", "hi", "rc", "iU", "iF", "un", "pn", "iHR"]);
});

test("an editor may have cut the blank of the state; a package that is gone has no version", () => {
  assert.is(parseDpkg("a\tii\t1\tall\ta\t1\nb\tun \t\t\tb\t\n").outcome, "ok");
});

test("other columns are named, dpkg -l is not this form", () => {
  const parsed = parseDpkg("a\tii \t1\tall\ta\t1\nb ii 1\n");
  assert.is(parsed.outcome, "partial");
  if (parsed.outcome === "partial") assert.equal(parsed.lines, [2]);
  assert.is(parseDpkg("ii  zimbra-core  10.1.0  amd64  Zimbra\n").outcome, "error");
  assert.is(parseDpkg("").outcome, "nothing");
});

test.run();
