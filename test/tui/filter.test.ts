import { test } from "uvu";
import * as assert from "uvu/assert";
import { readWhere } from "../../evaluator/results/where.js";
import { shownFindings } from "../../evaluator/tui/state/derive.js";
import { facetCounts, facetTable } from "../../evaluator/tui/state/facets.js";
import { screenOf } from "../../evaluator/tui/state/state.js";
import { browser, plainFrame } from "./browser.js";

const wide = { columns: 140, rows: 40 };

test("filtering repaints at every key, shows the count and esc undoes it", () => {
  const view = browser({ controls: 60 });
  view.keys("1");
  const before = shownFindings(view.state()).length;
  const counts: number[] = [];
  for (const letter of "tls mail2") {
    view.keys(letter === " " ? "space" : letter);
    if (counts.length === 0 && view.state().input === undefined) view.keys("/", letter);
    counts.push(shownFindings(view.state()).length);
  }
  assert.ok((counts.at(-1) ?? 0) > 0 && (counts.at(-1) ?? 0) < before);
  assert.match(plainFrame(view.render()), new RegExp(`/ tls mail2.*${counts.at(-1)} of`));
  view.keys("enter", "t", "escape");
  assert.is(view.state().filter.text, "");
  assert.is(shownFindings(view.state()).length, before);
});

test("esc while typing takes the whole edit back; a filter survives regrouping", () => {
  const view = browser({ controls: 60 });
  view.keys("1", "/", '"tls', "enter");
  const shown = shownFindings(view.state()).length;
  view.keys("/", '" mail9', "escape");
  assert.is(view.state().filter.text, "tls");
  view.keys("t", "t");
  assert.is(shownFindings(view.state()).length, shown);
});

test("a filter that is not finished leaves the list as it is and says why", () => {
  const view = browser();
  view.keys("1");
  const before = shownFindings(view.state()).length;
  view.keys("/", '"/(');
  assert.is(shownFindings(view.state()).length, before);
  assert.match(view.state().message?.text ?? "", /not finished/);
  view.keys("/");
  assert.match(view.state().message?.text ?? "", /not finished or not a regular/);
  view.keys("enter");
  assert.ok(view.state().input, "⏎ does not take a filter that means nothing");
});

test("the browser and the command line understand the same filters", () => {
  const view = browser({ controls: 60 });
  view.keys("1", "f", "r", "escape");
  for (const text of [
    "status:fail sev:>=medium", "-tls", "kind:server host:mail2", "sec:>10 origin:server", "id:3 /ssh/",
  ]) {
    view.keys("/", "ctrl+u", `"${text}`, "enter");
    const where = readWhere(text);
    assert.ok(!("problem" in where));
    if (!("problem" in where)) {
      assert.is(shownFindings(view.state()).length, view.state().world?.model.findings.filter(where.test).length, text);
    }
  }
});

test("a filter that asks for a status is not held against the open ones that the list begins with", () => {
  const view = browser({ controls: 60 });
  view.keys("1", "/", '"status:pass', "enter");
  const passed = view.state().world?.model.findings.filter(({ status }) => status === "pass").length;
  assert.is(shownFindings(view.state()).length, passed);
  assert.not.match(plainFrame(view.render()), /All › fail/);
  view.keys("f", "j", "o");
  const chosen = [...(view.state().filter.facets.status ?? [])];
  assert.is(shownFindings(view.state()).length, chosen[0] === "pass" ? passed : 0, "a facet that the user chose holds");
  view.keys("escape", "escape", "escape", "escape");
  assert.is(view.state().filter.text, "");
});

test("searching all evidence runs beside the keys and tells how far it is", () => {
  const view = browser({ controls: 60 });
  view.keys("1", "/", '"ev:tls');
  const asked = view.effects.filter(({ kind }) => kind === "scan").at(-1);
  assert.ok(asked?.kind === "scan");
  if (asked?.kind !== "scan") return;
  assert.is(shownFindings(view.state()).length, 0);
  const all = view.state().world?.model.findings ?? [];
  view.dispatch({
    type: "scanned", where: asked.where, done: 10,
    hits: new Set(all.slice(0, 10).filter(asked.where.test).map(({ index }) => index)),
  });
  assert.match(plainFrame(view.render()), /% searched/);
  view.dispatch({ type: "resize", size: wide });
  let tested = 0;
  const { test: really } = asked.where;
  Object.assign(asked.where, { test: (row: Parameters<typeof really>[0]) => (tested++, really(row)) });
  view.render();
  assert.match(plainFrame(view.render()), /\[x\] fail +\d+/, "the facets are there");
  assert.is(tested, 0, "no key and no frame runs the search");
  view.keys("enter", "1", "j");
  assert.is(screenOf(view.state()), "findings", "keys work meanwhile");
  view.dispatch({
    type: "scanned", where: asked.where, done: all.length,
    hits: new Set(all.filter(asked.where.test).map(({ index }) => index)),
  });
  assert.ok(shownFindings(view.state()).length > 0);
});

test("a facet's counts are those after the other facets, and o is only this", () => {
  const view = browser({ controls: 60 }, wide);
  view.keys("1", "f", "r");
  const { world } = view.state();
  if (!world) throw new Error("no world");
  view.keys("o");
  assert.equal([...(view.state().filter.facets.status ?? [])], ["fail"]);
  const { facets, where } = view.state().filter;
  const counts = facetCounts(world.model, where, facets, undefined);
  const { values } = facetTable(world.model);
  const of = (facet: "status" | "severity", value: string): number =>
    counts[facet][values[facet].findIndex((one) => one.value === value)] ?? -1;
  assert.is(
    of("status", "pass"), world.model.findings.filter(({ status }) => status === "pass").length,
    "the own facet does not count against itself"
  );
  assert.is(
    of("severity", "high"),
    world.model.findings.filter(({ status, severity }) => status === "fail" && severity === "high").length
  );
  assert.is(values.status.length, counts.status.length, "values with nothing are kept");
  view.keys("escape", "escape");
  assert.is(view.state().filter.facets.status, undefined, "esc undoes the facet");
});

test.run();
