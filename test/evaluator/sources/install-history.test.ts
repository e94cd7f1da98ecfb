import { test } from "uvu";
import * as assert from "uvu/assert";
import { parseInstallHistory } from "../../../evaluator/sources/install-history.js";

test("patch lines of all four packages, other lines as they are", () => {
  const parsed = parseInstallHistory("1: INSTALLED zimbra-core-10.1.0.GA\n2: CONFIGURED patch 10.1.19\n" +
    "3: CONFIGURED proxy-patch 9.0.0_P40\n4: CONFIGURED ldap-patch 10.1.1\n5: CONFIGURED BEGIN\n");
  assert.is(parsed.outcome, "ok");
  if (parsed.outcome === "ok") assert.equal(parsed.value.map(({ patch }) => patch && `${patch.component} ${patch.version}`),
    [null, "patch 10.1.19", "proxy-patch 9.0.0_P40", "ldap-patch 10.1.1", null]);
});

test("lines without a time are named", () => {
  assert.is(parseInstallHistory("1: A\nB\n").outcome, "partial");
  assert.is(parseInstallHistory("cat: x: Permission denied\n").outcome, "error");
  assert.is(parseInstallHistory("").outcome, "nothing");
});

test.run();
