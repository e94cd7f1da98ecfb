import { test } from "uvu";
import * as assert from "uvu/assert";
import { PassThrough } from "node:stream";
import { render as renderReport, renderers, type Format } from "../../evaluator/report/render.js";
import { planOf, planText } from "../../evaluator/results/plan.js";
import { rowsOf } from "../../evaluator/results/where.js";
import { runPlain } from "../../evaluator/tui/plain.js";
import { plain } from "../../evaluator/text/style.js";
import { width, type Visible } from "../../evaluator/text/visible.js";
import { screenOf } from "../../evaluator/tui/state/state.js";
import { browser, worldOf } from "./browser.js";
import { controls, everythingHostile, hostileTexts, withoutStyles } from "./hostile.js";
import { makeReport } from "./make-report.js";

/** Ways to every screen, pane and overlay. */
const toOutput = ["1", "T", "enter", "tab", "tab", "enter"];
const tours: readonly (readonly [name: string, keys: readonly string[], at: string])[] = [
  ["Sections", [], "sections"], ["Sections filtered", ["/", '"sec'], "sections"], ["Findings", ["1"], "findings"],
  ["Findings flat", ["1", "T"], "findings"],
  ["Findings by host", ["1", "t", "t", "t", "t"], "findings"],
  ["preview", ["1", "T", "tab", "j", "j", "j"], "findings preview"], ["preview in bytes", ["1", "T", "v"], "findings"],
  ["facets", ["1", "f"], "findings"], ["a finding", ["1", "T", "enter"], "detail"], [
    "its end, with its links", ["1", "T", "enter", "G"], "detail",
  ], ["its evidence in bytes", ["1", "T", "enter", "v", "tab", "tab"], "detail"],
  ["an output", toOutput, "source"], ["the head of an output", [...toOutput, "g"], "source"],
  ["an output wrapped", [...toOutput, "z"], "source"], ["an output to the right", [...toOutput, "right"], "source"],
  ["an output in bytes", [...toOutput, "v"], "source"], ["a control", ["1", "T", "c"], "control"], [
    "a rule", ["1", "T", "c", "G"], "control",
  ], ["Hosts", ["5"], "hosts"], ["matrix", ["5", "d", "tab", "j"], "hosts preview"],
  ["Plan", ["4", "j"], "plan"], ["help", ["1", "?"], "findings help"], ["go", [":"], "sections go"],
  ["copy", ["1", "y"], "findings copy"], ["export", ["1", "e"], "findings export"],
  ["what was copied", ["1", "T", "y", "e", "y", "y"], "findings text"],
  ["the message of a copy", ["1", "T", "y", "i"], "findings"],
];

/** Goes there and makes sure of it: a tour that stays on the list would prove nothing. */
const take = (view: ReturnType<typeof browser>, keys: readonly string[], at: string): void => {
  view.keys(...keys);
  const [screen, layer] = at.split(" ");
  assert.is(screenOf(view.state()), screen);
  if (layer === "preview") assert.ok(view.state().focus === "preview" || view.state().size.columns < 100);
  else if (layer !== undefined) assert.is(view.state().overlay?.kind, layer);
};

for (const size of [{ columns: 80, rows: 24 }, { columns: 140, rows: 40 }]) {
  for (const [name, keys, at] of tours) {
    test(`${name} at ${size.columns} columns: hostile text is shown, not obeyed, and shifts nothing`, () => {
      const view = browser({ controls: 20, hostile: everythingHostile }, size);
      take(view, keys, at);
      const lines = view.render();
      assert.is(lines.length, size.rows);
      for (const line of lines) {
        assert.not.match(withoutStyles(line), controls);
        assert.ok(width(withoutStyles(line) as Visible) <= size.columns, line);
      }
    });
  }
}

for (const [name, hostile] of hostileTexts) {
  test(`${name}: every tour, each line within the terminal`, () => {
    for (const [tour, keys, at] of tours.filter(([tour]) =>
      ["Findings", "a finding", "an output", "an output in bytes", "a control", "matrix", "Plan"].includes(tour))) {
      const view = browser({ controls: 8, hostile });
      take(view, keys, at);
      for (const line of view.render()) {
        assert.not.match(withoutStyles(line), controls, tour);
        assert.ok(width(withoutStyles(line) as Visible) <= 80, `${tour}: ${line}`);
      }
    }
  });
}

for (const format of Object.keys(renderers) as Format[]) {
  test(`renderer ${format} has no control character of the snapshot`, () => {
    const text =
      renderReport(format, makeReport({ hostile: everythingHostile }), { columns: 100, paint: plain, all: true });
    assert.not.match((typeof text === "string" ? text : "").replaceAll("\n", "").replaceAll("\t", ""), controls);
  });
}

test("the plan has neither controls nor lines that a name added", () => {
  const report = makeReport({ hostile: "\nrm -rf /home\u001b[2J" });
  const text = planText(planOf(rowsOf(report)), report);
  assert.not.match(text.replaceAll("\n", ""), /[\u0000-\u001f\u007f-\u009f]/);
  assert.not.ok(text.split("\n").some((line) => line.startsWith("rm ")));
});

test("what is copied is escaped: clipboards end up in shells", () => {
  for (const key of ["f", "e", "i", "j"]) {
    const view = browser({ hostile: everythingHostile, controls: 20 });
    view.keys("1", "T", "y", key);
    const [copied] = view.effects;
    assert.ok(copied?.kind === "copy", key);
    if (copied?.kind === "copy") assert.not.match(copied.text.replaceAll("\n", ""), controls, key);
  }
});

test("the line by line mode prints no control character either", async () => {
  const stdin = new PassThrough();
  const lines: string[] = [];
  const { model, ...world } = worldOf({ hostile: everythingHostile, controls: 8 });
  stdin.end("list\nnext\nevidence\nfix\nwhy\nrule\nsections\nhosts\nplan\nfilter fail\nshow\nhelp\nquit\n");
  await runPlain({
    load: async () => ({ ...world, report: model.report }), stdin, out: (line) => void lines.push(line), columns: 80,
    interactive: false,
  });
  assert.ok(lines.length > 100);
  for (const line of lines) assert.not.match(line, controls);
});

test.run();
