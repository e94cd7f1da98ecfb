import { test } from "uvu";
import * as assert from "uvu/assert";
import { PassThrough } from "node:stream";
import { render as renderReport, renderers, type Format } from "../../evaluator/report/render.js";
import { planOf, planText } from "../../evaluator/results/plan.js";
import { rowsOf } from "../../evaluator/results/where.js";
import { runPlain } from "../../evaluator/tui/plain.js";
import { plain } from "../../evaluator/text/style.js";
import { width, type Visible } from "../../evaluator/text/visible.js";
import { browser, worldOf } from "./browser.js";
import { controls, everythingHostile, hostileTexts, withoutStyles } from "./hostile.js";
import { makeReport } from "./make-report.js";

/** Ways to every screen, pane and overlay. */
const tours: readonly (readonly [string, readonly string[]])[] = [
  ["Sections", []], ["Sections filtered", ["/", '"sec']], ["Findings", ["1"]], ["Findings flat", ["1", "T"]], ["Findings by host", ["1", "t", "t", "t", "t"]], ["preview", ["1", "tab", "j", "j", "j"]], ["preview in bytes", ["1", "v"]],
  ["facets", ["1", "f"]], ["a finding", ["1", "j", "j", "enter"]], ["its evidence", ["1", "j", "j", "enter", "tab", "tab"]], ["an output", ["1", "j", "j", "enter", "tab", "tab", "enter"]], ["an output wrapped", ["1", "j", "j", "enter", "tab", "tab", "enter", "z"]],
  ["an output in bytes", ["1", "j", "j", "enter", "tab", "tab", "enter", "v"]], ["a control", ["1", "j", "j", "c"]], ["a rule", ["1", "j", "j", "c", "G"]], ["Hosts", ["5"]], ["matrix", ["5", "d", "tab", "j"]], ["Plan", ["4", "j"]], ["help", ["1", "?"]], ["go", [":"]], ["copy", ["1", "y"]], ["export", ["1", "e"]],
  ["what was copied", ["1", "j", "j", "y", "e", "y", "y"]], ["the message of a copy", ["1", "j", "j", "y", "i"]],
];

for (const size of [{ columns: 80, rows: 24 }, { columns: 140, rows: 40 }]) {
  for (const [name, keys] of tours) {
    test(`${name} at ${size.columns} columns: hostile text is shown, not obeyed, and shifts nothing`, () => {
      const view = browser({ controls: 20, hostile: everythingHostile }, size);
      view.keys(...keys);
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
    for (const [tour, keys] of tours.filter((_, i) => i % 5 === 2)) {
      const view = browser({ controls: 8, hostile });
      view.keys(...keys);
      for (const line of view.render()) {
        assert.not.match(withoutStyles(line), controls, tour);
        assert.ok(width(withoutStyles(line) as Visible) <= 80, `${tour}: ${line}`);
      }
    }
  });
}

for (const format of Object.keys(renderers) as Format[]) {
  test(`renderer ${format} has no control character of the snapshot`, () => {
    const text = renderReport(format, makeReport({ hostile: everythingHostile }), { columns: 100, paint: plain, all: true });
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
    view.keys("1", "j", "j", "y", key);
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
  await runPlain({ load: async () => ({ ...world, report: model.report }), stdin, out: (line) => void lines.push(line), columns: 80, interactive: false });
  assert.ok(lines.length > 100);
  for (const line of lines) assert.not.match(line, controls);
});

test.run();
