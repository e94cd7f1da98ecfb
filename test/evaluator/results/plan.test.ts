import { test } from "uvu";
import * as assert from "uvu/assert";
import { isRestart, planOf, planText } from "../../../evaluator/results/plan.js";
import { rowOf, type Row } from "../../../evaluator/results/where.js";
import type { Result, Subject } from "../../../evaluator/types/report.js";

const finding = (id: string, name: string, fix: readonly string[], more: Partial<Subject> = {}): Row => {
  const subject: Subject = { kind: "server", name, host: name, status: "fail", severity: "medium", message: "", evidence: [], fix: [...fix], ...more };
  const result: Result = { id, title: `Title of ${id}`, section: 1, severity: "medium", kind: "evidence", status: "fail", subjects: [subject] };
  return rowOf(result, subject);
};

test("restarts come last, each once a host", () => {
  const plan = planOf([
    finding("1.1", "mail1", ["echo a >> /etc/x", "zmproxyctl restart"]), finding("1.2", "mail1", ["echo b >> /etc/y", "zmproxyctl restart"]), finding("1.2", "mail2", ["echo b >> /etc/y", "zmproxyctl restart"]),
  ]);
  assert.equal(plan.parts.map(({ kind, where, steps }) => [kind, where, steps.length]), [["host", "mail1", 2], ["host", "mail2", 1], ["restarts", "mail1", 1], ["restarts", "mail2", 1]]);
  assert.equal(plan.restarts, { asked: 3, joined: 2 });
  assert.equal(plan.parts[2]?.steps[0]?.causes.map(({ id }) => id), ["1.1", "1.2"]);
});

test("a restart on every host that runs the service is not asked of one of them again", () => {
  const plan = planOf([
    finding("1.1", "mail1", ["zmprov ms mail1 x", "zmmailboxdctl restart"]), finding("1.2", "global", ["zmprov mcf y", "zmmailboxdctl restart"], { host: "" }),
    finding("1.3", "mail1", ["zmprov ms mail1 z", "zmproxyctl restart"]),
  ]);
  const restarts = plan.parts.filter(({ kind }) => kind === "restarts");
  assert.equal(restarts.map(({ where, steps }) => [where, steps.map(({ lines }) => lines[0])]), [["", ["zmmailboxdctl restart"]], ["mail1", ["zmproxyctl restart"]]]);
  assert.equal(restarts[0]?.steps[0]?.causes.map(({ id, subjects }) => [id, ...subjects]), [["1.2", "global"], ["1.1", "mail1"]]);
});

test("zmcontrol restart takes the place of single restarts of its host", () => {
  const plan = planOf([finding("1.1", "mail1", ["zmmtactl restart"]), finding("1.2", "mail1", ["zmcontrol restart"])]);
  assert.equal(plan.parts[0]?.steps.map(({ lines }) => lines), [["zmcontrol restart"]]);
  assert.ok(plan.parts[0]?.steps[0]?.danger);
});

test("what only changes the directory is done once, whatever server found it", () => {
  const plan = planOf([finding("1.1", "mail1", ["zmprov mcf zimbraX TRUE"]), finding("1.1", "mail2", ["zmprov mcf zimbraX TRUE"])]);
  assert.is(plan.steps, 1);
  assert.is(plan.parts[0]?.kind, "once");
  assert.equal(plan.parts[0]?.steps[0]?.causes, [{ id: "1.1", title: "Title of 1.1", subjects: ["mail1", "mail2"] }]);
});

test("a comment stays with the command that it is about", () => {
  const plan = planOf([finding("1.1", "mail1", ["# edit the file first", "postfix reload"])]);
  assert.equal(plan.parts[0]?.steps[0]?.lines, ["# edit the file first", "postfix reload"]);
});

test("a comment that mentions sshd or a restart is neither a danger nor a restart", () => {
  const plan = planOf([finding("1.1", "mail1", ["# zmproxyctl restart is not needed, sshd neither", "true"])]);
  assert.is(plan.parts[0]?.steps[0]?.danger, undefined);
  assert.is(plan.restarts.asked, 0);
  assert.not.ok(isRestart("zmproxyctl status"));
});

test("what can lock the administrator out says so", () => {
  assert.match(planOf([finding("8.1", "mail1", ["sshd -t && systemctl reload sshd"])]).parts[0]?.steps[0]?.danger?.before ?? "", /second session/);
});

test("findings without a fix are counted, passes are not", () => {
  assert.equal(planOf([finding("1.1", "a", []), finding("1.2", "b", ["x"], { status: "pass" })]), { parts: [], steps: 0, restarts: { asked: 0, joined: 0 }, without: 1 });
});

test("a name with a newline cannot add a command to the script", () => {
  const text = planText(planOf([finding("1.1", "evil\nrm -rf /", ["zmprov ms evil\nrm -rf /home x"])]), { snapshots: [], now: null });
  assert.not.ok(text.split("\n").some((line) => line.startsWith("rm ")));
  assert.match(text.split("\n")[0] ?? "", /^exit 1/);
});

test.run();
