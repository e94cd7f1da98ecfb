import { test } from "uvu";
import * as assert from "uvu/assert";
import { matrixOf, rowsOfHosts, rowsOfPlan } from "../../evaluator/tui/state/derive.js";
import { screenOf } from "../../evaluator/tui/state/state.js";
import { toModel } from "../../evaluator/tui/state/model.js";
import { visible, width } from "../../evaluator/text/visible.js";
import type { Report } from "../../evaluator/types/report.js";
import { browser, plainFrame } from "./browser.js";

test("a finding without a fix says why p does nothing", () => {
  const view = browser();
  view.keys("1", "/", '"status:unknown', "enter", "j", "j", "p");
  assert.match(view.state().message?.text ?? "", /no fix/);
});

test("marked fixes go on the plan, and the plan is theirs alone", () => {
  const view = browser({ controls: 60 });
  view.keys("4");
  const all = rowsOfPlan(view.state()).length;
  view.keys("1", "space", "p", "4");
  const planned = rowsOfPlan(view.state());
  assert.ok(planned.length > 1 && planned.length < all);
  assert.is(planned.at(-1)?.kind === "step" && planned.at(-1)?.part.kind, "restarts");
  view.keys("G", "enter");
  assert.is(screenOf(view.state()), "detail");
});

test("hosts: rows that differ among the hosts that are judged, all with d, one role with r", () => {
  const view = browser({ hosts: 4, controls: 20 });
  view.keys("5");
  const differing = matrixOf(view.state()).rows.length;
  assert.ok(matrixOf(view.state()).rows
    .every(({ cells }) => new Set(cells.flatMap((cell) => (cell ? [cell.status] : []))).size > 1));
  view.keys("d");
  assert.ok(matrixOf(view.state()).rows.length >= differing);
  view.keys("r");
  const { roles } = rowsOfHosts(view.state())[0] ?? { roles: [] };
  assert.ok(matrixOf(view.state()).hosts
    .every((host) => rowsOfHosts(view.state()).find(({ name }) => name === host)?.roles.join() === roles.join()));
});

test("J and K move a step within its part, and the plan that goes out has that order", () => {
  const view = browser({ hosts: 3, controls: 30 });
  view.keys("4", "j");
  const steps = () => rowsOfPlan(view.state())
    .flatMap((row) => (row.kind === "step" ? [row.step.lines.join("\n")] : []));
  const before = steps();
  view.keys("K");
  assert.match(view.state().message?.text ?? "", /the first of its part/);
  assert.equal(steps(), before);
  view.keys("J", "J");
  assert.equal(steps().slice(0, 3), [before[1], before[2], before[0]]);
  assert.equal([...steps()].sort(), [...before].sort(), "nothing is lost");
  assert.is(view.state().scrolls.plan.cursor, 3, "the cursor stays on the step");
  view.keys("y", "F");
  const copied = view.effects.at(-1);
  const text = copied?.kind === "copy" ? copied.text : "";
  const [first = "", second = ""] = [before[1]?.split("\n")[0], before[0]?.split("\n")[0]];
  assert.ok(text.indexOf(first) >= 0 && text.indexOf(first) < text.indexOf(second));
  view.keys("K", "K");
  assert.equal(steps(), before);
  view.keys("G", "J");
  assert.match(view.state().message?.text ?? "", /the last of its part/, "restarts stay last");
  view.keys("/", '"mail1', "enter", "g", "j", "J");
  assert.match(view.state().message?.text ?? "", /a filter hides steps/);
});

/** Fifty hosts, of which one differs in each row: number 40 in the first, 12 and 47 in the second. */
const fifty = () => {
  const view = browser({ hosts: 50, controls: 20 });
  const { world } = view.state();
  assert.ok(world);
  const at = (id: string, wrong: readonly number[]) => ({
    ...world.model.report.results.find((result) => result.id === id),
    subjects: Array.from({ length: 50 }, (_, i) => ({
      kind: "server", name: `mail${i + 1}.example.test`, host: `mail${i + 1}.example.test`, severity: "high",
      status: wrong.includes(i + 1) ? "fail" : "pass", message: "x", evidence: [], fix: [],
    })),
  });
  const report = { ...world.model.report, results: [at("1.1", [40]), at("2.1", [12, 47])] };
  view.dispatch({ type: "loaded", world: { ...world, model: toModel(report as unknown as Report) } });
  view.keys("5", "s", "S", "S");
  return { view, text: () => plainFrame(view.render()) };
};

test("fifty hosts at 80×24: each row names who differs, and the cursor's row shows it", () => {
  const { view, text } = fifty();
  const label = (column: number): string => matrixOf(view.state()).hosts[column]?.split(".")[0] ?? "";
  const [first, second] = matrixOf(view.state()).rows;
  assert.equal(first?.odd.map(label), ["mail40"]);
  assert.equal([...second?.odd.map(label) ?? []].sort(), ["mail12", "mail47"]);
  assert.match(text(), /DIFFERS/);
  assert.match(text(), /^ {2}1\.1 .* mail40 /m);
  assert.match(text(), /^ {2}2\.1 .* mail\d\d \+1 /m);
  assert.not.match(text(), /^ {2}1\.1 .*FAIL/m, "the host is off the screen");
  view.keys("tab");
  assert.match(text(), /^> 1\.1 .* mail40 .*FAIL/m, "into the matrix: the row shows it");
  assert.match(text(), /DIFFERS.* mail40( |$)/m, "under its name");
  view.keys("j");
  assert.match(text(), /^> 2\.1 .* mail\d\d \+1 .*FAIL/m);
  for (const one of text().split("\n")) assert.ok(width(visible(one)) <= 80, one);
});

test("n and N go from host to host that differs, and say which", () => {
  const { view, text } = fifty();
  const said = (): string => view.state().message?.text ?? "";
  view.keys("n");
  assert.is(view.state().focus, "preview");
  assert.match(said(), /^1\.1: mail40 fail; the others: pass$/i);
  view.keys("n");
  assert.match(said(), /^2\.1: mail(12 fail, mail47|47 fail, mail12) fail; the others: pass$/i);
  const left = view.state().preview.left;
  view.keys("n");
  assert.match(said(), /^2\.1: mail(12|47) fail and 1 more; the others: pass$/i);
  assert.ok(view.state().preview.left !== left, "the other one is further to the right");
  assert.match(text(), /DIFFERS.*mail(12|47)/);
  view.keys("n");
  assert.is(said(), "no further row differs");
  view.keys("N", "N");
  assert.match(said(), /^1\.1: mail40/);
});

test("the matrix is there at 60×16 as well", () => {
  const { view, text } = fifty();
  view.dispatch({ type: "resize", size: { columns: 60, rows: 16 } });
  view.keys("n");
  assert.match(text(), /^> 1\.1 .* mail40 .*FAIL/m);
  view.keys("n");
  assert.match(text(), /^> 2\.1 .*FAIL/m);
});

/** A report with other results, as the browser has it. */
const withSubjects = (subjects: readonly object[]) => {
  const view = browser({ hosts: 2, controls: 3 });
  const { world } = view.state();
  assert.ok(world);
  const [first] = world.model.report.results;
  const report = { ...world.model.report, results: [{ ...first, subjects }] } as unknown as Report;
  view.dispatch({ type: "resize", size: { columns: 140, rows: 40 } });
  view.dispatch({ type: "loaded", world: { ...world, model: toModel(report) } });
  return { view, text: () => plainFrame(view.render()) };
};
const subject = { kind: "host", status: "fail", severity: "high", message: "x", evidence: [], fix: [] };

test("hosts that could not be listed are no host", () => {
  const { view } = withSubjects([
    { ...subject, name: "mail1.example.test", host: "mail1.example.test" },
    { ...subject, name: "all hosts", host: "all hosts", status: "unknown" },
  ]);
  assert.equal(rowsOfHosts(view.state()).map(({ name }) => name), ["mail1.example.test", "mail2.example.test"]);
});

test("a line break in a fix is shown as one: no line of its own comes of it", () => {
  const fix = ["# careful\nrm -rf /", "echo a\nrm -rf /"];
  const { view, text } = withSubjects([
    { ...subject, name: "mail1.example.test", host: "mail1.example.test", fix },
  ]);
  view.keys("1", "T", "enter");
  assert.match(text(), /^ +# careful\\u\{a\}rm -rf \//m);
  assert.match(text(), /^ +echo a\\u\{a\}rm -rf \//m);
  assert.not.match(text(), /^ *rm -rf/m);
});

test("facts that are missing for one reason are named once, with all verdicts that it costs", () => {
  const missing = ["hosts.a.pax", "hosts.a.sshd"].map((path) =>
    ({ path, reason: "the host a was not collected", command: "sh collect.sh, on a" }));
  const { text } = withSubjects([
    { ...subject, name: "mail1.example.test", host: "mail1.example.test", status: "unknown", missing },
  ]);
  const shown = text();
  assert.match(shown, /hosts\.a\.pax and 1 more: the host a was not collected; costs 1\.1/);
  assert.is(shown.split("sh collect.sh, on a").length, 2);
});

test("→ stops at the last host: ← answers at once", () => {
  const { view } = fifty();
  view.keys("tab", ...Array.from({ length: 80 }, () => "right"));
  const { left } = view.state().preview;
  assert.ok(left < 50);
  view.keys("left");
  assert.is(view.state().preview.left, left - 1);
});

test.run();
