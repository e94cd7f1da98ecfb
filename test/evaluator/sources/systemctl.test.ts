import { test } from "uvu";
import * as assert from "uvu/assert";
import { parseUnitFiles, parseUnitStates } from "../../../evaluator/sources/systemctl.js";

test("states: a unit twice or with more words is named", () => {
  const parsed = parseUnitStates("ssh.service active\nssh.service inactive\nfail2ban is not running\nchronyd.service not-found\n");
  assert.is(parsed.outcome, "partial");
  if (parsed.outcome === "partial") assert.equal([parsed.lines, [...parsed.value.keys()]], [[2, 3], ["ssh.service", "chronyd.service"]]);
});

test("states: what systemctl says without systemd is no state", () => {
  assert.is(parseUnitStates("System has not been booted with systemd as init system (PID 1). Can't operate.\n").outcome, "error");
  assert.is(parseUnitStates("").outcome, "nothing");
});

test("unit files: old ones without preset, escaped names", () => {
  const parsed = parseUnitFiles("UNIT FILE STATE\ndev-disk-by\\x2dlabel-x.swap generated\nzimbra.service enabled\n\n" +
    "2 unit files listed.\n");
  assert.is(parsed.outcome, "ok");
  if (parsed.outcome === "ok") assert.equal([...parsed.value.values()].map(({ state }) => state), ["generated", "enabled"]);
});

test.run();
