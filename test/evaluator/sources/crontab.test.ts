import { test } from "uvu";
import * as assert from "uvu/assert";
import { parseCrontab } from "../../../evaluator/sources/crontab.js";

test("a commented job is none, and a percent sign stays", () => {
  const parsed = parseCrontab("#45 23 * * * /opt/zimbra/libexec/zmsaupdate\n*/10 * * * 1-5\t/bin/x --day %d >/dev/null 2>&1\n");
  assert.equal(parsed, { outcome: "ok", value: [{ schedule: "*/10 * * * 1-5", command: "/bin/x --day %d >/dev/null 2>&1", line: 2 }] });
});

test("an empty crontab is known to be empty, something else is no crontab", () => {
  assert.equal(parseCrontab(""), { outcome: "nothing", value: [] });
  assert.equal(parseCrontab("# only words\nMAILTO = x\n"), { outcome: "nothing", value: [] });
  assert.is(parseCrontab("<html>\n").outcome, "error");
  assert.is(parseCrontab("1 2 3 4 5 /bin/x\n1 2 3\n").outcome, "partial");
});

test("a line of a million fields is read in one go", () => {
  const started = Date.now();
  parseCrontab("* ".repeat(1_000_000));
  parseCrontab("*".repeat(2_000_000));
  assert.ok(Date.now() - started < 2000);
});

test.run();
