import { test } from "uvu";
import * as assert from "uvu/assert";
import { parseZmprovGg } from "../../../evaluator/sources/zmprov-gg.js";

const row = (...cells: readonly string[]): string => [12, 36, 30, 12, 36, 30].map((width, index) =>
  (cells[index] ?? "").slice(0, width).padEnd(width)).join(" ") + ` ${cells[6] ?? ""}\n`;
const header = row("target type", "target id", "target name", "grantee type", "grantee id", "grantee name", "right") +
  row(..."-".repeat(6).split("").map(() => "-".repeat(40)), "--------------------");

test("a target without id, names with blanks, a name that was cut", () => {
  const parsed = parseZmprovGg(header + row("global", "", "globalacltarget", "grp", "1", "help desk@example.com", "+adminConsoleRights") +
    row("domain", "2", "a-very-long-domain-name-that-is-cut.example.com", "usr", "3", "u@example.com", "domainAdminRights") + "\n");
  assert.is(parsed.outcome, "ok");
  if (parsed.outcome !== "ok") return;
  assert.equal(parsed.value.map(({ targetId, granteeName, modifier, right, cut, line }) =>
    [targetId, granteeName, modifier, right, cut, line]), [
    ["", "help desk@example.com", "+", "adminConsoleRights", [], 3], ["2", "u@example.com", "", "domainAdminRights", ["targetName"], 4],
  ]);
});

test("a batch of targets, an error among them, a target without grants", () => {
  const one = row("cos", "2", "default", "usr", "3", "u@example.com", "getCos");
  assert.is(parseZmprovGg(`prov> ${header}${one}\nprov> ${header}\nprov> `).outcome, "ok");
  assert.is(parseZmprovGg(`prov> ${header}${one}\nprov> ERROR: account.NO_SUCH_DOMAIN (no such domain: x)\n`).outcome, "partial");
  assert.is(parseZmprovGg(header).outcome, "nothing");
  const failed = parseZmprovGg("ERROR: service.INVALID_REQUEST (invalid request: x)\n");
  assert.is(failed.outcome, "error");
  if (failed.outcome === "error") assert.match(failed.reason, /zmprov says: ERROR/);
});

test.run();
