import { test } from "uvu";
import * as assert from "uvu/assert";
import { parsePathValues } from "../../../evaluator/sources/path-values.js";

test("a file with several lines, a value with an equals sign, a line that is none", () => {
  const parsed = parsePathValues("/proc/net/ip_tables_names=filter\n/proc/net/ip_tables_names=nat\n/proc/cpuinfo=a=b\nno path\n");
  assert.is(parsed.outcome, "partial");
  assert.equal(parsed.outcome === "partial" && [...parsed.value].map(([path, values]) => [path, ...values.map(({ value }) => value)]),
    [["/proc/net/ip_tables_names", "filter", "nat"], ["/proc/cpuinfo", "a=b"]]);
  assert.is(parsePathValues("").outcome, "nothing");
  assert.is(parsePathValues("cat: x: No such file\n").outcome, "error");
});

test.run();
