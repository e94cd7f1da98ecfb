import { test } from "uvu";
import * as assert from "uvu/assert";
import { matrixOf, rowsOfHosts, rowsOfPlan } from "../../evaluator/tui/state/derive.js";
import { screenOf } from "../../evaluator/tui/state/state.js";
import { browser } from "./browser.js";

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

test.run();
