import * as assert from "uvu/assert";
import { test } from "uvu";
import type { Gate } from "../../../evaluator/policy/gate.js";
import type { Control } from "../../../evaluator/policy/control.js";
import { demandOf, hostPartsIn, hostPartsOf } from "../../../evaluator/policy/demand-of.js";

test("the names that contracts ask for, by where they stand", () => {
  const reads = [
    "servers.@.attrs.zimbraMailMode.value", "domains.*.own.zimbraDomainStatus.from", "accounts.*.effective.zimbraImapEnabled.value",
    "hosts.@.localconfig.ssl_allow.value", "hosts.@.postfix.main.mynetworks", "hosts.*.sshd.default.port.value",
    "hosts.*.sshd.connections.*.settings.permitrootlogin.value", "hosts.@.units.telnet.active.value", "hosts.@.units.*.active.value",
    "servers",
  ].map((path) => path.split("."));
  const demand = demandOf([{ reads } as unknown as Control]);
  assert.equal([...demand.attributes].sort(), ["zimbraDomainStatus", "zimbraImapEnabled", "zimbraMailMode"]);
  assert.equal([[...demand.localconfig], [...demand.postconf], [...demand.sshd].sort(), [...demand.units]], [
    ["ssl_allow"], ["mynetworks"], ["permitrootlogin", "port"], ["telnet"],
  ]);
});

test("the parts of hosts, unless a rule takes a host as a whole", () => {
  const control = (...reads: readonly object[]): Control =>
    ({ hostParts: hostPartsIn({ subjects: [{ reads: [{ path: ["hosts", "*"] }] }], results: [{ reads }] } as unknown as Gate) }) as unknown as Control;
  const port = { path: ["hosts", "@", "sshd", "default"] };
  const units = { path: ["hosts", "*", "units", "telnet"], deep: true };
  assert.equal(hostPartsOf([control(port, { path: ["servers", "@", "attrs"] }), control(units)]), new Set(["sshd", "units"]));
  for (const path of [["hosts"], ["hosts", "@"], ["hosts", "*", "*"]]) assert.is(hostPartsOf([control(port, { path, deep: true })]), undefined);
});

test.run();
