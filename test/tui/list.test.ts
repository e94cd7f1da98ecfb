import { test } from "uvu";
import * as assert from "uvu/assert";
import {
  currentFinding, currentRow, previewDoc, rowsOfList, rowsOfSections, shownFindings,
} from "../../evaluator/tui/state/derive.js";
import { findingOf, groupings } from "../../evaluator/tui/state/rows.js";
import { screenOf } from "../../evaluator/tui/state/state.js";
import { plainText } from "../../evaluator/tui/text/line.js";
import { browser, plainFrame } from "./browser.js";

test("it opens at the overview, on a section that has something to do", () => {
  const view = browser();
  assert.is(screenOf(view.state()), "sections");
  assert.is(rowsOfSections(view.state())[view.state().scrolls.sections.cursor]?.status, "fail");
});

test("the findings that need something done are shown first; r in the facets shows all", () => {
  const view = browser();
  view.keys("1");
  assert.ok(shownFindings(view.state()).every(({ status }) => ["fail", "unknown", "manual", "error"].includes(status)));
  view.keys("f", "r", "escape");
  assert.is(shownFindings(view.state()).length, view.state().world?.model.findings.length);
});

test("⏎ on a section shows its findings, esc goes back and brings the filter back", () => {
  const view = browser();
  const { filter } = view.state();
  view.keys("enter");
  assert.is(view.state().filter.text, "sec:1");
  view.keys("escape");
  assert.is(screenOf(view.state()), "sections");
  assert.is(view.state().filter, filter);
  view.keys("]");
  assert.is(view.state().filter.text, "sec:1");
});

test("the cursor stays on the same finding through every grouping, sorting and fold", () => {
  const view = browser({ controls: 60 });
  view.keys("1", "f", "r", "escape", "T", "j", "j", "j", "j", "j", "j", "j");
  const key = currentFinding(view.state())?.key;
  for (const _ of groupings) {
    view.keys("t");
    const row = currentRow(view.state());
    const held = findingOf(row);
    assert.ok(held?.key === key || (row?.kind !== "finding"
      && held?.result.id === view.state().world?.model.byKey.get(key ?? "")?.result.id), view.state().grouping);
  }
  view.keys("s", "s", "S");
  assert.is(currentFinding(view.state())?.key, key);
});

test("folds are remembered for each grouping", () => {
  const view = browser({ controls: 60 });
  view.keys("1", "left");
  const first = currentRow(view.state());
  assert.ok(first?.kind === "group" && first.folded);
  view.keys("t", "T");
  const again = rowsOfList(view.state())[0];
  assert.ok(again?.kind === "group" && again.folded);
});

test("marks: space marks and goes on, a group marks all of it, A all that is shown", () => {
  const view = browser({ controls: 60 });
  view.keys("1", "space");
  const first = view.state().marks.size;
  assert.ok(first >= 1);
  assert.is(view.state().scrolls.findings.cursor, 1);
  view.keys("A");
  assert.is(view.state().marks.size, shownFindings(view.state()).length);
  view.keys("A");
  assert.is(view.state().marks.size, 0);
});

test("the preview follows the cursor and the list stays where it was after a detail", () => {
  const view = browser({ controls: 60 });
  view.keys("1", "T", "j", "j", "j", "j", "j", "j");
  const { cursor, top } = view.state().scrolls.findings;
  assert.match(plainText(previewDoc(view.state()).line(0)), new RegExp(currentFinding(view.state())?.status ?? "?"));
  view.keys("enter", "j", "j", "escape");
  assert.equal([view.state().scrolls.findings.cursor, view.state().scrolls.findings.top], [cursor, top]);
});

test("the mouse: wheel, click, double click", () => {
  const view = browser({ controls: 60 });
  view.keys("1");
  view.dispatch({ type: "mouse", action: "press", column: 10, row: 5 });
  assert.is(view.state().scrolls.findings.cursor, 2);
  view.dispatch({ type: "mouse", action: "wheel-down", column: 10, row: 5 });
  assert.is(view.state().scrolls.findings.cursor, 5);
  view.dispatch({ type: "mouse", action: "press", column: 10, row: 5, again: true });
  assert.ok(screenOf(view.state()) === "detail" || currentRow(view.state())?.kind === "group");
});

test("a small terminal says what it needs; p prints and leaves", () => {
  const view = browser({}, { columns: 48, rows: 12 });
  assert.match(plainFrame(view.render()), /at least 60 columns and 16 rows[^]*48 × 12[^]*press p/);
  view.keys("p");
  assert.equal(view.effects, [{ kind: "quit", print: true }]);
});

test("panes: below 100 columns one below the other, from 100 side by side; + and - resize", () => {
  const narrow = browser({}, { columns: 99, rows: 30 });
  narrow.keys("1");
  assert.not.match(plainFrame(narrow.render()), / │ /);
  const side = browser({}, { columns: 100, rows: 30 });
  side.keys("1");
  assert.match(plainFrame(side.render()), / │ /);
  const { share } = side.state();
  side.keys("+");
  assert.ok(side.state().share > share);
});

test.run();
